from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.library import HIGH, OWN, SUPREME, made, stocked

from localdb.engine.coverage import coverage
from localdb.engine.workspace import Workspace
from localdb.model.coverage import Thin
from localdb.model.library import Refusal


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    cases = [
        made("1"),
        made("2", court=HIGH, date=date(2021, 3, 1)),
        made("3", court=SUPREME, date=date(2025, 3, 1)),
        made("4", court="某地人民法院", date=None),
    ]
    ws = stocked(tmp_path / "data", resources, cases)
    yield ws
    ws.close()


def test_cases_are_counted_by_year_province_level_and_kind(ws: Workspace) -> None:
    held = coverage(ws, as_of=date(2026, 11, 1))
    assert (held.cases, held.folded) == (4, 0)
    assert held.years == {0: 1, 2020: 1, 2021: 1, 2025: 1}
    assert {name: cases for name, cases in held.provinces.items() if cases} == {SUPREME: 1, "江西省": 2, "": 1}
    assert held.provinces["青海省"] == 0, "a province without cases is named"
    assert held.levels == {"最高": 1, "高级": 1, "中级": 0, "基层": 1, "": 1}
    assert held.kinds == {"刑事": 4}


def test_gaps_begin_with_the_users_own_province(ws: Workspace) -> None:
    held = coverage(ws, OWN, date(2026, 11, 1))
    assert held.gaps[0] == Thin(
        "home", ("2023", "江西省", "高级", "刑事:0", "民事:0", "行政:0", "国家赔偿:0", "执行:0")
    )
    assert "home" not in {gap.kind for gap in coverage(ws, "无此法院", date(2026, 11, 1)).gaps}


def test_what_was_refused_is_told_by_reason(ws: Workspace) -> None:
    with ws.library.store.write():
        ws.library.refused.put({"a": [(1, Refusal.NO_TEXT, ""), (2, Refusal.DISORDER, "garbled")]})
    assert coverage(ws).refused == {(Refusal.DISORDER, "garbled"): 1, (Refusal.NO_TEXT, ""): 1}


def test_an_empty_library_counts_nothing(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path, resources)
    held = coverage(ws)
    assert (held.cases, held.gaps, dict(held.years)) == (0, (), {})
    ws.close()
