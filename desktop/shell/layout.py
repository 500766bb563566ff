"""Where the panes stand: the default arrangement, and the user's own, kept in the settings."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from desktop.settings import Settings

_VERSION = 1  # grows when docks are added or renamed, so that an older arrangement is not forced upon them
_LEFT_SHARE = 0.46
_LIST_SHARE = 0.45
_WIDE = 1680  # from this width list, reader and draft stand side by side
_LIST_WIDTH = 0.26
_READER_WIDTH = 0.31
_SMALLEST = QSize(1000, 600)
_USUAL = QSize(1366, 768)
_PANE = QSize(340, 140)


def make_dock(window: QMainWindow, name: str, title: str, inner: QWidget) -> QDockWidget:
    """Put a widget into a dock at the left."""
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setAccessibleName(title)
    dock.setWidget(inner)
    inner.setMinimumSize(_PANE)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    return dock


def arrange(window: QMainWindow, upper: QDockWidget, lower: QDockWidget) -> None:
    """Put the docks where they stand by default: list over reader at the left of the draft, side by side where wide."""
    for dock in (upper, lower):
        dock.setFloating(False)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        dock.show()
    width, height = window.width(), window.height()
    if width >= _WIDE:
        window.splitDockWidget(upper, lower, Qt.Orientation.Horizontal)
        sizes = [round(width * _LIST_WIDTH), round(width * _READER_WIDTH)]
        window.resizeDocks([upper, lower], sizes, Qt.Orientation.Horizontal)
        return
    window.splitDockWidget(upper, lower, Qt.Orientation.Vertical)
    window.resizeDocks([upper], [round(width * _LEFT_SHARE)], Qt.Orientation.Horizontal)
    window.resizeDocks(
        [upper, lower], [round(height * _LIST_SHARE), round(height * (1 - _LIST_SHARE))], Qt.Orientation.Vertical
    )


def restore(window: QMainWindow, settings: Settings) -> bool:
    """Bring window and docks back to where the user left them; tell whether there was such a place."""
    window.setMinimumSize(_SMALLEST)
    geometry, state = (_bytes(settings.text(key)) for key in ("window.geometry", "window.state"))
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        _fill_screen(window)
    return not state.isEmpty() and window.restoreState(state, _VERSION)


def _fill_screen(window: QMainWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    if QGuiApplication.platformName() == "offscreen":
        window.resize(_USUAL)
    else:
        window.resize(screen.availableSize())
        window.setWindowState(Qt.WindowState.WindowMaximized)


def remember(window: QMainWindow, settings: Settings) -> None:
    """Keep where window and docks stand.

    Raises:
        OSError: the disk does not take it.
    """
    settings.set("window.geometry", _text(window.saveGeometry()))
    settings.set("window.state", _text(window.saveState(_VERSION)))


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))
