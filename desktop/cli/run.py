"""Run one command: open the library, call the use case, word the outcome, choose the exit status.

0 for done, 1 for a failure told in one line on stderr, 2 for wrong usage (interfaces.md).
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from getpass import getpass
from importlib import import_module
from pathlib import Path

from desktop.cli.printing import complain
from desktop.settings import folders
from desktop.words import sentence
from desktop.words.errors import KEY_FOR_COMMANDS
from desktop.words.health import unread_tables_words
from localdb.engine.workspace import Workspace
from localdb.model.errors import DiskTrouble, FileMissing, KeyNeeded, LeianError, disk_reason

_SEARCHING = ("search", "similar")
_MAKING = ("import", "sync", *_SEARCHING)  # the others read: a mistyped folder is told, not made
Command = Callable[[Workspace, argparse.Namespace], int]


def _late(room: str, name: str) -> Command:
    """Name a command whose room is imported when it runs: what the others need takes a second to import."""
    return lambda workspace, options: int(getattr(import_module(f"desktop.cli.{room}"), name)(workspace, options))


COMMANDS: dict[str, Command] = {
    "import": _late("library", "import_paths"),
    "parse": _late("library", "parse_file"),
    "library": _late("library", "library"),
    "doctor": _late("library", "doctor"),
    "search": _late("searching", "search_words"),
    "similar": _late("searching", "similar_queries"),
    "report": _late("reporting", "write_report"),
    "sync": _late("sync", "sync_feed"),
    "keys": _late("keys", "keys"),
    "publish": _late("publish", "publish_records"),
    "train": _late("training", "train_model"),
}


def run(options: argparse.Namespace) -> int:
    """Run the command named in `options`; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the locale: what goes out is UTF-8, and a lone surrogate of a broken record goes out escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with workspace(options) as opened:
            return COMMANDS[options.command](opened, options)
    except KeyNeeded:
        return complain(KEY_FOR_COMMANDS)
    except LeianError as error:
        return complain(sentence(error))
    except BrokenPipeError:
        silence()
        return 1
    except OSError as error:
        silence()
        trouble = DiskTrouble(Path(error.filename or "输出"), disk_reason(error))
        if not error.filename:
            trouble.free = None  # nobody knows where the output goes
        return complain(sentence(trouble))
    except KeyboardInterrupt:
        return complain("已中断；已写入的内容均已保存。")


def silence() -> None:
    """Send what is still unwritten nowhere: its reader is gone, and the interpreter would complain again at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def workspace(options: argparse.Namespace) -> Iterator[Workspace]:
    """Open the library that the options name and close it again."""
    data = options.data or (folders.sample_folder() if options.sample else folders.data_folder())
    make = options.command in _MAKING
    if options.command in _SEARCHING and not data.exists():
        raise FileMissing(data)
    opened = Workspace.open(data, folders.resources_folder(), unlock=passphrase, sample=options.sample, make=make)
    try:
        yield opened
    finally:
        unread = opened.unread_tables
        opened.close()
        if unread and options.command != "doctor":  # which tells of them itself
            complain(unread_tables_words(unread))


def passphrase() -> bytes:
    """Ask for the passphrase of work.db: LEIAN_PASSPHRASE, else the terminal; KeyNeeded when there is neither."""
    given = os.environ.get("LEIAN_PASSPHRASE")
    if given is None:
        if sys.stdin is None or not sys.stdin.isatty():
            raise KeyNeeded
        try:
            given = getpass("工作数据口令：")
        except EOFError:
            raise KeyNeeded from None
    return given.encode("utf-8", "surrogateescape")
