-- The schema of version 2, as released. Never changed.
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
