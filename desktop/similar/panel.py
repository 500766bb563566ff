"""The panel of similar cases: filters, cause, list, empty states, the line of facts.

Belongs here: joining the parts of this room and their signals. Does not: asking the library (the shell does).
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.similar import states
from desktop.similar.bars import TwoBars
from desktop.similar.causes import CauseBar
from desktop.similar.filters import FilterBar, Filters
from desktop.similar.hit_list import HitList
from desktop.similar.model import HitModel
from desktop.similar.rows import HitRow, place_in_tier, rows_of
from desktop.widgets import Elided, EmptyState, ThinProgress
from desktop.words import added_words, method_name
from localdb.model.behaviour import Attention
from localdb.model.kinds import Method, Tier, Verdict
from localdb.model.library import LibraryState
from localdb.model.similar import Hit, SimilarResult

_TALL = 1 << 20


class SimilarPanel(QWidget):
    """Show the answer to a search, tier by tier.

    `filters_changed` and `cause_confirmed` ask for a new search; `back_asked` for the similar cases of the draft after
    a search by words; `sync_asked`, `import_asked` and `sample_asked` come from the empty state.
    """

    hit_chosen = Signal(object)  # Hit
    hit_pointed = Signal(object)  # Hit under the cursor of the list, or None
    reading_renewed = Signal(object)  # Hit: how like the case in the reader is by the result that came in
    filters_changed = Signal(object)  # Filters
    cause_confirmed = Signal(str)
    cause_dropped = Signal()
    cause_change_asked = Signal()
    back_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()
    sync_asked = Signal()
    said = Signal(str)  # a sentence for the foot of the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("类案")
        self._result: SimilarResult | None = None
        self._folded: frozenset[Tier] = frozenset()
        self._reading: Hit | None = None
        self._model = HitModel(self)
        self._filters = FilterBar(self)
        self._causes = CauseBar(self)
        self._busy = ThinProgress(self)
        self._list = HitList(self._model, self)
        self._lacking = self._make_lacking()
        self._waiting = EmptyState(*states.NO_QUERY, self)
        self._nothing = EmptyState("", "", self)
        self._nothing.hide()
        self._widen = self._nothing.add_button("放宽条件重新检索", self._drop_filters)
        self._pages = QStackedWidget(self)
        for page in (self._list, self._waiting, self._lacking):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._waiting)
        self._pages.setMinimumHeight(8 * GRID)  # less than what any page asks for, so that a low list leaves room
        self._method, self._method_words, self._back = self._make_method()
        self._backlog = self._line("warn", "索引进度")
        self._foot = self._line("muted", "检索情况")
        self._build()
        self._join()

    @property
    def focus_taker(self) -> QWidget:
        """Return what takes the focus for the panel; a proxy would lead Tab round in a circle."""
        return self._list

    @property
    def filters(self) -> Filters:
        """Return the filters as they stand, to be put into the next request."""
        return self._filters.filters

    @property
    def result(self) -> SimilarResult | None:
        """Return the result that is shown."""
        return self._result

    @property
    def current_hit(self) -> Hit | None:
        """Return the hit under the cursor of the list."""
        row = self._model.row_at(self._list.currentIndex())
        return row.hit if isinstance(row, HitRow) else None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return the hits that are listed, folded ones included."""
        return self._result.hits if self._result else ()

    def set_result(self, result: SimilarResult, of_draft: bool = True) -> None:
        """Show a result in place of the last one; what is being read stays where it is.

        A search by words, or by a case other than the draft (`of_draft` False), says so and offers the way back; when
        it was just asked its first hit is the current one, since nobody asked for what was read before.
        """
        own = of_draft and result.method is Method.CASE
        asked = not own and (self._result is None or _question(result) != _question(self._result))
        self._result = result
        self._busy.set_busy(False)
        self._lay()
        if asked:
            self._list.go_to_first()
        if own:
            self._causes.set_guesses(result.causes)
        self._method.setVisible(not own)
        told = (f"{method_name(result.method)}：{result.query}", added_words(result.added))
        self._method_words.say("；".join(filter(None, told)))
        self._say(self._backlog, states.backlog_words(result))
        self._say(self._foot, states.foot_words(result))
        self._renew_reading()

    def set_busy(self, busy: bool) -> None:
        """Show or hide the thin line; the old result stays readable."""
        self._busy.set_busy(busy)

    def set_library(self, state: LibraryState) -> None:
        """Teach how to bring cases in while the library is empty."""
        if state.cases == 0:
            self._nothing.hide()
            self._pages.setMaximumHeight(_TALL)
            self._pages.setCurrentWidget(self._lacking)
        elif self._pages.currentWidget() is self._lacking:
            self._pages.setCurrentWidget(self._waiting)
            self._lay()

    def clear(self) -> None:
        """Forget the result, as when another matter is opened."""
        self._result, self._reading = None, None
        self._folded = frozenset()
        self._model.set_reading("")
        self._model.set_opened(())
        self._model.set_verdicts({})
        self._model.set_rows(())
        self._causes.set_guesses(())
        self._method.hide()
        self._nothing.hide()
        self._pages.setMaximumHeight(_TALL)
        self._say(self._backlog, "")
        self._say(self._foot, "")
        self._pages.setCurrentWidget(self._waiting)

    def set_filters(self, filters: Filters) -> None:
        """Show these filters without asking for a search."""
        self._filters.set_filters(filters)
        self._lay()

    def set_causes(self, causes: Sequence[str]) -> None:
        """Show the causes that the judge confirmed."""
        self._causes.set_confirmed(causes)

    def set_drafting(self, on: bool) -> None:
        """Say whether there is a draft to come back to from a search by words."""
        self._back.setText(states.CASE_BACK if on else states.CASE_END)
        self._back.setAccessibleName(self._back.text())
        self._back.setToolTip("结束此次检索" + ("，回到以草稿检索的类案列表" if on else ""))

    def set_verdicts(self, verdicts: Mapping[str, Verdict]) -> None:
        """Mark rows with the judge's verdicts, by case key."""
        self._model.set_verdicts(verdicts)

    def set_opened(self, keys: Iterable[str]) -> None:
        """Mark the cases opened in this matter as read."""
        self._model.set_opened(keys)

    def set_reading(self, hit: Hit | None) -> None:
        """Mark the hit in the reader; it keeps its place in later results."""
        before, self._reading = self._reading, hit
        self._model.set_reading(hit.card.key if hit else "")
        if before is not None and (hit is None or hit.card.key != before.card.key):
            self._lay()
        if hit is not None and not self._list.hasFocus():
            self._list.setCurrentIndex(self._model.index_of(hit.card.key))

    def set_attention(self, attention: Attention) -> None:
        """Prefer passages of the section that the user reads most."""
        self._list.delegate.set_favourite(attention.favourite)
        self._list.viewport().update()

    def confirm_cause(self) -> None:
        """Confirm the likeliest cause."""
        self._causes.confirm_first()

    def offer_causes(self) -> None:
        """Open the list of likely causes."""
        self._causes.offer()

    def next_hit(self) -> None:
        """Go to the hit below and read it."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the hit above and read it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._list.step(by)
        if self.current_hit is not None:
            self._choose(self.current_hit)

    def _choose(self, hit: Hit) -> None:
        self.set_reading(hit)
        index = self._model.index_of(hit.card.key)
        if index.isValid() and index != self._list.currentIndex():
            self._list.setCurrentIndex(index)
        self.hit_chosen.emit(hit)

    def _lay(self) -> None:
        result = self._result
        if result is None or not result.library_cases:  # an empty library teaches how to fill it
            return
        reading = (self._reading, place_in_tier(self._model.rows, self._reading.card.key)) if self._reading else None
        rows = () if result.untold else rows_of(result, self.filters.tiers, self._folded, reading)
        self._list.refresh(rows)
        self._pages.setCurrentWidget(self._list)
        found = any(not row.gone if isinstance(row, HitRow) else row.shown for row in rows)
        self._nothing.setVisible(not found)
        self._measure()
        if not found:
            self._nothing.say(states.nothing_title(result), states.nothing_words(result, self.filters))
            narrowed = self.filters != Filters(stop_early=self.filters.stop_early)
            self._widen.setVisible(narrowed and not result.untold)

    def _renew_reading(self) -> None:
        """Hand on the open case as this result has it; one that the result lacks stays as it was."""
        key = self._reading.card.key if self._reading else ""
        hit = next((hit for hit in self.hits if hit.card.key == key), None)
        if hit is not None and hit != self._reading:
            self._reading = hit
            self.reading_renewed.emit(hit)

    def _measure(self) -> None:
        """Leave the room that the list does not need to what is said where nothing was found."""
        self._pages.setMaximumHeight(_TALL if self._nothing.isHidden() else self._list.height_of_rows())

    def _fold(self, tier: Tier, folded: bool) -> None:
        self._folded = self._folded | {tier} if folded else self._folded - {tier}
        self._lay()
        self._list.setCurrentIndex(self._model.index_of(f"tier:{tier.value}"))
        if not folded:
            self._list.step(1)

    def _filter(self, filters: Filters) -> None:
        self._lay()
        self.filters_changed.emit(filters)

    def _drop_filters(self) -> None:
        filters = Filters(stop_early=self.filters.stop_early)
        self._filters.set_filters(filters)
        self._filter(filters)

    def _join(self) -> None:
        self._list.hit_chosen.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(lambda now, before: self.hit_pointed.emit(self.current_hit))
        self._list.fold_asked.connect(self._fold)
        self._list.heights_changed.connect(self._measure)
        self._list.copied.connect(lambda citation: self.said.emit(f"已复制出处：{citation}"))
        self._filters.filters_changed.connect(self._filter)
        self._causes.cause_confirmed.connect(self.cause_confirmed)
        self._causes.cause_dropped.connect(self.cause_dropped)
        self._causes.change_asked.connect(self.cause_change_asked)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (TwoBars(self._filters, self._causes, self), self._method, self._backlog, self._busy):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._foot)

    def _make_lacking(self) -> EmptyState:
        state = EmptyState(*states.NO_LIBRARY, self)
        state.add_button("同步案例库", self.sync_asked.emit, primary=True)
        state.add_button("导入案例…", self.import_asked.emit)
        state.add_button("打开演示案例库", self.sample_asked.emit)
        return state

    def _make_method(self) -> tuple[QFrame, Elided, QPushButton]:
        frame = QFrame(self)
        words = Elided("", "检索方法和检索式", frame)
        back = QPushButton(states.CASE_END, frame)
        back.setProperty("role", "link")
        back.clicked.connect(self.back_asked)
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID // 2)
        row.addWidget(words, 1)
        row.addWidget(back)
        frame.hide()
        return frame, words, back

    def _line(self, role: str, name: str) -> Elided:
        label = Elided(role, name, self)
        label.setContentsMargins(2 * GRID, 2, 2 * GRID, 2)
        label.hide()
        return label

    @staticmethod
    def _say(label: Elided, words: str) -> None:
        label.say(words)
        label.setVisible(bool(words))


def _question(result: SimilarResult) -> tuple[Method, str]:
    return result.method, result.query
