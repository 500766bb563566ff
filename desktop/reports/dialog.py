"""The report dialog: checklist and fields at the left, preview at the right, export below.

Belongs here: the flow from matter to file. Does not: the rows (checklist.py), the pages (paper.py, pages.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.documents import SAMPLE_BANNER, file_name, report_blocks, write_report
from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.reports.checklist import Checklist
from desktop.reports.pages import Pages
from desktop.reports.paper import lay_out
from desktop.widgets import EmptyState, ThinProgress, ask_docx, set_role
from desktop.words import alarm_words, element_advice, sentence
from desktop.words.syncing import settled_words
from localdb.model.errors import ReportIncomplete, SecretMatter
from localdb.model.feed import Alarm
from localdb.model.library import Changes
from localdb.model.matter import Matter
from localdb.model.report import Element, Report, ReportKind

_PAUSE_MS = 600
_KINDS = {
    ReportKind.REPORT: "类案检索报告（单独成文）",
    ReportKind.NOTE: "类案检索说明（附入审理报告）",
}


class ReportDialog(QDialog):
    """Show what the report of a matter has and lacks, preview it, export it.

    `mend_asked` names an element that is mended elsewhere (search, hits, properties of the matter); 检索主体 and
    结果运用情况 are mended here. `exported` tells the file.
    """

    mend_asked = Signal(object)  # Element
    exported = Signal(object)  # Path

    def __init__(self, desk: Desk, matter: int, parent: QWidget | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._number = matter
        self._folder = folder or Path.home()
        self._matter: Matter | None = None
        self._missing: tuple[Element, ...] | None = None
        self._storing = 0  # saves under way
        self._target: Path | None = None  # where the export under way goes
        self._written: Path | None = None
        self.setWindowTitle("类案检索报告")
        self.setAccessibleName("类案检索报告")
        self.resize(148 * GRID, 84 * GRID)
        self._make_widgets()
        self._make_layout()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_PAUSE_MS)
        self._saving.timeout.connect(self._save)
        desk.changed.connect(self._changed)
        self.refresh()

    @property
    def kind(self) -> ReportKind:
        """Return the form that is chosen."""
        return next(kind for kind, button in self._kinds.items() if button.isChecked())

    def refresh(self) -> None:
        """Ask again what is there."""
        self._progress.set_busy(True)
        self._desk.matters(self._show_matters, self._refused).broken = self._refused
        self._desk.missing_elements(self._number, self._show_missing, self._refused).broken = self._refused
        self._desk.alarms(self._show_alarms, lambda error: None, self._number)

    def export(self) -> None:
        """Ask for a file and write the report as it is now."""
        if self._matter is None or not self._export.isEnabled():
            return
        self._target = self.ask_file(file_name(self._matter, self.kind))
        if self._target is not None:
            self._progress.set_busy(True)
            self._export.setEnabled(False)
            self._save()

    def ask_file(self, name: str) -> Path | None:
        """Let the user choose where to; None when they think better of it."""
        return ask_docx(self, "导出", self._folder / name)

    def done(self, result: int) -> None:
        self._save()  # words written here are never lost by closing the window
        super().done(result)

    # what is there

    def _changed(self, changes: Changes) -> None:
        touched = (*changes.matters, changes.draft, changes.verdicts, changes.log)
        if self._number in touched or changes.library:
            self.refresh()

    def _show_matters(self, matters: tuple[Matter, ...]) -> None:
        found = next((matter for matter in matters if matter.number == self._number), None)
        if found is None or self._storing:
            return  # read before what is being stored now; the store tells, and it is read again
        before, self._matter = self._matter, found
        if before is None or self._searcher.text().strip() == before.searcher:
            _put(self._searcher, found.searcher)
        if before is None or self._analysis.toPlainText().strip() == before.analysis:
            _put(self._analysis, found.analysis)
        for field in (self._searcher, self._analysis):
            field.setEnabled(True)
        self._name.setText("　".join(part for part in (found.case_no, found.title) if part))
        self._settle()

    def _show_alarms(self, alarms: Mapping[int, tuple[Alarm, ...]]) -> None:
        told = alarms.get(self._number, ())
        lines = [f"{alarm_words(each)}{settled_words(each) if each.settled else ''}" for each in told]
        self._alarms.setText("\n".join(lines))
        set_role(self._alarms, "muted" if all(each.settled for each in told) else "bad")
        self._alarms.setVisible(bool(lines))

    def _show_missing(self, missing: tuple[Element, ...]) -> None:
        self._missing = missing
        self._checklist.set_missing(missing)
        self._settle()

    def _settle(self) -> None:
        """Say whether there can be a report, and fetch it if so."""
        if self._matter is None or self._missing is None:
            return
        if self._matter.secret:
            self._refused(SecretMatter())
        elif self._missing:
            self._refused(ReportIncomplete(tuple(str(element.value) for element in self._missing)))
        else:
            job = self._desk.assemble_report(self._number, self.kind, self._show_report, self._refused)
            job.broken = self._refused

    def _refused(self, error: Exception) -> None:
        self._progress.set_busy(False)
        self._export.setEnabled(False)
        self._target = None
        advice = "".join(f"\n{element_advice(key)}" for key in getattr(error, "missing", ()))
        self._empty.say("暂不能生成报告", f"{sentence(error)}{advice}")
        self._preview.setCurrentWidget(self._empty)
        self._tell("" if isinstance(error, ReportIncomplete) else sentence(error), "bad")

    def _show_report(self, report: Report) -> None:
        self._progress.set_busy(False)
        if report.kind is not self.kind:
            return  # the form was changed while this one was gathered; the next is on its way
        self._pages.show_document(lay_out(report_blocks(report)), SAMPLE_BANNER if report.sample else "")
        self._preview.setCurrentWidget(self._pages)
        self._export.setEnabled(True)
        if self._written is None:
            self._tell(f"共{self._pages.page_count}页（按屏幕字体估算）", "muted")

    # what is written here

    def _save(self) -> None:
        self._saving.stop()
        matter = self._edited()
        if matter is not None and matter != self._matter:
            refused = partial(self._not_saved, self._matter)
            self._matter = matter
            self._storing += 1
            self._desk.save_matter(matter, self._saved, refused).broken = refused
        else:
            self._write_out()

    def _edited(self) -> Matter | None:
        if self._matter is None:
            return None
        searcher, analysis = self._searcher.text().strip(), self._analysis.toPlainText().strip()
        return replace(self._matter, searcher=searcher, analysis=analysis)

    def _saved(self, matter: Matter) -> None:
        self._storing -= 1
        self._matter = matter
        self._write_out()

    def _not_saved(self, before: Matter | None, error: Exception) -> None:
        self._storing -= 1
        self._matter = before  # what was written here is saved again with the next key, or on closing
        self._failed(error)

    def _write_out(self) -> None:
        if self._target is not None:
            job = self._desk.assemble_report(self._number, self.kind, self._assembled, self._failed)
            job.broken = self._failed

    def _assembled(self, report: Report) -> None:
        target, self._target = self._target, None
        if target is not None:
            self._desk.compute(_Writing(report, target), self._done_writing, self._failed).broken = self._failed

    def _done_writing(self, path: Path) -> None:
        self._progress.set_busy(False)
        self._export.setEnabled(True)
        self._written, self._folder = path, path.parent
        self._tell(f"已导出：{path}", "good")
        self._open.show()
        self.exported.emit(path)

    def _failed(self, error: Exception) -> None:
        self._target = None
        self._progress.set_busy(False)
        self._export.setEnabled(self._preview.currentWidget() is self._pages)
        self._tell(sentence(error), "bad")

    def _mend(self, element: Element) -> None:
        field = {Element.WHO: self._searcher, Element.USE: self._analysis}.get(element)
        if field is None:
            self._save()  # whoever mends the matter begins with what is written here
            self.mend_asked.emit(element)
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _tell(self, text: str, role: str) -> None:
        self._note.setText(text)
        self._note.setProperty("role", role)
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)

    # widgets

    def _make_widgets(self) -> None:
        self._progress = ThinProgress(self)
        self._name = _label("", "muted")
        self._kinds = {kind: QRadioButton(words, self) for kind, words in _KINDS.items()}
        group = QButtonGroup(self)
        for button in self._kinds.values():
            button.setAccessibleName(button.text())
            group.addButton(button)
        self._kinds[ReportKind.REPORT].setChecked(True)
        group.buttonToggled.connect(lambda button, on: self._settle() if on else None)
        self._alarms = _label("", "bad")
        self._alarms.setAccessibleName("所用案例的变动")
        self._alarms.hide()
        self._checklist = Checklist(self)
        self._checklist.mend_asked.connect(self._mend)
        self._searcher = QLineEdit(self)
        self._searcher.setAccessibleName("检索主体")
        self._searcher.setPlaceholderText("如 承办法官张某、法官助理李某")
        self._searcher.textEdited.connect(self._edited_here)
        self._analysis = QPlainTextEdit(self)
        self._analysis.setAccessibleName("结果运用情况")
        self._analysis.setPlaceholderText("对检索结果的分析，参照、参考的情况和理由；未检索到类案的，写明处理意见")
        self._analysis.setTabChangesFocus(True)
        self._analysis.textChanged.connect(self._edited_here)
        for field in (self._searcher, self._analysis):
            field.setEnabled(False)  # until the words of the matter are there: they would replace what is typed now
        self._pages = Pages(self)
        self._empty = EmptyState("正在核对", "", self)
        self._preview = QStackedWidget(self)
        self._preview.addWidget(self._empty)
        self._preview.addWidget(self._pages)
        self._note = _label("", "muted")
        self._open = _button("打开文件夹", self._open_folder, "link")
        self._open.hide()
        self._export = _button("导出 DOCX…", self.export, "primary")
        self._export.setEnabled(False)
        self._close = _button("关闭", self.reject, "")

    def _edited_here(self) -> None:
        if self._edited() != self._matter:
            self._saving.start()

    def _make_layout(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._name)
        for button in self._kinds.values():
            column.addWidget(button)
        column.addWidget(self._alarms)
        column.addWidget(_label("报告应当载明的内容（法发〔2020〕24号第八条）", "heading"))
        column.addWidget(self._checklist)
        column.addWidget(_rule())
        for field in (self._searcher, self._analysis):
            label = _label(field.accessibleName(), "muted")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, 1 if field is self._analysis else 0)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._preview)
        split.setStretchFactor(1, 1)
        split.setSizes([52 * GRID, 96 * GRID])
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        foot.setSpacing(GRID)
        foot.addWidget(self._note, 1)
        for each in (self._open, self._export, self._close):
            foot.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._progress)
        whole.addWidget(split, 1)
        whole.addWidget(_rule())
        whole.addLayout(foot)


class _Writing:
    """The work of writing one file, done off the UI thread."""

    def __init__(self, report: Report, path: Path) -> None:
        self._report, self._path = report, path

    def __call__(self) -> Path:
        write_report(self._report, self._path)
        return self._path


def _put(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(field, QLineEdit):
        if field.text().strip() != text:
            field.setText(text)
    elif field.toPlainText().strip() != text:
        field.blockSignals(True)
        field.setPlainText(text)
        field.blockSignals(False)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(words: str, act: Callable[[], object], role: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    button.clicked.connect(lambda checked=False: act())
    return button


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    return rule
