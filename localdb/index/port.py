"""The seam between the engine and the index: what goes in, what is asked, what comes back.

Belongs here: plain values and the Protocol that every index implementation keeps. Does not: Whoosh or numpy, so that
another codec, or a fake, slides in without a change above.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from localdb.index.question import Question
from localdb.model.kinds import Authority, CaseType

Words = Mapping[str, float]
Cancelled = Callable[[], bool]
Announce = Callable[[str], object]


class Body(StrEnum):
    """Name a body of words that is weighted apart; `REST` is found by search words only."""

    FACTS = "facts"
    ISSUES = "issues"
    REASONING = "reasoning"
    GIST = "gist"
    TITLE = "title"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what the index keeps of one case.

    `bodies` hold the words in order, as often as they occur. `day` is the proleptic ordinal of the day of effect, else
    of judgment, else of publication, 0 when unknown. `numbers` are case numbers, 入库编号 and the like as
    `question.plain_number` writes them; `statutes` are terms as `question.statute_terms` writes them.
    """

    key: str
    bodies: Mapping[Body, Sequence[str]]
    court: str = ""
    level: str = ""
    province: str = ""
    city: str = ""
    authority: Authority = Authority.JUDGMENT
    case_type: str = ""
    effect: str = ""
    day: int = 0
    causes: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Origin(NamedTuple):
    """Say where a case comes from, which is what its tier follows from."""

    authority: str
    court: str


class Found(NamedTuple):
    """Name a case found, its score in the index, and its day (see Entry)."""

    key: str
    score: float
    day: int


class Lane(NamedTuple):
    """Hold the best of one lane, best first, and how many of it match at all."""

    best: tuple[Found, ...]
    matched: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Keep only some cases. `since`, `until` are day ordinals, inclusive, 0 = open.

    With `since` a case of unknown day is left out; authorities in `ageless` pass `since` whatever their day.
    """

    since: int = 0
    until: int = 0
    case_type: CaseType | None = None
    ageless: frozenset[Authority] = frozenset()
    effects_out: frozenset[str] = frozenset()


class IndexDamaged(Exception):
    """Tell that a file of the index is missing, truncated, foreign or cannot be read.

    The engine answers it by building the index again from the store (engine/index_backlog.py), and nobody else.
    """


class IndexOutdated(Exception):
    """Tell that the index was built under another schema, dictionary or rule of segmentation, or is not there."""


# The lane of an origin, None = leave these cases out. Callables that are equal always answer the same: what they drew
# is remembered.
LaneOf = Callable[[Origin], str | None]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Count cases, the mean length of a body in words, and in how many cases a term stands in a body or column.

    `telling` says how much a word of the facts tells about the cause of a case: the Kullback-Leibler divergence of the
    causes of the cases that have it from those of all cases, in nats; absent where too few cases have a cause.
    """

    cases: int = 0
    mean_length: Mapping[str, float] = field(default_factory=dict)
    frequency: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    telling: Mapping[str, float] = field(default_factory=dict)


class CaseIndex(Protocol):
    """Find cases by words. One instance may be used from several threads; one process writes at a time.

    Every method raises IndexDamaged when a file proves to be other than what was written, DiskTrouble when the machine
    does not let it be read or written.
    """

    identity: str  # new for every index built anew: whoever fills it can tell that it is empty
    damaged: bool  # it replaces one that could not be read
    checked: bool  # `check` was passed since it was opened

    @property
    def cases(self) -> int:
        """Return how many cases can be found."""

    @property
    def mark(self) -> str:
        """Return the mark of the last commit, by which the store knows an index that is older or newer than itself."""

    def keys(self) -> list[str]:
        """Return the keys of all cases that can be found."""

    def with_number(self, number: str) -> list[str]:
        """Return the keys of the cases with this number as `question.plain_number` writes it, in order."""

    def update(self, entries: Sequence[Entry], gone: Collection[str] = (), announce: Announce | None = None) -> str:
        """Add or replace `entries` and drop `gone`, in one commit that survives a kill or never happened.

        Returns the mark of the commit, new every time; `announce` is told it just before, while nobody else can write.
        """

    def tidy(self, announce: Announce | None = None, cancelled: Cancelled | None = None) -> str | None:
        """Make searching cheaper when nothing else is to be done; return the mark of the commit, None if none was made.

        Raises:
            Cancelled: `cancelled` answered True; nothing was changed.
        """

    def purge(
        self, keys: Collection[str], announce: Announce | None = None, cancelled: Cancelled | None = None
    ) -> str | None:
        """Let no word be left of what these keys stood for and that was dropped or replaced, in no file of the index.

        Return the mark of the last commit, None if none was made. What was held goes on answering in memory.

        Raises:
            Cancelled: `cancelled` answered True; another call does the rest.
        """

    def held(self) -> AbstractContextManager[None]:
        """Answer questions from the state of now, whatever is committed meanwhile; what was is then seen at one stroke.

        Only in this process: another one, or one that comes after a kill, sees every commit.
        """

    @property
    def words(self) -> str:
        """Return the fingerprint of the segmentation by which this index is filled."""

    def take_words(self, words: str) -> None:
        """Take down that it is filled by another segmentation from now on; whoever says so replaces every entry."""

    def check(self) -> None:
        """Read every file to its end.

        Raises:
            IndexDamaged: one is not what was written.
        """

    def statistics(self, terms: Mapping[str, Collection[str]]) -> Statistics:
        """Count these terms of bodies and of "causes", "statutes", "numbers"; deleted cases count until purged."""

    def candidates(
        self,
        words: Mapping[Body, Words],
        lane_of: LaneOf,
        limit: int,
        narrowing: Narrowing | None = None,
        recent: int = 0,
        cancelled: Cancelled | None = None,
    ) -> Mapping[str, Lane]:
        """Return the `limit` best of every lane for a bag of words, scored by BM25F with these weights.

        With `recent` (a day ordinal) the `limit` best of the lane since that day are among them, whatever they score.
        Ties are broken by key.

        Raises:
            Cancelled: `cancelled` answered True.
        """

    def search(
        self,
        question: Question,
        lane_of: LaneOf,
        limit: int,
        narrowing: Narrowing | None = None,
        cancelled: Cancelled | None = None,
    ) -> Mapping[str, Lane]:
        """Return the `limit` best of every lane for a parsed question; phrases match as words, to be verified.

        Raises: as `candidates`.
        """

    def close(self) -> None:
        """Let go of the files."""
