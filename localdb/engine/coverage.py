"""What the library holds by year, province, level and kind, and where it is thin, so that nobody takes it for all."""

from collections import Counter
from datetime import date

from localdb.engine.workspace import Workspace
from localdb.insight.gaps import Group, gaps
from localdb.model.coverage import Coverage
from localdb.model.kinds import Level
from localdb.reference.courts import SUPREME


def coverage(ws: Workspace, court: str = "", as_of: date | None = None) -> Coverage:
    """Count the library; `court` is the user's, for the gaps nearest to it, `as_of` the day (today when None).

    A court that the table lacks counts under its province where its name begins with one.
    """
    day, courts, census = as_of or date.today(), ws.reference.courts, ws.library.census
    counted = census.counts()
    places = {name: _place(ws, name) for name in {one.court for one in counted}}
    groups = [Group(one.year, *places[one.court], one.kind, one.cases) for one in counted]
    authorities = Counter[str]()
    for one in counted:
        authorities[one.authority] += one.cases
    years, provinces, levels, kinds = Counter[int](), Counter[str](), Counter[str](), Counter[str]()
    for group in groups:
        years[group.year] += group.cases
        provinces[group.province] += group.cases
        levels[group.level] += group.cases
        kinds[group.kind] += group.cases
    known = courts.provinces
    home = courts.find(court) if court else None
    return Coverage(
        cases=sum(group.cases for group in groups),
        folded=census.folded(),
        as_of=day,
        years={year: years[year] for year in sorted(years)},
        provinces={name: provinces[name] for name in (SUPREME, *known, "") if name in known or provinces[name]},
        levels={level: levels[level] for level in (*Level, "") if level or levels[level]},
        kinds=dict(kinds.most_common()),
        authorities=dict(authorities.most_common()),
        flagged=census.flags(),
        refused=ws.library.refused.counts(),
        gaps=gaps(groups, known, day.year, home.province if home else ""),
    )


def _place(ws: Workspace, name: str) -> tuple[str, str]:
    """Return province and level of a court, "" for what is not known."""
    found = ws.reference.courts.find(name)
    if found is None:
        return ws.reference.courts.province_of(name), ""
    return (SUPREME if found.level is Level.SUPREME else found.province), found.level
