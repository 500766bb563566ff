"""From the report to what it lacks and back: nothing that was written is lost, and the report waits beneath."""

import threading
from collections.abc import Callable

import pytest
from fakes.desk import FakeEngine
from fakes.hands import dialog_of, named, type_text
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.matters import MatterDialog, Page
from desktop.reports import ReportDialog
from desktop.settings import Settings
from desktop.shell import MainWindow
from localdb.model.library import Changes
from localdb.model.matter import Draft, Matter
from localdb.model.report import Element

USE = "参照指导案例第33号的裁判要点。"


@pytest.fixture
def window(open_window: Callable[[Settings], MainWindow], settings: Settings, engine: FakeEngine) -> MainWindow:
    engine.save_matter(Matter(case_no="（2026）云0103民初12号", searcher="法官助理李某"))
    engine.save_draft(Draft(1, "原告与被告签订买卖合同。"))
    engine.missing = (Element.ISSUES, Element.USE, Element.GIST, Element.ANSWER)
    return open_window(settings)


def open_report(window: MainWindow, qtbot: QtBot) -> ReportDialog:
    window.book["report.make"].trigger()
    report = dialog_of(window, ReportDialog, qtbot)
    qtbot.waitUntil(lambda: named(report, QPlainTextEdit, "结果运用情况").isEnabled())
    qtbot.waitUntil(lambda: named(report, QPushButton, "填写：待决案件争议焦点").isVisible())
    return report


def test_words_of_the_report_outlive_the_properties(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, slow, save = open_report(window, qtbot), threading.Event(), engine.save_matter

    def save_slowly(matter: Matter) -> tuple[Matter, Changes]:
        slow.wait(5)
        return save(matter)

    monkeypatch.setattr(engine, "save_matter", save_slowly)
    type_text(named(report, QPlainTextEdit, "结果运用情况"), USE)
    named(report, QPushButton, "填写：待决案件争议焦点").click()
    assert not report.findChildren(MatterDialog), "the properties wait for what is being saved"
    slow.set()
    properties = dialog_of(report, MatterDialog, qtbot)
    named(properties, QPushButton, "增加争议焦点").click()
    issues = named(properties, QListWidget, "争议焦点")
    issues.item(0).setText("货款是否应付")
    with qtbot.waitSignal(properties.saved):
        named(properties, QPushButton, "保存").click()
    assert (engine.kept[1].analysis, engine.kept[1].issues) == (USE, ("货款是否应付",))
    assert report.isVisible()
    report.close()
    qtbot.waitUntil(lambda: not window.findChildren(ReportDialog))
    assert engine.kept[1].issues == ("货款是否应付",)


def test_an_answer_that_is_missing_is_written_in_the_properties(window: MainWindow, qtbot: QtBot) -> None:
    report = open_report(window, qtbot)
    report.mend_asked.emit(Element.ANSWER)
    properties = dialog_of(report, MatterDialog, qtbot)
    assert properties.page is Page.SUBMITTED
    properties.close()
    report.close()


def test_what_is_mended_in_the_window_says_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    report = open_report(window, qtbot)
    report.mend_asked.emit(Element.GIST)
    assert not report.isVisible()
    assert "Ctrl+E" in window.toast.text
