"""The search box with the three methods of art 5 by name, for the window's top bar.

Belongs here: taking the words and saying which method they go to. Does not: understanding them (the engine does).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.looks.theme import GRID
from desktop.words import method_name
from localdb.model.kinds import Method
from localdb.model.similar import SearchRequest

STATUTE = "法条:"
_HINTS = {
    Method.KEYWORD: '关键词，如：逾期付款 违约金 "对账单"',
    Method.STATUTE: "法律名称和条文，如：民法典第五百七十七条",
    Method.CASE: "案号，或者粘贴一段案情；留空则以草稿检索",
}
_TIPS = {
    Method.KEYWORD: '以空格分开的词同时出现；可用 AND OR NOT、"短语"、案号: 法条: 案由: 法院: 日期:',
    Method.STATUTE: "查找引用同一法条的案例",
    Method.CASE: "以一个案件查找与它相近的案例：案号、一段案情，或者当前草稿",
}
_SYNTAX = (
    ("案号:", "按案号查找，如 案号:（2021）京0105民初1234号"),
    ("法条:", "按引用的法条查找，如 法条:民法典577"),
    ("案由:", "按案由查找，如 案由:买卖合同纠纷"),
    ("法院:", "按法院查找，如 法院:朝阳区人民法院"),
    ("日期:", "按裁判日期查找，如 日期:2019-2021"),
    ('"短语"', "引号内的文字须连续出现"),
    ("*", "代替任意文字，如 盗窃*"),
    (" OR ", "两者有其一"),
    (" NOT ", "不含其后的词"),
)


class SearchBox(QWidget):
    """Take a query and its method; Enter sends it, ↓ goes down to the hits."""

    search_asked = Signal(object)  # SearchRequest; court, filters and day are the asker's to fill in
    hits_asked = Signal()  # the user goes down to the list
    similar_asked = Signal(str)  # 案例关联检索: a case number or a text; "" stands for the draft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods = QComboBox(self)
        self._methods.setAccessibleName("检索方法")
        for method in Method:
            self._methods.addItem(method_name(method), method)
        self._methods.currentIndexChanged.connect(self._show)
        self._line = QLineEdit(self)
        self._line.setAccessibleName("检索内容")
        self._line.setClearButtonEnabled(True)
        self._line.setMinimumWidth(200)
        self._line.returnPressed.connect(self._send)
        self._syntax = QToolButton(self)
        self._syntax.setText("写法 ▾")
        self._syntax.setProperty("role", "quiet")
        self._syntax.setAccessibleName("检索写法")
        self._syntax.setToolTip("检索式的写法，点选即填入")
        self._syntax.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._syntax.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(self._methods)
        row.addWidget(self._line, 1)
        row.addWidget(self._syntax)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show()

    @property
    def focus_taker(self) -> QWidget:
        """Return what takes the focus for the box; a proxy would lead Tab round in a circle."""
        return self._line

    @property
    def method(self) -> Method:
        """Return the method that is chosen."""
        return Method(self._methods.currentData())

    @property
    def words(self) -> str:
        """Return what stands in the box."""
        return self._line.text().strip()

    def set_method(self, method: Method) -> None:
        """Choose a method."""
        self._methods.setCurrentIndex(self._methods.findData(method))

    def set_words(self, words: str) -> None:
        """Put words into the box without sending them."""
        self._line.setText(words)

    def take_focus(self) -> None:
        """Go to the box with its words selected, ready to be typed over."""
        self._line.setFocus()
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._line.hasFocus():
            self.hits_asked.emit()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        words, method = self.words, self.method
        if method is Method.CASE:
            self.similar_asked.emit(words)
        elif words:
            self.search_asked.emit(SearchRequest(statute_words(words) if method is Method.STATUTE else words))

    def _show(self) -> None:
        self._line.setPlaceholderText(_HINTS[self.method])
        self._line.setToolTip(_TIPS[self.method])
        self._line.setAccessibleDescription(_TIPS[self.method])
        self._syntax.setVisible(self.method is Method.KEYWORD)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for form, words in _SYNTAX:
            action = QAction(f"{form.strip()}　{words}", menu)
            action.triggered.connect(lambda _=False, form=form: self._insert(form))
            menu.addAction(action)
        return menu

    def _insert(self, form: str) -> None:
        self.set_method(Method.KEYWORD)
        self._line.setFocus()
        if form.startswith('"'):
            self._line.insert(f'"{self._line.selectedText()}"')
            self._line.cursorBackward(False, 1)
        else:
            self._line.insert(form)


def statute_words(words: str) -> str:
    """Write a statute search in the search syntax: 法条: before the words unless it is there."""
    return words if STATUTE in words or "法条：" in words else STATUTE + words
