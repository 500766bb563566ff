"""Use case: the causes of the matter in hand where nobody has told them, as the model reads them from its facts.

Belongs here: asking the model about a draft, and what the draft says itself. Does not: how the model is made or reads
(ranking/label_model), the votes of the nearest cases (find_similar).
"""

import re
from collections.abc import Collection, Mapping

import numpy as np

from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.kinds import Axis, CaseType
from localdb.ranking.features import word_id
from localdb.ranking.label_model import LabelModel, Reading
from localdb.ranking.query import Query, build_query, times
from localdb.reference.causes import Causes

_BEGINNING = 300  # characters in which a pleading names its case
_CASE = re.compile(r"([\u4e00-\u9fff、（）()]{4,80})一案")
LIKELY = 0.2  # probability of a cause by whose elements a draft is read


def facts_reading(model: LabelModel | None, query: Query) -> Reading | None:
    """Return what the model makes of the facts of a draft; None without a model or facts."""
    words = query.words.get(Axis.FACTS, {})
    if model is None or not words:
        return None
    by_id = {word_id(word): times(weight) for word, weight in words.items()}
    ids = np.fromiter(sorted(by_id), np.uint32, len(by_id))
    return model.read(ids, np.array([by_id[ident] for ident in ids.tolist()], np.float32))


def cause_names(causes: Causes) -> dict[int, str]:
    """Return the names of all causes and charges by their ids."""
    names = (*causes.charges, *causes.civil, *causes.administrative, *causes.compensation)
    return {word_id(name): name for name in names}


def causes_read(
    reading: Reading | None, names: Mapping[int, str], kind: CaseType | None, causes: Causes
) -> dict[int, float]:
    """Return the probabilities of the causes that were read, by id, those of another case type than `kind` left out."""
    read = reading.causes if reading else {}
    return {
        cause: value for cause, value in read.items() if not kind or causes.kind(names.get(cause, "")) in (kind, None)
    }


def named_causes(text: str, draft: Case, causes: Causes, names: Collection[str]) -> tuple[str, ...]:
    """Return the causes that a draft gives itself, by their names of today.

    They stand in the heading and the accusation of a judgment, or at the beginning of another paper before 一案. A tale
    names none, for the crime in it may be an earlier one.
    """
    if draft.doc_type or draft.case_no:
        return tuple(name for told in (*draft.charges, *draft.causes) if (name := causes.normalise(told)))
    if match := _CASE.search(text[:_BEGINNING]):
        ends = (match[1][start:] for start in range(len(match[1])))
        return tuple(end for end in ends if end in names)[:1]
    return ()


def named_likely(likely: Mapping[int, float], names: Mapping[int, str]) -> tuple[str, ...]:
    """Return the names of the causes that are likely, likeliest first."""
    return tuple(
        names[cause]
        for cause in sorted(likely, key=lambda cause: (-likely[cause], cause))
        if cause in names and likely[cause] >= LIKELY
    )


def read_causes(ws: Workspace, text: str, draft: Case, kind: CaseType | None) -> tuple[str, ...]:
    """Return the causes, none of another case type than `kind`, that the facts of a draft make likely."""
    read = facts_reading(ws.label_model, build_query(text, draft, (), (), (), ws.segmenter.words))
    causes = ws.reference.causes
    names = cause_names(causes)
    return named_likely(causes_read(read, names, kind, causes), names)
