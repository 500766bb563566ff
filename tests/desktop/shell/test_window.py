"""The window as a whole over an engine in memory: searching, reading, adopting, importing, keys, names, closing."""

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.desk import FakeEngine
from fakes.hands import dialog_of, named
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.matters import MatterList
from desktop.preferences import Page, PreferencesDialog
from desktop.reader.outline import Outline
from desktop.settings import Settings
from desktop.shell import MainWindow
from desktop.shell.passphrase import PassphraseDialog
from desktop.shell.unsaved import UnsavedDialog
from desktop.similar.states import CASE_BACK
from desktop.widgets import FindBar
from localdb.model.errors import DiskTrouble, KeyNeeded
from localdb.model.kinds import Method, Section, Tier, Verdict
from localdb.model.library import LibraryState
from localdb.model.matter import Draft, Judged, Matter
from localdb.model.report import Element

DRAFT = "经审理查明，2025年3月8日，双方签订买卖合同，被告至今未付货款。\n本院认为，"
MATTER = Matter(
    case_no="（2026）云0103民初12号",
    court="云海省望江市临川区人民法院",
    causes=("买卖合同纠纷",),
    issues=("货款是否应付",),
    searcher="法官助理李某",
)


@pytest.fixture
def window(
    open_window: Callable[[Settings], MainWindow], settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> MainWindow:
    matter, _ = engine.save_matter(MATTER)
    engine.save_draft(Draft(matter.number, DRAFT))
    made = open_window(settings)
    qtbot.waitUntil(lambda: bool(made.similar.hits))
    return made


def open_first(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.reading.shown):
        window.reading.open(window.similar.hits[0])


def test_the_matter_its_draft_and_its_similar_cases_are_there(window: MainWindow, engine: FakeEngine) -> None:
    assert window.handling.matter is not None
    assert window.editor.text() == DRAFT
    request = engine.requests[-1]
    assert (request.text, request.court, request.causes) == (DRAFT, MATTER.court, MATTER.causes)
    assert request.issues == MATTER.issues


def test_typing_asks_again_after_a_pause(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    before = len(engine.requests)
    QTest.keyClicks(window.editor.page, "abc")
    qtbot.waitUntil(lambda: len(engine.requests) == before + 1, timeout=2000)
    assert engine.requests[-1].text == DRAFT + "abc"


def test_a_slow_query_never_blocks_a_key(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    before = window.similar.result
    window.searching.find()
    QTest.keyClicks(window.editor.page, "a" * 40)
    assert window.editor.text().endswith("a" * 40)
    qtbot.waitUntil(lambda: engine.drafts[window.editor.matter].text.endswith("a" * 40))
    assert window.similar.result is before, "typed and saved while the query was still running"
    engine.release()


def test_a_draft_that_tells_nothing_leaves_no_entry(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(engine.logs) == 1)
    told = engine.result
    engine.result = dataclasses.replace(told, untold=True)
    window.searching.find()
    qtbot.waitUntil(lambda: window.similar.result == engine.result)
    engine.result = told
    window.searching.find()  # entries are stored in turn: this one would come after one of the first search
    qtbot.waitUntil(lambda: len(engine.logs) > 1)
    assert len(engine.logs) == 2


def test_an_entry_names_the_cases_that_could_be_found(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(engine.logs) == 1)
    engine.result = dataclasses.replace(engine.result, indexed_cases=80)
    window.searching.find()
    qtbot.waitUntil(lambda: len(engine.logs) == 2)
    assert engine.logs[2].library_cases == 80


def test_a_search_of_its_own_is_logged_with_its_tiers(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(engine.logs) == 1)
    window.searching.find()
    qtbot.waitUntil(lambda: len(engine.logs) == 2)
    log = engine.logs[2]
    assert (log.who, log.method, log.library_version) == ("法官助理李某", Method.CASE, 14)
    assert [(count.tier.value, count.returned) for count in log.tiers] == [("1", 1), ("2", 2), ("3", 0), ("4", 5)]


def test_what_runs_by_itself_is_one_entry_for_a_sitting(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(engine.logs) == 1)
    engine.result = dataclasses.replace(engine.result, query="逾期 利息")
    window.searching.refresh()
    qtbot.waitUntil(lambda: engine.logs[1].query == "逾期 利息")
    open_first(window, qtbot)
    qtbot.waitUntil(lambda: bool(engine.opened))
    open_first(window, qtbot)
    window.reading.open(window.similar.hits[1])
    qtbot.waitUntil(lambda: len(engine.opened) == 2)
    window.reading.open(window.similar.hits[1])
    qtbot.wait(100)
    assert engine.opened == [(1, Tier.GUIDING), (1, Tier.SUPREME)]
    assert len(engine.logs) == 1


def test_hits_read_before_the_entry_has_its_number_make_no_second_one(
    window: MainWindow, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(engine.logs) == 1)
    assert window.similar.result is not None
    window.searching.log.note(window.similar.result, "", asked=True)
    for hit in window.similar.hits[:2]:
        window.searching.count_opened(hit)
    qtbot.waitUntil(lambda: desk.busy == 0)
    assert len(engine.logs) == 2
    assert engine.opened == [(2, Tier.GUIDING), (2, Tier.SUPREME)]


def test_cases_like_a_case_leave_that_case_out(
    window: MainWindow, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    window.searching.search_case("（2024）云01民终1001号")
    qtbot.waitUntil(lambda: engine.requests[-1].exclude == (window.similar.hits[0].card.key,))
    qtbot.waitUntil(lambda: desk.busy == 0)
    window.searching.refresh()
    qtbot.waitUntil(lambda: len([request for request in engine.requests if request.exclude]) == 2)
    back = [each for each in window.similar.findChildren(QPushButton) if each.text() == CASE_BACK]
    assert back[0].isVisible()


def test_words_stand_until_the_user_goes_back(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    window.top.search.set_words("逾期利息")
    line = window.top.search.focus_taker
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.searches))
    before = len(engine.requests)
    QTest.keyClicks(window.editor.page, "abc")
    qtbot.wait(900)
    assert len(engine.requests) == before
    window.searching.back()
    qtbot.waitUntil(lambda: len(engine.requests) == before + 1)


def test_a_passage_goes_from_the_case_into_the_draft(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    with qtbot.waitSignal(window.editor.adopted):
        window.book["case.adopt"].trigger()
    assert len(window.editor.places()) == 1
    assert engine.adopted[1].case_key == window.similar.hits[0].card.key
    assert window.editor.text() != DRAFT


def test_a_verdict_is_stored_and_marked(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    window.book["case.similar"].trigger()
    qtbot.waitUntil(lambda: bool(engine.verdicts))
    assert next(iter(engine.verdicts.values())).verdict is Verdict.SIMILAR


def test_the_source_of_a_passage_can_be_opened(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.open_source("fake:3")
    qtbot.waitUntil(lambda: window.reader.hit is not None and window.reader.hit.card.key == "fake:3")


def test_copying_is_recorded_unless_switched_off(
    window: MainWindow, engine: FakeEngine, settings: Settings, qtbot: QtBot
) -> None:
    open_first(window, qtbot)
    window.book["case.copy"].trigger()
    qtbot.waitUntil(lambda: bool(engine.behaviours))
    settings.set("behaviour.record", False)
    engine.behaviours.clear()
    window.book["case.copy"].trigger()
    qtbot.wait(100)
    assert not engine.behaviours


def test_the_weights_of_the_profile_go_into_the_request(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    window.book["case.copy"].trigger()
    qtbot.waitUntil(lambda: bool(engine.behaviours))
    with qtbot.waitSignal(window.reading.attention_changed):
        window.reading.refresh_attention()
    window.searching.find()
    qtbot.waitUntil(lambda: bool(engine.requests[-1].section_weights))
    assert engine.requests[-1].section_weights[Section.REASONING] > 1


def test_dropped_files_are_imported(window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "cases.jsonl"))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    with qtbot.waitSignal(window.importing.finished) as signal:
        QApplication.sendEvent(window, drop)
    assert signal.args is not None
    assert signal.args[0].rejected == 3
    assert engine.imported == [tmp_path / "cases.jsonl"]


def test_an_import_can_be_stopped(window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot) -> None:
    engine.hold()
    window.importing.start([tmp_path])
    assert window.import_bar.isVisible()
    with qtbot.waitSignal(window.importing.finished) as signal:
        window.importing.stop()
    assert signal.args is not None
    assert signal.args[0].cancelled
    assert not window.import_bar.isVisible()


@pytest.mark.parametrize("work", ["import_cases", "drain_index"])
def test_a_bug_in_an_import_does_not_bar_the_next_one(
    window: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    def fail(*given: object) -> None:
        raise ZeroDivisionError

    qtbot.waitUntil(lambda: not window.importing.running)
    with monkeypatch.context() as patch:
        patch.setattr(engine, work, fail)
        with qtbot.waitSignal(window._desk.broke):
            window.importing.start([tmp_path])
        qtbot.waitUntil(lambda: not window.importing.running)
    assert not window.import_bar.isVisible()
    with qtbot.waitSignal(window.importing.finished):
        window.importing.start([tmp_path])


@pytest.mark.parametrize(("file", "word"), [("policy.toml", "policy.toml"), ("settings.toml", "默认设置")])
def test_damaged_settings_are_said(
    desk: Desk, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, file: str, word: str
) -> None:
    (tmp_path / file).write_bytes(b"[user\n")
    made = MainWindow(desk, Settings(tmp_path, tmp_path / "policy.toml"), tmp_path)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    assert word in made.toast.text


def test_settings_that_cannot_be_written_are_said(window: MainWindow, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").unlink()
    (tmp_path / "settings.toml").mkdir()
    window.book["similar.recent"].trigger()
    assert "没有能够写入磁盘" in window.toast.text
    assert window.similar.filters.recent_only


def test_the_effect_to_be_confirmed_is_mended_in_the_list(window: MainWindow) -> None:
    window.dialogs.mend_asked.emit(Element.EFFECT, QDialog(window))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.similar.isAncestorOf(focus)


def test_a_passphrase_being_tried_is_waited_for(
    desk: Desk, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()
    monkeypatch.setattr(engine, "unlock", lambda words: tried.wait(10))
    dialog = PassphraseDialog(desk, new=False)
    qtbot.addWidget(dialog)
    dialog.show()
    named(dialog, QLineEdit, "口令").setText("a passphrase")
    named(dialog, QPushButton, "打开").click()
    dialog.close()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.unlocked):
        tried.set()
    assert not dialog.isVisible()


def test_a_deleted_matter_can_be_brought_back(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    number = window.editor.matter
    with qtbot.waitSignal(window.handling.undo_offered):
        window.book["matter.delete"].trigger()
    assert number in engine.gone
    with qtbot.waitSignal(window.editor.opened):
        window.toast.undo()
    assert number in engine.kept
    assert window.editor.text() == DRAFT


def test_deleting_from_the_list_of_all_matters_leaves_a_way_back_there(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    number = window.editor.matter
    window.book["matter.open"].trigger()
    listing = next(each for each in window.findChildren(MatterList) if each.isVisible())
    named(listing, QPushButton, "删除案件").click()
    qtbot.waitUntil(lambda: number in engine.gone)
    named(listing, QCheckBox, "只看已删除的案件").click()
    restore = named(listing, QPushButton, "恢复案件")
    qtbot.waitUntil(lambda: restore.isEnabled())
    restore.click()
    qtbot.waitUntil(lambda: number in engine.kept)


def test_what_is_typed_before_deleting_is_there_after_bringing_back(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.editor.page, "abc")
    with qtbot.waitSignal(window.handling.undo_offered):
        window.book["matter.delete"].trigger()
    with qtbot.waitSignal(window.editor.opened):
        window.toast.undo()
    assert window.editor.text() == DRAFT + "abc"


def test_dialogs_of_matters_go_when_they_are_closed(window: MainWindow, qtbot: QtBot) -> None:
    for ident in ("matter.new", "matter.properties", "matter.open"):
        window.book[ident].trigger()
        qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
        for dialog in window.findChildren(QDialog):
            dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_a_draft_that_cannot_be_saved_keeps_the_window_open(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.editor.page, "z")
    engine.always_unwell = DiskTrouble(Path("work.db"), "full")
    assert not window.close()
    dialog = dialog_of(window, UnsavedDialog, qtbot)
    named(dialog, QPushButton, "留在本案").click()
    assert window.isVisible()
    assert window.editor.text() == DRAFT + "z"
    assert not window.close()
    engine.always_unwell = None
    named(dialog_of(window, UnsavedDialog, qtbot), QPushButton, "重试").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert engine.drafts[window.editor.matter].text == DRAFT + "z"


@pytest.mark.parametrize(("answer", "title"), [("留在本案", ""), ("放弃未保存的内容", "另一案")])
def test_a_draft_that_cannot_be_saved_is_not_left_unasked(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, answer: str, title: str
) -> None:
    other, _ = engine.save_matter(Matter(title="另一案"))
    window.handling.refresh()
    qtbot.waitUntil(lambda: bool(window.handling.name_of(other.number)))
    QTest.keyClicks(window.editor.page, "z")
    engine.always_unwell = DiskTrouble(Path("work.db"), "full")
    window.handling.open(other.number)
    named(dialog_of(window, UnsavedDialog, qtbot), QPushButton, answer).click()
    qtbot.waitUntil(lambda: window.handling.matter is not None and window.handling.matter.title == title)
    qtbot.waitUntil(lambda: window.editor.matter == window.handling.matter.number)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.editor.text() == ("" if title else DRAFT + "z"))


def test_verdicts_are_read_once_then_the_reader_knows_best(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    open_first(window, qtbot)
    key = window.similar.hits[0].card.key
    engine.judge(Judged(window.editor.matter, key, Verdict.SIMILAR, Tier.GUIDING, note="要点相同"))
    assert window.handling.matter is not None
    window.reading.set_matter(None)
    window.reading.set_matter(window.handling.matter)
    open_first(window, qtbot)
    window.reading.set_matter(dataclasses.replace(window.handling.matter, title="改名"))
    qtbot.waitUntil(named(window.reader, QPushButton, "是类案").isEnabled)  # the stored verdict is known
    window.book["case.different"].trigger()
    qtbot.waitUntil(lambda: engine.verdicts[window.editor.matter, key].verdict is Verdict.DIFFERENT)
    assert engine.verdicts[window.editor.matter, key].note == "要点相同"


def test_nothing_is_said_of_a_passage_that_did_not_go_into_the_draft(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    open_first(window, qtbot)
    window.editor.page.setEnabled(False)
    with qtbot.assertNotEmitted(window.reading.undo_offered, wait=100):
        window.book["case.adopt"].trigger()
    assert not engine.behaviours
    assert window.editor.text() == DRAFT


def test_closing_saves_what_was_typed_last(
    window: MainWindow, engine: FakeEngine, desk: Desk, settings: Settings, qtbot: QtBot
) -> None:
    QTest.keyClicks(window.editor.page, "z")
    window.closing.connect(desk.close)
    window.close()
    assert engine.drafts[window.editor.matter].text == DRAFT + "z"
    assert engine.closed
    assert settings.text("window.state")


def test_docks_stand_where_they_were_left(
    window: MainWindow, desk: Desk, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    window._reader_dock.hide()
    window.close()
    again = MainWindow(desk, settings, tmp_path)
    qtbot.addWidget(again)
    again.show()
    assert not again._reader_dock.isVisible()


def test_a_locked_work_file_asks_for_its_passphrase(
    desk: Desk, engine: FakeEngine, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    made = MainWindow(desk, settings, tmp_path)
    qtbot.addWidget(made)
    made.show()
    desk.troubled.emit(KeyNeeded())
    qtbot.waitUntil(lambda: made.dialogs.front is not None)
    assert made.dialogs.front is not None
    assert made.dialogs.front.windowTitle() == "设置口令"
    made.dialogs.front.close()


def test_the_first_start_asks_three_questions(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    made = MainWindow(desk, Settings(tmp_path), tmp_path)
    qtbot.addWidget(made)
    made.show()
    made.begin()
    assert not made.similar.isVisible()
    button = next(each for each in made.findChildren(QAbstractButton) if each.text() == "开始使用")
    button.click()
    assert made.similar.isVisible()
    assert Settings(tmp_path).truth("start.done")


def test_an_empty_library_teaches(window: MainWindow, engine: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    engine.state = LibraryState()
    window._show_library(engine.state)
    texts = [each.text() for each in window.similar.findChildren(QAbstractButton) if each.isVisible()]
    assert any("导入" in text for text in texts)


# Menus are named by the button or the bar that opens them.
CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QTabBar,
)


def nameless(top: QWidget) -> list[str]:
    """Return the controls a screen reader would have no name for."""
    found = []
    for control in top.findChildren(QWidget):
        spoken = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        if isinstance(control, CONTROLS) and not spoken and not made_by_qt(control):
            found.append(f"{control.metaObject().className()} in {type(control.parent()).__name__}")
    return found


def made_by_qt(control: QWidget) -> bool:
    """Tell whether Qt made the control as a part of another one, which has the name."""
    parts = {"QTableCornerButton", "QLineEditIconButton", "QDockWidgetTitleButton", "QHeaderView"}
    if control.metaObject().className() in parts or control.objectName().startswith("qt_"):
        return True
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, (QComboBox, QAbstractSpinBox, QTabBar)):
            return True
        above = above.parentWidget()
    return False


def test_every_control_of_the_window_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    assert not nameless(window)


@pytest.mark.parametrize("page", list(Page))
def test_every_control_of_the_settings_has_a_name(desk: Desk, settings: Settings, page: Page, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(desk, settings, page)
    qtbot.addWidget(dialog)
    assert not nameless(dialog)


@pytest.mark.parametrize(
    "ident", ["matter.new", "matter.open", "matter.properties", "help.keys", "help.about", "report.make"]
)
def test_every_control_of_the_dialogs_has_a_name(window: MainWindow, ident: str, qtbot: QtBot) -> None:
    window.book[ident].trigger()
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)))
    for dialog in window.findChildren(QDialog):
        assert not nameless(dialog)
        dialog.close()


def test_words_are_looked_for_where_the_user_is(window: MainWindow, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    for holder, name in ((window.reader.focus_taker, "在案例中查找"), (window.editor.page, "在草稿中查找")):
        holder.setFocus()
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        bars = {each.accessibleName() for each in window.findChildren(FindBar) if each.isVisible()}
        assert name in bars
        assert QApplication.focusWidget() is named(window, QLineEdit, name)


def test_tab_walks_through_the_whole_window_and_back_to_where_it_began(window: MainWindow, qtbot: QtBot) -> None:
    open_first(window, qtbot)
    window.top.chooser.setFocus()
    walked: list[str] = []
    while not walked or QApplication.focusWidget() is not window.top.chooser:
        control = QApplication.focusWidget()
        assert control is not None
        assert len(walked) < 60, walked
        walked.append(control.accessibleName())
        control.focusNextChild()
    outline = window.findChild(Outline)
    assert isinstance(outline, Outline)
    left = ["检索方法", "检索内容", "检索层级", "类案列表", "裁判文书", "下一处相近内容", "采用"]
    wanted = [*left, "判决书草稿", "数据库"]
    assert [name for name in walked if name in wanted] == wanted
    assert walked[walked.index("裁判文书") + 1] in {button.accessibleName() for button in outline.buttons}
