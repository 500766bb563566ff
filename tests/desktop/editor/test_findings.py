"""What the check before export found: told under the page, each place one click away, through edits as well."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desktop.editor.findings import FindingList
from desktop.editor.page import DraftPage
from localdb.model.review import Finding, FindingKind

DRAFT = "𠮷某诉讼。李建国欠款，李建国应付12万元。"
Maker = Callable[[], tuple[FindingList, DraftPage]]


def finding(kind: FindingKind, text: str) -> Finding:
    starts = [at for at in range(len(DRAFT)) if DRAFT.startswith(text, at)]
    return Finding(kind, text, tuple((at, at + len(text)) for at in starts), "指导案例1号")


@pytest.fixture
def make(qtbot: QtBot) -> Maker:
    def make() -> tuple[FindingList, DraftPage]:
        page = DraftPage()
        qtbot.addWidget(page)
        page.load(DRAFT)
        page.show()
        findings = FindingList(page)
        qtbot.addWidget(findings)
        findings.show_findings([finding(FindingKind.NAME, "李建国"), finding(FindingKind.AMOUNT, "12万元")])
        return findings, page

    return make


def click(findings: FindingList, row: int) -> None:
    listing = findings.findChild(QListWidget)
    assert listing is not None
    place = listing.visualItemRect(listing.item(row)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_each_finding_says_what_why_and_whence(make: Maker) -> None:
    findings, _ = make()
    listing = findings.findChild(QListWidget)
    assert listing is not None
    assert [listing.item(row).text().partition("　随")[0] for row in range(2)] == [
        "名称　“李建国”（二处）",
        "金额　“12万元”",
    ]
    assert "来源：指导案例1号" in listing.item(0).toolTip()


def test_a_click_goes_to_the_words_and_the_next_one_to_their_next_place(make: Maker) -> None:
    findings, page = make()
    places = []
    for _ in range(3):
        click(findings, 0)
        assert page.textCursor().selectedText() == "李建国"
        places.append(page.textCursor().selectionStart())
    assert places[0] == places[2] != places[1]


def test_places_follow_what_is_edited(make: Maker) -> None:
    findings, page = make()
    page.moveCursor(QTextCursor.MoveOperation.Start)
    page.insertPlainText("经审理查明，")
    click(findings, 1)
    assert page.textCursor().selectedText() == "12万元"


def test_escape_closes_the_list(make: Maker) -> None:
    findings, _ = make()
    QTest.keyClick(findings, Qt.Key.Key_Escape)
    assert not findings.isVisible()


def test_a_click_is_one_step_where_it_activates_as_well(make: Maker) -> None:
    findings, page = make()
    listing = findings.findChild(QListWidget)
    assert listing is not None
    listing.setStyleSheet("QListWidget { activate-on-singleclick: 1; }")
    click(findings, 0)
    assert page.textCursor().selectionStart() == page.text().index("李建国") + 1, "𠮷 is two of Qt's units"


def test_enter_goes_to_the_words_and_on(make: Maker, qtbot: QtBot) -> None:
    findings, page = make()
    listing = findings.findChild(QListWidget)
    assert listing is not None
    findings.activateWindow()
    listing.setFocus()
    qtbot.waitUntil(listing.hasFocus)
    places = []
    for _ in range(2):
        QTest.keyClick(listing, Qt.Key.Key_Return)
        places.append(page.textCursor().selectionStart())
    assert page.textCursor().selectedText() == "李建国"
    assert places[0] < places[1]
