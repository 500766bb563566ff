"""One control for each kind of option: a switch, a choice, a number, a line.

What the policy fixes cannot be touched.
"""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from desktop.looks.theme import GRID
from desktop.settings import OPTIONS, Option, Settings
from desktop.words.syncing import FIXED

_FIXED = f"{FIXED}，不能更改"


def control(settings: Settings, key: str, parent: QWidget) -> QWidget:
    """Make the control of an option; a change is stored at once."""
    option = OPTIONS[key]
    if isinstance(option.default, bool):
        made: QWidget = _switch(settings, option, parent)
    elif isinstance(option.default, int):
        made = _number(settings, option, parent)
    elif option.choices:
        made = _choice(settings, option, parent)
    else:
        made = _line(settings, option, parent)
    made.setAccessibleName(option.words)
    made.setAccessibleDescription(option.hint)
    made.setToolTip(_FIXED if settings.fixed(key) else option.hint)
    made.setEnabled(not settings.fixed(key))
    return made


def _switch(settings: Settings, option: Option, parent: QWidget) -> QCheckBox:
    box = QCheckBox(option.words, parent)
    box.setChecked(settings.truth(option.key))
    box.toggled.connect(lambda on: settings.set(option.key, on))
    return box


def _number(settings: Settings, option: Option, parent: QWidget) -> QSpinBox:
    spin = QSpinBox(parent)
    spin.setRange(option.low, option.high)
    spin.setSingleStep(10)
    spin.setValue(settings.number(option.key))
    spin.setMaximumWidth(120)
    spin.lineEdit().setTextMargins(GRID, 0, 0, 0)  # the style sheet's padding does not reach it
    spin.editingFinished.connect(lambda: settings.set(option.key, spin.value()))
    return spin


def _choice(settings: Settings, option: Option, parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    for value, words in option.choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(combo.findData(settings.text(option.key)))
    combo.setMaximumWidth(200)
    combo.activated.connect(lambda row: settings.set(option.key, combo.itemData(row)))
    return combo


def _line(settings: Settings, option: Option, parent: QWidget) -> QLineEdit:
    line = QLineEdit(settings.text(option.key), parent)
    line.setPlaceholderText(option.hint)
    line.editingFinished.connect(lambda: settings.set(option.key, line.text().strip()))
    return line
