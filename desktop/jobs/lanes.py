"""The threads under the desk: a job that can be cancelled, a lane that runs jobs, a channel where the newest wins."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Job:
    """Stand for one piece of work; whoever holds it can cancel it, from any thread."""

    def __init__(self, *, keep: bool = False) -> None:
        self._stop = threading.Event()
        self._rest = threading.Event()
        self.keep = keep  # its result is wanted even after it was cancelled (an import tells how far it came)
        self.broken: Callable[[Exception], object] | None = None  # called on the UI thread where a bug ended the work

    def cancel(self) -> None:
        """Ask the work to stop; its result is dropped unless it is kept."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Tell whether someone asked it to stop."""
        return self._stop.is_set()

    def pause(self, on: bool) -> None:
        """Ask the work to rest where it can, or to go on."""
        if on:
            self._rest.set()
        else:
            self._rest.clear()

    def paused(self) -> bool:
        """Tell whether someone asked it to rest."""
        return self._rest.is_set()


class Lane:
    """Run work on some threads of its own, first come first served."""

    def __init__(self, name: str, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def submit(self, work: Callable[[], None]) -> None:
        """Queue work; silently nothing after the lane was closed."""
        try:
            self._pool.submit(work)
        except RuntimeError:  # closed: the window is going
            return

    def settle(self) -> None:
        """Wait until everything queued so far is done, on a lane of one thread."""
        try:
            self._pool.submit(lambda: None).result()
        except RuntimeError:  # closed: everything is done
            return

    def close(self, *, drain: bool) -> None:
        """Wait for what runs; what is queued is done first where `drain`, else dropped."""
        self._pool.shutdown(wait=True, cancel_futures=not drain)


class Newest:
    """Keep one job at a time: the next one cancels the one before."""

    def __init__(self) -> None:
        self._job: Job | None = None

    def take(self, job: Job) -> Job:
        """Make `job` the newest and cancel the older one."""
        if self._job is not None:
            self._job.cancel()
        self._job = job
        return job

    def clear(self) -> None:
        """Cancel whatever runs."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
