"""Fields that help to write a name out of a long list: one name, or several with 、 between them."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_SHOWN = 12
_MARKS = "，,;；"


class NameEdit(QLineEdit):
    """Complete a name by any part of it."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._names = QStringListModel(self)
        self._finder = self._make_completer()
        self._attach()

    def set_names(self, names: Iterable[str]) -> None:
        """Say which names can be chosen."""
        self._names.setStringList(list(names))

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        if (popup := completer.popup()) is not None:
            popup.setAccessibleName(f"{self.accessibleName()}：可选")
        return completer

    def _attach(self) -> None:
        self.setCompleter(self._finder)


class NamesEdit(NameEdit):
    """Complete the last of several names, separated by 、."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, hint, parent)
        self.textEdited.connect(self._complete)

    def names(self) -> tuple[str, ...]:
        """Return the names that are written, each once."""
        text = self.text()
        for mark in _MARKS:
            text = text.replace(mark, "、")
        return tuple(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))

    def set_chosen(self, names: Iterable[str]) -> None:
        """Write names."""
        self.setText("、".join(names))

    def _attach(self) -> None:
        # Set as the line's own completer it would replace the whole text, not the last name.
        self._finder.setWidget(self)
        self._finder.activated.connect(self._take)

    def _complete(self, text: str) -> None:
        last = text.rpartition("、")[2].strip()
        self._finder.setCompletionPrefix(last)
        exact = self._finder.currentCompletion() == last and self._finder.completionCount() == 1
        if last and self._finder.completionCount() and not exact:
            self._finder.complete()
        elif (popup := self._finder.popup()) is not None:
            popup.hide()

    def _take(self, name: str) -> None:
        head, mark, _ = self.text().rpartition("、")
        self.setText(head + mark + name)
