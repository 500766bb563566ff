"""The elements of the report as a checklist: each ticked or not, each with a button that leads to where it is mended.

Belongs here: the rows. Does not: knowing what is missing.
"""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.looks.theme import GRID
from desktop.words import element_advice, element_words
from localdb.model.report import Element

_ALWAYS = (
    Element.WHO,
    Element.WHEN,
    Element.PLATFORM,
    Element.METHOD,
    Element.RESULT,
    Element.GIST,
    Element.ISSUES,
    Element.USE,
    Element.EFFECT,
    Element.ANSWER,
)
_MEND = {
    Element.WHO: "填写",
    Element.WHEN: "去检索",
    Element.PLATFORM: "导入案例",
    Element.METHOD: "去检索",
    Element.RESULT: "去认定",
    Element.GIST: "去查看",
    Element.ISSUES: "填写",
    Element.USE: "填写",
    Element.EFFECT: "去确认",
    Element.ANSWER: "填写",
}


class Checklist(QWidget):
    """Show which elements are there; `mend_asked` names the one whose button was pressed."""

    mend_asked = Signal(object)  # Element

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("报告要素清单")
        self._rows: dict[Element, tuple[QLabel, QLabel, QPushButton]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for row, element in enumerate(_ALWAYS):
            self._rows[element] = self._add(grid, row, element)
        self.set_missing(None)

    def set_missing(self, missing: Collection[Element] | None) -> None:
        """Tick what is there; None while that is not known."""
        for element, (mark, name, button) in self._rows.items():
            lacking = missing is not None and element in missing
            state = "……" if missing is None else "缺" if lacking else "✓"
            _say(mark, state, "muted" if missing is None else "bad" if lacking else "good")
            words = element_words(element)
            name.setText(words)
            tip = element_advice(element) if lacking else ""
            name.setToolTip(tip)
            mark.setToolTip(tip)
            said = "尚未核对" if missing is None else f"缺少。{tip}" if lacking else "已具备"
            name.setAccessibleName(f"{words}：{said}")
            button.setVisible(lacking)
            button.setToolTip(tip)

    def _add(self, grid: QGridLayout, row: int, element: Element) -> tuple[QLabel, QLabel, QPushButton]:
        mark, name = QLabel(self), QLabel(self)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFixedWidth(3 * GRID)
        button = QPushButton(_MEND[element], self)
        button.setProperty("role", "link")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{_MEND[element]}：{element_words(element)}")
        button.clicked.connect(lambda: self.mend_asked.emit(element))
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when an element is mended
        button.setSizePolicy(policy)
        for column, widget in enumerate((mark, name, button)):
            grid.addWidget(widget, row, column)
        return mark, name, button


def _say(label: QLabel, text: str, role: str) -> None:
    label.setText(text)
    label.setProperty("role", role)
    label.style().unpolish(label)
    label.style().polish(label)
