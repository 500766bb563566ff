"""The log: what happened when, for IT staff. Never case text, never a query, never a draft, never the name of a file.

Errors are logged by type alone: their facts may hold what the user wrote.
"""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_BYTES = 512 * 1024
_KEPT = 3
LOG = logging.getLogger("leian")
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start_log(data: Path) -> None:
    """Write the log into `logs/` of a data folder, for the user alone; go without one where the disk takes none."""
    stop_log()
    try:
        folder = data / "logs"
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # its parents keep the rights of the machine
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "leian.log"
        os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    qInstallMessageHandler(_from_qt)


def stop_log() -> None:
    """Close the log."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()
        qInstallMessageHandler(None)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # Qt's own messages are ASCII; whatever is not may be text of a case.
    words = "".join(mark for mark in message if mark.isascii() and mark.isprintable())[:200]
    LOG.log(_LEVELS.get(kind, logging.INFO), "Qt %s: %s", context.category or "", words)
