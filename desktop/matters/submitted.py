"""The register of cases that the parties submitted (法发〔2020〕24号 art 10), with the court's answer to each.

A submitted guiding case, and an 入库案例 (法〔2024〕92号), must be answered in the reasoning: the row says so.
"""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.looks.theme import GRID
from desktop.matters.button_row import button_row
from localdb.model.matter import SubmittedCase

_HEADS = ("提交方", "案例（名称、案号或者编号）", "须在裁判理由中回应", "回应")
_PARTY, _CITATION, _BINDING, _ANSWER = range(4)


class SubmittedEditor(QWidget):
    """Edit the register as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = QTableWidget(0, len(_HEADS), self)
        self._table.setAccessibleName("诉讼各方提交的案例")
        self._table.setHorizontalHeaderLabels(_HEADS)
        self._table.verticalHeader().hide()
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_CITATION, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_ANSWER, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._table, 1)
        column.addLayout(button_row(self, "提交的案例", {"增加": self._add, "删除": self._remove}))
        self._before: tuple[SubmittedCase, ...] = ()

    def load(self, cases: Sequence[SubmittedCase]) -> None:
        """Show the register."""
        self._before = tuple(cases)
        self._table.setRowCount(0)
        for case in cases:
            self._append(case)

    def changed(self, matter: int) -> tuple[tuple[SubmittedCase, ...], tuple[int, ...]]:
        """Return the cases that are new or differ, and the numbers of those taken off."""
        now = [case for row in range(self._table.rowCount()) if (case := self._read(row, matter)).citation]
        kept = {case.number for case in now}
        gone = tuple(case.number for case in self._before if case.number not in kept)
        return tuple(case for case in now if case not in self._before), gone

    def _append(self, case: SubmittedCase) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        party = QTableWidgetItem(case.party)
        party.setData(Qt.ItemDataRole.UserRole, case)
        binding = QTableWidgetItem()
        binding.setFlags((binding.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsEditable)
        binding.setCheckState(Qt.CheckState.Checked if case.binding else Qt.CheckState.Unchecked)
        binding.setToolTip("指导性案例、人民法院案例库入库案例须在裁判理由中回应；其他案例可以通过释明等方式回应")
        cells = (party, QTableWidgetItem(case.citation), binding, QTableWidgetItem(case.answer))
        for column, item in enumerate(cells):
            self._table.setItem(row, column, item)

    def _read(self, row: int, matter: int) -> SubmittedCase:
        stored: SubmittedCase = self._cell(row, _PARTY).data(Qt.ItemDataRole.UserRole)
        return dataclasses.replace(
            stored,
            matter=matter,
            party=self._cell(row, _PARTY).text().strip(),
            citation=self._cell(row, _CITATION).text().strip(),
            answer=self._cell(row, _ANSWER).text().strip(),
            binding=self._cell(row, _BINDING).checkState() is Qt.CheckState.Checked,
        )

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        return self._table.item(row, column) or QTableWidgetItem()

    def _add(self) -> None:
        self._append(SubmittedCase(0, "", ""))
        self._table.setCurrentCell(self._table.rowCount() - 1, _PARTY)
        self._table.editItem(self._table.currentItem())

    def _remove(self) -> None:
        if self._table.currentRow() >= 0:
            self._table.removeRow(self._table.currentRow())
