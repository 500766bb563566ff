"""The table of commands: each in a menu, no key twice, remappable."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS, MENUS, ActionBook, When
from desktop.actions.book import plain


def test_every_command_stands_in_a_menu() -> None:
    shown = {entry for _, entries in MENUS for entry in entries if entry}
    assert set(ACTIONS) <= shown


def test_no_key_is_given_twice() -> None:
    keys = Counter(action.key for action in ACTIONS.values() if action.key)
    assert max(keys.values()) == 1


def test_every_key_is_one_that_qt_knows() -> None:
    for action in ACTIONS.values():
        assert not action.key or not QKeySequence(action.key).isEmpty(), action.id


def test_mnemonics_differ_within_a_menu() -> None:
    for words, entries in MENUS:
        letters = Counter(ACTIONS[entry].words.partition("&")[2][:1] for entry in entries if entry and entry in ACTIONS)
        assert max(letters.values()) == 1, words


def test_the_users_key_wins(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    book = ActionBook(window, {"similar.find": "F8"}.get)
    assert book["similar.find"].shortcut().toString() == "F8"
    assert book["search.focus"].shortcut().toString() == "Ctrl+K"


def test_commands_are_enabled_by_what_is_there(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    book = ActionBook(window)
    book.enable(When.MATTER)
    assert book["report.make"].isEnabled()
    assert not book["case.adopt"].isEnabled()
    book.enable(When.MATTER | When.HIT)
    assert book["case.adopt"].isEnabled()


def test_words_are_plain_without_mnemonic() -> None:
    assert plain("导入文书(&F)…") == "导入文书"


class Window(QMainWindow):
    """A window with one field, where Ctrl+Left, which such fields take, is the key of the report."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit("逾期 付款", self)
        self.setCentralWidget(self.line)
        self.book = ActionBook(self, {"report.make": "Ctrl+Left"}.get)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    window.line.setFocus()
    qtbot.waitUntil(window.line.hasFocus)
    return window


def test_the_key_of_a_command_wins_over_the_field_that_would_take_it(window: Window, qtbot: QtBot) -> None:
    window.book.enable(When.MATTER)
    with qtbot.waitSignal(window.book["report.make"].triggered, timeout=1000):
        QTest.keyClick(window.line, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert window.line.cursorPosition() == len(window.line.text())


def test_a_field_keeps_the_key_of_a_command_that_cannot_be_given_now(window: Window) -> None:
    window.book.enable(When.ALWAYS)
    QTest.keyClick(window.line, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert window.line.cursorPosition() < len(window.line.text())


def test_a_field_undoes_by_itself(window: Window, qtbot: QtBot) -> None:
    window.line.clear()
    QTest.keyClicks(window.line, "ab")
    with qtbot.assertNotEmitted(window.book["edit.undo"].triggered):
        QTest.keyClick(window.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.line.text() != "ab"
