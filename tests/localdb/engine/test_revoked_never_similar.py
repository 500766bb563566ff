"""A judgment that another in the library revokes is never similar, whichever came in first."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes.library import HIGH, OWN, PARENT, made, stocked, theft

from localdb.engine.find_similar import find_similar
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.kinds import Effect, Section
from localdb.model.similar import SimilarRequest

DRAFT = "被告人丙醉酒驾驶机动车碰撞货车，致乘客死亡后弃车逃逸，血液酒精含量超标。"
FIRST, SECOND = "（2019）赣0111刑初5号", "（2019）赣01刑终7号"


def _retrial(words: str) -> Case:
    case = made("retrial", court=HIGH, case_no="（2020）赣刑再1号", trial="再审")
    told = {Section.DISPOSITION: f"撤销南昌市中级人民法院{SECOND}刑事判决和{OWN}{FIRST}刑事判决{words}；"}
    return made("retrial", court=HIGH, case_no=case.case_no, trial="再审", sections={**case.sections, **told})


def _chain(words: str = "") -> list[Case]:
    return [
        made("first", case_no=FIRST),
        made("second", court=PARENT, case_no=SECOND, trial="二审"),
        _retrial(words),
        *(theft(f"theft{number}") for number in range(5)),
    ]


def _found(ws: Workspace) -> set[str]:
    return {hit.card.id for hit in find_similar(ws, SimilarRequest(DRAFT, court=OWN, flat=True, limit=50)).hits}


@pytest.mark.parametrize("cases", [_chain(), _chain()[::-1]])
def test_what_is_revoked_is_never_similar(tmp_path: Path, resources: Path, cases: Sequence[Case]) -> None:
    ws = stocked(tmp_path, resources, cases)
    assert not {"first", "second"} & _found(ws)
    assert "retrial" in _found(ws)
    ws.close()


def test_a_retrial_that_comes_later_takes_the_judgment_out(tmp_path: Path, resources: Path) -> None:
    first, second, retrial, *others = _chain("第一项")
    ws = stocked(tmp_path, resources, [first, second, *others])
    assert {"first", "second"} <= _found(ws)
    ws.library.add([entry_of(retrial, ws.reference)])
    assert "second" not in _found(ws), "even before the index has followed"
    drain_index(ws)
    assert "second" not in _found(ws)
    assert "first" in _found(ws), "only one item of it was revoked"
    card = ws.library.cards(["库:first"])["库:first"]
    assert (card.effect, card.marks[0].kind) == (Effect.EFFECTIVE, "revoked_in_part")
    ws.close()
