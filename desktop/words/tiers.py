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
    Tier.SUPREME: "最高法案例",
    Tier.HIGH: "本省高院",
    Tier.PARENT: "上级及本院",
    Tier.CITY: "同一中院辖区",
    Tier.PROVINCE: "本省其他",
    Tier.COUNTRY: "全国其他",
    Tier.PROCURATORIAL: "检察参考",
}
_KINDS = {
    Authority.GAZETTE: "公报案例",
    Authority.TYPICAL: "典型案例",
    Authority.REFERENCE: "参考性案例",
}
_BEYOND = "补充"  # the tiers that art 4 does not know have no number in it
_NUMBERS = {
    Tier.GUIDING: "一",
    Tier.ENTRY: "库",
    Tier.SUPREME: "二",
    Tier.HIGH: "三",
    Tier.PARENT: "四",
    Tier.PROCURATORIAL: "检",
}
_ARTICLE = "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》第四条"
_RULES = {
    Tier.GUIDING: f"依据：{_ARTICLE}第一款第一项",
    Tier.ENTRY: "依据：《人民法院案例库建设运行工作规程》（法〔2024〕92号）",
    Tier.SUPREME: f"依据：{_ARTICLE}第一款第二项；《最高人民法院公报》刊载的案例列入本层级，不论由哪一法院裁判",
    Tier.HIGH: f"依据：{_ARTICLE}第一款第三项",
    Tier.PARENT: f"依据：{_ARTICLE}第一款第四项",
    Tier.PROCURATORIAL: "由最高人民检察院发布，不列入类案层级",
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
    """Name where a case stands in a few characters: what was published as a case by its kind, whoever decided it."""
    return _KINDS.get(authority, tier_short(tier))


def tier_number(tier: Tier) -> str:
    """Give the mark that stands before a tier's name: 一 to 四 as in art 4, 库, 检; 补充 for those beyond art 4."""
    return _NUMBERS.get(tier, _BEYOND)


def tier_rule(tier: Tier) -> str:
    """Say what rule a tier comes from; tiers below the fourth widen the search when nothing was found above."""
    return _RULES.get(tier, "《指导意见》第四条以外的补充检索，供前列层级未检索到类案时扩大范围")


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
