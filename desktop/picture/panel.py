"""The panel 案情图: the picture, a field to add an element, and a line on the node in hand with what can be done to it.

Belongs here: joining these. Does not: storing corrections, searching, finding words in the draft (shell).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.looks.theme import GRID
from desktop.picture.adding import ElementEdit
from desktop.picture.canvas import Canvas
from desktop.picture.node import node_name
from desktop.picture.nodes import Node, branches_of
from desktop.widgets import Elided, EmptyState
from desktop.words import graph as words
from localdb.model.graph import Corrections, GraphLikeness, MatterGraph, Said


class PicturePanel(QWidget):
    """Show the graph of the matter in hand and let each element be corrected."""

    corrected = Signal(object, object, object)  # group, name, Said; None takes a correction back
    place_asked = Signal(int, int)  # code points in the text that was read
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("案情图")
        self._read: MatterGraph | None = None
        self._made = Corrections()
        self._likeness: GraphLikeness | None = None
        self._root = ""
        self.canvas = Canvas(self)
        self.adding = ElementEdit(self)
        self._count = Elided("muted", "案情图概况", self)
        self._empty = EmptyState(*words.NO_MATTER, self)
        self._pages = QStackedWidget(self)
        self._foot, self._about, self._where, self._change = self._make_foot()
        self._build()
        self.canvas.asked.connect(self._ask_place)
        self.canvas.corrected.connect(self._correct)
        self.canvas.pointed.connect(self._point)
        self.adding.chosen.connect(lambda key: self.corrected.emit(*key, Said.THERE))
        self._show()

    @property
    def focus_taker(self) -> QWidget:
        """Return what takes the focus for the panel: a node, or the field where there is none."""
        return self.canvas.stop or self.adding

    @property
    def corrections(self) -> Corrections:
        """Return the corrections that are shown."""
        return self._made

    def set_matter(self, root: str) -> None:
        """Show another matter, called so in the middle; "" for none. What was read of the one before is forgotten."""
        self._root, self._read, self._made, self._likeness = root, None, Corrections(), None
        self._show()

    def set_root(self, root: str) -> None:
        """Call the matter so."""
        self._root = root
        self._show()

    def set_graph(self, read: MatterGraph) -> None:
        """Show what was read from the draft."""
        self._read = read
        self.adding.set_known(read.known)
        self._show()

    def set_corrections(self, made: Corrections) -> None:
        """Show what the judge corrected."""
        self._made = made
        self._show()

    def set_likeness(self, likeness: GraphLikeness | None) -> None:
        """Mark what the matter shares with a case and where they differ; None for no case."""
        self._likeness = likeness
        self._show()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        node = self.canvas.current
        if node is None:
            return
        menu = QMenu(self)
        for button, act in ((self._where, self._ask_place), (self._change, self._correct)):
            if not button.isHidden():
                action = QAction(button.text(), menu)
                action.triggered.connect(lambda _=False, act=act: act(node))
                menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _show(self) -> None:
        read = self._read or MatterGraph()
        branches = branches_of(read, self._made, self._likeness)
        self.canvas.show_branches(self._root or "本案", branches)
        self.adding.setEnabled(bool(self._root and read.known))
        elements = [node for branch in branches for node in branch.nodes if node.element]
        self._count.say(self._counted(elements))
        self._foot.setVisible(bool(branches))
        if not branches:
            self._empty.say(*(words.NOTHING_READ if self._root else words.NO_MATTER))
        self._pages.setCurrentIndex(int(not branches))

    def _counted(self, elements: list[Node]) -> str:
        if self._likeness is not None:
            shared, against = sum(node.shared for node in elements), sum(bool(node.against) for node in elements)
            return words.likened_words(shared, against)
        return words.counted_words(sum(node.there for node in elements), len(self._made.said))

    def _point(self, node: Node | None) -> None:
        element = node if node is not None and node.element else None
        self._about.say(self._told(node) if node else words.HOW)
        self._where.setVisible(element is not None and self._place(element) is not None)
        self._change.setVisible(element is not None)
        if (stop := self.canvas.stop) is not None:  # nodes are made late: Tab would come to them after all the rest
            QWidget.setTabOrder(self.adding, stop)
        if element is not None:
            self._change.setText("撤回更正" if element.said else "非此情形")
            self._change.setAccessibleName(self._change.text())

    def _told(self, node: Node) -> str:
        """Tell what the picture leaves out: the words of the draft, the case beside it; else the whole name."""
        place = self._place(node)
        if place is None or self._read is None:
            return node_name(node)
        beside = words.beside_words(node.shared, node.against)
        return f"{node.name}{words.quoted(self._read.text, *place)}{beside}"

    def _place(self, node: Node) -> tuple[int, int] | None:
        return self._read.places.get(node.key) if self._read and node.element else None

    def _ask_place(self, node: Node | None) -> None:
        place = self._place(node) if node else None
        if place is not None:
            self.place_asked.emit(*place)
        elif node is not None and node.element:
            self.said.emit(words.nowhere_words(node.name))

    def _correct(self, node: Node | None) -> None:
        """Say that an element is not there; take back what was said of it before."""
        if node is not None and node.element:
            self.corrected.emit(node.branch, node.name, None if node.said else Said.NOT_THERE)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID // 2, GRID, GRID // 2)
        head.setSpacing(GRID)
        head.addWidget(self._count, 1)
        head.addWidget(self.adding)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.canvas)
        self._scroll = scroll
        self._pages.addWidget(scroll)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    def _make_foot(self) -> tuple[QFrame, Elided, QPushButton, QPushButton]:
        frame = QFrame(self)
        about = Elided("muted", "所选要素", frame)
        about.say(words.HOW)
        where, change = QPushButton("看原文", frame), QPushButton("非此情形", frame)
        where.setAccessibleName("看原文")
        change.setAccessibleName("非此情形")
        where.setToolTip("在草稿中选中读出该要素的文字（回车）")
        change.setToolTip("更正后立即重新检索（Delete）")
        for button in (where, change):
            button.setProperty("role", "link")
            button.hide()
        where.clicked.connect(lambda: self._ask_place(self.canvas.current))
        change.clicked.connect(lambda: self._correct(self.canvas.current))
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * GRID, 2, GRID, 2)
        row.setSpacing(GRID // 2)
        row.addWidget(about, 1)
        row.addWidget(where)
        row.addWidget(change)
        return frame, about, where, change
