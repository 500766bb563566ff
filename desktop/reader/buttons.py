"""The buttons of the reader: words, key in the tip, look.

Belongs here: making them. Does not: what they do, when they can be pressed (panel).
"""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.actions import ACTIONS

_WORDS = {
    "previous": "上一处相近内容",
    "next": "下一处相近内容",
    "case.copy": "复制并注明出处",
    "case.adopt": "采用",
    "case.compare": "比对",
}
_SIGNS = {"previous": "↑", "next": "↓"}
_KEYS = {"previous": "P", "next": "N"}
_ROLES = {"previous": "quiet", "next": "quiet", "case.adopt": "primary"}


def make_buttons(calls: Mapping[str, Callable[[], None]], parent: QWidget) -> dict[str, QPushButton]:
    """Make the button of each command, by the name of its action; previous and next have no action of the window."""
    return {name: _button(name, call, parent) for name, call in calls.items()}


def tip_of(name: str) -> str:
    """Return what a button does, and its key."""
    key = _KEYS.get(name) or ACTIONS[name].key
    return f"{_WORDS[name]}（{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}）"


def _button(name: str, call: Callable[[], None], parent: QWidget) -> QPushButton:
    words = _WORDS[name]
    button = QPushButton(_SIGNS.get(name, words), parent)
    button.setAccessibleName(words)
    button.setToolTip(tip_of(name))
    button.clicked.connect(lambda: call())
    if name in _ROLES:
        button.setProperty("role", _ROLES[name])
    return button
