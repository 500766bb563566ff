"""What the comparison of search engines stands on: exact scores, and documents that are the same in every run."""

import random
from pathlib import Path

import numpy as np
import pytest
from bench import table
from bench.corpus import Corpus, Document, batches, compose
from bench.engine_leian import OneList
from bench.exact import exact_scores, overlap
from bench.questions import WEIGHTS, Asked, Kind
from bench.real_cases import FIELDS, RealCases, Sentences, real_cases

GUIDING = ("authority/guiding_cases.jsonl.zst",)
WORDS = [f"词{number}" for number in range(40)]
COLUMNS = {"court": "", "authority": "裁判文书", "case_type": "刑事", "day": 0, "causes": [], "statutes": []}


def made_up(folder: Path, cases: int) -> RealCases:
    """Return cases of sentences of words drawn with a seed, common ones more often."""
    chance = random.Random(3)

    def field() -> Sentences:
        sentences = [chance.randint(0, 3) for _ in range(cases)]
        lengths = [chance.randint(1, 30) for _ in range(sum(sentences))]
        words = [int(len(WORDS) * chance.random() ** 3) for _ in range(sum(lengths))]
        bounds = (np.cumsum([0, *counts]) for counts in (lengths, sentences))
        starts, ends = bounds
        return Sentences(np.array(words, np.int32), starts, np.array(lengths), np.array(lengths), ends)

    fields = {body: field() for body in FIELDS}
    return RealCases(folder, WORDS, fields, [COLUMNS] * cases, np.zeros(cases, np.int64))


def everything(corpus: Corpus) -> list[Document]:
    return [document for batch in batches(corpus, together=70) for document in batch]


def test_the_index_scores_as_the_formula_does(tmp_path: Path) -> None:
    corpus = compose(made_up(tmp_path, cases=60), 90)
    bag = (*WORDS[::5], "无此词")
    exact = exact_scores(corpus, [bag], WEIGHTS)[0]
    engine = OneList()
    engine.write(tmp_path / "index", batches(corpus, together=40))
    engine.open(tmp_path / "index")

    found = engine.numbers(engine.ask(engine.prepare(Asked(Kind.DRAFT, bag))))

    assert len(found) > 50
    assert exact[found].tolist() == sorted(exact[found].tolist(), reverse=True)
    assert overlap(exact, found, 100) == 1.0
    assert overlap(exact, found[::-1][: len(found) // 2], 100) < 1.0


def test_a_larger_corpus_begins_with_the_smaller(tmp_path: Path) -> None:
    small, large = (compose(made_up(tmp_path, cases=60), size) for size in (100, 200))
    assert everything(small) == everything(large)[:100]


def test_the_table_in_the_readme_is_of_the_saved_figures() -> None:
    assert table.readme_table(table.saved()) in table.README.read_text("utf-8")


@pytest.mark.evaluation
def test_real_cases_are_composed_alike_in_every_run(evaluation_data: Path, tmp_path: Path) -> None:
    one, other = (compose(real_cases(evaluation_data, tmp_path / run, GUIDING), 400) for run in ("one", "other"))
    assert everything(one) == everything(other)
    assert len({tuple(document.words[FIELDS[0]]) for document in everything(one)}) > 390  # none is a copy
