"""Measure the window: `python -m tests.bench.window [--data DIR] [--runs N]`.

The library is the sample library, or a copy of the one in the data folder DIR, which itself is not touched. Everything
is measured on the real window over the real engine, offscreen; times are wall-clock milliseconds, so let nothing else
run. `ratio` compares with the first row of the same part, within this run.
"""

import argparse
import dataclasses
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # the platform's complaint of every window

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from desktop.app.sample import sample_cases, sample_matters
from desktop.app.wiring import Session, make_application
from desktop.documents import write_report
from desktop.editor.panel import PAUSE_MS
from desktop.reader import ReaderPanel
from desktop.settings import folders
from desktop.shell.log_keeping import search_log
from desktop.similar import SimilarPanel
from localdb.engine import matters
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.report import assemble_report
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.kinds import Section, Tier, Verdict
from localdb.model.matter import Draft, Judged, Matter
from localdb.model.report import ReportKind
from localdb.model.similar import Hit, SimilarResult, TierGroup

SIZE = (1366, 768)
GIANT = 200_000  # characters
_WAIT_S = 60.0
_BEAT_MS = 2
_COUNTS = (100, 1_000, 10_000)
_AFTER_MS = 300  # what a result sets off (layout, painting) belongs to its stall
_START = """
import os, sys, time
begun = float(os.environ["LEIAN_BENCH_BEGUN"])
from pathlib import Path
from desktop.app.wiring import Session, make_application
app = make_application()
session = Session(app, Path(sys.argv[1]), sample=True)
tell = lambda words: print(words, time.time() - begun, flush=True)
session.window.editor.opened.connect(lambda number: tell("draft"))
session.begin()
app.processEvents()
tell("shown")
while not session.window.similar.hits:
    app.processEvents()
    time.sleep(0.002)
tell("hits")
session.window.close()
"""


class Row(NamedTuple):
    """Hold one line of the table: milliseconds of each run; `bound` is what speed.md asks for, 0 where nothing."""

    part: str
    name: str
    times: tuple[float, ...]
    bound: float = 0.0


class Heart(QObject):
    """Beat on the UI thread and keep the longest pause between two beats, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self.longest = 0.0

    def start(self) -> None:
        """Begin to count anew."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """Stop; return the longest pause."""
        self._beat()
        self._timer.stop()
        return self.longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, 1000 * (now - self._last)), now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="times of the window")
    parser.add_argument("--data", type=Path, help="data folder whose library is copied; default: the sample library")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leian-bench-") as scratch:
        data = Path(scratch)
        matter = prepare(data, options.data)
        show(measure(data, matter, options.runs))


def prepare(data: Path, source: Path | None) -> Matter:
    """Fill a data folder: library, index, and the first sample matter with its draft."""
    if source is not None:
        with closing(sqlite3.connect(source / "library.db")) as old, closing(_empty(data)) as new:
            old.backup(new)
        shutil.copytree(source / "index", data / "index")
    ws = Workspace.open(data, folders.resources_folder(), sample=True)
    if source is None:
        import_cases(ws, sample_cases(ws.resources))
    else:  # the sample court's corrections to the tables change no card of a real library: nothing is made anew
        ws.library.set_meta("cards", ws.reference.digest)
    drain_index(ws)
    entry, draft = sample_matters(ws.resources)[0]
    matter, _ = matters.save_matter(ws, dataclasses.replace(entry, number=0, analysis="测速。", searcher="测速"))
    matters.save_draft(ws, Draft(matter.number, draft))
    print(f"library: {ws.library.count():,} cases")
    ws.close()
    return matter


def _empty(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(data / "library.db")


def measure(data: Path, matter: Matter, runs: int) -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from starts(data, runs)
    app = make_application()
    session = Session(app, data, sample=True)
    session.window.resize(*SIZE)
    session.begin()
    wait(lambda: len(session.window.similar.hits) > 0)
    settle(1000)
    result = session.window.similar.result
    assert result is not None
    yield from queries(session, runs)
    yield from typing(session, runs)
    session.window.close()
    yield from lists(result, runs)
    ws = Workspace.open(data, folders.resources_folder(), sample=True)
    yield from reading(ws, result, runs)
    yield from reports(ws, matter, result, data, runs)
    ws.close()


def starts(data: Path, runs: int) -> Iterator[Row]:
    """Time a new process from its start until the window is seen, can be written in, and lists hits."""
    found: dict[str, list[float]] = {"shown": [], "draft": [], "hits": []}
    for _ in range(runs + 1):
        environment = {**os.environ, "LEIAN_BENCH_BEGUN": str(time.time())}
        command = [sys.executable, "-c", _START, str(data)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            name, seconds = line.split()
            found[name].append(1000 * float(seconds))
    for name, words, bound in (("shown", "window shown", 0), ("draft", "draft editable", 1500), ("hits", "hits", 0)):
        yield Row("start", words, tuple(found[name][1:]), bound)  # the first one warms the disk


def queries(session: Session, runs: int) -> Iterator[Row]:
    """Time a query of the draft, and the longest stall of the UI thread while it runs and its answer is laid out."""
    window, heart, stalls, times = session.window, Heart(), [], []
    for _ in range(runs):
        before, started = window.similar.result, time.perf_counter()
        heart.start()
        window.searching.find()
        wait(lambda before=before: window.similar.result is not before)  # type: ignore[misc]
        times.append(1000 * (time.perf_counter() - started))
        settle(_AFTER_MS)
        stalls.append(heart.stop())
    idle = []
    for _ in range(runs):
        heart.start()
        settle(_AFTER_MS)
        idle.append(heart.stop())
    yield Row("query", "answer to F5 in the list", tuple(times))
    yield Row("stall", "longest, idle", tuple(idle))
    yield Row("stall", "longest, a query", tuple(stalls), 50)


def typing(session: Session, runs: int) -> Iterator[Row]:
    """Time from the last key to the new hits painted, and the longest stall on the way."""
    window, heart, stalls, times, keys = session.window, Heart(), [], [], []
    for _ in range(runs):
        QTest.keyClicks(window.editor.page, "12")
        before, started = window.similar.result, time.perf_counter()
        QTest.keyClicks(window.editor.page, "3")
        keys.append(1000 * (time.perf_counter() - started))
        heart.start()
        wait(lambda before=before: window.similar.result is not before)  # type: ignore[misc]
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - started))
        settle(_AFTER_MS)
        stalls.append(heart.stop())
        settle(1200)  # saved, and the cause of nothing that is measured next
    yield Row("stall", "longest, typing to hits", tuple(stalls), 50)
    yield Row("typing", "one key", tuple(keys), 50)
    yield Row("typing", f"last key to hits, the pause of {PAUSE_MS} ms included", tuple(times), 300)


def lists(result: SimilarResult, runs: int) -> Iterator[Row]:
    """Time long lists: set on an empty panel, refreshed by a result that differs, repainted elsewhere."""
    parts = ("set", "refresh", "repaint")
    found = {count: [_list(many(result, count), many(result, count, 7)) for _ in range(runs)] for count in _COUNTS}
    for place, part in enumerate(parts):
        for count, times in found.items():
            bound = 50 if count == _COUNTS[0] else 0
            yield Row(f"list, {part}", f"{count:,} hits", tuple(time[place] for time in times), bound)


def _list(first: SimilarResult, second: SimilarResult) -> tuple[float, float, float]:
    panel = SimilarPanel()
    panel.resize(640, 600)
    panel.show()
    QApplication.processEvents()
    fresh = timed(lambda: panel.set_result(first))
    panel.set_reading(first.hits[len(first.hits) // 2])
    QApplication.processEvents()
    again = timed(lambda: panel.set_result(second))
    view = panel.findChild(QListView)
    assert view is not None
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
    painted = timed(lambda: view.viewport().grab())
    panel.close()
    return fresh, again, painted


def reading(ws: Workspace, result: SimilarResult, runs: int) -> Iterator[Row]:
    """Time opening a case in the reader until it is painted: one of the usual length, and a giant."""
    hits = {hit.card.key: hit for hit in result.hits}
    cases = sorted((case for key in hits if (case := ws.library.get(key))), key=lambda case: len(case.full_text))
    usual = cases[len(cases) // 2]
    for name, case in ((f"usual, {len(usual.full_text):,} characters", usual), (f"giant, {GIANT:,}", giant(usual))):
        times = []
        for _ in range(runs + 1):
            reader = ReaderPanel()
            reader.resize(640, 600)
            reader.show()
            QApplication.processEvents()
            times.append(timed(lambda reader=reader, case=case: reader.show_hit(hits[usual.key], case)))  # type: ignore[misc]
            reader.close()
        yield Row("reader", name, tuple(times[1:]), 50 if case is usual else 0)


def reports(ws: Workspace, matter: Matter, result: SimilarResult, folder: Path, runs: int) -> Iterator[Row]:
    """Time the report of a matter with three similar cases: gathered, and written as DOCX."""
    matters.log_search(ws, search_log(result, matter, matter.searcher, matter.court))
    likely = [hit for hit in result.hits if hit.tier is not Tier.PROCURATORIAL][:3]
    for hit in likely:
        judged = Judged(matter.number, hit.card.key, Verdict.SIMILAR, hit.tier, confirmed_effective=True)
        matters.judge_hit(ws, judged)
    now = datetime.now().astimezone()
    gathered, written = [], []
    for _ in range(runs + 1):
        started = time.perf_counter()
        report = assemble_report(ws, matter.number, ReportKind.REPORT, now)
        gathered.append(1000 * (time.perf_counter() - started))
        written.append(timed(lambda report=report: write_report(report, folder / "report.docx")))  # type: ignore[misc]
    yield Row("report", "gathered", tuple(gathered[1:]))
    yield Row("report", "written as DOCX", tuple(written[1:]))


def many(result: SimilarResult, count: int, step: int = 0) -> SimilarResult:
    """Return a result of so many hits in four tiers; with a `step` every step-th is new and the order differs."""
    found = result.hits
    tiers = (Tier.SUPREME, Tier.HIGH, Tier.PARENT, Tier.COUNTRY)
    groups = []
    for tier in tiers:
        hits = tuple(_hit(found[number % len(found)], tier, number, step) for number in range(count // len(tiers)))
        state = result.groups[0].state
        groups.append(TierGroup(tier, state, hits[::-1] if step and tier is Tier.PARENT else hits, len(hits)))
    return dataclasses.replace(result, groups=tuple(groups))


def _hit(hit: Hit, tier: Tier, number: int, step: int) -> Hit:
    new = f"-{step}" if step and number % step == 0 else ""
    card = dataclasses.replace(hit.card, key=f"bench:{tier.value}-{number}{new}", tier=tier)
    return dataclasses.replace(hit, card=card, tier=tier)


def giant(case: Case) -> Case:
    """Return the case with its reasoning repeated up to the size of a giant."""
    reasoning = case.sections.get(Section.REASONING) or case.full_text
    sections = {**case.sections, Section.REASONING: (reasoning * (GIANT // len(reasoning) + 1))[:GIANT]}
    return dataclasses.replace(case, sections=sections)


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds until something is done and painted."""
    started = time.perf_counter()
    act()
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - started)


def wait(ready: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    until = time.monotonic() + _WAIT_S
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def settle(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def show(rows: Iterator[Row] | Sequence[Row]) -> None:
    """Print the table."""
    print(f"{'part':14}{'what':52}{'median':>9}{'worst':>9}{'ratio':>8}{'bound':>8}")
    first: dict[str, float] = {}
    for row in rows:
        middle = statistics.median(row.times)
        ratio = middle / first.setdefault(row.part, middle)
        bound = f"{row.bound:8.0f}" if row.bound else " " * 8
        over = "  over" if row.bound and middle > row.bound else ""
        print(f"{row.part:14}{row.name:52}{middle:9.1f}{max(row.times):9.1f}{ratio:8.2f}{bound}{over}", flush=True)


if __name__ == "__main__":
    main()
