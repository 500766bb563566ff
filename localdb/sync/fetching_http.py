"""A feed behind HTTP or HTTPS: the court's own CA, client certificate, proxy; no way off the host. Nothing of trust."""

import re
import ssl
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import urllib3
from tuf.api.exceptions import DownloadHTTPError
from urllib3 import exceptions as trouble

from localdb.model.errors import FeedUnreachable, FileMissing, FileUnreadable
from localdb.model.feed import FeedSettings
from localdb.sync.fetching import Fetcher, Flow

CONNECT_SECONDS = 15.0
READ_SECONDS = 30.0  # of silence
_PIECE = 2**16
_MOST_REDIRECTS = 3
_MISSING = (403, 404)
_MOVED = (301, 302, 303, 307, 308)
_BEGINS = re.compile(r"bytes (\d+)-")
Read = TypeVar("Read")
_HEADERS = {"User-Agent": "leian", "Accept-Encoding": "identity"}  # the bytes that were signed, not others for them


class HttpFetcher(Fetcher):
    """Fetch files of the feed at `settings.address`.

    Raises:
        FileMissing, FileUnreadable: a certificate or key of the settings cannot be read.
        FeedUnreachable: "proxy"; the proxy's address is none.
    """

    def __init__(self, settings: FeedSettings, flow: Flow | None = None, seconds: float = READ_SECONDS) -> None:
        super().__init__(settings.address, flow)
        self._base = settings.address.rstrip("/") + "/"
        self._pool = _pool(settings, urllib3.Timeout(connect=min(seconds, CONNECT_SECONDS), read=seconds))

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.clear()

    def pieces(self, path: str, start: int = 0) -> Generator[bytes, None, None]:
        """Yield the bytes of a file from `start` on; a server that knows no Range sends it whole, and we pass over.

        Raises:
            DownloadHTTPError: 403 or 404; there is no such file.
            FeedUnreachable: anything else that went wrong; "cut" in mid-file.
        """
        place = self.where(path)
        with _told(place):
            response = self._answer(self._base + path, start)
            try:
                if response.status == 416:  # there is nothing behind what we have
                    return
                over = self._passed_over(response, place, start)
                while piece := response.read1(_PIECE, decode_content=False):
                    self.arrived += len(piece)
                    if len(piece) > over:
                        yield piece[over:] if over else piece
                    over = max(0, over - len(piece))
            finally:
                response.close()
                response.release_conn()

    def _answer(self, url: str, start: int) -> urllib3.BaseHTTPResponse:
        headers = {**_HEADERS, **({"Range": f"bytes={start}-"} if start else {})}
        for _ in range(_MOST_REDIRECTS):
            response = self._pool.request("GET", url, headers=headers, preload_content=False, redirect=False)
            if response.status not in _MOVED:
                return response
            response.close()
            there = urljoin(url, response.headers.get("Location", ""))
            if urlsplit(there)[:2] != urlsplit(url)[:2]:
                raise FeedUnreachable(url, "redirect", urlsplit(there).netloc)
            url = there
        raise FeedUnreachable(url, "redirect")

    def _passed_over(self, response: urllib3.BaseHTTPResponse, place: str, start: int) -> int:
        """Return how many bytes of an answer come before `start`."""
        if response.status == 206:
            begins = _BEGINS.match(response.headers.get("Content-Range", ""))
            if begins is None or int(begins[1]) != start:
                raise FeedUnreachable(place, "status", "206")
            return 0
        if response.status in _MISSING:
            raise DownloadHTTPError(f"no {place}", response.status)
        if response.status != 200:
            raise FeedUnreachable(place, "status", str(response.status))
        return start


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Tell what urllib3 tells as errors that Leian foresees."""
    try:
        yield
    except trouble.NameResolutionError as error:
        raise FeedUnreachable(place, "dns") from error
    except trouble.NewConnectionError as error:
        raise FeedUnreachable(place, "refused") from error
    except (trouble.ConnectTimeoutError, trouble.ReadTimeoutError) as error:
        raise FeedUnreachable(place, "timeout") from error
    except trouble.SSLError as error:
        raise FeedUnreachable(place, "tls") from error
    except trouble.ProxyError as error:
        raise FeedUnreachable(place, "proxy") from error
    except (trouble.LocationParseError, trouble.LocationValueError) as error:
        raise FeedUnreachable(place, "address") from error
    except (trouble.ProtocolError, TimeoutError, ConnectionError) as error:
        raise FeedUnreachable(place, "cut") from error
    except trouble.HTTPError as error:
        raise FeedUnreachable(place, "other") from error


def _pool(settings: FeedSettings, timeout: urllib3.Timeout) -> urllib3.PoolManager:
    context = _context(settings)
    if not settings.proxy:
        return urllib3.PoolManager(ssl_context=context, timeout=timeout, retries=False)
    try:
        return urllib3.ProxyManager(settings.proxy, ssl_context=context, timeout=timeout, retries=False)
    except (trouble.ProxySchemeUnknown, trouble.LocationParseError, ValueError) as error:
        raise FeedUnreachable(settings.proxy, "proxy") from error


def _context(settings: FeedSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if settings.ca is not None:
        context = _with(settings.ca, lambda: ssl.create_default_context(cafile=settings.ca))
    if settings.client_certificate is not None:
        certificate, key = settings.client_certificate, settings.client_key
        if key is not None and not key.is_file():
            raise FileMissing(key)
        _with(certificate, lambda: context.load_cert_chain(certificate, key, password=_nobody_asked))
    return context


def _with(path: Path, read: Callable[[], Read]) -> Read:
    if not path.is_file():
        raise FileMissing(path)
    try:
        return read()
    except (ssl.SSLError, OSError, ValueError) as error:
        raise FileUnreadable(path, "certificate") from error


def _nobody_asked() -> str:
    """Answer for the passphrase of a key, which OpenSSL would ask the terminal for."""
    return ""
