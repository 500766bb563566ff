"""Log and crash file: where and what kind, never a word of case, draft or query."""

import logging
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop.app.crash import CrashKeeper, describe, write_crash
from desktop.app.journal import LOG, start_log, stop_log
from desktop.editor.page import paragraphs
from localdb.model.errors import FileMissing

SECRET = "被告人张某某"


def broken() -> Exception:
    try:
        try:
            paragraphs(None)  # type: ignore[arg-type]
        except TypeError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error
    raise AssertionError


def test_a_crash_file_tells_kind_and_place_and_no_words() -> None:
    text = describe(broken(), "0.1.0")
    assert SECRET not in text
    assert "builtins.ValueError" in text
    assert "builtins.TypeError" in text
    assert "desktop/editor/page.py" in text
    assert str(Path.home()) not in text


def test_a_crash_file_is_the_users_alone(tmp_path: Path) -> None:
    path = write_crash(tmp_path, broken(), "0.1.0")
    assert path is not None
    assert path.stat().st_mode & 0o077 == 0


def test_only_the_last_crash_files_are_kept(tmp_path: Path) -> None:
    for _ in range(25):
        write_crash(tmp_path, broken(), "0.1.0")
    assert len(list((tmp_path / "crash").iterdir())) == 20


def test_a_full_disk_does_not_make_it_worse(tmp_path: Path) -> None:
    (tmp_path / "crash").write_text("in the way")
    assert write_crash(tmp_path, broken(), "0.1.0") is None


def test_the_same_bug_is_said_once(tmp_path: Path) -> None:
    said: list[BaseException] = []
    keeper = CrashKeeper(tmp_path, "0.1.0", said.append)
    error = broken()
    keeper.take(error)
    keeper.take(error)
    assert said == [error]


def test_the_log_holds_types_and_no_words(tmp_path: Path) -> None:
    start_log(tmp_path)
    try:
        LOG.warning("trouble: %s", type(FileMissing(tmp_path / SECRET)).__name__)
        qWarning(f"QFont: {SECRET} no such family")
    finally:
        stop_log()
        qInstallMessageHandler(None)
    text = (tmp_path / "logs" / "leian.log").read_text(encoding="utf-8")
    assert "FileMissing" in text
    assert "no such family" in text
    assert SECRET not in text
    assert (tmp_path / "logs" / "leian.log").stat().st_mode & 0o077 == 0


def test_without_a_place_for_the_log_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    start_log(tmp_path)
    assert not any(isinstance(handler, logging.FileHandler) for handler in LOG.handlers)
