"""The settings as the window obeys them: theme, size of type, filters, recording, the switches in the menus.

Belongs here: what a setting does to the window, and what a control of the window does to a setting. Does not: keeping
settings (settings), their pages (preferences).
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.actions import ActionBook
from desktop.looks import stage
from desktop.reader import ReaderPanel
from desktop.settings import Settings
from desktop.shell.bars import StatusLine
from desktop.shell.searching import Searching
from desktop.similar import Filters, SimilarPanel
from desktop.words.health import unread_tables_shown
from localdb.model.behaviour import Attention
from localdb.model.library import UnreadTable

_SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
_SWITCHES = {
    "similar.live": "similar.live",
    "similar.recent": "similar.recent_only",
    "similar.stop_early": "similar.stop_early",
}


class Obeying(QObject):
    """Let the panels follow the settings, and the settings the switches of the window."""

    said = Signal(str, bool)
    warned = Signal(str)  # beside what is said already

    def __init__(
        self,
        settings: Settings,
        book: ActionBook,
        panels: tuple[SimilarPanel, ReaderPanel, StatusLine],
        searching: Searching,
    ) -> None:
        self._similar, self._reader, self._status = panels
        super().__init__(self._similar)
        self._settings = settings
        self._book = book
        self._searching = searching
        self._attention = Attention()
        self._unread = ""  # what is said of corrections of the tables

    def begin(self) -> None:
        """Follow the settings from now on."""
        for ident, key in _SWITCHES.items():
            self._book.bind_switch(ident, partial(self._settings.set, key))
        self._similar.filters_changed.connect(self._keep_filters)
        self._status.unread_asked.connect(lambda: self.said.emit(self._unread, True))
        self._settings.watch(self._follow)
        self._settings.watch_trouble(self._unkept)
        self._follow("")

    def say_damage(self) -> None:
        """Say which of the files of settings could not be read."""
        words = []
        if self._settings.policy_damaged:
            words.append("本院的统一配置文件（policy.toml）无法读取，其中的规定没有生效，请告知信息技术人员。")
        if self._settings.damaged:
            words.append("设置文件（settings.toml）无法读取，已按默认设置启动。")
        if words:
            self.said.emit("".join(words), True)

    def show_unread(self, unread: Sequence[UnreadTable]) -> None:
        """Say in the status line which corrections of the tables cannot be read; of those not told yet, aloud."""
        self._status.set_unread(unread)
        before, self._unread = self._unread, unread_tables_shown(unread)
        if self._unread not in ("", before):
            self.warned.emit(self._unread)

    def scale(self, by: int) -> None:
        """Make all type larger or smaller by so many steps; 0 for the usual size."""
        now = self._settings.number("look.scale")
        nearest = min(range(len(_SCALES)), key=lambda place: abs(_SCALES[place] - now))
        wanted = _SCALES[max(0, min(len(_SCALES) - 1, nearest + by))] if by else 100
        self._settings.set("look.scale", wanted)

    def show_attention(self, attention: Attention) -> None:
        """Say where the user's attention goes, or that it is not recorded."""
        self._attention = attention
        self._status.set_attention(attention, self._settings.truth("behaviour.record"))

    def _keep_filters(self, filters: Filters) -> None:
        self._settings.set("similar.recent_only", filters.recent_only)
        self._settings.set("similar.stop_early", filters.stop_early)

    def _unkept(self, error: OSError) -> None:
        if self._similar.window().isVisible():  # where the window stood when it closed is not worth a word
            self.said.emit("设置已经生效，但没有能够写入磁盘，重新启动后将恢复原状。请检查磁盘空间和权限。", True)

    def _follow(self, key: str) -> None:
        """Obey the setting that changed; all of them for ""."""
        settings = self._settings
        app = QApplication.instance()
        if key.startswith("look.") and isinstance(app, QApplication):
            stage.dress(app, settings.text("look.theme"), settings.number("look.scale") / 100)
        if key in ("", "similar.recent_only", "similar.stop_early"):
            self._filter()
        if key in ("", "behaviour.record"):
            self._reader.set_recording(settings.truth("behaviour.record"))
            self.show_attention(self._attention)
        for ident, name in _SWITCHES.items():
            self._book[ident].setChecked(settings.truth(name))

    def _filter(self) -> None:
        now = self._similar.filters
        recent, early = (self._settings.truth(f"similar.{name}") for name in ("recent_only", "stop_early"))
        wanted = Filters(now.tiers, recent, early)
        if wanted != now:
            self._similar.set_filters(wanted)
            self._searching.refresh()
