from hypothesis import given
from hypothesis import strategies as st

from localdb.engine.excerpts import (
    excerpt,
    findings,
    key_reasoning,
    nearest,
    ruling,
    sentences,
    told_facts,
)

TEXT = st.text(alphabet="甲乙丙丁。；！？\n ”本院认为，", max_size=300)


def test_an_excerpt_ends_with_a_sentence() -> None:
    assert excerpt("甲方交付货物。乙方未付款。丙方担保。", 14) == "甲方交付货物。乙方未付款。……"
    assert excerpt("甲方交付货物。", 14) == "甲方交付货物。"


def test_the_reasoning_that_touches_the_issue_is_chosen() -> None:
    reasoning = (
        "本院认为，合同有效。"
        + "诉讼费用依法负担。" * 10
        + "违约金约定过高的，应当就损失举证。"
        + "其他主张不予审查。" * 10
    )
    assert "违约金约定过高" in key_reasoning(reasoning, ["违约金是否过高"], 60)


def test_without_anything_to_go_by_it_begins_at_the_beginning() -> None:
    assert key_reasoning("本院认为，合同有效。", []) == "本院认为，合同有效。"


def test_findings_begin_where_the_court_found() -> None:
    assert findings("法定代表人：甲。\n经审理查明，乙付款。丙收款。") == "经审理查明，乙付款。丙收款。"
    assert findings("公诉机关指控。本院审理查明：甲盗窃。") == "本院审理查明：甲盗窃。"
    assert findings("甲付款。") == "甲付款。"


def test_a_ruling_ends_before_the_bench() -> None:
    assert ruling("一、本案由本院提审；\n审判长张某\n二〇一五年十月二十日\n书记员徐某") == "一、本案由本院提审；"
    assert ruling("驳回上诉，维持原判。") == "驳回上诉，维持原判。"
    assert ruling("一、甲付款。\n如果未按本判决指定的期间履行……\n案件受理费50元。") == "一、甲付款。"


def test_a_quotation_does_not_end_with_the_heading_of_the_next_point() -> None:
    reasoning = "关于本金。本金应以转账为准。关于利息。" + "利率不得超过上限，超过部分不予支持。" * 4
    assert key_reasoning(reasoning, ["本金以转账为准"], 24) == "关于本金。本金应以转账为准。"


def test_the_clause_before_the_ruling_is_no_reasoning() -> None:
    reasoning = "本院认为，违约金过高的应当举证。依照民法典关于违约金过高的规定，判决如下："
    assert key_reasoning(reasoning, ["违约金是否过高"]) == "本院认为，违约金过高的应当举证。"


@given(TEXT, st.integers(1, 80))
def test_never_longer_than_asked_and_never_invented(text: str, limit: int) -> None:
    short = excerpt(text, limit)
    assert len(short) <= limit + 2
    assert "".join(text.split()).startswith("".join(short.removesuffix("……").split()))


@given(TEXT)
def test_sentences_lose_nothing_but_blanks(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXT, st.lists(TEXT, max_size=3))
def test_key_reasoning_never_fails(text: str, about: list[str]) -> None:
    assert len(key_reasoning(text, about)) <= 402


CHARGE = "公诉机关指控，2020年5月6日，被告人甲在商场窃取手机一部。公诉机关认为，应当以盗窃罪追究。被告人甲无异议。"


def test_findings_that_refer_to_the_charge_give_the_charge() -> None:
    facts = "经审理查明的事实与公诉机关指控的事实一致。\n本案的争议焦点为：是否构成自首。"
    found = "经审理查明的事实与公诉机关指控的事实一致。"
    assert told_facts(facts, CHARGE) == f"2020年5月6日，被告人甲在商场窃取手机一部。\n{found}"
    assert told_facts(facts, "") == found


def test_facts_end_where_the_issues_begin() -> None:
    assert told_facts("经审理查明，甲借款。\n本案争议焦点：是否归还。", CHARGE) == "经审理查明，甲借款。"


def test_the_nearest_stretch_is_chosen_and_what_is_left_out_is_marked() -> None:
    text = "甲向乙购买钢材。" * 9 + "甲酒后驾驶机动车。" + "丙与丁离婚。" * 9
    assert nearest(text, "酒后驾驶机动车", 20).startswith("……")
    assert "酒后驾驶" in nearest(text, "酒后驾驶机动车", 20)
    assert nearest("甲借款。", "乙", 20) == "甲借款。"
