import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import active_children
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar, cast

import pytest
from fakes.library import made, stocked, theft

from localdb.engine import spare_cores
from localdb.engine.index_entry import index_entries, stored_cases
from localdb.engine.spare_cores import ENOUGH, SpareCores, Tools
from localdb.engine.taking import Piece, judge
from localdb.intake import Raw
from localdb.reference import Reference

Sent = TypeVar("Sent")

PARENT = """
import os
from itertools import count
from pathlib import Path
from localdb.engine import spare_cores
from localdb.engine.workspace import Workspace
from test_spare_cores import who
if __name__ == "__main__":
    spare_cores._cores = lambda: 2
    with spare_cores.SpareCores(Workspace.open(Path(os.environ["DATA"]), Path(os.environ["RESOURCES"]))) as spare:
        spare.expect(spare_cores.ENOUGH)
        print(next(pid for _, pid in spare.answers(who, count()) if pid != os.getpid()), flush=True)
        for _ in spare.answers(who, count()):
            pass
"""


def who(tools: Tools, task: int) -> tuple[int, int]:
    time.sleep(0.001)
    return task, os.getpid()


def failing(tools: Tools, task: int) -> int:
    return 1 // task


@pytest.fixture
def tools(resources: Path) -> Tools:
    return cast(Tools, SimpleNamespace(reference=Reference.load(resources)))


def test_answers_come_in_order_and_tasks_are_drawn_by_and_by(tools: Tools) -> None:
    drawn: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            drawn.append(number)
            yield number

    with SpareCores(tools) as spare:
        spare.expect(ENOUGH - 1)
        answers = spare.answers(who, tasks())
        assert next(answers) == (0, os.getpid())
        assert len(drawn) < 50
        assert list(answers) == [(number, os.getpid()) for number in range(1, 100)]


def test_what_fails_fails_where_it_was_asked(tools: Tools) -> None:
    with SpareCores(tools) as spare, pytest.raises(ZeroDivisionError):
        list(spare.answers(failing, [2, 1, 0]))


def test_a_process_that_is_killed_is_done_without(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare_cores, "_cores", lambda: 2)
    with SpareCores(tools) as spare:
        spare.expect(ENOUGH)
        answers = enumerate(spare.answers(who, count()))
        for at, (task, pid) in answers:
            assert task == at
            if pid != os.getpid():
                break
        os.kill(pid, signal.SIGTERM)
        assert all(task == at for at, (task, _) in islice(answers, 50))
        while active_children():
            next(answers)


def test_another_process_judges_and_indexes_to_the_last_bit_alike(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a"), theft("b")])
    there = spare_cores.Own(sent(ws.reference))
    raw = Raw(3, made("c", case_no=""), "", b"digest", 0)
    piece = Piece(
        [(raw, b"origin"), (raw._replace(case=made("d", title="", full_text="")), b"")], "feed:national", False
    )
    assert sent(judge(there, sent(piece))) == judge(ws, piece)
    stored = stored_cases(ws.library, ws.library.keys())
    assert len(stored) == 2
    assert sent(index_entries(there, sent(stored))) == index_entries(ws, stored)
    ws.close()


def sent(thing: Sent) -> Sent:
    again: Sent = pickle.loads(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
    return again


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_is_left_running_when_who_began_it_is_killed(tmp_path: Path, resources: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    here = Path(__file__)
    paths = os.pathsep.join(map(str, (here.parent, here.parents[2], here.parents[3])))
    told = os.environ | {"DATA": str(tmp_path / "data"), "RESOURCES": str(resources), "PYTHONPATH": paths}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=told) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    while is_there(child):
        time.sleep(0.01)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
