"""The page of the court's feed: where it is, whom to trust, when to sync. What the policy fixes is shown, not changed.

Belongs here: the page. Does not: which of policy and user counts (settings), syncing (shell).
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs import Desk
from desktop.looks.theme import GRID
from desktop.preferences.controls import control
from desktop.settings import OPTIONS, FeedChoices, Settings
from desktop.settings.choices import moment_of
from desktop.widgets import set_role
from desktop.words import sentence
from desktop.words.syncing import FIXED, fingerprint_words, last_words, schedule_words
from localdb.model.errors import LeianError

_KINDS = "信任根文件 (*.json);;所有文件 (*)"
_LARGEST = 1 << 20
_NOBODY = "尚未信任任何更新源。首次同步时，以这里指定的信任根文件为准。"


class FeedPage(QWidget):
    """Show and change how the library is kept up to date."""

    report_asked = Signal()

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choices = FeedChoices(settings)
        self._trusted = ""
        self._form = QFormLayout(self)
        self._form.setSpacing(2 * GRID)
        self._form.setContentsMargins(GRID, GRID, GRID, GRID)
        self._root = _lines("信任根指纹", self)
        self._hint = _lines("信任根说明", self)
        self._choose = QPushButton("指定信任根文件…", self)
        self._choose.setAccessibleName("指定信任根文件")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_root)
        try:
            self._fill()
        except LeianError as error:
            self._choose.hide()
            label = _lines("设置有误", self)
            label.setText(sentence(error))
            set_role(label, "bad")
            self._form.addRow(label)
        self._form.addRow("", self._report_row())
        desk.trusted_root(self._take_root, lambda error: None)

    def _fill(self) -> None:
        policy = self._choices.policy()
        if court := policy.court or self._settings.text("user.court"):
            self._row("所在法院", court, fixed=self._settings.fixed("user.court"))
        if self._choices.fixed("sync.address"):
            self._row(OPTIONS["sync.address"].words, policy.feed.address, fixed=True)
        else:
            self._form.addRow(OPTIONS["sync.address"].words, control(self._settings, "sync.address", self))
        trust = QVBoxLayout()
        trust.setSpacing(GRID // 2)
        for widget in (self._root, self._hint):
            trust.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch()
        trust.addLayout(row)
        self._form.addRow("信任根", trust)
        if self._choices.fixed("sync.when"):
            self._row(OPTIONS["sync.when"].words, schedule_words(self._choices.spans()), fixed=True)
        else:
            self._option("sync.when")
        if "bandwidth" in policy.fixed:
            most = policy.feed.bandwidth
            self._row("下载限速", f"{most:,} KB/秒" if most else "不限速", fixed=True)
        else:
            self._option("sync.bandwidth")
        if policy.feed.proxy:
            self._row("代理服务器", policy.feed.proxy, fixed=True)
        self._show_root()

    def _option(self, key: str) -> None:
        option = OPTIONS[key]
        hint = _lines(f"{option.words}说明", self)
        hint.setText(option.hint)
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addWidget(control(self._settings, key, self))
        column.addWidget(hint)
        self._form.addRow(option.words, column)

    def _row(self, name: str, words: str, *, fixed: bool) -> None:
        shown = QLineEdit(words, self)
        shown.setReadOnly(True)
        shown.setAccessibleName(name)
        shown.setCursorPosition(0)
        shown.setEnabled(not fixed)
        shown.setToolTip(words)
        row = QHBoxLayout()
        row.addWidget(shown, 1)
        if fixed:
            hint = _lines(f"{name}说明", self)
            hint.setWordWrap(False)
            hint.setText(FIXED)
            row.addWidget(hint)
        self._form.addRow(name, row)

    def _report_row(self) -> QHBoxLayout:
        button = QPushButton("查看同步情况…", self)
        button.setAccessibleName("查看同步情况")
        button.setAutoDefault(False)
        button.clicked.connect(self.report_asked)
        last = _lines("上次同步", self)
        last.setText(last_words(moment_of(self._settings.text("sync.last"))))
        row = QHBoxLayout()
        row.addWidget(last, 1)
        row.addWidget(button)
        return row

    def _take_root(self, digest: str) -> None:
        self._trusted = digest
        self._show_root()

    def _show_root(self) -> None:
        """Show the fingerprint that is trusted, else that of the file that will be; it can only be chosen before."""
        try:
            feed, fixed = self._choices.feed(), self._choices.fixed("sync.root")
        except LeianError:
            return
        digest = self._trusted or _digest(feed.root)
        self._root.setText(fingerprint_words(digest) if digest else "未指定")
        set_role(self._root, "" if digest else "muted")
        self._hint.setText(_hint(digest, trusted=bool(self._trusted), fixed=fixed))
        self._choose.setVisible(not fixed and not self._trusted)

    def _choose_root(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "指定信任根文件", str(Path.home()), _KINDS)
        if name:
            self._settings.set("sync.root", name)
            self._show_root()


def _hint(digest: str, *, trusted: bool, fixed: bool) -> str:
    if fixed:
        return FIXED
    if trusted:
        return "本机已经信任此信任根，为防冒充，不能更换。"
    return "请与信息技术部门公布的指纹（SHA-256）逐字核对，再开始同步。" if digest else _NOBODY


def _digest(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open("rb") as stream:
            return hashlib.sha256(stream.read(_LARGEST)).hexdigest()
    except OSError:
        return ""


def _lines(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
