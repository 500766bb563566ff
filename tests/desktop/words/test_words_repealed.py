"""Repealed laws: one sentence for a case, however many it cites; day and successor of each are told."""

import pytest

from desktop.words import mark_words, marks_words
from localdb.model.case import Mark

CODE = "中华人民共和国民法典"
CONTRACTS = ("中华人民共和国合同法", "2021-01-01", CODE)
SECURITY = ("中华人民共和国担保法", "2021-01-01", CODE)
READING = ("最高人民法院关于适用〈中华人民共和国担保法〉若干问题的解释", "2021-01-01", "担保制度的解释")
SECOND = ("最高人民法院关于适用〈合同法〉若干问题的解释（二）", "2021-01-01", "")
OLD = ("中华人民共和国经济合同法", "1999-10-01", "中华人民共和国合同法")


def repealed(*laws: tuple[str, str, str], kind: str = "repealed") -> list[str]:
    return marks_words([Mark(kind, law) for law in laws])


def test_one_law_is_told_as_before() -> None:
    assert repealed(CONTRACTS) == [mark_words(Mark("repealed", CONTRACTS))]


def test_two_laws_of_one_successor_stand_side_by_side() -> None:
    assert repealed(CONTRACTS, SECURITY) == [
        "援引的《合同法》《担保法》自2021年1月1日起废止，现行规定见《民法典》，请核对应适用的法律"
    ]


def test_several_of_one_day_name_it_once_and_each_successor() -> None:
    [told] = repealed(READING, CONTRACTS, SECURITY)
    assert told.startswith("援引的3件法律、司法解释等自2021年1月1日起废止，请核对应适用的法律：")
    laws, readings = told.partition("：")[2].split("、")
    assert laws == "《合同法》《担保法》（现行规定见《民法典》）"
    assert readings == "《最高人民法院关于适用〈担保法〉若干问题的解释》（现行规定见《担保制度的解释》）"
    assert told.count("2021年") == 1


def test_five_laws_lose_neither_day_nor_successor() -> None:
    [told] = repealed(CONTRACTS, SECURITY, READING, SECOND, OLD)
    assert told.startswith("援引的5件法律、司法解释等已经废止")
    assert told.count("《") == 8  # five laws, three successors
    assert "（二）》（自2021年1月1日起废止）" in told
    assert "《经济合同法》（自1999年10月1日起废止，现行规定见《合同法》）" in told


@pytest.mark.parametrize(
    ("laws", "told"),
    [
        ([CONTRACTS], "《中华人民共和国合同法》（2021年1月1日废止）"),
        ([CONTRACTS, SECURITY], "《合同法》《担保法》（2021年1月1日废止）"),
        ([CONTRACTS, OLD], "《合同法》（2021年1月1日废止）、《经济合同法》（1999年10月1日废止）"),
    ],
)
def test_laws_of_the_time_of_the_facts(laws: list[tuple[str, str, str]], told: str) -> None:
    assert repealed(*laws, kind="governs") == [f"援引的{told}在本案事实发生时有效，可能仍应适用"]


def test_other_marks_keep_their_place_around_the_laws() -> None:
    marks = [Mark("unverified"), Mark("repealed", CONTRACTS), Mark("thin"), Mark("repealed", OLD), Mark("thin")]
    assert [words[:4] for words in marks_words(marks)] == ["是否生效", "援引的2", "说理简略"]
