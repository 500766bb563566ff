"""The graph of the matter in hand: where each element stands in the draft, and which may be added."""

from pathlib import Path

import pytest
from fakes.library import stocked, theft

from localdb.engine.matter_graph import graph_likeness, matter_graph
from localdb.engine.workspace import Workspace
from localdb.model.graph import Corrections, Said
from localdb.model.kinds import Section
from localdb.model.similar import SimilarRequest

FACTS = "2025年3月5日，被告人张𠮷进入李某家中，入户盗窃现金一万二千元。同月6日，被告人张𠮷主动到公安机关投案。"
JUDGMENT = (
    "云海省望江市临川区人民法院\n刑事判决书\n（2025）云0103刑初7号\n被告人张𠮷。\n"
    f"经审理查明，{FACTS}\n"
    "本院认为，被告人张𠮷入户盗窃，其行为已构成盗窃罪。"
    "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人张𠮷犯盗窃罪，判处有期徒刑一年。\n"
)


@pytest.mark.parametrize("text", [FACTS, JUDGMENT, "　　" + JUDGMENT.replace("\n", "\n　　")])
def test_every_element_is_found_again_in_the_draft(ws: Workspace, text: str) -> None:
    read = matter_graph(ws, SimilarRequest(text, causes=("盗窃罪",)))
    names = {(each.group, each.name) for each in read.graph.elements}
    assert ("盗窃方式", "入户盗窃") in names
    assert read.places.keys() == names
    start, end = read.places["盗窃方式", "入户盗窃"]
    assert text[start:end].startswith(("入户", "进入"))


def test_what_may_be_added_follows_the_kind_and_the_cause(ws: Workspace) -> None:
    theft = matter_graph(ws, SimilarRequest("", causes=("盗窃罪",))).known
    loan = matter_graph(ws, SimilarRequest("", causes=("民间借贷纠纷",))).known
    assert ("到案与供述", "自首") in theft
    assert not set(theft) & {key for key in loan if key[0].startswith("借款")}
    assert len(set(theft)) == len(theft)


def test_a_member_and_its_denial_are_opposites(ws: Workspace) -> None:
    opposites = matter_graph(ws, SimilarRequest("")).opposites
    written, none = ("借款凭据", "有借条、借据"), ("借款凭据", "无借条")
    assert none in opposites[written]
    assert written in opposites[none]


def test_any_text_gives_a_graph(ws: Workspace) -> None:
    for text in ("", "\n", "abc", "\ud83d"):
        assert matter_graph(ws, SimilarRequest(text)).text == text


def test_a_case_is_held_against_the_matter_as_corrected(tmp_path: Path, resources: Path) -> None:
    facts = "经审理查明，被告人李某在公共汽车上扒窃他人随身携带的手机一部。被告人李某到案后如实供述。"
    ws = stocked(tmp_path / "data", resources, [theft("1", sections={Section.FACTS: facts})])
    key = "库:1"
    read = matter_graph(ws, SimilarRequest(f"经审理查明，{FACTS}被告人到案后如实供述。", causes=("盗窃罪",)))
    beside = graph_likeness(ws, read.graph.elements, Corrections(), key)
    assert beside.against == {("盗窃方式", "入户盗窃"): "扒窃"}
    assert ("到案与供述", "如实供述") in beside.shared
    made = Corrections({("盗窃方式", "入户盗窃"): Said.NOT_THERE, ("盗窃方式", "扒窃"): Said.THERE})
    mended = graph_likeness(ws, read.graph.elements, made, key)
    assert not mended.against
    assert ("盗窃方式", "扒窃") in mended.shared
    ws.close()
