"""The table of commands: each in a menu, no key twice, remappable."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
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
