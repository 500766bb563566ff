"""The draft: typing is saved within about a second, composing is no text, adopted passages keep their source."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.desk import REASONING, FakeEngine
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.editor import EditorPanel
from desktop.editor.offsets import Ruler
from desktop.editor.page import paragraphs
from desktop.jobs import Desk
from desktop.looks import fonts
from localdb.model.errors import DiskTrouble, MatterMissing
from localdb.model.kinds import Section
from localdb.model.matter import Adoption, Draft, Matter

CITATION = "甲公司诉乙公司买卖合同纠纷案，（2024）云01民终1002号，云海省望江市中级人民法院"
Opener = Callable[[str], EditorPanel]


@pytest.fixture
def open_editor(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> Opener:
    def open_with(text: str) -> EditorPanel:
        matter, _ = engine.save_matter(Matter(title="买卖合同纠纷"))
        engine.save_draft(Draft(matter.number, text))
        panel = EditorPanel(desk)
        qtbot.addWidget(panel)
        panel.resize(720, 600)
        panel.show()
        with qtbot.waitSignal(panel.opened):
            panel.open(matter.number)
        return panel

    return open_with


def compose(panel: EditorPanel, preedit: str) -> None:
    QApplication.sendEvent(panel.page, QInputMethodEvent(preedit, []))


def commit(panel: EditorPanel, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(panel.page, event)


def test_the_draft_of_the_matter_is_shown(open_editor: Opener) -> None:
    assert open_editor("原告：甲公司。\n本院认为，").text() == "原告：甲公司。\n本院认为，"


def test_what_is_typed_is_saved_within_about_a_second(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    QTest.keyClicks(panel.page, "abc")
    qtbot.waitUntil(lambda: engine.drafts[panel.matter].text == "本院认为，abc", timeout=1500)


def test_steady_typing_is_saved_too(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("")
    for _ in range(14):
        QTest.keyClicks(panel.page, "x")
        qtbot.wait(100)
    assert engine.drafts[panel.matter].text.startswith("xxxxx")


def test_a_pause_asks_for_similar_cases_once(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("")
    asked: list[str] = []
    panel.text_edited.connect(asked.append)
    QTest.keyClicks(panel.page, "abc")
    qtbot.waitUntil(lambda: bool(asked), timeout=1500)
    assert asked == ["abc"]


def test_composing_is_neither_searched_nor_saved(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("被告")
    asked: list[str] = []
    panel.text_edited.connect(asked.append)
    for preedit in ("wei", "wei y", "wei yue"):
        compose(panel, preedit)
    qtbot.wait(1300)
    assert panel.text() == "被告"
    assert engine.drafts[panel.matter].text == "被告"
    assert not asked
    commit(panel, "违约")
    qtbot.waitUntil(lambda: asked == ["被告违约"], timeout=1500)
    qtbot.waitUntil(lambda: engine.drafts[panel.matter].text == "被告违约", timeout=1500)


def test_keys_typed_before_composing_do_not_search_in_the_middle_of_it(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("")
    asked: list[str] = []
    panel.text_edited.connect(asked.append)
    QTest.keyClicks(panel.page, "ab")
    compose(panel, "ben yuan")
    qtbot.wait(900)
    assert not asked
    commit(panel, "本院")
    qtbot.waitUntil(lambda: asked == ["ab本院"], timeout=1500)


def test_composing_ends_when_another_matter_is_opened(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("被告")
    other, _ = engine.save_matter(Matter(title="另一件"))
    compose(panel, "wei yue")
    with qtbot.waitSignal(panel.opened):
        panel.open(other.number)
    assert not panel.page.composing
    asked: list[str] = []
    panel.text_edited.connect(asked.append)
    QTest.keyClicks(panel.page, "abc")
    qtbot.waitUntil(lambda: asked == ["abc"], timeout=1500)


def test_a_passage_is_adopted_in_one_undo_step(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING + "\n" + REASONING, CITATION)
    assert panel.text() == "本院认为，" + REASONING + "\n" + REASONING
    assert [place.adoption.citation for place in panel.places()] == [CITATION]
    panel.page.undo()
    assert panel.text() == "本院认为，"
    assert not panel.places()
    panel.flush()
    qtbot.waitUntil(lambda: engine.adopted[1].removed)
    panel.page.redo()
    start = len("本院认为，")
    assert [place[1:] for place in panel.places()] == [(start, start + 2 * len(REASONING) + 1)], "the mark is back"
    panel.flush()
    qtbot.waitUntil(lambda: not engine.adopted[1].removed)
    assert len(panel.places()) == 1


def test_an_adoption_can_be_taken_back_after_more_was_typed(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    QTest.keyClicks(panel.page, "abc")
    panel.retract(panel.places()[0].adoption)
    assert panel.text() == "本院认为，abc"
    assert not panel.places()


def test_taking_back_takes_the_passage_that_was_adopted_last(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    adopted: list[Adoption] = []
    panel.adopted.connect(adopted.append)
    for count in (1, 2):
        panel.page.moveCursor(QTextCursor.MoveOperation.Start)
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
        qtbot.waitUntil(lambda count=count: len(adopted) == count)  # type: ignore[misc]
    panel.retract(adopted[-1])
    assert [place.adoption.number for place in panel.places()] == [adopted[0].number]


def test_the_place_of_a_source_is_saved_with_the_text(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    panel.page.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(panel.page, "abc")
    qtbot.waitUntil(lambda: engine.drafts[panel.matter].text.startswith("abc"))
    qtbot.waitUntil(lambda: engine.adopted[1].start == len("abc本院认为，"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abc本院认为，" + REASONING, [REASONING]),
        ("本院认为，" + REASONING.replace("货款", "价款"), [REASONING.replace("货款", "价款")]),
        ("本院认为，" + "原告的其他诉讼请求没有事实和法律依据，不予支持。" * 4, []),
        ("", []),
    ],
)
def test_a_stored_place_where_other_words_stand_is_not_believed(
    open_editor: Opener, engine: FakeEngine, qtbot: QtBot, text: str, found: list[str]
) -> None:
    start = len("本院认为，")
    panel = open_editor("")
    engine.drafts[panel.matter] = Draft(panel.matter, text)
    passage = Adoption(panel.matter, "fake:2", Section.REASONING, REASONING, CITATION, start, start + len(REASONING))
    engine.adopt(passage)
    with qtbot.waitSignal(panel.opened):
        panel.open(panel.matter)
    assert [panel.text()[place.start : place.end] for place in panel.places()] == found


def test_a_passage_that_could_not_be_stored_is_stored_with_its_source_later(
    open_editor: Opener, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    panel = open_editor("本院认为，")
    engine.unwell = DiskTrouble(Path("work.db"), "full")
    panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    qtbot.waitUntil(lambda: engine.unwell is None and desk.busy == 0)
    assert not engine.adopted
    panel.flush()
    qtbot.waitUntil(lambda: bool(engine.adopted))
    assert engine.drafts[panel.matter].text == "本院认为，" + REASONING


def test_the_source_follows_its_passage(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，𠮷某应当付款。")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    panel.page.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(panel.page, "abc")
    panel.page.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(panel.page, "tail")
    panel.flush()
    start = len("abc本院认为，𠮷某应当付款。")
    qtbot.waitUntil(lambda: engine.adopted[1].start == start)
    assert panel.text()[start : engine.adopted[1].end] == REASONING


def test_sources_are_there_again_after_opening(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("𠮷：")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    with qtbot.waitSignal(panel.opened):
        panel.open(panel.matter)
    place = panel.places()[0]
    cursor = QTextCursor(panel.page.document())
    cursor.setPosition(place.start)
    cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == REASONING


def test_leaving_the_page_saves(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("")
    QTest.keyClicks(panel.page, "a")
    panel.flush()
    qtbot.waitUntil(lambda: engine.drafts[panel.matter].text == "a", timeout=500)


def test_opening_another_matter_saves_the_one_before(open_editor: Opener, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = open_editor("")
    first = panel.matter
    second, _ = engine.save_matter(Matter(title="民间借贷纠纷"))
    QTest.keyClicks(panel.page, "a")
    with qtbot.waitSignal(panel.opened):
        panel.open(second.number)
    assert engine.drafts[first].text == "a"
    assert panel.text() == ""


@pytest.mark.parametrize("trouble", [DiskTrouble(Path("work.db"), "full"), ZeroDivisionError()])
def test_a_draft_that_cannot_be_saved_stays_on_the_page(
    open_editor: Opener, engine: FakeEngine, qtbot: QtBot, trouble: Exception
) -> None:
    panel = open_editor("")
    first = panel.matter
    second, _ = engine.save_matter(Matter(title="民间借贷纠纷"))
    QTest.keyClicks(panel.page, "a")
    engine.unwell = trouble
    with qtbot.waitSignal(panel.held):
        panel.open(second.number)
    assert (panel.matter, panel.text(), panel.page.isEnabled()) == (first, "a", True)
    with qtbot.waitSignal(panel.opened):
        panel.open(second.number)
    assert engine.drafts[first].text == "a"
    assert panel.matter == second.number


def test_the_draft_of_a_deleted_matter_is_not_saved_again_and_again(
    open_editor: Opener, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    panel = open_editor("")
    QTest.keyClicks(panel.page, "a")
    engine.unwell = MatterMissing(panel.matter)
    panel.open(0)
    qtbot.waitUntil(lambda: panel.matter == 0)
    assert not panel._saving.unsaved


def test_waiting_for_the_save_needs_no_event_loop(open_editor: Opener, engine: FakeEngine) -> None:
    panel = open_editor("")
    QTest.keyClicks(panel.page, "ab")
    panel.flush()
    QTest.keyClicks(panel.page, "c")
    assert panel.store()
    assert engine.drafts[panel.matter].text == "abc"
    QTest.keyClicks(panel.page, "d")
    engine.always_unwell = DiskTrouble(Path("work.db"), "full")
    assert not panel.store()


def test_an_answer_for_the_matter_before_opens_nothing(
    open_editor: Opener, engine: FakeEngine, desk: Desk, qtbot: QtBot
) -> None:
    panel = open_editor("一")
    second, _ = engine.save_matter(Matter(title="民间借贷纠纷"))
    engine.save_draft(Draft(second.number, "二"))
    opened: list[tuple[int, str]] = []
    panel.opened.connect(lambda number: opened.append((number, panel.text())))
    first = panel.matter
    panel.open(second.number)
    panel._take_sources(first, ())
    assert not panel.page.isEnabled()
    qtbot.waitUntil(lambda: bool(opened) and desk.busy == 0)
    assert opened == [(second.number, "二")]


def test_nothing_can_be_undone_into_another_draft(open_editor: Opener) -> None:
    panel = open_editor("本院认为，")
    panel.page.undo()
    assert panel.text() == "本院认为，"


def test_pasted_text_is_a_paragraph_a_line() -> None:
    assert paragraphs("　　原告：甲。\r\n\r\n　　被告：乙。\n") == "原告：甲。\n被告：乙。"
    assert paragraphs("  一段") == "  一段"


@pytest.mark.parametrize(("text", "points", "units"), [("本院𠮷某", 3, 4), ("本院", 2, 2), ("", 0, 0)])
def test_offsets_count_rare_characters_once(text: str, points: int, units: int) -> None:
    assert Ruler(text).units(points) == units
    assert Ruler(text).points(units) == points


def test_the_page_stays_where_it_is_when_the_size_of_type_changes(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("\n".join(f"第{number}段" for number in range(200)))
    panel.page.verticalScrollBar().setValue(2000)
    before = panel.page.cursorForPosition(QPoint(5, 5)).block().text()
    QTest.keyClicks(panel.page, "a")
    panel.page.verticalScrollBar().setValue(2000)
    try:
        fonts.set_scale(1.5)
        panel.page.restyle()
        qtbot.wait(50)
        assert panel.page.cursorForPosition(QPoint(5, 5)).block().text() == before
        panel.page.undo()
        panel.page.undo()
        assert panel.text().endswith("第199段")
    finally:
        fonts.set_scale(1.0)


def test_words_are_found_round_the_end(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("货款与货款")
    panel.finder.begin()
    line = panel.finder.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("货款")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert panel.page.textCursor().selectionStart() == 0


def test_words_are_found_whatever_their_width(open_editor: Opener) -> None:
    panel = open_editor("𠮷某诉称（２０２６）Ａb，(2026)")
    panel.finder.open("(2026)ab")
    panel.finder.seek(False)
    assert panel.page.textCursor().selectedText() == "（２０２６）Ａb"
    panel.finder.open("（2026）")
    panel.finder.seek(False)
    assert panel.page.textCursor().selectedText() == "(2026)"
    panel.finder.seek(True)
    assert panel.page.textCursor().selectedText() == "（２０２６）"


def test_setting_a_cursor_many_times_does_not_kill_python() -> None:
    """PySide6 6.12.0 ends CPython 3.10 and 3.11 after about 5,000 calls that return None (none_dealloc)."""
    document = QTextDocument("x" * 100)
    cursor = QTextCursor(document)
    for number in range(20000):
        cursor.setPosition(number % 100)
    assert cursor.position() == 99


PLEADING = "民事起诉状\n\n　　原告：张明。\n　　诉讼请求：支付货款。\n"
CLEAN = "民事起诉状\n原告：张明。\n诉讼请求：支付货款。"


@pytest.mark.parametrize(
    ("draft", "at", "expected"),
    [
        ("", 0, CLEAN),
        ("本院认为，", 5, f"本院认为，\n{CLEAN}"),
        ("本院认为，应予支持。", 5, f"本院认为，\n{CLEAN}\n应予支持。"),
        ("甲院\n判决如下：", 3, f"甲院\n{CLEAN}\n判决如下："),
    ],
)
def test_a_document_comes_in_as_paragraphs_of_its_own(open_editor: Opener, draft: str, at: int, expected: str) -> None:
    panel = open_editor(draft)
    cursor = panel.page.textCursor()
    cursor.setPosition(at)
    panel.page.setTextCursor(cursor)
    assert panel.bring_in(PLEADING) == 3
    assert panel.text() == expected
    panel.page.undo()
    assert panel.text() == draft, "one stroke"


def test_what_comes_in_under_a_title_is_no_title(open_editor: Opener) -> None:
    panel = open_editor("云海省望江市临川区人民法院")
    panel.bring_in(PLEADING)
    block = panel.page.document().lastBlock()
    assert block.blockFormat().alignment() != Qt.AlignmentFlag.AlignHCenter
    assert block.blockFormat().textIndent() > 0


def test_nothing_comes_in_without_a_matter(desk: Desk, qtbot: QtBot) -> None:
    panel = EditorPanel(desk)
    qtbot.addWidget(panel)
    assert panel.bring_in(PLEADING) == 0
    assert panel.text() == ""


def test_adopted_passages_are_told_where_they_stand_now(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("𠮷某认为，")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    panel.page.moveCursor(QTextCursor.MoveOperation.Start)
    panel.page.insertPlainText("查明：")
    (adoption,) = panel.adoptions()
    assert panel.text()[adoption.start : adoption.end] == REASONING
    panel.page.undo()
    panel.page.undo()
    assert panel.adoptions() == ()


def test_a_document_does_not_come_into_an_adopted_passage(open_editor: Opener, qtbot: QtBot) -> None:
    panel = open_editor("本院认为，")
    with qtbot.waitSignal(panel.adopted):
        panel.adopt("fake:2", Section.REASONING, REASONING, CITATION)
    cursor = panel.page.textCursor()
    cursor.setPosition(cursor.position() - 4)
    panel.page.setTextCursor(cursor)
    panel.bring_in(PLEADING)
    (adoption,) = panel.adoptions()
    assert panel.text()[adoption.start : adoption.end] == REASONING
    assert panel.text() == f"本院认为，{REASONING}\n{CLEAN}"
