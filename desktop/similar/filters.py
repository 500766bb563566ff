"""The filter bar: which tiers, the last three years, and whether to stop at the first tier that has hits.

Belongs here: the choices and their controls. Does not: applying them, which a new search does.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.looks.theme import GRID
from desktop.words import tier_name, tier_number, tier_short
from localdb.model.kinds import Tier

_ALL = "全部层级"


@dataclass(frozen=True, slots=True)
class Filters:
    """Hold the choices; no tiers means all of them."""

    tiers: tuple[Tier, ...] = ()
    recent_only: bool = False
    stop_early: bool = False


class FilterBar(QWidget):
    """Offer tiers by menu, 近三年 and 上一层级有类案即止."""

    filters_changed = Signal(object)  # Filters

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self._tiers = QToolButton(self)
        self._tiers.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._tiers.setProperty("role", "quiet")
        self._tiers.setAccessibleName("检索层级")
        self._tiers.setToolTip("只看所选的层级；指导意见第四条规定的检索顺序不变")
        self._menu = QMenu(self)
        self._all = self._add(_ALL, self._clear)
        self._menu.addSeparator()
        self._choices = {tier: self._add(f"{tier_number(tier):　<2}　{tier_name(tier)}", self._choose) for tier in Tier}
        self._tiers.setMenu(self._menu)
        self._recent = self._box("近三年", "只看最近三年的案例，指导性案例除外")
        self._stop = self._box("上一层级有类案即止", "上一层级已检索到类案的，不再向下检索（指导意见第四条第二款）")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID // 2, GRID // 2, GRID, GRID // 2)
        row.setSpacing(12)
        row.addWidget(self._tiers)
        row.addWidget(self._recent)
        row.addWidget(self._stop)
        row.addStretch()
        self._show()

    @property
    def filters(self) -> Filters:
        """Return the choices as they stand."""
        return self._filters

    def set_filters(self, filters: Filters) -> None:
        """Show these choices; tells nobody."""
        self._filters = filters
        self._show()

    def _add(self, words: str, chosen: object) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.triggered.connect(chosen)
        self._menu.addAction(action)
        return action

    def _box(self, words: str, tip: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setAccessibleName(words)
        box.setToolTip(tip)
        box.toggled.connect(self._choose)
        return box

    def _clear(self) -> None:
        for action in self._choices.values():
            action.setChecked(False)
        self._choose()

    def _choose(self) -> None:
        tiers = tuple(tier for tier, action in self._choices.items() if action.isChecked())
        self._take(Filters(() if len(tiers) == len(Tier) else tiers, self._recent.isChecked(), self._stop.isChecked()))

    def _take(self, filters: Filters) -> None:
        if filters != self._filters:
            self._filters = filters
            self._show()
            self.filters_changed.emit(filters)
        self._show()

    def _show(self) -> None:
        chosen = self._filters
        for control, on in ((self._recent, chosen.recent_only), (self._stop, chosen.stop_early)):
            control.blockSignals(True)
            control.setChecked(on)
            control.blockSignals(False)
        for tier, action in self._choices.items():
            action.setChecked(tier in chosen.tiers)
        self._all.setChecked(not chosen.tiers)
        words = _ALL if not chosen.tiers else "、".join(tier_short(tier) for tier in chosen.tiers[:2])
        self._tiers.setText(f"{words}{'等' if len(chosen.tiers) > 2 else ''} ▾")
