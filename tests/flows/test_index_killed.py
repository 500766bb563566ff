"""An index whose builder is killed at any moment opens, and draining again brings all that is missing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes.commits import assert_no_orphans
from fakes.library import made

from localdb.engine.find_similar import find_similar
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.similar import SimilarRequest

CASES = 240
DRAIN = """
import sys
from pathlib import Path
from localdb.engine import index_backlog as room
from localdb.engine.workspace import Workspace
room.BATCH = 10
ws = Workspace.open(Path(sys.argv[1]), Path(sys.argv[2]))
_ = ws.segmenter
print("begun", flush=True)
room.drain_index(ws)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_again_and_again_nothing_is_missed(tmp_path: Path, resources: Path) -> None:
    data = tmp_path / "data"
    ws = Workspace.open(data, resources)
    ws.library.add([entry_of(made(f"案{number}"), ws.reference) for number in range(CASES)])
    ws.close()
    dice = random.Random(os.environ.get("LEIAN_SEED", "23"))
    counts = [0]
    for _ in range(3):
        _drain_and_kill(data, resources, dice.uniform(0.02, 0.35))
        ws = Workspace.open(data, resources)
        assert not ws.index.damaged, "the last commit opens"
        indexed = set(ws.index.keys())
        waiting = {todo.key for todo in ws.library.backlog(CASES)}
        assert indexed | waiting == set(ws.library.keys()), "what is not in the index is still to be done"
        counts.append(len(indexed))
        ws.close()
    assert counts == sorted(counts), "what was committed stays"
    ws = Workspace.open(data, resources)
    drain_index(ws)
    assert sorted(ws.index.keys()) == sorted(ws.library.keys()), "each case once"
    hits = find_similar(ws, SimilarRequest("醉酒驾驶机动车弃车逃逸", flat=True, limit=500)).hits
    assert len({hit.card.key for hit in hits}) == len(hits) == CASES
    segments = {path.name.split(".")[0] for path in ws.index.folder.glob("MAIN_*.trm")}
    assert len(segments) <= 8
    assert_no_orphans(ws.index)
    ws.close()


def _drain_and_kill(data: Path, resources: Path, seconds: float) -> None:
    command = [sys.executable, "-c", DRAIN, os.fspath(data), os.fspath(resources)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "begun\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
