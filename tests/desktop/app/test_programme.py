"""`leian` as a process: commands without Qt, the demo from import to DOCX."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.app.sample import sample_cases, sample_matters

ROOT = Path(__file__).resolve().parents[3]
_NO_QT = """
import sys
from desktop.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("PySide6" in sys.modules)
"""


def run(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments] if code else [sys.executable, "-m", "desktop", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)


@pytest.mark.parametrize("arguments", [["--version"], ["doctor"], ["--help"]])
def test_commands_do_not_load_qt(arguments: list[str], tmp_path: Path) -> None:
    done = run("--data", str(tmp_path), *arguments, code=_NO_QT)
    assert done.stdout.strip().endswith("False"), done.stderr


def test_without_a_display_the_window_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = run("--data", str(tmp_path))
    assert done.returncode == 1
    assert "leian demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sample_has_matters_with_drafts(resources: Path) -> None:
    assert sample_cases(resources)
    matters = sample_matters(resources)
    assert matters
    assert all(matter.court and draft for matter, draft in matters)


@pytest.mark.slow
def test_the_demo_writes_report_and_picture(tmp_path: Path) -> None:
    done = run("demo", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    kinds = sorted(path.suffix for path in tmp_path.iterdir())
    assert kinds == [".docx", ".png"]
    assert all(path.stat().st_size > 10_000 for path in tmp_path.iterdir())


def test_the_matters_of_the_sample_name_courts_of_the_sample(resources: Path) -> None:
    overlay = json.loads((resources / "sample" / "reference" / "courts.json").read_text(encoding="utf-8"))
    names = {court["name"] for court in overlay["courts"]}
    assert {matter.court for matter, _ in sample_matters(resources)} <= names
