"""The commands of editing, which go to whichever field has the focus."""

from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from desktop.actions import ActionBook


def bind_editing(book: ActionBook) -> None:
    """Say what undo, redo, cut, copy and paste do."""
    for name in ("undo", "redo", "cut", "copy", "paste"):
        book.bind(f"edit.{name}", partial(_edit, name))


def _edit(name: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, (QTextEdit, QPlainTextEdit, QLineEdit)):
        getattr(field, name)()
