"""What the feed means for the matters: alarms of the cases they use, and new cases that resemble them.

Belongs here: when the engine is asked, and who is told. Does not: how it is shown (editor, matters), what counts
(engine).
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.settings import Settings
from desktop.words.syncing import elsewhere_words, marks_of_matter
from localdb.model.errors import LeianError
from localdb.model.feed import Alarm, Announcement
from localdb.model.library import Changes
from localdb.model.matter import Matter

_PAUSE_MS = 1500  # after the draft was saved


class Watching(QObject):
    """Keep the alarms and news of all matters; show those of the open one beside it."""

    said = Signal(str)  # beside what is said of the sync that brought it
    marked = Signal(object)  # dict[int, str]: what is new about some matters
    case_chosen = Signal(object)  # Hit

    def __init__(self, desk: Desk, settings: Settings, editor: EditorPanel) -> None:
        super().__init__(editor)
        self._desk = desk
        self._settings = settings
        self._editor = editor
        self._matter: Matter | None = None
        self._alarms: dict[int, tuple[Alarm, ...]] = {}
        self._news: dict[int, tuple[Announcement, ...]] = {}
        self._begun = False
        self._told: set[tuple[int, str]] = set()  # matter and case of what was announced
        self._spoken: set[tuple[int, str]] = set()  # of the alarms of other matters that were spoken of
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._ask_open)
        editor.alarms.read.connect(self._read)
        editor.alarms.settled.connect(self._settle)
        editor.news.chosen.connect(self._open_news)
        editor.news.dismissed.connect(self._drop_news)
        editor.opened.connect(lambda number: self._show())

    @property
    def marks(self) -> dict[int, str]:
        """Return what is new about some matters, by number."""
        told = {
            number: marks_of_matter(_awake(self._alarms.get(number, ())), len(self._news.get(number, ())))
            for number in self._alarms.keys() | self._news.keys()
        }
        return {number: words for number, words in told.items() if words}

    def set_matter(self, matter: Matter | None) -> None:
        """Say which matter is open."""
        self._matter = matter

    def begin(self) -> None:
        """Ask as soon as the matters are there; nothing when they are listed again."""
        if not self._begun:
            self._begun = True
            self.refresh()

    def refresh(self) -> None:
        """Ask anew, as after a sync."""
        self._desk.alarms(self._take_alarms, self._pass)
        self._desk.announce(self._settings.text("user.court"), self._take_news, self._pass)

    def follow(self, changes: Changes) -> None:
        """Ask for the open matter again where what it uses may have changed."""
        number = self._matter.number if self._matter else 0
        if number and number in (changes.draft, changes.verdicts, *changes.matters):
            self._later.start()

    def _ask_open(self) -> None:
        if self._matter is not None:
            number = self._matter.number
            self._desk.alarms(partial(self._take_one, number), self._pass, number)

    def _take_one(self, number: int, alarms: Mapping[int, tuple[Alarm, ...]]) -> None:
        self._take_alarms({**self._alarms, number: alarms.get(number, ())})

    def _take_alarms(self, alarms: Mapping[int, tuple[Alarm, ...]]) -> None:
        self._alarms = {number: some for number, some in alarms.items() if some}
        self._speak_of_others()
        self._show()

    def _speak_of_others(self) -> None:
        """Say once that other matters use cases that were taken back; the list of matters shows which."""
        fresh = {
            (number, alarm.case_key)
            for number, some in self._alarms.items()
            for alarm in some
            if number != self._editor.matter and not alarm.told
        } - self._spoken
        self._spoken |= fresh
        if fresh and self._editor.matter:
            self.said.emit(elsewhere_words(len({number for number, _ in fresh})))

    def _take_news(self, told: tuple[Announcement, ...]) -> None:
        for number in {each.matter for each in told}:
            fresh = tuple(each for each in told if each.matter == number)
            known = {each.hit.card.key for each in fresh}
            kept = tuple(each for each in self._news.get(number, ()) if each.hit.card.key not in known)
            self._news[number] = fresh + kept
        self._show()

    def _show(self) -> None:
        number = self._editor.matter
        if number:
            self._editor.set_alarms(self._alarms.get(number, ()))
            news = self._news.get(number, ())
            self._editor.news.set_news(news)
            fresh = {(number, each.hit.card.key) for each in news} - self._told
            self._told |= fresh
            if fresh:
                self._desk.told(number, [key for _, key in fresh])
        self.marked.emit(self.marks)

    def _read(self, alarms: tuple[Alarm, ...]) -> None:
        for alarm in alarms:
            self._desk.note_alarm(alarm, "", lambda nothing: self._later.start())

    def _settle(self, alarm: Alarm, reason: str) -> None:
        self._desk.note_alarm(alarm, reason, lambda nothing: self._ask_open())

    def _open_news(self, hit: object) -> None:
        self._forget_news(hit)
        self.case_chosen.emit(hit)

    def _drop_news(self) -> None:
        self._news.pop(self._editor.matter, None)
        self.marked.emit(self.marks)

    def _forget_news(self, hit: object) -> None:
        number = self._editor.matter
        self._news[number] = tuple(each for each in self._news.get(number, ()) if each.hit is not hit)
        self.marked.emit(self.marks)

    def _pass(self, error: LeianError) -> None:
        """Leave it: where the matters cannot be read that is said elsewhere."""


def _awake(alarms: tuple[Alarm, ...]) -> int:
    return sum(not alarm.settled for alarm in alarms)
