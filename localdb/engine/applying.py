"""One shard of the feed into the library: all of its operations and its number in one transaction, or nothing.

Belongs here: what an operation does to the library, and the counting. Does not: which shard, and whether to trust it.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from localdb.engine import feed_models
from localdb.engine.feed_tables import fits, settle_tables, written
from localdb.engine.spare_cores import SpareCores
from localdb.engine.tables import refresh_cards
from localdb.engine.taking import Taking, reads_as_well
from localdb.engine.workspace import Workspace
from localdb.intake import Raw, Refused, read_record
from localdb.model.case import Case, CaseCard
from localdb.model.errors import Cancelled
from localdb.model.feed import FEED_SOURCE, NATIONAL, FeedRejection, Withdrawal
from localdb.model.kinds import Authority, Section
from localdb.model.library import Refusal
from localdb.storage.library import Entry, Notice
from localdb.sync.shards import Line, Model, Put, Shard, Table, Withdraw, read

_BATCH = 100  # cases that are stored while others are judged
_FIRST = 1000  # rejections that are listed one by one
_MOST_NEWS = 100
_NEWS = (Authority.GUIDING, Authority.TYPICAL)  # announced, in this order
_NO_JSON = ("json", "object", "nested", "encoding", "operation")
Told = Callable[[int], None]  # operations of this shard that are done


@dataclass(slots=True)
class Tally:
    """Count over all shards what they brought."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    withdrawn: int = 0
    duplicates: int = 0
    shards: int = 0
    reasons: Counter[Refusal] = field(default_factory=Counter)
    rejections: list[FeedRejection] = field(default_factory=list)
    news: list[CaseCard] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def told_news(self) -> tuple[CaseCard, ...]:
        """Return the new guiding and typical cases, guiding first, the newest first."""
        news = [card for card in self.news if card.key not in self.hidden]
        ordered = sorted(news, key=lambda card: card.since.toordinal() if card.since else 0, reverse=True)
        return tuple(sorted(ordered, key=lambda card: _NEWS.index(card.authority))[:_MOST_NEWS])


class _Read(NamedTuple):
    """Hold what a shard asks for: of every case the last operation, and of every table and model.

    `refused` has id -> the place among the rejections, of puts that are not admitted.
    """

    puts: dict[str, Raw]
    withdrawals: dict[str, Withdraw]
    refused: dict[str, int]
    tables: dict[str, Table]
    models: dict[str, Model]

    def settle(self, ident: str) -> None:
        """Forget what was asked before for a case."""
        self.puts.pop(ident, None)
        self.withdrawals.pop(ident, None)
        self.refused.pop(ident, None)


class Applying:
    """Apply shards to the library of a workspace, one after another. Whoever calls holds its lock."""

    def __init__(self, ws: Workspace, spare: SpareCores) -> None:
        self._ws = ws
        self._spare = spare
        self.tally = Tally()
        if ws.library.count() == 0:
            refresh_cards(ws)  # takes down by which tables the first cards are made
        self._taking = Taking(ws, spare)
        self._begun = bool(ws.library.feed.applied())  # of a first sync everything is new, and nothing is news

    def apply(self, shard: Shard, file: Path, told: Told, cancelled: Callable[[], bool]) -> bool:
        """Apply one shard; False when it was cancelled before anything was written.

        Raises:
            ShardDamaged: it is not what was signed about it; nothing of it was applied.
            LibraryBusy, DiskTrouble: the library cannot be written; nothing of it was applied.
        """
        tally, library = Tally(), self._ws.library
        with file.open("rb") as stream:
            asked = self._read(read(stream, shard), shard, tally)
        source = FEED_SOURCE + shard.name.folder
        known = library.origins([f"{source}:{ident}" for ident in asked.puts])
        judged = self._judged(asked, source, known, shard, tally)
        try:
            self._store(shard, source, _until(judged, cancelled, lambda: told(tally.read)), asked, tally)
        except Cancelled:
            return False
        self._add(tally)
        if asked.models:
            self._ws.renew_model()
        if asked.tables and settle_tables(self._ws):
            self._taking = Taking(self._ws, self._spare)
        return True

    def _read(self, lines: Iterator[Line], shard: Shard, tally: Tally) -> _Read:
        asked = _Read({}, {}, {}, {}, {})
        for line in lines:
            match line.operation:
                case Put(case, read, parties):
                    raw = read_record(case, line.number, line.digest)
                    if isinstance(raw, Refused):
                        ident = str(case.get("id")).strip()
                        asked.settle(ident)
                        self._refuse(ident, shard, raw, asked, tally)
                    elif raw.case is not None:
                        asked.settle(raw.case.id)
                        asked.puts[raw.case.id] = _whole(raw, raw.case, parties) if reads_as_well(read) else raw
                case Withdraw() as withdrawal:
                    asked.settle(withdrawal.id)
                    asked.withdrawals[withdrawal.id] = withdrawal
                case Table() | Model() as given:
                    if unfit := self._unfit(given, shard):
                        refused = Refused(line.number, Refusal.BAD_FIELD, unfit)
                        self._reject(shard, refused, tally, record=False)
                    elif isinstance(given, Table):
                        asked.tables[given.name] = given
                    else:
                        asked.models[given.name] = given
                case None:
                    refusal = Refusal.NOT_JSON if line.reason in _NO_JSON else Refusal.TOO_LARGE
                    self._reject(shard, Refused(line.number, refusal, line.reason), tally)
        return asked

    def _unfit(self, given: Table | Model, shard: Shard) -> str:
        """Return why a table or a model is not taken, "" where it is; only `targets` may give any."""
        if shard.name.folder != NATIONAL:
            return "place"
        if isinstance(given, Table):
            return "" if fits(self._ws, given.name, written(given.rows)) else "table"
        return "" if feed_models.fits(*given) else "model"

    def _judged(
        self, asked: _Read, source: str, known: dict[str, bytes], shard: Shard, tally: Tally
    ) -> Iterator[Entry]:
        """Yield the entries of cases that are not in the library as they are, letting go of each record."""
        drawn: deque[tuple[str, int]] = deque()
        for judged in self._taking.judged(self._fresh(asked, source, known, tally, drawn), source):
            ident, line = drawn.popleft()
            if refused := judged if isinstance(judged, Refused) else self._barred(judged, line):
                self._refuse(ident, shard, refused, asked, tally)
            elif isinstance(judged, Entry):
                tally.read += 1
                yield judged

    def _barred(self, entry: Entry, line: int) -> Refused | None:
        """Refuse what the centre has made 不公开, whichever court gives it (FEED.md, "What is 不公开")."""
        status = self._ws.library.barred([entry]).get(entry.case.key)
        return Refused(line, Refusal.TAKEN_BACK, status) if status else None

    def _fresh(
        self, asked: _Read, source: str, known: dict[str, bytes], tally: Tally, drawn: deque[tuple[str, int]]
    ) -> Iterator[tuple[Raw, bytes]]:
        for ident in list(asked.puts):
            raw = asked.puts.pop(ident)
            origin = self._taking.origin(raw.digest)
            if known.get(f"{source}:{ident}") == origin:
                tally.read += 1
                tally.duplicates += 1
            else:
                drawn.append((ident, raw.line))
                yield raw, origin

    def _store(self, shard: Shard, source: str, judged: Iterator[Entry], asked: _Read, tally: Tally) -> None:
        """Write all of it in one transaction, what was judged by batches, so that others are judged meanwhile."""
        library, name = self._ws.library, shard.name
        with library.store.write():
            new: list[str] = []
            while entries := list(islice(judged, _BATCH)):
                new += self._new(entries)
                added = library.add(entries)
                tally.added += added.admitted
                tally.replaced += added.replaced
                tally.duplicates += added.duplicates
            self._remove_refused(source, asked, tally)
            for ident, told in asked.withdrawals.items():
                notice = Notice(told.status, told.since, f"{source}:{told.by}" if told.by else "", told.why)
                tally.withdrawn += library.take_back(f"{source}:{ident}", notice)
                if told.status is Withdrawal.HIDDEN:
                    tally.hidden.append(f"{source}:{ident}")
            for table in asked.tables.values():
                library.feed.put_table(table.name, written(table.rows))
            library.feed.apply(name.folder, name.last)
            library.feed.take_up(name.path)
            library.refused.put({name.path: [(one.line, one.refusal, one.detail) for one in tally.rejections]})
            tally.news = [card for card in library.cards(new).values() if card.may_count]
            if self._begun:
                library.feed.add_news([card.key for card in tally.news])
            feed_models.lay(self._ws, asked.models)  # last: what comes before it may yet fail
        tally.tables, tally.models = list(asked.tables), list(asked.models)
        tally.shards = 1

    def _refuse(self, ident: str, shard: Shard, refused: Refused, asked: _Read, tally: Tally) -> None:
        asked.refused[ident] = len(tally.rejections)
        self._reject(shard, refused, tally)

    def _remove_refused(self, source: str, asked: _Read, tally: Tally) -> None:
        """Take out what a put was to replace that is not admitted (FEED.md, "Operations")."""
        for ident, place in asked.refused.items():
            key, told = f"{source}:{ident}", tally.rejections[place]
            if self._ws.library.holds(key):
                notice = Notice(Withdrawal.REPLACED, date.today(), "", told.refusal)
                tally.withdrawn += self._ws.library.take_back(key, notice)
                tally.rejections[place] = told._replace(removed=True)

    def _new(self, entries: list[Entry]) -> list[str]:
        """Return the keys of the guiding and typical cases that the library does not hold yet."""
        keys = [each.card.key for each in entries if each.card.authority in _NEWS]
        known = self._ws.library.origins(keys)
        return [key for key in keys if key not in known]

    def _add(self, new: Tally) -> None:
        tally = self.tally
        for name in ("read", "added", "replaced", "withdrawn", "duplicates", "shards"):
            setattr(tally, name, getattr(tally, name) + getattr(new, name))
        tally.reasons.update(new.reasons)
        tally.rejections += new.rejections[: _FIRST - len(tally.rejections)]
        tally.news += new.news
        tally.hidden += new.hidden
        tally.tables += [name for name in new.tables if name not in tally.tables]
        tally.models += [name for name in new.models if name not in tally.models]

    def _reject(self, shard: Shard, refused: Refused, tally: Tally, *, record: bool = True) -> None:
        tally.read += record
        tally.reasons[refused.refusal] += 1
        tally.rejections.append(FeedRejection(shard.name.path, refused.line, refused.refusal, refused.detail))


def _until(entries: Iterable[Entry], cancelled: Callable[[], bool], told: Callable[[], None]) -> Iterator[Entry]:
    """Yield entries, telling of each; it ends by Cancelled where that was asked for."""
    for entry in entries:
        if cancelled():
            raise Cancelled
        yield entry
        told()


def _whole(raw: Raw, case: Case, parties: str) -> Raw:
    """Return a record that was read when it was published, as it was read."""
    sections = {**case.sections, **({Section.PARTIES: parties} if parties else {})}
    ordered = {section: sections[section] for section in Section if section in sections}
    return raw._replace(case=replace(case, sections=ordered), whole=True)
