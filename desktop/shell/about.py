"""What help there is in the window itself: the guide, the list of keys, and what this is."""

from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import ACTIONS, ActionBook
from desktop.actions.book import plain
from desktop.looks import fonts
from desktop.looks.theme import GRID
from desktop.words.guide import GUIDE

_ABOUT = (
    "法官办案用的离线类案检索工具。全部内容保存在本机。\n\n"
    "层级和顺序依据《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》（法发〔2020〕24号）。"
    "系统只提供线索，是否类案由法官认定。\n\n"
    "字号可用 Ctrl+= 和 Ctrl+- 调整；快捷键可在“设置”中更改。"
)

_GUIDE = QSizeF(84 * GRID, 84 * GRID)  # at the usual size of type: some 42 characters a line
_LEAD = 8  # characters


def product_version() -> str:
    """Return the version of Leian, "开发版" where it is not installed."""
    try:
        return version("leian")
    except PackageNotFoundError:
        return "开发版"


def keys_dialog(book: ActionBook, parent: QWidget) -> QDialog:
    """Make the list of keys in force."""
    dialog = _dialog("快捷键一览", parent)
    rows = [(plain(action.words), book.key(action.id)) for action in ACTIONS.values() if book.key(action.id)]
    table = QTableWidget(len(rows), 2, dialog)
    table.setAccessibleName("快捷键一览")
    table.setHorizontalHeaderLabels(("命令", "快捷键"))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for row, (words, key) in enumerate(rows):
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        table.setItem(row, 0, QTableWidgetItem(words))
        table.setItem(row, 1, QTableWidgetItem(native))
    return _closed(dialog, table)


def guide_dialog(parent: QWidget) -> QDialog:
    """Make the guide: its sections one under the other, to be read with the keyboard too."""
    dialog = _dialog("使用说明", parent)
    dialog.resize((_GUIDE * fonts.scale()).toSize().boundedTo(parent.window().size()))
    page = QTextBrowser(dialog)
    page.setAccessibleName("使用说明")
    page.setProperty("role", "case")
    page.document().setDefaultFont(fonts.sans(fonts.SIZE + 1))
    page.setHtml(
        "".join(
            f"<h3>{escape(title)}</h3>" + "".join(f'<p style="line-height:130%">{_led(each)}</p>' for each in told)
            for title, told in GUIDE
        )
    )
    return _closed(dialog, page)


def _led(told: str) -> str:
    """Set the few words before the first full stop, which name what a paragraph is about, in bold."""
    lead, stop, rest = told.partition("。")
    return f"<b>{escape(lead + stop)}</b>{escape(rest)}" if len(lead) <= _LEAD and rest else escape(told)


def about_dialog(parent: QWidget) -> QDialog:
    """Make the dialog that says what this is."""
    dialog = _dialog("关于类案", parent)
    dialog.resize(56 * GRID, 32 * GRID)
    label = QLabel(f"类案 {product_version()}\n\n{_ABOUT}", dialog)
    label.setWordWrap(True)
    return _closed(dialog, label)


def _dialog(title: str, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    dialog.resize(60 * GRID, 64 * GRID)
    return dialog


def _closed(dialog: QDialog, inner: QWidget) -> QDialog:
    close = QPushButton("关闭", dialog)
    close.setAccessibleName("关闭")
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.setSpacing(2 * GRID)
    column.addWidget(inner, 1)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    return dialog
