"""SQLite FTS5: a table of words without their text, and a table of what is filtered by."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from .corpus import Document
from .questions import TOP, WEIGHTS, Asked, Kind
from .real_cases import FIELDS

_NAME = "index.db"
_SELECT = "SELECT words.rowid FROM words"
_RANKED = f"ORDER BY rank LIMIT {TOP}"
_PLAIN = f"{_SELECT} WHERE words MATCH :match {_RANKED}"
_FILTERED = (
    f"{_SELECT} JOIN cases ON cases.rowid = words.rowid WHERE words MATCH :match AND (:level = '' OR level = :level) "
    f"AND (:since = 0 OR day BETWEEN :since AND :until) AND (:case_type = '' OR case_type = :case_type) {_RANKED}"
)


class Fts5:
    """See engines.Engine."""

    kinds = frozenset(Kind)

    def __init__(self) -> None:
        self._store: sqlite3.Connection

    def write(self, folder: Path, batches: Iterable[Sequence[Document]]) -> None:
        """See Engine: one transaction, then optimised."""
        store = sqlite3.connect(folder / _NAME)
        fields = ", ".join(FIELDS)
        # a word is what stands between blanks: no word has a mark but the pairs of a name, which begin with ~
        cutter = "unicode61 remove_diacritics 0 tokenchars ''~''"
        store.execute(f"CREATE VIRTUAL TABLE words USING fts5({fields}, content='', tokenize='{cutter}')")
        store.execute("CREATE TABLE cases (level TEXT, day INTEGER, case_type TEXT)")
        weights = ", ".join(str(WEIGHTS[body]) for body in FIELDS)
        store.execute("INSERT INTO words(words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
        places = ", ".join("?" * (len(FIELDS) + 1))
        for batch in batches:
            store.executemany(
                f"INSERT INTO words(rowid, {fields}) VALUES ({places})",
                ((one.number, *(" ".join(one.words.get(body, ())) for body in FIELDS)) for one in batch),
            )
            store.executemany(
                "INSERT INTO cases(rowid, level, day, case_type) VALUES (:number, :level, :day, :case_type)",
                (
                    {"number": one.number} | {name: one.columns[name] for name in ("level", "day", "case_type")}
                    for one in batch
                ),
            )
        store.execute("INSERT INTO words(words) VALUES ('optimize')")
        store.commit()
        store.close()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._store = sqlite3.connect(folder / _NAME)
        self._store.execute("SELECT rowid FROM words LIMIT 1").fetchall()

    def prepare(self, asked: Asked) -> tuple[str, dict[str, object]]:
        """See Engine."""
        joined = {Kind.ALL: " AND ", Kind.PHRASE: " "}.get(asked.kind, " OR ")
        words = [word.replace('"', '""') for word in asked.words]
        match = f'"{joined.join(words)}"' if asked.kind is Kind.PHRASE else joined.join(f'"{word}"' for word in words)
        sql = _FILTERED if asked.kind is Kind.FILTERED else _PLAIN
        return sql, {"match": match, **asked.only._asdict()}

    def ask(self, prepared: tuple[str, dict[str, object]]) -> list[tuple[int]]:
        """See Engine."""
        return self._store.execute(*prepared).fetchall()

    def numbers(self, answer: list[tuple[int]]) -> list[int]:
        """See Engine."""
        return [number for (number,) in answer]
