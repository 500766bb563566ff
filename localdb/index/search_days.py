"""What a user types after 日期: read into days: 2019, 2019-2021, 2019-03, 2019年3月1日至2020年底 and the like.

Belongs here: the forms of dates. Does not: the rest of the syntax (search_words.py).
"""

import re
from calendar import monthrange
from datetime import date

from localdb.index.question import Days
from localdb.model.errors import BadQuery

_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF0D: 0x2D, 0xFF0F: 0x2F}
_SIDE = r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?"
_RANGE = re.compile(rf"{_SIDE}(?:(?:至|到|~|～|—+|\.\.|--|-(?=\d{{4}})){_SIDE})?")


def read_days(text: str) -> Days:
    """Read a year, month or day, or two of them with 至 or - between.

    Raises:
        BadQuery: "date": it is neither, there is no such day, or the first is after the last.
    """
    match = _RANGE.fullmatch(text.translate(_WIDE))
    if match is None:
        raise BadQuery("date", text[:40])
    first, last = match.groups()[:3], match.groups()[3:]
    try:
        days = Days(_first(*first).toordinal(), _last(*(last if last[0] else first)).toordinal())
    except ValueError as error:
        raise BadQuery("date", text[:40]) from error
    if days.since > days.until:
        raise BadQuery("date", text[:40])
    return days


def _first(year: str, month: str | None, day: str | None) -> date:
    return date(int(year), int(month or 1), int(day or 1))


def _last(year: str, month: str | None, day: str | None) -> date:
    number = int(month or 12)
    if not 1 <= number <= 12:
        raise ValueError(month)
    return date(int(year), number, int(day) if day else monthrange(int(year), number)[1])
