"""The key that walks through the panes stops only where the focus can be seen."""

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.shell.panes import Panes


@pytest.fixture
def top(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def lines(top: QWidget, qtbot: QtBot) -> list[tuple[QWidget, QLineEdit]]:
    column = QVBoxLayout(top)
    made = []
    for _ in range(3):
        holder = QWidget(top)
        line = QLineEdit(holder)
        holder.setFocusProxy(line)
        column.addWidget(holder)
        made.append((holder, line))
    with qtbot.waitActive(top):
        top.show()
    return made


def _taker(holder: QWidget) -> QWidget:
    return holder


def test_a_pane_whose_page_is_hidden_is_passed_over(lines: list[tuple[QWidget, QLineEdit]]) -> None:
    panes = Panes([(holder, partial(_taker, holder)) for holder, _ in lines])
    lines[1][1].hide()
    lines[0][1].setFocus()
    panes.step(1)
    assert QApplication.focusWidget() is lines[2][1]
    panes.step(-1)
    assert QApplication.focusWidget() is lines[0][1]
