"""Painting of the list: tier headers and hits of three lines, with room for long titles and small windows.

Belongs here: where each thing of a row stands and how it is drawn. Does not: the words (card), the rows (model).
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.looks import current, fonts
from desktop.looks.theme import GRID
from desktop.similar.card import count_words, one_line, title_of
from desktop.similar.empty_row import Line, lines_of, paint_lines
from desktop.similar.model import ROW, HitModel
from desktop.similar.rows import EmptyRow, HeaderRow, HitRow
from desktop.widgets import badge_width, paint_badge, paint_bar
from desktop.words import effect_name, section_short, tier_name, tier_number, verdict_name
from desktop.words.hits import axis_short, badge_words, degree_words, warning_short
from desktop.words.names import court_forms
from localdb.model.case import CaseCard
from localdb.model.kinds import Axis, Effect, Section, Status, Tier, Verdict
from localdb.model.similar import Hit, Passage

Index = QModelIndex | QPersistentModelIndex
SMALL = 12
_SIDE = 2 * GRID
_META = 372  # pixels at scale 1 that court, number and date want before bars may stand beside their words
_GAP = "　"  # a Chinese face draws a middle dot as wide as a character
_MARK = {Verdict.SIMILAR: "✓ ", Verdict.DIFFERENT: "✕ ", Verdict.OPEN: ""}


@dataclass(frozen=True, slots=True)
class Type:
    """Hold the fonts of the list and the heights that follow from them, in pixels."""

    title: QFont
    read: QFont  # the title of an opened case
    small: QFont
    hit: int
    header: int
    empty: int  # the header of a tier without hits
    line: int
    badge: int

    @classmethod
    def make(cls) -> "Type":
        """Take the fonts of the moment."""
        scale = fonts.scale()
        return cls(
            title=fonts.sans(fonts.SIZE + 1, bold=True),
            read=fonts.sans(fonts.SIZE + 1),
            small=fonts.sans(SMALL),
            hit=round(82 * scale),
            header=round(32 * scale),
            empty=round(26 * scale),
            line=round(22 * scale),
            badge=round(18 * scale),
        )


class HitDelegate(QStyledItemDelegate):
    """Paint rows of a HitModel; hits have one height, so that thousands of rows lay out at once."""

    def __init__(self, model: HitModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._favourite: Section | None = None
        self._width = 0
        self.renew()

    def renew(self) -> None:
        """Take fonts and theme anew, after either changed."""
        self._type = Type.make()
        self._sizes = (QSize(0, self._type.hit), QSize(0, self._type.header), QSize(0, self._type.empty))

    def set_favourite(self, section: Section | None) -> None:
        """Prefer passages of this section in the third line."""
        self._favourite = section

    def set_width(self, width: int) -> bool:
        """Say how wide rows are; tell whether that changes the height of any."""
        rows = [row for row in self._model.rows if isinstance(row, EmptyRow)]
        before = [len(self._lines(row)) for row in rows]
        self._width = width
        return before != [len(self._lines(row)) for row in rows]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.row_at(index)
        if isinstance(row, EmptyRow):
            return QSize(0, self._type.empty + (len(self._lines(row)) - 1) * self._type.line)
        return self._sizes[0 if isinstance(row, HitRow) else 1 if row and row.shown else 2]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        if isinstance(row, HeaderRow):
            self._paint_header(painter, option, row)
        elif isinstance(row, EmptyRow):
            self._paint_empty(painter, option, row)
        elif isinstance(row, HitRow):
            self._paint_hit(painter, option, row)
        painter.restore()

    def _paint_header(self, painter: QPainter, option: QStyleOptionViewItem, row: HeaderRow) -> None:
        theme, box = current(), _rect(option)
        painter.fillRect(box, QColor(theme.hover if _has(option, QStyle.StateFlag.State_Selected) else theme.ground))
        empty = not row.shown
        painter.setFont(self._type.small)
        words = ("▸ " if row.folded else "") + count_words(row)
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        right = inner.right() - QFontMetrics(self._type.small).horizontalAdvance(words) - 12
        mark = tier_number(row.tier)
        ink, ground = (theme.muted, "") if empty else (theme.on_accent, theme.accent)
        size = self._badge(painter, inner.left(), inner, mark, ink, ground)
        painter.setFont(self._type.small if empty else fonts.sans(fonts.SIZE, bold=True))
        painter.setPen(QColor(theme.muted if empty else theme.ink))
        left = inner.left() + size + GRID
        name = QRect(left, inner.top(), max(0, right - left), inner.height())
        text = painter.fontMetrics().elidedText(tier_name(row.tier), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        start = name.left() + painter.fontMetrics().horizontalAdvance(text) + 12
        painter.setPen(QColor(theme.line))
        if right > start:
            painter.drawLine(start, inner.center().y() + 1, right, inner.center().y() + 1)

    def _paint_empty(self, painter: QPainter, option: QStyleOptionViewItem, row: EmptyRow) -> None:
        box = _rect(option)
        painter.fillRect(box, QColor(current().ground))
        painter.setFont(self._type.small)
        paint_lines(painter, box.adjusted(_SIDE, 0, -_SIDE, 0), self._lines(row), self._type.line, self._type.badge)

    def _lines(self, row: EmptyRow) -> list[Line]:
        return lines_of(row, self._type.small, self._width - 2 * _SIDE)

    def _badge(self, painter: QPainter, x: int, line: QRect, text: str, ink: str, ground: str = "") -> int:
        """Draw a badge in the middle of a line; return its width."""
        y = line.center().y() - self._type.badge // 2 + 1
        return paint_badge(painter, x, y, text, ink=ink, ground=ground, height=self._type.badge)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        box = _rect(option)
        self._paint_ground(painter, option, row)
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        top = box.top() + (box.height() - 3 * self._type.line - GRID // 2) // 2
        first, second, third = (
            QRect(inner.left(), top + place * (self._type.line + GRID // 4), inner.width(), self._type.line)
            for place in range(3)
        )
        self._paint_title(painter, first, row)
        self._paint_meta(painter, second, row.hit)
        self._paint_passage(painter, third, row.hit)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        theme, box = current(), _rect(option)
        if _has(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(box, QColor(theme.selected))
        elif _has(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(box, QColor(theme.hover))
        if row.key == self._model.reading:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(theme.accent))
        painter.setPen(QColor(theme.line))
        painter.drawLine(box.left() + _SIDE, box.bottom(), box.right() - _SIDE, box.bottom())
        if _has(option, QStyle.StateFlag.State_HasFocus):
            painter.setPen(QColor(theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_title(self, painter: QPainter, box: QRect, row: HitRow) -> None:
        theme, hit = current(), row.hit
        painter.setFont(self._type.small)
        binding = hit.tier is Tier.GUIDING
        ink, ground = (theme.on_accent, theme.accent) if binding else (theme.accent, "")
        left = box.left() + self._badge(painter, box.left(), box, badge_words(hit), ink, ground) + GRID
        right = box.right()
        for text, colour in reversed(self._chips(row)):
            right -= badge_width(self._type.small, text)
            self._badge(painter, right, box, text, colour)
            right -= GRID // 2 + 2
        painter.setFont(self._type.read if self._model.opened(row.key) else self._type.title)
        painter.setPen(QColor(theme.muted if row.gone else theme.ink))
        room = QRect(left, box.top(), max(0, right - left - 2), box.height())
        text = painter.fontMetrics().elidedText(title_of(hit.card), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _chips(self, row: HitRow) -> list[tuple[str, str]]:
        theme, card = current(), row.hit.card
        chips = [("不在本次结果", theme.muted)] if row.gone else []
        if verdict := self._model.verdict(row.key):
            colours = {Verdict.SIMILAR: theme.good, Verdict.DIFFERENT: theme.bad, Verdict.OPEN: theme.muted}
            chips.append((_MARK[verdict] + verdict_name(verdict), colours[verdict]))
        if warning := warning_short(card):
            chips.append((warning, theme.bad if card.status not in (None, Status.VALID) else theme.warn))
        return [*chips, (effect_name(card.effect), _effect_ink(card.effect))]

    def _paint_meta(self, painter: QPainter, box: QRect, hit: Hit) -> None:
        painter.setFont(self._type.small)
        metrics = painter.fontMetrics()
        word, number = metrics.horizontalAdvance("事实"), metrics.horizontalAdvance("100")
        beside = box.width() - 3 * (word + number + 56) >= _META * fonts.scale()
        size = word + number + (52 if beside else 4)
        left = box.right() - 3 * size - 2 * 12
        right = left - 2 * GRID
        if not hit.axes:  # a search by words measures no likeness
            right = box.right()
        for place, axis in enumerate(Axis if hit.axes else ()):
            part = QRect(left + place * (size + 12), box.top(), size, box.height())
            self._paint_axis(painter, part, axis, hit.axes.get(axis), beside)
        painter.setPen(QColor(current().muted))
        room = QRect(box.left(), box.top(), right - box.left(), box.height())
        text = meta_words(hit.card, metrics, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_axis(self, painter: QPainter, box: QRect, axis: Axis, value: float | None, beside: bool) -> None:
        theme, metrics = current(), painter.fontMetrics()
        text = box if beside else box.adjusted(0, -3, 0, -3)
        painter.setPen(QColor(theme.muted))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, axis_short(axis))
        painter.setPen(QColor(theme.muted if value is None else theme.ink))
        number = degree_words(value)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        start = box.left() + metrics.horizontalAdvance("事实") + 5
        bar = QRect(start, box.center().y() - 2, 42, 6)
        if not beside:
            bar = QRect(box.left(), box.bottom() - 3, box.width(), 3)
        paint_bar(painter, bar, value or 0.0, theme.axis_ink(axis))

    def _paint_passage(self, painter: QPainter, box: QRect, hit: Hit) -> None:
        theme = current()
        found = best_passage(hit, self._favourite)
        painter.setFont(self._type.small)
        painter.setPen(QColor(theme.muted))
        if found is None:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "未取得可供对照的段落")
            return
        ink, tint = theme.tint_ink(found.section), theme.tints.get(found.section, theme.ground)
        name = section_short(found.section)
        width = self._badge(painter, box.left(), box, name, ink, tint)
        room = box.adjusted(width + GRID, 0, 0, 0)
        layout = passage_layout(found, self._type.small, room.width(), theme.accent)
        height = layout.boundingRect().height()
        painter.setPen(QColor(theme.ink))
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - height) / 2))


def best_passage(hit: Hit, favourite: Section | None = None) -> Passage | None:
    """Return the passage to show: of the favourite section if one is there, else of the strongest axis."""
    if not hit.passages:
        return None
    return max(hit.passages, key=lambda passage: (passage.section is favourite, hit.axes.get(passage.axis, 0.0)))


def meta_words(card: CaseCard, metrics: QFontMetrics, width: int) -> str:
    """Join court, number and date; where room is short the court is named shortly, since the number names it too."""
    number = card.case_no or card.entry_no
    tail = _GAP.join(part for part in (number, card.date.isoformat() if card.date else "") if part)
    if not card.court or not tail:
        return metrics.elidedText(card.court or tail, Qt.TextElideMode.ElideRight, width)
    room = width - metrics.horizontalAdvance(_GAP + tail)
    fitting = next((form for form in court_forms(card.court) if metrics.horizontalAdvance(form) <= room), "")
    if fitting:
        return fitting + _GAP + tail
    return metrics.elidedText(tail + _GAP + card.court, Qt.TextElideMode.ElideRight, width)


def passage_layout(passage: Passage, font: QFont, width: int, accent: str) -> QTextLayout:
    """Lay one line of a passage out with the shared words set off by colour and weight, cut to `width` pixels."""
    text = QFontMetrics(font).elidedText(one_line(passage.text), Qt.TextElideMode.ElideRight, width)
    strong = QTextCharFormat()
    strong.setForeground(QColor(accent))
    strong.setFontWeight(QFont.Weight.DemiBold)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_range(start, len(word), strong) for word in passage.words for start in _finds(text, word)])
    layout.beginLayout()
    line: QTextLine = layout.createLine()
    line.setLineWidth(width)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, length, form
    return span


def _finds(text: str, word: str) -> list[int]:
    places, start = [], text.find(word) if word else -1
    while start >= 0:
        places.append(start)
        start = text.find(word, start + len(word))
    return places


def _effect_ink(effect: Effect) -> str:
    theme = current()
    if effect in (Effect.PENDING, Effect.OVERTURNED):
        return theme.bad
    return theme.warn if effect is Effect.UNVERIFIED else theme.muted


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect


def _has(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)
