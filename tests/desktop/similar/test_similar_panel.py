from dataclasses import replace

import pytest
from fakes.hits import make_hit, make_hits, make_result
from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.similar import Filters, SimilarPanel, states
from desktop.similar.causes import CauseBar
from desktop.similar.delegate import HitDelegate
from desktop.similar.hit_list import HitList
from desktop.similar.model import HitModel
from desktop.words import NOTHING_TOLD, tier_name
from localdb.model.kinds import Axis, Method, Tier
from localdb.model.library import LibraryState
from localdb.model.similar import CauseGuess, Hit, SimilarResult


@pytest.fixture
def panel(qtbot: QtBot) -> SimilarPanel:
    panel = SimilarPanel()
    qtbot.addWidget(panel)
    panel.resize(640, 600)
    panel.show()
    return panel


def hit_list(panel: SimilarPanel) -> HitList:
    found = panel.findChild(HitList)
    assert isinstance(found, HitList)
    return found


def model_of(panel: SimilarPanel) -> HitModel:
    model = hit_list(panel).model()
    assert isinstance(model, HitModel)
    return model


def told(panel: SimilarPanel) -> str:
    """Return all that the labels in view say."""
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def box(panel: SimilarPanel, hit: Hit) -> QRect:
    return hit_list(panel).visualRect(model_of(panel).index_of(hit.card.key))


def changed(result: SimilarResult, tier: Tier, hits: tuple[Hit, ...]) -> SimilarResult:
    groups = tuple(replace(group, hits=hits) if group.tier is tier else group for group in result.groups)
    return replace(result, groups=groups)


def test_arrows_move_over_hits_only_and_enter_reads(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result())
    hits = panel.hits
    view = hit_list(panel)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert panel.current_hit == hits[1]
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [hits[1]]
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert panel.current_hit == hits[0]


def test_a_click_reads(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result())
    with qtbot.waitSignal(panel.hit_chosen) as chosen:
        QTest.mouseClick(hit_list(panel).viewport(), Qt.MouseButton.LeftButton, pos=box(panel, panel.hits[1]).center())
    assert chosen.args == [panel.hits[1]]


def test_the_current_hit_stays_in_view_when_the_list_becomes_lower(panel: SimilarPanel) -> None:
    panel.set_result(make_result())
    view = hit_list(panel)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    hit = panel.current_hit
    assert hit is not None
    panel.resize(640, 260)
    assert not box(panel, hit).isEmpty()
    assert view.viewport().rect().contains(box(panel, hit))


def test_the_hit_being_read_does_not_move_when_hits_come_in_above_it(panel: SimilarPanel, qtbot: QtBot) -> None:
    result = make_result({Tier.PARENT: 30, Tier.SUPREME: 5})
    panel.set_result(result)
    reading = result.groups[4].hits[8]
    hit_list(panel).setCurrentIndex(model_of(panel).index_of(reading.card.key))
    QTest.keyClick(hit_list(panel), Qt.Key.Key_Return)
    before = box(panel, reading).top()
    more = changed(result, Tier.SUPREME, make_hits(Tier.SUPREME, 9, 2))
    panel.set_result(changed(more, Tier.PARENT, make_hits(Tier.PARENT, 20, 5)[::-1]))
    assert panel.current_hit == reading
    assert box(panel, reading).top() == before


def test_the_hit_being_read_stays_although_the_new_result_lacks_it(panel: SimilarPanel, qtbot: QtBot) -> None:
    result = make_result({Tier.PARENT: 30})
    panel.set_result(result)
    reading = result.groups[4].hits[20]
    hit_list(panel).setCurrentIndex(model_of(panel).index_of(reading.card.key))
    QTest.keyClick(hit_list(panel), Qt.Key.Key_Return)
    before = box(panel, reading).top()
    panel.set_result(make_result({Tier.PARENT: 19}))
    assert box(panel, reading).isValid()
    panel.set_result(make_result({Tier.PARENT: 40}))
    assert box(panel, reading).top() == before
    panel.set_result(make_result({Tier.PARENT: 19}))
    panel.set_reading(make_hit(Tier.PARENT, 1))
    assert not model_of(panel).index_of(reading.card.key).isValid()


def test_a_search_by_words_moves_the_selection_to_its_first_hit(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result({Tier.PARENT: 30}))
    view = hit_list(panel)
    view.setCurrentIndex(model_of(panel).index_of(panel.hits[20].card.key))
    QTest.keyClick(view, Qt.Key.Key_Return)
    found = make_result({Tier.SUPREME: 2, Tier.PARENT: 9}, method=Method.KEYWORD, query="违约金")
    panel.set_result(found)
    assert panel.current_hit == found.hits[0]
    assert view.viewport().rect().contains(box(panel, found.hits[0]))
    QTest.keyClick(view, Qt.Key.Key_Down)
    panel.set_result(found)  # the same question again, as after an import
    assert panel.current_hit == found.hits[1]
    panel.set_result(make_result({}, method=Method.KEYWORD, query="无此用语"))
    assert panel.current_hit is None


def test_the_case_being_read_is_handed_on_with_its_new_likeness(panel: SimilarPanel, qtbot: QtBot) -> None:
    result = make_result({Tier.PARENT: 3})
    panel.set_result(result)
    panel.set_reading(panel.hits[1])
    with qtbot.assertNotEmitted(panel.reading_renewed):
        panel.set_result(result)
    other = replace(panel.hits[1], score=0.2, axes={Axis.FACTS: 0.3})
    with qtbot.waitSignal(panel.reading_renewed) as renewed:
        panel.set_result(changed(result, Tier.PARENT, (panel.hits[0], other)))
    assert renewed.args == [other]


def test_scroll_without_a_selection_survives_a_refresh(panel: SimilarPanel) -> None:
    result = make_result({Tier.PARENT: 40, Tier.SUPREME: 5})
    panel.set_result(result)
    hit_list(panel).verticalScrollBar().setValue(1500)
    before = {hit.card.key: box(panel, hit).top() for hit in result.hits}
    panel.set_result(changed(result, Tier.SUPREME, make_hits(Tier.SUPREME, 2)))
    kept = result.groups[4].hits[20]
    assert box(panel, kept).top() == before[kept.card.key]


def test_copying_in_the_list_takes_the_citation(panel: SimilarPanel) -> None:
    panel.set_result(make_result({Tier.PARENT: 3}))
    view = hit_list(panel)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    card = panel.hits[0].card
    assert QGuiApplication.clipboard().text().endswith(f"{card.court}{card.case_no}")


def test_a_case_opened_from_elsewhere_is_marked_in_the_list(panel: SimilarPanel) -> None:
    panel.set_result(make_result({Tier.PARENT: 30}))
    panel.set_reading(panel.hits[25])
    assert panel.current_hit == panel.hits[25]
    assert hit_list(panel).viewport().rect().intersects(box(panel, panel.hits[25]))


def test_folding_by_keys(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result())
    view = hit_list(panel)
    view.setCurrentIndex(model_of(panel).index_of(panel.hits[4].card.key))
    count = model_of(panel).rowCount()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert model_of(panel).rowCount() == count - 3
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert model_of(panel).rowCount() == count
    assert panel.current_hit == panel.hits[3]


def test_of_ten_thousand_rows_only_those_in_view_are_painted(
    panel: SimilarPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.set_result(make_result({Tier.PARENT: 10_000}))
    view, painted = hit_list(panel), []
    real = HitDelegate.paint

    def paint(self: HitDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.append(index.row())
        real(self, painter, option, index)

    monkeypatch.setattr(HitDelegate, "paint", paint)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().grab()
    assert 0 < len(set(painted)) < 12
    assert 4000 < min(painted) <= max(painted) < 6000


def test_the_first_cause_is_confirmed_by_one_key(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result())
    with qtbot.waitSignal(panel.cause_confirmed) as confirmed:
        panel.confirm_cause()
    assert confirmed.args == ["买卖合同纠纷"]
    with qtbot.assertNotEmitted(panel.cause_confirmed):
        panel.confirm_cause()


@pytest.fixture
def causes(qtbot: QtBot) -> CauseBar:
    bar = CauseBar()
    qtbot.addWidget(bar)
    bar.set_guesses(make_result().causes)
    bar.show()
    return bar


def test_five_causes_are_offered_with_their_likelihood(causes: CauseBar) -> None:
    guesses = [CauseGuess(f"某{number}纠纷", 0.4 / 4**number) for number in range(7)]
    causes.set_guesses(guesses)
    lines = [action.text() for action in menu_of(causes).actions() if "某" in action.text()]
    assert [line.partition("　")[2] for line in lines] == [
        "某0纠纷\t40%", "某1纠纷\t10%", "某2纠纷\t2%", "某3纠纷\t不足 1%", "某4纠纷\t不足 1%"
    ]  # fmt: skip


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Return, "买卖合同纠纷"), (Qt.Key.Key_3, "承揽合同纠纷")])
def test_one_key_in_the_open_list_confirms_a_cause(causes: CauseBar, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    QTimer.singleShot(50, causes, lambda: QTest.keyClick(menu_of(causes), key))
    with qtbot.waitSignal(causes.cause_confirmed) as confirmed:
        causes.offer()
    assert confirmed.args == [name]
    assert f"{name} ✓ 已确认" in {label.text() for label in causes.findChildren(QLabel)}


def test_what_was_confirmed_can_be_taken_back(causes: CauseBar, qtbot: QtBot) -> None:
    causes.set_confirmed(("承揽合同纠纷",))
    back = next(action for action in menu_of(causes).actions() if "撤回" in action.text())
    with qtbot.waitSignal(causes.cause_dropped):
        back.trigger()
    assert not any("撤回" in action.text() for action in menu_of(causes).actions())


def menu_of(causes: CauseBar) -> QMenu:
    return next(iter(causes.findChildren(QMenu)))


def test_filters_ask_for_a_new_search_and_hide_other_tiers_at_once(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result())
    recent = next(box for box in panel.findChildren(QAbstractButton) if box.text() == "近三年")
    with qtbot.waitSignal(panel.filters_changed) as asked:
        recent.click()
    assert asked.args == [Filters(recent_only=True)]
    panel.set_filters(Filters(tiers=(Tier.GUIDING,)))
    assert model_of(panel).rowCount() == 2
    assert panel.filters == Filters(tiers=(Tier.GUIDING,))


def test_no_hits_says_what_became_of_each_tier_and_what_to_try(panel: SimilarPanel) -> None:
    panel.set_filters(Filters(recent_only=True))
    panel.set_result(make_result({}))
    assert model_of(panel).rowCount() == 1
    spoken = model_of(panel).index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    shown = model_of(panel).index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert all(tier_name(tier) in spoken and tier_name(tier) in shown for tier in Tier)
    said = told(panel)
    for words in ("未检索到相近案例", "近三年", "“未检索到类案”也是有效的检索结果"):
        assert words in said


def test_nothing_found_is_no_result_while_a_part_of_the_library_cannot_be_searched(panel: SimilarPanel) -> None:
    panel.set_result(make_result({}, indexed_cases=8000))
    said = told(panel)
    assert "8,000 / 11,608" in said
    assert "不宜据此认为没有类案" in said
    assert "有效的检索结果" not in said


def test_a_draft_of_formalities_is_told_so(panel: SimilarPanel) -> None:
    panel.set_filters(Filters(recent_only=True))
    panel.set_result(replace(make_result({}), untold=True))
    assert model_of(panel).rowCount() == 0, "no tier was searched"
    said = told(panel)
    assert NOTHING_TOLD in said
    assert "有效的检索结果" not in said
    assert not any(button.isVisible() for button in panel.findChildren(QPushButton) if "放宽" in button.text())


def test_an_empty_library_offers_to_import(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_library(LibraryState())
    button = next(button for button in panel.findChildren(QPushButton) if button.text().startswith("导入"))
    assert button.isVisible()
    with qtbot.waitSignal(panel.import_asked):
        button.click()
    panel.set_library(LibraryState(cases=3))
    assert not button.isVisible()


def test_a_search_without_hits_says_what_to_try_even_while_a_case_is_read(panel: SimilarPanel) -> None:
    result = make_result()
    panel.set_result(result)
    panel.set_reading(result.hits[0])
    none = tuple(replace(group, hits=(), found=0) for group in result.groups)
    panel.set_result(replace(result, groups=none, method=Method.KEYWORD, query="量子纠缠"))
    said = told(panel)
    assert "未检索到相近案例" in said
    assert "减少检索词" in said


def test_an_empty_library_is_never_called_a_search_without_hits(panel: SimilarPanel) -> None:
    panel.set_library(LibraryState())
    none = tuple(replace(group, hits=(), found=0) for group in make_result().groups)
    panel.set_result(replace(make_result(), groups=none, library_cases=0, indexed_cases=0))
    said = told(panel)
    assert states.NO_LIBRARY[0] in said
    assert "未检索到" not in said


def test_a_search_by_words_names_its_method_and_leads_back(panel: SimilarPanel, qtbot: QtBot) -> None:
    panel.set_result(make_result(method=Method.KEYWORD))
    assert any(button.text() == "结束检索" for button in panel.findChildren(QPushButton))
    panel.set_drafting(True)
    back = next(button for button in panel.findChildren(QPushButton) if button.text() == "返回草稿的类案")
    assert back.isVisible()
    with qtbot.waitSignal(panel.back_asked):
        back.click()
    panel.set_result(make_result())
    assert not back.isVisible()


def test_every_control_has_a_name(panel: SimilarPanel) -> None:
    panel.set_result(make_result())
    for kind in (QAbstractButton, QComboBox, QLineEdit, HitList):
        for control in panel.findChildren(kind):
            assert control.accessibleName() or getattr(control, "text", str)(), control
