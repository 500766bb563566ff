from dataclasses import replace

import pytest
from fakes.hits import make_card, make_hit, make_result
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.looks import fonts
from desktop.similar import SimilarPanel
from desktop.similar.bars import TwoBars
from desktop.similar.delegate import best_passage, meta_words
from desktop.similar.hit_list import HitList
from localdb.model.kinds import Section, Tier

COURTS = ("江苏省苏州市虎丘区人民法院", "江苏省苏州市虎丘区法院", "苏州市虎丘区法院", "虎丘区法院")


def test_two_bars_stand_side_by_side_only_where_there_is_room(qtbot: QtBot) -> None:
    first, second = QLabel("全部层级　近三年"), QLabel("案由　买卖合同纠纷")
    pane = QWidget()
    qtbot.addWidget(pane)
    bars = TwoBars(first, second, pane)
    pane.resize(800, 200)
    pane.show()
    bars.resize(600, 40)
    qtbot.waitUntil(lambda: first.y() == second.y())
    bars.resize(first.sizeHint().width() + 20, 80)
    qtbot.waitUntil(lambda: first.y() < second.y())


def test_two_bars_take_no_more_height_than_they_need(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    bars = TwoBars(QLabel("全部层级　近三年"), QLabel("案由　买卖合同纠纷"), pane)
    column = QVBoxLayout(pane)
    column.addWidget(bars)
    column.addWidget(QLabel("未检索到相近案例"))
    pane.resize(160, 1000)
    pane.show()
    qtbot.waitUntil(lambda: 0 < bars.height() <= bars.sizeHint().height())


@pytest.mark.parametrize("width", [120, 240, 400, 800])
def test_court_number_and_day_are_never_wider_than_their_room(qapp: object, width: int) -> None:
    metrics = QFontMetrics(fonts.sans(12))
    words = meta_words(make_card(Tier.PARENT, 1), metrics, width)
    assert metrics.horizontalAdvance(words) <= width + 1


def test_the_case_number_outlives_the_court_where_room_is_short(qapp: object) -> None:
    card = make_card(Tier.PARENT, 1)
    metrics = QFontMetrics(fonts.sans(12))
    assert card.case_no in meta_words(card, metrics, 260)
    assert card.court in meta_words(card, metrics, 900)


def test_a_court_is_named_shortly_before_it_is_cut(qapp: object) -> None:
    card = replace(make_card(Tier.PARENT, 1), court="江苏省苏州市虎丘区人民法院", case_no="（2020）苏0505民初1号")
    metrics = QFontMetrics(fonts.sans(12))
    tail = meta_words(replace(card, court=""), metrics, 900)
    said = [meta_words(card, metrics, metrics.horizontalAdvance(f"{court}　{tail}")) for court in COURTS]
    assert said == [f"{court}　{tail}" for court in COURTS]


def test_the_favourite_section_gives_the_passage_of_a_row() -> None:
    hit = make_hit(number=0)
    strongest, favourite = best_passage(hit), best_passage(hit, Section.REASONING)
    assert strongest is not None
    assert favourite is not None
    assert (strongest.section, favourite.section) == (Section.FACTS, Section.REASONING)


def test_space_shows_why_a_hit_is_there(qtbot: QtBot) -> None:
    panel = SimilarPanel()
    qtbot.addWidget(panel)
    panel.resize(640, 500)
    panel.show()
    panel.set_result(make_result())
    view = panel.findChild(HitList)
    assert isinstance(view, HitList)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "列出理由" in QToolTip.text()
    QToolTip.hideText()
