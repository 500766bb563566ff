"""One programme, one data folder at a time: from the user's data to the sample and back, each with its own settings."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.sample import sample_cases, sample_matters
from desktop.app.wiring import Programme
from desktop.jobs.local import open_local
from desktop.settings.folders import data_folder, sample_folder


@pytest.fixture
def programme(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Programme]:
    monkeypatch.setattr("desktop.app.journal.qInstallMessageHandler", lambda handler: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Programme(qapp, None)
    yield made
    if made.session is not None:
        made.session.window.close()


def test_the_sample_opens_with_matter_draft_and_similar_cases(programme: Programme, qtbot: QtBot) -> None:
    programme.open(sample=True)
    session = programme.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.window.similar.hits), timeout=60_000)
    assert session.window.handling.matter is not None
    assert session.window.editor.text()
    assert session.settings.text("user.court") == session.window.handling.matter.court
    assert (sample_folder() / "library.db").exists()
    assert not data_folder().exists()


def test_a_sample_cut_short_is_completed_at_the_next_start(programme: Programme, resources: Path, qtbot: QtBot) -> None:
    entries = sample_matters(resources)
    engine = open_local(sample_folder(), resources, True)
    matter, _ = engine.save_matter(entries[0][0])
    engine.import_cases([first_case_of(resources, sample_folder())], lambda state: None, lambda: False)
    engine.close()
    programme.open(sample=True)
    session = programme.session
    assert session is not None
    qtbot.waitUntil(lambda: bool(session.settings.text("start.sample")), timeout=60_000)
    qtbot.waitUntil(lambda: bool(session.window.editor.text()), timeout=60_000)
    session.window.close()
    engine = open_local(sample_folder(), resources, True)
    assert engine.library_state().cases > 1
    assert sorted(each.title for each in engine.matters()) == sorted(each.title for each, _ in entries)
    assert engine.load_draft(matter.number).text == entries[0][1]
    engine.close()


def first_case_of(resources: Path, folder: Path) -> Path:
    path = folder / "first.jsonl"
    path.write_text(sample_cases(resources)[0].read_text("utf-8").splitlines()[0], "utf-8")
    return path


def test_a_folder_that_was_given_is_there_again_after_the_sample(
    qapp: QApplication, programme: Programme, tmp_path: Path
) -> None:
    programme._data = tmp_path / "given"
    for sample, folder in ((False, tmp_path / "given"), (True, sample_folder()), (False, tmp_path / "given")):
        programme.open(sample=sample)
        assert programme.session is not None
        assert programme.session.data == folder


def test_switching_closes_one_folder_and_opens_the_other(programme: Programme, qtbot: QtBot) -> None:
    programme.open(sample=False)
    first = programme.session
    assert first is not None
    assert first.data == data_folder()
    first.window.switch_asked.emit()
    second = programme.session
    assert second is not None
    assert second.data == sample_folder()
    assert not first.window.isVisible()
    assert second.window.isVisible()
    assert "演示数据" in second.window.windowTitle()
