"""Shorter stretches of a judgment for a report. Belongs here: where to cut and what to choose. Pure.

Does not: what a section is (localdb/text).
"""

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）]*|\n+|$)")
_CLAUSE = re.compile(r"(?:判决|裁定|决定)如下[：:]?\s*$")
_FOUND = re.compile(r"查明(?:的事实)?[，,：:]")
_MATTER = re.compile(r"一案[，,]")
_TOPIC = re.compile(r"^(?:[其第]?[一二三四五六七八九十][、，是]?)?关于[^，。；]{1,24}[。；]$")
_COSTS = re.compile(
    r"^\s*(?:如果?未按|(?:[一二]审)?案件受理费|(?:[一二]审)?案件诉讼费|诉讼费用?|如不服本)", re.MULTILINE
)
_BENCH = re.compile(
    r"^\s*(?:代理)?(?:审\s*判\s*[长员]|人民陪审员|书\s*记\s*员|助理审判员|二[〇○零O0]).{0,24}$", re.MULTILINE
)
_OPENING = re.compile(r"^\s*本院(?:经审查)?认为[，,:：]?\s*$")


def sentences(text: str) -> list[str]:
    """Cut a text after each full stop or semicolon; the pieces join to the text, less line breaks."""
    return [piece for match in _SENTENCE.finditer(text) if (piece := match.group().strip())]


def excerpt(text: str, limit: int) -> str:
    """Return the beginning of a text up to `limit` characters, ending with a sentence, …… where it was cut."""
    text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    if len(text) <= limit:
        return text
    kept = text[:limit]
    end = max(kept.rfind(mark) for mark in "。；！？\n")
    return (kept[: end + 1].rstrip() if end > limit // 2 else kept) + "……"


def findings(facts: str) -> str:
    """Return what a court found: from the sentence with 查明 on, else from …一案 on, else the whole."""
    found = _FOUND.search(facts) or _MATTER.search(facts)
    if found is None:
        return facts
    start = max(facts.rfind(mark, 0, found.start()) for mark in "。；\n")
    return facts[start + 1 :].strip()


def ruling(disposition: str) -> str:
    """Return the 主文 without what a source left under it: costs, the right to appeal, the names of the bench."""
    ends = [match.start() for cue in (_BENCH, _COSTS) if (match := cue.search(disposition))]
    return disposition[: min(ends, default=len(disposition))].strip() or disposition.strip()


def key_reasoning(reasoning: str, about: Iterable[str], limit: int = 320) -> str:
    """Return the stretch of a reasoning that has most to do with `about` (issues, notes), whole sentences.

    A sentence weighs as many two-character words as it shares with `about`; the stretch of up to `limit` characters
    that weighs most wins, the earliest of equals. Nothing to go by: the beginning.
    """
    wanted = {pair for text in about for pair in _pairs(text)}
    pieces = [piece for piece in sentences(reasoning) if not _OPENING.match(piece) and not _CLAUSE.search(piece)]
    weights = [len(wanted & _pairs(piece)) for piece in pieces]
    best, start, end = 0, 0, 0
    for first in range(len(pieces)):
        last, size = first, 0
        while last < len(pieces) and (last == first or size + len(pieces[last]) <= limit):
            size += len(pieces[last])
            last += 1
        if (weight := sum(weights[first:last])) > best:
            best, start, end = weight, first, last
    if not best:
        return excerpt(reasoning, limit)
    while end > start + 1 and _TOPIC.match(pieces[end - 1]):
        end -= 1  # the heading of what is no longer quoted
    chosen = "".join(pieces[start:end])
    return excerpt(chosen, limit + 80)


def _pairs(text: str) -> set[str]:
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {letters[place : place + 2] for place in range(len(letters) - 1)}
