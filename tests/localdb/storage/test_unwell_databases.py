"""Databases and notes that went bad: told by a typed error, left as they are, and mended where that can be."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fakes.cases import small_entry
from fakes.damage import OF_DATABASES, become_album, become_text, cut, spoil_texts

from localdb.model.errors import CaseDamaged, DiskTrouble, LeianError, WorkLost, WrongKey
from localdb.storage import secret
from localdb.storage.library import Library
from localdb.storage.work import Work

KEY = bytes(range(32))


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def library_of(folder: Path, count: int = 9) -> Path:
    path = folder / "library.db"
    library = Library(path)
    library.add([small_entry(f"c{number}", f"正文{number}") for number in range(count)])
    library.store.empty_journal()
    library.close()
    return path


@pytest.mark.parametrize("damage", OF_DATABASES.values(), ids=OF_DATABASES)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_spoilt_library_is_told_and_left_alone(
    tmp_path: Path, damage: Callable[[Path], None], read_only: bool
) -> None:
    path = library_of(tmp_path)
    damage(path)
    before = content(path)
    with pytest.raises(DiskTrouble) as trouble:
        _ = Library(path, read_only=read_only).state()
    assert trouble.value.path == path
    assert trouble.value.reason in ("damaged", "foreign", "folder")
    assert content(path) == before


def test_a_scrap_that_sqlite_takes_for_an_empty_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("备忘")
    with pytest.raises(DiskTrouble, match="foreign"):
        Library(tmp_path / "library.db")
    assert (tmp_path / "library.db").read_text() == "备忘"


def test_a_library_that_lacks_a_table_is_told(tmp_path: Path) -> None:
    path = library_of(tmp_path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE backlog")
    with pytest.raises(DiskTrouble, match="foreign"):
        Library(path)


def test_spoilt_cases_are_left_out_and_importing_them_again_mends_them(tmp_path: Path) -> None:
    path = library_of(tmp_path)
    spoil_texts(path)
    library = Library(path)
    keys = library.keys()
    assert list(library.get_many(keys)) == keys[:1]
    with pytest.raises(CaseDamaged):
        library.get(keys[3])
    assert (library.unreadable(), library.state().unreadable) == (8, 8)
    assert list(library.origins(keys)) == keys[:1], "what the others were read from is forgotten"
    assert library.add([small_entry("c3", "正文3")]).replaced == 1
    assert (library.unreadable(), library.state().unreadable) == (7, 7)
    assert library.get(keys[3]) is not None
    library.close()


def test_a_spoilt_card_hides_its_own_case_only(tmp_path: Path) -> None:
    path = library_of(tmp_path, 3)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE cases SET effect = '?', since = '20x' WHERE number = 2")
    library = Library(path)
    keys = library.keys()
    assert list(library.cards(keys)) == [keys[0], keys[2]]
    assert library.state().unreadable == 1
    library.close()


@pytest.mark.parametrize("damage", OF_DATABASES.values(), ids=OF_DATABASES)
def test_a_spoilt_work_db_is_told_and_left_alone(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "work.db"
    Work(path, KEY).close()
    damage(path)
    before = content(path)
    with pytest.raises((DiskTrouble, WrongKey)):
        Work(path, KEY)
    assert content(path) == before


@pytest.mark.parametrize("damage", [become_text, become_album, cut])
def test_what_no_key_could_open_is_no_wrong_key(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    path = tmp_path / "work.db"
    Work(path, KEY).close()
    damage(path)
    with pytest.raises(DiskTrouble):
        Work(path, KEY)


def test_work_db_is_looked_at_without_changing_it(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    Work(path, KEY).close()
    before = content(path)
    work = Work(path, KEY, read_only=True)
    assert work.check() == ""
    work.close()
    assert content(path) == before
    with pytest.raises(WrongKey):
        Work(path, bytes(32), read_only=True)


NOTES = {
    "empty": b"",
    "list": b"[]",
    "no kind": b"{}",
    "other kind": b'{"kind": ["passphrase"]}',
    "not UTF-8": b"\xff\xfe",
    "deep": b'{"kind": ' + b"[" * 100_000,
    "long number": b'{"kind": "passphrase", "salt": "00", "time_cost": ' + b"9" * 5000 + b"}",
}
COSTS = {"memory_cost": 10**40, "time_cost": 10**9, "parallelism": -1}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_spoilt_note_is_told_and_left_alone(tmp_path: Path, note: bytes) -> None:
    (tmp_path / secret.NOTE).write_bytes(note)
    for ask in (secret.how_kept, secret.key_from_keyring, secret.key_beside):
        with pytest.raises(DiskTrouble, match="damaged"):
            ask(tmp_path)
    with pytest.raises(DiskTrouble, match="damaged"):
        secret.key_from_passphrase(tmp_path, b"words")
    assert (tmp_path / secret.NOTE).read_bytes() == note


@pytest.mark.parametrize("cost", COSTS)
def test_a_cost_that_nobody_chose_is_damage(tmp_path: Path, cost: str) -> None:
    secret.key_from_passphrase(tmp_path, b"words")
    note = tmp_path / secret.NOTE
    note.write_text(json.dumps(json.loads(note.read_text()) | {cost: COSTS[cost]}))
    with pytest.raises(DiskTrouble, match="damaged"):
        secret.key_from_passphrase(tmp_path, b"words")


def test_a_note_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    key = secret.key_from_passphrase(tmp_path, b"words")
    note = tmp_path / secret.NOTE
    note.write_bytes(b"\xef\xbb\xbf" + note.read_bytes())
    assert secret.key_from_passphrase(tmp_path, b"words") == key


@pytest.mark.parametrize("gone", [True, False])
def test_a_work_db_that_was_there_is_not_made_anew(tmp_path: Path, gone: bool) -> None:
    key = secret.key_beside(tmp_path)
    secret.not_lost(tmp_path)  # there was none yet
    Work(tmp_path / "work.db", key).close()
    secret.remember(tmp_path)
    secret.not_lost(tmp_path)
    (tmp_path / "work.db").unlink()
    if not gone:
        (tmp_path / "work.db").touch()
    with pytest.raises(WorkLost):
        secret.not_lost(tmp_path)
    assert secret.key_beside(tmp_path) == key


def test_a_file_where_the_data_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(LeianError, match="in_the_way"):
        Library(tmp_path / "data" / "library.db")
