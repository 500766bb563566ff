"""A writer killed at any moment leaves the last commit whole, and nothing that stays lying about."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from fakes.commits import assert_no_orphans, commits_in, held_after, tally
from fakes.corpus import EVERYWHERE, OFTEN, WORDS, answers, one_lane

from localdb.index.question import Phrase, Question, Term
from localdb.index.whoosh_index import WhooshIndex, open_index

ROOT = Path(__file__).resolve().parents[2]
# For each number read, a writer goes on after so many commits and tells each that it made, until it is killed. They are
# forked from a process that has loaded all they need, so that they are killed at work.
WRITERS = """
import os, sys
from pathlib import Path
from fakes.commits import commit
from localdb.index.whoosh_index import open_index

def write(folder, number):
    index = open_index(folder, "words")
    while True:
        number += 1
        index.update(*commit(number))
        os.write(1, b"%d\\n" % number)
        if number % 5 == 0:
            index.tidy()

for line in sys.stdin:
    child = os.fork()
    if not child:
        try:
            write(Path(sys.argv[1]), int(line))
        finally:
            os._exit(1)
    print("writer", child, flush=True)
    _, status = os.waitpid(child, 0)
    print("ended", os.waitstatus_to_exitcode(status), flush=True)
"""
QUESTIONS: tuple[Question, ...] = (
    *(Term(word, (word,)) for word in (EVERYWHERE, OFTEN, *WORDS[:6], WORDS[-1])),
    Phrase("", (WORDS[0], WORDS[1])),
    Phrase("", (OFTEN,) * 3),
)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "kills", [15, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.timeout(900)], id="hundreds")]
)
def test_killed_again_and_again_every_commit_is_whole(tmp_path: Path, kills: int) -> None:
    folder, dice, told = tmp_path / "index", random.Random(os.environ.get("LEIAN_SEED", "7")), 0
    with writers(folder) as (ask, tell):
        for _ in range(kills):
            told = write_and_kill(
                ask, tell, told, commits=dice.choice((0, 0, 1, 1, 2, 5)), seconds=dice.uniform(0, 0.06)
            )
            index = open_index(folder, "words")
            assert not index.damaged
            index.check()
            told = commits_in(index, told, told + 1)
            assert_holds(index, told)
            if told and dice.random() < 0.5:
                index.tidy()
            else:
                index.update([tally(told)])
            assert_no_orphans(index)
            assert_holds(index, told)
            index.close()


@contextmanager
def writers(folder: Path) -> Iterator[tuple[IO[str], IO[str]]]:
    command = [sys.executable, "-c", WRITERS, os.fspath(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as child:
        assert child.stdin
        assert child.stdout
        yield child.stdin, child.stdout


def write_and_kill(ask: IO[str], tell: IO[str], told: int, commits: int, seconds: float) -> int:
    """Write on until so many commits are told and some time went by, then kill; return the last one told."""
    ask.write(f"{told}\n")
    ask.flush()
    writer = int(tell.readline().removeprefix("writer "))
    for _ in range(commits):
        told = int(tell.readline())
    time.sleep(seconds)
    os.kill(writer, signal.SIGKILL)
    while not (line := tell.readline()).startswith("ended"):
        told = int(line)
    assert line == "ended -9\n", "the writer did not end of itself"
    return told


def assert_holds(index: WhooshIndex, commits: int) -> None:
    cases = held_after(commits)
    assert sorted(index.keys()) == sorted(cases or ["tally"][: index.cases])
    for question in QUESTIONS:
        lanes = index.search(question, one_lane, 1000)
        found = sorted(case.key for lane in lanes.values() for case in lane.best)
        assert found == sorted(key for key, case in cases.items() if answers(question, case, cases.values()))
