"""The head of the reader: what case this is, whether it may be relied on, and why it is here.

Belongs here: showing a hit's card. Does not: its text, the judge's verdict.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.looks import current, fonts, notifier
from desktop.looks.theme import GRID
from desktop.widgets import Elided, badge_width, paint_badge, paint_bar
from desktop.words import (
    axis_name,
    day_words,
    effect_name,
    effect_words,
    plain_title,
    reason_words,
    status_name,
)
from desktop.words.hits import (
    axis_short,
    badge_words,
    degree_words,
    is_taken_back,
    like_words,
    standing_words,
    warning_short,
    warnings_of,
)
from localdb.model.case import CaseCard
from localdb.model.kinds import Axis, Effect, Status, Tier
from localdb.model.similar import Hit

_BAR = 32
_MIND = 100  # characters of warnings before the rest moves into the tip


class Badges(QWidget):
    """Draw a row of badges: words with their ink and ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_badges(self, badges: list[tuple[str, str, str]]) -> None:
        """Draw these: text, name of the theme's ink, name of its ground or ""."""
        self._badges = badges
        self.setAccessibleName("，".join(text for text, _, _ in badges))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = fonts.sans(12)
        width = sum(badge_width(font, text) + 6 for text, _, _ in self._badges) - 6
        return QSize(max(0, width), QFontMetrics(font).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(fonts.sans(12))
        height = round(18 * fonts.scale())
        x, y = 0, (self.height() - height) // 2
        for text, ink, ground in self._badges:
            colour = getattr(current(), ground) if ground else ""
            x += paint_badge(painter, x, y, text, ink=getattr(current(), ink), ground=colour, height=height) + 6


class AxisBars(QWidget):
    """Draw the three similarities: word, bar, number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hit: Hit | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_hit(self, hit: Hit | None) -> None:
        """Show the axes of a hit."""
        self._hit = hit
        words = [f"{axis_name(axis)} {degree_words(hit.axes.get(axis))}" for axis in Axis] if hit else []
        self.setAccessibleName("相似度：" + "，".join(words))
        self.setToolTip("相似度（0 至 100）\n" + "\n".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.sans(12))
        each = metrics.horizontalAdvance("事实100") + _BAR + 2 * GRID + 10
        return QSize(3 * each - 2 * GRID, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._hit is None:
            return
        painter = QPainter(self)
        painter.setFont(fonts.sans(12))
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        word, number, x = metrics.horizontalAdvance("事实"), metrics.horizontalAdvance("100"), 0
        for axis in Axis:
            painter.setPen(QColor(current().muted))
            painter.drawText(QRect(x, 0, word, self.height()), middle, axis_short(axis))
            bar = QRect(x + word + 5, self.height() // 2 - 3, _BAR, 6)
            paint_bar(painter, bar, self._hit.axes.get(axis, 0.0), current().axis_ink(axis))
            painter.setPen(QColor(current().ink))
            box = QRect(bar.right() + 5, 0, number, self.height())
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, degree_words(self._hit.axes.get(axis)))
            x = box.right() + 2 * GRID


class ReaderHead(QWidget):
    """Show title, badges, court, number and day, similarities, reasons, and what to mind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges = Badges(self)
        self._state = Badges(self)
        self._title = Elided("heading", "案例名称", self)
        self._meta = Elided("muted", "法院、案号、裁判日期", self)
        self._bars = AxisBars(self)
        self._why = Elided("muted", "列出理由", self)
        self._mind = QLabel(self)
        self._mind.setProperty("role", "warn")
        self._mind.setWordWrap(True)
        self._mind.setAccessibleName("注意事项")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, 0)
        column.setSpacing(2)
        column.addLayout(_row(self._badges, self._title, self._state))
        column.addWidget(self._meta)
        column.addLayout(_row(self._bars, self._why))
        column.addWidget(self._mind)
        notifier().changed.connect(self._renew)
        self._hit: Hit | None = None
        self._tight = False

    def show_hit(self, hit: Hit) -> None:
        """Show a hit."""
        card = hit.card
        self._hit = hit
        title = plain_title(card) or card.case_no or card.id
        self._title.say(title)
        self._badges.set_badges([(badge_words(hit), *_badge_colours(hit))])
        self._badges.setToolTip(standing_words(hit))
        day = day_words(card.date) if card.date else ""
        told = (card.court, card.case_no or card.entry_no, day, like_words(card))
        self._meta.say("　".join(part for part in told if part))
        self._bars.set_hit(hit)
        self._bars.setVisible(bool(hit.axes))
        reasons = "；".join(reason_words(reason) for reason in hit.reasons)
        self._why.say(reasons)
        self._warn()

    def set_tight(self, tight: bool) -> None:
        """Where the reader is low, say warnings as badges and give their lines to the text; the tip has the rest."""
        if tight is not self._tight:
            self._tight = tight
            self._warn()

    def _warn(self) -> None:
        if self._hit is None:
            return
        card = self._hit.card
        minds = warnings_of(card)
        words = "；".join(minds)
        states = _states(card, self._tight)
        self._state.set_badges(states)
        self._state.setToolTip("\n".join(minds) or effect_words(card.effect))
        self._state.setAccessibleDescription(words)
        self._mind.setText(words if len(words) <= _MIND else words[: _MIND - 2] + "……")
        self._mind.setToolTip("\n".join(minds))
        self._mind.setAccessibleDescription(words)
        warned = any(ink in ("warn", "bad") for _, ink, _ in states)
        self._mind.setVisible(bool(minds) and not (self._tight and warned))

    def _renew(self) -> None:
        self._badges.updateGeometry()
        self._bars.updateGeometry()
        self.update()


def _badge_colours(hit: Hit) -> tuple[str, str]:
    if is_taken_back(hit.card):
        return "bad", ""
    return ("on_accent", "accent") if hit.tier is Tier.GUIDING else ("accent", "")


def _states(card: CaseCard, tight: bool) -> list[tuple[str, str, str]]:
    """Return the badges of effect and of what the source says; of the warnings too where these have no line."""
    inks = {Effect.UNVERIFIED: "warn", Effect.PENDING: "bad", Effect.OVERTURNED: "bad"}
    states = [(effect_name(card.effect), inks.get(card.effect, "muted"), "")]
    if card.status not in (None, Status.VALID):
        states.append((status_name(card.status), "bad", ""))
    elif tight and (short := warning_short(card)):
        states.insert(0, (short, "warn", ""))
    if tight and card.public is False:
        states.insert(0, ("不公开", "warn", ""))
    return states


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for widget in widgets:
        row.addWidget(widget)
    return row
