"""Copying and adopting: what the user takes out of the open case, by selection or by the place where the walk stands.

Belongs here: which words are taken, the record of it. Does not: how they are written with their citation (taken), the
draft.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.reader.page import CasePage
from desktop.reader.parts import Span
from desktop.reader.recorder import Recorder
from desktop.reader.taken import Taken
from desktop.reader.walk import Walk
from localdb.model.behaviour import Act
from localdb.model.case import CaseCard
from localdb.model.kinds import Section
from localdb.model.similar import Hit

_NO_CASE = "请先打开一个案例。"
_NO_WORDS = "请先选中要复制的文字。"
_NO_REASONING = "采用案情等部分，请先选中文字；未选中时采用本院认为中与草稿相近的一段，或者裁判要点。"


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
        """Copy the selection, or the passage where the walk stands, with its citation or without."""
        if self._hit is None:
            self.said.emit(_NO_CASE)
            return
        spans = self._page.selected_spans()
        if not spans and (stop := self._walk.current) is not None:
            spans = [stop.span]
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
        """Offer the selection to the draft, else a passage of the court's own reasoning, which comes into view.

        Facts are those of strangers: they go into a draft only when they were selected.
        """
        if self._hit is None:
            self.said.emit(_NO_CASE)
            return
        spans = self._page.selected_spans()
        if not spans and (reasons := self._walk.reasons(self._page.map, self._hit.tier)):
            self._page.go_to(reasons)
            spans = [reasons]
        taken = self._take(self._hit.card, spans)
        if taken:
            self.adopted.emit(taken[0])
        else:
            self.said.emit(_NO_REASONING)

    def _take(self, card: CaseCard, spans: list[Span]) -> list[Taken]:
        """Cut spans out of the case, the longest first."""
        page = self._page.map
        found = [Taken.of(card, page.parts[span.part].section, page.text([span])) for span in spans]
        return sorted((taken for taken in found if taken.text), key=lambda taken: -len(taken.text))

    def _dragged(self) -> str:
        text = self._page.selected_text()
        return Taken.of(self._hit.card, Section.REASONING, text).cited if self._hit and text else text
