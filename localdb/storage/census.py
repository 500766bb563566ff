"""Counts over all cases that stand, for the page that says what the library holds. Reads only."""

from typing import NamedTuple

from localdb.storage.connection import Store

_STANDING = "number NOT IN (SELECT number FROM folded)"


class Counted(NamedTuple):
    """Count the cases of one court (as its cards name it), year of effect, kind of case and authority."""

    court: str
    year: int
    kind: str
    authority: str
    cases: int


class Census:
    """Count the table `cases`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def counts(self) -> list[Counted]:
        """Return the counts by court, year, kind and authority; one pass."""
        rows = self._store.rows(
            "SELECT court, CAST(substr(coalesce(since, '0'), 1, 4) AS INTEGER) AS year, "
            "coalesce(case_type, '') AS kind, authority, count(*) AS cases "
            f"FROM cases WHERE {_STANDING} GROUP BY 1, 2, 3, 4"
        )
        return [Counted(**row) for row in rows]

    def flags(self) -> dict[str, int]:
        """Return kind of mark -> how many cases bear it."""
        rows = self._store.rows(
            "SELECT json_extract(mark.value, '$[0]') AS kind, count(DISTINCT number) AS cases "
            f"FROM cases, json_each(cases.marks) AS mark WHERE cases.marks != '[]' AND {_STANDING} "
            "GROUP BY 1 ORDER BY 2 DESC"
        )
        return {str(row["kind"]): row["cases"] for row in rows}

    def folded(self) -> int:
        """Return how many cases count as one with another."""
        return int(self._store.value("SELECT count(*) FROM folded"))
