"""The hands of a judge: finding controls by the name that is read out, typing Chinese through an input method.

Belongs here: what a person does to any window. Does not: what any one window is for.
"""

import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=QWidget)
_PIECES = re.compile(r"[ -~]+|\n|[^ -~\n]{1,4}")


def named(top: QWidget, kind: type[Kind], name: str) -> Kind:
    """Return the control that a screen reader calls so: one in view, where there is one."""
    found = [each for each in top.findChildren(kind) if each.accessibleName() == name]
    assert found, f"there is no {kind.__name__} called {name}"
    return next((each for each in found if each.isVisible()), found[0])


def compose(field: QWidget, preedit: str) -> None:
    """Let an input method compose: what it shows is no text yet."""
    QApplication.sendEvent(field, QInputMethodEvent(preedit, []))


def commit(field: QWidget, text: str) -> None:
    """Let an input method commit what was composed."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def type_text(field: QWidget, text: str) -> None:
    """Type a text: Latin marks and line ends by key, Chinese a few characters at a time through an input method."""
    for piece in _PIECES.findall(text):
        if piece == "\n":
            QTest.keyClick(field, Qt.Key.Key_Return)
        elif piece.isascii():
            QTest.keyClicks(field, piece)
        else:
            compose(field, "pin yin")
            commit(field, piece)


def dialog_of(window: QWidget, kind: type[Kind], qtbot: QtBot) -> Kind:
    """Wait for a dialog of that kind to open; return it."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())
