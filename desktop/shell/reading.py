"""The conversation about one case: opened from the list, read, copied, adopted, judged; and what is recorded of that.

Belongs here: what passes between list, reader and draft. Does not: how a case is shown (reader).
"""

import dataclasses
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.reader import ReaderPanel, Taken
from desktop.settings import Settings
from desktop.shell.searching import Searching
from desktop.similar import SimilarPanel
from desktop.words import sentence
from desktop.words.hits import is_taken_back
from localdb.model.behaviour import Attention, Behaviour
from localdb.model.case import Case, CaseCard
from localdb.model.errors import CaseWithdrawn, LeianError
from localdb.model.kinds import Tier
from localdb.model.library import Changes
from localdb.model.matter import Adoption, Judged, Matter
from localdb.model.similar import Hit, SimilarResult

_ATTENTION_MS = 3000


class Reading(QObject):
    """Open cases and carry what is taken from them."""

    said = Signal(str, bool)
    undo_offered = Signal(str, object)  # what was done, and the call that undoes it
    coming = Signal()  # a case is about to be in the reader, and is placed by the height that it finds there
    gone = Signal()  # what remains of a case that the court took back is in the reader
    shown = Signal()  # a case is in the reader, or none any more
    attention_changed = Signal(object)  # Attention

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        panels: tuple[SimilarPanel, ReaderPanel, EditorPanel],
        searching: Searching,
    ) -> None:
        similar, reader, editor = panels
        super().__init__(reader)
        self._desk = desk
        self._settings = settings
        self._similar, self._reader, self._editor = similar, reader, editor
        self._searching = searching
        self._matter: Matter | None = None
        self._known = False  # the verdicts of the matter are there
        self._wanted = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_ATTENTION_MS)
        self._later.timeout.connect(self.refresh_attention)
        similar.hit_chosen.connect(self.open)
        similar.reading_renewed.connect(reader.renew)
        reader.adopted.connect(self._adopt)
        reader.copied.connect(lambda behaviour: self._record([behaviour]))
        reader.dwelt.connect(self._record)
        reader.verdict_changed.connect(self._judge)
        reader.said.connect(lambda words: self.said.emit(words, False))
        editor.adopted.connect(self._adopted)
        editor.source_chosen.connect(self.open_source)
        editor.opened.connect(lambda number: self._read_draft(editor.text()))
        editor.text_edited.connect(self._read_draft)
        desk.changed.connect(self._follow)

    @property
    def matter(self) -> Matter | None:
        """Return the matter for which is read."""
        return self._matter

    def set_matter(self, matter: Matter | None) -> None:
        """Say for which matter is read; what is open stays open while the matter is the same."""
        other = (matter.number if matter else 0) != (self._matter.number if self._matter else 0)
        self._matter = matter
        if other:
            self._wanted = ""
            self._reader.clear()
            self._reader.set_own(None)
            self._similar.set_reading(None)
            self.shown.emit()
            self._known = False
        self._reader.set_matter(matter)
        if matter is not None and not self._known:  # later the reader knows best: its writes may be under way
            self._desk.judged(matter.number, partial(self._take_verdicts, matter.number))

    def open(self, hit: Hit) -> None:
        """Open the case of a hit."""
        self._wanted = hit.card.key
        self._desk.open_case(hit.card.key, lambda case: self._show(hit, case), self._missing)

    def open_source(self, key: str) -> None:
        """Open the case that an adopted passage came from, placed against the draft."""
        hit = next((hit for hit in self._similar.hits if hit.card.key == key), None)
        if hit is not None:
            self.open(hit)
            return
        request = self._searching.request(self._editor.text())
        alone = dataclasses.replace(request, pool=(key,), tiers=(), recent_only=False, stop_early=False)
        self._desk.place(alone, partial(self._open_first, key), self._missing)

    def compare(self) -> None:
        """Compare the matter with the open case, by the draft as it stands now."""

        def ready(own: Case) -> None:
            self._reader.set_own(own)
            self._reader.compare()

        self._desk.parse(self._editor.text(), ready)

    def refresh_attention(self) -> None:
        """Ask where the user's attention goes now."""
        self._desk.attention(self._take_attention, lambda error: None)

    def flush(self) -> None:
        """Record what was counted of reading so far."""
        self._reader.flush()

    def _open_first(self, key: str, result: SimilarResult) -> None:
        if result.hits:
            self.open(result.hits[0])
        else:  # no search finds a case that the court took back
            self._wanted = key
            self._desk.open_alone(key, partial(self._show_alone, key), self._missing)

    def _show_alone(self, key: str, found: tuple[Case, CaseCard]) -> None:
        case, card = found
        if key == self._wanted:
            self._wanted = card.key
            self._show(Hit(card, Tier.COUNTRY, 0.0), case)

    def _show(self, hit: Hit, case: Case) -> None:
        if hit.card.key != self._wanted:
            return
        self.coming.emit()
        self._reader.show_hit(hit, case)
        self._similar.set_reading(hit)
        self._searching.count_opened(hit)
        self.shown.emit()

    def _follow(self, changes: Changes) -> None:
        """Ask whether the open case was taken back meanwhile, as by a sync."""
        if changes.library and (hit := self._reader.hit) is not None:
            key = hit.card.key
            self._desk.open_alone(key, partial(self._renew_standing, key), partial(self._no_longer, key))

    def _renew_standing(self, key: str, found: tuple[Case, CaseCard]) -> None:
        card, hit = found[1], self._reader.hit
        if hit is not None and hit.card.key == key and is_taken_back(card):
            self._reader.renew(dataclasses.replace(hit, card=card))

    def _no_longer(self, key: str, error: LeianError) -> None:
        if isinstance(error, CaseWithdrawn) and self._reader.hit is not None and self._reader.hit.card.key == key:
            self._missing(error)

    def _missing(self, error: LeianError) -> None:
        if isinstance(error, CaseWithdrawn):
            self._reader.show_taken_back(error.title or error.case_no, sentence(error))
            self._similar.set_reading(None)
            self.gone.emit()
        else:
            self.said.emit(sentence(error), True)

    def _adopt(self, taken: Taken) -> None:
        if self._matter is None:
            self.said.emit("先打开一件在办案件，才能采用到草稿。", False)
            return
        self._editor.adopt(taken.card.key, taken.section, taken.text, taken.citation)

    def _adopted(self, adoption: Adoption) -> None:
        self._reader.note_adopted(adoption.case_key, adoption.section, len(adoption.text))
        words = f"已采用到草稿，来源记在页边：{adoption.citation}"
        self.undo_offered.emit(words, lambda: self._editor.retract(adoption))

    def _judge(self, judged: Judged) -> None:
        self._desk.judge(judged, lambda nothing: self._verdicts_again(judged.matter))

    def _verdicts_again(self, matter: int) -> None:
        self._desk.judged(matter, partial(self._mark, matter))

    def _take_verdicts(self, matter: int, judged: tuple[Judged, ...]) -> None:
        if self._matter is not None and self._matter.number == matter and not self._known:
            self._known = True
            self._reader.set_matter(self._matter, {each.case_key: each for each in judged})
            self._mark(matter, judged)

    def _mark(self, matter: int, judged: tuple[Judged, ...]) -> None:
        if self._matter is not None and self._matter.number == matter:
            self._similar.set_verdicts({each.case_key: each.verdict for each in judged})

    def _read_draft(self, text: str) -> None:
        if text.strip():
            self._desk.parse(text, self._reader.set_own)

    def _record(self, behaviours: list[Behaviour]) -> None:
        if self._settings.truth("behaviour.record"):
            self._desk.record(behaviours)
            self._later.start()

    def _take_attention(self, attention: Attention) -> None:
        self._reader.set_attention(attention)
        self._similar.set_attention(attention)
        self._searching.set_attention(attention)
        self.attention_changed.emit(attention)
