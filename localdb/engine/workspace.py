"""The workspace: the data folder and everything opened from it, each part on first use, shared by all threads.

The library, the index and the segmenter are imported with their first use too: the judge's draft stands on the screen
without them, and importing them takes longer than opening it.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from localdb.engine.corrections import Tables, read_tables
from localdb.model.case import Case
from localdb.model.errors import (
    Cancelled,
    DiskTrouble,
    KeyNeeded,
    LibraryBusy,
    WorkTaken,
    WrongKey,
    disk_reason,
)
from localdb.model.library import UnreadTable
from localdb.reference import Reference
from localdb.reference.models import LABELS, model_contents
from localdb.storage import secret
from localdb.storage.folders import private_folder
from localdb.storage.lock import Lock
from localdb.storage.work import Work

if TYPE_CHECKING:
    from localdb.engine.known_cases import KnownCases
    from localdb.index.whoosh_index import WhooshIndex
    from localdb.index.widening import Widening
    from localdb.ranking.label_model import LabelModel
    from localdb.storage.library import Library
    from localdb.text.segmentation import Segmenter

SAMPLE = "sample"  # name of the fact in library.db
MODELS = "models"  # folder of models, in the data folder and in the resources
CORRECTIONS = "reference"  # folder of a court's corrections to the tables, inside the data folder
_MISSING = object()  # a part may be None
Part = TypeVar("Part")


class _Labels(NamedTuple):
    model: "LabelModel | None"
    path: Path | None
    unread: tuple[Path, ...]


class Workspace:
    """Hold the data folder open. Use `Workspace.open`; `close` when done.

    Attributes:
        data: the data folder; library.db, work.db and index/ lie in it.
        resources: the folder of the tables that come with Leian.
        sample: whether this folder is for the sample library, which holds 演示数据 only.
        alone: whether work.db is kept from every other workspace that is `alone`, so that no two windows write over
            each other's drafts, verdicts and marks. Who only reads (a command beside the window) need not be.
    """

    def __init__(
        self, data: Path, resources: Path, unlock: Callable[[], bytes] | None, sample: bool, alone: bool
    ) -> None:
        self.data = data
        self.resources = resources
        self._sample = sample
        self._alone = alone
        self._unlock = unlock
        self._guard = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}
        self._parts: dict[str, object] = {}
        self._closed = False

    @classmethod
    def open(
        cls,
        data: Path,
        resources: Path,
        unlock: Callable[[], bytes] | None = None,
        sample: bool = False,
        alone: bool = False,
        make: bool = True,
    ) -> Self:
        """Open a data folder, with `make` making it if need be. Databases and tables open on first use.

        `unlock` is asked for the passphrase (UTF-8) of work.db when no keyring holds its key.

        Raises:
            DiskTrouble: the folder cannot be made.
        """
        return cls(private_folder(data) if make else data, resources, unlock, sample, alone)

    @property
    def reference(self) -> Reference:
        """Return the tables of courts, causes, laws and words, with the court's corrections laid over them."""
        return self._once("tables", self._read_tables).reference

    @property
    def unread_tables(self) -> tuple[UnreadTable, ...]:
        """Return which corrections could not be read when the tables were; () where nobody has asked for these yet."""
        tables = self._parts.get("tables")
        return tables.unread if isinstance(tables, Tables) else ()

    @property
    def segmenter(self) -> "Segmenter":
        """Return the one segmenter for index and queries."""
        from localdb.text.segmentation import Segmenter

        return self._once("segmenter", lambda: Segmenter(self.reference.lexicon))

    @property
    def widening(self) -> "Widening":
        """Return what widens questions by the tables at hand."""
        from localdb.index.widening import Widening

        tables = self.reference
        return self._once("widening", lambda: Widening(tables.articles, tables.synonyms, self.segmenter.words))

    @property
    def library(self) -> "Library":
        """Return library.db.

        Raises:
            LibraryBusy, DiskTrouble, NewerFile: it cannot be opened.
        """
        return self._once("library", self._open_library)

    @property
    def known(self) -> "KnownCases":
        """Return the cases of the library, those just read remembered.

        Raises: as `library`.
        """
        from localdb.engine.known_cases import KnownCases

        return self._once("known", lambda: KnownCases(self.library))

    @property
    def label_model(self) -> "LabelModel | None":
        """Return the model that reads legal labels from facts; None where there is none that can be read."""
        return self._labels.model

    @property
    def label_files(self) -> tuple[Path | None, tuple[Path, ...]]:
        """Return the file of that model, and those that would have come before it but cannot be read."""
        return self._labels.path, self._labels.unread

    @property
    def model_folders(self) -> tuple[Path, ...]:
        """Return the folders where models are looked for: trained here, the feed's, what comes with Leian."""
        own = () if self._sample else (self.data / MODELS, self.feed_models)
        return (*own, self.resources / MODELS)

    @property
    def work(self) -> Work:
        """Return work.db, asking for its key.

        Raises:
            KeyNeeded: no keyring holds the key and nobody can be asked for a passphrase.
            WrongKey: the key or passphrase does not open it.
            WorkTaken: another window has it open, and this one wants it alone.
            DiskTrouble, NewerFile, KeyLost, WorkLost: it cannot be opened.
        """
        return self._once("work", self._open_work)

    @property
    def work_begun(self) -> bool:
        """Say whether work.db is there; who only reads need not make one to find nothing in it. Asks for no key.

        Raises:
            DiskTrouble, WorkLost: it was there and is gone, or the note beside it cannot be read.
        """
        secret.not_lost(self.data)
        return (self.data / "work.db").exists()

    @property
    def opened_work(self) -> Work | None:
        """Return work.db when it is open already; asks for no key."""
        with self._guard:
            work = self._parts.get("work")
            return work if isinstance(work, Work) else None

    @property
    def table_folders(self) -> tuple[Path, ...]:
        """Return the folder of the tables, and those of the corrections to them: the feed's, over them the court's."""
        overlay = (self.resources / "sample" if self._sample else self.data) / CORRECTIONS
        return (self.resources, *(folder for folder in (self.feed_tables, overlay) if folder.is_dir()))

    @property
    def trust(self) -> Path:
        """Return the folder of what is trusted of the court's feed, and of what came of it and is not applied yet."""
        return self.data / "trust"

    @property
    def feed_tables(self) -> Path:
        """Return the folder of the feed's corrections to the tables: a copy of what library.db holds."""
        return self.trust / "tables"

    @property
    def feed_models(self) -> Path:
        """Return the folder of the models that the feed gave."""
        return self.trust / MODELS

    def renew_tables(self) -> None:
        """Have the tables, and the words that are cut by them, read again by whoever asks next."""
        self._renew("tables", "segmenter", "widening")

    def renew_model(self) -> None:
        """Have the model read again by whoever asks next."""
        self._renew("labels")

    def _renew(self, *parts: str) -> None:
        for part in parts:
            with self._lock_of(part):
                self._parts.pop(part, None)

    def adoption_counts(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Return how often each case was adopted from; nothing while work.db is not open: a search asks for no key."""
        return self.opened_work.adoptions.counts(keys) if self.opened_work is not None else {}

    @property
    def sample(self) -> bool:
        """Say whether the library holds 演示数据; settled when library.db is made."""
        return self.library.get_meta(SAMPLE) == "1"

    @property
    def index_folder(self) -> Path:
        """Return the folder of the index."""
        return self.data / "index"

    @property
    def index(self) -> "WhooshIndex":
        """Return the index; an outdated or damaged one begins anew, empty, to be filled by `drain_index`.

        Raises:
            LibraryBusy: another Leian is writing it. DiskTrouble: there is no room, or no leave, for a new one.
        """
        return self._once("index", self._open_index)

    def renew_index(self, damaged: "WhooshIndex") -> bool:
        """Begin the index anew because this one was found damaged; say whether it still was the current one.

        Whoever else was reading it finds it closed, and asks the new one. Where another Leian has begun a new one in
        the same folder, that is opened.

        Raises:
            LibraryBusy: another Leian is writing the index.
        """
        from localdb.index.whoosh_index import WhooshIndex, open_index

        folder, words = self.index_folder, self.segmenter.fingerprint
        with self._lock_of("index"):
            if self._parts.get("index") is not damaged:
                return False
            damaged.close()
            there = open_index(folder, words)
            if there.identity == damaged.identity:
                there.close()
                there = WhooshIndex.create(folder, words, damaged=True)
            self._keep("index", there)
        return True

    @property
    def lock(self) -> Path:
        """Return the lock file of whoever writes cases into the library or the index."""
        return self.data / "library.lock"

    def unlock(self, passphrase: str) -> None:
        """Open work.db with a passphrase.

        Raises:
            KeyNeeded: the passphrase is empty, or the key lies in a keyring.
            WrongKey: it does not open work.db.
        """
        self._unlock = passphrase.encode
        _ = self.work

    def close(self) -> None:
        """Close what is open; whoever comes later gets Cancelled."""
        with self._guard:
            self._closed = True
            parts, self._parts = self._parts, {}
        for part in reversed(parts.values()):
            _close(part)

    def _once(self, name: str, make: Callable[[], Part]) -> Part:
        # A lock for each part: who waits for a keyring to be opened keeps nobody from the library.
        # It is looked up once where it is there: it may be renewed between two looks.
        parts = self._parts
        if (part := parts.get(name, _MISSING)) is _MISSING:
            with self._lock_of(name):
                if self._closed:
                    raise Cancelled
                if (part := parts.get(name, _MISSING)) is _MISSING:
                    part = make()
                    self._keep(name, part)
        found: Part = part  # type: ignore[assignment]
        return found

    def _keep(self, name: str, part: object) -> None:
        with self._guard:
            if not self._closed:
                self._parts[name] = part
                return
        _close(part)  # it was being opened when the workspace was closed
        raise Cancelled

    def _lock_of(self, name: str) -> threading.RLock:
        with self._guard:
            return self._locks.setdefault(name, threading.RLock())

    @property
    def _labels(self) -> "_Labels":
        return self._once("labels", self._read_labels)

    def _read_labels(self) -> "_Labels":
        from localdb.ranking.label_model import LARGEST, LabelModel, ModelUnread

        unread: list[Path] = []
        for path, content in model_contents(self.model_folders, LABELS, LARGEST):
            with suppress(ModelUnread):
                return _Labels(LabelModel.of(content), path, tuple(unread))
            unread.append(path)
        return _Labels(None, None, tuple(unread))

    def _read_tables(self) -> Tables:
        return read_tables(self.data, self.feed_tables, self.table_folders)

    def _open_index(self) -> "WhooshIndex":
        from localdb.index.whoosh_index import open_index

        try:
            return open_index(self.index_folder, self.segmenter.fingerprint)
        except OSError as error:
            raise DiskTrouble(self.index_folder, disk_reason(error)) from error

    def _open_library(self) -> "Library":
        from localdb.storage.library import Library, Likeness

        with _closed_by_errors(Library(self.data / "library.db", likeness=Likeness(_near_keys, _why_one))) as library:
            if library.get_meta(SAMPLE) is None:
                library.set_meta(SAMPLE, "1" if self._sample else "0")
        return library

    def _open_work(self) -> Work:
        if self._alone:
            self._once("work lock", self._lock_work)
        key, path = self._key(), self.data / "work.db"
        secret.not_lost(self.data)
        try:
            work = Work(path, key)
        except WrongKey as error:
            if secret.how_kept(self.data) == "passphrase":
                raise
            raise DiskTrouble(path, "other_key") from error  # nobody has mistyped anything
        with _closed_by_errors(work):
            secret.remember(self.data)
        return work

    def _lock_work(self) -> Lock:
        try:
            return Lock(self.data / "work.lock")
        except LibraryBusy as error:
            raise WorkTaken(self.data) from error

    def _key(self) -> bytes:
        if self._sample:
            return secret.key_beside(self.data)
        try:
            return secret.key_from_keyring(self.data)
        except KeyNeeded:
            if self._unlock is None:
                raise
        return secret.key_from_passphrase(self.data, self._unlock())


@contextmanager
def _closed_by_errors(part: Part) -> Iterator[Part]:
    try:
        yield part
    except BaseException:
        _close(part)
        raise


def _close(part: object) -> None:
    if (close := getattr(part, "close", None)) is not None:
        close()


def _near_keys(case: Case, court: str) -> tuple[int, ...]:
    from localdb.admission.sketch import near_keys  # brings the patterns of the parser, which a start needs not

    return near_keys(case, court)


def _why_one(one: Case, court: str, other: Case, others_court: str) -> str | None:
    from localdb.admission.likeness import why_one

    return why_one(one, court, other, others_court)
