"""What an input method shows while it composes is no text yet: not saved, not searched, in no field of the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.hands import commit, compose, named
from fakes.judgments import DRAFT
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from localdb.engine import find_similar as room
from localdb.engine.workspace import Workspace
from localdb.model.similar import SearchRequest, SimilarRequest, SimilarResult

PREEDIT = "jian yan qi xian"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that the engine is asked for, as they come."""
    texts: list[str] = []
    real = room.find_similar

    def note(ws: Workspace, request: SimilarRequest, cancelled: Callable[[], bool]) -> SimilarResult:
        texts.append(request.text)
        return real(ws, request, cancelled)

    monkeypatch.setattr("localdb.engine.find_similar.find_similar", note)
    return texts


def test_the_draft_is_saved_and_searched_without_it(at_work: Session, asked: list[str], qtbot: QtBot) -> None:
    window = at_work.window
    QTest.keyClicks(window.editor.page, "1")
    compose(window.editor.page, PREEDIT)
    assert window.editor.page.textCursor().block().layout().preeditAreaText() == PREEDIT
    window.book["similar.find"].trigger()
    qtbot.waitUntil(lambda: asked == [DRAFT + "1"])
    window.editor.flush()
    kept: list[str] = []
    at_work.desk.load_draft(window.editor.matter, lambda draft: kept.append(draft.text))
    qtbot.waitUntil(lambda: kept == [DRAFT + "1"])
    commit(window.editor.page, "检验期限")
    qtbot.waitUntil(lambda: asked[-1] == DRAFT + "1检验期限")


def test_closing_the_window_keeps_what_was_committed(
    at_work: Session,
    open_session: Callable[[Path], Session],
    unlock: Callable[[Session], None],
    data: Path,
    qtbot: QtBot,
) -> None:
    commit(at_work.window.editor.page, "检验期限")
    compose(at_work.window.editor.page, PREEDIT)
    at_work.window.close()
    again = open_session(data)
    with qtbot.waitSignal(again.window.editor.opened):
        unlock(again)
    assert again.window.editor.text() == DRAFT + "检验期限"


def test_the_search_box_sends_what_was_committed(at_work: Session) -> None:
    line = named(at_work.window.top, QLineEdit, "检索内容")
    sent: list[SearchRequest] = []
    at_work.window.top.search.search_asked.connect(sent.append)
    commit(line, "违约金")
    compose(line, PREEDIT)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [request.words for request in sent] == ["违约金"]
