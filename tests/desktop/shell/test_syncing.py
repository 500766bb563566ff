"""Syncing from the window: by hand, by itself, at rest, stopped; what the policy fixes; what is said and kept of it."""

import dataclasses
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from fakes.desk import FakeEngine, make_hit
from fakes.hands import dialog_of, named
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.preferences import FirstStart, Page, PreferencesDialog
from desktop.settings import Settings
from desktop.shell import MainWindow
from desktop.shell.line import Line
from desktop.shell.schedule import due
from desktop.shell.sync_log import SyncLog
from desktop.shell.sync_report import SyncReportDialog
from desktop.words.syncing import FIXED, METERED, SAMPLE, SYNCING, UNSET
from localdb.model.errors import FeedUnreachable, FeedUnset
from localdb.model.feed import FeedRejection, FeedTrouble, Span, SyncProgress, SyncStage, SyncSummary
from localdb.model.kinds import Tier
from localdb.model.library import Refusal
from localdb.model.matter import Draft, Matter

ADDRESS = "https://feed.court.example/leian"
NOON = datetime(2026, 11, 20, 12, 30).astimezone()
HALF = SyncProgress(SyncStage.DOWNLOAD, "110000", 2, 3, 500, 1000, 40)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "policy.toml"
    file.write_text(f'[feed]\naddress = "{ADDRESS}"\nschedule = ["12:00-14:00"]\n', encoding="utf-8")
    return file


@pytest.fixture
def metered(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Return what makes the line metered or not; it is not before it is called."""
    state = [False]
    monkeypatch.setattr(Line, "metered", lambda line: state[0])

    def set_metered(on: bool) -> None:
        state[0] = on

    return set_metered


@pytest.fixture
def make(
    open_window: Callable[[Settings], MainWindow], engine: FakeEngine, tmp_path: Path, metered: Callable[[bool], None]
) -> Callable[[Path | None], MainWindow]:
    def made(policy: Path | None) -> MainWindow:
        settings = Settings(tmp_path, policy)
        settings.set("start.done", True)
        matter, _ = engine.save_matter(Matter(case_no="（2026）云0103民初12号"))
        engine.save_draft(Draft(matter.number, "本院认为，"))
        return open_window(settings)

    return made


@pytest.fixture
def window(make: Callable[[Path | None], MainWindow], policy: Path) -> MainWindow:
    return make(policy)


def wait_for_end(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.syncing.running)


def test_a_sync_by_hand_tells_what_changed(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.summary = SyncSummary(added=12, withdrawn=1, shards=2)
    window.book["library.sync"].trigger()
    assert window.sync_bar.isVisible()
    wait_for_end(window, qtbot)
    assert [feed.address for feed in engine.synced] == [ADDRESS]
    assert window.toast.text == "新增12件，撤回1件。"
    assert not window.sync_bar.isVisible()
    assert "今日" in window.top.sync.text()


def test_it_rests_and_goes_on(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.steps = [HALF, HALF._replace(shard=3)]
    engine.hold()
    window.syncing.start()
    named(window, QPushButton, "暂停同步").click()
    engine.release()
    qtbot.waitUntil(lambda: "北京" in window.sync_bar.text)
    assert window.syncing.running
    assert window.sync_bar.text.startswith("已暂停：")
    assert window.top.sync.text() == "同步 已暂停"
    named(window, QPushButton, "继续同步").click()
    wait_for_end(window, qtbot)
    assert window.syncing.log.entries[0].words == "已是最新，没有新的更新。"


def test_one_that_was_stopped_keeps_what_came_and_is_not_counted(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.steps = [HALF]
    engine.hold()
    window.syncing.start()
    named(window, QPushButton, "停止同步").click()
    wait_for_end(window, qtbot)
    assert "已完成的部分保留" in window.toast.text
    assert window.syncing.log.entries[0].cancelled
    engine.release()
    window.syncing.tick(NOON)
    assert window.syncing.running, "in this span none was made yet"
    wait_for_end(window, qtbot)


def test_the_draft_can_be_written_and_searched_for_meanwhile(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.steps = [HALF]
    job_waits = engine.hold
    window.syncing.start()
    wait_for_end(window, qtbot)
    job_waits()
    window.syncing.start()
    window.editor.page.insertPlainText("写到这里")
    qtbot.waitUntil(lambda: engine.drafts[1].text.endswith("写到这里"))
    assert window.syncing.running
    engine.release()
    wait_for_end(window, qtbot)


def test_an_import_waits_for_a_sync_and_the_reverse(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.hold()
    window.syncing.start()
    window.importing.start([tmp_path])
    assert window.toast.text == SYNCING
    assert engine.imported == []
    engine.release()
    wait_for_end(window, qtbot)
    qtbot.waitUntil(lambda: not window.importing.running)
    engine.hold()
    window.importing.start([tmp_path])
    window.syncing.start()
    window.syncing.tick(NOON)
    assert not window.syncing.running
    engine.release()


def test_new_guiding_cases_come_first_and_open_at_a_click(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    card, gone = make_hit(1, Tier.GUIDING, 0.9).card, make_hit(9, Tier.GUIDING, 0.9).card
    engine.summary = SyncSummary(added=2, rejected=1, reasons={Refusal.EMPTY: 1}, news=(card, gone), shards=1)
    engine.summary = dataclasses.replace(
        engine.summary,
        rejections=(FeedRejection("national/00000001-00000001.jsonl.zst", 7, Refusal.EMPTY),),
        troubles=(FeedTrouble("110000", "expired", ("2026-01-01",)),),
    )
    window.syncing.start()
    wait_for_end(window, qtbot)
    assert window.top.sync.text() == "同步 未完成"
    window.toast.undo()
    report = dialog_of(window, SyncReportDialog, qtbot)
    listing = named(report, QListWidget, "同步的内容")
    lines = [listing.item(row).text() for row in range(listing.count())]
    assert lines[:3] == [
        "新增的指导性案例、典型案例",
        "指导性案例33号　甲公司诉乙公司买卖合同纠纷案（之1）",
        "另有 1 件已不在案例库中（撤回或者合并）",
    ]
    assert any(line.startswith("北京部分") and "过期" in line for line in lines)
    assert any("第7行" in line for line in lines)
    with qtbot.waitSignal(window.reading.shown):
        listing.itemClicked.emit(listing.item(1))
    assert window.reader.hit is not None


def test_what_failed_is_said_once_and_kept(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    engine.unsynced = FeedUnreachable(ADDRESS, "dns")
    window.syncing.start()
    wait_for_end(window, qtbot)
    assert "找不到这台服务器" in window.toast.text
    (entry,) = SyncLog(tmp_path).entries
    assert entry.failed
    assert "找不到这台服务器" in entry.words


def test_one_that_fails_by_itself_is_told_by_the_button_alone(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.unsynced = FeedUnreachable(ADDRESS, "timeout")
    window.syncing.tick(NOON)
    assert not window.sync_bar.isVisible()
    wait_for_end(window, qtbot)
    assert "超时" in window.top.sync.toolTip()
    assert window.toast.isHidden()


def test_without_an_address_or_a_root_the_way_to_the_settings_is_offered(
    make: Callable[[Path | None], MainWindow], engine: FakeEngine, qtbot: QtBot
) -> None:
    window = make(None)
    window.syncing.start()
    assert window.toast.text == UNSET
    assert engine.synced == []
    window.toast.undo()
    dialog_of(window, PreferencesDialog, qtbot).reject()
    window.syncing._settings.set("sync.address", ADDRESS)
    engine.unsynced = FeedUnset(("root",))
    window.syncing.start()
    wait_for_end(window, qtbot)
    assert "信任根" in window.toast.text


def test_the_sample_is_not_synced(desk: Desk, engine: FakeEngine, tmp_path: Path, policy: Path, qtbot: QtBot) -> None:
    window = MainWindow(desk, Settings(tmp_path, policy), tmp_path, sample=True)
    qtbot.addWidget(window)
    window.book["library.sync"].trigger()
    assert window.toast.text == SAMPLE
    assert engine.synced == []


def test_by_itself_once_a_span(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    window.syncing.tick(NOON.replace(hour=11))
    assert engine.synced == []
    window.syncing.tick(NOON)
    wait_for_end(window, qtbot)
    assert len(engine.synced) == 1
    window.syncing._settings.set("sync.last", NOON.isoformat())
    window.syncing.tick(NOON.replace(minute=55))
    assert not window.syncing.running
    window.syncing.tick(NOON.replace(day=21))
    wait_for_end(window, qtbot)
    assert len(engine.synced) == 2


@pytest.mark.parametrize(
    ("now", "last", "is_due"),
    [
        ((20, 23, 0), None, True),
        ((21, 3, 0), (20, 23, 0), False),
        ((21, 3, 0), (20, 21, 59), True),
        ((21, 12, 0), (20, 23, 0), False),
        ((21, 23, 0), (21, 3, 0), True),
        ((21, 23, 0), (28, 3, 0), True),
    ],
)
def test_a_span_over_midnight_is_one(
    now: tuple[int, int, int], last: tuple[int, int, int] | None, is_due: bool
) -> None:
    spans = [Span(time(22), time(6))]
    moment = datetime(2026, 11, now[0], now[1], now[2]).astimezone()
    before = datetime(2026, 11, last[0], last[1], last[2]).astimezone() if last else None
    assert due(moment, before, spans) is is_due


def test_a_metered_line_waits_and_the_user_is_asked_once(
    window: MainWindow, engine: FakeEngine, metered: Callable[[bool], None], qtbot: QtBot
) -> None:
    metered(True)
    window.syncing.tick(NOON)
    assert engine.synced == []
    assert window.toast.text == METERED
    assert window.top.sync.text() == "同步 待网络"
    window.toast.hide()
    window.syncing.tick(NOON)
    assert window.toast.isHidden(), "it was asked once"
    window.syncing.start()
    assert engine.synced == []
    window.toast.undo()
    wait_for_end(window, qtbot)
    assert len(engine.synced) == 1


def test_a_line_that_becomes_metered_makes_a_sync_by_itself_rest(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    window.syncing.tick(NOON)
    window.syncing.line.changed.emit(True)
    assert window.syncing.paused
    window.syncing.line.changed.emit(False)
    assert not window.syncing.paused
    engine.release()
    wait_for_end(window, qtbot)


def test_what_the_policy_fixes_is_shown_and_cannot_be_changed(
    desk: Desk, engine: FakeEngine, tmp_path: Path, policy: Path, qtbot: QtBot
) -> None:
    engine.root = "ab" * 32
    settings = Settings(tmp_path, policy)
    settings.set("sync.address", "https://elsewhere.example")
    dialog = PreferencesDialog(desk, settings, Page.FEED)
    qtbot.addWidget(dialog)
    address = named(dialog.feed, QLineEdit, "更新源地址")
    assert (address.text(), address.isEnabled()) == (ADDRESS, False)
    assert named(dialog.feed, QLabel, "更新源地址说明").text() == FIXED
    assert named(dialog.feed, QLineEdit, "自动同步").text() == "每天 12:00 至 14:00"
    qtbot.waitUntil(lambda: named(dialog.feed, QLabel, "信任根指纹").text().startswith("ABAB ABAB"))
    assert named(dialog.feed, QPushButton, "指定信任根文件").isHidden(), "one root is trusted already"
    assert dialog.feed._choices.feed().address == ADDRESS


def test_what_the_policy_leaves_open_is_the_users(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path)
    dialog = PreferencesDialog(desk, settings, Page.FEED)
    qtbot.addWidget(dialog)
    when = named(dialog.feed, QComboBox, "自动同步")
    when.setCurrentIndex(when.findData("never"))
    when.activated.emit(when.currentIndex())
    assert dialog.feed._choices.spans() == ()
    assert not named(dialog.feed, QPushButton, "指定信任根文件").isHidden()


def test_the_first_start_offers_a_sync_where_the_court_has_a_feed(
    desk: Desk, tmp_path: Path, policy: Path, qtbot: QtBot
) -> None:
    with_feed, without = FirstStart(desk, Settings(tmp_path, policy)), FirstStart(desk, Settings(tmp_path))
    for page in (with_feed, without):
        qtbot.addWidget(page)
    with qtbot.waitSignal(with_feed.sync_asked):
        named(with_feed, QPushButton, "立即同步").click()
    assert "立即同步" not in [button.text() for button in without.findChildren(QPushButton)]
