import pytest

from localdb.model.graph import Party
from localdb.text.items import issue_items, read_claims, read_rulings
from localdb.text.parties import party_of, read_parties


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "诉讼请求：1.判令被告归还借款10万元；2.诉讼费由被告承担。\n事实与理由：1.被告借款。",
            ("判令被告归还借款10万元", "诉讼费由被告承担"),
        ),
        (
            "原告诉称：被告侵权。请求判令被告停止侵权，赔偿损失5万元。被告辩称：没有侵权。",
            ("请求判令被告停止侵权，赔偿损失5万元",),
        ),
        ("被告辩称：请求判决驳回原告的诉讼请求。", ()),
        ("公诉机关认为，被告人的行为触犯刑法，应当以盗窃罪追究其刑事责任。", ("以盗窃罪追究刑事责任",)),
        ("某某检察院指控被告人甲犯诈骗罪，向本院提起公诉。", ("以诈骗罪追究刑事责任",)),
        ("甲、乙系邻居。", ()),
    ],
)
def test_claims_are_what_the_matter_asks_for(text: str, claims: tuple[str, ...]) -> None:
    assert read_claims([text]) == claims


def test_rulings_are_the_points_without_terms_and_costs() -> None:
    text = (
        "一、被告人甲犯盗窃罪，判处有期徒刑一年（刑期从判决执行之日起计算。羁押一日折抵刑期一日）。 "
        "二、责令被告人甲退赔被害人3000元。 如不服本判决，可在接到判决书之日起十日内上诉。"
    )
    assert read_rulings(text) == ("被告人甲犯盗窃罪，判处有期徒刑一年", "责令被告人甲退赔被害人3000元")
    assert read_rulings("驳回上诉，维持原判。\n案件受理费50元，由上诉人负担。") == ("驳回上诉，维持原判",)
    assert read_rulings("") == ()


def test_issues_come_one_by_one() -> None:
    assert issue_items("本案争议焦点是：一、合同是否有效；二、违约金是否过高。") == ("合同是否有效", "违约金是否过高")
    assert issue_items("关于自首的问题\n关于量刑的问题") == ("关于自首的问题", "关于量刑的问题")


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("被告人李某甲，男，1980年出生，汉族。", Party("被告人", "李某甲")),
        ("上诉人（原审被告）：某某（天津）能源有限公司，住所地天津市。", Party("上诉人", "某某（天津）能源有限公司")),
        ("原告王某", Party("原告", "王某")),
        ("某公司", Party("", "某公司")),
        ("", Party("", "")),
    ],
)
def test_a_party_has_its_role_and_name(words: str, party: Party) -> None:
    assert party_of(words) == party


def test_a_line_that_names_the_case_is_no_party() -> None:
    assert read_parties("原告周某诉被告上海某公司房屋租赁合同纠纷一案\n原告：周某，男。") == ("原告：周某，男。",)
