"""What the library holds and lacks, in words. Belongs here: wording. Does not: counting (localdb/insight)."""

from collections.abc import Callable, Mapping, Sequence

from desktop.words.imports import refusal_detail, refusal_words
from localdb.model.coverage import FEW, Coverage, Thin
from localdb.model.kinds import Level
from localdb.model.library import Refusal

_LEVELS = {
    Level.SUPREME: "最高人民法院",
    Level.HIGH: "高级法院",
    Level.INTERMEDIATE: "中级法院",
    Level.BASIC: "基层法院",
}
_FLAGS = {
    "unverified": "是否生效待核",
    "repealed": "援引已废止的法律",
    "contradiction": "著录信息与正文不一致",
    "guiding_check": "指导性案例所依据的法律已修改或者废止",
    "guiding_dropped": "不再参照的指导性案例",
    "withdrawn": "来源注明失效、改判或者出库",
    "not_effective": "未生效或者已撤销",
    "internal": "内部案例",
    "thin": "说理简略",
    "disorder": "文本有误",
}
EMPTY = "案例库中还没有案例。可以从“案件”菜单导入文书，或者同步本院的案例。"
NOTE = (
    "本页只统计本机案例库，不代表全国的裁判。"
    f"不足 {FEW} 件的，不足以看出裁判的一般情形；某一年少于前后各年中位数四分之一的，应当是文书不全，而不是案件减少。"
)


def level_words(level: str) -> str:
    """Name a level of courts, "" for courts that no table has."""
    return _LEVELS[Level(level)] if level in set(Level) else "法院不明"


def place_words(province: str) -> str:
    """Name a province in a few characters."""
    for end in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
        if province.endswith(end):
            return province.removesuffix(end)
    return province.replace("最高人民法院", "最高法院") or "不明"


def kind_words(kind: str) -> str:
    """Name a kind of case, "" for unknown."""
    return kind or "类型不明"


def year_words(year: int) -> str:
    """Name a year, 0 for unknown."""
    return str(year) if year else "日期不明"


def flag_words(kind: str) -> str:
    """Say what cases are flagged for; "" for what is no flag."""
    return _FLAGS.get(kind, "")


def refused_words(refusal: Refusal, detail: str) -> str:
    """Say why records were refused."""
    told = refusal_detail(detail)
    return f"{refusal_words(refusal)}（{told}）" if told else refusal_words(refusal)


def held_words(coverage: Coverage) -> str:
    """Say in one sentence how much there is."""
    folded = f"，另有 {coverage.folded:,} 件同类文书已合并" if coverage.folded else ""
    years = [year for year in coverage.years if year]
    span = f"，{years[0]}年至{years[-1]}年" if years else ""
    return f"共 {coverage.cases:,} 件{folded}{span}。"


def undrawn_words(coverage: Coverage, first: int) -> str:
    """Say what no column stands for: years before the first one drawn, cases without a day; "" for none."""
    before = sum(cases for year, cases in coverage.years.items() if 0 < year < first)
    told = [(f"{first}年以前", before), ("日期不明", coverage.years.get(0, 0))]
    return "，".join(f"{name} {cases:,} 件" for name, cases in told if cases)


def gap_words(gap: Thin) -> str:
    """Say what is missing."""
    return _GAPS[gap.kind](gap.values) if gap.kind in _GAPS else "、".join(gap.values)


def _home(values: Sequence[str]) -> str:
    year, province, level, *few = values
    return f"{year}年以来，{province}{level_words(level)}：{_counted(few)}。"


def _ended(values: Sequence[str]) -> str:
    return f"文书基本截至{values[0]}年，此后仅 {int(values[1]):,} 件：近几年的裁判不能以本库为准。"


def _years(values: Sequence[str]) -> str:
    told = (value.split(":") for value in values)
    return (
        f"文书不全的年份：{'、'.join(f'{year}年 {count} 件（前后各年约 {usual} 件）' for year, count, usual in told)}。"
    )


def _counted(values: Sequence[str]) -> str:
    told = [value.rpartition(":") for value in values]
    none = [name for name, _, count in told if count == "0"]
    few = [f"{name}仅 {count} 件" for name, _, count in told if count != "0"]
    return "，".join([*few, *([f"没有{'、'.join(none)}案件"] if none else [])])


_GAPS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "home": _home,
    "ended": _ended,
    "years": _years,
    "none": lambda values: f"没有案件的省份：{'、'.join(values)}。",
    "few": lambda values: f"不足 {FEW} 件的省份：{_counted(values)}。",
    "kinds": lambda values: f"不足 {FEW} 件的案件类型：{_counted(values)}。",
}
