import pytest
from fakes.hits import make_case
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.reader.outline import Outline
from desktop.reader.parts import parts_of


@pytest.fixture
def outline(qtbot: QtBot) -> Outline:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.set_parts(parts_of(make_case()))
    outline.show()
    return outline


def test_names_are_full_where_there_is_room_and_short_where_there_is_not(outline: Outline) -> None:
    outline.resize(1200, 40)
    assert "本院认为" in outline.names
    outline.resize(420, 40)
    assert "认为" in outline.names
    assert "…" not in "".join(outline.names)


def test_names_move_together_before_any_is_cut(outline: Outline) -> None:
    room = sum(button.sizeHint().width() for button in outline.buttons)
    outline.resize(room // 2, 40)
    outline.set_favourite(-1)
    assert all(button.property("tight") for button in outline.buttons)
    outline.resize(1200, 40)
    assert not any(button.property("tight") for button in outline.buttons)


def test_names_have_their_room_again_once_there_is_any(outline: Outline) -> None:
    outline.setStyleSheet('QToolButton { padding: 4px 20px; } QToolButton[tight="true"] { padding: 0; }')
    outline.resize(1600, 40)
    outline.set_parts(parts_of(make_case()))
    wide = [button.sizeHint().width() for button in outline.buttons]
    outline.resize(100, 40)
    assert sum(button.sizeHint().width() for button in outline.buttons) < sum(wide) // 2
    outline.resize(1600, 40)
    assert [button.sizeHint().width() for button in outline.buttons] == wide


def test_heading_and_parties_share_a_button_and_the_tail_has_none(outline: Outline) -> None:
    outline.resize(1200, 40)
    assert outline.names.count("首部") == 1
    assert "尾部" not in outline.names


def test_choosing_tells_the_place_of_the_part(outline: Outline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(outline.chosen) as chosen:
        outline.choose(0)
    assert chosen.args == [0]
    with qtbot.assertNotEmitted(outline.chosen):
        outline.choose(99)


def test_a_part_without_a_button_presses_the_one_before_it(outline: Outline) -> None:
    last = len(parts_of(make_case())) - 1
    outline.set_current(last)
    assert outline.current == last - 1


def test_arrows_move_between_buttons(outline: Outline, qtbot: QtBot) -> None:
    outline.set_current(0)
    first = next(button for button in outline.findChildren(QToolButton) if button.isChecked())
    outline.activateWindow()
    first.setFocus()
    with qtbot.waitSignal(outline.chosen):
        QTest.keyClick(first, Qt.Key.Key_Right)


def test_old_buttons_do_not_stay_behind(outline: Outline) -> None:
    outline.set_parts(parts_of(make_case(gist="")))
    assert sum(button.isVisible() for button in outline.findChildren(QToolButton)) <= len(outline.names)
