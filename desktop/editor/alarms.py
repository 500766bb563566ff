"""Cases that the draft or its matter uses and that the court took back or corrected: told once plainly, then quietly.

Belongs here: the bar over the page. Does not: which cases those are (engine), their marks in the margin (margin).
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.words.feed import alarm_words
from localdb.model.feed import Alarm

_SHOWN = 4


class AlarmBar(QFrame):
    """Tell each alarm in a sentence, with a way to the case and a way to put it to rest; a reason must be given.

    It stands open while there is an alarm that was not read; `quiet_words` of the panel's head say the rest.
    """

    case_chosen = Signal(str)  # key
    read = Signal(object)  # tuple[Alarm, ...]: the judge has read them
    settled = Signal(object, str)  # Alarm, why it is at rest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName("所用案例的变动")
        self._alarms: tuple[Alarm, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        self._rest = QLabel(self)
        self._rest.setProperty("role", "muted")
        close = _button("知道了", "知道了，收起所用案例的变动", self._close, "")
        foot = QHBoxLayout()
        foot.addWidget(self._rest, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._rows)
        column.addLayout(foot)
        self.hide()

    @property
    def awake(self) -> tuple[Alarm, ...]:
        """Return the alarms that are not at rest."""
        return self._alarms

    def set_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Show these alarms; what is at rest is left out."""
        awake = tuple(alarm for alarm in alarms if not alarm.settled)
        if awake == self._alarms:  # a reason may be half written
            return
        self._alarms = awake
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for alarm in awake[:_SHOWN]:
            self._rows.addWidget(_Row(alarm, self))
        more = len(awake) - _SHOWN
        self._rest.setText(f"另有 {more} 件，处理以上各件后显示。" if more > 0 else "")
        if not awake:
            self.hide()
        elif any(not alarm.told for alarm in awake):
            self.show()

    def _close(self) -> None:
        self.hide()
        if fresh := tuple(alarm for alarm in self._alarms if not alarm.told):
            self.read.emit(fresh)


class _Row(QWidget):
    def __init__(self, alarm: Alarm, bar: AlarmBar) -> None:
        super().__init__(bar)
        self._alarm, self._bar = alarm, bar
        words = QLabel(alarm_words(alarm), self)
        words.setWordWrap(True)
        words.setProperty("role", "bad")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name = alarm.title or alarm.case_no
        self._ask = _button("已处理…", f"已处理：{name}", self._begin, "link")
        self._why = QLineEdit(self)
        self._why.setAccessibleName("处理情况")
        self._why.setPlaceholderText("如何处理的，如 已改引其他案例、已删除该段；写入本案记录")
        self._why.returnPressed.connect(self._settle)
        self._keep = _button("确定", "确定处理情况", self._settle, "")
        for widget in (self._why, self._keep):
            widget.hide()
        top = QHBoxLayout()
        top.addWidget(words, 1)
        top.addWidget(_button("打开", f"打开：{name}", lambda: bar.case_chosen.emit(alarm.case_key), "link"))
        top.addWidget(self._ask)
        low = QHBoxLayout()
        low.addWidget(self._why, 1)
        low.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addLayout(low)

    def _begin(self) -> None:
        for widget in (self._why, self._keep):
            widget.show()
        self._ask.hide()
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        if reason := self._why.text().strip():
            self._bar.settled.emit(self._alarm, reason)


def _button(words: str, name: str, act: Callable[[], object], role: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(name)
    button.setProperty("role", role)
    button.clicked.connect(lambda checked=False: act())
    return button
