"""A feed from a local web server to searchable cases, beside a plain import of the same records, in one run.

`python -m tests.bench.sync [--size N]`: `leian import cases.jsonl.zst` and `leian sync` of the same cases, each the
real command in a process of its own; a sync from a folder, as from a stick; how much of a sync is download and
verification; a day's 500; three random kills.
Beyond the real cases (LEIAN_EVAL_DATA) others are composed of their sentences. Processor seconds are those of the
command alone: the server is another process, and so is what makes the feed.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import zstandard

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from fakes.feed import Court  # noqa: E402 - it lies beside, where only tests look
from fakes.feed_server import FeedServer, serving  # noqa: E402

from localdb.engine.taking import own_version  # noqa: E402
from localdb.model.case import Case  # noqa: E402
from localdb.model.kinds import Section  # noqa: E402
from localdb.model.record import case_from_record, case_to_record  # noqa: E402
from localdb.reference import Reference  # noqa: E402
from localdb.sync.shards import Put, pack  # noqa: E402
from localdb.text import complete  # noqa: E402

from .large_library import composed  # noqa: E402

SOURCES = ("lecard/corpus.jsonl.zst",)
DAY = 500
KILLS = 3
_SEED = 4
_FETCH = """
import sys
from pathlib import Path
from localdb.engine.sync import fetcher_of
from localdb.model.feed import FeedSettings
from localdb.sync.downloads import Downloads
from localdb.sync.fetching import Flow
from localdb.sync.trust import Trust
data, address, root = sys.argv[1:]
fetcher = fetcher_of(FeedSettings(address), Flow())
trust = Trust(Path(data), fetcher)
trust.refresh(Path(root))
downloads = Downloads(Path(data) / "shards", fetcher)
for offer in trust.offers()[0]:
    downloads.fetch(offer)
    if not downloads.fetch(offer).exists():  # verified again, as before it is applied
        sys.exit(1)
"""


class Cost(NamedTuple):
    """Hold what a command and the processes it began took: seconds on the clock, processor seconds, MB at the peak."""

    wall: float
    cpu: float
    peak: float
    said: dict[str, Any]

    def __str__(self) -> str:
        """Write the figures."""
        return f"{self.wall:8.1f} s   {self.cpu:8.1f} CPU-s   {self.peak:6.0f} MB"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="sync beside import")
    parser.add_argument("--size", type=int, default=5_000)
    size = parser.parse_args().size
    data = Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))
    with tempfile.TemporaryDirectory(prefix="leian-sync-") as name:
        folder = Path(name)
        puts = puts_of(data, size + DAY)
        court, plain = Court(folder / "feed"), folder / "cases.jsonl.zst"
        with plain.open("wb") as stream:
            publish(court, _written(islice(puts, size), stream))
        with separate_server(folder / "feed") as address:
            measure(folder, court, address, plain, list(puts), size)


def _written(puts: Iterable[Put], file: BinaryIO) -> Iterator[Put]:
    """Hand cases on, and write them down as they are imported otherwise."""
    with zstandard.ZstdCompressor(level=10).stream_writer(file, closefd=False) as stream:
        for put in puts:
            stream.write(json.dumps(put.case, ensure_ascii=False).encode() + b"\n")
            yield put


def measure(folder: Path, court: Court, address: str, plain: Path, day: Sequence[Put], size: int) -> None:
    """Run the commands and print what each took."""
    root = str(court.root_file)
    start = leian(folder / "empty", "sync", "--from", str(Court(folder / "nothing").folder), "--root",
                  str(folder / "nothing" / "metadata" / "1.root.json"))  # fmt: skip
    imported = leian(folder / "imported", "import", str(plain))
    synced = leian(folder / "synced", "sync", "--from", address, "--root", root)
    stick = leian(folder / "stick", "sync", "--from", str(court.folder), "--root", root)
    fetched = run([sys.executable, "-c", _FETCH, str(folder / "fetched"), address, root])
    print(f"{size:,} cases, {plain.stat().st_size / 1e6:.1f} MB compressed; {synced.said['shards']} shards")
    print(f"import                {imported}   {imported.said['admitted']:,} admitted")
    print(f"sync                  {synced}   {synced.said['added']:,} added")
    print(f"  ratio to import     {synced.wall / imported.wall:8.2f}     {synced.cpu / imported.cpu:8.2f}")
    print(f"sync from a folder    {stick}   {stick.said['added']:,} added")
    print(f"  ratio to import     {stick.wall / imported.wall:8.2f}     {stick.cpu / imported.cpu:8.2f}")
    bare = run([sys.executable, "-c", "import localdb.engine.sync"])
    share = max(0.0, fetched.cpu - bare.cpu) / synced.cpu
    print(f"  fetch and verify    {fetched}   {share:.1%} of the sync's processor time")
    print(f"nothing new           {start}")
    publish(court, day)
    came = leian(folder / "synced", "sync", "--from", address)
    print(f"a day's {DAY}           {came}   {came.said['added']:,} added")
    killed(folder, court, synced.wall)


def killed(folder: Path, court: Court, seconds: float) -> None:
    """Kill a sync at random moments, let it complete, and count what the server sent."""
    dice = random.Random(_SEED)
    with serving(court.folder) as server:
        command = command_of(folder / "killed", "sync", "--from", server.address, "--root", str(court.root_file))
        for _ in range(KILLS):
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
                timer = threading.Timer(seconds * dice.uniform(0.1, 0.4), child.kill)
                timer.start()
                child.wait()
                timer.cancel()
        last = run([*command, "--json"])
        length = sum(target.length for target in court.targets["targets"].values())
        sent = sum(each.sent for each in server.log if each.path.endswith(".zst"))
        print(f"after {KILLS} kills         {last}   {last.said['added']:,} added")
        print(f"  shards sent {sent:,} of {length:,} bytes; {_whole(server)} shards sent from their beginning twice")


def _whole(server: FeedServer) -> int:
    starts = [each.path for each in server.log if each.path.endswith(".zst") and each.start == 0 and each.sent]
    return len(starts) - len(set(starts))


def publish(court: Court, puts: Iterable[Put]) -> None:
    """Publish cases, in as many shards as the limits demand."""
    for packed in pack(puts):
        court.publish(packed=packed)


def puts_of(data: Path, size: int) -> Iterator[Put]:
    """Yield real cases, mixed, and composed ones after them, as many as are wanted, read as `leian publish` does."""
    records: list[dict[str, Any]] = []
    for source in SOURCES:
        with zstandard.open(data / source, "rt", encoding="utf-8") as stream:
            records += [json.loads(line) for line in stream]
    random.Random(_SEED).shuffle(records)
    reference = Reference.load(ROOT / "resources")
    cases = (complete(case_from_record(record), reference) for record in records)
    if size <= len(records):
        yield from map(_put, islice(cases, size))
    else:
        yield from map(_put, real := list(cases))
        for case in composed(real, size - len(real)):
            yield _put(replace(case, full_text="\n".join(case.sections.values())))


def _put(case: Case) -> Put:
    return Put(case_to_record(case), own_version(), case.sections.get(Section.PARTIES, ""))


def leian(data: Path, *arguments: str) -> Cost:
    """Run a command of Leian on a data folder."""
    return run([*command_of(data, *arguments), "--json"])


def command_of(data: Path, *arguments: str) -> list[str]:
    """Return a command line of Leian."""
    return [sys.executable, "-m", "desktop", "--data", str(data), *arguments]


def run(command: Sequence[str]) -> Cost:
    """Run a command and measure it."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    peaks = [0.0]
    watch = threading.Thread(target=_watch, args=(child.pid, peaks), daemon=True)
    watch.start()
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command[:6])} … ended with {child.returncode}")
    told = json.loads(said.splitlines()[-1]) if said.strip() else {}
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, max(peaks), told)


def _watch(process: int, peaks: list[float]) -> None:
    """Look how large a process and those it began are together, while it is there."""
    while (now := sum(map(_resident, [process, *_children(process)]))) or len(peaks) == 1:
        peaks.append(now)
        time.sleep(0.2)


def _children(process: int) -> Iterator[int]:
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = file.read_text().rpartition(")")[2].split()[1]
            if int(parent) == process:
                yield int(file.parent.name)


def _resident(process: int) -> float:
    """Return the MB of memory that a process has: its own, and its part of what it shares."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/smaps_rollup").read_text().partition("\nPss:")[2].split()[0]) / 1024
    return 0.0


@contextmanager
def separate_server(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own; yield its address."""
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from pathlib import Path\nfrom fakes.feed_server import FeedServer\n"
        "server = FeedServer(Path(sys.argv[1]))\nprint(server.address, flush=True)\nserver.serve_forever()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        try:
            yield child.stdout.readline().strip()
        finally:
            child.kill()


if __name__ == "__main__":
    main()
