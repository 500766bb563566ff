"""Papers of the open matter: pleadings that come into the draft as files, the judgment that goes out of it as one.

Belongs here: which file, and what is said of it. Does not: reading files, the check before export (engine), the layout
of the judgment (documents).
"""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.actions import ActionBook
from desktop.editor import EditorPanel
from desktop.jobs import Desk
from desktop.shell.handling import Handling
from desktop.widgets import ask_docx
from desktop.words import sentence
from localdb.model.errors import LeianError
from localdb.model.matter import Matter
from localdb.model.review import Review

_KINDS = "诉讼材料 (*.docx *.txt *.pdf *.html *.htm);;所有文件 (*)"
_LONGEST = 300_000  # characters of a paper: the page stays quick with those, and no pleading has more


class Papers(QObject):
    """Bring files into the draft and write the draft as a file."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, handling: Handling, editor: EditorPanel, book: ActionBook, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._handling = handling
        self._editor = editor
        self._window = window
        book.bind("matter.bring_in", self.bring_in)
        book.bind("matter.give_out", self.give_out)
        editor.findings.again_asked.connect(self.give_out)
        editor.findings.export_asked.connect(partial(self.give_out, seen=True))

    def bring_in(self) -> None:
        """Let the user choose pleadings and insert their words at the cursor, one after the other."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "导入诉讼材料", str(Path.home()), _KINDS)
        self._read(self._editor.matter, [Path(name) for name in names])

    def give_out(self, seen: bool = False) -> None:
        """Check the draft; where nothing is found, or the judge has `seen` what is, let the user choose a file."""
        matter, text = self._handling.matter, self._editor.text()
        if matter is None or self._editor.matter != matter.number:
            return
        if not text.strip():
            self.said.emit("草稿还是空的，没有可以导出的内容。", False)
            return
        self._editor.flush()
        ready = partial(self._reviewed, matter, text, seen)
        self._desk.review_draft(matter.number, text, self._editor.adoptions(), ready, self._failed)

    def _read(self, matter: int, paths: list[Path]) -> None:
        if paths:
            self._desk.read_words(paths[0], _LONGEST, partial(self._insert, matter, paths), self._failed)

    def _insert(self, matter: int, paths: list[Path], text: str) -> None:
        if matter != self._editor.matter:
            self.said.emit(f"已经换到其他案件，没有插入“{paths[0].name}”。", True)
            return
        count = self._editor.bring_in(text)
        if not count:
            self.said.emit(f"草稿正在保存或者打开，没有插入“{paths[0].name}”，请稍后再导入。", True)
            return
        size = len("".join(text.split()))
        self.said.emit(f"已将“{paths[0].name}”插入草稿：{count:,}段、{size:,}字。按 Ctrl+Z 可以撤销。", False)
        self._read(matter, paths[1:])

    def _reviewed(self, matter: Matter, text: str, seen: bool, review: Review) -> None:
        if matter.number != self._editor.matter:
            return
        if text != self._editor.text():
            self.give_out(seen)  # the places are those of a draft that is no longer there
        elif review.findings and not seen:
            self._editor.findings.show_findings(review.findings)
        else:
            self._write(matter, text, review.sample)

    def _write(self, matter: Matter, text: str, sample: bool) -> None:
        # Loaded when first needed: the writer of documents takes longer to load than the window to appear.
        from desktop.documents import file_name, kind_of, write_judgment

        path = self.ask_file(file_name(matter, kind_of(text)))
        if path is not None:
            self._editor.findings.leave()
            work = partial(write_judgment, text, path, datetime.now(), sample)
            self._desk.compute(work, lambda nothing: self.said.emit(f"已导出：{path}", False), self._failed)

    def ask_file(self, name: str) -> Path | None:
        """Let the user choose where to; None when they think better of it."""
        return ask_docx(self._window, "导出裁判文书", Path.home() / name)

    def _failed(self, error: LeianError) -> None:
        self.said.emit(sentence(error), True)
