"""The tiers of 法发〔2020〕24号 art 4 in words. Belongs here: their names and states. Does not: placing a case."""

from localdb.model.kinds import Authority, Tier, TierState
from localdb.model.matter import TierCount

_NAMES = {
    Tier.GUIDING: "最高人民法院指导性案例",
    Tier.ENTRY: "人民法院案例库入库参考案例",
    Tier.SUPREME: "最高人民法院典型案例及生效裁判",
    Tier.HIGH: "本省（自治区、直辖市）高级人民法院参考性案例及生效裁判",
    Tier.PARENT: "上一级人民法院及本院生效裁判",
    Tier.CITY: "同一中级人民法院辖区其他法院生效裁判",
    Tier.PROVINCE: "本省（自治区、直辖市）其他法院生效裁判",
    Tier.COUNTRY: "全国其他法院生效裁判",
    Tier.PROCURATORIAL: "检察参考（最高人民检察院指导性案例，不列入层级）",
}
_SHORT = {
    Tier.GUIDING: "指导性案例",
    Tier.ENTRY: "入库案例",
    Tier.SUPREME: "最高法",
    Tier.HIGH: "本省高院",
    Tier.PARENT: "上级及本院",
    Tier.CITY: "同一中院辖区",
    Tier.PROVINCE: "本省其他",
    Tier.COUNTRY: "全国其他",
    Tier.PROCURATORIAL: "检察参考",
}
_KINDS = {Authority.GAZETTE: "公报案例", Authority.TYPICAL: "典型案例"}
_NUMBERS = {
    Tier.GUIDING: "一",
    Tier.ENTRY: "库",
    Tier.SUPREME: "二",
    Tier.HIGH: "三",
    Tier.PARENT: "四",
    Tier.CITY: "五",
    Tier.PROVINCE: "五",
    Tier.COUNTRY: "六",
    Tier.PROCURATORIAL: "检",
}
_RULES = {
    Tier.GUIDING: "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》第四条第一款第一项",
    Tier.ENTRY: "《人民法院案例库建设运行工作规程》（法〔2024〕92号）",
    Tier.SUPREME: "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》第四条第一款第二项",
    Tier.HIGH: "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》第四条第一款第三项",
    Tier.PARENT: "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》第四条第一款第四项",
}
_STATES = {
    TierState.SEARCHED: "已检索",
    TierState.MERGED: "与前一层级重合",
    TierState.NOT_APPLICABLE: "不适用",
    TierState.STOPPED: "前一层级已返回案例，未再检索",
}


def tier_name(tier: Tier) -> str:
    """Name a tier in full, as a heading of the list and of the report."""
    return _NAMES.get(tier, str(tier))


def tier_short(tier: Tier) -> str:
    """Name a tier in a few characters, for a badge."""
    return _SHORT.get(tier, str(tier))


def standing_short(tier: Tier, authority: Authority) -> str:
    """Name where a case stands in a few characters: a gazette or typical case by its kind, whoever decided it."""
    return _KINDS.get(authority, tier_short(tier)) if tier is Tier.SUPREME else tier_short(tier)


def tier_number(tier: Tier) -> str:
    """Give the one-character mark that stands before a tier's name: 一 to 六, 库, 检."""
    return _NUMBERS.get(tier, "·")


def tier_rule(tier: Tier) -> str:
    """Name the rule that a tier comes from; tiers below the fourth widen the search when nothing was found above."""
    return _RULES.get(tier, "前列层级未检索到类案时的扩大检索范围")


def tier_state_words(state: TierState, found: int | None = None) -> str:
    """Say what became of a tier; with `found`, a searched tier says 未检索到 or how many came back."""
    if state is TierState.SEARCHED and found is not None:
        return f"返回{found}件" if found else "未检索到"
    return _STATES.get(state, "状态不明")


def count_words(count: TierCount) -> str:
    """Say 返回 / 实读 / 认定 of a tier in one line, or why it was not searched."""
    if count.state is not TierState.SEARCHED or not count.returned:
        return tier_state_words(count.state, count.returned)
    return f"返回{count.returned}件，实读{count.opened}件，认定类案{count.kept}件"
