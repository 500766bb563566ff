"""Ways in which files go bad: cut, emptied, turned, replaced, gone."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import zstandard


def cut(path: Path) -> None:
    """Keep the first third."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])


def empty(path: Path) -> None:
    """Keep nothing."""
    path.write_bytes(b"")


def turn(path: Path) -> None:
    """Turn one bit in the middle, as a worn disk does."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(bytes(data))


def erase(path: Path) -> None:
    """Put zeros in place of every byte."""
    path.write_bytes(bytes(path.stat().st_size))


def become_text(path: Path) -> None:
    """Put a text file in its place."""
    path.write_text("会议纪要\n" * 400, "utf-8")


def become_folder(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def become_album(path: Path) -> None:
    """Put the database of another programme in its place."""
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE photos (name)")
        db.execute("PRAGMA user_version = 2")


OF_INDEX_FILES: Mapping[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "cut": cut,
    "empty": empty,
    "turned": turn,
    "erased": erase,
    "text": become_text,
}
OF_DATABASES: Mapping[str, Callable[[Path], None]] = {
    "cut": cut,
    "erased": erase,
    "text": become_text,
    "folder": become_folder,
    "another programme's": become_album,
}


def spoil_texts(library: Path) -> None:
    """Spoil the text of every case but the first, each in a way of its own, where SQLite does not notice."""
    bad = (b"\0\1", zstandard.compress(b"[1]"), zstandard.compress(b'{"id": "7"'), b"")
    with closing(sqlite3.connect(library)) as db, db:
        for number in range(2, 10):
            db.execute("UPDATE texts SET body = ? WHERE number = ?", (bad[number % len(bad)], number))
