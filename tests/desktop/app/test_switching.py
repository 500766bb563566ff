"""One programme, one data folder at a time: from the user's data to the sample and back, each with its own settings."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Programme
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
