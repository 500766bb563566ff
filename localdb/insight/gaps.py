"""Where a library is thin: rules that need nothing but its own counts, so that no total of a country is invented. Pure.

Two measures, both plain to a reader. *Few*: under thirty cases a share of them is uncertain by 18 percentage points and
more (95 %, 1.96 × √(.25 / 30)), so that nothing general can be read from them. *Uneven*: a year with less than a
quarter of what the years around it have in the middle is missing documents, for no court's work falls so from one
year to the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple, TypeVar

from localdb.model.coverage import FEW, Thin
from localdb.model.kinds import CaseType, Level

Key = TypeVar("Key")
_SHARE = 4  # a quarter
_AROUND = 2  # years on either side
_BEFORE = 5  # years


class Group(NamedTuple):
    """Count cases of one year (0 unknown), province ("" unknown), level ("" unknown) and kind ("" unknown)."""

    year: int
    province: str
    level: str
    kind: str
    cases: int


def gaps(groups: Sequence[Group], provinces: Iterable[str], year: int, home: str = "") -> tuple[Thin, ...]:
    """Return where a library is thin, what touches the user's own province first. `year` is the current one.

    Kinds and values: home (first year, province, level, then kind:cases …), ended (last full year, cases since),
    years (year:cases:middle of those around …), none (provinces …), few (province:cases …), kinds (kind:cases …).
    """
    if not groups:
        return ()
    years = _sum((group.year, group.cases) for group in groups if group.year)
    by_province = _sum((group.province, group.cases) for group in groups)
    by_kind = _sum((group.kind, group.cases) for group in groups)
    ended = _ended(years, year)
    return (
        *(_home(groups, home, year) if home else ()),
        *([Thin("ended", (str(ended), str(sum(n for y, n in years.items() if y > ended))))] if ended else []),
        *_told("years", _uneven(years, ended or year - 1)),
        *_told("none", [name for name in provinces if not by_province.get(name)]),
        *_told("few", [f"{name}:{by_province[name]}" for name in provinces if 0 < by_province.get(name, 0) < FEW]),
        *_told("kinds", [f"{kind}:{by_kind.get(kind, 0)}" for kind in CaseType if by_kind.get(kind, 0) < FEW]),
    )


def _home(groups: Sequence[Group], home: str, year: int) -> list[Thin]:
    """Look at the last three years of the user's own province, searched first (法发〔2020〕24号 art 4)."""
    recent = [group for group in groups if group.province == home and group.year >= year - 3]
    found = []
    for level in (Level.HIGH, Level.INTERMEDIATE, Level.BASIC):
        counts = _sum((group.kind, group.cases) for group in recent if group.level == level)
        few = [f"{kind}:{counts.get(kind, 0)}" for kind in CaseType if counts.get(kind, 0) < FEW]
        found += [Thin("home", (str(year - 3), home, level, *few))] if few else []
    return found


def _ended(years: Mapping[int, int], year: int) -> int:
    """Return the last year with its share of cases; 0 where that is last year or this one, or all are few."""
    full = [y for y in years if y <= year and years[y] >= max(FEW, _usual(years, range(y - _BEFORE, y)) / _SHARE)]
    return max(full) if full and max(full) < year - 1 else 0


def _uneven(years: Mapping[int, int], last: int) -> list[str]:
    first = min((y for y, cases in years.items() if cases >= FEW), default=last)
    found = []
    for year in range(first + 1, last):
        around = [y for y in range(year - _AROUND, year + _AROUND + 1) if y != year and first <= y <= last]
        usual = _usual(years, around)
        if usual >= FEW and years.get(year, 0) < usual / _SHARE:
            found.append(f"{year}:{years.get(year, 0)}:{round(usual)}")
    return found


def _usual(years: Mapping[int, int], among: Iterable[int]) -> float:
    counts = [years.get(year, 0) for year in among]
    return median(counts) if counts else 0.0


def _told(kind: str, values: Sequence[str]) -> list[Thin]:
    return [Thin(kind, tuple(values))] if values else []


def _sum(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    sums: dict[Key, int] = {}
    for key, cases in pairs:
        sums[key] = sums.get(key, 0) + cases
    return sums
