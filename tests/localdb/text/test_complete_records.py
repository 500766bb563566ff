"""Completing a record from its text: given fields win, gaps are filled, contradictions are flagged."""

from datetime import date

import pytest

from localdb.model.case import Case
from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text import complete

TEXT = """北京市朝阳区人民法院
刑事判决书
（2021）京0105刑初77号
公诉机关北京市朝阳区人民检察院。
被告人甲某，男，1990年1月1日出生。
北京市朝阳区人民检察院指控被告人甲某犯盗窃罪，向本院提起公诉。本案现已审理终结。
公诉机关指控：2020年11月3日，被告人甲某窃得手机一部。
经审理查明，2020年11月3日15时许，被告人甲某在某商场内窃得丙某手机一部，价值人民币四千元。
上述事实，有证人证言等证据证实，足以认定。
本院认为，被告人甲某的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：
被告人甲某犯盗窃罪，判处拘役四个月，并处罚金人民币二千元。
如不服本判决，可在接到判决书的第二日起十日内提出上诉。
审判员 丁某
二〇二一年二月三日
书记员 己某
"""


def test_missing_fields_are_read_from_the_text(reference: Reference) -> None:
    case = complete(Case(id="1", source="s", full_text=TEXT), reference)

    assert (case.id, case.source, case.full_text) == ("1", "s", TEXT)
    assert (case.court, case.date, case.charges) == ("北京市朝阳区人民法院", date(2021, 2, 3), ("盗窃罪",))
    assert case.flags == ()


def test_given_fields_win_and_contradictions_are_flagged(reference: Reference) -> None:
    given = Case(id="1", court="上海市浦东新区人民法院", date=date(2020, 1, 1), charges=("抢劫罪",), full_text=TEXT)
    case = complete(given, reference)

    assert (case.court, case.date, case.charges) == (given.court, given.date, given.charges)
    assert set(case.flags) == {"court", "date", "charge"}


def test_another_spelling_of_the_same_is_no_contradiction(reference: Reference) -> None:
    given = Case(id="1", court="朝阳区人民法院", case_no="(2021)京0105刑初第77号", charges=("盗窃",), full_text=TEXT)

    assert "charge" not in complete(given, reference).flags
    assert "case_no" not in complete(Case(id="1", case_no="〔2021〕京0105刑初77号", full_text=TEXT), reference).flags


def test_a_given_section_is_not_told_twice(reference: Reference) -> None:
    start, end = TEXT.index("公诉机关指控"), TEXT.index("本院认为")
    case = complete(Case(id="1", sections={Section.FACTS: TEXT[start:end]}, full_text=TEXT), reference)

    assert case.sections[Section.FACTS] == TEXT[start:end]
    assert Section.EVIDENCE not in case.sections
    assert Section.CLAIMS not in case.sections
    assert Section.REASONING in case.sections


def test_given_statutes_are_written_the_one_way(reference: Reference) -> None:
    case = complete(Case(id="1", statutes=("《刑法》第67条第3款、第264条", "某内部规定"), full_text=TEXT), reference)

    assert case.statutes == (
        "《中华人民共和国刑法》第六十七条第三款",
        "《中华人民共和国刑法》第二百六十四条",
        "某内部规定",
    )


def test_a_record_of_sections_alone_keeps_them(reference: Reference) -> None:
    sections = {
        Section.FACTS: "某事。",
        Section.REASONING: "依照《中华人民共和国刑法》第二百六十四条，某理。",
        Section.DISPOSITION: "某判。",
    }
    case = complete(Case(id="1", sections=sections), reference)

    assert case.sections == sections
    assert case.statutes == ("《中华人民共和国刑法》第二百六十四条",)


@pytest.mark.parametrize("given", ["据此向人民法院", "立即向某某中级人民法院", "二审法院", "骗取人民法院"])
def test_a_stretch_of_a_sentence_is_no_court(given: str, reference: Reference) -> None:
    assert complete(Case(id="1", court=given, full_text="案情略。"), reference).court == ""


@pytest.mark.parametrize("given", ["江苏省无锡市郊区人民法院", "某县人民法院", "长沙铁路衡阳运输法院"])
def test_a_court_that_no_table_has_keeps_its_name(given: str, reference: Reference) -> None:
    assert complete(Case(id="1", court=given, full_text="案情略。"), reference).court == given


def test_a_published_case_may_name_any_of_its_decisions(reference: Reference) -> None:
    case = complete(Case(id="1", court="北京市朝阳区人民法院", doc_type="公报案例", full_text=TEXT), reference)
    assert "court" not in case.flags


def test_the_number_says_the_type_whatever_charges_the_text_tells_of(reference: Reference) -> None:
    text = "上诉人甲因犯非法拘禁罪被判处有期徒刑。公诉机关指控被告人甲犯非法拘禁罪。本院认为，双方借款关系成立。"
    case = complete(Case("a", case_no="（2015）穗中法民五终字第5592号", full_text=text), reference)
    assert (case.case_type, case.charges) == (CaseType.CIVIL, ())


def test_a_criminal_case_has_no_cause_of_the_dispute_behind_it(reference: Reference) -> None:
    text = "甲与乙因民间借贷纠纷一案，诉至法院。本院认为，被告人甲的行为妨害司法。"
    case = complete(Case("a", title="甲民间借贷纠纷", case_no="（2019）沪0115刑初1号", full_text=text), reference)
    assert (case.case_type, case.causes) == (CaseType.CRIMINAL, ())
