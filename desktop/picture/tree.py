"""Where things stand in the picture: the matter at the top, a trunk for each column, a branch for each group. Pure.

Belongs here: places from sizes. Does not: what is drawn there.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

PAD = 12
STUB = 12  # from a trunk to the label of a branch
_GAP = 6  # between nodes
_ROW_GAP = 4
_BRANCH_GAP = 8
_TWO = 520  # from this width there are two columns
_LABEL_SHARE = 0.32


class Twig(NamedTuple):
    """Hold the sizes of a branch: width of its label, sizes of its nodes; `facts` may stand in either column."""

    label: int
    nodes: tuple[QSize, ...]
    facts: bool


class Placed(NamedTuple):
    """Hold where a branch stands: its joint on the trunk, its label, its nodes."""

    joint: QPoint
    label: QRect
    nodes: tuple[QRect, ...]


class Tree(NamedTuple):
    """Hold the whole picture: root, trunks from the top down, branches in the given order, height in pixels."""

    root: QRect
    trunks: tuple[tuple[QPoint, QPoint], ...]
    branches: tuple[Placed, ...]
    height: int


class _Column(NamedTuple):
    left: int
    label: int
    room: int  # for nodes


def plant(width: int, root: QSize, twigs: Sequence[Twig], row: int) -> Tree:
    """Lay a tree out in a width; `row` is the height of a node. No node is wider than its column."""
    two = width >= _TWO and len(twigs) > 1
    share = (width - PAD) // 2 if two else width
    label = min(max((twig.label for twig in twigs), default=0), round((share - 2 * PAD) * _LABEL_SHARE))
    columns = [_Column(left, label, share - 2 * PAD - STUB - label - _GAP) for left in ((0, share) if two else (0,))]
    heights = [_height(twig, columns[0].room, row) for twig in twigs]
    where = _split(twigs, heights) if two else [0] * len(twigs)
    crown = QRect(PAD, _GAP, min(root.width(), width - 2 * PAD), root.height())
    floors = [crown.bottom() + 1 + _BRANCH_GAP] * len(columns)
    placed, ends = [], [crown.bottom()] * len(columns)
    for twig, height, at in zip(twigs, heights, where, strict=True):
        placed.append(_place(twig, columns[at], floors[at], row))
        ends[at] = placed[-1].joint.y()
        floors[at] += height + _BRANCH_GAP
    trunks = [
        (QPoint(column.left + PAD, crown.center().y() if number else crown.bottom()), QPoint(column.left + PAD, end))
        for number, (column, end) in enumerate(zip(columns, ends, strict=True))
        if end > crown.bottom()
    ]
    return Tree(crown, tuple(trunks), tuple(placed), max(floors))


def _split(twigs: Sequence[Twig], heights: Sequence[int]) -> list[int]:
    """Put the facts at the right and the rest at the left; the first groups of facts go where there is more room."""
    left = sum(height for twig, height in zip(twigs, heights, strict=True) if not twig.facts)
    right = sum(heights) - left
    where = [int(twig.facts) for twig in twigs]
    for number, height in enumerate(heights):
        if twigs[number].facts and left + height <= right:
            where[number] = 0
            left, right = left + height, right - height
    return where


def _height(twig: Twig, room: int, row: int) -> int:
    rows = max((line for line, _ in _flow(twig.nodes, room)), default=0) + 1
    return rows * row + (rows - 1) * _ROW_GAP


def _place(twig: Twig, column: _Column, top: int, row: int) -> Placed:
    left = column.left + PAD + STUB
    label = QRect(left, top, column.label, row)
    start = label.right() + 1 + _GAP
    nodes = [
        QRect(start + x, top + line * (row + _ROW_GAP), min(size.width(), column.room), row)
        for size, (line, x) in zip(twig.nodes, _flow(twig.nodes, column.room), strict=True)
    ]
    return Placed(QPoint(column.left + PAD, label.center().y()), label, tuple(nodes))


def _flow(nodes: Sequence[QSize], room: int) -> list[tuple[int, int]]:
    """Return line and left edge of each node, as words of a paragraph."""
    found, line, x = [], 0, 0
    for size in nodes:
        width = min(size.width(), room)
        if x and x + width > room:
            line, x = line + 1, 0
        found.append((line, x))
        x += width + _GAP
    return found
