from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.library import stocked, theft

from localdb.engine.case_graph import draft_elements, graph_of_case, graph_of_text
from localdb.engine.workspace import Workspace
from localdb.model.errors import CaseMissing
from localdb.model.graph import Corrections, Party, Said
from localdb.model.kinds import CaseType
from localdb.model.similar import SimilarRequest
from localdb.text.judgment import parse_judgment

PLEADING = """民事起诉状
原告：王某，女，1980年出生。
被告：李某，男，1979年出生。
诉讼请求：1.判令被告归还借款10万元；2.诉讼费由被告承担。
事实与理由：2020年1月，被告向原告借款10万元并出具借条，约定月息一分，逾期未还。
此致
某某区人民法院
具状人：王某
"""


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = stocked(tmp_path_factory.mktemp("data"), Path(__file__).parents[3] / "resources", [theft("1")])
    yield ws
    ws.close()


def test_a_case_has_its_graph(ws: Workspace) -> None:
    graph = graph_of_case(ws, "1")
    assert ("盗窃方式", "店铺商场内盗窃") in {(each.group, each.name) for each in graph.elements}
    assert graph.citations
    with pytest.raises(CaseMissing):
        graph_of_case(ws, "no such case")


def test_a_pleading_has_its_graph(ws: Workspace) -> None:
    graph = graph_of_text(ws, SimilarRequest(PLEADING, causes=("民间借贷纠纷",), issues=("利息如何计算",)))
    assert graph.parties == (Party("原告", "王某"), Party("被告", "李某"))
    assert graph.claims == ("判令被告归还借款10万元", "诉讼费由被告承担")
    assert graph.issues == ("利息如何计算",)
    assert ("借款凭据", "有借条、借据") in {(each.group, each.name) for each in graph.elements}


def test_facts_before_a_word_that_opens_findings_are_read_too(ws: Workspace) -> None:
    told = "2018年8月15日，被告人杨某翻墙入户，盗走价值9800元的手机，破窗时将被害人打成轻伤二级。" * 2
    graph = graph_of_text(ws, SimilarRequest(told + "另查明，被告人家属赔偿了被害人损失。", causes=("盗窃罪",)))
    assert {"盗窃方式", "盗窃数额", "退赔与谅解"} <= {each.group for each in graph.elements}


def test_a_text_that_names_no_cause_is_read_for_its_likely_ones(ws: Workspace) -> None:
    text = "被告人杨某驾车至商场，趁无人之机盗走价值9800元的手机，被抓获时打伤保安。"
    draft = parse_judgment(text, ws.reference)
    read = draft_elements(text, draft, CaseType.CRIMINAL, (), ("盗窃罪",), ws.reference)
    assert "盗窃数额" in {each.group for each in read}
    assert "抢劫数额" not in {each.group for each in read}


def test_what_the_user_says_of_an_element_wins(ws: Workspace) -> None:
    said = Corrections({("借款凭据", "有借条、借据"): Said.NOT_THERE, ("担保方式", "抵押"): Said.THERE})
    graph = graph_of_text(ws, SimilarRequest(PLEADING, causes=("民间借贷纠纷",), corrections=said))
    named = {(each.group, each.name) for each in graph.elements}
    assert ("借款凭据", "无借条") in named
    assert ("借款凭据", "有借条、借据") not in named
    assert next(each for each in graph.elements if each.name == "抵押").section is None


@pytest.mark.parametrize("text", ["", "《", "被告人", "甲" * 3000])
def test_any_text_has_a_graph(ws: Workspace, text: str) -> None:
    assert graph_of_text(ws, SimilarRequest(text)).parties == ()
