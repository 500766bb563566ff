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
_ISSUES = re.compile(r"[^。；\n]*争议(?:的)?焦点")
_REFERS = re.compile(
    r"(?:查明|认定)[^。]{0,40}指控[^。]{0,30}(?:一致|相同|无异|属实)|指控[^。]{0,20}事实[^。]{0,10}属实"
)
_CHARGE = re.compile(r"指控[，,：:、\s]")
_CHARGED = re.compile(
    r"[^。；\n]*(?:(?:公诉机关|检察院)[^。；\n]{0,12}认为|(?:被告人|辩护人)[^。；\n]{0,30}"
    r"(?:辩称|辩解|提出|认为|异议|供认)|为(?:证实|证明|支持)(?:上述|指控)|(?:针对|就)上述)"
)
_SHORT = 150  # characters: findings that refer to the charge and are longer tell the facts themselves
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


def told_facts(facts: str, claims: str) -> str:
    """Return the facts that a text tells, up to its issues; where the findings only refer to the charge, it first."""
    found = findings(_before(_ISSUES, facts))
    if _REFERS.search(found) is None or len(found) > _SHORT:
        return found
    start = _CHARGE.search(claims)
    charge = _before(_CHARGED, claims[start.end() :]).strip() if start else ""
    return f"{charge}\n{found}" if charge else found


def nearest(text: str, about: str, limit: int) -> str:
    """Return the stretch of a text that has most to do with another, …… where something is left out."""
    if len(text) <= limit:
        return excerpt(text, limit)
    chosen = key_reasoning(text, (about,), limit).removesuffix("……")
    whole = "".join(sentences(text))
    return ("" if whole.startswith(chosen) else "……") + chosen + ("" if whole.endswith(chosen) else "……")


def _before(cue: re.Pattern[str], text: str) -> str:
    match = cue.search(text)
    return text[: match.start()].rstrip() if match and match.start() else text


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
