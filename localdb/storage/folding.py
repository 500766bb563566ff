"""Cases that count as one with another: folded into it, out of lists and search, still known by their key and id.

Belongs here: the tables `near`, `near_keys` and `folded`, and keeping them true while cases come, change and go. Does
not: the rules by which two cases are one (localdb/admission/likeness.py), which the library is given. Writes join the
caller's transaction.

A folded case keeps its text and its card. It stands again as soon as the one it was folded into goes, gets another text
or loses its effect. Of two cases the one that came first is kept, so that the same cases in the same order always end
alike, however they are cut into batches.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from localdb.model.case import Case, CaseCard, Mark
from localdb.model.kinds import Authority
from localdb.storage.connection import Store, marks, pieces

_COPY = "copy"  # why: the same judgment again (localdb/admission/likeness.py)
COMPARED = 20  # cases with the most keys in common; the others are not read
_CANDIDATES = (
    "SELECT c.key FROM near_keys k JOIN cases c ON c.number = k.number "
    "WHERE k.key IN ({}) AND k.number != ? AND k.number NOT IN (SELECT number FROM folded) "
    "GROUP BY k.number ORDER BY count(*) DESC, k.number LIMIT ?"
)


class Likeness(NamedTuple):
    """Hold the rules: the keys that a case may share with its like, and why two cases count as one (None: they do not).

    Both take the court's full name beside each case.
    """

    keys: Callable[[Case, str], Sequence[int]]
    why: Callable[[Case, str, Case, str], str | None]


class Folding:
    """Keep which cases are folded into which."""

    def __init__(
        self,
        store: Store,
        likeness: Likeness | None,
        cases: Callable[[Sequence[str]], Mapping[str, Case]],
        cards: Callable[[Sequence[str]], Mapping[str, CaseCard]],
    ) -> None:
        self._store = store
        self._likeness = likeness
        self._cases = cases
        self._cards = cards

    def settle(
        self, touched: Sequence[str], read: Mapping[str, Case], near: Mapping[str, Sequence[int]]
    ) -> tuple[list[str], list[str]]:
        """Look again at cases that are new or changed, and at those that were folded into them.

        `read` saves reading cases, `near` working out their keys.

        Return which of them stand now, and which are folded; a key of no case is in neither.
        """
        keys = self._in_order([*touched, *self.loosen(touched)])
        folded = self.place(keys, read, near)
        return [key for key in keys if key not in folded], folded

    def loosen(self, keys: Sequence[str]) -> list[str]:
        """Forget how cases are alike; return the keys of those that were folded into them and stand alone now."""
        numbers = self._numbers(keys)
        held = self._ask("SELECT number FROM folded WHERE kept IN ({})", numbers)
        for number in {*numbers, *held}:
            for blob in self._ask("SELECT keys FROM near WHERE number IN ({})", [number]):
                self._store.executemany(
                    "DELETE FROM near_keys WHERE key = ? AND number = ?", [(key, number) for key in array("I", blob)]
                )
            self._store.execute("DELETE FROM near WHERE number = ?", (number,))
            self._store.execute("DELETE FROM folded WHERE number = ?", (number,))
        return self._ask("SELECT key FROM cases WHERE number IN ({})", held)

    def copies(self, keys: Sequence[str]) -> list[str]:
        """Return the keys of the other cases that are the same judgment as one of these."""
        numbers = self._numbers(keys)
        own = {*numbers, *self._ask(f"SELECT kept FROM folded WHERE why = '{_COPY}' AND number IN ({{}})", numbers)}
        copies = self._ask(f"SELECT number FROM folded WHERE why = '{_COPY}' AND kept IN ({{}})", list(own))
        return self._ask("SELECT key FROM cases WHERE number IN ({})", list({*own, *copies}.difference(numbers)))

    def place(
        self,
        keys: Sequence[str],
        read: Mapping[str, Case] = MappingProxyType({}),
        near: Mapping[str, Sequence[int]] = MappingProxyType({}),
    ) -> list[str]:
        """Fold those of these cases that count as one with another; return their keys."""
        if self._likeness is None:
            return []
        folded = []
        for piece in pieces(keys, 50):
            cases, cards = {**read, **self._cases([key for key in piece if key not in read])}, self._cards(piece)
            for key in piece:
                if key in cases and key in cards and self._place(cases[key], cards[key], self._likeness, near.get(key)):
                    folded.append(key)
        return folded

    def unplaced(self, limit: int) -> list[str]:
        """Return the keys of cases that were stored before likeness was looked at."""
        sql = "SELECT key FROM cases WHERE number NOT IN (SELECT number FROM near) ORDER BY number LIMIT ?"
        return [row["key"] for row in self._store.rows(sql, (limit,))]

    def counts(self, keys: Sequence[str]) -> dict[str, int]:
        """Return key -> how many cases are folded into it, of those that hold any."""
        found: dict[str, int] = {}
        for piece in pieces(keys):
            sql = (
                "SELECT c.key, count(*) AS cases FROM folded f JOIN cases c ON c.number = f.kept "
                f"WHERE c.key IN ({marks(piece)}) GROUP BY f.kept"
            )
            found |= {row["key"]: row["cases"] for row in self._store.rows(sql, piece)}
        return found

    def marked(self, cards: Mapping[str, CaseCard]) -> dict[str, CaseCard]:
        """Return the cards with a mark "folded" (how many) on those that others are folded into."""
        counts = self.counts(list(cards))
        marked = {key: (*cards[key].marks, Mark("folded", (str(count),))) for key, count in counts.items()}
        return {key: replace(card, marks=marked[key]) if key in marked else card for key, card in cards.items()}

    def _place(self, case: Case, card: CaseCard, likeness: Likeness, near: Sequence[int] | None) -> bool:
        """Take down the keys of a case and fold it where it belongs. Only judgments of the same standing are one.

        A published version and its judgment both stay, for they have another authority.
        """
        judgment = card.authority is Authority.JUDGMENT
        near = likeness.keys(case, card.court) if near is None and judgment else near or ()
        keys = [key & 0xFFFFFFFF for key in near] if judgment else []
        number = int(self._store.value("SELECT number FROM cases WHERE key = ?", (card.key,)))
        self._store.execute("INSERT OR REPLACE INTO near VALUES (?, ?)", (number, array("I", keys).tobytes()))
        kept = self._like(number, keys, case, card, likeness) if keys else None
        self._store.executemany("INSERT OR IGNORE INTO near_keys VALUES (?, ?)", [(key, number) for key in keys])
        if kept is None:
            return False
        into, why = kept
        self._store.execute("INSERT INTO folded VALUES (?, ?, ?)", (number, *self._numbers([into]), why))
        return True

    def _like(
        self, number: int, keys: Sequence[int], case: Case, card: CaseCard, likeness: Likeness
    ) -> tuple[str, str] | None:
        """Return the key of the case that this one is folded into, and why."""
        rows = self._store.rows(_CANDIDATES.format(marks(keys)), (*keys, number, COMPARED))
        names = [row["key"] for row in rows]
        cards = self._cards(names)
        for name in names:
            if name in cards and _standing(cards[name]) == _standing(card):
                other = self._cases([name]).get(name)
                why = likeness.why(other, cards[name].court, case, card.court) if other else None
                if why is not None:
                    return name, why
        return None

    def _in_order(self, keys: Sequence[str]) -> list[str]:
        found: dict[int, str] = {}
        for piece in pieces(keys):
            rows = self._store.rows(f"SELECT number, key FROM cases WHERE key IN ({marks(piece)})", piece)
            found |= {row["number"]: row["key"] for row in rows}
        return [found[number] for number in sorted(found)]

    def _numbers(self, keys: Sequence[str]) -> list[int]:
        return self._ask("SELECT number FROM cases WHERE key IN ({})", keys)

    def _ask(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """Return the first column of a query whose list of parameters may be long."""
        found: list[Any] = []
        for piece in pieces(values):
            found += [next(iter(row.values())) for row in self._store.rows(sql.format(marks(piece)), piece)]
        return found


def _standing(card: CaseCard) -> tuple[object, ...]:
    return card.authority, card.effect, card.status, card.public
