"""The set-up script: what it says and what it leaves alone."""

import importlib.util
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from desktop.documents.fonts import FACES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script with its environment in a folder of its own, and nothing that really installs."""
    spec = importlib.util.spec_from_file_location("leian_setup", ROOT / "installers" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / "venv" / "stamp")
    return module


def steps_run(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    steps: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        module.VENV.mkdir(exist_ok=True)
        steps.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(module.subprocess, "run", run)
    return steps


def test_wrong_usage_ends_with_2() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "installers" / "setup.py", "nonsense"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr


def test_an_environment_as_locked_is_left_alone(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = steps_run(setup, monkeypatch)
    assert setup.see_to_environment("test")
    first = len(steps)
    assert setup.see_to_environment("run")
    assert setup.see_to_environment("test")
    assert len(steps) == first > 0


def test_a_new_lock_forgets_what_the_old_one_was_ready_for(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = steps_run(setup, monkeypatch)
    assert setup.see_to_environment("test")
    monkeypatch.setattr(setup, "digest", lambda path: "another lock")
    assert setup.see_to_environment("run")
    steps.clear()
    assert setup.see_to_environment("test")
    assert any("requirements-dev.txt" in part for step in steps for part in step)


@pytest.mark.skipif(os.name == "nt", reason="system libraries are looked after on Linux only")
def test_without_root_the_one_line_is_printed_and_nothing_is_installed(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = steps_run(setup, monkeypatch)
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert not setup.install(["libegl1", "fonts-noto-cjk"])
    assert "apt-get install -y --no-install-recommends fonts-noto-cjk libegl1" in capsys.readouterr().err
    assert steps == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is of Linux")
def test_stand_ins_for_missing_faces_are_written_once_and_a_file_of_the_user_is_kept(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    setup.see_to_faces()
    (written,) = (tmp_path / "fontconfig" / "conf.d").iterdir()
    assert str(written) in capsys.readouterr().out
    written.write_text("mine")
    setup.see_to_faces()
    assert written.read_text() == "mine"
    assert capsys.readouterr() == ("", "")


def test_every_face_of_the_documents_has_a_stand_in(setup: ModuleType) -> None:
    rules = ET.parse(setup.FACES).getroot()
    assert {face.name for face in FACES} <= {alias.findtext("family") for alias in rules.iter("alias")}
