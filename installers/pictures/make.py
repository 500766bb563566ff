"""Make the README's pictures of the window: the sample library, light and dark, on a small and on a large screen.

usage: python installers/pictures/make.py      (no display needed)
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from desktop.app.wiring import Session, make_application
from desktop.looks import stage

HERE = Path(__file__).resolve().parent
SIZES = ((1366, 768), (1920, 1080))
PATIENCE = 60.0  # seconds


def main() -> int:
    """Open the sample, read the first hit, adopt its best passage, and take the pictures."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(application, Path(folder), sample=True)
        window = session.window
        window.resize(*SIZES[0])
        session.begin()
        wait_until(lambda: bool(window.similar.hits))
        wait(800)
        window.reading.open(window.similar.hits[0])
        wait(900)
        window.reader.adopt()
        wait(1500)
        window.toast.hide()
        for theme in ("light", "dark"):
            for width, height in SIZES:
                stage.dress(application, theme, 1.0)
                window.resize(width, height)
                wait(800)  # the panes follow the width
                window.grab().save(str(HERE / f"window-{width}-{theme}.png"))
        window.close()
        wait(500)
    return 0


def wait(milliseconds: int) -> None:
    """Let the window go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window go on until something holds.

    Raises:
        TimeoutError: it does not within a minute.
    """
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        wait(50)


if __name__ == "__main__":
    sys.exit(main())
