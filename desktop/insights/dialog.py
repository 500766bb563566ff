"""The page of the library: what it holds by year, province, level and kind, and, first of all, what it lacks."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.insights.bars import Bar, Columns, Rows
from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.words import sentence
from desktop.words.coverage import (
    EMPTY,
    NOTE,
    flag_words,
    gap_words,
    held_words,
    kind_words,
    level_words,
    place_words,
    refused_words,
    undrawn_words,
)
from localdb.model.coverage import FEW, Coverage
from localdb.model.errors import LeianError

_PLACES = 3  # columns of provinces


class CoverageDialog(QDialog):
    """Show the coverage of the library."""

    def __init__(self, desk: Desk, court: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("案例库概况")
        self.setAccessibleName("案例库概况")
        self.resize(118 * GRID, 84 * GRID)
        self._head = _label("正在统计……", "heading", self)
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(GRID // 2)
        self._years, self._provinces = Columns(self), Rows("各省件数", _PLACES, self)
        self._levels, self._kinds = Rows("各级法院件数", 1, self), Rows("各类案件件数", 1, self)
        self._sources = Rows("各种来源件数", 1, self)
        self._undrawn = _label("", "muted", self)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(GRID // 2)
        self._page = self._lay_out()
        self._page.hide()
        close = QPushButton("关闭", self)
        close.setAccessibleName("关闭案例库概况")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        column.addWidget(self._head)
        column.addWidget(self._page, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        desk.coverage(court, self._show, self._failed)

    def _lay_out(self) -> QScrollArea:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2 * GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(_label(NOTE, "muted", inner))
        column.addWidget(_label("欠缺", "heading", inner))
        column.addLayout(self._gaps)
        column.addWidget(_label("年份", "heading", inner))
        column.addWidget(self._years)
        column.addWidget(self._undrawn)
        column.addWidget(_label("省份", "heading", inner))
        column.addWidget(self._provinces)
        row = QHBoxLayout()
        row.setSpacing(4 * GRID)
        for title, rows in (("法院层级", self._levels), ("案件类型", self._kinds), ("来源", self._sources)):
            part = QVBoxLayout()
            part.setSpacing(GRID)
            part.addWidget(_label(title, "heading", inner))
            part.addWidget(rows)
            part.addStretch(1)
            row.addLayout(part, 1)
        column.addLayout(row)
        column.addLayout(self._lists)
        column.addStretch()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setAccessibleName("案例库概况")
        return area

    def _show(self, held: Coverage) -> None:
        self._head.setText(held_words(held) if held.cases else EMPTY)
        self._page.setVisible(bool(held.cases or held.refused))
        for gap in held.gaps:
            self._gaps.addWidget(_label(gap_words(gap), "warn", self))
        if not held.gaps:
            self._gaps.addWidget(_label("各年、各省、各类案件都不少，没有明显的欠缺。", "muted", self))
        bars = _by_year(held)
        self._years.show_bars(bars)
        self._undrawn.setText(undrawn_words(held, int(bars[0].name) if bars else 0))
        self._undrawn.setVisible(bool(self._undrawn.text()))
        self._provinces.show_bars(_bars({place_words(name): count for name, count in held.provinces.items()}))
        self._levels.show_bars(_bars({level_words(level): count for level, count in held.levels.items()}))
        self._kinds.show_bars(_bars({kind_words(kind): count for kind, count in held.kinds.items()}))
        self._sources.show_bars([Bar(name, count) for name, count in held.authorities.items()])
        flagged = [f"{words}：{count:,} 件" for kind, count in held.flagged.items() if (words := flag_words(kind))]
        refused = [f"{refused_words(*why)}：{count:,} 件" for why, count in held.refused.items()]
        self._list("已收录但有标注", flagged)
        self._list("未收录", refused)

    def _list(self, title: str, lines: Sequence[str]) -> None:
        if lines:
            self._lists.addWidget(_label(title, "heading", self))
            self._lists.addWidget(_label("\n".join(lines), "", self))

    def _failed(self, error: LeianError) -> None:
        self._head.setText(sentence(error))


def _by_year(held: Coverage) -> list[Bar]:
    """Return a bar for every year from the first that has its share to this one; what lies before is too little."""
    known = {year: count for year, count in held.years.items() if year}
    if not known:
        return []
    first = min((year for year, count in known.items() if count >= FEW), default=min(known))
    thin = {value.split(":")[0] for gap in held.gaps if gap.kind == "years" for value in gap.values}
    ended = next((int(gap.values[0]) for gap in held.gaps if gap.kind == "ended"), held.as_of.year)
    years = range(first, max(held.as_of.year, *known) + 1)
    return [Bar(str(year), known.get(year, 0), str(year) in thin or year > ended) for year in years]


def _bars(counts: Mapping[str, int]) -> list[Bar]:
    return [Bar(name, count, count < FEW) for name, count in counts.items()]


def _label(words: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setWordWrap(role != "heading")
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    if role:
        label.setProperty("role", role)
    return label
