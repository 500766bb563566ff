import pytest
from fakes.hits import make_hit, make_result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.similar.model import ROW, HitModel
from desktop.similar.rows import HeaderRow, HitRow, Row, rows_of
from localdb.model.kinds import Tier, TierState, Verdict

HITS = [HitRow(make_hit(Tier.PARENT, number)) for number in range(12)]
HEADS = [HeaderRow(tier, TierState.SEARCHED, 1, 1) for tier in Tier]
ROWS: list[Row] = [*HITS, *HEADS]
ORDERS = st.lists(st.sampled_from(ROWS), unique_by=lambda row: row.key, max_size=20)


@pytest.fixture
def model(qapp: object) -> HitModel:
    return HitModel()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(before=ORDERS, after=ORDERS)
def test_any_rows_turn_into_any_others_and_indexes_follow_their_keys(
    qapp: object, before: list[Row], after: list[Row]
) -> None:
    model = HitModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(before)
    held = {row.key: QPersistentModelIndex(model.index(place, 0)) for place, row in enumerate(before)}
    model.set_rows(after)
    assert list(model.rows) == after
    assert model.rowCount() == len(after)
    places = {row.key: place for place, row in enumerate(after)}
    for key, index in held.items():
        assert index.isValid() is (key in places)
        if index.isValid():
            assert index.row() == places[key]
    tester.deleteLater()


def test_equal_rows_tell_nobody(model: HitModel, qtbot: QtBot) -> None:
    rows = rows_of(make_result())
    model.set_rows(rows)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        model.set_rows(rows_of(make_result()))


def test_a_verdict_repaints_its_row_alone(model: HitModel, qtbot: QtBot) -> None:
    model.set_rows(rows_of(make_result()))
    key = make_hit(Tier.PARENT, 2).card.key
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_verdicts({key: Verdict.SIMILAR})
    first, last = told.args[0], told.args[1]
    assert first.row() == last.row() == model.index_of(key).row()


def test_a_row_says_itself_in_words(model: HitModel) -> None:
    model.set_rows([HitRow(make_hit(Tier.GUIDING, 0))])
    model.set_verdicts({make_hit(Tier.GUIDING, 0).card.key: Verdict.SIMILAR})
    said = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("指导性案例1号", "已生效", "是类案", "最高人民法院", "基本事实93"):
        assert words in said


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TierState.SEARCHED, "未检索到"),
        (TierState.MERGED, "与前一层级重合"),
        (TierState.NOT_APPLICABLE, "不适用"),
        (TierState.STOPPED, "未检索：上一层级已有类案"),
    ],
)
def test_an_empty_tier_says_why(model: HitModel, state: TierState, words: str) -> None:
    model.set_rows([HeaderRow(Tier.PARENT, state, 0, 0)])
    assert words in str(model.index(0, 0).data())


def test_the_hover_card_tells_reasons_and_a_passage_for_each_axis(model: HitModel) -> None:
    model.set_rows([HitRow(make_hit(Tier.PARENT, 0))])
    card = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    for words in ("列出理由", "买卖合同纠纷", "基本事实 93", "争议焦点 81", "法律适用 88", "送货单"):
        assert words in card


def test_titles_cannot_smuggle_markup_into_the_hover_card(model: HitModel) -> None:
    hit = make_hit(Tier.PARENT, 0)
    card = type(hit.card)(**{name: getattr(hit.card, name) for name in hit.card.__slots__} | {"title": "<img src=x>案"})
    model.set_rows([HitRow(type(hit)(card, hit.tier, 1.0))])
    assert "<img" not in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert model.index(0, 0).data(ROW).hit.card.title == "<img src=x>案"
