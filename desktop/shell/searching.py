"""The conversation about similar cases: when the engine is asked, what goes to the list.

Belongs here: requests, results. Does not: the search log (log_keeping), the list itself (similar), reading a case
(reading).
"""

import dataclasses
import re

from PySide6.QtCore import QObject, Signal

from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.settings import Settings
from desktop.shell.log_keeping import LogKeeping
from desktop.similar import Filters, SearchBox, SimilarPanel
from desktop.words import sentence
from localdb.model.behaviour import Attention
from localdb.model.case import Case
from localdb.model.errors import LeianError
from localdb.model.graph import Corrections
from localdb.model.library import Changes
from localdb.model.matter import Matter
from localdb.model.similar import Hit, SearchRequest, SimilarRequest, SimilarResult

ENOUGH = 20  # characters of draft before anything is looked for by itself
LIKELY = 0.2  # from this probability a cause that nobody confirmed is taken for one of the draft's
_CASE_NAME = re.compile(r"^([（(]?\d{4}[）)]?\S{2,40}号|指导(性)?案例\s*\d+\s*号|\d{4}-\d{2}-\d-\d{3}-\d{3})$")


class Searching(QObject):
    """Ask for similar cases and show the answers."""

    said = Signal(str, bool)  # a sentence for the user, and whether it is bad news
    guessed = Signal(object)  # tuple[str, ...]: what the draft probably is about, likeliest first

    def __init__(
        self, desk: Desk, settings: Settings, panel: SimilarPanel, box: SearchBox, editor: EditorPanel
    ) -> None:
        super().__init__(panel)
        self._desk = desk
        self._settings = settings
        self._panel = panel
        self._box = box
        self._editor = editor
        self._matter: Matter | None = None
        self._attention = Attention()
        self._corrections = Corrections()
        self._last_text = ""
        self._by_words: SearchRequest | SimilarRequest | None = None  # a search of its own stands in the list
        self.log = LogKeeping(desk, lambda: settings.text("user.name"), self)
        self.log.failed.connect(lambda error: self.said.emit(sentence(error), True))
        panel.said.connect(lambda words: self.said.emit(words, False))
        panel.filters_changed.connect(self._filtered)
        panel.back_asked.connect(self.back)
        box.search_asked.connect(self.search)
        box.hits_asked.connect(panel.focus_taker.setFocus)
        box.similar_asked.connect(self.search_case)
        editor.text_edited.connect(self._edited)

    def set_matter(self, matter: Matter | None) -> None:
        """Say for which matter is searched from now on."""
        other = (matter.number if matter else 0) != (self._matter.number if self._matter else 0)
        self._matter = matter
        self.log.set_matter(matter)
        self._panel.set_causes(matter.causes if matter else ())
        self._panel.set_drafting(matter is not None)
        if other:
            self.cancel()
            self._last_text, self._by_words = "", None
            self._corrections = Corrections()
            self._panel.clear()

    def set_attention(self, attention: Attention) -> None:
        """Take over how much each section weighs for this user."""
        self._attention = attention

    def set_corrections(self, made: Corrections) -> None:
        """Take over what the judge corrected of the graph of the matter."""
        self._corrections = made

    def correct(self, made: Corrections) -> None:
        """Search again at once by what the judge just corrected, also where another search stands in the list."""
        self._corrections = made
        self.back()

    def find(self) -> None:
        """Find the similar cases of the draft now."""
        text = self._text()
        if not text.strip():
            self.said.emit("草稿还没有内容：写下案情或者争议焦点，即可查找类案。", False)
            return
        self._by_words = None
        self._ask(text, explicit=True)

    def cancel(self) -> None:
        """Stop the search that runs."""
        self._desk.cancel_query()
        self._panel.set_busy(False)

    def back(self) -> None:
        """Return from a search of its own to the similar cases of the draft."""
        self._by_words = None
        self._ask(self._text(), explicit=False)

    def search(self, request: SearchRequest) -> None:
        """Search by words or by statute."""
        self._by_words = request
        self._search(request)

    def search_case(self, words: str) -> None:
        """Find cases similar to a case, a text, or, for no words, the draft."""
        if not words:
            self.find()
        elif _CASE_NAME.match(words):
            self._desk.search(self._dressed(SearchRequest(f"案号:{words}", limit=1)), self._like_case, self._failed)
            self._panel.set_busy(True)
        else:
            self._similar_to(words)

    def refresh(self) -> None:
        """Ask again after library, index or settings changed."""
        self._again(explicit=False)

    def count_opened(self, hit: Hit) -> None:
        """Count a hit as read in the log of the search that brought it."""
        if hit.card.key in {other.card.key for other in self._panel.hits}:
            self.log.count_read(hit)

    def request(self, text: str) -> SimilarRequest:
        """Build the request for a text from matter, filters and settings."""
        matter, filters = self._matter, self._panel.filters
        recording = self._settings.truth("behaviour.record")
        return SimilarRequest(
            text,
            court=self._court(),
            causes=matter.causes if matter else (),
            case_type=matter.case_type if matter else None,
            issues=matter.issues if matter else (),
            stage=matter.stage if matter else None,
            limit=self._settings.number("similar.limit"),
            recent_only=filters.recent_only,
            stop_early=filters.stop_early,
            tiers=filters.tiers,
            section_weights=self._attention.weights if recording else {},
            facts_date=matter.facts_date if matter else None,
            corrections=self._corrections,
        )

    def _court(self) -> str:
        own = self._matter.court if self._matter else ""
        return own or self._settings.text("user.court")

    def _text(self) -> str:
        text = self._editor.text()
        if text.strip() or self._matter is None:
            return text
        return "\n".join([*self._matter.causes, *self._matter.issues])

    def _edited(self, text: str) -> None:
        if not self._settings.truth("similar.live") or self._by_words is not None:
            return
        if text != self._last_text and len("".join(text.split())) >= ENOUGH:
            self._ask(text, explicit=False)

    def _filtered(self, filters: Filters) -> None:
        self._again(explicit=False)

    def _again(self, explicit: bool) -> None:
        if isinstance(self._by_words, SearchRequest):
            self._search(self._by_words)
        elif self._by_words is not None:
            self._similar_to(self._by_words.text, self._by_words.exclude)
        elif (text := self._text()).strip() and self._matter is not None:
            self._ask(text, explicit)

    def _ask(self, text: str, explicit: bool) -> None:
        if not text.strip():
            self._panel.clear()
            return
        self._last_text = text
        self._panel.set_busy(True)
        self._desk.similar(self.request(text), lambda result: self._show(result, explicit), self._failed)

    def _similar_to(self, text: str, exclude: tuple[str, ...] = ()) -> None:
        self._by_words = dataclasses.replace(self.request(text), exclude=exclude)
        self._panel.set_busy(True)
        self._desk.similar(self._by_words, lambda result: self._show(result, True), self._failed)

    def _search(self, request: SearchRequest) -> None:
        self._panel.set_busy(True)
        self._desk.search(self._dressed(request), lambda result: self._show(result, True), self._failed)

    def _dressed(self, request: SearchRequest) -> SearchRequest:
        filters = self._panel.filters
        return dataclasses.replace(
            request,
            court=self._court(),
            limit=min(request.limit, self._settings.number("similar.limit")),
            recent_only=filters.recent_only,
            tiers=filters.tiers,
            facts_date=self._matter.facts_date if self._matter else None,
        )

    def _like_case(self, result: SimilarResult) -> None:
        if not result.hits:
            self._panel.set_busy(False)
            self.said.emit("库中没有这个案号或者编号的案例。", False)
            return
        key = result.hits[0].card.key  # the case itself is not what was asked for

        def like(case: Case) -> None:
            self._similar_to(case.full_text or case.title, (key,))

        self._desk.open_case(key, like, self._failed)

    def _show(self, result: SimilarResult, explicit: bool) -> None:
        self._panel.set_result(result, of_draft=self._by_words is None)
        if self._by_words is None:
            self.guessed.emit(tuple(guess.name for guess in result.causes if guess.probability >= LIKELY))
        self.log.note(result, self._court(), asked=explicit)
        if result.indexed_cases < result.library_cases:
            self._desk.changed.emit(Changes(index=True))  # perhaps it was begun anew: whoever fills it looks again

    def _failed(self, error: LeianError) -> None:
        self._panel.set_busy(False)
        self.said.emit(sentence(error), True)
