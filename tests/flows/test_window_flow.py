"""The main job through the window, on real files, databases and index: from the first start to the report as a file."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from fakes.hands import dialog_of, named, type_text
from fakes.judgments import CAUSE, COURT, DRAFT, library_files
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QListWidget, QPlainTextEdit, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from desktop.matters import MatterDialog
from desktop.reports import ReportDialog
from desktop.shell import MainWindow
from desktop.shell.importing import SummaryDialog
from desktop.words import citation_line
from localdb.model.kinds import Tier
from localdb.model.similar import Hit

TITLE = "某钢厂诉某工程公司买卖合同纠纷"
ISSUE = "约定的违约金是否过高"
USE = "本案与所附类案的基本事实、争议焦点一致，裁判时予以参考。"


def test_from_the_first_start_to_the_report_and_back(
    open_session: Callable[[Path], Session],
    unlock: Callable[[Session], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    data = tmp_path / "data"
    session = open_session(data)
    window = session.window
    start_for_the_first_time(window, qtbot)
    unlock(session)
    import_files(window, library_files(tmp_path), qtbot)
    make_matter(window, qtbot)
    write_draft(window, qtbot)
    hit = choose_hit(window, qtbot)
    copy_with_citation(window, hit)
    adopt(window, hit, qtbot)
    judge_similar(window, qtbot)
    name_the_issue(window, qtbot)
    report = tmp_path / "报告.docx"
    monkeypatch.setattr(ReportDialog, "ask_file", lambda dialog, name: report)  # the platform's own window for files
    export(window, qtbot)
    assert_elements(report, hit)
    text, places = window.editor.text(), window.editor.places()
    window.close()

    session = open_session(data)
    unlock(session)
    again = session.window
    qtbot.waitUntil(lambda: bool(again.editor.places()) and bool(again.similar.hits))
    assert again.handling.matter is not None
    assert (again.handling.matter.title, again.handling.matter.analysis) == (TITLE, USE)
    assert again.editor.text() == text
    assert [place.adoption for place in again.editor.places()] == [place.adoption for place in places]
    kept = next(found for found in again.similar.hits if found.card.key == hit.card.key)
    assert kept.adopted == 1
    with qtbot.waitSignal(again.reading.shown):
        again.reading.open(kept)
    qtbot.waitUntil(named(again.reader, QPushButton, "是类案").isChecked)
    assert not (data / "crash").exists()


def start_for_the_first_time(window: MainWindow, qtbot: QtBot) -> None:
    court = named(window, QLineEdit, "所在法院")
    qtbot.waitUntil(court.isVisible)
    type_text(court, "中华人民共和国" + COURT)
    QTest.keyClick(court, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: court.text() == COURT)  # the tables of courts are read first
    named(window, QPushButton, "开始使用").click()


def import_files(window: MainWindow, files: list[Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.importing.indexed):
        window.importing.start(files)
    summary = dialog_of(window, SummaryDialog, qtbot)
    said = [label.text() for label in summary.findChildren(QLabel)]
    assert said[0] == "读取6件，新收录5件，重复0件，未收录1件。"
    refused = named(summary, QListWidget, "未收录的文件和记录")
    assert refused.count() == 1
    assert "损坏的文书.docx" in refused.item(0).text()
    named(summary, QPushButton, "关闭导入结果").click()


def make_matter(window: MainWindow, qtbot: QtBot) -> None:
    window.book["matter.new"].trigger()
    dialog = dialog_of(window, MatterDialog, qtbot)
    assert named(dialog, QLineEdit, "审理法院").text() == COURT
    for name, words in (
        ("案号", "(2026)京0105民初1234号"),
        ("案件名称", TITLE),
        ("案由或者罪名", CAUSE),
        ("检索主体", "承办法官张某"),
    ):
        type_text(named(dialog, QLineEdit, name), words)
    with qtbot.waitSignal(window.editor.opened):
        named(dialog, QPushButton, "保存").click()


def write_draft(window: MainWindow, qtbot: QtBot) -> None:
    """Write; the list follows by itself, each tier with its case."""
    type_text(window.editor.page, DRAFT)
    assert window.editor.text() == DRAFT
    qtbot.waitUntil(lambda: len(window.similar.hits) == 5)
    tiers = [Tier.GUIDING, Tier.HIGH, Tier.PARENT, Tier.PARENT, Tier.PROVINCE]
    assert [hit.tier for hit in window.similar.hits] == tiers
    assert all(hit.reasons and hit.passages for hit in window.similar.hits)


def choose_hit(window: MainWindow, qtbot: QtBot) -> Hit:
    """Go down the list by keys to the judgment of the high court, and read it."""
    listing = named(window, QListView, "类案列表")
    for _ in range(2):
        QTest.keyClick(listing, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.reading.shown):
        QTest.keyClick(listing, Qt.Key.Key_Return)
    hit = window.reader.hit
    assert hit is not None
    assert hit.card.court == "北京市高级人民法院"
    shown = named(window.reader, QTextEdit, "裁判文书").toPlainText()
    assert "对账单载明的数额支付货款" in shown
    return hit


def copy_with_citation(window: MainWindow, hit: Hit) -> None:
    window.book["case.copy"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith(f"（{citation_line(hit.card)}）")
    assert hit.card.case_no in copied
    assert hit.card.court in copied


def adopt(window: MainWindow, hit: Hit, qtbot: QtBot) -> None:
    select(named(window.reader, QTextEdit, "裁判文书"), "双方签订的买卖合同系真实意思表示")
    with qtbot.waitSignal(window.editor.adopted):
        window.book["case.adopt"].trigger()
    (place,) = window.editor.places()
    assert (place.adoption.case_key, place.adoption.citation) == (hit.card.key, citation_line(hit.card))
    assert window.editor.text() == DRAFT + place.adoption.text


def select(page: QTextEdit, words: str) -> None:
    found = page.document().find(words)
    assert not found.isNull()
    page.setTextCursor(found)


def judge_similar(window: MainWindow, qtbot: QtBot) -> None:
    window.book["case.similar"].trigger()
    assert named(window.reader, QPushButton, "是类案").isChecked()


def name_the_issue(window: MainWindow, qtbot: QtBot) -> None:
    """The report is refused for want of issues; its button leads to where they are written."""
    window.book["report.make"].trigger()
    dialog = dialog_of(window, ReportDialog, qtbot)
    mend = named(dialog, QPushButton, "填写：待决案件争议焦点")
    qtbot.waitUntil(mend.isVisible)
    assert not named(dialog, QPushButton, "导出 DOCX…").isEnabled()
    mend.click()
    matter = dialog_of(window, MatterDialog, qtbot)
    named(matter, QPushButton, "增加争议焦点").click()
    issues = named(matter, QListWidget, "争议焦点")
    line = issues.findChild(QLineEdit)
    assert line is not None
    type_text(line, ISSUE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: issues.item(0).text() == ISSUE)
    with qtbot.waitSignal(matter.saved):
        named(matter, QPushButton, "保存").click()


def export(window: MainWindow, qtbot: QtBot) -> None:
    dialog = dialog_of(window, ReportDialog, qtbot)  # it waited beneath while the issue was written
    field = named(dialog, QPlainTextEdit, "结果运用情况")
    qtbot.waitUntil(field.isEnabled)
    type_text(field, USE)
    button = named(dialog, QPushButton, "导出 DOCX…")
    qtbot.waitUntil(button.isEnabled)
    with qtbot.waitSignal(dialog.exported):
        button.click()
    dialog.accept()


def assert_elements(path: Path, hit: Hit) -> None:
    """Every element of art 8 is in the file, whoever opens it."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for text in ("\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]), as_office_reads(path)):
        for words in (
            *("检索主体", "承办法官张某", "检索时间", "检索平台", "检索方法", "检索结果", "裁判要点", "争议焦点"),
            *(ISSUE, "检索结果运用情况", USE, hit.card.case_no, hit.card.court, "未检索到"),
        ):
            assert words in text, words


def as_office_reads(path: Path) -> str:
    """Return the text that LibreOffice finds in a document."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here (apt install libreoffice-writer)")
    home = (path.parent / "office").as_uri()
    command = [office, f"-env:UserInstallation={home}", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True, timeout=100)
    return path.with_suffix(".txt").read_text(encoding="utf-8-sig")
