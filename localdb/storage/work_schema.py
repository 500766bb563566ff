"""The tables of work.db: what the judge made. Encrypted, never sent."""

from sqlite_utils import Database

from localdb.storage.migrations import Schema

_ANNOUNCED = """
CREATE TABLE announced (
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    case_key TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (matter, case_key)
)
"""
_ALARM_NOTES = """
CREATE TABLE alarm_notes (
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    case_key TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (matter, case_key, status, since)
)
"""
_CORRECTIONS = """
CREATE TABLE corrections (
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    element_group TEXT NOT NULL,
    name TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (matter, element_group, name)
)
"""
FRESH = (
    """
CREATE TABLE matters (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    case_no TEXT NOT NULL,
    title TEXT NOT NULL,
    court TEXT NOT NULL,
    tribunal TEXT NOT NULL,
    case_type TEXT,
    causes TEXT NOT NULL,
    stage TEXT NOT NULL,
    triggers TEXT NOT NULL,
    issues TEXT NOT NULL,
    facts_date TEXT,
    secret INTEGER NOT NULL,
    searcher TEXT NOT NULL,
    analysis TEXT NOT NULL,
    closed INTEGER NOT NULL,
    created TEXT,
    updated TEXT,
    deleted TEXT
);
CREATE TABLE drafts (
    matter INTEGER PRIMARY KEY REFERENCES matters (number) ON DELETE CASCADE,
    text TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved TEXT
);
CREATE TABLE adoptions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    case_key TEXT NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    citation TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    at TEXT,
    removed INTEGER NOT NULL
);
CREATE INDEX adoptions_matter ON adoptions (matter);
CREATE INDEX adoptions_case ON adoptions (case_key);
CREATE TABLE verdicts (
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    case_key TEXT NOT NULL,
    verdict TEXT NOT NULL,
    tier TEXT NOT NULL,
    note TEXT NOT NULL,
    facts TEXT NOT NULL,
    issues TEXT NOT NULL,
    law TEXT NOT NULL,
    followed INTEGER,
    confirmed_effective INTEGER NOT NULL,
    at TEXT,
    PRIMARY KEY (matter, case_key)
);
CREATE TABLE searches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    court TEXT NOT NULL,
    method TEXT NOT NULL,
    query TEXT NOT NULL,
    library_version INTEGER NOT NULL,
    library_cases INTEGER NOT NULL,
    tiers TEXT NOT NULL
);
CREATE INDEX searches_matter ON searches (matter);
CREATE TABLE submitted (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    matter INTEGER NOT NULL REFERENCES matters (number) ON DELETE CASCADE,
    party TEXT NOT NULL,
    citation TEXT NOT NULL,
    answer TEXT NOT NULL,
    binding INTEGER NOT NULL
);
CREATE INDEX submitted_matter ON submitted (matter);
CREATE TABLE behaviour (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    section TEXT NOT NULL,
    case_key TEXT NOT NULL,
    seconds REAL NOT NULL,
    characters INTEGER NOT NULL
);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""
    + _ANNOUNCED
    + ";"
    + _ALARM_NOTES
    + ";"
    + _CORRECTIONS
)


def _announced(db: Database) -> None:
    """Make room for which new cases were announced beside which matter."""
    db.execute(_ANNOUNCED)


def _alarm_notes(db: Database) -> None:
    """Make room for which alarms the judge has read, and why some are at rest."""
    db.execute(_ALARM_NOTES)


def _corrections(db: Database) -> None:
    """Make room for what the judge corrected of the graph of a matter."""
    db.execute(_CORRECTIONS)


WORK = Schema(FRESH, (_announced, _alarm_notes, _corrections))
