"""What came in with a passage of another case and does not belong into the judgment is found, and nothing else."""

from decimal import Decimal

import pytest

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.model.review import Finding, FindingKind
from localdb.review import Taken, check_draft, names_of
from localdb.text.amounts import amounts
from localdb.text.case_numbers import CaseNo, parse_case_no

HEAD = (
    "云海省望江市临川区人民法院\n民事判决书\n（2026）云0103民初88号\n原告：张明。\n被告：望江恒达建材有限公司。\n"
    "经审理查明，2021年3月5日，双方约定货款86万元。\n本院认为，"
)
TAIL = "\n依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：\n一、被告支付货款860000元。\n"
CITATION = "指导案例1号"
SOURCE = Case(
    id="1",
    court="北京市朝阳区人民法院",
    case_no="（2020）京0105民初1234号",
    title="北京远航贸易有限公司诉李建国买卖合同纠纷案",
    causes=("买卖合同纠纷",),
    parties=("原告：北京远航贸易有限公司，住所地北京市。", "被告：李建国，男，1981年2月2日出生。"),
    sections={Section.PARTIES: "原告：北京远航贸易有限公司，住所地北京市。\n法定代表人：周海涛，总经理。"},
    full_text="原告北京远航贸易有限公司（以下简称远航公司）……",
)


def checked(passage: str, *, internal: bool = False, own: str = "", known: set[CaseNo] | None = None) -> list[Finding]:
    """Check a draft into which a passage of SOURCE was adopted."""
    taken = Taken(len(HEAD), len(HEAD + passage), CITATION, names_of(SOURCE), SOURCE.case_no, internal)
    draft = HEAD + passage + TAIL
    found = check_draft(draft, [taken], own, "（2026）云0103民初88号", known or set())
    assert all(draft[start:end] == each.text for each in found for start, end in each.places[:1])
    return list(found)


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.kind.value, each.text) for each in found]


def test_a_source_is_known_by_parties_speakers_short_names_and_court() -> None:
    assert set(names_of(SOURCE)) == {"北京远航贸易有限公司", "李建国", "周海涛", "远航公司", "北京市朝阳区人民法院"}


def test_the_sentence_that_tells_of_the_procedure_names_the_other_side() -> None:
    told = "上诉人丁合作社因与被上诉人丙农资公司买卖合同纠纷一案，不服北京市朝阳区人民法院判决，向本院提起上诉。"
    case = Case(id="1", causes=("买卖合同纠纷",), sections={Section.PROCEDURE: told})
    assert set(names_of(case)) == {"丁合作社", "丙农资公司"}


def test_a_party_is_known_where_no_role_introduces_it() -> None:
    case = Case(id="1", parties=("张三丰", "李四光，男", "某某建材（上海）有限公司", "被告：王五"))
    assert set(names_of(case)) == {"张三丰", "李四光", "某某建材", "王五"}
    taken = Taken(len(HEAD), len(HEAD) + 7, CITATION, names_of(case), internal=True)
    found = check_draft(HEAD + "李四光应当付款" + TAIL, [taken], "")
    assert told(list(found)) == [("internal", "李四光")]


@pytest.mark.parametrize(
    ("title", "causes", "names"),
    [
        ("上海中原物业顾问有限公司诉陶德华居间合同纠纷案", ("居间合同纠纷",), {"上海中原物业顾问有限公司", "陶德华"}),
        ("张莉诉北京合力华通汽车服务有限公司买卖合同纠纷案", (), set()),
    ],
)
def test_a_title_names_the_sides_where_its_cause_is_known(title: str, causes: tuple[str, ...], names: set[str]) -> None:
    assert set(names_of(Case(id="1", title=title, causes=causes))) == names


def test_names_sums_and_days_of_the_other_case_are_found() -> None:
    found = checked("远航公司于2019年5月6日交货，李建国尚欠12万元，李建国应当支付。")
    assert told(found) == [("name", "远航公司"), ("date", "2019年5月6日"), ("name", "李建国"), ("amount", "12万元")]
    assert len(found[2].places) == 2, "each place is known"
    assert {each.source for each in found} == {CITATION}


@pytest.mark.parametrize(
    "passage",
    [
        "被告应当承担继续履行、赔偿损失的违约责任。",
        "张明与望江恒达建材有限公司于2021年3月5日约定货款八十六万元。",
        "自2021年1月1日起施行的《中华人民共和国民法典》规定，数额在三千元以上的，应当返还。",
        "云海省望江市临川区人民法院有管辖权。",
    ],
)
def test_what_belongs_to_the_matter_or_to_no_case_is_let_be(passage: str) -> None:
    assert checked(passage, own="云海省望江市临川区人民法院") == []


def test_names_that_only_look_like_some_are_found_too() -> None:
    found = checked("王某某与天津宏图科技有限公司恶意串通。")
    assert told(found) == [("name", "王某某"), ("name", "天津宏图科技有限公司")]


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("原告某公司未付货款", "某公司"),
        ("双方与某银行签订合同", "某银行"),
        ("因某某公司违约", "某某公司"),
        ("当事人某甲未到庭", "某甲"),
        ("被告某建材公司未付货款", "某建材公司"),
        ("原告张某未付货款", "张某"),
        ("李某某离开公司", "李某某"),
    ],
)
def test_a_veiled_name_is_found_without_the_words_before_it(passage: str, name: str) -> None:
    assert told(checked(passage)) == [("name", name)]
    assert checked(passage, own=f"原告：{name}，") == []


def test_some_cause_is_nobodys_name() -> None:
    assert checked("因某种原因，存在某些情形。") == []


@pytest.mark.parametrize(("stranger", "own"), [("张三", "张三丰"), ("李某", "李某某")])
def test_part_of_the_name_of_a_party_is_another_name(stranger: str, own: str) -> None:
    taken = Taken(len(HEAD), len(HEAD) + len(stranger), CITATION, (stranger,))
    draft = HEAD + stranger + "应当付款。" + TAIL
    assert told(list(check_draft(draft, [taken], f"原告：{own}，男"))) == [("name", stranger)]
    assert check_draft(draft, [taken], f"原告：{own}，男\n被告：{stranger}，男") == ()


def test_what_the_matter_says_of_itself_belongs_to_it() -> None:
    assert checked("远航公司未付货款。", own="远航公司诉张明") == []


def test_the_number_of_another_case_stands_in_no_judgment() -> None:
    assert told(checked("参照（2020）京0105民初1234号民事判决，")) == [("case_no", "（2020）京0105民初1234号")]


def test_a_number_of_the_library_is_found_outside_passages_but_not_in_the_procedure() -> None:
    number = parse_case_no("（2025）云0103民初9号")
    assert number is not None
    procedure = (
        "云海省望江市中级人民法院\n民事判决书\n（2026）云01民终5号\n上诉人：张明。\n"
        "上诉人张明因买卖合同纠纷一案，不服（2025）云0103民初9号民事判决，向本院提起上诉。本案现已审理终结。\n"
        "张明上诉请求：撤销原判。\n本院认为，"
    )
    assert check_draft(procedure + "原判正确。", [], "", "（2026）云01民终5号", {number}) == ()
    found = check_draft(procedure + "参见（2025）云0103民初9号。", [], "", "（2026）云01民终5号", {number})
    assert [each.kind for each in found] == [FindingKind.CASE_NO]


@pytest.mark.parametrize("case", ["指导性案例24号", "指导案例24号", "2023-07-2-084-001", "公报案例"])
def test_a_case_is_no_legal_basis(case: str) -> None:
    reasoned = HEAD + f"参照{case}，被告应当赔偿。"
    assert check_draft(reasoned + TAIL, [], "") == ()
    cited = TAIL.replace("之规定", f"、{case}之规定")
    found = check_draft(reasoned + cited, [], "")
    assert [(each.kind, each.text) for each in found] == [(FindingKind.BASIS, case)]


def test_a_pleading_does_not_go_out_with_the_judgment() -> None:
    pleading = "民事起诉状\n原告：张明。\n诉讼请求\n判令被告支付货款。\n此致\n望江市临川区人民法院\n"
    found = check_draft(pleading + HEAD + "被告应当付款。" + TAIL, [], "")
    assert [(each.kind, each.text) for each in found] == [(FindingKind.PLEADING, "民事起诉状")]


def test_a_pleading_beside_it_hides_nothing_in_the_judgment() -> None:
    cited = HEAD + "被告应当付款。" + TAIL.replace("之规定", "、指导案例24号之规定")
    pleading = (
        "民事上诉状\n上诉人：张明。\n上诉请求\n撤销原判。\n事实与理由\n"
        "原审法院认为被告应当付款，依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：支付货款。\n"
        "此致\n望江市中级人民法院\n"
    )
    found = check_draft(cited + pleading, [], "")
    assert [each.kind for each in found] == [FindingKind.BASIS, FindingKind.PLEADING]


def test_an_unpublished_passage_must_name_nobody() -> None:
    assert told(checked("李建国应当付款。", internal=True, own="李建国")) == [("internal", "李建国")]
    assert checked("买受人应当付款。", internal=True) == []


def test_without_passages_a_draft_has_nothing_to_look_at() -> None:
    assert check_draft(HEAD + "被告应当付款。" + TAIL, [], "") == ()
    assert check_draft("", [], "") == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("860000元", 860000),
        ("86万元", 860000),
        ("八十六万元", 860000),
        ("1,234.5元", "1234.5"),
        ("1.2亿元", 120000000),
        ("一万二千元", 12000),
        ("人民币３０００元", 3000),
        ("三百元", 300),
        ("三百余元", 300),
        ("三百余万元", 3000000),
        ("八十六万余元", 860000),
        ("八十六万美元", 860000),
    ],
)
def test_a_sum_is_one_figure_however_it_is_written(words: str, value: float | str) -> None:
    assert [amount.value for amount in amounts(f"支付{words}。")] == [Decimal(value)]


@pytest.mark.parametrize("unit", ["1", "一", "1,", "百万", "1.", "余"])
@pytest.mark.timeout(30)
def test_figures_without_end_are_no_sum_and_take_no_time(unit: str) -> None:
    """A second where time grows with length; many minutes where it grows with its square."""
    assert list(amounts(unit * 100_000)) == []


def test_words_with_yuan_in_them_are_no_sums() -> None:
    assert list(amounts("公元前，多元化解，一审原告元某，万元户")) == []
