"""Pleadings that stand in a draft (起诉状, 答辩状, 上诉状, 起诉书), found by their titles and cut by their heads.

Belongs here: where a pleading begins and ends, what of it is parties, claims and argument; the cut of a draft with
pleadings in it. Does not: court documents (sections.py), which quote pleadings in the court's own words.

What a party alleges is claims, never findings; what it argues from the law stands for the reasoning only as long as
the draft has none of the court's own.
"""

import re
from collections.abc import Sequence

from localdb.model.kinds import Section
from localdb.text.cues import ROLE
from localdb.text.pieces import Piece
from localdb.text.sections import cut

_BLANK = r"[ \t\u3000]*"
_KIND = "|".join(
    _BLANK.join(name)
    for name in (
        "起诉状",
        "上诉状",
        "答辩状",
        "反诉状",
        "自诉状",
        "申诉状",
        "起诉书",
        "抗诉书",
        "再审申请书",
        "执行异议书",
    )
)
_TITLE = re.compile(
    rf"^{_BLANK}(?:[民刑行][ \t\u3000事政附带诉讼公益赔偿一二审再]{{0,16}})?(?:{_KIND}){_BLANK}$", re.MULTILINE
)
_CLOSED = re.compile(rf"^{_BLANK}此{_BLANK}致[：:]?\s*(?:[^，。\n]{{2,30}}(?:法院|委员会){_BLANK}$)?", re.MULTILINE)
_SIGNED = re.compile(
    r"\s*(?:(?:具状|起诉|答辩|上诉|反诉|自诉|申诉|申请|异议|代理)人[^，。\n]{0,40}|"
    r"(?:原告|被告|法定代表人|委托[^，。\n]{0,4}代理人|检察[官员长]|书记员)[^，。\n]{0,40}|附(?:件|[：:])?[^\n]{0,80}|"
    r"\d{1,2}[.．、][^\n]{0,60}|[一二12][〇○零ＯO\d一二三四五六七八九]{3}[^，。\n]{0,12}日)[ \t\u3000]*(?=\n|$)"
)
_COURT = re.compile(r"^[^，。：；\n]{0,40}(?:法院|(?:判决|裁定|决定|调解)书)[ \t\u3000]*$", re.MULTILINE)
_OWN = re.compile(  # a sentence with which the court goes on after a pleading that nothing closes
    rf"(?:^|(?<=[。；])){_BLANK}(?:(?:本院)?经(?:公开|依法)?(?:开庭)?审理查明|(?P<held>本院认为)|"
    r"(?:综上[^。；\n]{0,60})?(?:依照|依据|根据)[^。；\n]{0,300}判决如下)",
    re.MULTILINE,
)
_PROSECUTION = re.compile(rf"(?:起{_BLANK}诉|抗{_BLANK}诉){_BLANK}书{_BLANK}$")  # its 本院 is the procuratorate
_ASKING = re.compile(rf"^{_BLANK}(?:诉讼|上诉|反诉|再审|赔偿|异议|申诉|请求|事实|案由|理由|答辩(?!人))", re.MULTILINE)
_INTRODUCED = re.compile(r"(?:被?答辩人|反诉[^，。：:]{0,6}|住所?地?|委托[^，。：:]{0,8}|联系[^，。：:]{0,4})[（(：:]")
_ARGUED = re.compile(
    rf"^{_BLANK}(?:综上|据此|为此|(?:原告|被告|上诉人|答辩人|反诉人|申请人|起诉人|自诉人|申诉人|我方|本院)认为|"
    r"(?:根据|依据|依照)[^，。\n]{0,20}《)",
    re.MULTILINE,
)


def part(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Part a text into what is the court's own and what is pleadings: (start, end) of each stretch, in order."""
    titles = [match.start() for match in _TITLE.finditer(text)]
    pleaded = [
        (start, end)
        for start, limit in zip(titles, [*titles, len(text)][1:], strict=True)
        if _ASKING.search(text, start, end := _end(text, start, limit)) or ROLE.search(text, start, end)
    ]
    edges = [0, *(edge for stretch in pleaded for edge in stretch), len(text)]
    own = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()]
    return own, pleaded


def cut_draft(text: str, own: Sequence[tuple[int, int]], pleaded: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut a draft that was parted: the court's own words come first, for they say what the document is."""
    pieces = _moved(cut("".join(text[start:end] for start, end in own)), own)
    reasoned = any(piece.section is Section.REASONING for piece in pieces)
    for start, end in pleaded:
        pieces += _cut_pleading(text, start, end, reasoned)
    return pieces


def _cut_pleading(text: str, start: int, end: int, reasoned: bool) -> list[Piece]:
    """Cut one pleading into pieces; with `reasoned` the draft has reasoning of the court's own."""
    body = _line_end(text, start, end)
    closed = _CLOSED.search(text, body, end)
    stop = closed.start() if closed else end
    asked = _ASKING.search(text, body, stop)
    claims = asked.start() if asked else _after_parties(text, body, stop)
    argued = None if reasoned else _ARGUED.search(text, claims, stop)
    argument = argued.start() if argued else stop
    marks = (
        (Section.HEADING, start, body),
        (Section.PARTIES, body, claims),
        (Section.CLAIMS, claims, argument),
        (Section.REASONING, argument, stop),
    )
    return [Piece(*mark) for mark in marks if text[mark[1] : mark[2]].strip()]


def _moved(pieces: Sequence[Piece], own: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return pieces of the court's own stretches, joined end to end, at their places in the whole text."""
    placed, at = [], 0
    for start, end in own:
        for piece in pieces:
            first, last = max(piece.start, at), min(piece.end, at + end - start)
            if first < last:
                placed.append(Piece(piece.section, first - at + start, last - at + start))
        at += end - start
    return sorted(placed, key=lambda piece: piece.start)


def _end(text: str, start: int, limit: int) -> int:
    """Return where a pleading ends: after 此致 and the lines that sign it, else where a court's document begins."""
    closed = _CLOSED.search(text, start, limit)
    if closed is None:
        court = _COURT.search(text, start, limit)
        return min(court.start() if court else limit, _goes_on(text, start, limit))
    at = closed.end()
    while (line := _SIGNED.match(text, at, limit)) and line.end() > at:
        at = line.end()
    return at


def _goes_on(text: str, start: int, limit: int) -> int:
    """Return where the court itself begins to state, to hold or to rule."""
    accused = _PROSECUTION.search(text[start : _line_end(text, start, limit)])
    sentences = (match.start() for match in _OWN.finditer(text, start, limit) if not (accused and match["held"]))
    return next(sentences, limit)


def _after_parties(text: str, start: int, stop: int) -> int:
    """Return where the first line stands that introduces nobody."""
    at = start
    while at < stop:
        end = _line_end(text, at, stop)
        line = text[at:end].strip()
        if line and not (ROLE.match(line) or _INTRODUCED.match(line)):
            return at
        at = end + 1
    return start


def _line_end(text: str, at: int, stop: int) -> int:
    end = text.find("\n", at, stop)
    return stop if end < 0 else end
