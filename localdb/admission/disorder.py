"""Obvious disorder in a text: characters no judgment has, remains of a web page, blocks told twice, a lost end. Pure.

The thresholds lie between what 11,608 real records show at most and what damage makes of them; `python -m
tests.quality.near` measures both. A text of which too much is lost is refused, lighter disorder is a flag.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.admission.sketch import IS_LETTER
from localdb.model.case import Case
from localdb.model.kinds import Section


class Disorder(StrEnum):
    """Name a disorder; a key of desktop/words."""

    GARBLED = "garbled"  # read in the wrong encoding, or full of characters that stand for none
    REMAINS = "remains"  # tags, styles or scripts of a web page
    REPEATED = "repeated"  # the same text twice
    TRUNCATED = "truncated"  # ends before anything was decided


_PLACES = 0x10000  # characters beyond it, rare ones of names, count as the last place, which no character has
_STRANGE_SHARE, _RARE_SHARE, _FOREIGN_SHARE = 0.01, 0.12, 0.6
_STAINED_SHARE = 0.002  # of characters that stand for none: a flag
_REPEATED_SHARE = 0.4  # of the text, in sentences that were told before; a text that stands twice has nearly .5
_MOST_REMAINS = 3
_SHORT = 200  # characters: shares of less say nothing
_SENTENCE = 15  # letters: shorter ones recur in any judgment
_REMAINS = re.compile(
    r"</?(?:p|br|div|span|td|tr|table|font|a|b|li|ul|img|input|style|script|html|body|meta|o:p)\b[^<>]{0,300}>"
    r"|&(?:nbsp|ldquo|rdquo|lt|gt|amp|quot|#\d{2,5});|(?:font-(?:family|size)|text-(?:indent|align)|line-height)\s*[:：]"
    r"|margin\s*[:：]\s*\d|javascript:|\$\(\s*['\"]|function\s?\w*\(\)",
    re.IGNORECASE,
)
# One of these is in all of them.
_HINTS = (*"<&{$", "-family", "-size", "-indent", "-align", "-height", "margin", "javascript", "function")
_NOUGHT, _DIGIT = "〇○◯零ＯOΟОо0０", "一二三四五六七八九"
_SIGNED = re.compile(
    r"审\s*判\s*[长员]|书\s*记\s*员|陪\s*审\s*员|执\s*行\s*[长员]|法官助理|院\s*长|"
    rf"[一二]\s?[{_NOUGHT}九]\s?[{_NOUGHT}{_DIGIT}]{{1,2}}\s?[{_NOUGHT}{_DIGIT}]?\s?年"  # as only a tail is dated
)
_DECIDED = re.compile("如下|决定：|裁定：|判决：")
_LAST = 600  # characters in which a document that does not say 如下 is signed


def _table(*spans: tuple[int, int]) -> NDArray[np.bool_]:
    table = np.zeros(_PLACES, dtype=bool)
    for first, last in spans:
        table[first : last + 1] = True
    return table


def _common() -> NDArray[np.bool_]:
    """Mark the 3,755 characters of the first level of GB 2312: what nearly all of a judgment is written in."""
    table = np.zeros(_PLACES, dtype=bool)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            if (high, low) < (0xD7, 0xFA):
                table[ord(bytes((high, low)).decode("gb2312"))] = True
    return table


_HAN = _table((0x4E00, 0x9FFF))
_COMMON = _common()
# Controls, halves, private use, the replacement character, and letters that only a wrong encoding brings in numbers.
_NONE = _table((0, 8), (0xE, 0x1F), (0x7F, 0x9F), (0xD800, 0xF8FF), (0xFFFD, 0xFFFD))
_STRANGE = _NONE | _table(
    (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x530, 0x5FF), (0x3400, 0x4DBF), (0xAC00, 0xD7FF), (0xFF61, 0xFF9F)
)  # fmt: skip


class _Marks(NamedTuple):
    """Count the characters of a text."""

    letters: int
    han: int
    rare: int
    strange: int
    none: int


_ARE = np.stack([IS_LETTER, _HAN, _HAN & ~_COMMON, _STRANGE, _NONE])  # as in _Marks
_KIND = np.packbits(_ARE, axis=0, bitorder="little")[0]  # a bit each
_OF_KIND = np.arange(1 << len(_ARE))[:, None] >> np.arange(len(_ARE)) & 1


def disorders(case: Case) -> tuple[Disorder, ...]:
    """Return what is out of order in the text of a case, the gravest first; `spoilt` says what is past reading."""
    text = case.full_text
    found = []
    if len(text) >= _SHORT:
        found += [Disorder.GARBLED] if _garbled(text, _STAINED_SHARE) else []
        found += [Disorder.REPEATED] if _repeated(text) >= _REPEATED_SHARE else []
    if _hinted(text) and len(_REMAINS.findall(text)) >= _MOST_REMAINS:
        found.append(Disorder.REMAINS)
    if _truncated(case):
        found.append(Disorder.TRUNCATED)
    return tuple(found)


def _hinted(text: str) -> bool:
    """Say whether remains are worth looking for: a tenth of the cost of looking."""
    lower = text.lower()
    return any(hint in lower for hint in _HINTS)


def spoilt(case: Case) -> Disorder | None:
    """Return why a text is past reading; None where it can be read."""
    if len(case.full_text) >= _SHORT and _garbled(case.full_text, _STRANGE_SHARE):
        return Disorder.GARBLED
    return Disorder.TRUNCATED if _truncated(case) and not case.sections.get(Section.REASONING) else None


def _garbled(text: str, most: float) -> bool:
    marks = _marks(text)
    if marks.han < (1 - _FOREIGN_SHARE) * marks.letters:
        return True
    strange = marks.strange if most == _STRANGE_SHARE else marks.none
    return strange >= most * len(text) or marks.rare >= _RARE_SHARE * max(1, marks.han)


@lru_cache(maxsize=1)  # both questions are put to a text
def _marks(text: str) -> _Marks:
    codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), _PLACES - 1)
    kinds = np.bincount(_KIND[codes], minlength=len(_OF_KIND))
    return _Marks(*(kinds @ _OF_KIND).tolist())


def _repeated(text: str) -> float:
    """Return the share of a text that stands in sentences told before."""
    parts = text.replace("。", " ").replace("；", " ").split()
    sentences = [part for part in parts if len(part) >= _SENTENCE]
    return (sum(map(len, sentences)) - sum(map(len, set(sentences)))) / len(text)


def _truncated(case: Case) -> bool:
    """Say whether a court's document breaks off: nobody signs it after it has said what it decides."""
    text = case.full_text
    if not case.doc_type.endswith("书") or len(text) < _SHORT:
        return False
    told = [match.end() for match in _DECIDED.finditer(text, len(text) // 3)]
    return not any(_SIGNED.search(text, start) for start in (told[:1] or [max(0, len(text) - _LAST)]))
