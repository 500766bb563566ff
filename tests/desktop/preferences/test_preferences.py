"""Settings pages: every change holds at once, the policy cannot be touched, what is recorded is shown and erased."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from fakes.desk import FakeEngine
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS
from desktop.jobs import Desk
from desktop.preferences import FirstStart, PreferencesDialog
from desktop.preferences.court import CourtField
from desktop.preferences.keys import KeysPage
from desktop.preferences.recorded import RecordedPage, duration
from desktop.settings import OPTIONS, Settings
from localdb.model.behaviour import Act, Behaviour
from localdb.model.kinds import Section

COURT = "云海省望江市临川区人民法院"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_every_option_that_is_not_hidden_has_a_control(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(desk, settings)
    qtbot.addWidget(dialog)
    named = {child.accessibleName() for child in dialog.findChildren(QWidget)}
    assert {option.words for option in OPTIONS.values() if not option.hidden} <= named


def test_a_change_holds_at_once(desk: Desk, settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(desk, settings)
    qtbot.addWidget(dialog)
    theme = next(combo for combo in dialog.findChildren(QComboBox) if combo.accessibleName() == "界面明暗")
    theme.setCurrentIndex(2)
    theme.activated.emit(2)
    assert Settings(tmp_path).text("look.theme") == "dark"


def test_what_the_policy_fixes_cannot_be_touched(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[user]\ncourt = "{COURT}"\n[behaviour]\nrecord = false\n', encoding="utf-8")
    dialog = PreferencesDialog(desk, Settings(tmp_path, policy))
    qtbot.addWidget(dialog)
    words = OPTIONS["behaviour.record"].words
    switch = next(box for box in dialog.findChildren(QCheckBox) if box.text() == words)
    court = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == "所在法院")
    assert not switch.isEnabled()
    assert not court.isEnabled()
    assert court.text() == COURT


def test_a_court_is_kept_though_the_page_is_closed_at_once(
    desk: Desk, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, engine: FakeEngine
) -> None:
    asked = threading.Event()
    monkeypatch.setattr(engine, "find_court", lambda name: COURT if asked.wait(10) else "")
    dialog = PreferencesDialog(desk, settings)
    dialog.court.findChildren(QLineEdit)[0].setText("临川区法院")
    dialog.court.settle()
    shiboken6.delete(dialog)
    with qtbot.assertNotEmitted(desk.broke):
        asked.set()
        qtbot.waitUntil(lambda: not desk.busy)
    assert settings.text("user.court") == "临川区法院"


def test_a_court_becomes_its_full_name(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    field = CourtField(desk, settings)
    qtbot.addWidget(field)
    line = field.findChild(QLineEdit)
    assert line is not None
    line.setText("临川区人民法院")
    with qtbot.waitSignal(field.settled):
        field.settle()
    assert settings.text("user.court") == COURT


def test_an_unknown_court_is_said(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    field = CourtField(desk, settings)
    qtbot.addWidget(field)
    line = field.findChild(QLineEdit)
    assert line is not None
    line.setText("某地法院")
    with qtbot.waitSignal(field.settled):
        field.settle()
    assert any("名录" in label.text() for label in field.findChildren(QLabel))


def test_what_is_recorded_is_shown_and_erased_once_asked(
    desk: Desk, engine: FakeEngine, settings: Settings, qtbot: QtBot
) -> None:
    engine.behaviours.append(Behaviour(datetime.now(), Act.DWELL, Section.REASONING, "fake:1", 12.0))
    page = RecordedPage(desk, settings)
    qtbot.addWidget(page)
    table = page.findChild(QTableWidget)
    button = page.findChild(QPushButton)
    assert table is not None
    assert button is not None
    qtbot.waitUntil(lambda: table.rowCount() == 2)
    asked: list[str] = []

    def refuse(question: str, detail: str) -> bool:
        asked.append(detail)
        return False

    page.ask = refuse
    button.click()
    assert "1 条" in asked[0]
    assert engine.behaviours
    page.ask = lambda question, detail: True
    button.click()
    qtbot.waitUntil(lambda: not engine.behaviours and table.rowCount() == 0)


def test_a_key_that_is_taken_is_refused(settings: Settings, qtbot: QtBot) -> None:
    page = KeysPage(settings)
    qtbot.addWidget(page)
    assert not page.give("similar.find", "Ctrl+K")
    assert settings.key_of("similar.find") is None
    assert page.give("similar.find", "F11")
    assert settings.key_of("similar.find") == "F11"
    assert page.give("similar.find", ACTIONS["similar.find"].key)
    assert settings.key_of("similar.find") is None


def test_the_first_start_can_be_left_at_once(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    page = FirstStart(desk, settings)
    qtbot.addWidget(page)
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    with qtbot.waitSignals([page.done, page.sample_asked]):
        buttons["开始使用"].click()
        buttons["先用演示数据看看"].click()


@pytest.mark.parametrize(("seconds", "words"), [(5, "5 秒"), (280, "4 分 40 秒"), (7380, "2 小时 3 分")])
def test_durations_are_worded(seconds: float, words: str) -> None:
    assert duration(seconds) == words
