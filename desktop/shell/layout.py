"""Where the panes stand: the default arrangement, and the user's own, kept in the settings."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from desktop.settings import Settings

_VERSION = 2  # grows when docks are added or renamed, so that an older arrangement is not forced upon them
_LEFT_SHARE = 0.46
_LIST_SHARE = 0.4
_WIDE = 1680  # from this width list, reader and draft stand side by side
_LIST_WIDTH = 0.28
_READER_WIDTH = 0.31
_PICTURE_SHARE = 0.42  # of the height, under the list where it is wide
_SMALLEST = QSize(1000, 600)
_USUAL = QSize(1366, 768)
_PANE = QSize(340, 140)
_SETTLED_MS = 120


class Form(StrEnum):
    """Name how list and reader stand; the values are kept in the settings."""

    OWN = ""  # as the user put them
    STACKED = "stacked"
    BESIDE = "beside"


def make_dock(window: QMainWindow, name: str, title: str, inner: QWidget) -> QDockWidget:
    """Put a widget into a dock at the left."""
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setAccessibleName(title)
    dock.setWidget(inner)
    inner.setMinimumSize(_PANE)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    return dock


def bring_forward(dock: QDockWidget) -> None:
    """Show a dock, in front of those that share its place; nothing that floats over the window is covered for it."""
    dock.show()
    if dock.visibleRegion().isEmpty():
        dock.raise_()


class Arrangement(QObject):
    """Keep list and reader in the form that suits the width of the window: stacked, or side by side where it is wide.

    The picture of the matter shares the reader's place where they are stacked, else it stands under the list.

    A form that the user made by hand stays, whatever the width, until the default one is asked for.
    """

    def __init__(self, window: QMainWindow, upper: QDockWidget, lower: QDockWidget, picture: QDockWidget) -> None:
        super().__init__(window)
        self._window = window
        self._docks = (upper, lower, picture)
        self._form = Form.OWN
        self._later = QTimer(self)  # a window that is being maximised passes through sizes that are not to stay
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED_MS)
        self._later.timeout.connect(self._follow)
        for dock in self._docks:
            dock.topLevelChanged.connect(self._moved)
        window.installEventFilter(self)

    def reset(self) -> None:
        """Show the docks and put them where they stand by default; a hidden one would take no size."""
        for dock in self._docks:
            dock.show()
        self._place(_form_of(self._window.width()))

    def restore(self, settings: Settings) -> None:
        """Bring window and docks back to where the user left them, or to the default where there is no such place."""
        self._window.setMinimumSize(_SMALLEST)
        geometry, state = (_bytes(settings.text(key)) for key in ("window.geometry", "window.state"))
        if geometry.isEmpty() or not self._window.restoreGeometry(geometry):
            _fill_screen(self._window)
        if state.isEmpty() or not self._window.restoreState(state, _VERSION):
            self.reset()
        else:
            self._form = Form(settings.text("window.form"))

    def remember(self, settings: Settings) -> None:
        """Keep where window and docks stand.

        Raises:
            OSError: the disk does not take it.
        """
        settings.set("window.geometry", _text(self._window.saveGeometry()))
        settings.set("window.state", _text(self._window.saveState(_VERSION)))
        settings.set("window.form", self._form.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._later.start()
        elif isinstance(event, QChildEvent) and event.polished() and isinstance(bar := event.child(), QTabBar):
            bar.setAccessibleName("窗格标签")  # Qt makes one where docks share a place
        return False

    def _moved(self, floating: bool) -> None:
        if floating:  # every move by hand begins so
            self._form = Form.OWN

    def _follow(self) -> None:
        wanted = _form_of(self._window.width())
        if self._form not in (Form.OWN, wanted):
            self._place(wanted)

    def _place(self, form: Form) -> None:
        """Dock all at the left in a form; what is hidden stays hidden."""
        self._form = form
        upper, lower, picture = self._docks
        for dock in self._docks:
            dock.setFloating(False)
            self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        width, height = self._window.width(), self._window.height()
        if form is Form.BESIDE:
            self._window.splitDockWidget(upper, lower, Qt.Orientation.Horizontal)
            sizes = [round(width * _LIST_WIDTH), round(width * _READER_WIDTH)]
            self._window.resizeDocks([upper, lower], sizes, Qt.Orientation.Horizontal)
            self._window.splitDockWidget(upper, picture, Qt.Orientation.Vertical)
            heights = [round(height * (1 - _PICTURE_SHARE)), round(height * _PICTURE_SHARE)]
            self._window.resizeDocks([upper, picture], heights, Qt.Orientation.Vertical)
            return
        self._window.splitDockWidget(upper, lower, Qt.Orientation.Vertical)
        self._window.tabifyDockWidget(lower, picture)
        lower.raise_()
        self._window.resizeDocks([upper], [round(width * _LEFT_SHARE)], Qt.Orientation.Horizontal)
        heights = [round(height * _LIST_SHARE), round(height * (1 - _LIST_SHARE))]
        self._window.resizeDocks([upper, lower], heights, Qt.Orientation.Vertical)


def _form_of(width: int) -> Form:
    return Form.BESIDE if width >= _WIDE else Form.STACKED


def _fill_screen(window: QMainWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    if QGuiApplication.platformName() == "offscreen":
        window.resize(_USUAL)
    else:
        window.resize(screen.availableSize())
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore")))
