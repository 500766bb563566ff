"""Which cases of the library others revoke. Writes join the caller's transaction.

What is revoked is told by cards as they are read, so that it holds in whatever order cases come and go.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from localdb.model.case import Case, CaseCard, Mark
from localdb.model.kinds import Authority, Effect
from localdb.storage.connection import Row, Store, marks, pieces
from localdb.text.case_numbers import parse_case_no
from localdb.text.revocations import revocations

_TOLD = (
    "SELECT c.key, c.court, r.court AS named, r.loose, r.whole, r.by_no, r.by_court FROM revocations r "
    "JOIN own_numbers o ON o.canonical = r.canonical AND o.number != r.judgment "
    "JOIN cases c ON c.number = o.number"
)
OWN_NUMBER = "INSERT INTO own_numbers VALUES (?, ?)"
REVOCATION = "INSERT INTO revocations VALUES (?, ?, ?, ?, ?, ?, ?)"
TO_INDEX = f"INSERT OR REPLACE INTO backlog (key, kind) SELECT DISTINCT key, 'add' FROM ({_TOLD})"
_SUPERSEDED = frozenset(("unverified", "not_effective"))
_UPPER = ("最高", "高级", "中级")


class Revocations:
    """Keep the tables `own_numbers` and `revocations`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, number: int, case: Case) -> None:
        """Note down the number of a case and what it revokes, in place of what was noted of it."""
        for table, column in (("own_numbers", "number"), ("revocations", "judgment")):
            self._store.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
        own, told = noted(number, case)
        self._store.executemany(OWN_NUMBER, own)
        self._store.executemany(REVOCATION, told)

    def touched_by(self, key: str) -> list[str]:
        """Return the keys of the cases that this one says are revoked."""
        sql = f"{_TOLD} JOIN cases b ON b.number = r.judgment WHERE b.key = ?"
        return [row["key"] for row in self._store.rows(sql, (key,))]

    def settle(self, cards: Iterable[CaseCard], keys: Sequence[str] | None = None) -> list[CaseCard]:
        """Return cards with what others say of them; `keys` are those of the cards, None for the whole library."""
        told: dict[str, list[Row]] = {}
        order = " ORDER BY r.whole DESC, r.judgment, r.by_no"
        if keys is None:
            rows = self._store.rows(_TOLD + order)
        else:
            found = (self._store.rows(f"{_TOLD} WHERE c.key IN ({marks(p)}){order}", p) for p in pieces(keys))
            rows = [row for some in found for row in some]
        for row in rows:
            if same_court(row["named"], row["court"], exactly=bool(row["loose"])):
                told.setdefault(row["key"], []).append(row)
        return [_settled(card, told[card.key]) if card.key in told else card for card in cards]


def noted(number: int, case: Case) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return the rows that a case gets in `own_numbers` and in `revocations`."""
    own = parse_case_no(case.case_no)
    told: list[tuple[object, ...]] = [
        (each.case_no.canonical, number, each.whole, each.court, each.case_no.old, *_by(each.by, case))
        for each in revocations(case)
    ]
    return ([(number, own.canonical)] if own else []), told


def _by(number: str, case: Case) -> tuple[str, str]:
    return (number, "") if number else (case.case_no, case.court)


def _settled(card: CaseCard, told: Sequence[Row]) -> CaseCard:
    """Mark a card; a judgment revoked as a whole has no effect any more, a published case stays with its source.

    A guiding case is left as it is: the number it bears is often that of the first instance, and the appeal is told.
    """
    if card.authority is Authority.GUIDING:
        return card
    worst = told[0]
    mark = Mark("revoked" if worst["whole"] else "revoked_in_part", (worst["by_no"], worst["by_court"]))
    if not worst["whole"] or card.authority is not Authority.JUDGMENT:
        return replace(card, marks=(mark, *card.marks))
    others = (each for each in card.marks if each.kind not in _SUPERSEDED)
    return replace(card, effect=Effect.OVERTURNED, marks=(mark, *others))


def same_court(named: str, court: str, *, exactly: bool) -> bool:
    """Tell whether a court as named can be this one.

    The older numbers (字第) need the very court, for several share a code; of the others it is enough that the level
    is the same, which a number that was misread from its text seldom has.
    """
    named, court = (_full(name.removeprefix("中华人民共和国")) for name in (named, court))
    if exactly:
        return bool(named and court) and (named.endswith(court) or court.endswith(named))
    return not named or not court or _level(named) == _level(court)


def _level(court: str) -> str:
    return next((level for level in _UPPER if level in court), "")


def _full(name: str) -> str:
    return name[:-2] + {"高院": "高级人民法院", "中院": "中级人民法院"}.get(name[-2:], name[-2:])
