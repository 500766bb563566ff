"""Which cause or charge a draft probably is about, by its nearest neighbours in the library and what a model reads.

Belongs here: the vote, reading the charges of a case for it, and joining it with the reading. Does not: finding the
neighbours, the model (label_model.py).
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.model.similar import CauseGuess
from localdb.ranking import weights
from localdb.ranking.features import Features, word_id

OFFERED = 5
_GUILTY = re.compile(r"犯([^，。；：（）\n]{1,80}罪)(?!名)")
_BETWEEN = re.compile(r"(?<=罪)[、和及与]")


def causes_of(case: Case, normalise: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the causes or charges of a case by their names of today.

    Charges are read from the disposition where it names any: a fifth of the labels that came with LeCaRD are wrong
    (侵占 inside 职务侵占), the disposition is right.
    """
    found = _GUILTY.finditer(case.sections.get(Section.DISPOSITION, ""))
    named = [charge for match in found for charge in _charges(_BETWEEN.split(match[1]), normalise)]
    given = [normalise(name) or name for name in (*case.charges, *case.causes)]
    return tuple(dict.fromkeys(named or given))


def _charges(parts: list[str], normalise: Callable[[str], str | None]) -> Iterator[str]:
    """Read a list of charges; some have 、 and 罪 inside (掩饰、隐瞒犯罪所得罪), so the longest that is one wins."""
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            whole = "、".join(parts[start:end])
            charge = _charge(whole, normalise) if end == start + 1 else normalise(whole)
            if charge:
                yield charge
                start = end - 1
                break
        start += 1


def _charge(words: str, normalise: Callable[[str], str | None]) -> str | None:
    """Read the charge with which the words begin (危险驾驶罪 of 危险驾驶罪的定罪部分)."""
    ends = [place + 1 for place, mark in enumerate(words) if mark == "罪"]
    return next((charge for end in reversed(ends) if (charge := normalise(words[:end]))), None)


def likely_causes(neighbours: Iterable[tuple[float, Features]]) -> dict[int, float]:
    """Return the probability of each cause, by id, from neighbours with their similarity; sum 1, or none at all.

    The NEIGHBOURS nearest vote with e^((similarity - best) / NEIGHBOUR_WIDTH), shared among the causes of a case.
    """
    voters = [(value, features.causes.tolist()) for value, features in neighbours if len(features.causes)]
    voters = sorted(voters, key=lambda voter: (-voter[0], voter[1]))[: weights.NEIGHBOURS]
    votes: dict[int, float] = {}
    for value, causes in voters:
        vote = math.exp((value - voters[0][0]) / weights.NEIGHBOUR_WIDTH) / len(causes)
        for cause in causes:
            votes[cause] = votes.get(cause, 0.0) + vote
    whole = sum(votes.values())
    return {cause: vote / whole for cause, vote in votes.items()}


def blended(votes: Mapping[int, float], read: Mapping[int, float]) -> dict[int, float]:
    """Return the probability of each cause by the votes and by what a model has read from the facts.

    Among the causes that the model has learnt it is right more often (five of 71 LeCaRD drafts: .94 against .90 of the
    votes); how likely the others are together the votes say. Without votes the model stands alone.
    """
    whole = sum(read.values())
    if not whole:
        return dict(votes)
    known = sum(vote for cause, vote in votes.items() if cause in read) if votes else 1.0
    return dict(votes) | {cause: known * value / whole for cause, value in read.items()}


def with_named(likely: Mapping[int, float], named: Iterable[int]) -> dict[int, float]:
    """Return the probabilities with the causes counted in, by id, that the draft gives itself.

    They are no more than likely, unlike confirmed ones: a draft may name the cause of another case that it tells of.
    """
    own = list(dict.fromkeys(named))
    if not own:
        return dict(likely)
    rest = 1.0 - weights.NAMED if likely else 0.0
    shares = {cause: rest * value for cause, value in likely.items()}
    return shares | {cause: shares.get(cause, 0.0) + (1.0 - rest) / len(own) for cause in own}


def confirmed_causes(causes: Iterable[str]) -> dict[int, float]:
    """Return confirmed causes as probabilities by id: they win over any vote."""
    ids = list(dict.fromkeys(word_id(cause) for cause in causes))
    return {ident: 1.0 / len(ids) for ident in ids}


def offered(
    likely: Mapping[int, float], votes: Mapping[int, float], names: Mapping[int, str], sure: float = 1.0
) -> tuple[CauseGuess, ...]:
    """Return the five likeliest causes with their probability, likeliest first, ties by name; none that cannot be.

    Among what is offered the votes of the nearest cases have a part, for one of five is enough: the true charge is
    among them for .944 of 71 LeCaRD drafts and .977 of 300 judgments, without the votes .901 and .963. What orders hits
    is better without (pools @10 -.008). `sure` says how far what was read of the text may be believed.
    """
    part = weights.offered_votes(sure) if votes else 0.0
    mixed = {cause: part * votes.get(cause, 0) + (1 - part) * likely.get(cause, 0) for cause in {**likely, **votes}}
    guesses = [CauseGuess(names[cause], value) for cause, value in mixed.items() if value and cause in names]
    return tuple(sorted(guesses, key=lambda guess: (-guess.probability, guess.name))[:OFFERED])
