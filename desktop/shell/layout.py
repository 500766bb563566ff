"""Where the panes stand: the default arrangement, and the user's own, kept in the settings."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QChildEvent, QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle, QTabBar, QWidget

from desktop.looks.theme import GRID
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
_STRIP = 5 * GRID  # what is left of a reader with nothing in it: one line
_FREE = 16777215  # Qt's word for no bound
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

    A form that the user made by hand stays, whatever the width, until the default one is asked for. A reader under the
    list leaves its height to the list until there is something to read, then takes the share the user last gave it.
    """

    def __init__(self, window: QMainWindow, upper: QDockWidget, lower: QDockWidget, picture: QDockWidget) -> None:
        super().__init__(window)
        self._window = window
        self._docks = (upper, lower, picture)
        self._form = Form.OWN
        self._share = 1 - _LIST_SHARE  # of the height, for the reader under the list
        self._reading = False
        self._pictured = False
        self._placing = False
        self._slim = False
        self._later = QTimer(self)  # a window that is being maximised passes through sizes that are not to stay
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED_MS)
        self._later.timeout.connect(self._follow)
        for dock in self._docks:
            dock.topLevelChanged.connect(self._moved)
        picture.visibilityChanged.connect(self._picture)
        window.installEventFilter(self)

    def reset(self) -> None:
        """Show the docks and put them where they stand by default; a hidden one would take no size."""
        for dock in self._docks:
            dock.show()
        self._share = 1 - _LIST_SHARE
        self._form = Form.OWN  # what is there now is not to be kept
        self._place(_form_of(self._window.width()))

    def restore(self, settings: Settings) -> None:
        """Bring window and docks back to where the user left them, or to the default where there is no such place."""
        self._window.setMinimumSize(_SMALLEST)
        self._share = settings.number("window.reading") / 100
        geometry, state = (_bytes(settings.text(key)) for key in ("window.geometry", "window.state"))
        if geometry.isEmpty() or not self._window.restoreGeometry(geometry):
            _fill_screen(self._window)
        if state.isEmpty() or not self._window.restoreState(state, _VERSION):
            self.reset()
        else:
            self._form = Form(settings.text("window.form"))
            self._settle()

    def set_reading(self, reading: bool) -> None:
        """Say whether there is something in the reader; while there is not, one line of it is enough."""
        self._reading = reading
        self._settle()

    def remember(self, settings: Settings) -> None:
        """Keep where window and docks stand.

        Raises:
            OSError: the disk does not take it.
        """
        self._measure()
        settings.set("window.reading", round(100 * self._share))
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
            self._settle()

    def _picture(self, seen: bool) -> None:
        self._pictured = seen
        if not self._placing:  # else it only passes by
            self._settle()

    def _settle(self) -> None:
        if self._wants_slim() is self._slim:
            return
        self._measure()
        self._bind_heights()
        if self._form is Form.STACKED:
            self._share_height()

    def _wants_slim(self) -> bool:
        return self._form is Form.STACKED and not (self._reading or self._pictured)

    def _measure(self) -> None:
        """Take over the share of the reader from where the user left the border between list and reader."""
        upper, *under = self._docks
        if self._form is not Form.STACKED or self._slim or not upper.isVisible():
            return
        if any(dock.isVisible() for dock in under):
            self._share = min(0.9, max(0.1, 1 - upper.height() / self._room))

    def _bind_heights(self) -> None:
        """Hold reader and picture, which share a place, to one line, or leave them free."""
        _, lower, picture = self._docks
        self._slim = self._wants_slim()
        least = _STRIP if self._slim else _PANE.height()
        for dock in (lower, picture):
            dock.widget().setMinimumHeight(least)
        lower.widget().setMaximumHeight(least if self._slim else _FREE)
        for dock in (lower, picture):  # at once: who places a text in the reader needs its height
            QCoreApplication.sendPostedEvents(dock, QEvent.Type.LayoutRequest)

    def _share_height(self) -> None:
        upper, lower, _ = self._docks
        border = self._window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, self._window)
        height = round(self._room * (1 - self._share)) if not self._slim else self._room - lower.minimumHeight()
        heights = [height, max(1, self._room - border - height)]
        self._window.resizeDocks([upper, lower], heights, Qt.Orientation.Vertical)
        if (arranged := self._window.layout()) is not None:
            arranged.activate()

    @property
    def _room(self) -> int:
        """Return the height that list and reader share, in pixels; the page beside them is as high."""
        page = self._window.centralWidget()
        return max(1, page.height() if page is not None and page.isVisible() else self._window.height())

    def _follow(self) -> None:
        wanted = _form_of(self._window.width())
        if self._form not in (Form.OWN, wanted):
            self._place(wanted)

    def _place(self, form: Form) -> None:
        """Give list, reader and picture a form, and the reader the height that it then needs."""
        self._measure()
        self._form, self._placing = form, True
        self._dock_all(form)
        self._placing = False
        self._bind_heights()
        if form is Form.STACKED:
            self._share_height()

    def _dock_all(self, form: Form) -> None:
        """Dock all at the left; what is hidden stays hidden."""
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
