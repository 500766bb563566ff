"""Asking for the passphrase of work.db where no keyring holds its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.words import sentence

_SHORTEST = 8
_NEW = (
    "这台电脑没有可用的系统密钥环，请设置一个口令，用来加密在办案件、草稿和检索日志。"
    "口令不能找回：忘记口令，这些内容就无法打开。"
)
_OLD = "在办案件、草稿和检索日志已加密，请输入口令打开。"


class PassphraseDialog(QDialog):
    """Ask for a passphrase: once for one that exists, twice for a new one."""

    unlocked = Signal()

    def __init__(self, desk: Desk, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._new = new
        self.setWindowTitle("设置口令" if new else "输入口令")
        self.setAccessibleName(self.windowTitle())
        self.setMinimumWidth(56 * GRID)
        about = QLabel(_NEW if new else _OLD, self)
        about.setWordWrap(True)
        self._first = _secret("口令", self)
        self._second = _secret("再输入一次", self)
        self._second.setVisible(new)
        self._wrong = QLabel(self)
        self._wrong.setProperty("role", "bad")
        self._wrong.setWordWrap(True)
        self._go = QPushButton("设置口令" if new else "打开", self)
        self._go.setAccessibleName(self._go.text())
        self._go.setProperty("role", "primary")
        self._go.clicked.connect(self._try)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(GRID)
        for widget in (about, self._first, self._second, self._wrong):
            column.addWidget(widget)
        column.addLayout(row)

    def _try(self) -> None:
        words = self._first.text()
        if self._new and len(words) < _SHORTEST:
            self._wrong.setText(f"口令至少要有 {_SHORTEST} 个字符。")
        elif self._new and words != self._second.text():
            self._wrong.setText("两次输入的口令不一致。")
        elif words:
            self._go.setEnabled(False)
            self._desk.unlock(words, self._opened, self._failed).broken = self._failed

    def reject(self) -> None:
        if self._go.isEnabled():  # else the passphrase is being tried: what comes of it is waited for
            super().reject()

    def _opened(self, nothing: None) -> None:
        self.accept()
        self.unlocked.emit()

    def _failed(self, error: Exception) -> None:
        self._go.setEnabled(True)
        self._wrong.setText(sentence(error))
        self._first.selectAll()
        self._first.setFocus()


def _secret(name: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
