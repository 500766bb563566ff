"""Measuring engines: each builds in one process and answers in another, questions go round so that noise falls on all.

Belongs here: processes, processor time, resident memory. Does not: what engines do, how figures are shown (table.py).

Times are processor milliseconds of the engine's own process, all its threads together. Memory is read from /proc, what
is mapped from files included.
"""

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from .corpus import Corpus, Document, batches
from .engines import ENGINES
from .questions import Asked, Kind

MB = 1e6
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
_CONTEXT = multiprocessing.get_context("spawn")


class Built(NamedTuple):
    """Hold what building cost: processor seconds, bytes on disk, and by how many MB the process grew at its peak."""

    seconds: float
    octets: int
    peak_mb: float


class Opened(NamedTuple):
    """Hold what opening cost: processor milliseconds, MB by which the process grew."""

    ms: float
    grown_mb: float


class Timed(NamedTuple):
    """Hold the processor milliseconds of every question of a kind, round by round."""

    rounds: Sequence[Sequence[float]]


def build(name: str, corpus: Path, folder: Path) -> Built:
    """Build an engine's index in a process of its own."""
    folder.mkdir(parents=True)
    with _Process(_build, name, corpus, folder) as process:
        built: Built = process.answer()
    return built


class Asker:
    """Keep a process in which an engine is open."""

    def __init__(self, name: str, folder: Path, questions: Mapping[Kind, Sequence[Asked]]) -> None:
        self.name = name
        self.kinds = ENGINES[name].load().kinds
        self._process = _Process(_serve, name, folder, questions)
        self.opened: Opened = self._process.answer()

    def ask(self, kind: Kind, number: int) -> float:
        """Ask a question; return the processor milliseconds."""
        ms: float = self._process.tell(("ask", kind, number))
        return ms

    def found(self, kind: Kind, number: int) -> list[int]:
        """Return the numbers of the documents that answer a question, untimed."""
        found: list[int] = self._process.tell(("found", kind, number))
        return found

    def close(self) -> float:
        """End the process; return by how many MB it had grown at its peak."""
        peak: float = self._process.tell(("end",))
        self._process.close()
        return peak


def in_turn(askers: Sequence[Asker], kind: Kind, count: int, rounds: int, most_s: float) -> dict[str, Timed]:
    """Ask every engine every question in each round, one engine after the other.

    One that has used `most_s` seconds drops out; what it was asked of an unfinished round counts when it is its first.
    """
    times: dict[str, list[list[float]]] = {asker.name: [] for asker in askers if kind in asker.kinds}
    for _ in range(rounds):
        for own in times.values():
            if sum(map(sum, own)) < most_s * 1000:
                own.append([])
        for number in range(count):
            for asker in askers:
                own = times.get(asker.name, [])
                if own and len(own[-1]) == number and sum(map(sum, own)) < most_s * 1000:
                    own[-1].append(asker.ask(kind, number))
    return {name: Timed([one for one in own if len(one) == len(own[0])]) for name, own in times.items()}


class _Process:
    """Talk with a process that runs `work(connection, *arguments)`."""

    def __init__(self, work: Any, *arguments: Any) -> None:
        os.environ.update(ONE_THREAD)
        self._here, there = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=work, args=(there, *arguments), daemon=True)
        self._process.start()
        there.close()

    def answer(self) -> Any:
        """Wait for an answer.

        Raises:
            EOFError: the process died.
        """
        return self._here.recv()

    def tell(self, what: Any) -> Any:
        """Say something and return the answer."""
        self._here.send(what)
        return self.answer()

    def close(self) -> None:
        """Wait for the end of the process."""
        self._here.close()
        self._process.join()

    def __enter__(self) -> "_Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Feeder:
    """Hand out documents; making them is not the engine's work, so its processor time is kept apart."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.seconds = 0.0

    def __iter__(self) -> Iterator[list[Document]]:
        begun = time.thread_time()
        for batch in batches(self._corpus):
            self.seconds += time.thread_time() - begun
            yield batch
            begun = time.thread_time()
        self.seconds += time.thread_time() - begun


def _build(connection: Connection, name: str, corpus: Path, folder: Path) -> None:
    feeder = _Feeder(Corpus(corpus))
    feeder._corpus.documents(0, 1)  # words and columns are in memory
    engine = ENGINES[name].load()
    before = _resident()
    _forget_peak()
    begun = time.process_time()
    engine.write(folder, feeder)
    seconds = time.process_time() - begun - feeder.seconds
    octets = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    connection.send(Built(seconds, octets, _status("VmHWM") - before))


def _serve(connection: Connection, name: str, folder: Path, questions: Mapping[Kind, Sequence[Asked]]) -> None:
    engine = ENGINES[name].load()
    before = _resident()
    begun = time.process_time()
    engine.open(folder)
    connection.send(Opened((time.process_time() - begun) * 1000, _resident() - before))
    prepared: dict[tuple[Kind, int], Any] = {}
    for what, *which in iter(connection.recv, ("end",)):
        kind, number = which
        if (kind, number) not in prepared:
            prepared[kind, number] = engine.prepare(questions[kind][number])
        asked = prepared[kind, number]
        begun = time.process_time()
        answer = engine.ask(asked)
        ms = (time.process_time() - begun) * 1000
        connection.send(ms if what == "ask" else engine.numbers(answer))
    connection.send(_status("VmHWM") - before)


def _resident() -> float:
    return _status("VmRSS")


def _status(name: str) -> float:
    """Return a value of /proc/self/status in MB."""
    lines: Iterable[str] = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")) / MB


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")
