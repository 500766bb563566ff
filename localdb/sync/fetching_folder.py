"""A feed in a folder: a share, a disk, a stick. Nothing outside the folder is ever read, whatever a path says."""

from collections.abc import Generator
from pathlib import Path, PurePosixPath

from tuf.api.exceptions import DownloadHTTPError

from localdb.model.errors import FeedRefused, FeedUnreachable
from localdb.sync.fetching import Fetcher, Flow

_PIECE = 2**18
_STRANGE = frozenset('\\:\0*?"<>|')  # what a name of a feed never has, and Windows reads in its own way


class FolderFetcher(Fetcher):
    """Fetch files of the feed in a folder."""

    def __init__(self, folder: Path, flow: Flow | None = None) -> None:
        super().__init__(str(folder), flow)
        self._folder = folder

    def pieces(self, path: str, start: int = 0) -> Generator[bytes, None, None]:
        """Yield the bytes of a file from `start` on.

        Raises:
            DownloadHTTPError: 404; there is no such file.
            FeedRefused: "path"; it leads out of the folder.
            FeedUnreachable: "folder" or "other"; the folder, or the file, cannot be read.
        """
        try:
            with self._file(path).open("rb") as stream:
                stream.seek(start)
                while piece := stream.read(_PIECE):
                    self.arrived += len(piece)
                    yield piece
        except FileNotFoundError as error:
            raise DownloadHTTPError(f"no {path}", 404) from error
        except OSError as error:
            raise FeedUnreachable(self.where(path), "other", error.strerror or "") from error

    def _file(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or _STRANGE.intersection(path):
            raise FeedRefused(path, "path")
        if not self._folder.is_dir():
            raise FeedUnreachable(self.place, "folder")
        folder, file = self._folder.resolve(), self._folder.joinpath(*parts).resolve(strict=True)
        if not file.is_relative_to(folder):
            raise FeedRefused(path, "path")
        if not file.is_file():  # a folder, or a device that would never end
            raise FileNotFoundError(path)
        return file
