import pytest

from localdb.model.kinds import Axis, CaseType
from localdb.model.similar import Reason
from localdb.ranking.axes import Corpus, Scorer
from localdb.ranking.features import Part, features_of
from localdb.ranking.query import Query
from localdb.ranking.reasons import reasons_of

WORDS = ("争议", "之间", "江西省", "赣州市公安局", "超市", "借条", "催讨")
CORPUS = Corpus(1000, dict.fromkeys(Part, 10.0), {part.value: dict.fromkeys(WORDS, 20) for part in Part})


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (WORDS, (Reason("facts", ("催讨", "借条", "超市")),)),
        (("争议", "之间", "江西省", "借条"), (Reason("words", ("借条",)),)),
        (("争议", "之间", "江西省"), ()),
    ],
)
def test_an_axis_is_told_by_words_that_tell_something(shared: tuple[str, ...], told: tuple[Reason, ...]) -> None:
    scorer = Scorer(Query({Axis.FACTS: dict.fromkeys(shared, 1.0)}), CORPUS, {})
    features = features_of({Part.FACTS: dict.fromkeys(shared, 1)}, (), ())
    found = reasons_of(scorer, features, scorer.score(features), (), (), {}, {}, CaseType.CIVIL)
    assert [(each.kind, set(each.values)) for each in found] == [(each.kind, set(each.values)) for each in told]
