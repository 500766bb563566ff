from datetime import date
from typing import Any

import pytest

from localdb.model.case import Case, Mark
from localdb.model.kinds import Authority, CaseType, Effect, Section, Status
from localdb.ranking.cards import authority_of, card_of
from localdb.ranking.marks import cited_laws, marks_of
from localdb.reference import Reference

NATION = "中华人民共和国"
CODE = f"{NATION}民法典"


def _case(**fields: Any) -> Case:
    return Case(**{"id": "1", "court": "江苏省无锡市滨湖区人民法院", **fields})


@pytest.mark.parametrize(
    ("fields", "authority"),
    [
        ({"doc_type": "刑事判决书"}, Authority.JUDGMENT),
        ({"doc_type": ""}, Authority.JUDGMENT),
        ({"doc_type": "指导性案例"}, Authority.GUIDING),
        ({"guiding_no": 3}, Authority.GUIDING),
        ({"doc_type": "公报案例"}, Authority.GAZETTE),
        ({"doc_type": "典型案例"}, Authority.TYPICAL),
        ({"doc_type": "典型案例", "source": "江苏省高级人民法院"}, Authority.JUDGMENT),
        ({"doc_type": "参考性案例"}, Authority.REFERENCE),
        ({"doc_type": "人民法院案例库参考案例"}, Authority.ENTRY),
        ({"doc_type": "人民法院案例库参考案例(仅裁判要旨)"}, Authority.ENTRY),
        ({"doc_type": "民事判决书", "entry_no": "2023-07-2-115-001"}, Authority.ENTRY),
        ({"doc_type": "人民法院案例库参考案例", "title": "指导案例3号：潘玉梅、陈宁受贿案"}, Authority.GUIDING),
        ({"doc_type": "最高检指导性案例"}, Authority.PROCURATORIAL),
        ({"full_text": "（检例第100号）\n【关键词】"}, Authority.PROCURATORIAL),
        ({"doc_type": "刑事判决书", "full_text": "参照指导性案例3号"}, Authority.JUDGMENT),
    ],
)
def test_authority_is_read_from_the_record(reference: Reference, fields: dict[str, Any], authority: Authority) -> None:
    assert authority_of(_case(**fields), reference) is authority


def test_a_card_holds_what_lists_show(reference: Reference) -> None:
    case = _case(
        source="示例",
        title="某买卖合同纠纷一审民事判决书",
        case_no="（2024）苏0211民初1号",
        doc_type="民事判决书",
        date=date(2024, 5, 1),
        case_type=CaseType.CIVIL,
        causes=("居间合同纠纷", "没有的案由"),
        trial="一审",
    )
    card = card_of(case, reference)
    assert (card.key, card.title, card.court) == ("示例:1", case.title, case.court)
    assert (card.effect, card.since, card.tier) == (Effect.UNVERIFIED, date(2024, 5, 1), None)
    assert card.causes == ("中介合同纠纷", "没有的案由")
    assert card.marks == (Mark("unverified"),)


def test_a_guiding_case_takes_its_number_from_the_title(reference: Reference) -> None:
    card = card_of(_case(doc_type="指导性案例", title="指导案例9号：存亮公司案"), reference)
    assert (card.guiding_no, card.effect) == (9, Effect.EFFECTIVE)
    assert card.marks[0] == Mark("guiding_dropped", ("9", "2021-01-01", "法〔2020〕343号"))


@pytest.mark.parametrize("number", [8, 10, 15, 68, 96, 215])
def test_guiding_cases_on_company_law_are_to_be_checked(reference: Reference, number: int) -> None:
    kinds = {mark.kind: mark.values for mark in marks_of(_case(), reference, number=number)}
    assert kinds["guiding_check"][0] == str(number)
    assert "公司法" in kinds["guiding_check"]


@pytest.mark.parametrize(
    ("facts", "kind"), [(None, "repealed"), (date(2019, 5, 1), "governs"), (date(2021, 5, 1), "repealed")]
)
def test_repealed_is_not_inapplicable(reference: Reference, facts: date | None, kind: str) -> None:
    case = _case(statutes=("《中华人民共和国合同法》第六十条", "《中华人民共和国民事诉讼法》第六十四条"))
    marks = marks_of(case, reference, facts_date=facts, on=date(2026, 1, 1))
    assert marks == (Mark(kind, (f"{NATION}合同法", "2021-01-01", CODE)),)


def test_a_law_is_no_repealed_one_before_its_end(reference: Reference) -> None:
    case = _case(statutes=("《合同法》第六十条",))
    assert marks_of(case, reference, on=date(2020, 12, 31)) == ()


def test_a_law_told_by_the_guiding_mark_is_not_told_twice(reference: Reference) -> None:
    case = _case(statutes=("《中华人民共和国合同法》第四百二十四条",))
    assert [mark.kind for mark in marks_of(case, reference, number=1)] == ["guiding_check"]


def test_marks_tell_of_standing_flags_and_secrecy(reference: Reference) -> None:
    case = _case(status=Status.WITHDRAWN, superseded_by="2024-01-2-001-002", flags=("court",), public=False)
    assert marks_of(case, reference, Effect.OVERTURNED) == (
        Mark("withdrawn", ("出库", "2024-01-2-001-002")),
        Mark("not_effective", ("已撤销",)),
        Mark("contradiction", ("court",)),
        Mark("internal"),
    )


def test_cited_laws_take_their_full_names_once(reference: Reference) -> None:
    case = _case(
        statutes=("《刑法》第一条、《中华人民共和国刑法》第二条", "《最高人民法院关于适用《民事诉讼法》的解释》第一条")
    )
    names = cited_laws(case, reference)
    assert names == (f"{NATION}刑法", f"最高人民法院关于适用〈{NATION}民事诉讼法〉的解释")


def test_a_case_without_anything_has_a_card(reference: Reference) -> None:
    card = card_of(Case(id="7", sections={Section.FACTS: "某"}), reference)
    assert (card.title, card.authority, card.since) == ("7", Authority.JUDGMENT, None)


def test_the_number_of_a_procuratorial_case_is_no_guiding_number(reference: Reference) -> None:
    card = card_of(_case(doc_type="最高检指导性案例", guiding_no=9), reference)
    assert (card.authority, card.guiding_no, card.marks) == (Authority.PROCURATORIAL, None, ())


def test_the_card_of_a_published_case_names_a_court_with_its_own_number(reference: Reference) -> None:
    case = _case(doc_type="公报案例", court="江苏省盐城市大丰区人民法院", case_no="（2016）苏09民终588号")
    card = card_of(case, reference)
    assert (card.court, card.case_no) == ("江苏省盐城市中级人民法院", "（2016）苏09民终588号")
    judgment = card_of(_case(doc_type="民事判决书", case_no="（2016）苏09民终588号"), reference)
    assert judgment.court == "江苏省无锡市滨湖区人民法院"
