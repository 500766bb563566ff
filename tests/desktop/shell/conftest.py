"""What the tests of the window share: settings of somebody who has begun, and the window with its draft open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.settings import Settings
from desktop.shell import MainWindow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings whose first questions were answered."""
    settings = Settings(tmp_path)
    settings.set("start.done", True)
    return settings


@pytest.fixture
def open_window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Callable[[Settings], MainWindow]:
    """Return what opens the window of a small screen, and waits until the draft is there."""

    def opened(settings: Settings) -> MainWindow:
        window = MainWindow(desk, settings, tmp_path)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        with qtbot.waitSignal(window.editor.opened):
            window.begin()
        return window

    return opened
