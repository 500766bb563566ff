"""Copying and adopting: what the user takes out of the open case, by selection or by what is in view.

Belongs here: which words are taken, the record of it. Does not: how they are written with their citation (taken), the
draft.
"""

from collections.abc import Container

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.reader.page import CasePage
from desktop.reader.parts import Span
from desktop.reader.recorder import Recorder
from desktop.reader.taken import Taken
from desktop.reader.walk import Walk
from desktop.words.hits import not_to_adopt_words
from localdb.model.behaviour import Act
from localdb.model.case import CaseCard
from localdb.model.kinds import Section
from localdb.model.similar import Hit

_NO_CASE = "请先打开一个案例。"
_NO_WORDS = "请先选中要复制的文字。"
_NO_REASONING = "请先选中要采用的文字：该案没有裁判要点，本院认为中也没有与草稿相近的段落。"
_SHOWN = "已转到{}，再采用一次即插入草稿。采用其他部分的文字，请先选中。"


class Taking(QObject):
    """Take passages out of a page."""

    copied = Signal(object)  # Behaviour
    adopted = Signal(object)  # Taken
    said = Signal(str)

    def __init__(self, page: CasePage, walk: Walk, recorder: Recorder) -> None:
        super().__init__(page)
        self._page = page
        self._walk = walk
        self._recorder = recorder
        self._hit: Hit | None = None
        page.set_taker(self._dragged)

    def set_hit(self, hit: Hit | None) -> None:
        """Say whose case is on the page."""
        self._hit = hit

    def copy(self, *, cited: bool) -> None:
        """Copy the selection, or the passage in view, with its citation or without."""
        if self._hit is None:
            self.said.emit(_NO_CASE)
            return
        spans = self._page.selected_spans()
        if not spans and (shown := self._shown(tuple(Section))):
            self._page.reveal(shown)
            spans = [shown]
        taken = self._take(self._hit.card, spans)
        if not taken:
            self.said.emit(_NO_WORDS)
            return
        text = "\n".join(each.text for each in taken)
        QGuiApplication.clipboard().setText(Taken.of(taken[0].card, taken[0].section, text).cited if cited else text)
        self.said.emit("已复制并注明出处" if cited else "已复制文字，未注明出处")
        for each in taken:
            behaviour = self._recorder.act(Act.COPY, each.section, len(each.text))
            if behaviour is not None:
                self.copied.emit(behaviour)

    def adopt(self) -> None:
        """Offer the selection to the draft, else the passage in view, if it is the court's own reasoning.

        Nothing goes into a draft unseen: where another part is shown the page goes to the reasoning, and adopting once
        more takes it. Facts are those of strangers: they go into a draft only when they were selected.
        """
        if self._hit is None:
            self.said.emit(_NO_CASE)
            return
        if why := not_to_adopt_words(self._hit.card):
            self.said.emit(f"{why}。")
            return
        spans = self._page.selected_spans()
        reasons = self._shown((Section.REASONING,)) or self._walk.reasons(self._page.map, self._hit.tier)
        if not spans and reasons:
            if not self._page.sees(reasons):
                self._page.go_to(reasons)
                self.said.emit(_SHOWN.format(self._page.map.parts[reasons.part].name))
                return
            spans = [reasons]
        if taken := self._take(self._hit.card, spans):
            self.adopted.emit(taken[0])
        else:
            self.said.emit(_NO_REASONING)

    def _shown(self, sections: Container[Section]) -> Span | None:
        """Return the passage of the walk that is in view, else the best of the part shown; None of other sections."""
        page, stop = self._page.map, self._walk.current
        parts = [stop.span.part] if stop and self._page.sees(stop.span) else []
        parts.append(self._page.part_in_view())
        own = [part for part in parts if part < len(page.parts) and page.parts[part].section in sections]
        return next(filter(None, (self._walk.place_in(page, part) for part in own)), None)

    def _take(self, card: CaseCard, spans: list[Span]) -> list[Taken]:
        """Cut spans out of the case, the longest first."""
        page = self._page.map
        found = [Taken.of(card, page.parts[span.part].section, page.text([span])) for span in spans]
        return sorted((taken for taken in found if taken.text), key=lambda taken: -len(taken.text))

    def _dragged(self) -> str:
        text = self._page.selected_text()
        return Taken.of(self._hit.card, Section.REASONING, text).cited if self._hit and text else text
