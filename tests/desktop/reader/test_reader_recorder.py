from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.reader.recorder import Recorder
from localdb.model.behaviour import Act, Behaviour
from localdb.model.kinds import Section

AT = datetime(2026, 11, 20, 9, 30)


class Reading:
    """A page in an active window, a clock moved by hand, and what the recorder handed on."""

    def __init__(self, page: QWidget) -> None:
        self.page = page
        self.time = 100.0
        self.shares = {Section.REASONING: 1.0}
        self.batches: list[list[Behaviour]] = []
        self.recorder = Recorder(page, lambda: self.shares, lambda: self.time, lambda: AT)
        self.recorder.watch(page)
        self.recorder.dwelt.connect(self.batches.append)

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.time += 1
            self.recorder.tick()


@pytest.fixture
def reading(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Reading:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    monkeypatch.setattr(QWidget, "isActiveWindow", lambda widget: True)
    return Reading(page)


def test_seconds_come_in_batches_of_fifteen(reading: Reading) -> None:
    reading.recorder.open("a:1")
    reading.pass_time(20)
    assert reading.batches == [[Behaviour(AT, Act.DWELL, Section.REASONING, "a:1", seconds=15.0)]]


def test_another_case_closes_the_batch_of_the_last(reading: Reading) -> None:
    reading.recorder.open("a:1")
    reading.pass_time(4)
    reading.recorder.open("a:2")
    reading.pass_time(15)
    assert [(batch[0].case_key, batch[0].seconds) for batch in reading.batches] == [("a:1", 4.0), ("a:2", 15.0)]


def test_passing_by_is_not_reading(reading: Reading) -> None:
    reading.recorder.open("a:1")
    reading.time += 0.5
    reading.recorder.flush()
    assert reading.batches == []


def test_idling_stops_the_count_and_input_starts_it_again(reading: Reading, qtbot: QtBot) -> None:
    reading.recorder.open("a:1")
    reading.pass_time(60)
    QTest.keyClick(reading.page, Qt.Key.Key_Down)
    reading.pass_time(15)
    assert sum(batch[0].seconds for batch in reading.batches) == pytest.approx(45)


def test_an_inactive_window_counts_nothing(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    reading.recorder.open("a:1")
    monkeypatch.setattr(QWidget, "isActiveWindow", lambda widget: False)
    QApplication.sendEvent(reading.page, QEvent(QEvent.Type.WindowDeactivate))
    reading.pass_time(20)
    assert reading.batches == []


def test_a_hidden_page_counts_nothing(reading: Reading) -> None:
    reading.recorder.open("a:1")
    reading.page.hide()
    reading.pass_time(20)
    assert reading.batches == []


def test_switched_off_nothing_leaves_and_what_was_counted_is_forgotten(reading: Reading) -> None:
    reading.recorder.open("a:1")
    reading.pass_time(10)
    reading.recorder.set_on(False)
    reading.pass_time(30)
    reading.recorder.flush()
    reading.recorder.set_on(True)
    reading.recorder.flush()
    assert reading.batches == []
    assert reading.recorder.act(Act.COPY, Section.FACTS, 3) is not None


def test_acts_are_dated_and_counted(reading: Reading) -> None:
    assert reading.recorder.act(Act.COPY, Section.FACTS, 3) is None
    reading.recorder.open("a:1")
    assert reading.recorder.act(Act.COPY, Section.FACTS, 3) == Behaviour(AT, Act.COPY, Section.FACTS, "a:1", 0.0, 3)
