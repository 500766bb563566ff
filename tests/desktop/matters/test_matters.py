"""Matters: what is written into the fields is stored, issues are numbered and move, cases submitted are kept."""

from pathlib import Path

import pytest
from fakes.desk import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.matters import MatterChooser, MatterDialog, MatterList, Page
from desktop.matters.issues import IssuesEditor
from desktop.matters.naming import matter_line
from desktop.words import trigger_words
from localdb.model.errors import DiskTrouble
from localdb.model.kinds import CaseType, Stage, Trigger
from localdb.model.matter import Matter, SubmittedCase

MATTER = Matter(
    case_no="（2026）云0103民初12号",
    title="禾丰公司诉青禾合作社",
    court="云海省望江市临川区人民法院",
    case_type=CaseType.CIVIL,
    causes=("买卖合同纠纷",),
    stage=Stage.CLOSING,
    triggers=(Trigger.UNSETTLED,),
    issues=("货款是否应付", "违约金是否过高"),
    searcher="法官助理李某",
    analysis="参照指导案例。",
)


def field(dialog: MatterDialog, name: str) -> QLineEdit:
    return next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == name)


def press(dialog: MatterDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_a_matter_comes_back_as_it_went_in(desk: Desk, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, MATTER)
    qtbot.addWidget(dialog)
    assert dialog.matter() == MATTER


def test_a_new_matter_is_stored(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    field(dialog, "案号").setText("(2026)云0103民初9号")
    field(dialog, "案由或者罪名").setText("买卖合同纠纷，民间借贷纠纷")
    with qtbot.waitSignal(dialog.saved):
        press(dialog, "保存")
    assert engine.kept[1].case_no == "（2026）云0103民初9号"
    assert engine.kept[1].causes == ("买卖合同纠纷", "民间借贷纠纷")


def test_saving_twice_makes_one_matter(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.saved):
        dialog.accept()
        dialog.accept()
    qtbot.waitUntil(lambda: desk.busy == 0)
    assert len(engine.kept) == 1


def test_a_matter_that_could_not_be_stored_can_be_saved_again(
    desk: Desk, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(matter: Matter) -> None:
        raise DiskTrouble(Path("work.db"), "full")

    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "save_matter", refuse)
        press(dialog, "保存")
        qtbot.waitUntil(lambda: any("磁盘空间不足" in label.text() for label in dialog.findChildren(QLabel)))
    with qtbot.waitSignal(dialog.saved):
        press(dialog, "保存")


def test_the_four_triggers_are_a_tick_list(desk: Desk, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    boxes = {box.text(): box for box in dialog.findChildren(QCheckBox)}
    for trigger in Trigger:
        boxes[trigger_words(trigger)].setChecked(True)
    assert dialog.matter().triggers == tuple(Trigger)


def test_a_date_that_is_none_is_said_and_nothing_is_stored(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    field(dialog, "事实发生日期").setText("去年三月")
    press(dialog, "保存")
    qtbot.wait(50)
    assert not engine.kept


def test_the_fields_are_walked_as_they_are_read(desk: Desk, qtbot: QtBot) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    walked = []
    for _ in range(12):
        focus = dialog.focusWidget()
        assert focus is not None
        walked.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert walked == ["案号", "案件名称", "审理法院", "审判庭", "案件类型", "案由或者罪名", "审理阶段",
                      "事实发生日期", "检索主体", "涉密案件", "保存", "取消"]  # fmt: skip


@pytest.mark.parametrize(
    ("court", "questioned"),
    [("望江市中级人民法院", True), ("临川区人民法院", False), ("未收录的法院", False), ("", False)],
)
def test_a_court_that_the_number_contradicts_is_questioned(
    desk: Desk, qtbot: QtBot, court: str, questioned: bool
) -> None:
    dialog = MatterDialog(desk, Matter())
    qtbot.addWidget(dialog)
    field(dialog, "案号").setText("（2026）云0103民初9号")
    field(dialog, "审理法院").setText(court)
    field(dialog, "审理法院").editingFinished.emit()
    qtbot.waitUntil(lambda: desk.busy == 0)
    said = [label.text() for label in dialog.findChildren(QLabel) if "法院代字" in label.text()]
    assert said == ["案号中的法院代字对应云海省望江市临川区人民法院，与所填审理法院不一致，请核对。"] * questioned


def test_issues_can_be_reordered_and_removed(qtbot: QtBot) -> None:
    editor = IssuesEditor()
    qtbot.addWidget(editor)
    editor.set_issues(["甲", "乙", "丙"])
    listing = editor.findChild(QListWidget)
    assert listing is not None
    buttons = {button.text(): button for button in editor.findChildren(QPushButton)}
    listing.setCurrentRow(2)
    buttons["上移"].click()
    assert editor.issues() == ("甲", "丙", "乙")
    buttons["删除"].click()
    assert editor.issues() == ("甲", "乙")


def test_submitted_cases_are_kept(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    matter, _ = engine.save_matter(MATTER)
    engine.submit(SubmittedCase(matter.number, "原告", "指导案例 33 号", binding=True))
    dialog = MatterDialog(desk, matter, Page.SUBMITTED)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    assert table is not None
    qtbot.waitUntil(lambda: table.rowCount() == 1)
    answer = table.item(0, 3)
    assert answer is not None
    answer.setText("基本事实不同，不予参照。")
    with qtbot.waitSignal(dialog.saved):
        press(dialog, "保存")
    qtbot.waitUntil(lambda: engine.presented[1].answer == "基本事实不同，不予参照。")


def test_the_chooser_names_the_open_matter(qtbot: QtBot) -> None:
    chooser = MatterChooser()
    qtbot.addWidget(chooser)
    chooser.set_matters([Matter(number=3, case_no="（2026）云0103民初12号")])
    chooser.set_open(3)
    assert "（2026）云0103民初12号" in chooser.text()


def test_the_list_can_be_sifted(qtbot: QtBot) -> None:
    dialog = MatterList()
    qtbot.addWidget(dialog)
    dialog.set_matters([Matter(number=1, case_no="甲1号"), Matter(number=2, case_no="乙2号")])
    next(line for line in dialog.findChildren(QLineEdit)).setText("乙")
    with qtbot.waitSignal(dialog.matter_chosen) as signal:
        dialog._choose()
    assert signal.args == [2]


def test_deleted_matters_can_be_listed_and_brought_back(qtbot: QtBot) -> None:
    dialog = MatterList()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.set_matters([Matter(number=1, case_no="甲1号")])
    dialog.set_deleted([Matter(number=2, case_no="乙2号")])
    next(box for box in dialog.findChildren(QCheckBox) if box.text() == "只看已删除的案件").click()
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton) if button.isVisible()}
    assert "删除" not in buttons
    with qtbot.waitSignal(dialog.restore_asked) as signal:
        buttons["恢复"].click()
    assert signal.args == [2]


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        (MATTER, "（2026）云0103民初12号　买卖合同纠纷 · 结案"),
        (Matter(title="某案"), "某案　审理"),
        (Matter(), "未编号案件　审理"),
    ],
)
def test_a_matter_is_called_by_what_is_known(matter: Matter, line: str) -> None:
    assert matter_line(matter) == line
