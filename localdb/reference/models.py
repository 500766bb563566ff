"""Where models lie: one that was trained here first, then the court's by its feed, then the one that comes with Leian.

Belongs here: which files there are, in which order, and reading them whole. Does not: what is in them (ranking).
"""

from collections.abc import Iterator
from pathlib import Path

LABELS = "labels.npz"


def model_contents(folders: tuple[Path, ...], name: str, largest: int) -> Iterator[tuple[Path, bytes]]:
    """Yield path and content of a model, one a folder that has it; b"" if it cannot be read or is above `largest`."""
    for folder in folders:
        path = folder / name
        try:
            yield path, path.read_bytes() if path.stat().st_size <= largest else b""
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield path, b""
