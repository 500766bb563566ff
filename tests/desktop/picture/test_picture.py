"""The picture of the matter: what it shows, and what keys and clicks in it ask for."""

import pytest
from fakes.graphs import KNOWN, make_graph
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.picture import PicturePanel
from desktop.picture.nodes import Node, branches_of
from desktop.picture.tree import Twig, plant
from localdb.model.graph import Corrections, GraphLikeness, Said

ENTRY, SURRENDER, HONEST = ("盗窃方式", "入户盗窃"), ("量刑情节", "自首"), ("量刑情节", "坦白")


@pytest.fixture
def panel(qtbot: QtBot) -> PicturePanel:
    made = PicturePanel()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_matter("盗窃罪")
    made.set_graph(make_graph())
    made.show()
    return made


def node(panel: PicturePanel, key: tuple[str, str]) -> Node:
    return next(node for node in panel.canvas.nodes if node.key == key)


def button(panel: PicturePanel, key: tuple[str, str]) -> QPushButton:
    found = panel.canvas.button(key)
    assert found is not None
    return found


def test_branches_follow_the_order_of_a_judgment() -> None:
    names = [branch.name for branch in branches_of(make_graph(), Corrections())]
    assert names == ["当事人", "诉讼请求", "盗窃方式", "量刑情节", "争议焦点", "援引法条", "裁判结果"]


def test_what_the_judge_says_stands_beside_what_was_read() -> None:
    made = Corrections({ENTRY: Said.NOT_THERE, HONEST: Said.THERE})
    nodes = {node.key: node for branch in branches_of(make_graph(), made) for node in branch.nodes}
    assert (nodes[ENTRY].read, nodes[ENTRY].there) == (True, False)
    assert (nodes[HONEST].read, nodes[HONEST].there) == (False, True)
    assert nodes[SURRENDER].said is None


def test_what_is_not_so_is_not_shared_with_a_case() -> None:
    likeness = GraphLikeness(frozenset({ENTRY, SURRENDER}))
    nodes = {
        node.key: node
        for branch in branches_of(make_graph(), Corrections({ENTRY: Said.NOT_THERE}), likeness)
        for node in branch.nodes
    }
    assert (nodes[ENTRY].shared, nodes[SURRENDER].shared) == (False, True)


@pytest.mark.parametrize("width", [300, 460, 620, 1400])
def test_nodes_never_overlap_nor_leave_the_picture(width: int) -> None:
    twigs = [
        Twig(60, tuple(QSize(30 + 37 * (n % 5), 24) for n in range(count)), count % 2 == 0) for count in range(1, 9)
    ]
    tree = plant(width, QSize(90, 26), twigs, 24)
    boxes = [tree.root, *(box for branch in tree.branches for box in (branch.label, *branch.nodes))]
    assert all(box.left() >= 0 and box.right() < width and box.bottom() < tree.height for box in boxes)
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])


def test_every_node_says_what_it_is_and_what_became_of_it(panel: PicturePanel) -> None:
    panel.set_corrections(Corrections({ENTRY: Said.NOT_THERE, HONEST: Said.THERE}))
    panel.set_likeness(GraphLikeness(frozenset({SURRENDER}), {}))
    names = [each.accessibleName() for each in panel.canvas.findChildren(QPushButton)]
    assert "盗窃方式：入户盗窃，法官认定非此情形" in names
    assert "量刑情节：坦白，法官补充" in names
    assert "量刑情节：自首，从草稿读出，与所选案例相同" in names


def test_enter_asks_where_an_element_was_read(panel: PicturePanel, qtbot: QtBot) -> None:
    start, end = make_graph().places[ENTRY]
    with qtbot.waitSignal(panel.place_asked) as asked:
        QTest.keyClick(button(panel, ENTRY), Qt.Key.Key_Return)
    assert asked.args == [start, end]


def test_delete_says_that_an_element_is_not_there_and_takes_that_back(panel: PicturePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.corrected) as said:
        QTest.keyClick(button(panel, ENTRY), Qt.Key.Key_Delete)
    assert said.args == [*ENTRY, Said.NOT_THERE]
    panel.set_corrections(Corrections({ENTRY: Said.NOT_THERE}))
    with qtbot.waitSignal(panel.corrected) as back:
        QTest.keyClick(button(panel, ENTRY), Qt.Key.Key_Delete)
    assert back.args == [*ENTRY, None]


def test_only_elements_are_corrected(panel: PicturePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.corrected):
        QTest.keyClick(button(panel, ("当事人", "被告人 张三")), Qt.Key.Key_Delete)


def test_an_element_is_added_by_a_part_of_its_name(panel: PicturePanel, qtbot: QtBot) -> None:
    panel.adding.setText("坦")
    with qtbot.waitSignal(panel.corrected) as said:
        QTest.keyClick(panel.adding, Qt.Key.Key_Return)
    assert said.args == [*HONEST, Said.THERE]
    qtbot.waitUntil(lambda: not panel.adding.text())


def test_arrows_reach_every_node_from_the_first(panel: PicturePanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    assert panel.canvas.stop is not None
    panel.canvas.stop.setFocus()
    seen = []
    for _ in panel.canvas.nodes:
        assert panel.canvas.current is not None
        seen.append(panel.canvas.current)
        QTest.keyClick(button(panel, panel.canvas.current.key), Qt.Key.Key_Right)
    assert seen == list(panel.canvas.nodes)
    QTest.keyClick(button(panel, seen[-1].key), Qt.Key.Key_Up)
    assert panel.canvas.current not in (None, seen[-1])


def test_the_node_in_hand_stays_when_the_draft_is_read_again(panel: PicturePanel) -> None:
    held = button(panel, SURRENDER)
    held.setFocus()
    panel.set_graph(make_graph(without=(ENTRY,)))
    assert button(panel, SURRENDER) is held
    assert panel.canvas.current is not None
    assert panel.canvas.current.key == SURRENDER


def test_an_element_may_be_added_where_nothing_was_read(qtbot: QtBot) -> None:
    panel = PicturePanel()
    qtbot.addWidget(panel)
    assert not panel.adding.isEnabled()
    panel.set_matter("盗窃罪")
    panel.set_graph(make_graph(without=tuple(KNOWN), bare=True))
    assert panel.adding.isEnabled()
    assert panel.focus_taker is panel.adding


def test_tab_goes_from_the_field_into_the_picture_to_what_can_be_done_there(panel: PicturePanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    button(panel, SURRENDER).setFocus()
    panel.adding.setFocus()
    names = []
    for _ in range(3):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        names.append(panel.focusWidget().accessibleName())
    assert names == ["量刑情节：自首，从草稿读出", "看原文", "非此情形"]
