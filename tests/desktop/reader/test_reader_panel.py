from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from fakes.hits import FACTS, MARKS, make_case, make_hit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from desktop.looks.stage import dress
from desktop.reader import ReaderPanel, Taken
from desktop.reader.comparison import ComparisonDialog
from desktop.reader.head import AxisBars, Badges
from desktop.reader.outline import Outline
from desktop.reader.page import CasePage
from desktop.words.hits import warning_short
from localdb.model.behaviour import Act, Attention
from localdb.model.kinds import Axis, Effect, Section, Status, Tier, Verdict
from localdb.model.matter import Judged, Matter

MATTER = Matter(number=7, case_no="（2026）云0103民初1号", title="买卖合同纠纷", issues=("违约金是否过高",))


@pytest.fixture
def reader(qtbot: QtBot) -> ReaderPanel:
    reader = ReaderPanel()
    qtbot.addWidget(reader)
    reader.resize(640, 520)
    reader.show()
    return reader


@pytest.fixture
def page(reader: ReaderPanel) -> CasePage:
    found = reader.findChild(CasePage)
    assert isinstance(found, CasePage)
    return found


def select(page: CasePage, words: str) -> None:
    cursor = page.document().find(words)
    assert not cursor.isNull()
    page.setTextCursor(cursor)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def button(reader: ReaderPanel, name: str) -> QAbstractButton:
    return next(found for found in reader.findChildren(QAbstractButton) if found.accessibleName() == name)


def test_a_case_opens_at_its_best_passage(reader: ReaderPanel, page: CasePage) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    where = page.document().find("其中第三批")
    where.setPosition(where.selectionStart())
    assert 0 < page.cursorRect(where).top() < page.viewport().height() // 2


def test_a_low_reader_with_nothing_in_it_says_in_one_line_what_to_do(reader: ReaderPanel) -> None:
    def told() -> list[str]:
        return [label.text() for label in reader.findChildren(QLabel) if label.isVisible()]

    assert len(told()) == 2
    reader.setMinimumHeight(1)
    reader.resize(640, 40)
    assert [line for line in told() if "回车打开" in line] == told()
    reader.show_hit(make_hit(number=1), make_case(1))
    reader.clear()
    reader.resize(640, 520)
    assert len(told()) == 2


def test_the_favourite_section_is_opened_first_and_says_so(reader: ReaderPanel, page: CasePage) -> None:
    reader.set_attention(Attention(favourite=Section.REASONING, shares={Section.REASONING: 0.62}))
    reader.show_hit(make_hit(number=1), make_case(1))
    assert "您最常阅读此部分（62%）" in page.toPlainText()
    outline = reader.findChild(Outline)
    assert isinstance(outline, Outline)
    assert any(name.endswith("●") for name in outline.names)
    assert page.map.parts[outline.current].section is Section.REASONING


def test_only_sections_that_are_there_have_a_button(reader: ReaderPanel) -> None:
    case = make_case(1, sections={Section.FACTS: "甲。", Section.REASONING: "乙。"}, gist="")
    reader.show_hit(make_hit(number=1), case)
    outline = reader.findChild(Outline)
    assert isinstance(outline, Outline)
    assert outline.names == ("案情", "本院认为")


def test_a_digit_jumps_to_a_section(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    QTest.keyClick(page, Qt.Key.Key_1)
    assert page.verticalScrollBar().value() < 10
    QTest.keyClick(page, Qt.Key.Key_5)
    assert page.map.parts[page.part_in_view()].section is Section.FACTS


def test_next_and_previous_go_round_the_passages(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    seen = []
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_N)
        seen.append(page.map.parts[page.map.spans(at := page.textCursor().position(), at + 1)[0].part].section)
    assert set(seen) == {Section.FACTS, Section.ISSUES, Section.REASONING}
    QTest.keyClick(page, Qt.Key.Key_P)
    assert page.textCursor().position() != at


def test_the_same_case_again_keeps_the_place(reader: ReaderPanel, page: CasePage) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    page.verticalScrollBar().setValue(777)
    before = page.verticalScrollBar().value()
    reader.show_hit(replace(make_hit(number=1), score=0.1), make_case(1))
    assert page.verticalScrollBar().value() == before


def test_another_search_renews_the_bars_and_nothing_else(reader: ReaderPanel, page: CasePage) -> None:
    hit = make_hit(number=1)
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case(1))
    reader.next_match()
    place, top = page.textCursor().position(), page.verticalScrollBar().value()
    bars = reader.findChild(AxisBars)
    assert isinstance(bars, AxisBars)
    reader.renew(replace(hit, axes={Axis.FACTS: 0.31}, passages=hit.passages[:2]))
    assert "31" in bars.accessibleName()
    assert (page.textCursor().position(), page.verticalScrollBar().value()) == (place, top)
    reader.renew(make_hit(number=5))
    assert reader.hit is not None
    assert reader.hit.card.key == hit.card.key


def test_copy_takes_the_citation_along(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    hit = make_hit(number=1)
    reader.show_hit(hit, make_case(1))
    select(page, "双方均应依约履行各自的义务")
    with qtbot.waitSignal(reader.copied) as copied:
        QTest.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    for words in ("双方均应依约履行各自的义务", hit.card.case_no, hit.card.court):
        assert words in clipboard()
    (behaviour,) = copied.args
    assert behaviour[1:] == (Act.COPY, Section.REASONING, hit.card.key, 0.0, 13)


def test_plain_copy_leaves_the_citation_out(reader: ReaderPanel, page: CasePage) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    select(page, "双方均应依约履行各自的义务")
    reader.copy_plain()
    assert clipboard() == "双方均应依约履行各自的义务"


def test_copying_without_a_selection_takes_the_passage_jumped_to(reader: ReaderPanel) -> None:
    hit = make_hit(number=1)
    reader.show_hit(hit, make_case(1))
    reader.copy_cited()
    assert clipboard().startswith(hit.passages[0].text)


def test_copying_everything_counts_each_section_and_no_heading(
    reader: ReaderPanel, page: CasePage, qtbot: QtBot
) -> None:
    reader.show_hit(make_hit(number=1), make_case(1, gist=""))
    page.selectAll()
    with qtbot.waitSignals([reader.copied] * 3):
        reader.copy_plain()
    assert "争议焦点\n" not in clipboard()
    assert FACTS.splitlines()[0] in clipboard()


def test_adopting_hands_on_the_passage_with_its_source(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    hit = make_hit(number=1)
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case(1))
    select(page, "该约定并未过分高于因违约造成的损失")
    with qtbot.waitSignal(reader.adopted) as adopted, qtbot.assertNotEmitted(reader.dwelt):
        button(reader, "采用").click()
    taken = adopted.args[0]
    assert isinstance(taken, Taken)
    assert (taken.card, taken.section, taken.text) == (
        hit.card,
        Section.REASONING,
        "该约定并未过分高于因违约造成的损失",
    )
    assert hit.card.case_no in taken.citation
    with qtbot.waitSignal(reader.dwelt) as recorded:
        reader.note_adopted(hit.card.key, taken.section, len(taken.text))
    assert recorded.args[0][0].act is Act.ADOPT


@pytest.mark.parametrize(
    ("state", "said"), [({"status": Status.CHANGED}, "已改判"), ({"effect": Effect.OVERTURNED}, "已撤销")]
)
def test_nothing_of_a_case_that_was_taken_back_is_adopted(
    reader: ReaderPanel, page: CasePage, qtbot: QtBot, state: dict[str, Any], said: str
) -> None:
    hit = make_hit(number=1)
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case(1))
    assert button(reader, "采用").isEnabled()
    reader.renew(replace(hit, card=replace(hit.card, **state)))  # as after a sync
    assert not button(reader, "采用").isEnabled()
    assert said in button(reader, "采用").toolTip()
    assert button(reader, "复制并注明出处").isEnabled()
    select(page, "该约定并未过分高于因违约造成的损失")
    with qtbot.waitSignal(reader.said) as told, qtbot.assertNotEmitted(reader.adopted):
        reader.adopt()
    assert said in told.args[0]
    reader.show_hit(make_hit(number=2), make_case(2))
    assert button(reader, "采用").toolTip().startswith("采用（")


def test_what_is_adopted_without_a_selection_was_seen_before(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.set_matter(MATTER, {})
    reader.show_hit(make_hit(number=1), make_case(1))  # opens at a passage of the facts
    with qtbot.waitSignal(reader.said) as said, qtbot.assertNotEmitted(reader.adopted):
        reader.adopt()
    assert "再采用一次" in said.args[0]
    assert page.map.parts[page.part_in_view()].section is Section.REASONING
    with qtbot.waitSignal(reader.adopted) as adopted:
        reader.adopt()
    assert adopted.args[0].section is Section.REASONING
    assert adopted.args[0].text.startswith("关于违约金")
    assert page.map.parts[page.part_in_view()].section is Section.REASONING


def test_a_guiding_case_opened_at_its_facts_offers_its_gist(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    case = make_case(1)
    reader.set_matter(MATTER, {})
    reader.show_hit(make_hit(Tier.GUIDING, 1), case)
    with qtbot.waitSignal(reader.said) as said:
        reader.adopt()
    assert "裁判要点" in said.args[0]
    assert page.verticalScrollBar().value() == 0
    with qtbot.waitSignal(reader.adopted) as adopted:
        reader.adopt()
    assert adopted.args[0].text == case.gist


def test_of_a_guiding_case_the_reasoning_in_view_is_adopted(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.set_matter(MATTER, {})
    law = Section.REASONING
    passages = tuple(passage for passage in make_hit().passages if passage.section is law)
    reader.show_hit(make_hit(Tier.GUIDING, 0, passages=passages), make_case())
    assert page.map.parts[page.part_in_view()].section is law
    with qtbot.waitSignal(reader.adopted) as adopted:
        reader.adopt()
    assert adopted.args[0].text.startswith("关于违约金")


def test_facts_are_adopted_only_from_a_selection(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    case = make_case(1, sections={Section.FACTS: FACTS}, gist="")
    reader.set_matter(MATTER, {})
    reader.show_hit(make_hit(number=1), case)
    with qtbot.waitSignal(reader.said) as said, qtbot.assertNotEmitted(reader.adopted):
        reader.adopt()
    assert "请先选中" in said.args[0]
    select(page, "余款经禾丰公司多次催要未付")
    with qtbot.waitSignal(reader.adopted) as adopted:
        reader.adopt()
    assert adopted.args[0].section is Section.FACTS


def test_facts_in_view_are_not_swapped_for_reasoning(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.set_matter(MATTER, {})
    reader.show_hit(make_hit(number=0), make_case())  # opens at a passage of the reasoning
    reader.next_match()
    assert page.map.parts[page.part_in_view()].section is not Section.REASONING
    with qtbot.waitSignal(reader.said), qtbot.assertNotEmitted(reader.adopted):
        reader.adopt()


def test_what_is_copied_without_a_selection_is_in_view(reader: ReaderPanel) -> None:
    case = make_case(1)
    reader.resize(640, 300)
    reader.show_hit(make_hit(Tier.GUIDING, 1), case)  # opens at a passage of the facts
    reader.copy_plain()
    assert clipboard() in case.sections[Section.FACTS]
    reader.show_part(0)
    reader.copy_plain()
    assert clipboard() == case.gist


def test_copying_says_what_is_lacking(reader: ReaderPanel, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("剪贴板原有内容")
    with qtbot.waitSignal(reader.said) as said:
        reader.copy_cited()
    assert said.args == ["请先打开一个案例。"]
    reader.show_hit(make_hit(number=1, passages=(), reasons=()), make_case(1))
    with qtbot.waitSignal(reader.said) as said:
        reader.copy_cited()
    assert said.args == ["请先选中要复制的文字。"]
    assert clipboard() == "剪贴板原有内容"


def test_nothing_is_recorded_while_recording_is_off(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.set_recording(False)
    reader.show_hit(make_hit(number=1), make_case(1))
    with qtbot.assertNotEmitted(reader.copied), qtbot.assertNotEmitted(reader.dwelt):
        reader.copy_cited()
        reader.adopt()
        reader.flush()
    assert clipboard()


def test_marks_cover_what_is_in_view_and_nothing_else(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.show_hit(
        make_hit(number=1), make_case(1, sections={Section.FACTS: FACTS, Section.REASONING: "送货单。\n" * 2000})
    )
    page.verticalScrollBar().setValue(9000)
    qtbot.wait(20)
    port = page.viewport().rect()
    start, end = (page.cursorForPosition(QPoint(0, y)).position() for y in (0, port.height()))
    marks = page.extraSelections()
    assert 0 < len(marks) < 60
    assert all(start - 40 <= mark.cursor.selectionStart() <= end for mark in marks)


def test_marking_leaves_the_document_unmodified(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    qtbot.wait(20)
    assert page.extraSelections()
    assert not page.document().isModified()
    assert not page.document().isUndoAvailable()


def test_a_giant_paragraph_is_laid_out_in_pieces(reader: ReaderPanel, page: CasePage) -> None:
    """One block of this length costs a tenth of a second a key and a scroll; tests/bench/window.py has the times."""
    giant = (FACTS.replace("\n", "") * 600)[:200_000]
    reader.show_hit(make_hit(number=1), make_case(1, sections={Section.FACTS: giant}))
    blocks = [page.document().findBlockByNumber(number) for number in range(page.document().blockCount())]
    assert max(len(block.text()) for block in blocks) < 1000
    assert "".join(block.text() for block in blocks).count(giant[:200]) == giant.count(giant[:200])


def test_warnings_stand_in_the_head(reader: ReaderPanel) -> None:
    hit = make_hit(number=1)
    hit = replace(hit, card=replace(hit.card, effect=Effect.UNVERIFIED, marks=MARKS, public=False))
    reader.show_hit(hit, make_case(1))
    said = " ".join(label.text() for label in reader.findChildren(QLabel))
    for words in ("待核", "合同法", "隐名"):
        assert words in said


def test_a_verdict_goes_out_whole(reader: ReaderPanel, qtbot: QtBot) -> None:
    hit = make_hit(number=0)
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case())
    with qtbot.waitSignal(reader.verdict_changed) as changed:
        button(reader, "是类案").click()
    judged = changed.args[0]
    assert (judged.matter, judged.case_key, judged.verdict, judged.tier) == (7, hit.card.key, Verdict.SIMILAR, hit.tier)
    note = next(line for line in reader.findChildren(QLineEdit) if line.accessibleName() == "批注")
    assert note.isVisible()
    note.setText("交付方式相同")
    with qtbot.waitSignal(reader.verdict_changed) as noted:
        QTest.keyClick(note, Qt.Key.Key_Return)
    assert (noted.args[0].note, noted.args[0].verdict) == ("交付方式相同", Verdict.SIMILAR)


def test_an_unverified_judgment_needs_one_confirmation(reader: ReaderPanel, qtbot: QtBot) -> None:
    hit = make_hit(number=3)
    assert hit.card.effect is Effect.UNVERIFIED
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case(3))
    with qtbot.assertNotEmitted(reader.verdict_changed):
        button(reader, "是类案").click()
    assert not button(reader, "是类案").isChecked()
    with qtbot.waitSignal(reader.verdict_changed) as changed:
        button(reader, "已查明生效，认定为类案").click()
    assert changed.args[0].confirmed_effective
    reader.judge(Verdict.DIFFERENT)
    with qtbot.waitSignal(reader.verdict_changed):
        button(reader, "是类案").click()


@pytest.mark.parametrize("effect", [Effect.OVERTURNED, Effect.PENDING])
def test_a_judgment_without_effect_can_never_be_similar(reader: ReaderPanel, qtbot: QtBot, effect: Effect) -> None:
    hit = make_hit(number=0)
    reader.set_matter(MATTER, {})
    reader.show_hit(replace(hit, card=replace(hit.card, effect=effect)), make_case())
    assert not button(reader, "是类案").isEnabled()
    with qtbot.assertNotEmitted(reader.verdict_changed):
        reader.judge(Verdict.SIMILAR)


def test_verdicts_of_the_matter_are_shown_again(reader: ReaderPanel) -> None:
    hit = make_hit(number=0)
    judged = Judged(7, hit.card.key, Verdict.DIFFERENT, Tier.PARENT, note="标的不同", at=datetime(2026, 11, 20, 9, 30))
    reader.set_matter(MATTER, {hit.card.key: judged})
    reader.show_hit(hit, make_case())
    found = button(reader, "不是类案")
    assert isinstance(found, QPushButton)
    assert found.isChecked()


def test_without_a_matter_nothing_can_be_judged_or_adopted(reader: ReaderPanel) -> None:
    reader.show_hit(make_hit(number=0), make_case())
    for name in ("是类案", "采用", "比对"):
        assert not button(reader, name).isEnabled()
    assert button(reader, "复制并注明出处").isEnabled()


def test_the_comparison_lays_both_sides_by_axis_and_keeps_the_judges_words(reader: ReaderPanel, qtbot: QtBot) -> None:
    reader.set_matter(MATTER, {})
    reader.set_own(
        make_case(
            9, statutes=(), sections={Section.FACTS: "被告在送货单上签字。", Section.REASONING: "违约金并未过高。"}
        )
    )
    reader.show_hit(make_hit(number=0), make_case())
    reader.compare()
    dialog = reader.findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("共有用语：送货单", "仅该案法条", "违约金", MATTER.title):
        assert words in said
    views = {view.accessibleName(): view for view in dialog.findChildren(QTextEdit)}
    assert views["本案争议焦点"].toPlainText() == "1．违约金是否过高"
    assert views["本案基本事实"].extraSelections()
    field = next(each for each in dialog.findChildren(QPlainTextEdit) if each.accessibleName() == "基本事实比对意见")
    field.setPlainText("均有对账单")
    with qtbot.waitSignal(reader.verdict_changed) as changed:
        dialog.accept()
    assert changed.args[0].facts == "均有对账单"


@pytest.mark.parametrize("leave", ["escape", "another case"])
def test_words_of_the_comparison_outlive_its_window(reader: ReaderPanel, qtbot: QtBot, leave: str) -> None:
    hit = make_hit(number=0)
    reader.set_matter(MATTER, {})
    reader.show_hit(hit, make_case())
    reader.compare()
    dialog = reader.findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("均有对账单")
    with qtbot.waitSignal(reader.verdict_changed) as changed:
        if leave == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            reader.show_hit(make_hit(number=4), make_case(4))
    assert (changed.args[0].case_key, changed.args[0].verdict) == (hit.card.key, Verdict.OPEN)


def test_every_control_has_a_name(reader: ReaderPanel) -> None:
    reader.set_matter(MATTER, {})
    reader.show_hit(make_hit(number=0), make_case())
    reader.compare()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QTextEdit, QPlainTextEdit):
        for control in reader.findChildren(kind):
            assert control.accessibleName(), control


def test_selecting_with_the_keyboard_works(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    page.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(page, Qt.Key.Key_Down)
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.textCursor().selectedText()) == 3


def test_a_change_of_theme_keeps_the_place_and_the_marks(
    reader: ReaderPanel, page: CasePage, qapp: QApplication, qtbot: QtBot
) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    reader.next_match()
    top = page.map.spans(at := page.cursorForPosition(QPoint(0, 0)).position(), at + 1)
    dress(qapp, "dark", 1.25)
    try:
        qtbot.wait(20)
        again = page.map.spans(at := page.cursorForPosition(QPoint(0, 0)).position(), at + 1)
        assert again[0].part == top[0].part
        assert abs(again[0].start - top[0].start) < 60
        assert page.extraSelections()
    finally:
        dress(qapp, "light", 1.0)


def test_a_change_of_theme_under_a_heading_keeps_the_place(
    reader: ReaderPanel, page: CasePage, qapp: QApplication, qtbot: QtBot
) -> None:
    reader.show_hit(make_hit(number=1), make_case(1))
    QTest.keyClick(page, Qt.Key.Key_5)
    before = page.verticalScrollBar().value()
    dress(qapp, "dark", 1.0)
    try:
        qtbot.wait(20)
        assert abs(page.verticalScrollBar().value() - before) < 60
    finally:
        dress(qapp, "light", 1.0)


def test_lines_hold_thirty_to_forty_two_characters(reader: ReaderPanel, page: CasePage, qtbot: QtBot) -> None:
    for width in (640, 960, 1600):
        reader.resize(width, 520)
        reader.show_hit(make_hit(number=1), make_case(1))
        qtbot.wait(10)
        block = page.document().find("综合考虑合同的履行情况").block()
        assert 30 <= block.layout().lineAt(1).textLength() <= 43


def test_a_low_reader_says_warnings_as_badges_and_a_high_one_in_words(reader: ReaderPanel) -> None:
    hit = make_hit(number=0)
    card = replace(hit.card, status=None, marks=(MARKS[0],))
    reader.show_hit(replace(hit, card=card), make_case(1))
    short = warning_short(card)
    assert short
    words = next(label for label in reader.findChildren(QLabel) if label.accessibleName() == "注意事项")
    badges = reader.findChildren(Badges)
    assert words.isVisible()
    assert not any(short in badge.accessibleName() for badge in badges)
    reader.resize(640, 400)
    assert not words.isVisible()
    assert any(short in badge.accessibleName() for badge in badges)
