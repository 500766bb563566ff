"""Where list and reader stand: the form follows the width of the window, until the user has made one by hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.shell.layout import Arrangement, make_dock

NARROW, WIDE = (1366, 768), (1920, 1000)


class Desk(QMainWindow):
    """A window with nothing but the two docks and a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setCentralWidget(QWidget(self))
        self.list = make_dock(self, "list", "类案", QWidget(self))
        self.reader = make_dock(self, "reader", "阅读", QWidget(self))
        self.picture = make_dock(self, "picture", "案情图", QWidget(self))
        self.arrangement = Arrangement(self, self.list, self.reader, self.picture)

    @property
    def beside(self) -> bool:
        return self.list.y() == self.reader.y() and self.list.x() < self.reader.x()

    @property
    def stacked(self) -> bool:
        return self.list.x() == self.reader.x() and self.list.y() < self.reader.y()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings) -> Desk:
    return opened(qtbot, settings)


def opened(qtbot: QtBot, settings: Settings) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.arrangement.restore(settings)
    desk.show()
    return desk


def float_and_dock(dock: QDockWidget) -> None:
    dock.setFloating(True)
    dock.setFloating(False)


def test_a_window_that_grows_wide_puts_list_and_reader_side_by_side_and_back(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    desk.resize(*WIDE)
    qtbot.waitUntil(lambda: desk.beside)
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)


def test_a_dock_moved_by_hand_stays_at_every_width_until_the_default_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    float_and_dock(desk.reader)
    desk.resize(*WIDE)
    qtbot.wait(300)
    assert desk.stacked
    desk.arrangement.reset()
    qtbot.waitUntil(lambda: desk.beside)


def test_a_closed_pane_stays_closed_when_the_window_grows(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    desk.reader.hide()
    desk.resize(*WIDE)
    qtbot.wait(300)
    assert not desk.reader.isVisible()
    desk.reader.show()
    qtbot.waitUntil(lambda: desk.beside)


def test_what_was_made_by_hand_is_still_there_the_next_time(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    float_and_dock(desk.reader)
    desk.arrangement.remember(settings)
    again = opened(qtbot, settings)
    again.resize(*WIDE)
    qtbot.wait(300)
    assert again.stacked


def test_a_form_nobody_touched_still_follows_the_width_the_next_time(
    desk: Desk, settings: Settings, qtbot: QtBot
) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    desk.arrangement.remember(settings)
    again = opened(qtbot, settings)
    again.resize(*WIDE)
    qtbot.waitUntil(lambda: again.beside)


def test_panes_hidden_while_the_first_questions_are_asked_come_in_their_usual_heights(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    for dock in (desk.list, desk.reader):
        dock.hide()
    desk.arrangement.reset()
    desk.arrangement.set_reading(True)
    qtbot.waitUntil(lambda: desk.reader.height() > desk.list.height())


def test_a_reader_under_the_list_takes_its_height_when_there_is_something_to_read(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked and desk.list.height() > 8 * desk.reader.height())
    desk.arrangement.set_reading(True)
    assert desk.reader.height() > desk.list.height(), "at once: the text is placed by this height"
    desk.arrangement.set_reading(False)
    assert desk.list.height() > 8 * desk.reader.height()


def test_the_border_between_list_and_reader_stays_where_it_was_moved_to(
    desk: Desk, settings: Settings, qtbot: QtBot
) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    desk.arrangement.set_reading(True)
    desk.resizeDocks([desk.list, desk.reader], [440, 300], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: desk.list.height() > desk.reader.height())
    moved = desk.list.height()
    desk.arrangement.set_reading(False)
    desk.arrangement.set_reading(True)
    assert desk.list.height() == pytest.approx(moved, abs=1)
    desk.arrangement.remember(settings)
    again = opened(qtbot, settings)
    again.resize(*NARROW)
    qtbot.waitUntil(lambda: again.list.height() > 8 * again.reader.height())
    again.arrangement.set_reading(True)
    assert again.list.height() == pytest.approx(moved, abs=8), "kept as a share in percent"


def test_the_picture_has_its_height_with_nothing_read(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked and desk.list.height() > 8 * desk.reader.height())
    desk.picture.raise_()
    qtbot.waitUntil(lambda: desk.picture.height() > desk.list.height())
    desk.reader.raise_()
    qtbot.waitUntil(lambda: desk.list.height() > 8 * desk.reader.height())


def test_a_reader_beside_the_list_or_moved_by_hand_keeps_its_height(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(*WIDE)
    qtbot.waitUntil(lambda: desk.beside and desk.reader.height() == desk.height())
    desk.resize(*NARROW)
    qtbot.waitUntil(lambda: desk.stacked)
    float_and_dock(desk.reader)
    qtbot.waitUntil(lambda: desk.reader.height() > 140)
