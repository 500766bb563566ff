"""The issues of a case as its text states them (争议焦点), else as its reasoning goes through them (关于…的问题).

Belongs here: finding their words. Does not: numbering and confirming them, which is the judge's (matter).
"""

import re
from collections.abc import Sequence

from localdb.model.kinds import Section
from localdb.text.pieces import Piece, sentence_end

_STATED = re.compile(
    r"(?=[争分讼诉审本焦])(?:(?:争议|争执|分歧|讼争|诉争|审理|本案)的?(?:主要|问题)?的?焦点|焦点问题|焦点(?=[是为：:])|"
    r"争议(?:的)?问题(?=[是为：:主]))"
)
_ADDRESSED = re.compile(
    r"(?:^|"
    r"(?<=[。；\n \u3000]))\s{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s?)?(?P<issue>(?:关于|"
    r"对于|针对)[^。；，\n]{3,70}?"
    r"(?:问题|上诉理由|抗诉意见|辩护意见|辩解|主张|意见|理由|请求))(?=[。，；：:\n])",
    re.MULTILINE,
)
_ELSEWHERE = frozenset(
    {
        Section.HEADING,
        Section.PARTIES,
        Section.PROCEDURE,
        Section.PRIOR,
        Section.TAIL,
        Section.APPENDIX,
        Section.DISPOSITION,
    }
)
_LONGEST = 600
_MOST = 12


def read_issues(text: str, pieces: Sequence[Piece]) -> str:
    """Return the issues of a case, a line each where they are gathered from the reasoning; "" where none are told."""
    own = [piece for piece in pieces if piece.section not in _ELSEWHERE]
    for piece in own:
        if match := _STATED.search(text, piece.start, piece.end):
            return _statement(text, match.start(), piece)
    addressed: dict[str, None] = {}
    for piece in own:
        if piece.section in (Section.REASONING, Section.FACTS, Section.EVIDENCE):
            addressed |= dict.fromkeys(match["issue"] for match in _ADDRESSED.finditer(text, piece.start, piece.end))
    return "\n".join(list(addressed)[:_MOST])


def _statement(text: str, at: int, piece: Piece) -> str:
    """Return the sentence that states the issues, with the numbered ones that follow it in its paragraph."""
    start = max(text.rfind(stop, piece.start, at) for stop in "。\n") + 1 or piece.start
    end = sentence_end(text, at, piece.end)
    if text[at:end].rstrip().endswith(("：", ":", "？", "?")):
        end = sentence_end(text, min(end, piece.end), piece.end)
    while end < piece.end and _NUMBERED.match(text, end) and end - start < _LONGEST:
        end = sentence_end(text, end + 2, piece.end)
    return text[start : min(end, start + _LONGEST)].strip()


_NUMBERED = re.compile(
    r"\s{0,6}(?:其?[一二三四五六七八九十]是|[一二三四五六七八九十]{1,2}、|"
    r"[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])"
)
