"""Cases and the other keys under which they are known. Writes join the caller's transaction.

A case whose text or card a worn disk has spoilt is left out, as if the library did not hold it, so that the others go
on; what it was last read from is forgotten, so that importing it again mends it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from localdb.model.case import Case, CaseCard
from localdb.model.errors import CaseDamaged
from localdb.model.feed import Tombstone
from localdb.storage.cards import COLUMNS, card_from_row, card_row
from localdb.storage.connection import Row, Store, marks, pieces
from localdb.storage.packing import BodyDamaged, Packed, is_whole, packed, unpack
from localdb.storage.revocations import Revocations, same_court
from localdb.storage.withdrawn import Shelved

_LOG = logging.getLogger("leian.store")
_STANDING = "number NOT IN (SELECT number FROM folded)"
_RESOLVED = (
    "SELECT coalesce(k.key, c.key) FROM {} LEFT JOIN folded f USING (number) LEFT JOIN cases k ON k.number = f.kept"
)
_HELD_AS = (
    "SELECT c.number, c.key, c.id, c.content, c.origin FROM cases c "
    "WHERE c.key = ? OR c.number = (SELECT target FROM aliases WHERE key = ?)"
)


class Entry(NamedTuple):
    """Hold a case ready to be stored: its card, the digest of its content and that of the input it was read from.

    `packed` and `near` are what would be worked out of it otherwise: its packed text, and its keys (folding.py).
    """

    case: Case
    card: CaseCard
    content: bytes
    origin: bytes = b""
    packed: Packed | None = None
    near: Sequence[int] | None = None


class Added(NamedTuple):
    """Count what became of a batch; every entry is counted once."""

    admitted: int = 0
    replaced: int = 0
    duplicates: int = 0
    aliases: int = 0  # those duplicates that brought a new key
    folded: int = 0  # those duplicates whose text is not the same, but counts as one with another (folding.py)

    @property
    def changes(self) -> bool:
        """Say whether the library is another than before."""
        return bool(self.admitted or self.replaced or self.aliases)


class TakenBack(NamedTuple):
    """Hold what left the library with one case, under each of its keys; what is gone, and what to index again."""

    shelved: list[Shelved]
    gone: list[str]
    again: list[str]


@dataclass(slots=True)
class _Tally:
    admitted: int = 0
    replaced: int = 0
    duplicates: int = 0
    aliases: int = 0


class Cases:
    """Keep the tables `cases`, `texts` and `aliases`, and what cases say of one another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revocations = Revocations(store)
        self._unreadable: set[str] = set()  # keys of cases that proved so

    def add(self, entries: Iterable[Entry]) -> tuple[Added, list[str]]:
        """Store entries; return the counts and the keys to index (again)."""
        self._forget_spoilt()
        tally = _Tally()
        touched: list[str] = []
        for entry in entries:
            touched += self._add_one(entry, tally)
        counts = Added(tally.admitted, tally.replaced, tally.duplicates, tally.aliases)
        return counts, list(dict.fromkeys(touched))

    def remove(self, keys: Iterable[str]) -> tuple[list[str], list[str]]:
        """Delete cases; return the keys of those that were there, and the keys to index again."""
        gone = [key for key in keys if self._row(key) is not None]
        touched = [other for key in gone for other in self._revocations.touched_by(key)]
        self._store.executemany("DELETE FROM cases WHERE key = ?", [(key,) for key in gone])
        return gone, [key for key in dict.fromkeys(touched) if key not in gone]

    def held_as(self, key: str) -> list[str]:
        """Return the key of the case that this key or alias is held as, if any."""
        return [row["key"] for row in self._store.rows(_HELD_AS, (key, key))]

    def numbered_of(self, court: str, number: str) -> list[str]:
        """Return the keys of the cases with this number, written the one way, of this court."""
        sql = "SELECT c.key, c.court FROM own_numbers o JOIN cases c USING (number) WHERE o.canonical = ?"
        rows = self._store.rows(sql, (number,)) if number else []
        return [row["key"] for row in rows if same_court(row["court"], court, exactly=True)]

    def with_text_of(self, key: str) -> list[str]:
        """Return the key of the case with the very text of one that was taken back, if any."""
        sql = "SELECT c.key FROM withdrawn_as a JOIN cases c USING (content) WHERE a.key = ? AND a.content != x''"
        return [row["key"] for row in self._store.rows(sql, (key,))]

    def like(self, stones: Sequence[Tombstone]) -> list[str]:
        """Return the keys of cases that may be the same as some that were taken back."""
        found: list[str] = []
        for stone in stones:
            sql = (
                "SELECT c.key FROM withdrawn_as a JOIN cases c ON c.content = a.content WHERE a.key = ? UNION "
                "SELECT c.key FROM withdrawn_as a JOIN own_numbers o ON o.canonical = a.canonical "
                "JOIN cases c ON c.number = o.number WHERE a.key = ?"
            )
            found += [row["key"] for row in self._store.rows(sql, (stone.key, stone.key))]
        return list(dict.fromkeys(found))

    def standing(self, contents: Sequence[bytes]) -> set[bytes]:
        """Return those of these digests of content that a case has."""
        found: set[bytes] = set()
        for piece in pieces(contents):
            rows = self._store.rows(f"SELECT content FROM cases WHERE content IN ({marks(piece)})", piece)
            found |= {row["content"] for row in rows}
        return found

    def name_again(self, stone: Tombstone, origin: bytes, key: str) -> None:
        """Let a copy that had gone with a case be known again as the case of this key, which came back."""
        row = self._row(key)
        if row is not None and not self.held_as(stone.key):
            source = stone.key[: -len(stone.id) - 1]
            alias = (stone.key, stone.id, source, origin, row["number"])
            self._write("INSERT INTO aliases VALUES (?, ?, ?, ?, ?)", alias)

    def take_back(self, key: str, goes: Callable[[str], bool]) -> TakenBack | None:
        """Take the case of this key out, by whichever key it is held; None when there is none.

        `goes` says of another key whether it goes too. Where one stays, its record stands by the text.
        """
        rows = self._store.rows(_HELD_AS, (key, key))
        if not rows:
            return None
        holder, members = rows[0], self._members(rows[0])
        standing = [each.key for each in members if each.key != key and not goes(each.key)]
        if not standing:
            return TakenBack(members, *self.remove([holder["key"]]))
        taken = [each for each in members if each.key == key]
        if holder["key"] != key:
            self._write("DELETE FROM aliases WHERE key = ?", (key,))
            return TakenBack(taken, [], [])
        heirs = self._promote(holder, standing[0])
        gone, again = self.remove([key])
        return TakenBack(taken, gone, [*heirs, *again])

    def get(self, name: str) -> Case | None:
        """Return a case by key, alias or id.

        Raises:
            CaseDamaged: it is there, but cannot be read any more.
        """
        key = self.resolve(name)
        if key is None:
            return None
        case = self.get_many([key]).get(key)
        if case is None:
            raise CaseDamaged(self._store.path, key)
        return case

    def get_many(self, keys: Sequence[str]) -> dict[str, Case]:
        """Return the cases of these keys."""
        found: dict[str, Case] = {}
        spoilt: list[str] = []
        for piece in pieces(keys):
            sql = f"SELECT key, body FROM cases LEFT JOIN texts USING (number) WHERE key IN ({marks(piece)})"
            for row in self._store.rows(sql, piece):
                try:
                    found[row["key"]] = unpack(row["body"])
                except BodyDamaged:
                    spoilt.append(row["key"])
        self._spoilt(spoilt)
        return found

    def bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the packed records of these keys, whole or not."""
        found: dict[str, bytes] = {}
        for piece in pieces(keys):
            sql = f"SELECT key, body FROM cases JOIN texts USING (number) WHERE key IN ({marks(piece)})"
            found |= {row["key"]: row["body"] for row in self._store.rows(sql, piece)}
        return found

    def known_unreadable(self) -> int:
        """Return how many cases proved unreadable so far and were not imported again since."""
        known = {row["key"] for row in self._store.rows("SELECT key FROM cases WHERE record = x''")}
        return len(known | self._unreadable)

    def unreadable(self) -> int:
        """Read every text and every card; return how many cannot be read. Changes nothing."""
        rows = self._store.rows(f"SELECT number, {COLUMNS} FROM cases ORDER BY number")
        return sum(not self._readable(row) for row in rows)

    def resolve(self, name: str) -> str | None:
        """Return the key of the case known by this key, alias or bare id, in this order.

        For one that is folded into another (folding.py) it is the key of that other.
        """
        own, alias = _RESOLVED.format("cases c"), _RESOLVED.format("aliases a JOIN cases c ON c.number = a.target")
        for sql in (
            f"{own} WHERE c.key = ?",
            f"{alias} WHERE a.key = ?",
            f"{own} WHERE c.id = ? ORDER BY c.number LIMIT 1",
            f"{alias} WHERE a.id = ? ORDER BY a.rowid LIMIT 1",
        ):
            key = self._store.value(sql, (name,))
            if key is not None:
                return str(key)
        return None

    def numbered(self, canonical: str) -> str | None:
        """Return the key of the case with this case number, written the one way (text/case_numbers.py).

        For one that is folded into another it is the key of that other.
        """
        sql = (
            "SELECT c.key FROM own_numbers o JOIN cases c USING (number) WHERE o.canonical = ? ORDER BY number LIMIT 1"
        )
        key = self._store.value(sql, (canonical,))
        return None if key is None else self.resolve(key)

    def cards(self, keys: Sequence[str]) -> dict[str, CaseCard]:
        """Return the cards of these keys, with what other cases say of them."""
        return {card.key: card for card in self._revocations.settle(self._stored_cards(keys), keys)}

    def all_cards(self) -> list[CaseCard]:
        """Return every card in the order of arrival, but those of cases that are folded into others."""
        rows = self._store.rows(f"SELECT {COLUMNS} FROM cases WHERE {_STANDING} ORDER BY number")
        return self._revocations.settle(self._cards_of(rows))

    def refresh_cards(self, cards: Iterable[CaseCard]) -> int:
        """Replace the cards of cases that are there."""
        count = 0
        for card in cards:
            row = card_row(card)
            sets = ", ".join(f"{name} = :{name}" for name in row if name != "key")
            count += self._store.execute(f"UPDATE cases SET {sets} WHERE key = :key", row).rowcount
        return count

    def keys(self, *, folded: bool = False) -> list[str]:
        """Return all keys in the order of arrival, with `folded` those of cases that are folded into others too."""
        which = "" if folded else f"WHERE {_STANDING} "
        return [row["key"] for row in self._store.rows(f"SELECT key FROM cases {which}ORDER BY number")]

    def origins(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return key or alias -> digest of the input it was last read from; a case whose text is spoilt has none."""
        found: dict[str, bytes] = {}
        spoilt: list[str] = []
        for piece in pieces(keys):
            among = f"WHERE key IN ({marks(piece)})"
            sql = f"SELECT key, origin, body FROM cases LEFT JOIN texts USING (number) {among}"
            for row in self._store.rows(sql, piece):
                if is_whole(row["body"]):
                    found[row["key"]] = row["origin"]
                else:
                    spoilt.append(row["key"])
            rows = self._store.rows(f"SELECT key, origin FROM aliases {among}", piece)
            found |= {row["key"]: row["origin"] for row in rows}
        self._spoilt(spoilt)
        return found

    def superseded(self, keys: Sequence[str]) -> set[tuple[str, bytes]]:
        """Return, for these keys, the inputs that another input of the same key took the place of: key and digest."""
        found: set[tuple[str, bytes]] = set()
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT key, origin FROM superseded WHERE key IN ({marks(piece)})", piece)
            found |= {(row["key"], row["origin"]) for row in rows}
        return found

    def forget_superseded(self, keys: Sequence[str]) -> None:
        """Forget the inputs that others took the place of."""
        self._store.executemany("DELETE FROM superseded WHERE key = ?", [(key,) for key in keys])

    def each(self) -> Iterator[Case]:
        """Yield every case in the order of arrival, but those that are folded into others."""
        last = 0
        sql = f"SELECT number, body FROM texts WHERE number > ? AND {_STANDING} ORDER BY number LIMIT 100"
        while rows := self._store.rows(sql, (last,)):
            for row in rows:
                with suppress(BodyDamaged):
                    yield unpack(row["body"])
            last = rows[-1]["number"]

    def _add_one(self, entry: Entry, tally: _Tally) -> list[str]:
        key = entry.case.key
        row = self._row(key)
        made = entry.packed or packed(entry.case)
        if row is not None and row["record"] == made.record:
            tally.duplicates += 1
            self._write("UPDATE cases SET origin = ? WHERE key = ?", (entry.origin, key))
            return []
        if row is not None:
            tally.replaced += 1
            promoted = []
            if row["content"] != entry.content:
                promoted = self._promote(row)
                self._write("INSERT OR REPLACE INTO replaced VALUES (?, ?)", (key, datetime.now(UTC).isoformat()))
            self._supersede(key, row["origin"])
            before = self._revocations.touched_by(key)
            self._update(row["number"], entry, made)
            return [key, *promoted, *before, *self._revocations.touched_by(key)]
        return self._add_new(entry, made, tally)

    def _add_new(self, entry: Entry, made: Packed, tally: _Tally) -> list[str]:
        key = entry.case.key
        twin = self._store.value("SELECT number FROM cases WHERE content = ? ORDER BY number LIMIT 1", (entry.content,))
        alias = self._store.rows("SELECT target, origin FROM aliases WHERE key = ?", (key,))
        known = alias[0]["target"] if alias else None
        if alias:
            self._write("DELETE FROM aliases WHERE key = ?", (key,))
            if known != twin:
                self._supersede(key, alias[0]["origin"])
        if twin is not None:
            tally.duplicates += 1
            tally.aliases += known != twin
            self._alias(entry, twin)
            return []
        if known is None:
            tally.admitted += 1
        else:
            tally.replaced += 1  # the key was an alias and has a text of its own now
        self._insert(entry, made)
        return [key, *self._revocations.touched_by(key)]

    def _stored_cards(self, keys: Sequence[str]) -> list[CaseCard]:
        rows: list[Row] = []
        for piece in pieces(keys):
            rows += self._store.rows(f"SELECT {COLUMNS} FROM cases WHERE key IN ({marks(piece)})", piece)
        return self._cards_of(rows)

    def _cards_of(self, rows: Iterable[Row]) -> list[CaseCard]:
        cards: list[CaseCard] = []
        spoilt: list[str] = []
        for row in rows:
            try:
                cards.append(card_from_row(row))
            except (ValueError, TypeError):
                spoilt.append(row["key"])
        self._spoilt(spoilt)
        return cards

    def _spoilt(self, keys: Sequence[str]) -> None:
        """Remember cases that cannot be read; a reader writes nothing."""
        if new := [key for key in keys if key not in self._unreadable]:
            _LOG.info("%d cases of the library cannot be read", len(new))
            self._unreadable.update(new)

    def _forget_spoilt(self) -> None:
        """Forget what spoilt cases were read from, so that the same input mends them."""
        sql = "UPDATE cases SET origin = x'', record = x'' WHERE key = ?"
        self._store.executemany(sql, [(key,) for key in self._unreadable])

    def _readable(self, row: Row) -> bool:
        try:
            card_from_row(row)
            unpack(self._store.value("SELECT body FROM texts WHERE number = ?", (row["number"],)))
        except (BodyDamaged, ValueError, TypeError):
            return False
        return True

    def _members(self, holder: Row) -> list[Shelved]:
        """Return a case under each of its keys, its own first."""
        case, card = self.get_many([holder["key"]]).get(holder["key"]), self._stored_cards([holder["key"]])[:1]
        aliases = self._store.rows("SELECT * FROM aliases WHERE target = ? ORDER BY rowid", (holder["number"],))
        own = {"key": holder["key"], "id": holder["id"], "source": None, "origin": holder["origin"]}
        return [
            Shelved(
                each["key"],
                each["id"],
                card[0].title if card else "",
                card[0].court if card else "",
                card[0].case_no if card else "",
                each["origin"],
                replace(case, id=each["id"], source=each["source"]) if case and each["source"] is not None else case,
                holder["content"],
            )
            for each in (own, *aliases)
        ]

    def _promote(self, row: Row, heir: str | None = None) -> list[str]:
        """Let an alias of a case, the first or `heir`, take over its old text, before the case gets a new one."""
        sql = "SELECT * FROM aliases WHERE target = ? AND key = coalesce(?, key) ORDER BY rowid LIMIT 1"
        first = self._store.rows(sql, (row["number"], heir))
        if not first:
            return []
        alias = first[0]
        self._write("DELETE FROM aliases WHERE key = ?", (alias["key"],))
        old, cards = self.get_many([row["key"]]).get(row["key"]), self._stored_cards([row["key"]])
        if old is None or not cards:
            return []  # nothing is left that could go on under another name; importing the alias again brings it
        case = replace(old, id=alias["id"], source=alias["source"])
        card = replace(cards[0], key=case.key, id=case.id)
        number = self._insert(Entry(case, card, row["content"], alias["origin"]), packed(case))
        self._write("UPDATE aliases SET target = ? WHERE target = ?", (number, row["number"]))
        return [case.key]

    def _supersede(self, key: str, origin: bytes) -> None:
        """Remember an input that another took the place of, for superseded()."""
        if origin:
            self._write("INSERT OR IGNORE INTO superseded VALUES (?, ?)", (key, origin))

    def _row(self, key: str) -> Row | None:
        rows = self._store.rows("SELECT number, key, content, record, origin FROM cases WHERE key = ?", (key,))
        return rows[0] if rows else None

    def _insert(self, entry: Entry, made: Packed) -> int:
        row = _columns(entry, made.record)
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        number = self._write(f"INSERT INTO cases ({names}) VALUES ({places})", row).lastrowid
        self._write("INSERT INTO texts VALUES (?, ?)", (number, made.body))
        self._revocations.put(int(number), entry.case)
        return int(number)

    def _update(self, number: int, entry: Entry, made: Packed) -> None:
        row = _columns(entry, made.record) | {"number": number}
        sets = ", ".join(f"{name} = :{name}" for name in row if name != "number")
        self._write(f"UPDATE cases SET {sets} WHERE number = :number", row)
        self._write("INSERT OR REPLACE INTO texts VALUES (?, ?)", (number, made.body))
        self._unreadable.discard(entry.case.key)
        self._revocations.put(number, entry.case)

    def _alias(self, entry: Entry, target: int) -> None:
        case = entry.case
        row = (case.key, case.id, case.source, entry.origin, target)
        self._write("INSERT INTO aliases VALUES (?, ?, ?, ?, ?)", row)

    def _write(self, sql: str, values: Sequence[object] | Row) -> Any:
        return self._store.execute(sql, values)


def _columns(entry: Entry, record: bytes) -> Row:
    return {"content": entry.content, "record": record, "origin": entry.origin, **card_row(entry.card)}
