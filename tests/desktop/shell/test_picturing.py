"""The picture of the matter beside its draft: read again as it changes, corrected, searched by at once."""

from collections.abc import Callable

import pytest
from fakes.desk import FakeEngine
from fakes.graphs import THEFT, make_graph
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.shell.window import MainWindow
from localdb.model.graph import Corrections, GraphLikeness, Said
from localdb.model.kinds import CaseType
from localdb.model.matter import Draft, Matter

ENTRY = ("盗窃方式", "入户盗窃")
NOT_SO = Corrections({ENTRY: Said.NOT_THERE})


@pytest.fixture
def window(
    open_window: Callable[[Settings], MainWindow], settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> MainWindow:
    engine.save_matter(Matter(case_no="（2026）云0103刑初7号"))
    matter, _ = engine.save_matter(Matter(causes=("盗窃罪",), case_type=CaseType.CRIMINAL))
    engine.save_draft(Draft(matter.number, THEFT))
    engine.graph = make_graph()
    made = open_window(settings)
    qtbot.waitUntil(lambda: bool(made.similar.hits))
    made.book["view.picture"].trigger()
    qtbot.waitUntil(lambda: bool(made.picture.canvas.nodes))
    return made


def press(window: MainWindow, key: Qt.Key) -> None:
    found = window.picture.canvas.button(ENTRY)
    assert found is not None
    QTest.keyClick(found, key)


@pytest.mark.parametrize("away", ["hidden", "behind the reader"])
def test_the_draft_is_read_again_after_a_pause_while_the_picture_is_seen(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, away: str
) -> None:
    assert {(each.text, each.case_type, each.causes) for each in engine.read} == {
        (THEFT, CaseType.CRIMINAL, ("盗窃罪",))
    }
    before = len(engine.read)
    QTest.keyClicks(window.editor.page, "abc")
    qtbot.waitUntil(lambda: engine.read[-1].text == THEFT + "abc")
    assert len(engine.read) == before + 1
    if away == "hidden":
        window._picture_dock.hide()
    else:
        window._reader_dock.raise_()
    QTest.keyClicks(window.editor.page, "d")
    qtbot.wait(700)
    assert len(engine.read) == before + 1
    window.book["view.picture"].trigger()
    qtbot.waitUntil(lambda: engine.read[-1].text == THEFT + "abcd")


def test_a_correction_is_stored_and_searched_by_at_once_and_can_be_undone(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    before, number = len(engine.requests), window.editor.matter
    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: engine.corrected == {number: NOT_SO} and len(engine.requests) == before + 1)
    assert engine.requests[-1].corrections == NOT_SO
    window.toast.undo()
    qtbot.waitUntil(lambda: engine.corrected == {number: Corrections()} and len(engine.requests) == before + 2)
    assert engine.requests[-1].corrections == Corrections()


def test_what_is_added_drives_out_its_opposite_until_it_is_taken_back(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    denial, member = ("量刑情节", "不构成自首"), ("量刑情节", "自首")
    window.picture.corrected.emit(*denial, Said.THERE)
    assert window.picture.corrections == Corrections({denial: Said.THERE, member: Said.NOT_THERE})
    window.picture.corrected.emit(*denial, None)
    assert window.picture.corrections == Corrections()


def test_what_was_corrected_is_there_when_the_matter_is_opened_again(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(window, Qt.Key.Key_Delete)
    number = window.editor.matter
    window.handling.open(3 - number)
    qtbot.waitUntil(lambda: window.editor.matter == 3 - number)
    assert window.picture.corrections == Corrections()
    before = len(engine.requests)
    with qtbot.waitSignal(window.editor.opened):
        window.handling.open(number)
    assert window.picture.corrections == NOT_SO
    qtbot.waitUntil(lambda: len(engine.requests) > before)
    assert engine.requests[-1].corrections == NOT_SO


def test_the_likely_cause_says_what_to_read_while_none_is_confirmed(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.similar.cause_dropped.emit()
    qtbot.waitUntil(lambda: engine.read[-1].causes == ("买卖合同纠纷",))
    window.similar.cause_confirmed.emit("诈骗罪")
    qtbot.waitUntil(lambda: engine.read[-1].causes == ("诈骗罪",))


def test_the_case_in_the_list_is_held_against_the_matter_as_corrected(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.likeness = GraphLikeness(frozenset(), {ENTRY: "扒窃"})
    hit = window.similar.hits[1]
    window.similar.hit_pointed.emit(hit)
    qtbot.waitUntil(lambda: any(node.against == "扒窃" for node in window.picture.canvas.nodes))
    assert engine.compared == [(hit.card.key, Corrections())]
    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: engine.compared[-1] == (hit.card.key, NOT_SO))
    window.similar.hit_pointed.emit(None)
    assert not any(node.against for node in window.picture.canvas.nodes)


def test_enter_selects_the_words_in_the_draft_where_they_stand_now(window: MainWindow, qtbot: QtBot) -> None:
    window.editor.page.moveCursor(window.editor.page.textCursor().MoveOperation.Start)
    window.editor.page.textCursor().insertText("另查明。")
    press(window, Qt.Key.Key_Return)
    assert window.editor.page.textCursor().selectedText() == "撬门进入李某家中"


def test_the_key_of_the_picture_leads_there_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.editor.page.setFocus()
    for inside in (True, False):
        window.book["view.picture"].trigger()
        focus = window.focusWidget()
        assert focus is not None
        assert window.picture.isAncestorOf(focus) is inside


def test_a_confirmed_cause_wins_and_can_be_undone(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    number = window.editor.matter
    window.similar.cause_confirmed.emit("诈骗罪")
    qtbot.waitUntil(lambda: engine.kept[number].causes == ("诈骗罪",))
    qtbot.waitUntil(lambda: engine.requests[-1].causes == ("诈骗罪",))
    window.toast.undo()
    qtbot.waitUntil(lambda: engine.kept[number].causes == ("盗窃罪",))
    qtbot.waitUntil(lambda: engine.requests[-1].causes == ("盗窃罪",))
