"""Pure work on the cores that stand idle: the same answers in the same order, sooner.

Belongs here: processes, what goes to them and comes back, and doing it here where they cannot. Does not: what is worked
out; that is a function of a module, which reads and writes nothing but its arguments.

Processes, because threads share the lock of Python: two of them took 1.6 times as long as one to read 1,500 judgments
for the index. A process takes a second before its first answer: it is begun only where there is enough to do, and who
asks goes on by itself meanwhile. One that is killed, or cannot be begun, is done without. It ends with the process that
began it, however that ends: nobody holds the other end of its pipe then.
"""

import logging
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Protocol, Self, TypeVar

from localdb.reference import Reference
from localdb.text.segmentation import Segmenter

ENOUGH = 2_000  # cases: a process costs what two hundred do
_MOST = 2  # processes, of some 200 MB each
_DEPTH = 8  # tasks that a process has before it, so that it goes on while whoever asked writes
_MOST_HELD = 64  # tasks whose answers are not taken yet, because one before them is not there
_READY = -1  # what a process answers first, to nothing
_LOG = logging.getLogger("leian.cores")
Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Tools(Protocol):
    """Name what pure work may need; a Workspace has it."""

    @property
    def reference(self) -> Reference:
        """Return the tables."""

    @property
    def segmenter(self) -> Segmenter:
        """Return the one segmenter."""


class SpareCores:
    """Work out answers here and in processes beside. A context, which ends them; used from one thread."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._expected = 0
        self._reference: Reference | None = None  # that the processes have
        self._spares: list[_Spare] = []
        self._came: SimpleQueue[tuple[_Spare, bytes]] = SimpleQueue()
        self._numbers = count()

    def __enter__(self) -> Self:
        """Begin nothing yet; see `expect`."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the processes."""
        self._end()

    def expect(self, cases: int) -> None:
        """Say how many cases are to come; processes are begun where that is worth their while."""
        self._expected = cases

    def answers(self, work: Callable[[Tools, Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Yield what `work`, a function of a module, makes of each task, in order; tasks are drawn some way ahead."""
        self._begin()
        held: deque[_Slot] = deque()
        left = iter(tasks)
        while True:
            self._collect(held)
            held.extend(_Slot(next(self._numbers), task) for task in islice(left, self._room(held)))
            if not held:
                return
            self._hand_out(held, work)
            if not held[0].done:
                # Rather than wait at the end, do what a process has before it: it comes to the last one last.
                mine = next((slot for slot in held if slot.free), None) or next(
                    slot for slot in reversed(held) if not slot.done
                )
                mine.settle(work(self._tools, mine.task))
            while held and held[0].done:
                yield held.popleft().answer

    def _begin(self) -> None:
        """Begin processes; anew where those that are there have other tables."""
        reference = self._tools.reference
        if self._expected < ENOUGH or self._reference is reference:
            return
        self._end()
        self._reference = reference
        for _ in range(min(_cores() - 1, _MOST)):
            with suppress(OSError):  # no memory, or no leave: then it is done here
                self._spares.append(_Spare(self._came))

    def _collect(self, held: Iterable["_Slot"]) -> None:
        """Take in what came from the processes."""
        asked = {slot.number: slot for slot in held if not slot.done}
        while not self._came.empty():
            spare, came = self._came.get()
            if not came:
                self._lose(spare, asked.values())
                continue
            number, answer = pickle.loads(came)
            spare.busy -= 1
            if number == _READY:
                spare.begin(self._reference)
            elif slot := asked.get(number):  # else it was done here meanwhile, or nobody wants it any more
                slot.keep(answer)

    def _room(self, held: Collection["_Slot"]) -> int:
        """Say how many tasks to draw: what the processes still take, and one to be done here."""
        wanted = 1 + sum(_DEPTH - spare.busy for spare in self._spares if spare.busy < _DEPTH)
        return max(0, min(wanted - sum(slot.free for slot in held), _MOST_HELD - len(held)))

    def _hand_out(self, held: Iterable["_Slot"], work: Callable[[Tools, Any], Any]) -> None:
        waiting = (slot for slot in held if slot.free and not slot.here)
        for spare in self._spares:
            for slot in islice(waiting, max(0, _DEPTH - spare.busy)):
                spare.give(slot, work)

    def _lose(self, spare: "_Spare", asked: Iterable["_Slot"]) -> None:
        """Take back what a process that has ended was given."""
        _LOG.warning("a process beside has ended")
        spare.end()
        self._spares.remove(spare)
        for slot in asked:
            if slot.at is spare:
                slot.at = None

    def _end(self) -> None:
        for spare in self._spares:
            spare.end()
        self._spares.clear()
        self._came = SimpleQueue()


@dataclass(slots=True)
class _Slot:
    """Hold a task until its answer is taken."""

    number: int
    task: Any
    at: "_Spare | None" = None
    here: bool = False  # no process can do it
    done: bool = False
    answer: Any = None

    @property
    def free(self) -> bool:
        """Say whether nobody does it."""
        return self.at is None and not self.done

    def settle(self, answer: Any) -> None:
        self.answer, self.done, self.task, self.at = answer, True, None, None

    def keep(self, answer: Any) -> None:
        if answer is None:
            self.here, self.at = True, None
        else:
            self.settle(answer)


class _Wire:
    """Send and hear messages over a pipe without ever holding up whoever sends."""

    def __init__(self, pipe: Connection, heard: Callable[[bytes], object], lost: Callable[[], object]) -> None:
        self._pipe = pipe
        self._out: SimpleQueue[bytes] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._listen, args=(heard, lost), daemon=True),
            threading.Thread(target=self._speak, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, message: object) -> None:
        self._out.put(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        """Let go, once nobody is at the other end."""
        self._out.put(b"")
        for thread in self._threads:
            thread.join()
        self._pipe.close()

    def _listen(self, heard: Callable[[bytes], object], lost: Callable[[], object]) -> None:
        with suppress(EOFError, OSError):
            while True:
                heard(self._pipe.recv_bytes())
        lost()

    def _speak(self) -> None:
        with suppress(OSError):
            while message := self._out.get():
                self._pipe.send_bytes(message)


class _Spare:
    """Be a process beside, as whoever asks sees it."""

    def __init__(self, came: SimpleQueue[tuple["_Spare", bytes]]) -> None:
        context = get_context("spawn")  # the window has threads, and Windows knows nothing else
        here, there = context.Pipe()
        self.busy = _DEPTH + 1  # until it is ready
        self._process = context.Process(target=serve, args=(there,), daemon=True)
        try:
            self._process.start()
        except OSError:
            here.close()
            raise
        finally:
            there.close()
        self._wire = _Wire(here, lambda came_in: came.put((self, came_in)), lambda: came.put((self, b"")))

    def begin(self, reference: Reference | None) -> None:
        """Send it the tables."""
        self.busy = 0
        self._wire.send(reference)

    def give(self, slot: _Slot, work: Callable[[Tools, Any], Any]) -> None:
        """Have it do a task."""
        slot.at = self
        self.busy += 1
        self._wire.send((slot.number, work, slot.task))

    def end(self) -> None:
        """Make an end of it; it holds nothing that could be lost."""
        self._process.kill()
        self._process.join()
        self._wire.close()
        self._process.close()


class Own:
    """Be the Tools of a process."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    @cached_property
    def segmenter(self) -> Segmenter:
        """Return its segmenter."""
        return Segmenter(self.reference.lexicon)


class _Heard(logging.Handler):
    """Notice that something is to be told: whoever asked then does the task and tells it."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        self.anything = True


def serve(pipe: Connection) -> None:
    """Do tasks until whoever began this process has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began it ends it
    logging.getLogger().addHandler(heard := _Heard(logging.WARNING))
    came: SimpleQueue[bytes] = SimpleQueue()
    wire = _Wire(pipe, came.put, partial(os._exit, 0))
    wire.send((_READY, None))
    tools = Own(pickle.loads(came.get()))
    while True:
        number, work, task = pickle.loads(came.get())
        heard.anything = False
        answer = work(tools, task)
        wire.send((number, None if heard.anything else answer))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
