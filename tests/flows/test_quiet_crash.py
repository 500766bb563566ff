"""A bug of ours: one sentence for the user, a file for us without a word of case or draft, and the window goes on."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from fakes.hands import type_text
from fakes.judgments import DRAFT
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from localdb.model.case import Case
from localdb.model.similar import SimilarRequest


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Return what breaks a part of the programme, until the test mends it."""
    with monkeypatch.context() as patch:
        yield patch


def find_wrongly(ws: object, request: SimilarRequest, cancelled: object = None) -> NoReturn:
    raise ValueError(request.text)


def lay_wrongly(case: Case) -> NoReturn:
    raise KeyError(case.full_text)


def test_a_bug_in_a_job(at_work: Session, data: Path, broken: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    window = at_work.window
    broken.setattr("localdb.engine.find_similar.find_similar", find_wrongly)
    window.searching.find()
    qtbot.waitUntil(window.toast.isVisible)
    assert_quiet(at_work, data, "ValueError", "desktop/jobs/")
    assert len(window.similar.hits) == 5, "what was listed is still listed"
    broken.undo()
    assert_alive(at_work, qtbot)


def test_a_bug_in_a_slot(at_work: Session, data: Path, broken: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    window = at_work.window
    broken.setattr("desktop.reader.panel.parts_of", lay_wrongly)
    window.reading.open(window.similar.hits[0])
    qtbot.waitUntil(window.toast.isVisible)
    assert_quiet(at_work, data, "KeyError", "desktop/reader/panel.py")
    broken.undo()
    assert_alive(at_work, qtbot)


def assert_quiet(session: Session, data: Path, kind: str, place: str) -> None:
    """One sentence in the window, one file in the folder, types and places in it and nothing that anybody wrote."""
    said = session.window.toast
    assert "软件内部出错" in said.text
    (crash,) = (data / "crash").iterdir()
    logs = "".join(path.read_text(encoding="utf-8") for path in (data / "logs").iterdir())
    written = crash.read_text(encoding="utf-8")
    assert kind in written
    assert place in written
    assert kind in logs
    for text in (DRAFT, session.window.similar.hits[0].card.title, *session.window.similar.hits[0].passages[0].words):
        for words in (text[:6], text[-6:]):
            assert words not in written + logs
            assert words not in said.text


def assert_alive(session: Session, qtbot: QtBot) -> None:
    """The same things work after it: reading, writing, searching, saving."""
    window = session.window
    with qtbot.waitSignal(window.reading.shown):
        window.reading.open(window.similar.hits[0])
    before = window.similar.result
    type_text(window.editor.page, "货款应予支付。")
    qtbot.waitUntil(lambda: window.similar.result is not before)
    kept: list[str] = []
    window.editor.flush()
    session.desk.load_draft(window.editor.matter, lambda draft: kept.append(draft.text))
    qtbot.waitUntil(lambda: kept == [DRAFT + "货款应予支付。"])
