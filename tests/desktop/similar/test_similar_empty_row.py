"""Zero-hit tiers on few lines: each is named, what became of it stands at the end of its line, at any width."""

import pytest
from fakes.hits import make_result
from pytestqt.qtbot import QtBot

from desktop.looks import fonts
from desktop.similar import SimilarPanel
from desktop.similar.card import count_words
from desktop.similar.empty_row import Line, lines_of
from desktop.similar.hit_list import HitList
from desktop.similar.rows import EmptyRow, rows_of
from localdb.model.kinds import Tier

WIDE, NARROW = 640, 280


def lines(width: int) -> list[Line]:
    (row,) = rows_of(make_result({}))
    assert isinstance(row, EmptyRow)
    return lines_of(row, fonts.sans(12), width)


@pytest.mark.parametrize("width", [WIDE, 480, NARROW, 60, 0])
def test_every_tier_is_named_once_at_any_width(width: int, qtbot: QtBot) -> None:
    assert [tier.tier for line in lines(width) for _, tier in line.tiers] == list(Tier)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_became_of_different_ways_shares_no_line(width: int, qtbot: QtBot) -> None:
    ends: list[str] = []
    for line in lines(width):
        became = {count_words(tier) for _, tier in line.tiers}
        assert len(became) == 1
        assert line.words in {"", *became}
        ends += [line.words] if line.words else []
    assert ends == ["未检索到", "未检索：上一层级已有类案", "不适用", "未检索到"]


def test_names_and_words_do_not_meet(qtbot: QtBot) -> None:
    assert len(lines(WIDE)) == 4
    assert len(lines(NARROW)) > 4


def test_the_list_makes_room_when_it_gets_narrower(qtbot: QtBot) -> None:
    panel = SimilarPanel()
    qtbot.addWidget(panel)
    panel.resize(WIDE, 600)
    panel.show()
    panel.set_result(make_result({}))
    view = panel.findChild(HitList)
    assert view is not None
    before = view.height_of_rows()
    panel.resize(340, 600)
    qtbot.waitUntil(lambda: view.height_of_rows() > before)
    assert view.visualRect(view.model().index(0, 0)).height() == view.height_of_rows()
