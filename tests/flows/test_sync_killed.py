"""Over TLS with a private CA: a sync killed at any moment loses nothing, fetches nothing twice and completes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes.feed import Court
from fakes.feed_server import FeedServer, authority, papers, server_context, serving
from fakes.files import JUDGMENT, record

from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.feed import FeedSettings
from localdb.storage.library import Library
from localdb.sync.shards import Put

SHARDS, EACH = 6, 20
_GOODS = (
    "钢材",
    "水泥",
    "木材",
    "粮食",
    "药品",
    "车辆",
    "设备",
    "服装",
    "电缆",
    "化肥",
    "家具",
    "茶叶",
    "煤炭",
    "纸张",
)
_DEEDS = ("签订合同", "另行结算", "补充约定交货地点", "确认欠款", "变更价格", "办理退货", "委托他人验收", "约定违约金")
_TURNS = (
    "出卖人如期交付",
    "买受人拒绝收货",
    "货物在途中毁损",
    "买受人支付了部分货款",
    "双方互相抵销",
    "经催告仍未履行",
)
SYNC = """
import sys
from pathlib import Path
from localdb.engine import sync as room
from localdb.engine.workspace import Workspace
from localdb.model.feed import FeedSettings
room._TELL = 0.0
data, resources, address, root, ca = sys.argv[1:]
ws = Workspace.open(Path(data), Path(resources))
_ = ws.reference
print("begun", flush=True)
room.sync_library(ws, FeedSettings(address, Path(root), ca=Path(ca)), lambda at: print(at.stage.value, flush=True))
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_again_and_again_it_comes_to_the_same_end(tmp_path: Path, resources: Path) -> None:
    court = _court(tmp_path / "feed")
    ca = authority(tmp_path / "ca")
    dice = random.Random(os.environ.get("LEIAN_SEED", "17"))
    data = tmp_path / "data"
    with serving(court.folder, server_context(papers(tmp_path / "ca", ca))) as server:
        server.faults.piece, server.faults.pause = 2000, 0.002
        settings = FeedSettings(server.address, court.root_file, ca=ca.certificate)
        before, seen = 0, []
        for _ in range(3):
            _sync_and_kill(data, resources, settings, dice.randrange(1, 60), dice.uniform(0.0, 0.05))
            applied, keys = _state(data)
            assert len(keys) == applied * EACH, "every shard is there whole, with its number, or not at all"
            assert applied >= before
            before = applied
            seen.append((applied, len(server.log)))
        assert before < SHARDS, "it was killed in the middle"
        ws = Workspace.open(data, resources)
        summary, _ = sync_library(ws, settings)
        assert summary.added == (SHARDS - before) * EACH
        assert (ws.library.count(), ws.index.cases, ws.library.check()) == (SHARDS * EACH, SHARDS * EACH, "")
        assert list((ws.trust / "shards").iterdir()) == []
        ws.close()
        for applied, log in seen:
            done = tuple(f".{each:08d}-{each:08d}.jsonl.zst" for each in range(1, applied + 1))
            assert not [each for each in server.log[log:] if each.path.endswith(done)], "applied, and fetched again"
        assert _taken_up(server)


def _court(folder: Path) -> Court:
    court = Court(folder)
    for number in range(SHARDS):
        court.publish([Put(record(f"{number}-{each}", _own_text(f"{number}-{each}"))) for each in range(EACH)])
    return court


def _own_text(seed: str) -> str:
    """Write a judgment that is like no other: what was bought, where and how it went is drawn by chance."""
    dice = random.Random(seed)
    told = "".join(
        f"{dice.randrange(2001, 2020)}年{dice.randrange(1, 13)}月，双方就{dice.choice(_GOODS)}{dice.choice(_DEEDS)}，"
        f"{dice.choice(_TURNS)}，计{dice.randrange(100, 99999)}元。"
        for _ in range(12)
    )
    return JUDGMENT.replace("经审理查明，", f"经审理查明，{told}")


def _taken_up(server: FeedServer) -> bool:
    """Tell whether every request for a shard began where the part of the one before it ended, or at what came of it."""
    shards = [each for each in server.log if each.path.endswith(".zst")]
    starts = {path: [each.start for each in shards if each.path == path] for path in {each.path for each in shards}}
    return all(some == sorted(some) for some in starts.values())


def _sync_and_kill(data: Path, resources: Path, settings: FeedSettings, steps: int, seconds: float) -> None:
    command = [sys.executable, "-c", SYNC, *map(str, (data, resources, settings.address, settings.root, settings.ca))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdout.readline() == "begun\n"
        for _ in range(steps):
            if child.stdout.readline() in ("done\n", ""):
                break
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.stdout.read()


def _state(data: Path) -> tuple[int, list[str]]:
    library = Library(data / "library.db")
    try:
        return library.feed.applied().get("national", 0), library.keys(folded=True)
    finally:
        library.close()
