import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.similar import SearchBox
from localdb.model.kinds import Method
from localdb.model.similar import SearchRequest


@pytest.fixture
def search(qtbot: QtBot) -> SearchBox:
    search = SearchBox()
    qtbot.addWidget(search)
    search.show()
    return search


def line(search: SearchBox) -> QLineEdit:
    found = search.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def compose(search: SearchBox, words: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(line(search), event)


def test_enter_asks_by_words(search: SearchBox, qtbot: QtBot) -> None:
    compose(search, "违约金")
    with qtbot.waitSignal(search.search_asked) as asked:
        QTest.keyClick(line(search), Qt.Key.Key_Return)
    assert asked.args == [SearchRequest("违约金")]


@pytest.mark.parametrize(
    ("words", "sent"),
    [("民法典577", "法条:民法典577"), ("法条:民法典577", "法条:民法典577"), ("法条：刑法264", "法条：刑法264")],
)
def test_a_search_by_statute_is_written_in_the_search_syntax(
    search: SearchBox, qtbot: QtBot, words: str, sent: str
) -> None:
    search.set_method(Method.STATUTE)
    search.set_words(words)
    with qtbot.waitSignal(search.search_asked) as asked:
        QTest.keyClick(line(search), Qt.Key.Key_Return)
    assert asked.args == [SearchRequest(sent)]


def test_a_search_by_case_without_words_means_the_draft(search: SearchBox, qtbot: QtBot) -> None:
    search.set_method(Method.CASE)
    with qtbot.waitSignal(search.similar_asked) as asked:
        QTest.keyClick(line(search), Qt.Key.Key_Return)
    assert asked.args == [""]


def test_nothing_is_asked_without_words(search: SearchBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(search.search_asked):
        QTest.keyClick(line(search), Qt.Key.Key_Return)


def test_the_forms_of_the_syntax_are_put_in_by_choosing_them(search: SearchBox) -> None:
    actions = [action for child in search.children() for action in getattr(child, "actions", list)()]
    next(action for action in actions if action.text().startswith("案号:")).trigger()
    assert search.words == "案号:"


def test_down_leads_to_the_hits(search: SearchBox, qtbot: QtBot) -> None:
    search.take_focus()
    with qtbot.waitSignal(search.hits_asked):
        QTest.keyClick(line(search), Qt.Key.Key_Down)
