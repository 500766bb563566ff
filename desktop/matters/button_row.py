"""The row of buttons under a list: 增加, 删除 and what else a list of the matter can do."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.looks.theme import GRID


def button_row(parent: QWidget, what: str, acts: Mapping[str, Callable[[], object]]) -> QHBoxLayout:
    """Return a row with a button for each act; `what` completes their accessible names: 增加争议焦点."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for words, act in acts.items():
        button = QPushButton(words, parent)
        button.setAccessibleName(f"{words}{what}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False, act=act: act())
        row.addWidget(button)
    row.addStretch()
    return row
