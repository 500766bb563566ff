"""A hit in a few characters: its badge, its axes, its similarity. Belongs here: what list and reader share."""

from desktop.words.tiers import tier_short
from localdb.model.kinds import Authority, Axis
from localdb.model.similar import Hit

_AXES = {Axis.FACTS: "事实", Axis.ISSUES: "焦点", Axis.LAW: "法律"}


def axis_short(axis: Axis) -> str:
    """Name an axis in two characters, for bars."""
    return _AXES.get(axis, str(axis))


def degree_words(value: float | None) -> str:
    """Write a similarity of 0..1 as 0 to 100; a dash where there was nothing to compare."""
    return "—" if value is None else str(round(100 * min(1.0, max(0.0, value))))


def badge_words(hit: Hit) -> str:
    """Return the badge before a title: the number of a guiding case, else the short name of the tier."""
    number, kind = hit.card.guiding_no, hit.card.authority
    if number and kind is Authority.GUIDING:
        return f"指导性案例{number}号"
    return f"检例第{number}号" if number and kind is Authority.PROCURATORIAL else tier_short(hit.tier)
