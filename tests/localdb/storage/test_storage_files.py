import errno
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from fakes.cases import small_entry
from sqlite_utils import Database

from localdb.model.errors import Cancelled, DiskTrouble, LibraryBusy, NewerFile
from localdb.storage import connection
from localdb.storage.connection import Store
from localdb.storage.folders import private_folder, write_private
from localdb.storage.library import Library
from localdb.storage.library_schema import LIBRARY
from localdb.storage.lock import sole_writer
from localdb.storage.migrations import Schema
from localdb.storage.work_schema import WORK


def _shape(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere")
def test_only_the_user_may_read(tmp_path: Path) -> None:
    library = Library(tmp_path / "data" / "library.db")
    library.add([small_entry()])
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert set(rights.values()) == {0o600}, rights
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere")
def test_a_folder_in_use_keeps_its_rights_and_an_empty_one_does_not(tmp_path: Path) -> None:
    used, empty = tmp_path / "used", tmp_path / "empty"
    for folder in (used, empty):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "somebody's").write_text("x")
    assert stat.S_IMODE(private_folder(used).stat().st_mode) == 0o755
    assert stat.S_IMODE(private_folder(empty).stat().st_mode) == 0o700


def test_a_private_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_private(tmp_path / "note", b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskTrouble) as trouble:
        write_private(tmp_path / "note", b"new")
    assert trouble.value.reason == "full"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"note": b"old"}


@pytest.mark.parametrize("released", sorted((Path(__file__).parent / "released").iterdir()), ids=lambda path: path.name)
def test_a_migrated_file_has_the_shape_of_a_fresh_one(tmp_path: Path, released: Path) -> None:
    name, version, _ = released.name.split(".")
    schema = LIBRARY if name == "library" else WORK
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as db:
        db.executescript(released.read_text())
        db.execute(f"PRAGMA user_version = {version}")
    Store(old, schema).close()
    Store(tmp_path / "fresh.db", schema).close()
    assert _shape(old) == _shape(tmp_path / "fresh.db")


def test_steps_run_in_order_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store(path, Schema("CREATE TABLE t (a)")).close()

    def second(db: Database) -> None:
        db.execute("ALTER TABLE t ADD COLUMN b")

    def third(db: Database) -> None:
        db.execute("UPDATE t SET b = 1")

    store = Store(path, Schema("CREATE TABLE t (a, b)", (second, third)))
    assert store.value("PRAGMA user_version") == 3
    store.close()
    backup = tmp_path / "a.db.v1.bak"
    assert _shape(backup) == [("table", "t", "CREATE TABLE t (a)")]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_failing_step_leaves_the_version_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store(path, Schema("CREATE TABLE t (a)")).close()

    def bad(db: Database) -> None:
        db.execute("ALTER TABLE t ADD COLUMN b")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Store(path, Schema("CREATE TABLE t (a, b)", (bad,)))
    assert _shape(path) == [("table", "t", "CREATE TABLE t (a)")]


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFile) as refused:
        Library(path)
    assert (refused.value.found, refused.value.known) == (99, LIBRARY.version)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (99,)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(DiskTrouble) as trouble:
        Library(path)
    assert trouble.value.reason == "foreign"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DiskTrouble):
        Library(tmp_path / "file" / "library.db")


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    library = Library(tmp_path / "library.db")
    other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy):
        library.add([small_entry()])
    other.execute("ROLLBACK")
    other.close()
    assert library.add([small_entry()]).admitted == 1
    library.close()


def test_threads_write_and_read_side_by_side(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db")

    def add(first: int) -> None:
        for number in range(first, first + 20):
            library.add([small_entry(str(number), str(number))])
            library.state()

    threads = [threading.Thread(target=add, args=(100 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.count() == 80
    assert library.version() == 80
    library.close()
    with pytest.raises(Cancelled):
        library.count()


def test_a_connection_that_is_opened_while_all_are_closed_is_closed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "file.db", Schema("CREATE TABLE t (a)"))
    monkeypatch.setattr(connection, "found", lambda *_: store.close())
    with ThreadPoolExecutor(1) as other, pytest.raises(Cancelled):
        other.submit(store.rows, "SELECT a FROM t").result()
    assert [path.name for path in tmp_path.iterdir()] == ["file.db"], "the last to close takes the journal away"


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with sole_writer(lock), pytest.raises(LibraryBusy), sole_writer(lock):
        pass
    with sole_writer(lock):
        pass


def test_a_killed_writer_frees_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys, time; from pathlib import Path; from localdb.storage.lock import sole_writer\n"
        "with sole_writer(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, os.fspath(lock)], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    with pytest.raises(LibraryBusy), sole_writer(lock):
        pass
    child.kill()
    child.wait()
    child.stdout.close()
    with sole_writer(lock):
        pass
