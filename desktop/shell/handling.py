"""Which matter is open: listing, opening, making, changing, deleting with a way back.

Belongs here: the one place that knows the open matter. Does not: its fields (matters), its draft (editor).
"""

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.jobs import Desk
from desktop.matters import MatterDialog, MatterList, Page, new_matter
from desktop.matters.naming import matter_line
from desktop.settings import Settings
from localdb.model.errors import LeianError
from localdb.model.matter import Matter

_KINDS = "案件文件 (*.json);;所有文件 (*)"


class Handling(QObject):
    """Hold the matters and the open one."""

    listed = Signal(object)  # tuple[Matter, ...]
    opened = Signal(object)  # Matter, or None; also after its properties changed
    deleting = Signal()  # a matter is about to be deleted: what is unsaved of it should be stored first
    said = Signal(str, bool)
    undo_offered = Signal(str, object)  # what was done, and the call that undoes it

    def __init__(self, desk: Desk, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window
        self._matters: tuple[Matter, ...] = ()
        self._open: Matter | None = None
        self._list: MatterList | None = None
        self._marks: dict[int, str] = {}

    @property
    def matter(self) -> Matter | None:
        """Return the open matter."""
        return self._open

    def name_of(self, number: int) -> str:
        """Return what a matter is called, "" for one that is not there."""
        return next((matter_line(matter) for matter in self._matters if matter.number == number), "")

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Say what is new about some matters, by number."""
        self._marks = dict(marks)
        if self._list is not None:
            self._list.set_marks(self._marks)

    def begin(self, failed: Callable[[LeianError], object]) -> None:
        """List the matters and open the one that was open last."""
        self._desk.matters(self._first, failed)

    def refresh(self) -> None:
        """List the matters again and take over what changed in the open one."""
        self._desk.matters(self._take)

    def open(self, number: int) -> None:
        """Open a matter."""
        found = next((matter for matter in self._matters if matter.number == number), None)
        if found is not None and (self._open is None or self._open.number != number):
            self._set(found)

    def make(self) -> None:
        """Ask for a new matter."""
        settings = self._settings
        fresh = new_matter(settings.text("user.court"), settings.text("user.tribunal"), settings.text("user.name"))
        self._show(fresh, Page.BASICS, self._window)

    def edit(self, page: Page = Page.BASICS, over: QWidget | None = None) -> None:
        """Show the properties of the open matter as they are stored, over a dialog that stays open."""
        if self._open is None:
            return
        number, above = self._open.number, over or self._window

        def ready(matters: tuple[Matter, ...]) -> None:
            self._take(matters)
            if self._open is not None and self._open.number == number and isValid(above) and above.isVisible():
                self._show(self._open, page, above)

        self._desk.matters(ready)

    def confirm_cause(self, cause: str) -> None:
        """Make a cause that the judge confirmed the cause of the open matter; that can be undone."""
        self._set_causes((cause,), f"案由已确认为“{cause}”，类案按此检索。")

    def drop_causes(self) -> None:
        """Take back what was confirmed: the cause of the open matter is guessed again; that can be undone."""
        self._set_causes((), "已撤回对案由的确认，类案仍按推测的案由检索。")

    def _set_causes(self, causes: tuple[str, ...], words: str) -> None:
        if self._open is None or causes == self._open.causes:
            return
        before = self._open
        self._desk.save_matter(dataclasses.replace(before, causes=causes), self._saved)
        self.undo_offered.emit(words, lambda: self._restore_causes(before.number, before.causes))

    def _restore_causes(self, number: int, causes: tuple[str, ...]) -> None:
        """Give a matter its causes back, as it is stored now, also where another one was opened since."""
        listed = next((matter for matter in self._matters if matter.number == number), None)
        now = self._open if self._is_open(number) else listed
        if now is not None:
            back = dataclasses.replace(now, causes=causes)
            self._desk.save_matter(back, lambda saved: self._saved(saved) if self._is_open(number) else self.refresh())

    def _is_open(self, number: int) -> bool:
        return self._open is not None and self._open.number == number

    def choose(self) -> None:
        """Show all matters, and those that were deleted."""
        listing = MatterList(self._window)
        listing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        listing.matter_chosen.connect(self.open)
        listing.new_asked.connect(self.make)
        listing.delete_asked.connect(self.delete)
        listing.restore_asked.connect(self._restore)
        listing.finished.connect(self._forget_list)
        listing.set_marks(self._marks)
        listing.set_matters(self._matters)
        self._list = listing
        self._desk.deleted_matters(listing.set_deleted)
        listing.open()

    def delete(self, number: int = 0) -> None:
        """Delete a matter, the open one by default; it can be brought back at once."""
        wanted = number or (self._open.number if self._open else 0)
        found = next((matter for matter in self._matters if matter.number == wanted), None)
        if found is None:
            return

        def deleted(nothing: None) -> None:
            if self._open is not None and self._open.number == wanted:
                self._set(None)
            self.refresh()
            self.undo_offered.emit(
                f"已删除案件“{matter_line(found)}”及其草稿和检索日志。", lambda: self._restore(wanted)
            )

        self.deleting.emit()
        self._desk.delete_matter(wanted, deleted)

    def export(self) -> None:
        """Let the user choose a file and write the open matter to it; the draft stays here."""
        if self._open is None:
            return
        name = f"{self._open.case_no or '案件'}.leian.json"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "导出案件", str(Path.home() / name), _KINDS)
        if chosen:
            path = Path(chosen)
            self._desk.export_matter(
                self._open.number, path, lambda nothing: self.said.emit(f"已导出（不含草稿）：{path}", False)
            )

    def take_in(self) -> None:
        """Let the user choose an exported matter and open it as a new one."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "导入案件文件", str(Path.home()), _KINDS)
        if chosen:
            self._desk.import_matter(Path(chosen), self._saved)

    def _restore(self, number: int) -> None:
        def again(matters: tuple[Matter, ...]) -> None:
            self._take(matters)
            self.open(number)

        self._desk.restore_matter(number, lambda nothing: self._desk.matters(again))

    def _first(self, matters: tuple[Matter, ...]) -> None:
        self._take(matters)
        last = self._settings.number("start.matter")
        if self._open is None and matters:
            self._set(next((matter for matter in matters if matter.number == last), matters[0]))
        elif not matters:
            self.opened.emit(None)

    def _take(self, matters: tuple[Matter, ...]) -> None:
        self._matters = matters
        self.listed.emit(matters)
        if self._list is not None:
            self._list.set_matters(matters)
            self._desk.deleted_matters(self._list.set_deleted)
        now = next((matter for matter in matters if self._open and matter.number == self._open.number), None)
        if self._open is not None and now is not None and _differs(now, self._open):
            self._set(now)

    def _show(self, matter: Matter, page: Page, over: QWidget) -> None:
        dialog = MatterDialog(self._desk, matter, page, over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _forget_list(self) -> None:
        self._list = None

    def _saved(self, matter: Matter) -> None:
        self._set(matter)
        self.refresh()

    def _set(self, matter: Matter | None) -> None:
        self._open = matter
        self.opened.emit(matter)


def _differs(one: Matter, other: Matter) -> bool:
    return dataclasses.replace(one, updated=None) != dataclasses.replace(other, updated=None)
