"""The keys by which copies of one judgment find each other in a large library. Pure.

Belongs here: a case's own words, and a few short keys made of them. Does not: whether two cases that share a key are
one, which only comparing them can tell (likeness.py).
"""

import re
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.text.case_numbers import parse_case_no

# As measured by `python -m tests.quality.near`.
BANDS, ROWS, LETTERS = 13, 4, 5
_FEWEST = 150  # letters: shorter texts are boilerplate alone
_OUTSIDE = frozenset({Section.HEADING, Section.PARTIES, Section.TAIL, Section.APPENDIX})
_LEFT, _RIGHT = "（(〔【［\\[", "）)〕】］\\]"
CASE_NO = re.compile(
    rf"[{_LEFT}][\s\dＯ０-９〇○零一二九三四五六七八×xX*]{{4,6}}[{_RIGHT}]"
    r"[^，。；：、\s（(]{1,24}?号(?:之[一二三四五六七八九十\d]+)?"
)
_SIGNED = re.compile(r"[。；\s](?:院长|副院长|(?:代理)?审判[长员]|人民陪审员|执行[长员])[^。，；]{0,400}$")
_LONGEST_SIGNED = 420  # characters: it begins no farther from the end
_LETTERS = re.compile(r"[^\W_]+")
IS_LETTER = np.array([chr(code).isalnum() for code in range(0x10000)])
_PRIME, _MIX, _HALF = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


def own_text(case: Case) -> str:
    """Return what a case says between its parties and its tail, less case numbers: what differs in every copy."""
    parts = [_unsigned(text) for section, text in case.sections.items() if section not in _OUTSIDE]
    return CASE_NO.sub("", "\n".join(parts) or case.full_text)


def _unsigned(text: str) -> str:
    signed = _SIGNED.search(text, max(0, len(text) - _LONGEST_SIGNED))
    return text[: signed.start()] + text[signed.end() :] if signed else text


def letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(_LETTERS.findall(text))


def near_keys(case: Case, court: str = "") -> tuple[int, ...]:
    """Return the keys of a case, 32 bits each; two cases that share none are not compared.

    One is made of its number and kind, the others of the words of its own text (min-wise hashes, four a key) and its
    court: copies of one judgment are of one court, and courts' forms bring no others in. `court` is the full name.
    """
    keys = []
    if number := parse_case_no(case.case_no):
        keys.append(_digest(f"{number.canonical} {case.doc_type[-3:]}".encode()))
    runs = shingles(own_text(case))
    if len(runs) >= _FEWEST:
        place = (court or case.court).removeprefix("中华人民共和国").encode(errors="replace")
        keys += [_digest(place + row.tobytes()) for row in _minima(runs)]
    return tuple(dict.fromkeys(keys))


def shingles(text: str) -> NDArray[np.uint64]:
    """Return a hash of every five letters in a row, whatever marks and blanks stand between them."""
    marks = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")
    marks = marks[IS_LETTER[np.minimum(marks, 0xFFFF)]].astype(np.uint64)
    count = max(0, len(marks) - LETTERS + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(LETTERS):
        hashes = hashes * _PRIME + marks[place : place + count]
    hashes = (hashes ^ (hashes >> _HALF)) * _MIX
    return hashes ^ (hashes >> _HALF)


def _minima(hashes: NDArray[np.uint64]) -> NDArray[Any]:
    """Part the hashes into bins by their upper half; return the least lower half of each, a row of four a key."""
    bins = BANDS * ROWS
    low = np.full(bins, 0xFFFFFFFF, dtype="<u4")
    places = ((hashes >> _HALF) * np.uint64(bins) >> _HALF).astype(np.intp)
    np.minimum.at(low, places, hashes.astype("<u4"))
    for place in np.flatnonzero(low == 0xFFFFFFFF):  # a short text leaves bins empty: the one before stands for it
        low[place] = low[place - 1]
    return np.hstack([low.reshape(BANDS, ROWS), np.arange(BANDS, dtype="<u4")[:, None]])


def _digest(words: bytes) -> int:
    return int.from_bytes(blake2b(words, digest_size=4).digest(), "big")
