from datetime import date

import pytest

from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Authority, Axis, CaseType, Effect
from localdb.ranking.axes import Similarity
from localdb.ranking.kinship import Draft, about_venue, akin, draft_of, kind_of, kind_of_text
from localdb.reference import Reference

CRIMINAL = Draft(CaseType.CRIMINAL, ("交通肇事罪",))
SALE = Draft(CaseType.CIVIL, ("买卖合同纠纷",))
ARTICLE = ("中华人民共和国刑法#133",)


def card(case_type: CaseType | None, title: str = "甲与乙纠纷案", case_no: str = "") -> CaseCard:
    day = date(2020, 1, 1)
    return CaseCard("k", "k", title, "", case_no, day, case_type, Authority.JUDGMENT, Effect.EFFECTIVE, None, day)


def like(facts: float, **axes: float) -> Similarity:
    found = {Axis.FACTS: facts} | {Axis(name): value for name, value in axes.items()}
    return Similarity(facts, found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("被告人张某醉酒后驾驶小型轿车，致王某死亡。", CaseType.CRIMINAL),
        ("原告王某与被告赵某系朋友关系，赵某向王某借款30万元。", CaseType.CIVIL),
        ("原告李某不服被告某市公安局作出的行政处罚决定。", CaseType.ADMINISTRATIVE),
        ("附带民事诉讼原告人王某，被告人张某。", CaseType.CRIMINAL),
        ("原告主张被告人身损害赔偿，被告人李某已被判刑。", None),
        ("逾期付款的违约金如何计算", None),
    ],
)
def test_a_draft_says_plainly_of_what_type_it_is_or_does_not(text: str, kind: CaseType | None) -> None:
    assert kind_of_text(text, Case("")) is kind


def test_what_the_judge_confirms_wins_over_the_words(reference: Reference) -> None:
    text = "原告王某与被告赵某"
    assert draft_of(text, Case(""), ("交通肇事罪",), None, reference).kind is CaseType.CRIMINAL
    assert draft_of(text, Case(""), ("交通肇事罪",), CaseType.CIVIL, reference).kind is CaseType.CIVIL
    assert draft_of(text, Case(""), ("交通肇事罪", "买卖合同纠纷"), None, reference).kind is None


def test_another_type_needs_a_shared_cause_or_article(reference: Reference) -> None:
    civil, cause = card(CaseType.CIVIL), ("机动车交通事故责任纠纷",)
    assert not akin(CRIMINAL, civil, cause, like(0.95), (), reference)
    assert not akin(CRIMINAL, civil, cause, like(0.95), ("中华人民共和国刑事诉讼法#236",), reference)
    assert akin(CRIMINAL, civil, cause, like(0.95), ARTICLE, reference)
    assert akin(SALE, card(CaseType.ENFORCEMENT), ("买卖合同纠纷",), like(0.4), (), reference)


def test_another_cause_needs_more_than_its_facts(reference: Reference) -> None:
    other = card(CaseType.CRIMINAL)
    assert not akin(CRIMINAL, other, ("故意伤害罪",), like(0.55), (), reference)
    assert not akin(CRIMINAL, other, ("故意伤害罪",), like(0.8, law=0.1), (), reference)
    assert akin(CRIMINAL, other, ("危险驾驶罪",), like(0.7), (), reference)
    assert akin(CRIMINAL, other, ("故意伤害罪",), like(0.4, law=0.4), (), reference)
    assert akin(CRIMINAL, other, ("交通肇事罪",), like(0.35), (), reference)


def test_a_cause_that_is_a_kind_of_the_other_is_the_same(reference: Reference) -> None:
    assert akin(SALE, card(CaseType.CIVIL), ("房屋买卖合同纠纷",), like(0.35), (), reference)


def test_a_ruling_on_venue_is_similar_to_nothing_but_a_question_of_venue(reference: Reference) -> None:
    ruling = card(CaseType.CIVIL, "甲公司与乙公司买卖合同纠纷管辖民事裁定书", "（2020）最高法民辖终1号")
    assert about_venue(ruling)
    assert not akin(SALE, ruling, ("买卖合同纠纷",), like(0.9), (), reference)
    asked = draft_of("被告提出管辖权异议", Case(""), ("买卖合同纠纷",), None, reference)
    assert akin(asked, ruling, ("买卖合同纠纷",), like(0.9), (), reference)


def test_a_case_said_to_be_criminal_is_of_the_type_of_its_causes(reference: Reference) -> None:
    assert kind_of(card(CaseType.CRIMINAL), ("财产保险合同纠纷",), reference) is CaseType.CIVIL
    assert kind_of(card(CaseType.CRIMINAL), ("盗窃罪",), reference) is CaseType.CRIMINAL
    assert kind_of(card(None), ("盗窃罪",), reference) is CaseType.CRIMINAL
