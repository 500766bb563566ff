"""`leian train`: what it says, and where the model lies."""

import json
from pathlib import Path

import pytest
from fakes.library import made, stocked, theft

from desktop.__main__ import main


@pytest.fixture
def data(tmp_path: Path, resources: Path) -> Path:
    stocked(
        tmp_path / "data", resources, [theft(f"盗{n}") for n in range(6)] + [made(f"驾{n}") for n in range(6)]
    ).close()
    return tmp_path / "data"


def test_a_library_of_few_cases_says_that_they_are_too_few(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "train"]) == 1
    told = capsys.readouterr().err
    assert "案例库共 12 件" in told
    assert "500" in told


def test_it_tells_what_was_learnt_and_when_a_window_takes_it(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localdb.ranking.label_learning.FEWEST", 10)
    left_out = data.parent / "without.txt"
    assert main(["--data", str(data), "train", "--without", str(left_out)]) == 1
    assert str(left_out) in capsys.readouterr().err
    left_out.write_text("盗5\n\n", "utf-8")
    assert main(["--data", str(data), "train", "--without", str(left_out)]) == 0
    told = capsys.readouterr().out
    assert "已由 11 件案例训练，可辨认 2 种案由和罪名" in told
    assert "重新打开后启用" in told
    other = data.parent / "other.npz"
    assert main(["--data", str(data), "train", "--out", str(other), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "path": str(other),
        "cases": 12,
        "causes": 2,
        "size": other.stat().st_size,
    }
