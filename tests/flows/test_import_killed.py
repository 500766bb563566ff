"""An import killed at any moment loses nothing it had committed, and running it again brings the rest."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes.files import json_lines, record, write

from localdb.engine.import_cases import import_cases
from localdb.engine.workspace import Workspace
from localdb.storage.library import Library

CASES = 300
IMPORT = """
import sys
from pathlib import Path
from localdb.engine import import_cases as room
from localdb.engine.workspace import Workspace
room.BATCH, room._PAUSE = 20, 0.0
ws = Workspace.open(Path(sys.argv[1]), Path(sys.argv[2]))
_ = ws.reference
print("begun", flush=True)
room.import_cases(ws, [Path(sys.argv[3])], progress=lambda told: print(told.admitted, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_again_and_again_it_comes_to_the_same_end(tmp_path: Path, resources: Path) -> None:
    path = write(tmp_path, "a.jsonl", json_lines(record(str(number)) for number in range(CASES)))
    data = tmp_path / "data"
    dice = random.Random(os.environ.get("LEIAN_SEED", "17"))
    committed: dict[str, str] = {}
    for _ in range(3):
        told = _import_and_kill(data, resources, path, dice.randrange(1, 120), dice.uniform(0.0, 0.01))
        found = _texts(data)
        assert committed.items() <= found.items(), "what was committed before is still there"
        assert len(found) - len(committed) >= told, "what the import said was stored is there"
        committed = found
    assert 0 < len(committed) < CASES, "it was killed in the middle"
    ws = Workspace.open(data, resources)
    summary, _ = import_cases(ws, [path])
    assert (summary.read, summary.rejected, ws.library.count()) == (CASES, 0, CASES)
    assert summary.admitted == CASES - len(committed)
    assert {todo.key for todo in ws.library.backlog(CASES)} == set(ws.library.keys()), "the index will hear of all"
    assert ws.library.check() == ""
    ws.close()


def _import_and_kill(data: Path, resources: Path, path: Path, steps: int, seconds: float) -> int:
    """Start an import, kill it after so many steps and seconds; return how many cases it had said were admitted."""
    command = [sys.executable, "-c", IMPORT, os.fspath(data), os.fspath(resources), os.fspath(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "begun\n"
        told = [child.stdout.readline() for _ in range(steps)]
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
        told = [line for line in told if line.endswith("\n")]  # the last one may be torn
    return int(told[-1]) if told else 0


def _texts(data: Path) -> dict[str, str]:
    library = Library(data / "library.db")
    try:
        return {case.key: case.full_text for case in library.each()}
    finally:
        library.close()
