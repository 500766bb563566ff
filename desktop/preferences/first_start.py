"""First start: which court, which tribunal, where cases come from. Three questions, one page, to be skipped at will."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.preferences.controls import control
from desktop.preferences.court import CourtField
from desktop.settings import FeedChoices, Settings
from localdb.model.errors import LeianError

_WIDTH = 68 * GRID


class FirstStart(QWidget):
    """Ask three questions; every way out is one press."""

    files_asked = Signal()
    folder_asked = Signal()
    sample_asked = Signal()
    sync_asked = Signal()
    done = Signal()

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("首次启动")
        self._address = _address(settings)
        self.court = CourtField(desk, settings, self)
        tribunal = control(settings, "user.tribunal", self)
        if isinstance(tribunal, QLineEdit):
            tribunal.setPlaceholderText("如 民事审判第二庭；可以不填")
        inner = QWidget(self)
        inner.setFixedWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(GRID)
        column.addWidget(_label("类案", "heading"))
        column.addWidget(_label("左边看类案，右边写判决。全部内容保存在本机，不联网也能使用。", "muted"))
        column.addSpacing(3 * GRID)
        column.addWidget(_label("一、在哪个法院工作？"))
        column.addWidget(_label("类案的层级由此确定：最高人民法院、本省高院、上一级法院及本院。", "muted"))
        column.addWidget(self.court)
        column.addSpacing(2 * GRID)
        column.addWidget(_label("二、在哪个庭室？"))
        column.addWidget(tribunal)
        column.addSpacing(2 * GRID)
        column.addWidget(_label("三、案例从哪里来？"))
        column.addWidget(
            _label(
                f"{_feed_words(self._address)}\n也可以导入 JSON Lines、DOCX、TXT、HTML、PDF 文件，"
                "或者装有这些文件的文件夹；以后随时可以再导入。",
                "muted",
            )
        )
        column.addLayout(self._sources())
        column.addSpacing(3 * GRID)
        column.addLayout(self._ways_out())
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(inner)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)
        self.setFocusProxy(self.court)

    def _sources(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        sync = [("立即同步", self.sync_asked)] if self._address else []
        for words, signal in (
            *sync,
            ("导入文件…", self.files_asked),
            ("导入文件夹…", self.folder_asked),
            ("先用演示数据看看", self.sample_asked),
        ):
            button = QPushButton(words, self)
            button.setAccessibleName(words.rstrip("…"))
            button.clicked.connect(lambda checked=False, signal=signal: signal.emit())
            row.addWidget(button)
        row.addStretch()
        return row

    def _ways_out(self) -> QHBoxLayout:
        row = QHBoxLayout()
        start = QPushButton("开始使用", self)
        start.setProperty("role", "primary")
        start.setAccessibleName("开始使用")
        start.clicked.connect(lambda: self.done.emit())
        row.addWidget(start)
        row.addStretch()
        return row


def _address(settings: Settings) -> str:
    try:
        return FeedChoices(settings).feed().address
    except LeianError:
        return ""  # said where the user asks for a sync


def _feed_words(address: str) -> str:
    if address:
        return f"本院的更新源已经设定（{address}），可以立即同步，在后台进行。"
    return "本院还没有设定案例库的更新源，以后可在“设置”中填写。"


def _label(words: str, role: str = "") -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
