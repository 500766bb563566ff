"""The report dialog: ticks what is there, refuses with the reason, saves what is written, exports a whole file."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from fakes.desk import FakeEngine
from fakes.reports import full_report, make_matter, make_report
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from desktop.reports import ReportDialog
from desktop.reports.checklist import Checklist
from desktop.reports.pages import Pages
from desktop.widgets import EmptyState
from localdb.model.errors import DiskTrouble
from localdb.model.matter import Matter
from localdb.model.report import Element, ReportKind


@pytest.fixture
def kept(engine: FakeEngine) -> FakeEngine:
    engine.kept[1] = make_matter()
    engine.report = make_report()
    return engine


def _open(desk: Desk, qtbot: QtBot) -> ReportDialog:
    dialog = ReportDialog(desk, 1)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _button(dialog: QWidget, words: str) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.accessibleName().startswith(words))


def _said(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_complete_matter_is_previewed_and_can_be_exported(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    pages = dialog.findChild(Pages)
    assert pages is not None
    qtbot.waitUntil(lambda: pages.isVisible() and pages.page_count > 2)
    assert _button(dialog, "导出").isEnabled()
    marks = [label.text() for label in dialog.findChildren(QLabel) if label.text() in ("✓", "缺")]
    assert marks == ["✓"] * len(list(Element))


def test_a_missing_element_is_named_and_leads_to_where_it_is_mended(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    kept.missing = (Element.ISSUES, Element.USE)
    dialog = _open(desk, qtbot)
    empty = dialog.findChild(EmptyState)
    assert empty is not None
    qtbot.waitUntil(lambda: "待决案件争议焦点、结果运用情况" in _said(empty))
    assert not _button(dialog, "导出").isEnabled()
    with qtbot.waitSignal(dialog.mend_asked) as asked:
        _button(dialog, "填写：待决案件争议焦点").click()
    assert asked.args == [Element.ISSUES]
    _button(dialog, "填写：结果运用情况").click()
    field = dialog.findChild(QPlainTextEdit)
    assert dialog.focusWidget() is field


def test_a_secret_matter_is_refused(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    kept.kept[1] = replace(make_matter(), secret=True)
    dialog = _open(desk, qtbot)
    qtbot.waitUntil(lambda: "涉密" in _said(dialog))
    assert not _button(dialog, "导出").isEnabled()


def test_what_is_written_is_saved_without_asking(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    qtbot.waitUntil(lambda: line.text() == "法官助理　沈知微")
    line.clear()
    QTest.keyClicks(line, "Zhang")
    qtbot.waitUntil(lambda: kept.kept[1].searcher == "Zhang")


def test_closing_keeps_the_last_words(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    qtbot.waitUntil(lambda: bool(text.toPlainText()))
    text.setPlainText("拟参照。")
    dialog.close()
    qtbot.waitUntil(lambda: kept.kept[1].analysis == "拟参照。")


def test_what_could_not_be_saved_is_saved_on_closing(
    kept: FakeEngine, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(matter: Matter) -> None:
        raise DiskTrouble(Path("work.db"), "full")

    dialog = _open(desk, qtbot)
    line = dialog.findChild(QLineEdit)
    assert line is not None
    qtbot.waitUntil(lambda: bool(line.text()))
    with monkeypatch.context() as patch:
        patch.setattr(kept, "save_matter", refuse)
        line.clear()
        QTest.keyClicks(line, "Zhang")
        qtbot.waitUntil(lambda: "磁盘空间不足" in _said(dialog))
    dialog.close()
    qtbot.waitUntil(lambda: kept.kept[1].searcher == "Zhang")


def test_the_form_can_be_chosen(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    pages = dialog.findChild(Pages)
    assert pages is not None
    qtbot.waitUntil(lambda: pages.isVisible())
    kept.report = make_report(kind=ReportKind.NOTE)
    next(each for each in dialog.findChildren(QRadioButton) if "说明" in each.text()).click()
    assert dialog.kind is ReportKind.NOTE
    qtbot.waitUntil(lambda: "说明如下" in pages.accessibleDescription())


def test_the_export_writes_a_whole_file(
    kept: FakeEngine, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "报告.docx"
    dialog = _open(desk, qtbot)
    monkeypatch.setattr(dialog, "ask_file", lambda name: target)
    qtbot.waitUntil(lambda: _button(dialog, "导出").isEnabled())
    with qtbot.waitSignal(dialog.exported) as told:
        _button(dialog, "导出").click()
    assert told.args == [target]
    assert Document(str(target)).paragraphs
    qtbot.waitUntil(lambda: str(target) in _said(dialog) and _button(dialog, "打开文件夹").isVisible())


def test_a_target_that_cannot_be_written_is_said(
    kept: FakeEngine, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _open(desk, qtbot)
    monkeypatch.setattr(dialog, "ask_file", lambda name: tmp_path / "gone" / "报告.docx")
    qtbot.waitUntil(lambda: _button(dialog, "导出").isEnabled())
    _button(dialog, "导出").click()
    qtbot.waitUntil(lambda: "写入失败" in _said(dialog))
    assert _button(dialog, "导出").isEnabled()


def test_a_long_report_is_laid_out_and_painted(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    kept.report = full_report(sample=True)
    dialog = _open(desk, qtbot)
    pages = dialog.findChild(Pages)
    assert pages is not None
    qtbot.waitUntil(lambda: pages.page_count > 10)
    assert not dialog.grab().isNull()


def test_every_control_has_a_name(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    controls: list[QWidget] = [*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit)]
    controls += [*dialog.findChildren(QPlainTextEdit), *dialog.findChildren(Pages)]
    assert [control for control in controls if not control.accessibleName()] == []


def test_the_checklist_says_in_words_what_it_shows(qtbot: QtBot) -> None:
    checklist = Checklist()
    qtbot.addWidget(checklist)
    checklist.set_missing((Element.WHO,))
    names = [label.accessibleName() for label in checklist.findChildren(QLabel)]
    assert any(name.startswith("检索主体：缺少。") for name in names)
    assert sum(name.endswith("已具备") for name in names) == len(list(Element)) - 1


def test_the_trouble_of_a_read_is_said(kept: FakeEngine, desk: Desk, qtbot: QtBot) -> None:
    dialog = _open(desk, qtbot)
    qtbot.waitUntil(lambda: _button(dialog, "导出").isEnabled())
    dialog._failed(DiskTrouble(Path("报告.docx"), "locked"))
    assert "WPS" in _said(dialog)


@pytest.mark.parametrize("work", ["matters", "missing_elements", "assemble_report"])
def test_a_bug_leaves_the_dialog_neither_busy_nor_silent(
    kept: FakeEngine, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    def fail(*given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kept, work, fail)
    dialog = _open(desk, qtbot)
    qtbot.waitUntil(lambda: "软件内部出错" in _said(dialog))
    assert not _button(dialog, "导出").isEnabled()
