"""The similar cases of a report: list, comparison tables, diverging rules (arts 6, 9, 11).

Belongs here: what is said of each case. Does not: deciding what is similar; the judge's own words are passed on.
"""

from desktop import words
from desktop.documents.blocks import Block, Grid, Line, Style
from desktop.documents.phrases import ended, flat, statutes_by_law, weight
from localdb.model.kinds import Axis, Effect, Section
from localdb.model.matter import Matter
from localdb.model.report import Report, ReportCase

_EMPTY = "——"


def case_list(report: Report) -> Grid:
    """Return the table of similar cases with tier and weight."""
    rows = tuple(
        (
            str(number),
            words.citation_line(case.hit.card),
            words.standing_short(case.hit.tier, case.hit.card.authority),
            words.use_words(case.hit.tier),
        )
        for number, case in enumerate(report.cases, 1)
    )
    return Grid((13, 91, 28, 24), ("序号", "案例", "层级", "效力"), rows, centred=(0, 2, 3))


def case_blocks(report: Report, number: int, case: ReportCase) -> list[Block]:
    """Return what is said of one similar case: source, gist, result, comparison, conclusion."""
    card = case.hit.card
    blocks: list[Block] = [
        Line(f"（{words.numeral(number)}）{words.plain_title(card) or words.citation_line(card)}", Style.SUBHEADING),
        Line(_source(case), label="案例来源。"),
        Line(weight(case), label="参照情况。"),
    ]
    blocks += _paragraphs("裁判要点。", case.gist)
    blocks += _paragraphs("裁判结果。", case.result)
    blocks += [Line(f"表{number}　本案与类案比对", Style.CAPTION), comparison(report, case)]
    if case.judged.note.strip():
        blocks.append(Line(ended(case.judged.note), label="比对意见。"))
    return blocks


def comparison(report: Report, case: ReportCase) -> Grid:
    """Return the comparison on the three axes of art 1: the matter, the case, the judge's words."""
    rows = (
        (words.axis_name(Axis.FACTS), case.matter_facts or _own_facts(report), case.facts, case.judged.facts),
        (words.axis_name(Axis.ISSUES), _list_of(report.issues), _issues(case), case.judged.issues),
        (
            words.axis_name(Axis.LAW),
            _laws(report.matter_statutes, report),
            _laws(case.statutes, report),
            case.judged.law,
        ),
    )
    return Grid(
        widths=(20, 43, 51, 42),
        head=("比对项目", "待决案件", "类案", "相同点与不同点"),
        rows=tuple(tuple(cell.strip() or _EMPTY for cell in row) for row in rows),
        centred=(0,),
        dense=True,
    )


def diverging(report: Report) -> bool:
    """Tell whether the judge follows some of the similar cases and not others (art 11)."""
    return {case.judged.followed for case in report.cases} >= {True, False}


def divergence_blocks(report: Report) -> list[Block]:
    """Return both groups with court level, day and whether the 审判委员会 discussed the case (art 11)."""
    grid = Grid((13, 83, 32, 28), ("序号", "案例", "裁判日期", "审委会讨论"), (), centred=(0, 2, 3))
    blocks: list[Block] = [
        Line(
            "认定的类案存在法律适用不一致的情况，依照《指导意见》第十一条，"
            "综合法院层级、裁判时间、是否经审判委员会讨论等因素，分列如下："
        )
    ]
    for label, followed in (("（一）本案采纳其裁判规则的", True), ("（二）本案未采纳其裁判规则的", False)):
        group = [each for each in enumerate(report.cases, 1) if each[1].judged.followed is followed]
        rows = tuple(_diverging_row(number, case) for number, case in group)
        blocks += [Line(label, Style.SUBHEADING), Grid(grid.widths, grid.head, rows, grid.centred)]
    return blocks


def _diverging_row(number: int, case: ReportCase) -> tuple[str, ...]:
    card = case.hit.card
    said = "经讨论" if case.committee else "未载明"
    return str(number), words.citation_line(card), words.day_words(card.date or card.since, _EMPTY), said


def _source(case: ReportCase) -> str:
    card = case.hit.card
    parts = [words.source_line(card) or words.citation_line(card)]
    if card.date:
        parts.append(f"{words.day_words(card.date)}裁判")
    inner = "；该案例未公开，对外使用前应当隐名处理" if card.public is False else ""
    marks = "".join(f"；注意：{told}" for told in words.marks_words(card.marks))
    return f"{'，'.join(parts)}，{_effect(case)}{inner}{marks}。"


def _effect(case: ReportCase) -> str:
    if case.hit.card.effect is Effect.UNVERIFIED and case.judged.confirmed_effective:
        return "经承办人员核实已生效"
    return words.effect_name(case.hit.card.effect)


def _paragraphs(label: str, text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Line(line, label=label if number == 0 else "") for number, line in enumerate(lines)]


def _issues(case: ReportCase) -> str:
    if not case.issues.strip() or case.issues_from is Section.ISSUES:
        return case.issues
    return f"{case.issues}（摘自“{words.section_name(case.issues_from)}”）"


def _own_facts(report: Report) -> str:
    return report.matter_facts or _facts_in_short(report.matter)


def _facts_in_short(matter: Matter) -> str:
    parts = [f"案由：{'、'.join(matter.causes)}" if matter.causes else ""]
    if matter.facts_date:
        parts.append(f"事实发生于{words.day_words(matter.facts_date)}")
    return "；".join(part for part in parts if part)


def _list_of(items: tuple[str, ...]) -> str:
    if len(items) < 2:
        return "".join(map(flat, items))
    return "\n".join(f"{number}．{flat(item)}" for number, item in enumerate(items, 1))


def _laws(statutes: tuple[str, ...], report: Report) -> str:
    return "\n".join(statutes_by_law(statutes, report.repealed))
