from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.library import OWN, made, stocked

from localdb.engine.find_similar import find_similar
from localdb.engine.workspace import Workspace
from localdb.model.graph import Corrections, Said
from localdb.model.similar import SimilarRequest

THEFT = "经审理查明，被告人乙窜至王某家中，翻找房间，窃取现金三千元和手机后逃离。"
DRAFT = "经审理查明，被告人丙在公交车上扒窃现金三千元和手机后逃离。丙系累犯。"
HELD = "本院认为，被告人乙入户盗窃，秘密窃取他人财物，已构成盗窃罪。系累犯，从重处罚。"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    case = made("burglary", THEFT, HELD, title="乙盗窃罪刑事判决书", charges=("盗窃罪",))
    ws = stocked(tmp_path_factory.mktemp("data"), Path(__file__).parents[3] / "resources", [case, made("driving")])
    yield ws
    ws.close()


def reasons(ws: Workspace, text: str, said: Corrections) -> dict[str, tuple[str, ...]]:
    asked = SimilarRequest(text, OWN, date(2021, 1, 1), causes=("盗窃罪",), flat=True, corrections=said)
    hit = next(hit for hit in find_similar(ws, asked).hits if hit.card.id == "burglary")
    return {reason.kind: reason.values for reason in hit.reasons}


def test_reasons_name_shared_elements_and_decisive_differences(ws: Workspace) -> None:
    told = reasons(ws, DRAFT, Corrections())
    assert told["elements"] == ("累犯",)
    assert told["differences"] == ("扒窃 / 入户盗窃",)


def test_a_correction_changes_the_reasons(ws: Workspace) -> None:
    said = Corrections({("盗窃方式", "扒窃"): Said.NOT_THERE, ("盗窃方式", "入户盗窃"): Said.THERE})
    told = reasons(ws, DRAFT, said)
    assert "入户盗窃" in told["elements"]
    assert "differences" not in told
