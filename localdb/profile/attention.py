"""Where the user's attention goes: a plain decayed mean of what was read, copied and adopted. Pure.

Each event is worth some seconds of attention, which fade by half every HALF_LIFE. A section's share is its part of the
faded sum; its weight is that share against an equal one, drawn towards 1 while little is known and kept within bounds.
Until ENOUGH is known there are no weights: all sections count alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from localdb.model.behaviour import Act, Attention, Behaviour
from localdb.model.kinds import Section

Number = TypeVar("Number", int, float)
HALF_LIFE = timedelta(days=30)
# The sections that are weighed against each other; the others are framework.
READ = (Section.FACTS, Section.ISSUES, Section.REASONING, Section.STATUTES, Section.DISPOSITION)
LONGEST_DWELL = 300.0  # seconds of one event: beyond that the user has gone to lunch
WORTH = {Act.COPY: 30.0, Act.ADOPT: 90.0}  # what an act says, in seconds of reading
LEAST, MOST = 0.5, 2.0  # bounds of a weight
DOUBT = 600.0  # seconds of equal attention assumed before anything is known
ENOUGH = 600.0  # faded seconds before a favourite is named and any section weighs more than another
AHEAD = 1.3  # and how far its share must be above an equal one


def attend(events: Iterable[Behaviour], now: datetime) -> Attention:
    """Work out shares, weights and the favourite; an event later than `now` counts in full."""
    faded = dict.fromkeys(READ, 0.0)
    seconds: dict[Section, float] = defaultdict(float)
    copies: dict[Section, int] = defaultdict(int)
    adoptions: dict[Section, int] = defaultdict(int)
    days: list[datetime] = []
    for event in events:
        days.append(event.at)
        seconds[event.section] += event.seconds if event.act is Act.DWELL else 0.0
        copies[event.section] += event.act is Act.COPY
        adoptions[event.section] += event.act is Act.ADOPT
        if event.section in faded:
            faded[event.section] += _worth(event) * _fading(event.at, now)
    return Attention(
        shares=_shares(faded),
        weights=_weights(faded),
        favourite=_favourite(faded),
        seconds=_in_order(seconds),
        copies=_in_order(copies),
        adoptions=_in_order(adoptions),
        events=len(days),
        since=min(days, key=_moment, default=None),
    )


def _worth(event: Behaviour) -> float:
    return WORTH.get(event.act, min(max(event.seconds, 0.0), LONGEST_DWELL))


def _fading(at: datetime, now: datetime) -> float:
    age = max(_moment(now) - _moment(at), 0.0)
    return float(0.5 ** (age / HALF_LIFE.total_seconds()))


def _moment(at: datetime) -> float:
    return at.timestamp()  # a time without a zone is local time


def _shares(faded: Mapping[Section, float]) -> dict[Section, float]:
    total = sum(faded.values())
    return {section: worth / total for section, worth in faded.items()} if total > 0 else {}


def _weights(faded: Mapping[Section, float]) -> dict[Section, float]:
    total = sum(faded.values())
    if total < ENOUGH:
        return {}
    equal = len(faded)
    raw = {section: (equal * worth + DOUBT) / (total + DOUBT) for section, worth in faded.items()}  # mean 1
    # Bring all within bounds by the same factor: the mean stays 1 and the order as it is.
    reach = min(1.0, *(_room(weight) for weight in raw.values()))
    return {section: 1 + reach * (weight - 1) for section, weight in raw.items()}


def _room(weight: float) -> float:
    if weight > 1:
        return (MOST - 1) / (weight - 1)
    return (1 - LEAST) / (1 - weight) if weight < 1 else 1.0


def _favourite(faded: Mapping[Section, float]) -> Section | None:
    shares = _shares(faded)
    if sum(faded.values()) < ENOUGH:
        return None
    best = max(shares, key=lambda section: shares[section])
    return best if shares[best] * len(shares) >= AHEAD else None


def _in_order(found: Mapping[Section, Number]) -> dict[Section, Number]:
    return {section: found[section] for section in Section if found.get(section)}
