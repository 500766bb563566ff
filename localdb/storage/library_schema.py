"""The tables of library.db: what came from the court and can be fetched again."""

from contextlib import suppress

from sqlite_utils import Database

from localdb.storage.migrations import Schema
from localdb.storage.packing import BodyDamaged, unpack
from localdb.storage.revocations import OWN_NUMBER, REVOCATION, TO_INDEX, noted
from localdb.text.case_numbers import parse_case_no

# Fact of a file that was never written by a Leian that did not overwrite what it erased (Library.erase).
ERASES = "erases"

_REVOCATIONS = """
CREATE TABLE own_numbers (
    number INTEGER PRIMARY KEY REFERENCES cases (number) ON DELETE CASCADE,
    canonical TEXT NOT NULL
);
CREATE INDEX own_numbers_canonical ON own_numbers (canonical);
CREATE TABLE revocations (
    canonical TEXT NOT NULL,
    judgment INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    whole INTEGER NOT NULL,
    court TEXT NOT NULL,
    loose INTEGER NOT NULL,
    by_no TEXT NOT NULL,
    by_court TEXT NOT NULL
);
CREATE INDEX revocations_canonical ON revocations (canonical);
CREATE INDEX revocations_judgment ON revocations (judgment)
"""
_FEED = """
CREATE TABLE withdrawn (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    court TEXT NOT NULL,
    case_no TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    by_case TEXT NOT NULL,
    why TEXT NOT NULL,
    origin BLOB NOT NULL,
    body BLOB
);
CREATE INDEX withdrawn_id ON withdrawn (id);
CREATE TABLE replaced (
    key TEXT PRIMARY KEY,
    at TEXT NOT NULL
);
CREATE TABLE feed_folders (
    folder TEXT PRIMARY KEY,
    applied INTEGER NOT NULL
);
CREATE TABLE feed_left (
    path TEXT PRIMARY KEY
);
CREATE TABLE feed_tables (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
)
"""
_TAKEN_BACK = """
CREATE TABLE withdrawn_as (
    key TEXT PRIMARY KEY REFERENCES withdrawn (key) ON DELETE CASCADE,
    content BLOB NOT NULL,
    canonical TEXT NOT NULL
);
CREATE INDEX withdrawn_as_content ON withdrawn_as (content);
CREATE INDEX withdrawn_as_canonical ON withdrawn_as (canonical)
"""
_FOLDING = """
CREATE TABLE near (
    number INTEGER PRIMARY KEY REFERENCES cases (number) ON DELETE CASCADE,
    keys BLOB NOT NULL
);
CREATE TABLE near_keys (
    key INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE TABLE folded (
    number INTEGER PRIMARY KEY REFERENCES cases (number) ON DELETE CASCADE,
    kept INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    why TEXT NOT NULL
);
CREATE INDEX folded_kept ON folded (kept);
CREATE TABLE superseded (
    key TEXT NOT NULL,
    origin BLOB NOT NULL,
    PRIMARY KEY (key, origin)
) WITHOUT ROWID;
CREATE TABLE refused (
    place BLOB NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (place, line)
) WITHOUT ROWID
"""
FRESH = (
    """
CREATE TABLE cases (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    content BLOB NOT NULL,
    record BLOB NOT NULL,
    origin BLOB NOT NULL,
    title TEXT NOT NULL,
    court TEXT NOT NULL,
    case_no TEXT NOT NULL,
    date TEXT,
    case_type TEXT,
    authority TEXT NOT NULL,
    effect TEXT NOT NULL,
    status TEXT,
    since TEXT,
    trial TEXT NOT NULL,
    causes TEXT NOT NULL,
    guiding_no INTEGER,
    entry_no TEXT NOT NULL,
    public INTEGER,
    marks TEXT NOT NULL
);
CREATE INDEX cases_id ON cases (id);
CREATE INDEX cases_content ON cases (content);
CREATE INDEX cases_case_no ON cases (case_no);
CREATE INDEX cases_authority ON cases (authority);
CREATE INDEX cases_since ON cases (since);
CREATE TABLE texts (
    number INTEGER PRIMARY KEY REFERENCES cases (number) ON DELETE CASCADE,
    body BLOB NOT NULL
);
CREATE TABLE aliases (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    origin BLOB NOT NULL,
    target INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE
);
CREATE INDEX aliases_id ON aliases (id);
CREATE INDEX aliases_target ON aliases (target);
CREATE TABLE backlog (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL
);
CREATE TABLE features (
    key TEXT PRIMARY KEY,
    body BLOB NOT NULL
);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""
    + _REVOCATIONS
    + ";"
    + _FEED
    + ";"
    + _FOLDING
    + ";"
    + _TAKEN_BACK
    + ";"
    + f"INSERT INTO meta VALUES ('{ERASES}', '1')"
)


def _revocations(db: Database) -> None:
    """Note down which cases others revoke, and have the index take those in again."""
    for statement in _REVOCATIONS.split(";"):
        db.execute(statement)
    for number, body in db.execute("SELECT number, body FROM texts").fetchall():
        with suppress(BodyDamaged):
            own, told = noted(number, unpack(body))
            db.conn.executemany(OWN_NUMBER, own)
            db.conn.executemany(REVOCATION, told)
    db.execute(TO_INDEX)


def _feed(db: Database) -> None:
    """Make room for what a feed brings beside cases: what it took back, how far it was read, its tables."""
    for statement in _FEED.split(";"):
        db.execute(statement)


def _folding(db: Database) -> None:
    """Make room for which cases count as one, which inputs were superseded and which records were refused."""
    for statement in _FOLDING.split(";"):
        db.execute(statement)


def _taken_back(db: Database) -> None:
    """Make room for what tells that a copy is the same case as one that was taken back: its text's digest, its 案号."""
    for statement in _TAKEN_BACK.split(";"):
        db.execute(statement)
    rows = db.execute("SELECT key, case_no FROM withdrawn").fetchall()
    numbers = ((key, parse_case_no(number)) for key, number in rows)
    db.conn.executemany(
        "INSERT INTO withdrawn_as VALUES (?, x'', ?)", [(key, own.canonical if own else "") for key, own in numbers]
    )


LIBRARY = Schema(FRESH, (_revocations, _feed, _folding, _taken_back))
