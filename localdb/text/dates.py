"""Dates as courts write them: 二〇一八年十二月十九日, 2018年12月19日, and their worn variants.

Belongs here: finding dates and reading one. Does not: deciding which date is the day of the judgment.
"""

import re
from datetime import date
from typing import NamedTuple

from localdb.text.numerals import number

_ZERO = "〇○零ＯOoΟО◯"
_DIGIT = _ZERO + "一二三四五六七八九0-9０-９"
_DAY = re.compile(
    rf"([12１２一二][{_DIGIT}]{{3}})\s?年\s?([{_DIGIT}十元]{{1,3}})\s?月\s?([{_DIGIT}十廿卅]{{1,4}})\s?日"
)


class DateFound(NamedTuple):
    """Hold a date and where it stands in the text."""

    day: date
    start: int
    end: int


def dates(text: str, start: int = 0, end: int | None = None) -> list[DateFound]:
    """Return every full date between two offsets, in order; impossible days are skipped."""
    found = []
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        day = _day(*match.groups())
        if day is not None:
            found.append(DateFound(day, match.start(), match.end()))
    return found


def read_date(text: str) -> date | None:
    """Return the first full date of a text."""
    return next((found.day for found in dates(text)), None)


def _day(year: str, month: str, day: str) -> date | None:
    numbers = number(year), 1 if month == "元" else number(month), number(day)
    try:
        return date(numbers[0] or 0, numbers[1] or 0, numbers[2] or 0)
    except ValueError:
        return None
