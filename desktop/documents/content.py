"""What the report says, block by block, in the order of 法发〔2020〕24号 arts 7 to 11.

Belongs here: the order of the parts and which fall away. Does not: the parts' own tables (cases.py), layout.
"""

from collections.abc import Callable, Iterable, Sequence

from desktop import words
from desktop.documents.blocks import Block, Grid, Line, Style
from desktop.documents.cases import case_blocks, case_list, divergence_blocks, diverging
from desktop.documents.note import note_blocks
from desktop.documents.phrases import (
    RULE,
    balanced,
    flat,
    matter_name,
    nothing_found,
    outcome,
    platform,
    searcher,
    statutes_by_law,
    times,
)
from localdb.model.kinds import Method, Tier, TierState
from localdb.model.matter import SearchLog, TierCount
from localdb.model.report import Report, ReportKind

_RECENT = "各层级优先检索近三年裁判生效的案例，并扩及以前年度，一并列出"
_BEYOND = (Tier.CITY, Tier.PROVINCE, Tier.COUNTRY)  # not in art 4
_Part = tuple[str, Sequence[Block]]


def report_blocks(report: Report) -> tuple[Block, ...]:
    """Return the whole document, in the form that `report.kind` asks for."""
    if report.kind is ReportKind.NOTE:
        return (*heading_blocks(report), *note_blocks(report), *signature_blocks(report))
    return (*heading_blocks(report), _opening(report), *_numbered(_parts(report)), *signature_blocks(report))


def heading_blocks(report: Report) -> tuple[Block, ...]:
    """Return mark, title and case number. A report goes into the 副卷, never the 正卷."""
    lines = [Line("副卷", Style.MARK)]
    if report.matter.court:
        lines += [Line(part, Style.TITLE) for part in balanced(report.matter.court)]
    lines.append(Line(str(report.kind.value), Style.TITLE))
    if report.matter.case_no:
        lines.append(Line(report.matter.case_no, Style.NUMBER))
    return tuple(lines)


def signature_blocks(report: Report) -> tuple[Block, ...]:
    """Return who searched and the day of the report."""
    return (
        Line("", Style.SIGN),
        Line(f"检索人：{flat(report.searcher)}", Style.SIGN),
        Line(words.day_words(report.made.date()), Style.SIGN),
    )


def _opening(report: Report) -> Line:
    return Line(f"本院审理的{matter_name(report.matter)}一案，依照{RULE}的规定进行了类案检索。现将检索情况报告如下：")


def _parts(report: Report) -> Iterable[_Part]:
    yield "检索基本情况", _basics(report)
    yield "待决案件争议焦点", [Line(f"{number}．{flat(issue)}") for number, issue in enumerate(report.issues, 1)]
    yield "检索方法", _methods(report)
    yield "检索结果", _results(report)
    if report.cases:
        yield (
            "类案裁判要点及比对",
            [block for each in enumerate(report.cases, 1) for block in case_blocks(report, *each)],
        )
    if diverging(report):
        yield "类案法律适用不一致的情况", divergence_blocks(report)
    if report.statutes:
        laws = statutes_by_law(report.statutes, report.repealed)
        yield "类案援引的法律条文", [Line(f"{line}。") for line in laws]
    if report.submitted:
        yield "当事人等提交案例的情况", _submitted(report)
    yield "检索结果运用情况", [Line(text) for text in report.analysis.splitlines() if text.strip()]


def _numbered(parts: Iterable[_Part]) -> Iterable[Block]:
    for number, (title, blocks) in enumerate(parts, 1):
        yield Line(f"{words.numeral(number)}、{title}", Style.HEADING)
        yield from blocks


def _basics(report: Report) -> list[Block]:
    facts: list[tuple[str, str]] = [
        ("检索主体", searcher(report)),
        ("检索时间", times(report)),
        ("检索平台", platform(report)),
    ]
    if report.triggers:
        facts.append(("检索事由", _triggers(report)))
    return [Line(text, label=f"（{words.numeral(number)}）{label}。") for number, (label, text) in enumerate(facts, 1)]


def _triggers(report: Report) -> str:
    reasons = "；".join(words.trigger_words(trigger).rstrip("的") for trigger in report.triggers)
    return f"本案属于《指导意见》第二条规定的应当进行类案检索的情形：{reasons}。"


def _methods(report: Report) -> list[Block]:
    names = "、".join(dict.fromkeys(words.method_name(search.method) for search in report.searches))
    grid = Grid(
        widths=(13, 37, 62, 22, 22),
        head=("序号", "检索方法", "检索内容", "检索次数", "末次返回"),
        rows=tuple(_search_row(report, number) for number in range(len(report.searches))),
        centred=(0, 1, 3, 4),
    )
    by_case = any(search.method is Method.CASE for search in report.searches)
    order = f"{words.method_name(Method.CASE)}中，除指导性案例外，{_RECENT}。" if by_case else ""
    return [Line(f"采用{names}的方法检索。{order}具体检索情况如下："), grid]


def _search_row(report: Report, number: int) -> tuple[str, ...]:
    search = report.searches[number]
    runs = report.runs[number] if number < len(report.runs) else 1
    returned = sum(count.returned for count in search.tiers if count.tier is not Tier.PROCURATORIAL)
    content = _of_the_matter(report, search) if search.method is Method.CASE else search.query
    return str(number + 1), words.method_name(search.method), _shortened(content), str(runs), str(returned)


def _of_the_matter(report: Report, search: SearchLog) -> str:
    """Say what a search by case went by: cause, issues and legal terms of the matter."""
    issues = (
        report.issues if len(report.issues) < 2 else [f"{n}．{flat(each)}" for n, each in enumerate(report.issues, 1)]
    )
    parts = {
        "案由": "、".join(report.matter.causes),
        "争议焦点": "；".join(issues),
        "用语": "、".join(search.query.split()),
    }
    said = "。".join(f"{label}：{flat(text).rstrip('。')}" for label, text in parts.items() if text.strip())
    return f"待决案件的草稿。{said}" if said else ""


def _shortened(query: str, limit: int = 180) -> str:
    text = flat(query)
    return f"{text[:limit]}……" if len(text) > limit else text or "待决案件的事实、争议焦点和理由"


def _results(report: Report) -> list[Block]:
    blocks: list[Block] = [
        Line(outcome(report)),
        Line("（一）各层级检索情况", Style.SUBHEADING),
        _tier_grid(report),
        Line(
            "注：同一检索进行多次的，返回件数以最后一次为准；内容不同的检索，返回件数相加，同一案例重复计数。"
            "实读件数为各次检索中打开阅读的件数之和。检察参考不列入层级，不计入合计。返回案例不等于类案。",
            Style.REMARK,
        ),
    ]
    if all(case.hit.tier is Tier.PROCURATORIAL for case in report.cases):
        blocks += [Line("（二）认定结果", Style.SUBHEADING), Line(nothing_found(report))]
        return [*blocks, *([case_list(report)] if report.cases else [])]
    return [*blocks, Line("（二）认定的类案", Style.SUBHEADING), case_list(report), *_dismissed(report)]


def _tier_grid(report: Report) -> Grid:
    """Return the table of tiers; 检察参考 stands under the total, for it is no tier."""
    ranked = [count for count in report.tiers if count.tier is not Tier.PROCURATORIAL]
    sums = (sum(c.returned for c in ranked), sum(c.opened for c in ranked), sum(c.kept for c in ranked))
    rows = [_tier_row(count) for count in ranked]
    rows.append(("", "合计", "", *map(str, sums)))
    rows += [_tier_row(count) for count in report.tiers if count.tier is Tier.PROCURATORIAL]
    return Grid(
        widths=(14, 68, 29, 15, 15, 15),
        head=("层级", "范围", "检索状态", "返回", "实读", "认定"),
        rows=tuple(rows),
        centred=(0, 2, 3, 4, 5),
    )


def _tier_row(count: TierCount) -> tuple[str, ...]:
    state = words.tier_state_words(count.state, None if count.returned or count.kept else 0)
    numbers = _counted(count.state, (count.returned, count.opened, count.kept))
    beyond = "（《指导意见》第四条以外补充检索）" if count.tier in _BEYOND else ""
    return words.tier_number(count.tier), f"{words.tier_name(count.tier)}{beyond}", state, *numbers


def _counted(state: TierState, numbers: tuple[int, int, int]) -> tuple[str, ...]:
    shown: Callable[[int], str] = str if state is TierState.SEARCHED else lambda number: str(number) if number else "—"
    return tuple(shown(number) for number in numbers)


def _dismissed(report: Report) -> list[Block]:
    if not report.rejected:
        return []
    return [Line(f"另有{len(report.rejected)}件返回案例经比对，不属于本案的类案。")]


def _submitted(report: Report) -> list[Block]:
    blocks: list[Block] = []
    for number, case in enumerate(report.submitted, 1):
        kind = "（指导性案例或者入库案例，应当在裁判文书说理中回应）" if case.binding else ""
        blocks.append(
            Line(f"{flat(case.party)}提交：{flat(case.citation)}{kind}。", label=f"（{words.numeral(number)}）")
        )
        if case.answer.strip():
            blocks.append(Line(f"回应意见：{flat(case.answer)}"))
    return blocks
