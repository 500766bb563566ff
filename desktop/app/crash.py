"""Our bugs: a file that tells where, without a word of case, draft or query; and one sentence for the user.

The exception hook is here: with the job runner and `__main__` the only place where anything at all may be caught.
"""

import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desktop.app.journal import LOG

_OURS = Path(__file__).resolve().parents[2]
_ROOMS = ("desktop", "localdb")
_KEPT = 20


def describe(error: BaseException, version: str) -> str:
    """Describe a bug: types and places in our own code, never values, never the message of the exception."""
    lines = [
        f"leian {version}",
        f"python {platform.python_version()} {platform.system()} {platform.machine()}",
        datetime.now().astimezone().isoformat(timespec="seconds"),
    ]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [f"  {place}" for place in _places(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def write_crash(data: Path, error: BaseException, version: str) -> Path | None:
    """Write the crash file into `crash/` of the data folder; None where the disk does not take it."""
    folder = data / "crash"
    path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
            stream.write(describe(error, version))
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


class CrashKeeper:
    """Catch what nobody caught: write it down, say one sentence, go on."""

    def __init__(self, data: Path, version: str, say: Callable[[BaseException], object]) -> None:
        self._data = data
        self._version = version
        self._say = say
        self._told: set[str] = set()

    def install(self) -> None:
        """Become the exception hook of all threads."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.take(args.exc_value) if args.exc_value else None

    def take(self, error: BaseException) -> None:
        """Write a bug down; the same one twice is written and said once."""
        LOG.error("bug: %s", type(error).__qualname__)
        places = f"{type(error).__qualname__} {_places(error.__traceback__)[-1:]}"
        if places in self._told:
            return
        self._told.add(places)
        write_crash(self._data, error, self._version)
        self._say(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.take(error)


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_relative_to(_OURS) and path.relative_to(_OURS).parts[0] in _ROOMS:
            found.append(f"{path.relative_to(_OURS).as_posix()}:{frame.lineno} {frame.name}")
    return found
