"""Where a document is to be written: the platform's own window for files. No content here."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_docx(parent: QWidget, title: str, target: Path) -> Path | None:
    """Let the user choose a DOCX file, beginning with `target`; None when they think better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(target), "Word 文档 (*.docx)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")
