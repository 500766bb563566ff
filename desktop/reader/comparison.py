"""The comparison (art 6): matter and case side by side by axis, what is shared joined, the judge's words under it.

Belongs here: the dialog. Does not: finding what is shared (likeness), storing the verdict.
"""

from dataclasses import replace
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.looks.theme import GRID
from desktop.reader.compared_text import compared_text, height_for
from desktop.reader.likeness import Elements, SideBySide
from desktop.words import axis_name, citation_line, use_words, verdict_name
from localdb.model.case import CaseCard
from localdb.model.kinds import Axis, Tier, Verdict
from localdb.model.matter import Judged

_NO_DRAFT = "草稿中尚无此部分内容"
_NO_CASE = "该案文书中没有此部分内容"
_FIELDS = {Axis.FACTS: "facts", Axis.ISSUES: "issues", Axis.LAW: "law"}
_FOLLOWED = (("未注明是否参照、参考", None), ("已参照（参考）", True), ("未参照（参考）", False))


class ComparisonDialog(QDialog):
    """Compare a matter with a case; `amended` hands on the judge's words and verdict as one Judged."""

    amended = Signal(object)  # Judged

    def __init__(
        self,
        card: CaseCard,
        sides: tuple[SideBySide, ...],
        judged: Judged,
        matter_name: str,
        can_be_similar: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("比对")
        self.setAccessibleName("本案与该案的比对")
        self._judged = judged
        self._words = {
            side.axis: _words_field(axis_name(side.axis), getattr(judged, _FIELDS[side.axis])) for side in sides
        }
        self._note = QLineEdit(judged.note, self)
        self._note.setAccessibleName("批注")
        self._note.setPlaceholderText("批注：该案与本案的异同")
        self._verdict = _choice("认定", [(verdict_name(verdict), verdict) for verdict in Verdict], judged.verdict)
        if not can_be_similar:
            self._verdict.removeItem(self._verdict.findData(Verdict.SIMILAR))
        self._followed = _choice("参照情况", list(_FOLLOWED), judged.followed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._make_titles(card, matter_name))
        column.addWidget(self._make_axes(sides), 1)
        column.addLayout(self._make_foot(judged.tier))
        room = self.screen().availableSize() * 0.92
        self.resize(QSize(1280, 880).boundedTo(room))

    def judged(self) -> Judged:
        """Return the verdict with everything written here."""
        words = {axis: field.toPlainText().strip() for axis, field in self._words.items()}
        return replace(
            self._judged,
            verdict=Verdict(self._verdict.currentData()),
            followed=self._followed.currentData(),
            note=self._note.text().strip(),
            facts=words[Axis.FACTS],
            issues=words[Axis.ISSUES],
            law=words[Axis.LAW],
        )

    def accept(self) -> None:
        judged = self.judged()
        if judged != self._judged:
            self._judged = judged
            self.amended.emit(judged)
        super().accept()

    def reject(self) -> None:
        self.accept()  # Escape closes like 完成: words written here are never lost

    def closeEvent(self, event: QCloseEvent) -> None:
        self.accept()
        event.accept()

    def _make_titles(self, card: CaseCard, matter_name: str) -> QWidget:
        frame = QWidget(self)
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 3 * GRID, 0)
        for place, (role, words) in enumerate((("本案", matter_name), ("该案", citation_line(card)))):
            label = QLabel(f"<b>{role}</b>　{escape(words)}", frame)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 0, place)
            grid.setColumnStretch(place, 1)
        legend = QLabel("加下划线并着色的为两案共有的用语；淡色句子中没有共有用语。是否类案由法官认定。", frame)
        legend.setProperty("role", "muted")
        legend.setWordWrap(True)
        grid.addWidget(legend, 1, 0, 1, 2)
        return frame

    def _make_axes(self, sides: tuple[SideBySide, ...]) -> QScrollArea:
        ground = QWidget()
        ground.setProperty("role", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(2 * GRID)
        for side in sides:
            column.addWidget(self._make_axis(side))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName("逐项比对")
        area.setWidget(ground)
        return area

    def _make_axis(self, side: SideBySide) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        grid.setHorizontalSpacing(2 * GRID)
        name = QLabel(axis_name(side.axis), frame)
        name.setProperty("role", "heading")
        grid.addWidget(name, 0, 0)
        joined = QLabel(joined_words(side), frame)
        joined.setWordWrap(True)
        joined.setTextFormat(Qt.TextFormat.PlainText)
        joined.setAccessibleName(f"{axis_name(side.axis)}：两案共有与各有")
        grid.addWidget(joined, 1, 0, 1, 2)
        height = height_for(max(len(side.ours), len(side.theirs)))
        for place, (text, missing, whose) in enumerate(
            ((side.ours, _NO_DRAFT, "本案"), (side.theirs, _NO_CASE, "该案"))
        ):
            view = compared_text(text or missing, side if text else None, f"{whose}{axis_name(side.axis)}", height)
            grid.addWidget(view, 2, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(self._words[side.axis], 3, 0, 1, 2)
        return frame

    def _make_foot(self, tier: Tier) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        use = QLabel(use_words(tier), self)
        use.setProperty("role", "muted")
        done = QPushButton("完成", self)
        done.setProperty("role", "primary")
        done.setAccessibleName("完成比对")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        for widget in (self._verdict, self._followed, use):
            row.addWidget(widget)
        row.addWidget(self._note, 1)
        row.addWidget(done)
        return row


def joined_words(side: SideBySide) -> str:
    """Say what both sides share on an axis, and what only one has."""
    lines = []
    kind = "法条" if side.axis is Axis.LAW else "案由"
    elements: Elements = side.elements
    for head, items in (
        (f"＝ 相同{kind}", elements.both),
        (f"≠ 仅本案{kind}", elements.ours),
        (f"≠ 仅该案{kind}", elements.theirs),
        ("＝ 共有用语", side.words),
    ):
        if items:
            lines.append(f"{head}：{'、'.join(items)}")
    return "\n".join(lines) or "未发现共有的用语"


def _words_field(axis: str, words: str) -> QPlainTextEdit:
    field = QPlainTextEdit(words)
    field.setAccessibleName(f"{axis}比对意见")
    field.setPlaceholderText(f"{axis}的比对意见（列入报告的比对表）")
    field.setTabChangesFocus(True)
    field.setFixedHeight(64)
    return field


def _choice(name: str, entries: list[tuple[str, object]], chosen: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, [value for _, value in entries].index(chosen)))
    return box
