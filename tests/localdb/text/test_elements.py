import json
from pathlib import Path

import pytest

from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.reference.elements import Elements
from localdb.text.elements import read_elements

CRIMINAL, CIVIL = CaseType.CRIMINAL, CaseType.CIVIL


def told(reference: Reference, kind: CaseType, cause: str, **sections: str) -> set[str]:
    texts = {Section(name): text for name, text in sections.items()}
    return {f"{each.group}/{each.name}" for each in read_elements(texts, kind, (cause,), reference.elements)}


@pytest.mark.parametrize(
    ("reasoning", "there", "not_there"),
    [
        ("本院认为，被告人主动投案，如实供述，系自首，可以从轻处罚。", "自首", "不构成自首"),
        ("本院认为，被告人经传唤到案，不构成自首。", "不构成自首", "自首"),
        ("关于辩护人提出的被告人具有自首情节的意见，经查与事实不符，本院不予采纳。", "不构成自首", "自首"),
        ("关于辩护人提出的被告人具有自首情节的意见，与查明的事实相符，本院予以采纳。", "自首", "不构成自首"),
        ("辩护人提出被告人具有自首情节。", "", "自首"),
        ("依照《最高人民法院关于处理自首和立功具体应用法律若干问题的解释》第一条的规定，予以处罚。", "", "自首"),
        ("本案争议在于被告人的行为是否构成自首。", "", "自首"),
        ("人民法院应当准确认定自首，鼓励犯罪人自动投案。", "", "自首"),
        ("被告人具有自首情节的意见不能成立。", "不构成自首", "自首"),
        ("刑法规定：“犯罪以后自动投案，如实供述自己的罪行的，是自首。”", "", "自首"),
    ],
)
def test_an_element_is_what_the_court_holds(reference: Reference, reasoning: str, there: str, not_there: str) -> None:
    found = told(reference, CRIMINAL, "盗窃罪", reasoning=reasoning)
    assert not there or f"到案与供述/{there}" in found
    assert f"到案与供述/{not_there}" not in found


def test_cited_articles_stand_in_for_silent_reasons(reference: Reference) -> None:
    basis = "依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定，判决如下："
    assert "到案与供述/坦白" in told(reference, CRIMINAL, "盗窃罪", reasoning="本院认为，罪名成立。", statutes=basis)
    refused = "本院认为，被告人不构成坦白。"
    assert "到案与供述/坦白" not in told(reference, CRIMINAL, "盗窃罪", reasoning=refused, statutes=basis)


def test_findings_count_and_what_counsel_says_before_them_does_not(reference: Reference) -> None:
    facts = "被告人辩称其没有扒窃。他在店里上班。经审理查明，被告人潜入王某家中，窃得现金。"
    found = told(reference, CRIMINAL, "盗窃罪", facts=facts)
    assert "盗窃方式/入户盗窃" in found
    assert not found & {"盗窃方式/扒窃", "盗窃方式/不是扒窃"}


@pytest.mark.parametrize(
    ("cause", "facts", "there", "not_there"),
    [
        ("服务合同纠纷", "原告认为被告单方终止服务构成违约，遂诉至法院。", "", "违约与解除/构成违约"),
        ("离婚纠纷", "查明，双方分居。第三人述称，被告有家庭暴力。", "离婚情形/分居", "离婚情形/家庭暴力"),
        ("劳动争议", "裁决支付未签订劳动合同二倍工资差额。", "劳动关系/二倍工资", "劳动关系/不支持二倍工资"),
        ("借款合同纠纷", "双方签订《借款合同》，约定借款。", "借款凭据/有借款合同", "借款凭据/有借条、借据"),
        ("借款合同纠纷", "双方均以现金入股，土地一并转入至公司。", "", "借款凭据/现金交付"),
        ("买卖合同纠纷", "双方达成和解协议，约定金石集团五年内还清。", "", "违约与解除/定金"),
        ("建设工程施工合同纠纷", "约定结构竣工验收后7日内付款。", "", "工程结算与竣工/已竣工验收"),
        ("建设工程施工合同纠纷", "工程未经竣工验收即交付。", "工程结算与竣工/未竣工验收", "工程结算与竣工/已竣工验收"),
        ("借款合同纠纷", "对于恶意串通损害他人权益的行为，应当依法制裁。", "", "合同效力/恶意串通"),
        ("盗窃罪", "被告人盗窃时驾驶的摩托车一辆被查扣。", "", "盗窃方式/盗窃机动车、电动车"),
        ("盗窃罪", "被盗行车记录仪已追回发还失主。", "退赔与谅解/赃物追回", "退赔与谅解/赃物未追回"),
        ("故意伤害罪", "被告人用螺丝刀撬门。", "", "作案工具/刀具"),
        ("盗窃罪", "赃款大部分被追回，不足部分也由其亲属退赔给了失主。", "退赔与谅解/退赃", "退赔与谅解/未退赃"),
        ("房屋租赁合同纠纷", "酌情将免租期调整为装修期，不违背公平原则。", "", "租赁情形/无装修损失"),
        (
            "保险合同纠纷",
            "约定：因改装、加装、改变使用性质等导致危险程度显著增加的，应当通知保险人。",
            "",
            "赔偿保险/改变车辆使用性质",
        ),
        ("保险合同纠纷", "理由在于标的车改变使用性质。", "", "赔偿保险/改变车辆使用性质"),
        ("买卖合同纠纷", "三个公司财务混同，无法区分。", "法人人格/人格混同", "法人人格/不构成人格混同"),
        (
            "盗窃罪",
            "盗窃数额共计33580元，本宗盗窃数额为10元。",
            "盗窃数额/三万元以上不满三十万元",
            "盗窃数额/不满一千元",
        ),
    ],
)
def test_findings_tell_what_they_say_and_no_more(
    reference: Reference, cause: str, facts: str, there: str, not_there: str
) -> None:
    found = told(reference, CRIMINAL if cause.endswith("罪") else CIVIL, cause, facts=facts)
    assert not there or there in found
    assert not_there not in found


def test_a_denial_is_an_element_of_its_own(reference: Reference) -> None:
    assert "借款凭据/无借条" in told(reference, CIVIL, "民间借贷纠纷", facts="查明，被告收款时未出具借条。")
    assert "借款凭据/有借条、借据" in told(reference, CIVIL, "民间借贷纠纷", facts="查明，被告向原告出具借条一份。")


def test_a_figure_keeps_its_words_and_tells_its_step(reference: Reference) -> None:
    facts = {Section.FACTS: "经鉴定，其血液酒精含量为161.4mg／100ml。"}
    (level,) = [
        each
        for each in read_elements(facts, CRIMINAL, ("危险驾驶罪",), reference.elements)
        if each.group == "血液酒精含量"
    ]
    assert (level.name, level.value) == ("80毫克以上不满200毫克/100毫升", "161.4mg")
    assert facts[Section.FACTS][level.start : level.end] == level.value
    assert "盗窃数额/三万元以上不满三十万元" in told(
        reference, CRIMINAL, "盗窃罪", facts="查明，被盗手机价值800元，电脑价值人民币三万五千元。"
    )


def test_a_pleading_alone_is_read_as_it_stands(reference: Reference) -> None:
    claims = "诉讼请求：判令被告归还借款10万元。事实与理由：被告出具借条，逾期未还。"
    found = told(reference, CIVIL, "民间借贷纠纷", claims=claims)
    assert {"借款凭据/有借条、借据", "借贷关系争议/逾期未还", "借款本金/十万元以上不满一百万元"} <= found


def test_groups_of_other_causes_are_not_asked(reference: Reference) -> None:
    facts = "查明，被告人醉酒驾驶机动车，另扒窃手机一部。"
    assert "盗窃方式/扒窃" not in told(reference, CRIMINAL, "危险驾驶罪", facts=facts)
    assert "驾驶情节/醉酒驾驶" not in told(reference, CRIMINAL, "盗窃罪", facts=facts)


def test_every_element_points_at_words_of_its_section(reference: Reference) -> None:
    sections = {
        Section.FACTS: "经审理查明，被告人翻窗入户，窃得现金人民币三千元，被当场抓获。",
        Section.REASONING: "本院认为，被告人系累犯，已退赃并取得谅解。",
    }
    found = read_elements(sections, CRIMINAL, ("盗窃罪",), reference.elements)
    assert found
    assert all(each.section and 0 <= each.start < each.end <= len(sections[each.section]) for each in found)
    assert len({(each.group, each.name) for each in found}) == len(found)


def test_the_table_that_ships_is_sound(resources: Path) -> None:
    table = Elements.checked(json.loads((resources / "elements.json").read_text(encoding="utf-8")))
    assert all(group.members or group.scale for group in table.groups)
    assert {group for group, _ in table.names} == {group.name for group in table.groups}


def test_a_court_adds_and_corrects_elements_by_a_file_of_its_own(resources: Path, tmp_path: Path) -> None:
    own = {
        "groups": [{"name": "本院关注", "kinds": ["刑事"]}],
        "members": [
            {"name": "本院关注/涉野生动物", "words": ["野生动物"], "denied": "不涉野生动物"},
            {"name": "盗窃方式/扒窃", "words": ["掏包"]},
        ],
    }
    (tmp_path / "elements.json").write_text(json.dumps(own), encoding="utf-8")
    table = Reference.load(resources, tmp_path).elements
    facts = {Section.FACTS: "查明，被告人在车站掏包，并扒窃、猎捕野生动物。"}
    read = read_elements(facts, CRIMINAL, ("盗窃罪",), table)
    found = [(each.name, facts[Section.FACTS][each.start : each.end]) for each in read]
    assert ("涉野生动物", "野生动物") in found
    assert ("扒窃", "掏包") in found


def test_sums_are_read_where_every_charge_is_of_the_group(reference: Reference) -> None:
    sections = {Section.FACTS: "查明，被盗物品价值五万元，另骗取被害人人民币八万元。"}
    for causes, steps in ((("盗窃罪",), 1), (("盗窃罪", "诈骗罪"), 0)):
        read = read_elements(sections, CRIMINAL, causes, reference.elements)
        assert sum(each.group == "盗窃数额" for each in read) == steps


def test_members_that_exclude_each_other_come_from_one_section(reference: Reference) -> None:
    found = told(
        reference,
        CRIMINAL,
        "故意伤害罪",
        facts="经审理查明，被害人的损伤程度为轻伤二级。",
        reasoning="本院认为，被告人致一人轻伤，已构成故意伤害罪。",
    )
    assert {each for each in found if each.startswith("伤害后果")} == {"伤害后果/轻伤二级"}


def test_a_dispute_whose_cause_is_unknown_has_no_groups_of_what_it_merely_mentions(reference: Reference) -> None:
    sections = {Section.REASONING: "本院认为，被告构成违约。其提到的遗嘱合法有效，与本案无关。"}
    assert not [each for each in read_elements(sections, CIVIL, (), reference.elements) if each.group == "继承情形"]


def test_a_group_may_leave_out_causes_by_a_part_of_their_name(reference: Reference) -> None:
    groups = {group.name for group in reference.elements.fitting(CRIMINAL, ("非国家工作人员受贿罪",))}
    assert "贪贿数额" not in groups
    assert "受贿情节" in groups
