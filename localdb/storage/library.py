"""The library of cases: library.db behind one class. Rules of what may enter it live in localdb/admission."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from localdb.model.case import Case, CaseCard
from localdb.model.feed import Withdrawal
from localdb.model.library import LibraryState
from localdb.storage.backlog import Backlog, Todo
from localdb.storage.cases import Added, Cases, Entry
from localdb.storage.census import Census
from localdb.storage.connection import Store
from localdb.storage.features import Features
from localdb.storage.feed_state import FeedState
from localdb.storage.folding import Folding, Likeness
from localdb.storage.library_schema import ERASES, LIBRARY
from localdb.storage.meta import Meta
from localdb.storage.refusals import Refusals
from localdb.storage.withdrawn import Notice, Withdrawn, canonical

_ERASING = "to erase"  # fact in library.db: the keys of what is 不公开, until nothing of it is left on the disk
__all__ = ["Added", "Entry", "Library", "Likeness", "Notice", "Todo"]


class Library:
    """Hold library.db open: cases, aliases, the backlog of the index, features of cases, facts about the whole.

    `withdrawn` is what the court took back, `feed` how far its feed was read, `refused` what was not admitted; all are
    written inside `store.write()`.
    `likeness` are the rules by which new cases are folded into others (folding.py); without them none is.
    Safe to use from several threads; with `read_only` the file stays as it is to the last bit. Every method raises
    LibraryBusy or DiskTrouble when the file is unwell.
    """

    def __init__(self, path: Path, *, read_only: bool = False, likeness: Likeness | None = None) -> None:
        self.store = Store(path, LIBRARY, read_only=read_only)
        self._cases = Cases(self.store)
        self._folding = Folding(self.store, likeness, self._cases.get_many, self._cards)
        self._backlog = Backlog(self.store)
        self._features = Features(self.store)
        self._meta = Meta(self.store)
        self.withdrawn = Withdrawn(self.store)
        self.feed = FeedState(self.store)
        self.refused = Refusals(self.store)
        self.census = Census(self.store)

    def close(self) -> None:
        """Close the connections of all threads."""
        self.store.close()

    def add(self, entries: Iterable[Entry]) -> Added:
        """Store a batch in one transaction and put what is new into the backlog.

        Same key and same record: duplicate. New key, content that is there: duplicate, the key becomes an alias.
        Same key, new record: replaced. Anything that changes the library raises its version by one. A case that was
        taken back is in the library again.
        """
        entries = list(entries)
        with self.store.write():
            before = self.store.value("SELECT coalesce(max(number), 0) FROM cases")
            added, touched = self._cases.add(entries)
            touched += self._restore(entries)
            self._settle(touched, entries)
            new = int(self.store.value("SELECT count(*) FROM folded WHERE number > ?", (before,)))
            if added.changes:
                self._meta.count_version()
        folded = min(new, added.admitted)
        return added._replace(
            admitted=added.admitted - folded,
            duplicates=added.duplicates + folded,
            aliases=added.aliases + folded,
            folded=folded,
        )

    def _restore(self, entries: Sequence[Entry]) -> list[str]:
        """Forget that these cases, and the copies that went with them, were taken back; return what to index again."""
        contents = {entry.case.key: entry.content for entry in entries}
        stones = self.withdrawn.among(list(contents))
        touched = self._cases.like(list(stones.values()))
        for key in stones:
            same = self.withdrawn.as_now(key, contents[key])
            copies = self.withdrawn.copies(key)
            origins = self.withdrawn.origins([copy.key for copy in copies])
            for copy in copies if same else ():
                self._cases.name_again(copy, origins[copy.key], key)
            self.withdrawn.forget([key, *(copy.key for copy in copies)])
        return [key for key in touched if key not in contents]

    def barred(self, entries: Sequence[Entry]) -> dict[str, Withdrawal]:
        """Return key -> why a case may not come in: a court took the same case back, and its word covers this one too.

        What the feed still gives with the same text is not barred.
        """
        if self.withdrawn.empty():
            return {}
        standing = self._cases.standing([entry.content for entry in entries])
        asked = (entry for entry in entries if entry.content not in standing)
        told = {entry.case.key: self.withdrawn.bars(entry.case, entry.content, entry.origin) for entry in asked}
        return {key: status for key, status in told.items() if status is not None}

    def fold_waiting(self, limit: int) -> int:
        """Look for the like of cases that were stored before likeness was looked at, `limit` of them; return how many.

        One transaction; 0 when none is left.
        """
        with self.store.write():
            keys = self._folding.unplaced(limit)
            folded = self._folding.place(keys)
            self._backlog.put(folded, "delete")
            if folded:
                self._meta.count_version()
        return len(keys)

    def folded(self, keys: Sequence[str]) -> dict[str, int]:
        """Return key -> how many other cases count as one with it, of those that have any."""
        return self._folding.counts(keys)

    def _settle(self, touched: Sequence[str], entries: Sequence[Entry] = ()) -> None:
        """Fold what was touched, and what was folded into it, or else have the index take it in again."""
        read = {entry.case.key: entry.case for entry in entries}
        near = {entry.case.key: entry.near for entry in entries if entry.near is not None}
        standing, folded = self._folding.settle(touched, read, near)
        self._backlog.put(folded, "delete")
        self._backlog.put(standing, "add")
        self._features.forget([*standing, *folded])

    def remove(self, keys: Iterable[str]) -> int:
        """Delete cases with their aliases; return how many were there."""
        keys = list(keys)
        with self.store.write():
            alone = self._folding.loosen(keys)
            gone, touched = self._cases.remove(keys)
            self._cases.forget_superseded(gone)
            self._backlog.put(gone, "delete")
            self._features.forget(gone)
            self._settle([*touched, *alone])
            if gone:
                self._meta.count_version()
        return len(gone)

    def take_back(self, key: str, notice: Notice) -> bool:
        """Take a case out of the library because the court took it back; False when that changes nothing.

        It goes from search at once, can still be read through `withdrawn` unless it is 不公开, and comes back by `add`.
        Of what is 不公开 every copy that this covers goes too, by whatever words it differs; and nothing of it is left
        on the disk once `erase` was called.
        """
        with self.store.write():
            hidden = notice.status is Withdrawal.HIDDEN
            copies = self._copies(key, notice) if hidden else []
            changed = sum(self._take_back(each, notice, key) for each in (key, *copies)) > 0  # each of them
            if hidden and (bared := self.withdrawn.bare(key, notice)):
                self._note_erasing(bared)
                changed = True
            if changed:
                self._meta.count_version()
        return changed

    def _take_back(self, key: str, notice: Notice, said_of: str) -> bool:
        held = self._cases.held_as(key)
        alone = self._folding.loosen(held)
        taken = self._cases.take_back(key, partial(notice.covers, said_of))
        if taken is None:
            changed = self.withdrawn.renew(key, notice)
            shelved = [key, *(copy.key for copy in self.withdrawn.copies(key))] if changed else []
        else:
            self.withdrawn.put(taken.shelved, notice)
            self._backlog.put(taken.gone, "delete")
            self._features.forget(taken.gone)
            changed, shelved = True, [each.key for each in taken.shelved]
        like = self._cases.like(list(self.withdrawn.among(shelved).values()))
        self._settle([*(taken.again if taken else ()), *held, *alone, *like])
        if changed and notice.status is Withdrawal.HIDDEN:
            self._note_erasing(shelved)
        return changed

    def _copies(self, key: str, notice: Notice) -> list[str]:
        """Return the keys of those copies of a case, which is here or was taken back, that a notice covers."""
        held = self._cases.held_as(key)
        found = [*self._folding.copies(held), *self._cases.with_text_of(key)]
        named: list[tuple[str, str]] = [(card.court, card.case_no) for card in self._cases.cards(held).values()]
        named += [(stone.court, stone.case_no) for stone in self.withdrawn.among([key]).values()]
        found += [each for court, number in named for each in self._cases.numbered_of(court, canonical(number))]
        return [each for each in dict.fromkeys(found) if each not in held and notice.covers(key, each)]

    def holds(self, key: str) -> bool:
        """Say whether a case is known by this very key or alias."""
        return bool(self._cases.held_as(key))

    def to_erase(self) -> list[str]:
        """Return the keys of what is 不公开 and may still have left something on the disk."""
        return list(json.loads(self._meta.get(_ERASING) or "[]"))

    def erase(self, keys: Sequence[str]) -> bool:
        """Let nothing of these cases be found in the file, its journal or its backups; False while others read it.

        Raises:
            DiskTrouble: a file of an older Leian is to be written anew, and there is no room for it.
        """
        with self.store.write():
            self._features.forget(set(keys).difference(self._cases.origins(keys)))
        if self._meta.get(ERASES) is None:
            self.store.vacuum()
            self.set_meta(ERASES, "1")
        for backup in self.store.path.parent.glob(f"{self.store.path.name}.*.bak"):
            backup.unlink(missing_ok=True)
        if not self.store.empty_journal():
            return False
        with self.store.write():
            left = [key for key in self.to_erase() if key not in keys]
            self._meta.set(_ERASING, json.dumps(left, ensure_ascii=False))
        return True

    def _note_erasing(self, keys: Sequence[str]) -> None:
        noted = list(dict.fromkeys([*self.to_erase(), *keys]))
        self._meta.set(_ERASING, json.dumps(noted, ensure_ascii=False))
        self.feed.forget_news(keys)

    def get(self, key: str) -> Case | None:
        """Return a case by its key, an alias, or an id; None when the library does not hold it.

        Raises:
            CaseDamaged: it holds it, but cannot read it any more; get_many leaves such a case out.
        """
        return self._cases.get(key)

    def get_many(self, keys: Sequence[str]) -> dict[str, Case]:
        """Return the cases of these keys (keys only, no aliases), missing ones left out."""
        return self._cases.get_many(keys)

    def bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the packed records of these keys, as localdb/storage/packing.py reads them; whole or not."""
        return self._cases.bodies(keys)

    def resolve(self, name: str) -> str | None:
        """Return the key of the case known by this key, alias or bare id; None when there is none."""
        return self._cases.resolve(name)

    def resolve_many(self, names: Iterable[str]) -> dict[str, str]:
        """Return name -> key for those names that the library knows."""
        return {name: key for name in names if (key := self._cases.resolve(name)) is not None}

    def numbered(self, canonical: str) -> str | None:
        """Return the key of the case with this case number, written the one way, or of that which it is folded into."""
        return self._cases.numbered(canonical)

    def cards(self, keys: Sequence[str]) -> dict[str, CaseCard]:
        """Return the cards of these keys, missing ones left out; a mark "folded" counts what is folded into a case."""
        return self._folding.marked(self._cards(keys))

    def _cards(self, keys: Sequence[str]) -> dict[str, CaseCard]:
        return {card.key: card for card in self.withdrawn.marked(list(self._cases.cards(keys).values()), keys)}

    def all_cards(self) -> list[CaseCard]:
        """Return every card in the order of arrival, but those of cases that are folded into others."""
        cards = self.withdrawn.marked(self._cases.all_cards())
        return list(self._folding.marked({card.key: card for card in cards}).values())

    def refresh_cards(self, cards: Iterable[CaseCard]) -> int:
        """Replace the stored cards of cases that are there (the facts behind them changed); return how many."""
        with self.store.write():
            return self._cases.refresh_cards(cards)

    def keys(self, *, folded: bool = False) -> list[str]:
        """Return all keys in the order of arrival, with `folded` those of cases that are folded into others too."""
        return self._cases.keys(folded=folded)

    def origins(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return key or alias -> digest of the input it was last read from."""
        return self._cases.origins(keys)

    def superseded(self, keys: Sequence[str]) -> set[tuple[str, bytes]]:
        """Return, for these keys, the inputs that another input of the same key took the place of: key and digest."""
        return self._cases.superseded(keys)

    def each(self) -> Iterator[Case]:
        """Yield every case, one at a time, in the order of arrival."""
        return self._cases.each()

    def backlog(self, limit: int = 500, after: int = 0) -> list[Todo]:
        """Return what the index still has to do, oldest first; `kind` is "add" or "delete".

        `after` is the number of the last that was read already: what comes in meanwhile has a higher one.
        """
        return self._backlog.next(limit, after)

    def done(self, todos: Iterable[Todo]) -> None:
        """Strike off what the index has done; a key that came in again meanwhile stays."""
        with self.store.write():
            self._backlog.done(todos)

    def refill_backlog(self, indexed: Iterable[str] = ()) -> int:
        """Put every case into the backlog, for an index that is built anew; return how many.

        `indexed` are the keys that the index holds now: those that the library does not know are dropped from it.
        """
        with self.store.write():
            self._backlog.clear()
            keys = self._cases.keys()
            self._backlog.put(set(indexed).difference(keys), "delete")
            self._backlog.put(keys, "add")
        return len(keys)

    def put_features(self, features: Mapping[str, bytes]) -> None:
        """Keep one blob a case, replacing what was there; what is in it is the business of localdb/ranking."""
        with self.store.write():
            self._features.put(features)

    def get_features(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the blobs of these keys, missing ones left out."""
        return self._features.get(keys)

    def get_meta(self, name: str) -> str | None:
        """Return a fact about the whole library; None when it was never set."""
        return self._meta.get(name)

    def set_meta(self, name: str, value: str) -> None:
        """Keep a fact about the whole library."""
        with self.store.write():
            self._meta.set(name, value)

    def version(self) -> int:
        """Return the version, which grows by one with every committed batch that changed something."""
        return self._meta.version()

    def count(self) -> int:
        """Return how many cases there are; those that are folded into others do not count."""
        return int(self.store.value("SELECT (SELECT count(*) FROM cases) - (SELECT count(*) FROM folded)"))

    def check(self) -> str:
        """Look for damage in the file; return what SQLite says of the first, "" when it is sound."""
        said = str(self.store.value("PRAGMA quick_check(1)"))
        return "" if said == "ok" else said

    def unreadable(self) -> int:
        """Read every case; return how many cannot be read any more."""
        return self._cases.unreadable()

    def state(self) -> LibraryState:
        """Describe the library."""
        cases = self.count()
        newest = self.store.value("SELECT max(since) FROM cases WHERE date(since) = since")
        by_authority = self.store.rows(
            "SELECT authority, count(*) AS cases FROM cases "
            "WHERE number NOT IN (SELECT number FROM folded) GROUP BY authority"
        )
        return LibraryState(
            cases=cases,
            indexed=cases - self._backlog.adding(),
            version=self.version(),
            newest=date.fromisoformat(newest) if newest else None,
            sample=self.get_meta("sample") == "1",
            unreadable=self._cases.known_unreadable(),
            by_authority={row["authority"]: row["cases"] for row in by_authority},
        )
