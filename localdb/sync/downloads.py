"""Shards on their way in: each fetched once, resumed where it broke, verified, and kept until it is applied.

Belongs here: the files of `trust/shards`. Does not: who signed them, what is in them.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tuf.api.exceptions import DownloadHTTPError, LengthOrHashMismatchError
from tuf.api.metadata import TargetFile

from localdb.model.errors import DiskTrouble, FeedRefused, FeedUnreachable, disk_reason
from localdb.storage.folders import private_file, private_folder
from localdb.sync.fetching import SLOW_SECONDS, SLOWEST, Fetcher

_PART = ".part"
_AGAIN = ("cut", "timeout", "refused", "slow")  # troubles of a moment
_TRIES = 4  # that brought next to nothing, one after the other
_WORTH = int(SLOWEST * SLOW_SECONDS)  # bytes that a try must bring: who sends a few a time would never be done
_PAUSE = 1.0  # seconds before the second try, doubled before each that follows
Told = Callable[[int], object]  # bytes of this shard that are here


class Wanted(Protocol):
    """Have what is signed about a file, its path in the feed, and a name by its content."""

    @property
    def target(self) -> TargetFile: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


class Downloads:
    """Keep the folder of shards that were fetched and not yet applied."""

    def __init__(self, folder: Path, fetcher: Fetcher, pause: float = _PAUSE) -> None:
        self.folder = private_folder(folder)
        self._fetcher = fetcher
        self._pause = pause

    def fetch(self, offer: Wanted, told: Told | None = None) -> Path:
        """Return the file of a shard, verified; nothing of it that is here already is fetched again.

        Raises:
            FeedUnreachable: it cannot be had; what came of it stays, and the next sync takes it up.
            FeedRefused: "length"; what came is not what was signed, and is gone.
            Cancelled: the flow was cancelled. DiskTrouble: it cannot be kept.
        """
        whole = self.folder / offer.digest
        part = whole.with_name(whole.name + _PART)
        try:
            if whole.exists() and _verified(offer, whole):
                return whole
            resumed = part.exists()
            self._complete(offer, part, told)
            if not _verified(offer, part) and resumed:  # what was there was no part of it
                part.unlink()
                self._complete(offer, part, told)
            if not _verified(offer, part):
                part.unlink()
                raise FeedRefused(offer.path, "length")
            part.replace(whole)
        except OSError as error:
            raise DiskTrouble(part, disk_reason(error)) from error
        return whole

    def drop(self, offer: Wanted) -> None:
        """Let go of a shard that is applied."""
        with suppress(OSError):
            (self.folder / offer.digest).unlink(missing_ok=True)

    def tidy(self, offers: Sequence[Wanted]) -> None:
        """Let go of whatever is no longer offered, such as the parts of a shard that was folded into another."""
        names = {offer.digest + ending for offer in offers for ending in ("", _PART)}
        for file in self.folder.iterdir():
            if file.name not in names:
                with suppress(OSError):
                    file.unlink()

    def _complete(self, offer: Wanted, part: Path, told: Told | None) -> None:
        """Fetch what is missing, over troubles of a moment; a try that brought something to speak of does not count."""
        tries, pause = 0, self._pause
        while True:
            before = _size(part)
            try:
                paused = self._append(offer, part, told)
                if not paused:
                    return
            except DownloadHTTPError as error:
                raise FeedUnreachable(self._fetcher.where(offer.path), "missing") from error
            except FeedUnreachable as error:
                tries = 0 if _size(part) - before >= _WORTH else tries + 1
                if error.reason not in _AGAIN or tries >= _TRIES:
                    raise
                self._fetcher.flow.rest(pause * 2**tries)

    def _append(self, offer: Wanted, part: Path, told: Told | None) -> bool:
        """Fetch from where the part ends; say whether a pause came before the end of the file."""
        fetcher, most = self._fetcher, offer.target.length
        fetcher.flow.wait()
        with private_file(part).open("ab") as stream:
            at = begun = stream.tell()
            if at >= most:
                return False
            for piece in fetcher.watched(offer.path, fetcher.pieces(offer.path, at)):
                stream.write(piece)
                at += len(piece)
                if told is not None:
                    told(min(at, most))
                if at > most:  # whoever sends more sends something else
                    return False
        return begun < at < most


def _verified(offer: Wanted, file: Path) -> bool:
    with file.open("rb") as stream:
        try:
            offer.target.verify_length_and_hashes(stream)
        except LengthOrHashMismatchError:
            return False
    return True


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
