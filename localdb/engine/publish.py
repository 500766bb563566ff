"""Publish: case records, withdrawals, corrections of tables and models become a signed part of the feed (FEED.md).

Records are read and judged as an import judges them; what goes out is the record as it came, for a reader completes it
with rules that may be newer. What the feed holds already with the same content is not published again.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from localdb.engine.feed_keys import opened, state_folder
from localdb.engine.feed_models import model_in
from localdb.engine.feed_tables import check_table
from localdb.engine.taking import own_version, read_case
from localdb.intake import Raw, Refused, files_in, read_file, size_of
from localdb.model.errors import DiskTrouble, FileMissing, FileUnreadable, PublishFault
from localdb.model.feed import Withdrawal
from localdb.model.json_object import NotAnObject, json_object
from localdb.model.kinds import Section
from localdb.model.library import Refusal, Rejection
from localdb.model.publishing import PublishProgress, PublishSummary, Settled
from localdb.model.record import case_to_record
from localdb.reference import Reference
from localdb.storage.trouble import told
from localdb.sync.cleaning import clean
from localdb.sync.compaction import Folded, crowded, fold
from localdb.sync.delegations import check_province
from localdb.sync.feed_folder import SNAPSHOT, TARGETS, TIMESTAMP, FeedFolder
from localdb.sync.key_files import Ask, KeyRing
from localdb.sync.published import CASE, NOTE, PUT, WITHDRAWN, Published, key_of
from localdb.sync.publisher import Outgoing, Publisher, digest_of
from localdb.sync.sequence import Entry
from localdb.sync.shards import CASES, MODELS, TABLES, Model, Put, Table, Withdraw, operation_of
from localdb.sync.signing import Signing

_FIRST = 1000  # rejections that are listed one by one
_PAUSE = 0.1  # seconds between two reports of progress
Progress = Callable[[PublishProgress], object]


@dataclass(frozen=True, slots=True)
class Publication:
    """Say what is to be published where.

    `places` are folders and files of keys. `keep` and `grace` (days) are None where nobody asked for compaction or for
    cleaning; where many shards have gathered it is folded unasked, unless `folds` is False. `restore` publishes again
    what was withdrawn, where the input has it.
    """

    feed: Path
    places: tuple[Path, ...]
    role: str = TARGETS
    paths: tuple[Path, ...] = ()
    withdrawals: tuple[Withdraw, ...] = ()
    tables: tuple[Path, ...] = ()
    models: tuple[Path, ...] = ()
    restore: bool = False
    keep: int | None = None
    folds: bool = True
    grace: int | None = None
    offline: bool | None = None
    state: Path | None = None


def publish(
    wanted: Publication,
    reference: Reference,
    resources: Path,
    ask: Ask,
    progress: Progress | None = None,
) -> PublishSummary:
    """Publish, then fold and clean where asked for; return what became of every record.

    Raises:
        FileMissing, FileUnreadable: an input is not there, or a table is none.
        PublishFault: a key is missing or does not open, or a model is none; see localdb/sync for the other reasons.
        LibraryBusy: another publisher is at work. DiskTrouble: writing failed; readers see the old feed.
    """
    if wanted.role != TARGETS:
        check_province(wanted.role)
        if wanted.tables:
            raise PublishFault("tables_national", wanted.role)
        if wanted.models:
            raise PublishFault("models_national", wanted.role)
    files = files_in(wanted.paths)
    tables = _each_once([_outgoing(table, path) for path, table in _tables(wanted.tables, resources)])
    models = _each_once([_outgoing(model_in(path), path) for path in files_in(wanted.models)])
    state = wanted.state or state_folder(wanted.feed)
    with opened(wanted.feed) as folder:
        signing = Signing(folder, KeyRing(wanted.places, ask), datetime.now(UTC), wanted.offline)
        if wanted.role == TARGETS and signing.root is None:
            raise PublishFault("no_root", str(wanted.feed))
        if not signing.may_sign(wanted.role):
            raise PublishFault("key_missing", wanted.role)
        with told(state / NOTE), closing(Published(state)) as held:
            run = _Run(Publisher(signing, held, wanted.role), reference, wanted, progress)
            signing.unlock(wanted.role, SNAPSHOT, TIMESTAMP)  # only now: what can be wrong without it was told
            run.publish(files, tables, models)
        settled = signing.settle()
        if note := crowded(wanted.role, run.entries):
            settled = replace(settled, notes=(*settled.notes, note))
        removed = _clean(folder, signing, wanted)
    return run.summary(settled, removed)


def withdrawals_of(
    idents: Sequence[str], status: Withdrawal, since: date, by: str = "", why: str = ""
) -> tuple[Withdraw, ...]:
    """Return what takes cases back, all for one reason."""
    return tuple(Withdraw(ident.strip(), status, since, by, why) for ident in idents)


def read_withdrawals(path: Path) -> tuple[Withdraw, ...]:
    """Read a list of withdrawals: JSON Lines with `id`, `status`, `since`, and `by` and `why` where there are any.

    Raises:
        FileMissing, FileUnreadable: it is not there, or a line is none ("withdrawal"); it names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # no other sign ends a line of JSON Lines
    except FileNotFoundError:
        raise FileMissing(path) from None
    except (OSError, UnicodeDecodeError):
        raise FileUnreadable(path, "not_text") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                operation = operation_of({**json_object(line), "op": "withdraw"})
            except NotAnObject:
                raise FileUnreadable(path, "not_json", number) from None
            if not isinstance(operation, Withdraw):
                raise FileUnreadable(path, "withdrawal", number)
            found.append(operation)
    return tuple(found)


class _Run:
    """Carry one publication through.

    Raises:
        PublishFault: "withdraw_unknown"; what is to be withdrawn was never published.
    """

    def __init__(
        self,
        publisher: Publisher,
        reference: Reference,
        wanted: Publication,
        progress: Progress | None,
    ) -> None:
        self._publisher = publisher
        self._reference = reference
        self._wanted = wanted
        self._progress = progress
        self._told = 0.0
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[Refusal] = Counter()
        self._rejections: list[Rejection] = []
        self._held: list[str] = []
        self._fresh: list[Entry] = []
        self._tables: list[str] = []
        self._models: list[str] = []
        self._folded = 0
        self._withdrawn = list(self._withdrawals())  # as the feed is before this publication

    @property
    def entries(self) -> Sequence[Entry]:
        """Return the shards of the role as they are now."""
        return self._publisher.entries

    def publish(self, files: Sequence[Path], tables: Sequence[Outgoing], models: Sequence[Outgoing]) -> None:
        """Publish tables, models, cases and withdrawals, then fold."""
        self._fresh += self._publisher.publish(TABLES, self._changed(tables, self._tables))
        self._fresh += self._publisher.publish(MODELS, self._changed(models, self._models))
        self._fresh += self._publisher.publish(CASES, self._cases(files))
        self._fresh += self._publisher.publish(CASES, self._withdrawn)
        folded = self._fold()
        if folded is not None and folded.gone:
            self._publisher.rewrite(folded.entries)
            self._folded = folded.gone

    def _fold(self) -> Folded | None:
        """Fold where that is asked for or is time; what nobody asked for keeps nothing from going out."""
        wanted, feed = self._wanted, self._publisher.feed
        if wanted.keep is not None:
            return fold(wanted.role, self.entries, feed, wanted.keep)
        if wanted.folds and crowded(wanted.role, self.entries):
            with suppress(PublishFault, DiskTrouble):
                return fold(wanted.role, self.entries, feed)
        return None

    def summary(self, settled: Settled, removed: tuple[int, int]) -> PublishSummary:
        """Count up."""
        return PublishSummary(
            role=self._wanted.role,
            read=self._counts["read"],
            added=self._counts["added"],
            replaced=self._counts["replaced"],
            unchanged=self._counts["unchanged"],
            held=self._counts["held"],
            rejected=self._reasons.total(),
            withdrawn=self._counts["withdrawn"],
            tables=tuple(self._tables),
            models=tuple(self._models),
            reasons=dict(self._reasons),
            rejections=tuple(self._rejections),
            kept_back=tuple(self._held),
            shards=tuple(entry.target.path for entry in self._fresh),
            bytes=sum(entry.target.length for entry in self._fresh),
            folded=self._folded,
            removed=removed[0],
            freed=removed[1],
            settled=settled,
        )

    def _cases(self, files: Sequence[Path]) -> Iterator[Outgoing]:
        total, done = size_of(files), 0
        for file in files:
            for item in read_file(file):
                self._counts["read"] += 1
                match item if isinstance(item, Refused) else self._judged(item):
                    case Outgoing() as outgoing:
                        yield outgoing
                    case Refused() as refused:
                        self._reject(file, refused)
                    case str(what):
                        self._counts[what] += 1
                self._tell(file, done + item.at, total)
            done += size_of([file])

    def _judged(self, raw: Raw) -> Outgoing | Refused | str:
        """Return what goes out of one record, why it does not, or as what a record that need not go out counts."""
        held = self._publisher.held(CASE, raw.case.id) if raw.case else None
        if held and held.op == PUT and held.origin == raw.digest:
            return "unchanged"
        case = read_case(raw, self._reference, sample=False)
        if isinstance(case, Refused):
            return case
        put = Put(case_to_record(case), own_version(), case.sections.get(Section.PARTIES, ""))
        digest = digest_of(put)
        if digest is None:
            return Refused(raw.line, Refusal.TOO_LARGE)
        held = held or self._publisher.held(CASE, case.id)
        if held and held.op == WITHDRAWN and not self._wanted.restore:
            self._held += [case.id] if len(self._held) < _FIRST else []
            return "held"
        if held and held.digest == digest:
            self._publisher.note.note_origin(self._wanted.role, case.id, raw.digest)
            return "unchanged"
        self._counts["replaced" if held else "added"] += 1
        return Outgoing(put, digest, raw.digest)

    def _withdrawals(self) -> Iterator[Outgoing]:
        for operation in self._wanted.withdrawals:
            held, digest = self._publisher.held(CASE, operation.id), digest_of(operation)
            if held is None:
                raise PublishFault("withdraw_unknown", operation.id)
            if digest is not None and held.digest != digest:
                self._counts["withdrawn"] += 1
                yield Outgoing(operation, digest)

    def _changed(self, given: Sequence[Outgoing], told: list[str]) -> Iterator[Outgoing]:
        """Yield the tables or models that are others than the feed holds; `told` takes their names."""
        for outgoing in given:
            kind, name, _ = key_of(outgoing.operation)
            held = self._publisher.held(kind, name)
            if held is None or held.digest != outgoing.digest:
                told.append(name)
                yield outgoing

    def _reject(self, file: Path, refused: Refused) -> None:
        self._reasons[refused.refusal] += 1
        if len(self._rejections) < _FIRST:
            self._rejections.append(Rejection(str(file), refused.line, refused.refusal, refused.detail))

    def _tell(self, file: Path, done: int, total: int) -> None:
        now = time.monotonic()
        if self._progress is None or now - self._told < _PAUSE:
            return
        self._told = now
        put = self._counts["added"] + self._counts["replaced"]
        self._progress(PublishProgress(str(file), self._counts["read"], put, self._reasons.total(), done, total))


def _outgoing(operation: Table | Model, path: Path) -> Outgoing:
    digest = digest_of(operation)
    if digest is None:
        raise PublishFault("table_large" if isinstance(operation, Table) else "model_large", str(path))
    return Outgoing(operation, digest)


def _each_once(given: list[Outgoing]) -> list[Outgoing]:
    """Return them if no two are of one name: the later would win today, and the earlier go out again tomorrow."""
    names = Counter(key_of(outgoing.operation)[1] for outgoing in given)
    if twice := next((name for name, count in names.items() if count > 1), ""):
        raise PublishFault("given_twice", twice)
    return given


def _tables(paths: Sequence[Path], resources: Path) -> Iterator[tuple[Path, Table]]:
    """Read corrections of tables, each tried over the tables that it corrects."""
    for path in files_in(paths):
        if path.suffix != ".json" or not (resources / path.name).exists():
            raise PublishFault("table_unknown", str(path))
        try:
            check_table(resources, path.stem, path.read_bytes())
        except FileUnreadable as error:
            raise FileUnreadable(path, error.reason, error.line) from error
        yield path, Table(path.stem, json.loads(path.read_text(encoding="utf-8-sig")))


def _clean(folder: FeedFolder, signing: Signing, wanted: Publication) -> tuple[int, int]:
    if wanted.grace is None:
        return 0, 0
    return clean(folder, _needed(folder, signing, wanted.role), datetime.now(UTC) - timedelta(days=wanted.grace))


def _needed(folder: FeedFolder, signing: Signing, role: str) -> dict[str, int]:
    """Return role -> the oldest version that counts: what readers see; in the folder of a high court, its newest."""
    if signing.root is None:  # nobody reads here, and the centre has its own copy of what readers see
        newest = signing.newest(role)
        return {role: newest.signed.version} if newest else {}
    shown = {name.removesuffix(".json"): meta.version for name, meta in signing.shown().items()}
    stamp = folder.load(TIMESTAMP)
    if stamp is not None:
        shown[SNAPSHOT] = stamp.signed.snapshot_meta.version
    return shown
