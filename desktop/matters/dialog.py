"""The properties of one matter: what it is, its issues, cases submitted by the parties, how the result is used."""

import dataclasses
from datetime import date
from enum import IntEnum
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.matters.issues import IssuesEditor
from desktop.matters.submitted import SubmittedEditor
from desktop.widgets import set_role
from desktop.widgets.names import NameEdit, NamesEdit
from desktop.words import sentence, trigger_words
from localdb.model.kinds import CaseType, Stage, Trigger
from localdb.model.matter import Matter


class Page(IntEnum):
    """Name the pages, for whoever links to one."""

    BASICS = 0
    TRIGGERS = 1
    ISSUES = 2
    SUBMITTED = 3
    ANALYSIS = 4


class MatterDialog(QDialog):
    """Edit a matter; `saved` tells the stored one."""

    saved = Signal(object)  # Matter

    def __init__(self, desk: Desk, matter: Matter, page: Page = Page.BASICS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matter = matter
        self.setWindowTitle("案件信息" if matter.number else "新建案件")
        self.setAccessibleName(self.windowTitle())
        self.resize(88 * GRID, 64 * GRID)
        self._make_fields()
        self._tabs = QTabWidget(self)
        self._tabs.setAccessibleName("案件信息")
        self._tabs.tabBar().setAccessibleName("案件信息各页")
        for words, widget in (
            ("基本信息", self._basics()),
            ("检索事由", self._reasons()),
            ("争议焦点", self._framed(self._issues, "归纳争议焦点，按序号编排；类案检索和报告均以此为准。")),
            ("提交的案例", self._framed(self._submitted, "公诉机关、当事人及其辩护人、诉讼代理人提交的案例。")),
            ("结果运用", self._framed(self._analysis, "类案检索结果在本案中如何运用，写入检索报告。")),
        ):
            self._tabs.addTab(widget, words)
        self._tabs.setCurrentIndex(page)
        self._buttons = QDialogButtonBox(self)
        self._keep = self._buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self._keep, "primary")
        drop = self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._keep, drop):
            button.setAccessibleName(button.text())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addWidget(self._tabs, 1)
        column.addWidget(self._buttons)
        self._order_focus()
        self._fill(matter)
        desk.court_names(self._court.set_names)
        desk.cause_names(self._causes.set_names)
        if matter.number:
            desk.submitted(matter.number, self._submitted.load)

    @property
    def page(self) -> Page:
        """Return the page in view."""
        return Page(self._tabs.currentIndex())

    def matter(self) -> Matter:
        """Return the matter as the fields have it."""
        return dataclasses.replace(
            self._matter,
            case_no=_brackets(self._number.text().strip()),
            title=self._title.text().strip(),
            court=self._court.text().strip(),
            tribunal=self._tribunal.text().strip(),
            case_type=CaseType(kind) if (kind := self._type.currentData()) else None,
            causes=self._causes.names(),
            stage=Stage(self._stage.currentData()),  # Qt hands back the bare value
            triggers=tuple(trigger for trigger, box in self._triggers.items() if box.isChecked()),
            issues=self._issues.issues(),
            facts_date=_day(self._facts.text()),
            secret=self._secret.isChecked(),
            searcher=self._searcher.text().strip(),
            analysis=self._analysis.toPlainText().strip(),
        )

    def accept(self) -> None:
        """Store the matter, then close; a date that is none keeps the dialog open and says so."""
        if self._facts.text().strip() and _day(self._facts.text()) is None:
            self._wrong.setText("事实发生日期应写作 2021-03-05 这样的形式，也可以不填。")
            self._tabs.setCurrentIndex(Page.BASICS)
            self._facts.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._keep.isEnabled():
            self._keep.setEnabled(False)  # a second save of a new matter would make another
            self._desk.save_matter(self.matter(), self._stored, self._failed).broken = self._failed

    def _compare_court(self) -> None:
        """Question a court that is not the one the case number names; where either is unknown, say nothing."""
        number, written = self._number.text().strip(), self._court.text().strip()
        if number and written:
            self._desk.court_of_number(number, partial(self._look_up, number, written))

    def _look_up(self, number: str, written: str, named: str) -> None:
        if named:
            self._desk.find_court(written, partial(self._question, number, written, named))

    def _question(self, number: str, written: str, named: str, known: str) -> None:
        still = (number, written) == (self._number.text().strip(), self._court.text().strip())
        if still and known and named != known:
            self._doubt.setText(f"案号中的法院代字对应{named}，与所填审理法院不一致，请核对。")

    def _order_focus(self) -> None:
        """Let Tab walk down the fields as they are read, then the buttons; the first field has the focus."""
        walk = [self._tabs.tabBar(), self._number, self._title, self._court, self._tribunal, self._type, self._causes,
                self._stage, self._facts, self._searcher, self._secret, *self._triggers.values()]  # fmt: skip
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)
        if self.page is Page.BASICS:
            self._number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._keep.setEnabled(True)
        self._wrong.setText(sentence(error))
        self._tabs.setCurrentIndex(Page.BASICS)

    def _stored(self, matter: Matter) -> None:
        changed, gone = self._submitted.changed(matter.number)
        for case in changed:
            self._desk.submit(case)
        for number in gone:
            self._desk.withdraw_submitted(number)
        super().accept()
        self.saved.emit(matter)

    def _make_fields(self) -> None:
        self._number = _line("案号", "如（2026）京0105民初1234号")
        self._title = _line("案件名称", "如 甲公司诉乙公司买卖合同纠纷")
        self._court = NameEdit("审理法院", "法院全称；输入其中几个字即可选择", self)
        self._tribunal = _line("审判庭", "可以不填")
        self._type = QComboBox(self)
        self._type.setAccessibleName("案件类型")
        self._type.addItem("未定", None)
        for kind in CaseType:
            self._type.addItem(kind.value, kind)
        self._causes = NamesEdit("案由或者罪名", "多个以顿号隔开；确认后优先于系统推测", self)
        self._stage = QComboBox(self)
        self._stage.setAccessibleName("审理阶段")
        for stage in Stage:
            self._stage.addItem(stage.value, stage)
        self._facts = _line("事实发生日期", "如 2021-03-05；用以核对当时的法律")
        self._searcher = _line("检索主体", "如 承办法官张某、法官助理李某")
        self._doubt = QLabel(self)
        self._doubt.setProperty("role", "muted")
        self._doubt.setWordWrap(True)
        for line in (self._number, self._court):
            line.textChanged.connect(lambda text: self._doubt.clear())
            line.editingFinished.connect(self._compare_court)
        self._secret = QCheckBox("涉密案件（不生成检索报告）", self)
        self._secret.setAccessibleName("涉密案件")
        self._wrong = QLabel(self)
        self._wrong.setProperty("role", "bad")
        self._wrong.setWordWrap(True)
        self._triggers = {trigger: QCheckBox(trigger_words(trigger), self) for trigger in Trigger}
        for box in self._triggers.values():
            box.setAccessibleName(box.text())
        self._issues = IssuesEditor(self)
        self._submitted = SubmittedEditor(self)
        self._analysis = QPlainTextEdit(self)
        self._analysis.setAccessibleName("结果运用情况")
        self._analysis.setTabChangesFocus(True)

    def _basics(self) -> QWidget:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
        form.setSpacing(GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        for field in (self._number, self._title, self._court, self._tribunal, self._type, self._causes, self._stage,
                      self._facts, self._searcher):  # fmt: skip
            form.addRow(field.accessibleName(), field)
        form.addRow("", self._secret)
        form.addRow("", self._doubt)
        form.addRow("", self._wrong)
        return page

    def _reasons(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
        column.setSpacing(GRID)
        head = QLabel(
            "《关于统一法律适用加强类案检索的指导意见（试行）》第二条规定应当检索的情形，写入检索报告。", page
        )
        head.setProperty("role", "muted")
        head.setWordWrap(True)
        column.addWidget(head)
        for box in self._triggers.values():
            column.addWidget(box)
        column.addStretch()
        return page

    def _framed(self, inner: QWidget, hint: str) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(GRID, 2 * GRID, GRID, GRID)
        column.setSpacing(GRID)
        label = QLabel(hint, page)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        column.addWidget(label)
        column.addWidget(inner, 1)
        return page

    def _fill(self, matter: Matter) -> None:
        self._number.setText(matter.case_no)
        self._title.setText(matter.title)
        self._court.setText(matter.court)
        self._tribunal.setText(matter.tribunal)
        self._type.setCurrentIndex(max(0, self._type.findData(matter.case_type)))
        self._causes.set_chosen(matter.causes)
        self._stage.setCurrentIndex(max(0, self._stage.findData(matter.stage)))
        self._facts.setText(matter.facts_date.isoformat() if matter.facts_date else "")
        self._searcher.setText(matter.searcher)
        self._secret.setChecked(matter.secret)
        for trigger, box in self._triggers.items():
            box.setChecked(trigger in matter.triggers)
        self._issues.set_issues(matter.issues)
        self._analysis.setPlainText(matter.analysis)
        self._submitted.load(())


def new_matter(court: str, tribunal: str, searcher: str) -> Matter:
    """Return the matter that a new dialog begins with."""
    return Matter(court=court, tribunal=tribunal, searcher=searcher)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _brackets(number: str) -> str:
    return number.replace("(", "（").replace(")", "）") if number.startswith(("(", "（")) else number


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
