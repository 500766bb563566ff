"""What the flows share: sessions of the real programme, each on a data folder of its own."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.hands import dialog_of, named, type_text
from fakes.judgments import CAUSE, COURT, DRAFT, library_files
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session, make_application
from desktop.settings import Settings
from desktop.shell.passphrase import PassphraseDialog
from localdb.engine import matters
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.workspace import Workspace
from localdb.model.matter import Draft, Matter

PATIENCE_MS = 30_000
Opener = Callable[[Path], Session]
Unlocker = Callable[[Session], None]


class PatientBot(QtBot):
    """Wait longer than usual: the whole programme works under a flow, on a machine that may be busy."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> Any:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return hands and eyes for the window."""
    return PatientBot(request)


@pytest.fixture
def passphrase() -> str:
    """Return the passphrase of the folders: tests have no keyring."""
    return "a long passphrase"


@pytest.fixture
def open_session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Return what opens a data folder in the real window; what is still open at the end is closed.

    The programme puts its hooks for bugs in place as ever; they are taken away after the test. Qt's messages stay with
    the test, which they fail, instead of going to the programme's log.
    """
    monkeypatch.setattr("desktop.app.journal.qInstallMessageHandler", lambda handler: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    opened: list[Session] = []

    def open_folder(data: Path) -> Session:
        session = Session(make_application(), data)
        opened.append(session)
        qtbot.addWidget(session.window)
        session.window.resize(1366, 768)
        session.begin()
        return session

    yield open_folder
    for session in opened:
        session.window.close()


@pytest.fixture
def unlock(passphrase: str, qtbot: QtBot) -> Unlocker:
    """Return what gives the passphrase when the window asks for it, there being no keyring."""

    def give(session: Session) -> None:
        dialog = dialog_of(session.window, PassphraseDialog, qtbot)
        for line in dialog.findChildren(QLineEdit):
            type_text(line, passphrase)
        with qtbot.waitSignal(dialog.unlocked):
            named(dialog, QPushButton, "设置口令" if "设置" in dialog.windowTitle() else "打开").click()

    return give


@pytest.fixture
def data(tmp_path: Path, resources: Path, passphrase: str) -> Path:
    """Return a data folder with five cases and one matter, its draft begun."""
    folder = tmp_path / "data"
    ws = Workspace.open(folder, resources, unlock=passphrase.encode)
    import_cases(ws, library_files(tmp_path))
    drain_index(ws)
    matter, _ = matters.save_matter(ws, Matter(title="某钢厂诉某工程公司", court=COURT, causes=(CAUSE,)))
    matters.save_draft(ws, Draft(matter.number, DRAFT))
    ws.close()
    settings = Settings(folder)
    settings.set("start.done", True)
    return folder


@pytest.fixture
def at_work(open_session: Opener, unlock: Unlocker, data: Path, qtbot: QtBot) -> Session:
    """Open that folder: the draft is on the page, its similar cases are listed."""
    session = open_session(data)
    unlock(session)
    qtbot.waitUntil(lambda: len(session.window.similar.hits) == 5)
    return session
