"""The graph of an invented theft, as read from its draft."""

from localdb.model.case import Citation
from localdb.model.graph import CaseGraph, Element, MatterGraph, Party
from localdb.model.kinds import Section

THEFT = "经审理查明，2025年3月5日，被告人张三撬门进入李某家中，窃得现金一万二千元。后自动投案。"
KNOWN = (
    ("盗窃方式", "入户盗窃"),
    ("盗窃方式", "扒窃"),
    ("量刑情节", "自首"),
    ("量刑情节", "坦白"),
    ("量刑情节", "不构成自首"),
)
OPPOSITES = {("量刑情节", "不构成自首"): frozenset({("量刑情节", "自首")})}
_READ = {("盗窃方式", "入户盗窃"): "撬门进入李某家中", ("量刑情节", "自首"): "自动投案"}


def make_graph(without: tuple[tuple[str, str], ...] = (), *, bare: bool = False, text: str = THEFT) -> MatterGraph:
    """Make what is read of the theft, without some elements; `bare`: without parties, issues and law as well."""
    told = {key: words for key, words in _READ.items() if words in text and key not in without}
    places = {key: (text.index(words), text.index(words) + len(words)) for key, words in told.items()}
    elements = tuple(Element(*key, section=Section.FACTS, start=start, end=end) for key, (start, end) in places.items())
    if bare:
        return MatterGraph(CaseGraph(elements=elements), text, places, KNOWN, OPPOSITES)
    graph = CaseGraph(
        parties=(Party("被告人", "张三"),),
        claims=("判处有期徒刑",),
        elements=elements,
        issues=("是否构成自首",),
        citations=(Citation("中华人民共和国刑法", 264),),
        outcome=("有期徒刑一年",),
    )
    return MatterGraph(graph, text, places, KNOWN, OPPOSITES)
