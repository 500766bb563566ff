"""The bar over the panes and the line under them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from desktop.looks.theme import GRID
from desktop.matters import MatterChooser
from desktop.shell.sync_bar import SyncButton
from desktop.similar import SearchBox
from desktop.words import section_name
from desktop.words.health import unread_tables_short, unread_tables_shown
from localdb.model.behaviour import Attention
from localdb.model.library import LibraryState, UnreadTable

_SEARCH_WIDTH = 560


class TopBar(QWidget):
    """Hold the menus, the matter in hand and the search box in one row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("菜单、案件与检索")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self.menus.setAccessibleName("菜单")
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.chooser = MatterChooser(self)
        self.search = SearchBox(self)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.sync = SyncButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.search, 100)
        row.addWidget(self.sync)


class StatusLine(QStatusBar):
    """Say how large and how old the library is, and where the user's attention goes."""

    profile_asked = Signal()
    library_asked = Signal()
    unread_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("状态")
        self.setSizeGripEnabled(False)
        self._library = self._button("数据库")
        self._library.clicked.connect(self.library_asked)
        self._index = QLabel(self)
        self._unread = self._button("对照表")
        self._unread.setProperty("role", "alarm")
        self._unread.clicked.connect(self.unread_asked)
        self._profile = self._button("画像")
        self._profile.setToolTip("查看记录了哪些阅读情况，可以关闭或者清除")
        self._profile.clicked.connect(self.profile_asked)
        self.addWidget(self._library)
        self.addWidget(self._index)
        self.addWidget(self._unread)
        self._unread.hide()
        self.addPermanentWidget(self._profile)

    def set_library(self, state: LibraryState) -> None:
        """Show the state of the library."""
        words = library_words(state)
        self._library.setText(words)
        self._library.setAccessibleDescription(words)
        kinds = "\n".join(f"{name} {count:,}" for name, count in state.by_authority.items())
        self._library.setToolTip("\n".join(part for part in (kinds, "单击导入文书") if part))
        behind = state.cases - state.indexed
        self._index.setText(f"尚有 {behind:,} 案未建索引" if behind > 0 else "")

    def set_unread(self, unread: Sequence[UnreadTable]) -> None:
        """Say how many corrections of the tables cannot be read, and on pointing at it which and why."""
        words = unread_tables_shown(unread)
        self._unread.setText(unread_tables_short(unread))
        self._unread.setAccessibleDescription(words)
        self._unread.setToolTip(words)
        self._unread.setVisible(bool(unread))

    def set_attention(self, attention: Attention, recording: bool) -> None:
        """Show which section is read most."""
        words = attention_words(attention) if recording else "画像：已关闭"
        self._profile.setText(words)
        self._profile.setAccessibleDescription(words)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setText(name)
        button.setAccessibleName(name)
        return button


def library_words(state: LibraryState) -> str:
    """Say the state of the library in one line."""
    if not state.cases:
        return "数据库 尚无案例"
    newest = f" · 截至 {state.newest.isoformat()}" if state.newest else ""
    sample = "演示数据 · " if state.sample else ""
    return f"{sample}数据库 {state.cases:,} 案{newest} · 第 {state.version} 版"


def attention_words(attention: Attention) -> str:
    """Say which section the user reads most."""
    if attention.favourite is None:
        return "画像：尚在积累"
    return f"画像：关注 {section_name(attention.favourite)} {attention.shares.get(attention.favourite, 0):.0%}"
