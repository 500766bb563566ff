"""The graph of the matter in hand: where each element stands in the draft, and which may be added."""

from pathlib import Path

import pytest

from localdb.engine.matter_graph import matter_graph
from localdb.engine.workspace import Workspace
from localdb.model.kinds import CaseType

FACTS = "2025年3月5日，被告人张𠮷进入李某家中，入户盗窃现金一万二千元。同月6日，被告人张𠮷主动到公安机关投案。"
JUDGMENT = (
    "云海省望江市临川区人民法院\n刑事判决书\n（2025）云0103刑初7号\n被告人张𠮷。\n"
    f"经审理查明，{FACTS}\n"
    "本院认为，被告人张𠮷入户盗窃，其行为已构成盗窃罪。"
    "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人张𠮷犯盗窃罪，判处有期徒刑一年。\n"
)


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Workspace:
    return Workspace.open(tmp_path / "data", resources)


@pytest.mark.parametrize("text", [FACTS, JUDGMENT, "　　" + JUDGMENT.replace("\n", "\n　　")])
def test_every_element_is_found_again_in_the_draft(ws: Workspace, text: str) -> None:
    read = matter_graph(ws, text, CaseType.CRIMINAL, ("盗窃罪",))
    names = {(each.group, each.name) for each in read.graph.elements}
    assert ("盗窃方式", "入户盗窃") in names
    assert read.places.keys() == names
    start, end = read.places["盗窃方式", "入户盗窃"]
    assert text[start:end].startswith(("入户", "进入"))


def test_what_may_be_added_follows_the_kind_and_the_cause(ws: Workspace) -> None:
    theft = matter_graph(ws, "", CaseType.CRIMINAL, ("盗窃罪",)).known
    loan = matter_graph(ws, "", CaseType.CIVIL, ("民间借贷纠纷",)).known
    assert ("到案与供述", "自首") in theft
    assert not set(theft) & {key for key in loan if key[0].startswith("借款")}
    assert len(set(theft)) == len(theft)


def test_any_text_gives_a_graph(ws: Workspace) -> None:
    for text in ("", "\n", "abc", "\ud83d"):
        assert matter_graph(ws, text, None, ()).text == text
