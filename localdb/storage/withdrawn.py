"""Cases that the court took back: out of the library, still to be opened by who cites them, unless they are 不公开.

Belongs here: what remains of them, and which other cases are the same one (FEED.md, "The same case elsewhere"). Does
not: taking them out (library.py). Writes join the caller's transaction.
"""

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from localdb.model.case import Case, CaseCard, Mark
from localdb.model.feed import NATIONAL, SAID, Tombstone, Withdrawal, folder_of
from localdb.model.kinds import Authority, Effect, Status
from localdb.storage.connection import Row, Store, marks, pieces
from localdb.storage.packing import BodyDamaged, packed, unpack
from localdb.storage.revocations import same_court
from localdb.text.case_numbers import parse_case_no

_AS = "SELECT w.*, a.content FROM withdrawn_as a JOIN withdrawn w USING (key) WHERE "
_SAME = f"{_AS} a.content = ? AND a.content != x'' UNION {_AS} a.canonical = ? AND a.canonical != ''"
_WITH = (
    "FROM withdrawn one JOIN withdrawn_as a ON a.key = one.key, withdrawn w JOIN withdrawn_as b ON b.key = w.key "
    "WHERE one.key = ? AND w.key != one.key "
    "AND (b.content = a.content AND a.content != x'' OR b.canonical = a.canonical AND a.canonical != '')"
)
_ALIKE = ", ".join(f"{{0}}.{name}" for name in ("status", "since", "by_case", "why", "court"))
# CROSS JOIN keeps the order: from a few cases to what was taken back, or from all that was to the cases.
_OF_SOME = (
    "SELECT c.key AS holder, c.court AS own, w.* FROM cases c CROSS JOIN withdrawn_as a ON a.content = c.content "
    "CROSS JOIN withdrawn w ON w.key = a.key WHERE c.key IN ({0}) UNION "
    "SELECT c.key, c.court, w.* FROM cases c CROSS JOIN own_numbers o ON o.number = c.number "
    "CROSS JOIN withdrawn_as a ON a.canonical = o.canonical CROSS JOIN withdrawn w ON w.key = a.key "
    "WHERE c.key IN ({0})"
)
_OF_ALL = (
    "SELECT c.key AS holder, c.court AS own, w.* FROM withdrawn_as a CROSS JOIN cases c ON c.content = a.content "
    "CROSS JOIN withdrawn w ON w.key = a.key UNION "
    "SELECT c.key, c.court, w.* FROM withdrawn_as a CROSS JOIN own_numbers o ON o.canonical = a.canonical "
    "CROSS JOIN cases c ON c.number = o.number CROSS JOIN withdrawn w ON w.key = a.key"
)
_FEW = 200  # cases; for more it costs less to ask for all and remember
_NAMED = "key, id, title, court, case_no, status, since, by_case, why"
_STATUS = {Withdrawal.OUT: Status.WITHDRAWN, Withdrawal.CHANGED: Status.CHANGED}


class Shelved(NamedTuple):
    """Hold a case as it leaves the library, under one of its keys; `case` is None where it cannot be read any more."""

    key: str
    id: str
    title: str
    court: str
    case_no: str
    origin: bytes
    case: Case | None
    content: bytes = b""


class Notice(NamedTuple):
    """Say how the court took a case back: `by` is what replaced it."""

    status: Withdrawal
    since: date
    by: str = ""
    why: str = ""

    def covers(self, key: str, other: str) -> bool:
        """Say whether what is said of the case of this key holds for another record of the same case too.

        It does for what the user imported. Of what another role gave only the centre may say that it is 不公开; what it
        names in place of its own stands (FEED.md, "What is 不公开").
        """
        if not folder_of(other):
            return self.status in SAID
        centre = folder_of(key) == NATIONAL != folder_of(other)
        return centre and self.status is Withdrawal.HIDDEN and not _names(self.by, other)


class Withdrawn:
    """Keep the tables `withdrawn` and `withdrawn_as`, a row a key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told = threading.local()  # the stamp of the store, and what `elsewhere` found then

    def put(self, shelved: Sequence[Shelved], notice: Notice) -> None:
        """Keep what left the library; of what is 不公开 neither the text nor a title that names parties."""
        hidden, keeps = notice.status is Withdrawal.HIDDEN, notice.status.keeps_text
        self._store.executemany(
            f"INSERT OR REPLACE INTO withdrawn ({_NAMED}, origin, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(each.key, each.id, "" if hidden and each.case_no else each.title, each.court, each.case_no),
                    *(*_told(notice), each.origin, packed(each.case).body if keeps and each.case else None),
                )
                for each in shelved
            ],
        )
        self._store.executemany(
            "INSERT OR REPLACE INTO withdrawn_as VALUES (?, ?, ?)",
            [(each.key, each.content, canonical(each.case_no)) for each in shelved],
        )

    def renew(self, key: str, notice: Notice) -> bool:
        """Say anew of a case that was taken back already how it was; False when nothing is new, or it is not here.

        What is said of it holds for the copies that went with it.
        """
        found = self.among([key]).get(key)
        if found is None or (found.status, found.since, found.by, found.why) == notice:
            return False
        hidden, bare = notice.status is Withdrawal.HIDDEN, not notice.status.keeps_text
        sql = (
            "UPDATE withdrawn SET status = ?, since = ?, by_case = ?, why = ?, body = iif(?, NULL, body), "
            "title = iif(? AND case_no != '', '', title) WHERE key = ?"
        )
        for each in (key, *(stone.key for stone in self.copies(key))):
            self._store.execute(sql, (*_told(notice), bare, hidden, each))
        return True

    def forget(self, keys: Iterable[str]) -> None:
        """Forget cases that came again."""
        self._store.executemany("DELETE FROM withdrawn WHERE key = ?", [(key,) for key in keys])

    def copies(self, key: str) -> list[Tombstone]:
        """Return the copies of a case that was taken back, that went with it: what is said of them is the same."""
        sql = f"SELECT w.* {_WITH} AND ({_ALIKE.format('w')}) = ({_ALIKE.format('one')})"
        return [_tombstone(row) for row in self._store.rows(sql, (key,)) if _notice(row).covers(key, row["key"])]

    def bare(self, key: str, notice: Notice) -> list[str]:
        """Take text and title off what was taken back before and is the same as what is 不公开 now; return its keys."""
        sql = (
            f"SELECT w.key, w.court, one.court AS own, b.content = a.content AS exact {_WITH} "
            "AND (w.body IS NOT NULL OR w.title != '' AND w.case_no != '')"
        )
        same = [
            row["key"]
            for row in self._store.rows(sql, (key,))
            if notice.covers(key, row["key"]) and (row["exact"] or same_court(row["court"], row["own"], exactly=True))
        ]
        sql = "UPDATE withdrawn SET body = NULL, title = iif(case_no != '', '', title) WHERE key = ?"
        self._store.executemany(sql, [(each,) for each in same])
        return same

    def as_now(self, key: str, content: bytes) -> bool:
        """Say whether a case was taken back with this very text."""
        return bool(self._store.value("SELECT content FROM withdrawn_as WHERE key = ?", (key,)) == content)

    def empty(self) -> bool:
        """Say whether nothing was taken back, so that nothing more need be asked."""
        return self._store.value("SELECT 1 FROM withdrawn LIMIT 1") is None

    def bars(self, case: Case, content: bytes, origin: bytes) -> Withdrawal | None:
        """Return why a case may not come in, the user's or another role's (Notice.covers); None when it may.

        It is what was taken back: the same input or the same text, or of what is 不公开 the same 案号 of that court.
        """
        rows = self._store.rows(_SAME, (content, canonical(case.case_no)))
        rows += self._store.rows("SELECT *, x'' AS content FROM withdrawn WHERE key = ?", (case.key,))
        for row in rows:
            told = Withdrawal(row["status"])
            if not _notice(row).covers(row["key"], case.key):
                continue
            hidden = told is Withdrawal.HIDDEN and row["case_no"] and same_court(row["court"], case.court, exactly=True)
            if row["content"] == content or (row["key"] == case.key and row["origin"] == origin) or hidden:
                return told
        return None

    def elsewhere(self, keys: Sequence[str] | None = None) -> dict[str, Tombstone]:
        """Return key -> how another court of the feed took the same case back; `keys` None for the whole library.

        It is the same where the text is, or 案号 and court are.
        """
        if self.empty():
            return {}
        if keys is not None and len(keys) <= _FEW:
            return _worst(self._store.rows(_OF_SOME.format(marks(keys)), (*keys, *keys)))
        stamp, told = self._store.stamp(), getattr(self._told, "last", None)
        if told is None or told[0] != stamp:
            told = self._told.last = stamp, _worst(self._store.rows(_OF_ALL))
        wanted = told[1].keys() if keys is None else told[1].keys() & set(keys)
        return {key: told[1][key] for key in wanted}

    def marked(self, cards: Sequence[CaseCard], keys: Sequence[str] | None = None) -> list[CaseCard]:
        """Return cards with a mark "elsewhere" (status, since when, folder) where another court took the case back.

        What is 改判 elsewhere is 待核: one court's word neither silences another's case nor lets it pass for sound.
        """
        told = self.elsewhere(keys)
        return [_marked(card, told[card.key]) if card.key in told else card for card in cards]

    def find(self, name: str) -> Tombstone | None:
        """Return what is known of a case by its key or id; None when none of that name was taken back."""
        rows = self._store.rows(
            f"SELECT {_NAMED} FROM withdrawn WHERE key = ? OR id = ? ORDER BY key != ?", (name,) * 3
        )
        return _tombstone(rows[0]) if rows else None

    def all(self) -> list[Tombstone]:
        """Return everything that was taken back."""
        return [_tombstone(row) for row in self._store.rows(f"SELECT {_NAMED} FROM withdrawn ORDER BY key")]

    def among(self, keys: Sequence[str]) -> dict[str, Tombstone]:
        """Return those of these keys that were taken back."""
        found: dict[str, Tombstone] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT {_NAMED} FROM withdrawn WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: _tombstone(row) for row in rows}
        return found

    def case(self, key: str) -> Case | None:
        """Return the text of a case that was taken back, with its state; None where it is not kept or not readable."""
        rows = self._store.rows("SELECT body, status, by_case FROM withdrawn WHERE key = ?", (key,))
        with suppress(BodyDamaged):
            if rows and rows[0]["body"] is not None:
                status = _STATUS[Withdrawal(rows[0]["status"])]
                return replace(unpack(rows[0]["body"]), status=status, superseded_by=rows[0]["by_case"])
        return None

    def origins(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return key -> digest of the input that a case was last read from, of those that were taken back."""
        found: dict[str, bytes] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT key, origin FROM withdrawn WHERE key IN ({marks(piece)})", piece)
            found |= {row["key"]: row["origin"] for row in rows}
        return found


def canonical(case_no: str) -> str:
    """Return a case number as it is written the one way, "" where it is none."""
    found = parse_case_no(case_no)
    return found.canonical if found else ""


def _worst(rows: Sequence[Row]) -> dict[str, Tombstone]:
    """Return for each case the notice that says the most, 改判 before others, the latest before earlier ones."""
    told = [row for row in rows if same_court(row["court"], row["own"], exactly=True) and _of_another(row)]
    ordered = sorted(told, key=lambda row: (row["status"] == Withdrawal.CHANGED, row["since"], row["key"]))
    return {row["holder"]: _tombstone(row) for row in ordered}


def _of_another(row: Row) -> bool:
    """Say whether a notice came from another than gave the case; what it names as standing in its place is no other.

    `by` is an id of the role that speaks: a case that was handed on bears its id in the other role too, or is named so.
    """
    another = folder_of(row["key"]) not in ("", folder_of(row["holder"]))
    return row["status"] in SAID and another and not _names(row["by_case"], row["holder"])


def _names(by: str, key: str) -> bool:
    """Say whether the notice of a role names this case, of whatever role, as what stands in the place of its own."""
    ident = by.partition(":")[2]
    return ident != "" and ident == key.partition(":")[2]


def _marked(card: CaseCard, stone: Tombstone) -> CaseCard:
    """Mark a card; of what the court published itself the effect stays with its source, as in revocations.py."""
    if card.authority is Authority.GUIDING:
        return card
    mark = Mark("elsewhere", (stone.status, stone.since.isoformat(), folder_of(stone.key)))
    sound = card.effect in (Effect.EFFECTIVE, Effect.PRESUMED) and card.authority is Authority.JUDGMENT
    effect = Effect.UNVERIFIED if sound and stone.status is Withdrawal.CHANGED else card.effect
    return replace(card, effect=effect, marks=(mark, *card.marks))


def _told(notice: Notice) -> tuple[str, str, str, str]:
    return notice.status, notice.since.isoformat(), notice.by, notice.why


def _notice(row: Row) -> Notice:
    return Notice(Withdrawal(row["status"]), date.fromisoformat(row["since"]), row["by_case"], row["why"])


def _tombstone(row: Row) -> Tombstone:
    return Tombstone(
        row["key"],
        row["id"],
        row["title"],
        row["court"],
        row["case_no"],
        Withdrawal(row["status"]),
        date.fromisoformat(row["since"]),
        row["by_case"],
        row["why"],
    )
