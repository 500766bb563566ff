from datetime import date

import pytest
from fakes.desk import FakeEngine
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.insights import CoverageDialog
from desktop.insights.bars import Columns, Rows
from desktop.jobs import Desk
from localdb.model.coverage import Coverage, Thin
from localdb.model.errors import LibraryBusy
from localdb.model.library import Refusal

HELD = Coverage(
    cases=3000,
    folded=12,
    as_of=date(2026, 11, 1),
    years={0: 5, 1990: 2, 2015: 1500, 2016: 1400, 2019: 95},
    provinces={"最高人民法院": 100, "江苏省": 2890, "西藏自治区": 0, "": 10},
    levels={"最高": 100, "高级": 50, "中级": 850, "基层": 2000},
    kinds={"刑事": 2990, "执行": 10},
    authorities={"裁判文书": 3000},
    flagged={"repealed": 7, "folded": 12},
    refused={(Refusal.DISORDER, "garbled"): 4},
    gaps=(Thin("ended", ("2016", "95")), Thin("home", ("2023", "江苏省", "高级", "民事:3", "刑事:0"))),
)


@pytest.fixture
def engine() -> FakeEngine:
    engine = FakeEngine()
    engine.held = HELD
    return engine


def _said(dialog: CoverageDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_it_says_what_there_is_and_what_is_missing(qtbot: QtBot, engine: FakeEngine) -> None:
    dialog = CoverageDialog(Desk(engine), "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "3,000" in _said(dialog) and "乱码" in _said(dialog))  # rows show at the next turn
    said = _said(dialog)
    for words in (
        "另有 12 件同类文书已合并",
        "2023年以来，江苏省高级法院：民事仅 3 件，没有刑事案件。",
        "文书基本截至2016年，此后仅 95 件",
        "2015年以前 2 件，日期不明 5 件",
        "援引已废止的法律：7 件",
        "乱码）：4 件",
        "不代表全国",
    ):
        assert words in said
    assert "folded" not in said
    rows = {widget.accessibleName() for widget in dialog.findChildren(Rows)}
    assert "各省件数：最高法院 100 件，江苏 2890 件，西藏 0 件，不明 10 件" in rows
    assert (
        dialog.findChildren(Columns)[0].accessibleName().startswith("各年件数：2015 1500 件，2016 1400 件，2017 0 件")
    )
    assert not dialog.grab().isNull(), "it paints"


def test_an_empty_library_says_how_to_fill_it(qtbot: QtBot, engine: FakeEngine) -> None:
    engine.held = Coverage()
    dialog = CoverageDialog(Desk(engine), "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "还没有案例" in _said(dialog))


def test_trouble_is_told(qtbot: QtBot, engine: FakeEngine, tmp_path: object) -> None:
    engine.error = LibraryBusy(None)  # type: ignore[arg-type]
    dialog = CoverageDialog(Desk(engine), "")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "统计" not in _said(dialog))
