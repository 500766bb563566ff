"""The settings: pages at the left, controls at the right. Every change holds at once; there is nothing to confirm."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.preferences.controls import control
from desktop.preferences.court import CourtField
from desktop.preferences.feed import FeedPage
from desktop.preferences.keys import KeysPage
from desktop.preferences.recorded import RecordedPage
from desktop.settings import OPTIONS, Settings


class Page(IntEnum):
    """Name the pages."""

    USER = 0
    LOOK = 1
    SIMILAR = 2
    FEED = 3
    RECORDED = 4
    KEYS = 5


_OPTIONS = {
    Page.USER: ("user.tribunal", "user.name"),
    Page.LOOK: ("look.theme", "look.scale"),
    Page.SIMILAR: ("similar.live", "similar.recent_only", "similar.stop_early", "similar.limit"),
}
_NAMES = ("本人与法院", "界面", "类案检索", "案例库同步", "阅读记录", "快捷键")


class PreferencesDialog(QDialog):
    """Show and change the settings."""

    def __init__(self, desk: Desk, settings: Settings, page: Page = Page.USER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.setAccessibleName("设置")
        self.resize(92 * GRID, 64 * GRID)
        self._settings = settings
        self.court = CourtField(desk, settings, self)
        self.feed = FeedPage(desk, settings, self)
        self.keys = KeysPage(settings, self)
        self.recorded = RecordedPage(desk, settings, self)
        self._pages = QListWidget(self)
        self._pages.setAccessibleName("设置的各页")
        self._pages.addItems(_NAMES)
        self._pages.setFixedWidth(17 * GRID)
        self._stack = QStackedWidget(self)
        forms = (self._user(), self._form(Page.LOOK), self._form(Page.SIMILAR))
        for widget in (*forms, self.feed, self.recorded, self.keys):
            self._stack.addWidget(widget)
        self._pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._pages.setCurrentRow(page)
        close = QPushButton("关闭", self)
        close.setAccessibleName("关闭设置")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._pages)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addLayout(row, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _user(self) -> QWidget:
        page = self._form(Page.USER)
        form = page.layout()
        if isinstance(form, QFormLayout):
            form.insertRow(0, OPTIONS["user.court"].words, self.court)
        return page

    def _form(self, which: Page) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setSpacing(2 * GRID)
        form.setContentsMargins(GRID, GRID, GRID, GRID)
        for key in _OPTIONS[which]:
            made = control(self._settings, key, page)
            if isinstance(made, QCheckBox):
                form.addRow(_explained(made, OPTIONS[key].hint, page))
            else:
                form.addRow(OPTIONS[key].words, made)
        return page


def _explained(box: QCheckBox, words: str, parent: QWidget) -> QVBoxLayout:
    """Put what a switch does close under it."""
    hint = QLabel(words, parent)
    hint.setProperty("role", "muted")
    hint.setWordWrap(True)
    hint.setIndent(3 * GRID - 2)  # below the words, not the box
    column = QVBoxLayout()
    column.setSpacing(GRID // 4)
    column.addWidget(box)
    column.addWidget(hint)
    return column
