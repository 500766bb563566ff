"""An engine that is made on first use, on the worker thread that needs it.

So the window stands before the library is open.
"""

import threading
from collections.abc import Callable
from typing import Any, cast

from desktop.jobs.port import Engine


def late(make: Callable[[], Engine]) -> Engine:
    """Return an engine that calls `make` once, when it is first asked for anything; closing it unused makes nothing."""
    return cast(Engine, _Late(make))


class _Late:
    def __init__(self, make: Callable[[], Engine]) -> None:
        self._make = make
        self._made: Engine | None = None
        self._guard = threading.Lock()

    def close(self) -> None:
        with self._guard:
            if self._made is not None:
                self._made.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        # Looking a method up happens on the UI thread; only calling it, on a worker, may make the engine.
        return lambda *given: getattr(self._engine(), name)(*given)

    def _engine(self) -> Engine:
        with self._guard:
            if self._made is None:
                self._made = self._make()
            return self._made
