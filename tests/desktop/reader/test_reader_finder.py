"""Words are found in every part of the open case, and marked only where they can be seen."""

import pytest
from fakes.hits import make_case, make_hit
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.looks import current
from desktop.reader import ReaderPanel
from desktop.reader.finder import Finder, places_of
from desktop.reader.outline import Outline
from desktop.reader.page import CasePage
from desktop.reader.parts import Part, Span
from localdb.model.case import Case
from localdb.model.kinds import Section

LONG = "双方对此没有异议。\n" * 120
CASE = make_case(
    1,
    gist="",
    sections={
        Section.FACTS: f"甲公司交付ＡＢＣ型钢材。\n{LONG}",
        Section.REASONING: f"{LONG}关于abc型钢材的质量，应当鉴定。\n{LONG}",
        Section.DISPOSITION: "一、退还Abc型钢材。",
    },
)


@pytest.fixture
def reader(qtbot: QtBot) -> ReaderPanel:
    reader = ReaderPanel()
    qtbot.addWidget(reader)
    reader.resize(640, 520)
    with qtbot.waitActive(reader):
        reader.show()
    return reader


@pytest.fixture
def line(reader: ReaderPanel) -> QLineEdit:
    show(reader, CASE)
    reader.find_words()
    found = the_bar(reader).findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def show(reader: ReaderPanel, case: Case) -> None:
    reader.show_hit(make_hit(number=1, passages=()), case)
    the_page(reader).go_to_part(0)


def the_page(reader: ReaderPanel) -> CasePage:
    found = reader.findChild(CasePage)
    assert isinstance(found, CasePage)
    return found


def the_bar(reader: ReaderPanel) -> Finder:
    found = reader.findChild(Finder)
    assert isinstance(found, Finder)
    return found


def part_read(reader: ReaderPanel) -> int:
    found = reader.findChild(Outline)
    assert isinstance(found, Outline)
    return found.current


def answer(reader: ReaderPanel) -> str:
    found = next(each for each in the_bar(reader).findChildren(QLabel) if each.accessibleName() == "查找结果")
    assert isinstance(found, QLabel)
    return found.text()


def marked(reader: ReaderPanel) -> list[str]:
    grounds = {current().found, current().accent}
    marks = the_page(reader).extraSelections()
    return [mark.cursor.selectedText() for mark in marks if mark.format.background().color().name() in grounds]


def test_width_and_case_of_letters_make_no_difference() -> None:
    parts = [Part(Section.FACTS, "（２０１９）Ａb c"), Part(Section.REASONING, "aB(2019)")]
    assert places_of(parts, "(2019)") == (Span(0, 0, 6), Span(1, 2, 8))
    assert places_of(parts, " ＡＢ ") == (Span(0, 6, 8), Span(1, 0, 2))
    assert places_of(parts, "  ") == ()


def test_a_word_is_taken_as_it_stands() -> None:
    assert places_of([Part(Section.FACTS, "甲.乙")], ".") == (Span(0, 1, 2),)


def test_it_goes_through_all_parts_and_round_the_end(reader: ReaderPanel, line: QLineEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(line, "abc")
    assert answer(reader) == "1/3"
    parts = []
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Return)
        parts.append(part_read(reader))
    assert parts == [1, 2, 0]
    assert answer(reader) == "1/3"
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert answer(reader) == "3/3"


def test_only_what_can_be_seen_is_marked(reader: ReaderPanel, line: QLineEdit, qtbot: QtBot) -> None:
    line.insert("钢材")
    qtbot.waitUntil(lambda: marked(reader) == ["钢材"])


def test_nothing_found_says_so(reader: ReaderPanel, line: QLineEdit) -> None:
    QTest.keyClicks(line, "xyz")
    assert answer(reader) == "没有找到"


def test_escape_closes_and_gives_the_page_the_focus(reader: ReaderPanel, line: QLineEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(line, "abc")
    qtbot.waitUntil(lambda: bool(marked(reader)))
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not the_bar(reader).isVisible()
    assert QApplication.focusWidget() is the_page(reader)
    qtbot.waitUntil(lambda: not marked(reader))


def test_another_case_is_searched_for_the_same_words_without_leaving_its_place(
    reader: ReaderPanel, line: QLineEdit
) -> None:
    QTest.keyClicks(line, "abc")
    other = make_case(2, gist="", sections={Section.FACTS: f"{LONG}ABC"})
    reader.show_hit(make_hit(number=2, passages=()), other)
    assert answer(reader) == "共 1 处"
    assert the_page(reader).verticalScrollBar().value() == 0


def test_when_its_case_is_closed_the_bar_goes_and_takes_no_focus(
    reader: ReaderPanel, line: QLineEdit, qtbot: QtBot
) -> None:
    elsewhere = QLineEdit(reader)
    elsewhere.show()
    elsewhere.setFocus()
    reader.clear()
    assert not the_bar(reader).isVisible()
    assert QApplication.focusWidget() is elsewhere
