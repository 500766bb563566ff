"""The short note (art 7): the same elements as the report, in paragraphs, for the 审理报告.

Belongs here: its wording. Does not: heading and signature, which it shares with the report.
"""

from desktop import words
from desktop.documents.blocks import Block, Line
from desktop.documents.phrases import (
    RULE,
    ended,
    flat,
    matter_name,
    nothing_found,
    outcome,
    platform,
    searcher,
    statutes_by_law,
    times,
    weight,
)
from localdb.model.kinds import TierState
from localdb.model.report import Report, ReportCase


def note_blocks(report: Report) -> list[Block]:
    """Return the note's paragraphs."""
    methods = "、".join(dict.fromkeys(words.method_name(search.method) for search in report.searches))
    blocks: list[Block] = [
        Line(f"本院审理的{matter_name(report.matter)}一案，依照{RULE}进行了类案检索，说明如下："),
        Line(searcher(report), label="检索主体："),
        Line(times(report), label="检索时间："),
        Line(platform(report), label="检索平台："),
        Line(f"{methods}。", label="检索方法："),
        Line(_issues(report), label="争议焦点："),
        Line(outcome(report) + _tiers(report), label="检索结果："),
    ]
    if not report.cases:
        blocks.append(Line(nothing_found(report)))
    for number, case in enumerate(report.cases, 1):
        blocks += _case(number, case)
    if report.statutes:
        blocks.append(
            Line("；".join(statutes_by_law(report.statutes, report.repealed)) + "。", label="类案援引的法律条文：")
        )
    for submitted in report.submitted:
        answer = f"回应意见：{ended(submitted.answer)}" if submitted.answer.strip() else ""
        text = f"{flat(submitted.party)}提交{flat(submitted.citation)}。{answer}"
        blocks.append(Line(text, label="提交案例："))
    lines = [line for line in report.analysis.splitlines() if line.strip()]
    return blocks + [Line(line, label="" if number else "结果运用：") for number, line in enumerate(lines)]


def _issues(report: Report) -> str:
    if len(report.issues) == 1:
        return ended(report.issues[0])
    return ended("；".join(f"{number}．{flat(issue).rstrip('。；')}" for number, issue in enumerate(report.issues, 1)))


def _tiers(report: Report) -> str:
    """Say the counts of each tier that gave hits, then name those searched in vain (art 4)."""
    some = [
        f"{words.tier_short(each.tier)}返回{each.returned}件、实读{each.opened}件、认定{each.kept}件"
        for each in report.tiers
        if each.returned or each.kept
    ]
    vain = (c.tier for c in report.tiers if c.state is TierState.SEARCHED and not c.returned and not c.kept)
    none = [words.tier_name(tier) for tier in vain]
    counts = f"各层级情况：{'；'.join(some)}。" if some else ""
    return counts + (f"未检索到案例的层级：{'、'.join(none)}。" if none else "")


def _case(number: int, case: ReportCase) -> list[Block]:
    label = f"类案{words.numeral(number)}："
    blocks: list[Block] = [Line(f"{words.citation_line(case.hit.card)}。{weight(case)}", label=label)]
    if case.gist.strip():
        blocks.append(Line(ended(case.gist), label="裁判要点："))
    if case.judged.note.strip():
        blocks.append(Line(ended(case.judged.note), label="比对意见："))
    return blocks
