"""Sums of money as courts write them: 860000元, 86万元, 八十六万元, 1,234.5元, to one figure.

Belongs here: finding sums and reading one. Does not: what a sum is for.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from localdb.text.numerals import narrow, number

_CHINESE = "零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟"
# Bounded and anchored, so that time grows with length alone, whatever stands in a text.
_SUM = re.compile(
    rf"(?P<head>(?<!\d)\d[\d,，]{{0,30}}(?:[.．]\d{{1,30}})?|(?<![{_CHINESE}])[{_CHINESE}]{{1,20}})\s?[余多]?"
    rf"(?P<unit>[万萬亿百千]{{0,2}})(?P<rest>[{_CHINESE}]{{0,20}})[余多]?(?P<coin>美元|港元|欧元|日元|元)"
)
_UNITS = {"百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000}


class Amount(NamedTuple):
    """Hold a sum, its coin (元, 美元, …) and where it stands in the text."""

    value: Decimal
    coin: str
    start: int
    end: int


def amounts(text: str) -> Iterator[Amount]:
    """Find the sums of a text, in order."""
    plain = narrow(text)
    for match in _SUM.finditer(plain):
        value = _value(match["head"], match["unit"], match["rest"])
        if value is not None:
            yield Amount(value, match["coin"], match.start(), match.end())


def _value(head: str, unit: str, rest: str) -> Decimal | None:
    first = head.replace(",", "").replace("，", "").replace("．", ".")
    value = Decimal(first) if first[0].isascii() else _read(first)
    more = _read(rest) if rest else Decimal(0)
    if value is None or more is None:
        return None
    for sign in unit:
        value *= _UNITS[sign]
    return value + more


def _read(words: str) -> Decimal | None:
    found = number(words)
    return None if found is None else Decimal(found)
