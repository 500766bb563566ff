"""Why a hit is there, as typed reasons with their facts; desktop/words has the sentences.

Kinds: "charge" and "cause" (names that agree with a confirmed one), "likely_cause" (agrees with a predicted one),
"statutes" (citations both have), "elements" (of the facts, both have them), "issues", "facts", "law" (words that an
axis shares, where the axis is strong), "words" (what is shared where no axis is strong), "differences" (decisive ones,
what the draft has before what the case has: 入户盗窃 / 扒窃), "attention" (the sections by which the user's attention
lifts the hit), "recent" (day of effect, within three years). The strongest reason comes first. Does not: tiers, which a
hit has.
"""

from collections.abc import Mapping, Sequence

from localdb.model.kinds import Axis, CaseType
from localdb.model.similar import Reason
from localdb.ranking.axes import Scorer, Similarity
from localdb.ranking.features import Features, word_id
from localdb.ranking.weights import STRONG

_WORDS = 5
_ARTICLES = 4
_ELEMENTS = 5
_DIFFERENCES = 3
_LIKELY = 0.2
_KINDS = {Axis.ISSUES: "issues", Axis.FACTS: "facts", Axis.LAW: "law"}


def reasons_of(
    scorer: Scorer,
    features: Features,
    similarity: Similarity,
    causes: Sequence[str],
    confirmed: Sequence[str],
    likely: Mapping[int, float],
    written: Mapping[str, str],
    case_type: CaseType | None,
    recent: str = "",
    elements: Sequence[str] = (),
    differences: Sequence[str] = (),
) -> tuple[Reason, ...]:
    """Give the reasons of one hit.

    `causes` are those of the case, `likely` the probabilities of causes by id, `written` the article terms of the draft
    as citations, `recent` the day of effect when it lies within three years, `elements` and `differences` what both
    have of the facts, and where they differ.
    """
    reasons = [_cause(causes, confirmed, likely, case_type)]
    shared = [written[term] for term in scorer.shared_articles(features) if term in written]
    reasons.append(Reason("statutes", tuple(shared[:_ARTICLES])) if shared else None)
    reasons.append(Reason("elements", tuple(elements[:_ELEMENTS])) if elements else None)
    for axis, kind in _KINDS.items():
        if similarity.axes.get(axis, 0.0) >= STRONG:
            words = scorer.shared_words(axis, features, _WORDS)
            reasons.append(Reason(kind, tuple(words)) if words else None)
    if not any(reasons):
        strongest = max(similarity.axes, key=lambda axis: similarity.axes[axis], default=Axis.FACTS)
        words = scorer.shared_words(strongest, features, _WORDS) if similarity.axes else []
        reasons.append(Reason("words", tuple(words)) if words else None)
    reasons.append(Reason("differences", tuple(differences[:_DIFFERENCES])) if differences else None)
    favoured = scorer.favoured(similarity)
    reasons.append(Reason("attention", tuple(section.value for section in favoured)) if favoured else None)
    reasons.append(Reason("recent", (recent,)) if recent else None)
    return tuple(reason for reason in reasons if reason is not None)


def _cause(
    causes: Sequence[str], confirmed: Sequence[str], likely: Mapping[int, float], case_type: CaseType | None
) -> Reason | None:
    same = tuple(cause for cause in causes if cause in confirmed)
    if same:
        return Reason("charge" if case_type is CaseType.CRIMINAL else "cause", same)
    if confirmed:
        return None
    guessed = [cause for cause in causes if likely.get(word_id(cause), 0.0) >= _LIKELY]
    return Reason("likely_cause", tuple(guessed)) if guessed else None
