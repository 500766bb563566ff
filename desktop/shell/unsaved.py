"""Asking what to do with a draft that cannot be saved, before its page is left or the window closes.

Belongs here: the question. Does not: saving (editor), leaving (window).
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.looks.theme import GRID


class UnsavedDialog(QDialog):
    """Ask once: try again, stay, or give up what is unsaved. Closing it is staying."""

    again_asked = Signal()
    given_up = Signal()

    def __init__(self, name: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("草稿尚未保存")
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(64 * GRID)
        about = QLabel(f"“{name}”的草稿未能保存：{reason}\n离开将丢失上次保存以后写下的内容。", self)
        about.setWordWrap(True)
        row = QHBoxLayout()
        drop = self._button("放弃未保存的内容", self.given_up, "danger")
        row.addWidget(drop)
        row.addStretch()
        row.addWidget(self._button("留在本案", None, ""))
        again = self._button("重试", self.again_asked, "primary")
        row.addWidget(again)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addWidget(about)
        column.addLayout(row)
        again.setDefault(True)

    def _button(self, words: str, chosen: object, role: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        if role:
            button.setProperty("role", role)
        button.clicked.connect(self.reject if chosen is None else self.accept)
        if chosen is not None:
            button.clicked.connect(chosen)
        return button
