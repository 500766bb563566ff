from datetime import date
from pathlib import Path

import pytest
from fakes.library import made, stocked, theft

from localdb.engine.doctor import Problem, examine
from localdb.engine.find_similar import find_similar
from localdb.engine.train import train
from localdb.model.errors import Cancelled, DiskTrouble, TooFewCases
from localdb.model.similar import SimilarRequest

STOLEN = "被告人丁深夜撬锁进入商店，窃取香烟、现金和手机，销赃后挥霍。"


def test_a_model_trained_here_is_used_at_once(tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localdb.ranking.label_learning.FEWEST", 10)
    cases = [theft(f"盗{n}") for n in range(8)] + [made(f"驾{n}") for n in range(8)]
    ws = stocked(tmp_path, resources, cases)
    told: list[int] = []
    made_here = train(ws, without=["盗7", "无此案"], progress=lambda done, whole: told.append(done * 100 // whole))
    assert (made_here.cases, made_here.causes) == (15, 2)
    assert told[-1] == 100
    assert made_here.path == tmp_path / "models" / "labels.npz"
    assert made_here.path.stat().st_mode & 0o077 == 0
    assert ws.label_model is not None
    assert len(ws.label_model.causes) == 2
    result = find_similar(ws, SimilarRequest(STOLEN, as_of=date(2021, 1, 1)))
    assert result.causes[0].name == "盗窃罪"
    assert result.hits[0].card.id.startswith("盗")
    made_here.path.write_bytes(b"damaged")
    ws.renew_model()
    assert ws.label_model is not None, "the one that comes with Leian is used then"
    assert len(ws.label_model.causes) > 2
    health = examine(ws)
    assert health.model == resources / "models" / "labels.npz"
    assert Problem("model_unreadable", (str(made_here.path),)) in health.problems
    ws.close()


def test_a_search_goes_on_with_the_model_it_began_with(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localdb.ranking.label_learning.FEWEST", 10)
    monkeypatch.setattr("localdb.ranking.label_learning.VALUES", 8)
    ws = stocked(tmp_path, resources, [theft(f"盗{n}") for n in range(6)] + [made(f"驾{n}") for n in range(6)])
    own = train(ws).path
    request = SimilarRequest(STOLEN, as_of=date(2021, 1, 1))
    before = find_similar(ws, request)

    def replaced() -> bool:
        own.unlink(missing_ok=True)
        ws.renew_model()
        return False

    after = find_similar(ws, request, replaced)
    assert after.causes == before.causes
    assert [hit.score for hit in after.hits] == [hit.score for hit in before.hits]
    assert ws.label_model is not None
    assert len(ws.label_model.scale) > 4 * 8, "the next search asks the other"
    ws.close()


def test_too_few_cases_or_a_stop_leave_everything_as_it_was(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("案1")])
    with pytest.raises(TooFewCases):
        train(ws)
    with pytest.raises(Cancelled):
        train(ws, cancelled=lambda: True)
    for place in (tmp_path, tmp_path / "no folder" / "labels.npz"):
        with pytest.raises(DiskTrouble):
            train(ws, place)
    assert not [*(tmp_path / "models").iterdir()]
    ws.close()
