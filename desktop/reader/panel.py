"""The reader: head, outline, page, verdict, and the commands on a passage.

Belongs here: joining the parts of this room and their signals. Does not: fetching cases, storing, the draft.
"""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.reader.buttons import make_buttons, tip_of
from desktop.reader.comparison import ComparisonDialog
from desktop.reader.finder import Finder
from desktop.reader.head import ReaderHead
from desktop.reader.likeness import compare
from desktop.reader.matches import words_of
from desktop.reader.outline import Outline
from desktop.reader.page import CasePage
from desktop.reader.parts import parts_of
from desktop.reader.recorder import Recorder
from desktop.reader.taking import Taking
from desktop.reader.verdict import VerdictBar
from desktop.reader.walk import Walk
from desktop.widgets import Elided, EmptyState
from desktop.words.hits import not_to_adopt_words
from localdb.model.behaviour import Act, Attention
from localdb.model.case import Case
from localdb.model.kinds import Section, Verdict
from localdb.model.matter import Judged, Matter
from localdb.model.similar import Hit

_EMPTY = ("选一个案例阅读", "在类案列表中用 ↑↓ 选择、回车打开。打开后直接跳到与草稿最相近的一处。")

_EMPTY_LINE = "选一个案例阅读：在类案列表中用 ↑↓ 选择、回车打开"

_SLIM = 120  # pixels: an empty reader lower than this says one line
_LOW = 460  # pixels: a reader lower than this gives its height to the text


class ReaderPanel(QWidget):
    """Read one case by section.

    `copied` hands on the record of a copy, `dwelt` a batch of records of reading and adopting, `adopted` the passage
    to insert into the draft (Taken), `verdict_changed` a Judged to store.
    """

    copied = Signal(object)  # Behaviour
    dwelt = Signal(list)  # list[Behaviour]
    adopted = Signal(object)  # Taken
    verdict_changed = Signal(object)  # Judged
    said = Signal(str)  # a sentence for the foot of the window: what was just copied

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("阅读")
        self._hit: Hit | None = None
        self._case: Case | None = None
        self._matter: Matter | None = None
        self._own: Case | None = None
        self._attention = Attention()
        self._judged: dict[str, Judged] | None = None  # None until it is known
        self._walk = Walk()
        self._dialog: ComparisonDialog | None = None
        self._head = ReaderHead(self)
        self._outline = Outline(self)
        self._page = CasePage(self)
        self._verdict = VerdictBar(self)
        self._buttons = make_buttons(
            {
                "previous": self.previous_match,
                "next": self.next_match,
                "case.copy": self.copy_cited,
                "case.adopt": self.adopt,
                "case.compare": self.compare,
            },
            self,
        )
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("相近内容")
        self._recorder = Recorder(self._page, self._page.shares)
        self._taking = Taking(self._page, self._walk, self._recorder)
        self._finder = Finder(self._page, self)
        self._empty = EmptyState(*_EMPTY, self)
        self._strip = Elided("muted", "阅读", self)
        self._gone = EmptyState("", "", self)
        self._text = QWidget(self)  # the case with all that belongs to it
        self._pages = QStackedWidget(self)
        self._build()
        self._join()
        self._enable()

    @property
    def focus_taker(self) -> QWidget:
        """Return what takes the focus for the panel; a proxy would lead Tab round in a circle."""
        return self._page

    @property
    def hit(self) -> Hit | None:
        """Return the hit that is open."""
        return self._hit

    @property
    def case(self) -> Case | None:
        """Return the case that is open."""
        return self._case

    def show_hit(self, hit: Hit, case: Case) -> None:
        """Open a case at its best passage; the same case again keeps the place and takes the new reasons."""
        same = self._case is not None and self._hit is not None and self._hit.card.key == hit.card.key
        moved = not (same and self._case == case)
        if moved:
            self._end_comparison()
        self._hit, self._case = hit, case
        self._taking.set_hit(hit)
        self._head.show_hit(hit)
        if moved:
            self._page.show_parts(parts_of(case), self._attention)
            self._show_outline()
        self._walk.begin(self._page.map, hit, self._attention)
        self._page.set_matches(hit.passages, words_of(hit))
        self._pages.setCurrentWidget(self._text)
        self._show_verdict()
        self._enable()
        if moved and (best := self._walk.current) is not None:
            self._page.go_to(best.span)
        elif moved:
            self._page.go_to_part(0)
        if moved:
            self._recorder.open(hit.card.key)
            self._finder.renew()

    def renew(self, hit: Hit) -> None:
        """Take over how like the open case is after another search; text, place and verdict stay as they are.

        Nothing for another case than the open one.
        """
        if self._hit is None or hit.card.key != self._hit.card.key or hit == self._hit:
            return
        self._hit = hit
        self._taking.set_hit(hit)
        self._head.show_hit(hit)
        self._walk.renew(self._page.map, hit, self._attention)
        self._page.set_matches(hit.passages, words_of(hit))
        self._enable()

    def show_taken_back(self, title: str, words: str) -> None:
        """Say what remains of a case whose text the court took back."""
        self.clear()
        self._gone.say(title, words)
        self._pages.setCurrentWidget(self._gone)

    def clear(self) -> None:
        """Close the case."""
        self._end_comparison()
        self._recorder.open("")
        self._hit, self._case = None, None
        self._taking.set_hit(None)
        self._finder.clear()
        self._walk.clear()
        self._page.show_parts((), self._attention)
        self._show_empty()
        self._show_verdict()
        self._enable()

    def set_matter(self, matter: Matter | None, judged: Mapping[str, Judged] | None = None) -> None:
        """Say in which matter the user reads and what was judged in it, by case key.

        Without `judged` what is known of the same matter stays; of another one nothing is known yet, and until it is
        no verdict can be given: it would be stored over the one that is there.
        """
        if (matter.number if matter else 0) != (self._matter.number if self._matter else 0):
            self._end_comparison()
            self._judged = None
        self._matter = matter
        if judged is not None:
            self._judged = dict(judged)
        self._show_verdict()
        self._enable()

    def set_own(self, own: Case | None) -> None:
        """Hand over the draft as read into sections, for the comparison."""
        self._own = own

    def set_attention(self, attention: Attention) -> None:
        """Let the section that the user reads most stand out."""
        self._attention = attention
        self._page.set_attention(attention)
        self._show_favourite()

    def set_recording(self, on: bool) -> None:
        """Switch the recording of reading and copying on or off."""
        self._recorder.set_on(on)

    def flush(self) -> None:
        """Hand on what was counted of reading so far, as before closing."""
        self._verdict.note.clearFocus()
        self._recorder.flush()

    def copy_cited(self) -> None:
        """Copy the selection, or the passage in view, with its citation."""
        self._taking.copy(cited=True)

    def copy_plain(self) -> None:
        """Copy the same without a citation."""
        self._taking.copy(cited=False)

    def adopt(self) -> None:
        """Offer the selection to the draft, else the passage of the court's own reasoning that is shown."""
        self._taking.adopt()

    def find_words(self) -> None:
        """Open the bar that finds words in the case."""
        if self._case is not None:
            self._finder.begin()

    def note_adopted(self, key: str, section: Section, characters: int) -> None:
        """Record that a passage of the open case went into the draft; nothing for another case."""
        behaviour = self._recorder.act(Act.ADOPT, section, characters)
        if behaviour is not None and behaviour.case_key == key:
            self.dwelt.emit([behaviour])

    def judge(self, verdict: Verdict) -> None:
        """Take a verdict on the open case."""
        self._verdict.choose(verdict)

    def next_match(self) -> None:
        """Go to the next passage that meets the draft, around the end."""
        self._jump(1)

    def previous_match(self) -> None:
        """Go to the passage before."""
        self._jump(-1)

    def show_part(self, number: int) -> None:
        """Go to the part with this button of the outline, counted from 0."""
        self._outline.choose(number)

    def compare(self) -> None:
        """Open the comparison of the matter with the open case."""
        hit, case, judged = self._hit, self._case, self._verdict.current
        if hit is None or case is None or judged is None:
            return
        self._end_comparison()
        name = "　".join(part for part in (self._matter.case_no, self._matter.title) if part) if self._matter else ""
        sides = compare(hit, case, self._own, self._matter)
        self._dialog = ComparisonDialog(hit.card, sides, judged, name or "在办案件", self._verdict.may_be_similar, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.amended.connect(self._verdict.amend)
        self._dialog.finished.connect(self._forget_comparison)
        self._dialog.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alone = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alone and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.show_part(key - Qt.Key.Key_1)
        elif alone and key == Qt.Key.Key_N:
            self.next_match()
        elif alone and key == Qt.Key.Key_P:
            self.previous_match()
        elif alone and key == Qt.Key.Key_Escape:
            self._finder.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._recorder.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.set_tight(self.height() < _LOW)
        if self._pages.currentWidget() in (self._empty, self._strip):
            self._show_empty()

    def _show_empty(self) -> None:
        self._pages.setCurrentWidget(self._strip if self.height() < _SLIM else self._empty)

    def _end_comparison(self) -> None:
        """Close an open comparison, keeping what was written in it, before its case leaves the reader."""
        if self._dialog is not None:
            self._dialog.accept()

    def _forget_comparison(self) -> None:
        self._dialog = None

    def _jump(self, by: int) -> None:
        if (stop := self._walk.step(by)) is not None:
            self._page.go_to(stop.span)
            self._enable()

    def _show_outline(self) -> None:
        self._outline.set_parts(self._page.map.parts)
        buttons = [self._buttons[name] for name in ("previous", "next", "case.copy", "case.adopt", "case.compare")]
        for before, after in pairwise((self._page, *self._outline.buttons, *buttons)):
            self.setTabOrder(before, after)
        self._show_favourite()
        self._follow()

    def _show_favourite(self) -> None:
        favourite = self._attention.favourite
        place = self._page.map.part_of(favourite) if favourite else None
        self._outline.set_favourite(-1 if place is None else place)

    def _follow(self) -> None:
        """Let the outline show the part that is being read."""
        self._outline.set_current(self._page.part_in_view())

    def _go_to_part(self, place: int) -> None:
        self._page.go_to_part(place)
        self._outline.set_current(place)

    def _show_verdict(self) -> None:
        if self._hit is None or self._matter is None or self._judged is None:
            self._verdict.set_judged(None, None)
            return
        key = self._hit.card.key
        fresh = Judged(self._matter.number, key, Verdict.OPEN, self._hit.tier)
        self._verdict.set_judged(self._hit.card, self._judged.get(key, fresh))

    def _judge(self, judged: Judged) -> None:
        if self._judged is not None and self._matter is not None and judged.matter == self._matter.number:
            self._judged[judged.case_key] = judged
        self.verdict_changed.emit(judged)

    def _enable(self) -> None:
        there, drafting = self._hit is not None, self._hit is not None and self._matter is not None
        why = not_to_adopt_words(self._hit.card) if self._hit is not None else ""
        for name, on in (("case.copy", there), ("case.adopt", drafting and not why), ("case.compare", drafting)):
            self._buttons[name].setEnabled(on)
        adopt = self._buttons["case.adopt"]
        adopt.setToolTip(why or tip_of("case.adopt"))
        adopt.setAccessibleDescription(why)
        count = len(self._walk)
        for name in ("previous", "next"):
            self._buttons[name].setEnabled(count > 0)
        self._count.setText(f"{self._walk.number}/{count}" if count else "")
        self._count.setAccessibleDescription(f"相近内容共 {count} 处，现在第 {self._walk.number} 处" if count else "")

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        for words, call in (
            ("复制并注明出处", self.copy_cited),
            ("仅复制文字", self.copy_plain),
            ("采用到草稿", self.adopt),
            ("全选", self._page.selectAll),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, call=call: call())
        menu.actions()[2].setEnabled(self._buttons["case.adopt"].isEnabled())
        menu.exec(where)

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(GRID, 2, GRID, 2)
        foot.setSpacing(GRID // 2)
        for name in ("case.copy", "case.adopt", "case.compare"):
            foot.addWidget(self._buttons[name])
        foot.addStretch()
        foot.addWidget(self._verdict)
        outline = QHBoxLayout()
        outline.setContentsMargins(GRID, 0, GRID, 0)
        outline.setSpacing(0)
        outline.addWidget(self._outline, 1)
        outline.addWidget(self._buttons["previous"])
        outline.addWidget(self._count)
        outline.addWidget(self._buttons["next"])
        column = QVBoxLayout(self._text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(outline)
        column.addWidget(self._page, 1)
        column.addWidget(self._finder)
        note = QVBoxLayout()
        note.setContentsMargins(GRID, 2, GRID, 0)
        note.addWidget(self._verdict.confirmation)
        note.addWidget(self._verdict.note)
        column.addLayout(note)
        column.addLayout(foot)
        self._strip.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        self._strip.say(_EMPTY_LINE)
        for page in (self._empty, self._strip, self._text, self._gone):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _join(self) -> None:
        self._taking.copied.connect(self.copied)
        self._taking.adopted.connect(self.adopted)
        self._taking.said.connect(self.said)
        self._finder.arrived.connect(self._outline.set_current)
        self._page.copy_asked.connect(self.copy_cited)
        self._page.menu_asked.connect(self._menu)
        self._page.moved.connect(self._follow)
        self._page.moved.connect(self._recorder.look)
        self._recorder.watch(self._page, self._page.viewport(), self._page.verticalScrollBar())
        self._recorder.dwelt.connect(self.dwelt)
        self._outline.chosen.connect(self._go_to_part)
        self._verdict.judged.connect(self._judge)
