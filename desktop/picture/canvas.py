"""The picture itself: nodes in their places, joined by lines; one stop for Tab, arrows within.

Belongs here: keeping nodes over changes, lines, moving about. Does not: which nodes there are (nodes), what is asked
for (panel).
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.looks import current, fonts, notifier
from desktop.picture import tree
from desktop.picture.node import NodeButton, row_height
from desktop.picture.nodes import Branch, Node
from localdb.model.kinds import Section

_LABEL = 12
_ASIDE = 0.5  # how much of the distance aside counts in a step up or down


class Canvas(QWidget):
    """Show branches; the node that was current stays so while it is there."""

    asked = Signal(object)  # Node: where was it read?
    corrected = Signal(object)  # Node: change what the judge says of it
    pointed = Signal(object)  # Node that is current, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("案情图")
        self._root = ""
        self._branches: tuple[Branch, ...] = ()
        self._buttons: dict[tuple[str, str], NodeButton] = {}
        self._current: tuple[str, str] | None = None
        self._tree = tree.plant(0, QSize(), (), 1)
        notifier().changed.connect(self._renew)

    @property
    def current(self) -> Node | None:
        """Return the current node."""
        button = self._buttons.get(self._current) if self._current else None
        return button.node if button else None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes that are shown."""
        return tuple(node for branch in self._branches for node in branch.nodes)

    def button(self, key: tuple[str, str]) -> NodeButton | None:
        """Return the button of a node."""
        return self._buttons.get(key)

    def show_branches(self, root: str, branches: Sequence[Branch]) -> None:
        """Show the matter and its branches."""
        if (root, tuple(branches)) == (self._root, self._branches):
            return
        self._root, self._branches = root, tuple(branches)
        held = self._focused()
        self._take_nodes()
        self._place()
        self._order_tabs()
        if self._current not in self._buttons:
            self._current = None
        if held and self._current is None and (button := self.stop) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pointed.emit(self.current)

    @property
    def stop(self) -> NodeButton | None:
        """Return the node at which Tab stops: the current one, else the first."""
        key = self._current if self._current in self._buttons else self._first()
        return self._buttons[key] if key else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.muted), 1))
        for number, (top, bottom) in enumerate(self._tree.trunks):
            if number:  # the second trunk hangs from a beam beside the root
                beam = QPoint(self._tree.root.right(), top.y())
                painter.drawLine(beam, top)
            painter.drawLine(top, bottom)
        for branch, placed in zip(self._branches, self._tree.branches, strict=True):
            self._paint_branch(painter, branch, placed)
        self._paint_root(painter)

    def _paint_branch(self, painter: QPainter, branch: Branch, placed: tree.Placed) -> None:
        theme = current()
        ink = QColor(theme.tint_ink(branch.section))
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(placed.joint, QPoint(placed.label.left() - 4, placed.joint.y()))
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(placed.joint, 3, 3)
        painter.setFont(fonts.sans(_LABEL))
        painter.setPen(ink)
        words = painter.fontMetrics().elidedText(branch.name, Qt.TextElideMode.ElideRight, placed.label.width())
        painter.drawText(placed.label, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if placed.nodes:
            end = placed.label.left() + painter.fontMetrics().horizontalAdvance(words) + 4
            painter.setPen(QPen(QColor(theme.line), 1))
            if placed.nodes[0].left() - 2 > end:
                painter.drawLine(QPoint(end, placed.joint.y()), QPoint(placed.nodes[0].left() - 2, placed.joint.y()))

    def _paint_root(self, painter: QPainter) -> None:
        if not self._branches:
            return
        theme = current()
        box = self._tree.root
        path = QPainterPath()
        path.addRoundedRect(box.x() + 0.5, box.y() + 0.5, box.width() - 1, box.height() - 1, 4, 4)
        painter.fillPath(path, QColor(theme.accent))
        painter.setPen(QColor(theme.on_accent))
        painter.setFont(fonts.sans(_LABEL, bold=True))
        words = painter.fontMetrics().elidedText(self._root, Qt.TextElideMode.ElideRight, box.width() - 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _take_nodes(self) -> None:
        """Keep the buttons of nodes that stay, so that the focus stays with them."""
        wanted = {node.key: (node, branch.section) for branch in self._branches for node in branch.nodes}
        for key in [key for key in self._buttons if key not in wanted]:
            gone = self._buttons.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, (node, section) in wanted.items():
            button = self._buttons.get(key)
            if button is None:
                self._buttons[key] = self._make(node, section)
            elif button.node != node:
                button.set_node(node)
        self._buttons = {key: self._buttons[key] for key in wanted}

    def _make(self, node: Node, section: Section) -> NodeButton:
        button = NodeButton(node, section, self)
        button.clicked.connect(lambda: self.asked.emit(button.node))
        button.corrected.connect(lambda: self.corrected.emit(button.node))
        button.pointed.connect(lambda: self._point(button.node.key))
        button.stepped.connect(self._step)
        button.show()
        return button

    def _place(self) -> None:
        metrics = QFontMetrics(fonts.sans(_LABEL))
        twigs = [
            tree.Twig(
                metrics.horizontalAdvance(branch.name) + 2,
                tuple(self._buttons[node.key].sizeHint() for node in branch.nodes),
                any(node.element for node in branch.nodes),
            )
            for branch in self._branches
        ]
        bold = QFontMetrics(fonts.sans(_LABEL, bold=True))
        root = QSize(bold.horizontalAdvance(self._root) + 20, row_height() + 2)
        self._tree = tree.plant(self.width(), root, twigs, row_height())
        for branch, placed in zip(self._branches, self._tree.branches, strict=True):
            for node, box in zip(branch.nodes, placed.nodes, strict=True):
                self._buttons[node.key].setGeometry(box)
        self.setMinimumHeight(self._tree.height if self._branches else 0)
        self.update()

    def _order_tabs(self) -> None:
        stop = self.stop
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _point(self, key: tuple[str, str] | None) -> None:
        self._current = key
        self._order_tabs()
        self.pointed.emit(self.current)

    def _step(self, right: int, down: int) -> None:
        """Move the focus: across in the order of reading, so that every node is reached; down to the nearest below."""
        buttons = list(self._buttons.values())
        if self.stop is None:
            return
        if right:
            place = buttons.index(self.stop) + right
            wanted = buttons[place] if 0 <= place < len(buttons) else None
        else:
            wanted = _nearest(self.stop, buttons, down)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def _first(self) -> tuple[str, str] | None:
        return next(iter(self._buttons), None)

    def _focused(self) -> bool:
        return any(button.hasFocus() for button in self._buttons.values())

    def _renew(self) -> None:
        self._place()
        for button in self._buttons.values():
            button.update()


def _nearest(here: NodeButton, buttons: Sequence[NodeButton], down: int) -> NodeButton | None:
    """Return the button above or below that lies nearest, one in the same column before one in the other."""
    ways = [(button.geometry().center() - here.geometry().center(), button) for button in buttons]
    below = [(way.y() * down + _ASIDE * abs(way.x()), button) for way, button in ways if way.y() * down > 0]
    return min(below, key=lambda each: each[0])[1] if below else None
