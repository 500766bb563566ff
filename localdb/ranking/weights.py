"""Every number that decides the order of hits, in one place, each with its reason.

Belongs here: weights and curves. Does not: what they are applied to.

A hit's similarity is the weighted mean of its axes (of a plain text what its words bring anywhere), raised by agreement
of cause or charge and by kinship in law. Within a tier hits are ordered by SIMILARITY * similarity + ADOPTION *
adoption + DATE * recency, which is 相似度 > 采用率 > 生效时间 of 周莉、成文武 (2021).
"""

import math
from collections.abc import Mapping
from datetime import date

from localdb.model.kinds import Axis, Section

SIMILARITY = 1.0
ADOPTION = 0.10  # three adoptions lift a hit about as much as .08 of similarity, never a weak one over a strong one
DATE = 0.05  # today against ten years ago: the small weight that age has (law.md, "Last three years")
OLD_DAYS = 3652

AXES: Mapping[Axis, float] = {Axis.FACTS: 0.5, Axis.ISSUES: 0.25, Axis.LAW: 0.25}
# The axis that a section of the reader's attention bears on.
AXIS_SECTIONS: Mapping[Axis, tuple[Section, ...]] = {
    Axis.FACTS: (Section.FACTS, Section.CLAIMS, Section.EVIDENCE),
    Axis.ISSUES: (Section.ISSUES,),
    Axis.LAW: (Section.REASONING, Section.STATUTES, Section.DISPOSITION),
}
LIFTED = 0.01  # what the user's attention must add to a similarity for the hit to say so
ABSENT = 0.2  # what an axis counts that the draft has and the case has not: little, but not nothing
# What agreement of cause or charge and kinship in law are worth, as shares of a text's weighted words.
CAUSE, KINSHIP = 0.13, 0.13
# Of how closely the wording follows the text (closeness.py) what is above the first counts as a share of words.
# The closest case to plain facts has .21 (LeCaRD, median), that of a holding .49, of six words of it .75.
CLOSE_FROM, CLOSE = 0.2, 1.0
SURE_WORDS = 40  # words of a text, below which what is read of its label counts less: six words tell little of it
BESIDE = 0.8  # of an article: what another act has of it (合同法107 of 民法典577), as in search (index/search.py)
LAW_WORDS, LAW_ARTICLES, LAW_CAUSE = 0.5, 0.35, 0.15

# BM25 within a part, over the features: k1 above Whoosh's 1.2 tells long findings apart better (pool @10 +.007).
K1, B = 2.0, 0.75
REPEATED = (
    0.5  # a word of the draft counts 1 + REPEATED * ln(times): each once finds like cases, its counts recall more
)
TELLING, LEAST_TELLING = 0.3, 0.05  # see `word_weight`
USUAL_TELLING = 0.5  # nats; of a word that stands in no facts of the library
CURVE_AT, CURVE_BY = 0.2, 1.5  # see `readable`
CURVE_WORDS, CURVE_LONGER = 90, 0.23  # the same
_FULL = 1.0 - 1e-15  # a value that rounding has made 1

FLOOR = 0.30  # below, a case of a tier is not shown as similar: 19 of 20 random pairs of judgments lie below
FLOOR_OF_ONE = 0.50  # the same for a case that is alike on one axis only: about what pairs graded 1 of 3 come to
FLOOR_OF_OTHER = 0.60  # the same where its cause is not the confirmed one besides
# Of a text of few words: a case with less than this part of what the best one has is not shown. Of 174 lines of
# keywords 16 cases were left of 83 above the floor (median), and the case meant was lost for .6 %; of 12 random words
# of a holding 16 of 74 and 1.1 %, of 6 words 28 of 139 and 5 %; of whole holdings and of LeCaRD's grade 3 none.
FLOOR_OF_FEW = 0.5
STRONG = 0.35  # an axis below gives no reason and carries no case
OFFERED_VOTES, VOTES_OF_FEW = 0.3, 0.8  # the part of the nearest cases' votes in the causes offered: many words, few
NAMED = 0.7  # how likely the cause is that a draft gives itself: what 184 of 201 judgments name is theirs
NEIGHBOURS, NEIGHBOUR_WIDTH = 30, 0.12  # who votes on the likely cause, and how fast the vote falls with similarity


def readable(share: float, words: int, least: int = CURVE_WORDS) -> float:
    """Turn the share of a draft's weighted words that a case has into 0..1 as a judge would read it.

    1 - exp(-(share / .2) ^ 1.5): on LeCaRD random pairs come to .04, pairs graded 1 to .55, graded 3 to .72, the facts
    of a case against itself to .93 (medians). No case has as large a share of a long text as of a short one: of 90
    words the ten nearest of the library have .19, of 177 .144, of 394 .135 (medians over 25 judgments each), which is
    .23 of a power. A text of fewer words than `least` is read as one of so many: what is asked in six words is found
    whole. An issue has few words in any case, so that one of three says little: there it is read by its own length.
    """
    longer = math.pow(max(words, least, 1) / CURVE_WORDS, CURVE_LONGER)
    return 1.0 - math.exp(-((max(share, 0.0) * longer / CURVE_AT) ** CURVE_BY))


def share_of(value: float) -> float:
    """Return the share of a text of few words that `readable` turns into this value; its inverse."""
    return CURVE_AT * math.pow(-math.log1p(-min(max(value, 0.0), _FULL)), 1.0 / CURVE_BY)


def standing(share: float) -> float:
    """Turn shares of a text's words, all that counts for a case added up, into the 0..1 by which cases are ordered.

    s^1.5 / (s^1.5 + .2^1.5): much as `readable`, but a sum of 1 and one of 1.5 are still told apart (.92, .95),
    which orders the cases that follow a short text word for word.
    """
    power = math.pow(max(share, 0.0), CURVE_BY)
    return power / (power + math.pow(CURVE_AT, CURVE_BY))


def word_weight(rarity: float, telling: float | None, sure: float = 1.0) -> float:
    """Weigh a word by how rare it is and how much it tells about the cause: rarity^.7 * telling^.3.

    Of a text too short to be `sure` what it is about, rarity counts for more.

    Parts of speech tell nothing more: LeCaRD pools @10 .826 as it is, .818 without adverbs, numerals, pronouns and the
    like, .827 with verbs a third heavier, .816 with nouns.

    Halves are best for facts (LeCaRD pools @10 .774 against .755 for rarity alone), rarity alone for words of a holding
    (known items, 12 words: MRR .894 against .879); between them both lose next to nothing. Rarity stands alone where
    the library cannot say what a word tells.
    """
    if telling is None:
        return rarity
    share = TELLING * sure
    return math.pow(rarity, 1.0 - share) * math.pow(max(telling, LEAST_TELLING), share)


def sureness(words: int) -> float:
    """Return how far the label that was read from a text of so many words may be believed, 0..1."""
    return min(1.0, words / SURE_WORDS) ** 2


def offered_votes(sure: float) -> float:
    """Return the part of the nearest cases' votes in the causes that are offered: the more, the fewer the words.

    A model of facts takes 房屋租赁合同到期后承租人拒不腾房 for fraud, the neighbours do not. Of 276 holdings of civil
    cases the five have the cause for .545 -> .553, by 12 of their words .399 -> .427, by 6 .281 -> .308.
    """
    return VOTES_OF_FEW - (VOTES_OF_FEW - OFFERED_VOTES) * math.sqrt(sure)


def floor_of_few(best: float, sure: float) -> float:
    """Return the similarity below which a case is not shown, where the best has `best`; 0 for a text of many words."""
    return readable(share_of(best) * FLOOR_OF_FEW * (1.0 - sure), CURVE_WORDS)


def adoption(count: int) -> float:
    """Turn how often the user adopted from a case into 0..1: one .5, three .75."""
    return count / (count + 1.0)


def recency(since: date | None, as_of: date) -> float:
    """Turn the day of effect into 0..1: today 1, ten years ago or unknown 0."""
    if since is None:
        return 0.0
    return min(1.0, max(0.0, 1.0 - (as_of - since).days / OLD_DAYS))


def order_score(similarity: float, adopted: int, since: date | None, as_of: date) -> float:
    """Return the score by which hits are ordered within a tier."""
    return SIMILARITY * similarity + ADOPTION * adoption(adopted) + DATE * recency(since, as_of)


def axis_weights(sections: Mapping[Section, float]) -> dict[Axis, float]:
    """Return the weight of each axis under the weights that the user's attention gives to sections (mean 1)."""
    return {axis: weight * attention(sections, axis) for axis, weight in AXES.items()}


def attention(sections: Mapping[Section, float], axis: Axis) -> float:
    """Return the weight of an axis by the user's attention alone: the mean over its sections, 1 where none is known."""
    known = [sections[section] for section in AXIS_SECTIONS[axis] if section in sections]
    return sum(known) / len(known) if known else 1.0
