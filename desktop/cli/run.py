"""Run one command: open the library, call the use case, word the outcome, choose the exit status.

0 for done, 1 for a failure told in one line on stderr, 2 for wrong usage (interfaces.md).
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass

from desktop.cli import library, reporting, searching
from desktop.cli.printing import complain
from desktop.settings import folders
from desktop.words import sentence
from localdb.engine.workspace import Workspace
from localdb.model.errors import KeyNeeded, LeianError

COMMANDS: dict[str, Callable[[Workspace, argparse.Namespace], int]] = {
    "import": library.import_paths,
    "parse": library.parse_file,
    "doctor": library.doctor,
    "search": searching.search_words,
    "similar": searching.similar_queries,
    "report": reporting.write_report,
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
    except LeianError as error:
        return complain(sentence(error))
    except KeyboardInterrupt:
        return complain("已中断；已写入的内容均已保存。")
    except BrokenPipeError:
        # The reader of our output went away; without this the interpreter complains again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


@contextmanager
def workspace(options: argparse.Namespace) -> Iterator[Workspace]:
    """Open the library that the options name and close it again."""
    data = options.data or (folders.sample_folder() if options.sample else folders.data_folder())
    opened = Workspace.open(data, folders.resources_folder(), unlock=passphrase, sample=options.sample)
    try:
        yield opened
    finally:
        opened.close()


def passphrase() -> bytes:
    """Ask for the passphrase of work.db: LEIAN_PASSPHRASE, else the terminal; KeyNeeded when there is neither."""
    given = os.environ.get("LEIAN_PASSPHRASE")
    if given is None:
        if not sys.stdin.isatty():
            raise KeyNeeded
        given = getpass("工作数据口令：")
    return given.encode()
