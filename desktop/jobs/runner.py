"""The job runner: carries work to a lane and its result back to the UI thread. The one broad except of the window.

A foreseen error goes to the caller's `failed`, or is announced. Anything else is our bug: it is announced as such, and
`broken` of the job is called, so that whoever waits for it does not wait for ever.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.jobs.lanes import Job, Lane
from localdb.model.errors import Cancelled, LeianError

Value = TypeVar("Value")
Done = Callable[[Value], object]
Failed = Callable[[LeianError], object]


class Runner(QObject):
    """Run jobs and deliver what they return on the thread this object lives in."""

    troubled = Signal(object)  # LeianError that nobody took
    broke = Signal(object)  # Exception: our bug
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live: set[Job] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """Count the jobs that are queued or running."""
        return len(self._live)

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], Value],
        done: Done[Value] | None = None,
        failed: Failed | None = None,
        job: Job | None = None,
    ) -> Job:
        """Queue work on a lane; `done` gets its value on the UI thread unless the job was cancelled."""
        job = job or Job()
        self._live.add(job)
        lane.submit(lambda: self._work(job, work, done, failed))
        return job

    def tell(self, call: Callable[[], object]) -> None:
        """Call something on the UI thread, from any thread."""
        self._arrived.emit(call)

    def cancel_all(self) -> None:
        """Ask every job to stop; writes that are queued are still done, they do not ask."""
        for job in list(self._live):
            job.cancel()

    @Slot(object)
    def _deliver(self, call: Callable[[], object]) -> None:
        call()

    def _work(self, job: Job, work: Callable[[Job], Value], done: Done[Value] | None, failed: Failed | None) -> None:
        try:
            value = work(job)
        except Cancelled:
            self.tell(lambda: self._live.discard(job))
        except LeianError as error:
            trouble = error
            self.tell(lambda: self._fail(job, trouble, failed))
        except Exception as error:  # noqa: BLE001 - the job runner is where our bugs are caught
            bug = error
            self.tell(lambda: self._break(job, bug))
        else:
            self.tell(lambda: self._finish(job, value, done))

    def _finish(self, job: Job, value: Value, done: Done[Value] | None) -> None:
        self._live.discard(job)
        if done is not None and alive(done) and (job.keep or not job.cancelled()):
            done(value)

    def _fail(self, job: Job, error: LeianError, failed: Failed | None) -> None:
        self._live.discard(job)
        if job.cancelled() and not job.keep:
            return
        if failed is None:
            self.troubled.emit(error)
        elif alive(failed):
            failed(error)

    def _break(self, job: Job, error: Exception) -> None:
        self._live.discard(job)
        self.broke.emit(error)
        if job.broken is not None and alive(job.broken) and (job.keep or not job.cancelled()):
            job.broken(error)


def alive(call: Any) -> bool:
    """Tell whether a callback's widget still exists."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
