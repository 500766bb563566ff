"""A judgment that is folded into its like is still found by id, by number and in a pool, and says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.series import one_of_series

from localdb.engine.find_similar import find_similar
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.open_case import open_case
from localdb.engine.search import search
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.case import Mark
from localdb.model.similar import SearchRequest, SimilarRequest
from localdb.reference import Reference
from localdb.storage.library import Library

NUMBERS = ("（2020）云0105民初1234号", "（2020）云0105民初1235号", "（2020）云0105民初1236号")


@pytest.fixture
def ws(tmp_path: Path, resources: Path, reference: Reference) -> Iterator[Workspace]:
    ws = Workspace.open(tmp_path / "data", resources)
    sums = ("15516", "15516", "9000")
    cases = [
        one_of_series(reference, str(at), name, number=number, sum_=sum_)
        for at, (name, number, sum_) in enumerate(zip(("张大山", "李长河", "王远行"), NUMBERS, sums, strict=True))
    ]
    ws.library.add([entry_of(case, reference) for case in cases])
    drain_index(ws)
    yield ws
    ws.close()


def test_a_series_is_one_case_that_says_how_many_it_stands_for(ws: Workspace) -> None:
    assert ws.library.keys() == ["某院:0", "某院:2"]
    assert Mark("folded", ("1",)) in ws.library.cards(["某院:0"])["某院:0"].marks
    result = find_similar(ws, SimilarRequest("商品房预售合同逾期交房违约金", flat=True))
    marks = {hit.card.id: [mark.values for mark in hit.card.marks if mark.kind == "folded"] for hit in result.hits}
    assert marks == {"0": [("1",)], "2": []}


def test_it_answers_to_its_id_its_number_and_in_a_pool(ws: Workspace) -> None:
    for name in ("1", "某院:1", NUMBERS[1]):
        assert open_case(ws, name).id == "0"
    hits = search(ws, SearchRequest(f"案号:{NUMBERS[1]}")).hits
    assert [hit.card.id for hit in hits] == ["0"]
    pooled = find_similar(ws, SimilarRequest("商品房逾期交房", flat=True, pool=("1", "2")))
    assert len(pooled.hits) == 2


def test_a_library_of_before_is_looked_over_at_the_next_import(
    tmp_path: Path, resources: Path, reference: Reference
) -> None:
    cases = [one_of_series(reference, str(at), name, number=NUMBERS[at]) for at, name in enumerate(("张甲", "李乙"))]
    old = Library(tmp_path / "data" / "library.db")
    old.add([entry_of(case, reference) for case in cases])
    old.close()
    ws = Workspace.open(tmp_path / "data", resources)
    ws.library.set_meta("sample", "0")
    (tmp_path / "in").mkdir()
    _, changes = import_cases(ws, [tmp_path / "in"])
    assert changes.index
    assert (ws.library.keys(), ws.library.resolve("1")) == (["某院:0"], "某院:0")
    assert not import_cases(ws, [tmp_path / "in"])[1].library
    ws.close()
