"""Pleadings that stand in a draft: what a party says is claims, the court's own words stay the court's."""

import pytest

from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text import parse_judgment
from localdb.text.pleadings import part

COMPLAINT = """民 事 起 诉 状
原告：张明，男，1980年5月6日出生，住云海省望江市临川区解放路12号。
被告：望江市恒达建材有限公司，住所地望江市临川区工业路8号。
法定代表人：李强，总经理。
诉讼请求
1. 判令被告支付货款860000元及逾期付款利息；
2. 本案诉讼费用由被告承担。
事实与理由
2021年3月5日，原告与被告签订《钢材买卖合同》，约定被告向原告购买螺纹钢二百吨。被告确认尚欠货款860000元。
原告认为，被告拖欠货款的行为已构成违约。根据《中华人民共和国民法典》第五百七十七条的规定，特向贵院起诉。
此致
望江市临川区人民法院
具状人：张明
二〇二二年三月一日
"""
ANSWER = """答辩状
答辩人：望江市恒达建材有限公司，住所地望江市临川区工业路8号。
被答辩人：张明，男，1980年5月6日出生。
答辩人因被答辩人张明诉答辩人买卖合同纠纷一案，提出如下答辩意见：
一、钢材中有三十吨屈服强度不合格，该部分货款应当扣减。
二、违约金过高，请求予以调整。
此致
望江市临川区人民法院
答辩人：望江市恒达建材有限公司
2022年3月20日
"""
JUDGMENT = """云海省望江市临川区人民法院
民事判决书
（2022）云0103民初1234号
原告：张明。
被告：望江市恒达建材有限公司。
原告张明与被告望江市恒达建材有限公司买卖合同纠纷一案，本院立案后，公开开庭进行了审理。本案现已审理终结。
经审理查明，2021年3月5日，原告与被告签订《钢材买卖合同》。
本院认为，依法成立的合同，对当事人具有法律约束力。
依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：
一、被告于本判决生效之日起十日内支付原告货款860000元。
审判长　周某
二〇二二年五月六日
"""


def test_a_complaint_is_claims_and_argument_never_findings(reference: Reference) -> None:
    case = parse_judgment(COMPLAINT, reference)
    assert Section.FACTS not in case.sections
    assert case.sections[Section.CLAIMS].startswith("诉讼请求\n1. 判令")
    assert "螺纹钢二百吨" in case.sections[Section.CLAIMS]
    assert case.sections[Section.REASONING].startswith("原告认为，被告拖欠货款")
    assert [party[:5] for party in case.parties] == ["原告：张明", "被告：望江"]
    assert case.case_type is CaseType.CIVIL


def test_what_is_no_part_of_the_dispute_is_left_out(reference: Reference) -> None:
    read = "\n".join(parse_judgment(COMPLAINT, reference).sections.values())
    assert "具状人" not in read
    assert "此致" not in read


def test_an_answer_tells_the_cause_and_its_points_are_claims(reference: Reference) -> None:
    case = parse_judgment(ANSWER, reference)
    assert case.causes == ("买卖合同纠纷",)
    assert case.sections[Section.CLAIMS].startswith("答辩人因被答辩人张明")
    assert "违约金过高" in case.sections[Section.CLAIMS]


@pytest.mark.parametrize("draft", [COMPLAINT + ANSWER + JUDGMENT, JUDGMENT + COMPLAINT + ANSWER])
def test_beside_pleadings_the_judgment_stays_what_it_is(reference: Reference, draft: str) -> None:
    case, alone = parse_judgment(draft, reference), parse_judgment(JUDGMENT, reference)
    for name in ("court", "case_no", "doc_type", "causes", "statutes", "date"):
        assert getattr(case, name) == getattr(alone, name), name
    for section in (Section.FACTS, Section.REASONING, Section.STATUTES, Section.DISPOSITION, Section.TAIL):
        assert case.sections[section] == alone.sections[section]
    assert "螺纹钢二百吨" in case.sections[Section.CLAIMS]
    assert "原告认为" in case.sections[Section.CLAIMS], "argument of a party, now that the court reasons itself"
    assert "违约金过高" in case.sections[Section.CLAIMS]


def test_an_indictment_is_the_procuratorates_word(reference: Reference) -> None:
    text = (
        "云海省望江市临川区人民检察院\n起诉书\n被告人刘某，男，1990年1月1日出生。\n"
        "经依法审查查明：2023年5月6日，被告人刘某在商场盗窃手机一部，价值人民币5000元。\n"
        "本院认为，被告人刘某盗窃他人财物，数额较大，应当以盗窃罪追究其刑事责任。\n此致\n望江市临川区人民法院\n"
        "检察官　孙某\n2023年8月1日\n"
    )
    own = "经审理查明，2023年5月6日，被告人刘某盗窃手机一部。\n本院认为，被告人刘某的行为已构成盗窃罪。判决如下：\n"
    case = parse_judgment(text + own, reference)
    assert case.sections[Section.FACTS] == own.splitlines()[0]
    assert "追究其刑事责任" not in case.sections[Section.REASONING]


@pytest.mark.parametrize(
    "own",
    [
        "经审理查明，2021年3月5日，双方约定货款86万元。\n本院认为，被告应当付款。\n",
        "本院认为，被告应当付款。\n",
        "依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：\n一、被告支付货款。\n",
    ],
)
def test_a_pleading_that_nothing_closes_ends_where_the_court_goes_on(own: str) -> None:
    pleading = "民事起诉状\n原告：张明。\n诉讼请求\n判令被告支付货款，一审法院判决如下有误。\n"
    assert part(pleading + own)[1] == [(0, len(pleading))]


def test_in_an_indictment_the_procuratorate_holds() -> None:
    pleading = "起诉书\n被告人刘某。\n本院认为，被告人刘某应当以盗窃罪追究其刑事责任。\n"
    assert part(pleading + "经审理查明，被告人刘某盗窃手机一部。\n")[1] == [(0, len(pleading))]


@pytest.mark.parametrize("text", ["", JUDGMENT, "原告递交了起诉状。\n被告递交了答辩状。\n"])
def test_without_a_title_of_its_own_nothing_is_a_pleading(text: str) -> None:
    assert part(text)[1] == []
