"""Whatever was added, replaced, dropped, folded, opened again: scores are Whoosh's own, answers those of a reader."""

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from fakes.corpus import (
    CAUSES,
    DAY,
    EVERYWHERE,
    KEYS,
    NAMES,
    NUMBERS,
    OFTEN,
    WORDS,
    answers,
    one_lane,
    own_word,
    passes,
    random_bag,
    random_entry,
    random_phrase,
)
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from whoosh.index import open_dir
from whoosh.query import Or as AnyOf
from whoosh.query import Term as WhooshTerm
from whoosh.scoring import BM25F

from localdb.index import schema
from localdb.index.port import Body, Entry, Narrowing, Words
from localdb.index.question import And, Cause, Court, Days, Not, Number, Or, Pattern, Phrase, Question, Statute, Term
from localdb.index.segments import MOST
from localdb.index.whoosh_index import open_index
from localdb.model.kinds import Authority, CaseType

SEEDS = st.integers(0, 2**32)
SOME_WORD = st.sampled_from([EVERYWHERE, OFTEN, *WORDS[:12], own_word(KEYS[3]), "无此词"])
LEAVES = st.one_of(
    st.lists(SOME_WORD, min_size=1, max_size=3).map(lambda words: Term("", tuple(words))),
    st.sampled_from(NAMES).map(Term),
    st.lists(SOME_WORD, min_size=1, max_size=4).map(lambda words: Phrase("", tuple(words))),
    st.sampled_from(["词1*", "*复", "独*3", "词*2", "𠮷*", "无此*"]).map(Pattern),
    st.sampled_from([Days(0, DAY), Days(DAY + 1, DAY + 1), Days(DAY, 10**7)]),
    st.sampled_from([Statute("刑法"), Statute("刑法", 264), Statute("刑法", 263, 1), Statute("民法典")]),
    st.sampled_from([*CAUSES, "盗窃"]).map(Cause),
    st.sampled_from(["甲", "甲(东", "法院", "丙"]).map(Court),
    st.sampled_from([*NUMBERS, "2018", "赣1刑初"]).map(Number),
)
QUESTIONS: st.SearchStrategy[Question] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: Or(tuple(some))),
        parts.map(Not),
    ),
    max_leaves=6,
)
NARROWINGS = st.builds(
    Narrowing,
    st.sampled_from([0, DAY, DAY + 1]),
    st.sampled_from([0, DAY + 1]),
    st.sampled_from([None, CaseType.CRIMINAL]),
    st.sampled_from([frozenset(), frozenset({Authority.GUIDING})]),
    st.sampled_from([frozenset(), frozenset({"已撤销"})]),
)


class AnyCorpus(RuleBasedStateMachine):
    """Do to an index whatever can be done to it, and to a dict the same."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "index"
        self.index = open_index(self.folder, "words")
        self.cases: dict[str, Entry] = {}

    @rule(seed=SEEDS, commits=st.integers(1, 6), most=st.sampled_from([1, 3, 25, len(KEYS)]))
    def update(self, seed: int, commits: int, most: int) -> None:
        dice = random.Random(seed)
        for _ in range(commits):
            entries = [random_entry(dice, key) for key in dice.sample(KEYS, dice.randint(1, most))]
            gone = dice.sample(KEYS, dice.choice((0, 3, len(KEYS) // 2)))
            self.index.update(entries, gone)
            self.cases = {key: case for key, case in self.cases.items() if key not in gone}
            self.cases |= {entry.key: entry for entry in entries}
        self.agrees(dice)

    @rule(seed=SEEDS)
    def tidy(self, seed: int) -> None:
        self.index.tidy()
        self.agrees(random.Random(seed))

    @rule(seed=SEEDS)
    def open_again(self, seed: int) -> None:
        identity = self.index.identity
        self.index.close()
        self.index = open_index(self.folder, "words")
        self.index.check()
        assert (self.index.identity, self.index.damaged) == (identity, False)
        self.agrees(random.Random(seed))

    @rule(questions=st.lists(st.tuples(QUESTIONS, NARROWINGS), min_size=5, max_size=15))
    def ask(self, questions: list[tuple[Question, Narrowing]]) -> None:
        for question, narrowing in questions:
            self.answers(question, narrowing)

    def answers(self, question: Question, narrowing: Narrowing) -> None:
        lanes = self.index.search(question, one_lane, len(KEYS), narrowing)
        found = [case for lane in lanes.values() for case in lane.best]
        every = self.cases.values()
        assert sorted(case.key for case in found) == sorted(
            case.key for case in every if passes(narrowing, case) and answers(question, case, every)
        )
        assert all(case.score > 0 for case in found)
        assert {case.key: case.day for case in found} == {case.key: self.cases[case.key].day for case in found}

    def agrees(self, dice: random.Random) -> None:
        assert sorted(self.index.keys()) == sorted(self.cases)
        assert len({path.name.split(".")[0] for path in self.folder.glob("MAIN_*.dic")}) <= MOST
        for case in dice.choices(list(self.cases.values()), k=10) if self.cases else ():
            self.answers(random_phrase(dice, case), Narrowing())
        for narrowing in (Narrowing(until=DAY), Narrowing(since=DAY, ageless=frozenset({Authority.GUIDING}))):
            self.answers(Term("", (EVERYWHERE,)), narrowing)
        words = random_bag(dice)
        lanes = self.index.candidates(words, one_lane, len(KEYS))
        ours = {case.key: case.score for lane in lanes.values() for case in lane.best}
        assert ours == pytest.approx(whooshs(self.folder, words), rel=1e-9, abs=1e-6)  # six decimals are kept
        assert set(ours) == {
            case.key
            for case in self.cases.values()
            if any(word in words.get(body, ()) for body, own in case.bodies.items() for word in own)
        }

    def teardown(self) -> None:
        self.index.close()
        self.place.cleanup()


def whooshs(folder: Path, words: Mapping[Body, Words]) -> dict[str, float]:
    """Return the score that Whoosh's own searcher gives to each case."""
    query = AnyOf([WhooshTerm(body, word, weight) for body, some in words.items() for word, weight in some.items()])
    with open_dir(str(folder), "MAIN", schema=schema.schema()).searcher(weighting=BM25F()) as searcher:
        readers = [reader for reader, _ in searcher.reader().leaf_readers()]
        keys = [key for one in readers if one.doc_count_all() for key in one.column_reader("key", translate=False)]
        return {keys[hit.docnum].decode(): hit.score for hit in searcher.search(query, limit=None)}


def test_a_number_that_only_a_dropped_case_had_is_looked_for_in_longer_ones(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([Entry(key, {}, numbers=(number,)) for key, number in zip("abc", ("12", "123", "4"), strict=True)])
    index.update([], gone=["a"])
    assert [case.key for case in index.search(Number("12"), one_lane, 9)["all"].best] == ["b"]


TestAnyCorpus = AnyCorpus.TestCase
TestAnyCorpus.settings = settings(deadline=None, max_examples=10, stateful_step_count=8)
