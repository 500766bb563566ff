"""`leian` as a process: commands without Qt, the window's text back after kill -9, the demo from import to DOCX."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.app.sample import sample_cases, sample_matters
from desktop.jobs.local import open_local
from localdb.model.matter import Draft, Matter

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
_TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from desktop.app.wiring import Session, make_application
app = make_application()
session = Session(app, Path(sys.argv[1]), sample=True)
session.window.editor.opened.connect(lambda number: QTest.keyClicks(session.window.editor.page, "written at last"))
session.window.editor.opened.connect(lambda number: print("typed", flush=True))
session.window.begin()
app.exec()
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


def test_what_was_typed_is_back_after_a_kill(tmp_path: Path, resources: Path) -> None:
    engine = open_local(tmp_path, resources, True)
    matter, _ = engine.save_matter(Matter(title="某案"))
    engine.save_draft(Draft(matter.number, "本院认为，"))
    engine.close()
    window = subprocess.Popen(
        [sys.executable, "-c", _TYPING, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "typed\n"
    time.sleep(2.5)
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()
    engine = open_local(tmp_path, resources, True)
    try:
        assert engine.load_draft(matter.number).text == "本院认为，written at last"
    finally:
        engine.close()


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
