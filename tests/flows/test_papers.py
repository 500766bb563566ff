"""Papers of a matter, on real files and databases: a pleading comes into the draft, a judgment goes out of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from fakes.files import word, write
from fakes.hands import named
from fakes.judgments import DRAFT
from fakes.printing import OFFICE, printed
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from desktop.shell import MainWindow
from localdb.model.kinds import Section

PLEADING = """民事起诉状
原告：某钢厂，住所地北京市朝阳区。
被告：某工程公司，住所地北京市朝阳区。
诉讼请求
判令被告支付复合肥货款211010元。
事实与理由
2025年3月8日，双方签订复合肥买卖合同，被告收货后至今未付款。
此致
北京市朝阳区人民法院
具状人：某钢厂
2025年9月1日
"""
HEAD = "北京市朝阳区人民法院\n民事判决书\n（2026）京0105民初88号\n"
PASSAGE = "辛家具公司在检验期限内未提出质量异议，依法视为货物质量符合约定，应当支付货款98765元。"


def choose_open(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([str(path) for path in paths], ""))


def choose_save(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(path), ""))


def rows(window: MainWindow) -> list[str]:
    listing = named(window, QListWidget, "需要核对的内容")
    return [listing.item(row).text() for row in range(listing.count())]


def go_to(window: MainWindow, number: int) -> None:
    listing = named(window, QListWidget, "需要核对的内容")
    place = listing.visualItemRect(listing.item(number)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)


def bring_in(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path, qtbot: QtBot) -> None:
    choose_open(monkeypatch, path)
    window.book["matter.bring_in"].trigger()
    qtbot.waitUntil(lambda: path.name in window.toast.text)


def test_a_pleading_comes_into_the_draft_and_is_searched_by(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = at_work.window
    bring_in(window, monkeypatch, write(tmp_path, "起诉状.docx", word(PLEADING)), qtbot)
    assert window.editor.text() == DRAFT + "\n" + PLEADING.strip()
    qtbot.waitUntil(lambda: window.similar.result is not None and "复合肥" in window.similar.result.query)
    window.editor.page.undo()
    assert window.editor.text() == DRAFT


def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bring_in(at_work.window, monkeypatch, write(tmp_path, "损坏.docx", b"PK\x03\x04"), qtbot)
    assert "文件已损坏" in at_work.window.toast.text
    assert at_work.window.editor.text() == DRAFT


def test_a_judgment_goes_out_once_what_came_in_with_a_passage_was_seen(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, target = at_work.window, tmp_path / "判决书.docx"
    choose_save(monkeypatch, target)
    page = window.editor.page
    page.setPlainText(HEAD + DRAFT)
    page.moveCursor(QTextCursor.MoveOperation.End)
    hit = next(hit for hit in window.similar.hits if "辛家具公司" in hit.card.title)
    with qtbot.waitSignal(window.editor.adopted):
        window.editor.adopt(hit.card.key, Section.REASONING, PASSAGE, "某案")
    window.book["matter.give_out"].trigger()
    qtbot.waitUntil(window.editor.findings.isVisible)
    assert [row.partition("　随")[0] for row in rows(window)] == ["名称　“辛家具公司”", "金额　“98765元”"]
    assert not target.exists()
    for number, found, own in ((0, "辛家具公司", "某工程公司"), (1, "98765元", "860000元")):
        go_to(window, number)
        assert page.textCursor().selectedText() == found
        page.textCursor().insertText(own)
    named(window, QPushButton, "重新核对").click()
    qtbot.waitUntil(lambda: "已导出" in window.toast.text)
    assert not window.editor.findings.isVisible()
    assert [each.text for each in Document(str(target)).paragraphs][:3] == HEAD.splitlines()
    if OFFICE:
        assert "某工程公司在检验期限内" in "".join("".join(printed(target)).split())


def test_what_was_found_is_no_refusal(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, target = at_work.window, tmp_path / "判决书"
    choose_save(monkeypatch, target)
    window.editor.bring_in(PLEADING)
    window.book["matter.give_out"].trigger()
    qtbot.waitUntil(window.editor.findings.isVisible)
    assert "诉讼材料　“民事起诉状”" in rows(window)[0]
    named(window, QPushButton, "仍然导出").click()
    qtbot.waitUntil(target.with_name("判决书.docx").exists)


def test_a_secret_matter_stays_here(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, target = at_work.window, tmp_path / "判决书.docx"
    choose_save(monkeypatch, target)
    matter = window.handling.matter
    assert matter is not None
    with qtbot.waitSignal(window.handling.opened):
        at_work.desk.save_matter(replace(matter, secret=True))
    window.book["matter.give_out"].trigger()
    qtbot.waitUntil(lambda: "涉密" in window.toast.text)
    assert not target.exists()


def test_a_matter_that_became_secret_while_its_findings_were_read_stays_here(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window, target = at_work.window, tmp_path / "判决书.docx"
    choose_save(monkeypatch, target)
    window.editor.bring_in(PLEADING)
    window.book["matter.give_out"].trigger()
    qtbot.waitUntil(window.editor.findings.isVisible)
    matter = window.handling.matter
    assert matter is not None
    with qtbot.waitSignal(window.handling.opened):
        at_work.desk.save_matter(replace(matter, secret=True))
    named(window, QPushButton, "仍然导出").click()
    qtbot.waitUntil(lambda: "涉密" in window.toast.text or target.exists())
    assert not target.exists()


def test_a_page_that_takes_nothing_now_says_so(
    at_work: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    at_work.window.editor.page.setEnabled(False)
    bring_in(at_work.window, monkeypatch, write(tmp_path, "起诉状.docx", word(PLEADING)), qtbot)
    assert "请稍后再导入" in at_work.window.toast.text
    assert "其他案件" not in at_work.window.toast.text
