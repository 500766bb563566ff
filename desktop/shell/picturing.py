"""The conversation about the graph of the matter: read from its draft, corrected by the judge, held against a case.

Belongs here: when it is read, storing a correction and searching by it. Does not: how it is shown (picture), reading it
(engine).
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDockWidget

from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.matters.naming import matter_line
from desktop.picture import PicturePanel
from desktop.shell.layout import bring_forward
from desktop.shell.searching import Searching
from desktop.words.graph import GONE, corrected_words, guessed_words
from localdb.model.errors import LeianError
from localdb.model.graph import Corrections, GraphLikeness, MatterGraph, Said
from localdb.model.matter import Matter
from localdb.model.similar import Hit

_PAUSE_MS = 400  # after the draft was handed on for searching: the list comes first


class Picturing(QObject):
    """Keep the picture of the open matter true to its draft, and the search true to the picture."""

    said = Signal(str, bool)
    undo_offered = Signal(str, object)  # what was done, and the call that undoes it

    def __init__(self, desk: Desk, panel: PicturePanel, editor: EditorPanel, searching: Searching) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self._editor = editor
        self._searching = searching
        self._matter: Matter | None = None
        self._guessed: tuple[str, ...] = ()
        self._seen = False  # else nothing is read: it would be for nobody
        self._beside = ""  # key of the case that the matter is held against
        self._made = Corrections()
        self._read = MatterGraph()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._ask)
        panel.corrected.connect(self._correct)
        panel.place_asked.connect(self._show_place)
        panel.said.connect(lambda words: self.said.emit(words, False))
        searching.guessed.connect(self._guess)
        editor.text_edited.connect(lambda text: self._later.start())
        editor.opened.connect(lambda number: self._ask())

    def show(self) -> None:
        """Go to the picture of the matter; from there back to the draft."""
        focus, dock = QApplication.focusWidget(), self._panel.parentWidget()
        if focus is not None and self._panel.isAncestorOf(focus):
            self._editor.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if isinstance(dock, QDockWidget):
            bring_forward(dock)
        self._panel.focus_taker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_seen(self, seen: bool) -> None:
        """Say whether the picture is in view; what it shows may be old when it comes into it."""
        self._seen = seen
        if seen:
            self._ask()

    def set_matter(self, matter: Matter | None) -> None:
        """Say which matter is open; what was corrected of it is fetched before its draft is."""
        other = (matter.number if matter else 0) != (self._matter.number if self._matter else 0)
        self._matter = matter
        if not other:
            self._panel.set_root(_root(matter, self._guessed))
            self._later.start()  # its causes or its kind may be others now
            return
        self._made, self._read, self._guessed = Corrections(), MatterGraph(), ()
        self._panel.set_matter(_root(matter, ()))
        self._beside = ""
        if matter is not None:
            self._desk.corrections(matter.number, partial(self._take_corrections, matter.number))

    def _ask(self) -> None:
        self._later.stop()
        number = self._editor.matter
        if self._matter is None or number != self._matter.number or not self._seen:
            return
        request = self._searching.request(self._editor.text())
        likely = replace(request, causes=request.causes or self._guessed)
        self._desk.matter_graph(likely, partial(self._take_graph, number))

    def _guess(self, causes: tuple[str, ...]) -> None:
        """Read by the likely causes while none is confirmed: they say which groups of elements the matter may have."""
        if causes == self._guessed:
            return
        self._guessed = causes
        if self._matter is not None and not self._matter.causes:
            self._panel.set_root(_root(self._matter, causes))
            self._later.start()

    def _take_graph(self, number: int, read: MatterGraph) -> None:
        if self._matter is not None and self._matter.number == number:
            self._read = read
            self._panel.set_graph(read)
            self._liken()

    def compare(self, hit: Hit | None) -> None:
        """Mark what the matter shares with a case, and where they differ decisively."""
        self._beside = hit.card.key if hit is not None else ""
        if not self._beside:
            self._panel.set_likeness(None)
        self._liken()

    def _liken(self) -> None:
        if self._beside and self._seen:
            take = partial(self._take_likeness, self._beside)
            self._desk.graph_likeness(self._read, self._made, self._beside, take, self._pass)

    def _take_likeness(self, key: str, likeness: GraphLikeness) -> None:
        if key == self._beside:
            self._panel.set_likeness(likeness)

    def _pass(self, error: LeianError) -> None:
        """Leave it: what became of a case that is no more in the library is said where it is opened."""
        self._panel.set_likeness(None)

    def _take_corrections(self, number: int, made: Corrections) -> None:
        if self._matter is not None and self._matter.number == number:
            self._made = made
            self._panel.set_corrections(made)
            self._searching.set_corrections(made)

    def _correct(self, group: str, name: str, said: Said | None) -> None:
        if self._matter is None:
            return
        before = self._made
        self._put(self._matter.number, Corrections(self._said((group, name), said)))
        undo = partial(self._put, self._matter.number, before)
        self.undo_offered.emit(corrected_words(group, name, said), undo)

    def _said(self, key: tuple[str, str], said: Said | None) -> dict[tuple[str, str], Said]:
        """Return what is said now: what is there drives out its opposites, and what is taken back brings them back."""
        opposites = self._read.opposites.get(key, frozenset()) if said is not Said.NOT_THERE else frozenset()
        kept = {each: value for each, value in self._made.said.items() if each != key and each not in opposites}
        if said is not None:
            kept[key] = said
        if said is Said.THERE:
            read = ((each.group, each.name) for each in self._read.graph.elements)
            kept |= dict.fromkeys((each for each in read if each in opposites), Said.NOT_THERE)
        return kept

    def _put(self, number: int, made: Corrections) -> None:
        """Store the corrections of a matter; where it is the open one, show them and search by them."""
        self._desk.save_corrections(number, made)
        if self._matter is not None and self._matter.number == number:
            self._made = made
            self._panel.set_corrections(made)
            self._searching.correct(made)
            self._liken()

    def _show_place(self, start: int, end: int) -> None:
        if not self._editor.show_words(self._read.text, start, end):
            self.said.emit(GONE, False)


def _root(matter: Matter | None, guessed: tuple[str, ...]) -> str:
    if matter is None:
        return ""
    return "、".join(matter.causes) or guessed_words(guessed) or matter_line(matter)
