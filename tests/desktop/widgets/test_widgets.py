"""The small widgets: the toast undoes once, the line shows what it is told, names are completed one by one."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.looks import current
from desktop.widgets import EmptyState, ThinProgress, Toast, badge_width, paint_badge, paint_bar
from desktop.widgets.names import NamesEdit


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    toast = Toast(host)
    undone: list[int] = []
    toast.say("已删除", lambda: undone.append(1))
    toast.undo()
    toast.undo()
    assert undone == [1]
    assert not toast.isVisible()


def test_the_line_is_busy_until_it_is_told(qtbot: QtBot) -> None:
    line = ThinProgress()
    qtbot.addWidget(line)
    line.set_busy(True)
    assert line.busy
    line.set_busy(False)
    assert not line.busy
    line.set_share(2.0)
    assert line.busy


def test_an_empty_state_offers_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState("还没有案例")
    qtbot.addWidget(state)
    pressed: list[int] = []
    state.add_button("导入", lambda: pressed.append(1))
    button = state.findChild(QPushButton)
    assert button is not None
    button.click()
    assert pressed == [1]


def test_bars_and_badges_are_painted(qtbot: QtBot) -> None:
    image = QImage(100, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(current().surface))
    painter = QPainter(image)
    paint_bar(painter, QRect(0, 0, 100, 4), 0.5, current().accent)
    width = paint_badge(painter, 0, 10, "一")
    assert width == badge_width(painter.font(), "一")
    painter.end()
    assert image.pixelColor(20, 2).name() == current().accent
    assert image.pixelColor(80, 2).name() == current().line


def test_names_are_divided_and_completed_one_by_one(qtbot: QtBot) -> None:
    edit = NamesEdit("案由")
    qtbot.addWidget(edit)
    edit.set_names(["买卖合同纠纷", "民间借贷纠纷"])
    edit.show()
    edit.setText("买卖合同纠纷、")
    QTest.keyClicks(edit, "x")
    edit._take("民间借贷纠纷")
    assert edit.names() == ("买卖合同纠纷", "民间借贷纠纷")
    edit.setText("甲，乙;甲")
    assert edit.names() == ("甲", "乙")
