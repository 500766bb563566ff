"""What the window does about an index that lags behind, and what of the matter goes with a search."""

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes.desk import FakeEngine
from fakes.hands import named
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.settings import Settings
from desktop.shell import MainWindow
from localdb.model.library import Changes, UnreadTable
from localdb.model.matter import Draft, Matter

DAY = date(2019, 5, 1)


@pytest.fixture
def window(
    open_window: Callable[[Settings], MainWindow], settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> MainWindow:
    matter, _ = engine.save_matter(Matter(title="一件", causes=("买卖合同纠纷",), facts_date=DAY))
    engine.save_draft(Draft(matter.number, "经审理查明，双方签订买卖合同，被告至今未付货款，原告多次催要未果。"))
    made = open_window(settings)
    qtbot.waitUntil(lambda: bool(made.similar.hits))
    return made


def test_an_index_that_a_search_finds_empty_is_filled_and_asked_again(
    window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not window.importing.running)
    whole, filled = (engine.result, engine.state), engine.drain_index

    def fill(*wishes: Any) -> Changes:
        engine.result, engine.state = whole
        return filled(*wishes)

    monkeypatch.setattr(engine, "drain_index", fill)
    groups = tuple(dataclasses.replace(group, hits=(), found=0) for group in engine.result.groups)
    engine.result = dataclasses.replace(engine.result, groups=groups, indexed_cases=0)
    engine.state = dataclasses.replace(engine.state, indexed=0)
    window.searching.refresh()
    qtbot.waitUntil(lambda: engine.state.indexed == engine.state.cases)
    qtbot.waitUntil(lambda: bool(window.similar.hits))


def test_the_day_of_the_facts_goes_with_the_search(window: MainWindow, engine: FakeEngine) -> None:
    assert engine.requests[-1].facts_date == DAY


def test_tables_that_cannot_be_read_are_told_until_they_can(
    window: MainWindow, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    engine.unread = (UnreadTable(Path("laws.json"), "not_json", 7, True, False),)
    desk.changed.emit(Changes(library=True))
    button = named(window.status, QToolButton, "对照表")
    qtbot.waitUntil(lambda: button.isVisible())
    assert "“laws.json”无法读取（第7行：内容不是 JSON 格式），暂用" in window.toast.text
    assert window.toast.text == button.toolTip()
    window.toast.hide()
    button.click()
    assert window.toast.isVisible(), "it can be read again"
    engine.unread = ()
    desk.changed.emit(Changes(library=True))
    qtbot.waitUntil(lambda: not button.isVisible())
