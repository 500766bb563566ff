"""Bytes that a thread of its own fetches, so that whoever waits for them may stop waiting at any time.

Nothing stops a thread that looks up a name or reads from a server that is silent; so it is left behind, lets go of what
it held when the server or its own time limit ends the waiting, and holds up no end of the process.
"""

from collections.abc import Generator
from queue import Empty, Full, Queue
from threading import Event, Thread
from types import TracebackType
from typing import Self

from tuf.api.exceptions import DownloadError

from localdb.model.errors import LeianError

_AHEAD = 2  # pieces that are fetched before they are asked for
_NAP = 0.1  # seconds between two looks at whether anybody still wants them
_FORESEEN = (LeianError, DownloadError, OSError, ValueError)  # a bug goes to the hook of threads


class HandingOver:
    """Draw a generator in a thread; a context, at whose end it is let go of."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self._left = Event()
        self._pieces: Queue[bytes | BaseException | None] = Queue(_AHEAD)
        self._thread = Thread(target=self._draw, args=(pieces,), name="leian-fetch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._left.set()

    def next(self, seconds: float) -> bytes | None:
        """Return the next piece, b"" when none came in that time, None after the last.

        Raises: what the generator raises; RuntimeError when a bug has ended it.
        """
        try:
            piece = self._pieces.get(timeout=seconds)
        except Empty:
            if not self._thread.is_alive() and self._pieces.empty():
                raise RuntimeError("fetching has ended without an answer") from None
            return b""
        if isinstance(piece, BaseException):
            raise piece
        return piece

    def _draw(self, pieces: Generator[bytes, None, None]) -> None:
        try:
            for piece in pieces:
                if not self._put(piece):
                    break
            pieces.close()
        except _FORESEEN as error:
            self._put(error)
        else:
            self._put(None)

    def _put(self, piece: bytes | BaseException | None) -> bool:
        while not self._left.is_set():
            try:
                self._pieces.put(piece, timeout=_NAP)
            except Full:
                continue
            return True
        return False
