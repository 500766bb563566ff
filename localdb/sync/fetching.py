"""How bytes of a feed come in, wherever it lies: in pieces, from any place of a file, at a pace that is watched.

Belongs here: what fetching over HTTP and from a folder share. Does not: what may be trusted of what comes.
"""

import time
from abc import abstractmethod
from collections.abc import Callable, Generator, Iterator

from tuf.api.exceptions import DownloadLengthMismatchError
from tuf.ngclient.fetcher import FetcherInterface

from localdb.model.errors import Cancelled, FeedUnreachable
from localdb.sync.handing_over import HandingOver

SLOWEST = 1024  # bytes a second, over SLOW_SECONDS: less is no transfer, whoever means it so
SLOW_SECONDS = 30.0
FIRST_SECONDS = 60.0  # until anything comes at all: a name looked up, a connection made, an answer begun
_NAP = 0.1  # seconds between two looks at whether to go on


class Flow:
    """Rule the bytes of one sync: whether they may come, and how fast. `bandwidth` is in bytes a second, 0 for no cap.

    `clock` counts seconds and `sleep` lets them pass.
    """

    def __init__(
        self,
        bandwidth: int = 0,
        cancelled: Callable[[], bool] | None = None,
        paused: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.bandwidth = bandwidth
        self.cancelled = cancelled or _never
        self.paused = paused or _never
        self.clock = clock
        self.sleep = sleep
        self._ready = clock()  # when the next piece may come
        self.count = 0  # bytes that came in all

    def wait(self) -> None:
        """Let a pause pass.

        Raises:
            Cancelled: `cancelled` answered True.
        """
        while self.paused() and not self.cancelled():
            self.sleep(_NAP)
        if self.cancelled():
            raise Cancelled

    def rest(self, seconds: float) -> None:
        """Let time pass, as far as nobody cancels."""
        until = self.clock() + seconds
        while not self.cancelled() and (left := until - self.clock()) > 0:
            self.sleep(min(left, _NAP))

    def came(self, count: int) -> float:
        """Count a piece; where there is a cap, return for how many seconds it made the flow rest."""
        self.count += count
        if not self.bandwidth:
            return 0.0
        now = self.clock()
        self._ready = max(self._ready, now) + count / self.bandwidth
        self.rest(self._ready - now)
        return self.clock() - now


class Fetcher(FetcherInterface):
    """Fetch files of one feed by their path in it.

    `received` has the metadata files that came, by path, and `last` is the path that was asked for last. `arrived`
    counts the bytes that came in, those too that are passed over.
    """

    def __init__(self, place: str, flow: Flow | None = None) -> None:
        self.place = place
        self.flow = flow or Flow()
        self.received: dict[str, bytes] = {}
        self.last = ""
        self.arrived = 0

    @abstractmethod
    def pieces(self, path: str, start: int = 0) -> Generator[bytes, None, None]:
        """Yield the bytes of a file from `start` on. Drawn in a thread of its own.

        Raises:
            DownloadHTTPError: 403 or 404; there is no such file.
            FeedUnreachable, FeedRefused: it cannot be had, or not from here.
        """

    def close(self) -> None:
        """Let go of what is held open."""
        return

    def watched(self, path: str, pieces: Generator[bytes, None, None]) -> Iterator[bytes]:
        """Yield pieces as the flow allows, until a pause; whoever sends too slowly, or drips, is cut off.

        Raises: as `pieces`; Cancelled at once when the flow is cancelled, whatever the other side does.
        """
        flow = self.flow
        begun, before, limit = flow.clock(), self.arrived, FIRST_SECONDS
        with HandingOver(pieces) as coming:
            while (piece := coming.next(_NAP)) is not None:
                if flow.cancelled():
                    raise Cancelled
                if piece:
                    yield piece
                    begun += flow.came(len(piece))
                    limit = SLOW_SECONDS
                    if flow.paused():
                        return
                if (passed := flow.clock() - begun) >= limit:
                    if self.arrived - before < SLOWEST * passed:
                        raise FeedUnreachable(self.where(path), "slow")
                    begun, before, limit = flow.clock(), self.arrived, SLOW_SECONDS

    def where(self, path: str) -> str:
        """Return the address of a file, for people."""
        return f"{self.place.rstrip('/')}/{path}"

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """Return a small file whole; after a pause it comes from its beginning.

        Raises:
            DownloadLengthMismatchError: it is longer than `max_length`.
        """
        self.last = path = url.lstrip("/")
        while True:
            self.flow.wait()
            data = bytearray()
            for piece in self.fetch(path):
                data += piece
                if len(data) > max_length:
                    raise DownloadLengthMismatchError(f"{path} is longer than {max_length} bytes")
            if not self.flow.paused():
                self.received[path] = bytes(data)
                return bytes(data)

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self.watched(url, self.pieces(url))


def _never() -> bool:
    return False
