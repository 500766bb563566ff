"""What a sync means for the matters: alarms told once plainly and then quietly, news beside the matter once."""

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest
from fakes.desk import FakeEngine, make_hit
from fakes.hands import dialog_of, named, type_text
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.margin import marks_of
from desktop.editor.sources import Place
from desktop.jobs import Desk
from desktop.matters import MatterList
from desktop.settings import Settings
from desktop.shell import MainWindow
from localdb.model.errors import CaseMissing, CaseWithdrawn
from localdb.model.feed import Alarm, Announcement, Use, Withdrawal
from localdb.model.kinds import Section, Status, Tier
from localdb.model.library import Changes
from localdb.model.matter import Adoption, Draft, Matter
from localdb.model.similar import SimilarResult

DAY = date(2026, 11, 2)
NUMBER = "（2024）云01民终1004号"
ALARM = Alarm(1, "fake:4", "甲公司诉乙公司案", NUMBER, (Use.ADOPTED,), Withdrawal.OUT, DAY, why="已被再审改判")


@pytest.fixture
def window(
    open_window: Callable[[Settings], MainWindow], settings: Settings, desk: Desk, engine: FakeEngine, qtbot: QtBot
) -> MainWindow:
    settings.set("sync.when", "never")
    settings.set("start.matter", 1)
    for number in (1, 2):
        matter, _ = engine.save_matter(Matter(case_no=f"（2026）云0103民初{number}号"))
        engine.save_draft(Draft(matter.number, f"参照(2024)云01民终1004号判决，本院认为，{number}"))
    made = open_window(settings)
    qtbot.waitUntil(lambda: not desk.busy)
    return made


def raised(window: MainWindow, engine: FakeEngine, qtbot: QtBot, *alarms: Alarm) -> None:
    for alarm in alarms:
        engine.raised[alarm.matter] = (*engine.raised.get(alarm.matter, ()), alarm)
    with qtbot.waitSignal(window.watching.marked):
        window.watching.refresh()
    qtbot.waitUntil(lambda: not window._desk.busy)


def test_an_alarm_is_told_plainly_once_and_stays_quietly(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    raised(window, engine, qtbot, ALARM)
    bar = window.editor.alarms
    assert bar.isVisible()
    (said,) = [label.text() for label in bar.findChildren(QLabel) if NUMBER in label.text()]
    assert "出库" in said
    assert "已被再审改判" in said
    named(bar, QPushButton, "知道了，收起所用案例的变动").click()
    qtbot.waitUntil(lambda: engine.raised[1][0].told)
    window.watching.refresh()
    qtbot.waitUntil(lambda: not window._desk.busy)
    assert not bar.isVisible()
    quiet = next(button for button in window.editor.findChildren(QToolButton) if button.text() == "1 件所用案例有变")
    assert quiet.isVisible()
    quiet.click()
    assert bar.isVisible()


def test_an_alarm_is_put_to_rest_with_a_reason(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    raised(window, engine, qtbot, ALARM)
    named(window.editor.alarms, QPushButton, f"已处理：{ALARM.title}").click()
    why = named(window.editor.alarms, QLineEdit, "处理情况")
    confirm = named(window.editor.alarms, QPushButton, "确定处理情况")
    confirm.click()
    assert not engine.raised[1][0].settled, "a reason must be given"
    type_text(why, "已删除该段")
    confirm.click()
    qtbot.waitUntil(lambda: engine.raised[1][0].settled == "已删除该段")
    qtbot.waitUntil(lambda: not window.editor.alarms.isVisible())
    assert window.watching.marks == {}


def test_other_matters_are_marked_in_the_list_and_spoken_of_once(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    raised(window, engine, qtbot, other())
    assert window.toast.text == "另有 1 件在办案件使用的案例被撤回或者更正，已在案件列表中标出。"
    assert not window.editor.alarms.isVisible()
    window.toast.hide()
    window.watching.refresh()
    qtbot.waitUntil(lambda: not window._desk.busy)
    assert window.toast.isHidden()
    window.handling.choose()
    listing = named(dialog_of(window, MatterList, qtbot), QListWidget, "案件列表")
    marked = [listing.item(row).text() for row in range(listing.count())]
    assert ["1 件所用案例有变" in line for line in marked] == ["初2号" in line for line in marked]
    window.handling.open(2)
    qtbot.waitUntil(lambda: window.editor.alarms.isVisible())


def other() -> Alarm:
    return Alarm(2, ALARM.case_key, ALARM.title, NUMBER, ALARM.uses, ALARM.status, DAY)


def test_the_report_says_it_before_the_export(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    raised(window, engine, qtbot, ALARM)
    window.book["report.make"].trigger()
    assert isinstance(window.dialogs.front, QDialog)
    label = named(window.dialogs.front, QLabel, "所用案例的变动")
    qtbot.waitUntil(lambda: NUMBER in label.text())
    window.dialogs.front.reject()


def test_passages_and_numbers_in_the_draft_are_marked_unless_at_rest() -> None:
    text = "\U00020000参照(2024) 云01民终1004号判决。本院认为"
    adoption = Adoption(1, "fake:4", Section.REASONING, "本院认为", "某案", 0, 4)
    place = Place(adoption, 23, 27)
    cited = Alarm(1, "fake:4", "某案", NUMBER, (Use.ADOPTED, Use.CITED), Withdrawal.OUT, DAY)
    number, passage = marks_of([place], [cited], text)
    assert (number.start, number.alarm) == (4, True), "as Qt counts, in units of UTF-16"
    assert (passage.start, passage.alarm) == (23, True)
    assert passage.words == "已出库：某案"
    rested = Alarm(1, "fake:4", "某案", NUMBER, (Use.ADOPTED,), Withdrawal.OUT, DAY, settled="已核对")
    (alone,) = marks_of([place], [rested], text)
    assert (alone.words, alone.alarm) == ("某案", False)


def test_what_remains_of_a_case_that_was_taken_back_is_shown(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "similar", lambda request, cancelled: SimilarResult(engine.result.method, "", ()))
    with qtbot.waitSignal(window.reading.shown):
        window.reading.open_source("fake:4")
    assert window.reader.hit is not None
    assert window.reader.hit.card.key == "fake:4"

    def gone(key: str) -> object:
        raise CaseWithdrawn("某案", NUMBER, "不公开", DAY, "涉及隐私")

    monkeypatch.setattr(engine, "open_alone", gone)
    with qtbot.waitSignal(window.reading.gone):
        window.reading.open_source("fake:99")
    said = [label.text() for label in window.reader.findChildren(QLabel) if label.isVisible()]
    assert any("不公开" in words and "涉及隐私" in words for words in said)


def test_the_open_case_is_taken_back_by_a_sync(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = make_hit(4, Tier.COUNTRY, 0.5)
    with qtbot.waitSignal(window.reading.shown):
        window.reading.open(hit)
    adopt = next(each for each in window.reader.findChildren(QPushButton) if each.accessibleName() == "采用")
    assert adopt.isEnabled()
    card = dataclasses.replace(hit.card, status=Status.CHANGED)
    monkeypatch.setattr(engine, "open_alone", lambda key: (engine.open_case(key), card))
    window._desk.changed.emit(Changes(library=True))
    qtbot.waitUntil(lambda: not adopt.isEnabled())

    def gone(key: str) -> object:
        raise CaseWithdrawn("某案", NUMBER, "不公开", DAY, "涉及隐私")

    monkeypatch.setattr(engine, "open_alone", gone)
    with qtbot.waitSignal(window.reading.gone):
        window._desk.changed.emit(Changes(library=True))
    assert window.reader.hit is None


def test_one_that_was_never_here_is_said_to_be_missing(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "similar", lambda request, cancelled: SimilarResult(engine.result.method, "", ()))

    def missing(key: str) -> object:
        raise CaseMissing(key)

    monkeypatch.setattr(engine, "open_alone", missing)
    with qtbot.waitSignal(window.reading.said):
        window.reading.open_source("fake:77")


def test_a_new_case_is_announced_beside_its_matter_once(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    hit = make_hit(1, Tier.GUIDING, 0.9)
    engine.news = [Announcement(1, hit), Announcement(2, hit)]
    place = window.editor.page.geometry()
    window.watching.refresh()
    qtbot.waitUntil(lambda: window.editor.news.text != "")
    qtbot.waitUntil(lambda: window.editor.news._line.isVisible())
    assert window.editor.page.geometry() == place, "nothing moves under the hand"
    assert "指导性案例33号" in window.editor.news.text
    assert hit.card.title.split("案")[0] in window.editor.news.text
    assert "案由" in window.editor.news.text, "why"
    qtbot.waitUntil(lambda: [each.matter for each in engine.news] == [2])
    with qtbot.waitSignal(window.reading.shown):
        window.editor.news._line.click()
    assert window.reader.hit is not None
    assert window.reader.hit.card.key == hit.card.key
    assert window.editor.news.text == ""
    window.handling.open(2)
    qtbot.waitUntil(lambda: window.editor.news.text != "")
    named(window.editor.news, QPushButton, "收起相近新案例的提示").click()
    assert window.editor.news.text == ""
