"""Case numbers read the same however they are printed."""

import pytest

from localdb.text.case_numbers import parse_case_no


@pytest.mark.parametrize(
    ("written", "court", "kind", "number"),
    [
        ("（2017）粤0605刑初85号", "粤0605", "刑初", 85),
        ("(2014)烈刑初字第00048号", "烈", "刑初", 48),
        ("〔2013〕德刑一初字第5号", "德", "刑一初", 5),
        ("［2015］民抗字第39号", "", "民抗", 39),
        ("（2019）最高法知民终1号", "最高法", "知民终", 1),
        ("（2016）最高法委赔监1号", "最高法", "委赔监", 1),
        ("（2015）深中法知民终字第123号", "深中法", "知民终", 123),
        ("（2016）兵0103民初12号", "兵0103", "民初", 12),
        ("（2014）海刑初字第3号", "海", "刑初", 3),
        ("（2013）沪一中民四(商)终字第1号", "沪一中", "民四商终", 1),
        ("（２０１７）京７３行初１号", "京73", "行初", 1),
        ("（2013）执复字第1号", "", "执复", 1),
    ],
)
def test_reads_court_type_and_number(written: str, court: str, kind: str, number: int) -> None:
    found = parse_case_no(written)

    assert found is not None
    assert (found.court, found.type, found.number) == (court, kind, number)


def test_brackets_width_and_leading_zeros_make_no_difference() -> None:
    assert parse_case_no("(2014)烈刑初字第00048号") == parse_case_no("〔２０１４〕 烈刑初字第48号")


@pytest.mark.parametrize(
    "written", ["（2017）沪0115民初1号之一", "（2017）沪0115民初1-1号", "（2017）沪0115民初1号之1"]
)
def test_suffix_of_a_later_document(written: str) -> None:
    found = parse_case_no(written)

    assert found is not None
    assert found.canonical == "（2017）沪0115民初1号之一"


def test_written_keeps_what_is_printed_in_full_width_brackets() -> None:
    found = parse_case_no("案号:(2014)烈刑初字第 00048 号")

    assert found is not None
    assert found.written == "（2014）烈刑初字第00048号"


@pytest.mark.parametrize("text", ["", "号", "（2018）", "2018年第5号", "（18）刑初5号", "（2018）关于本案"])
def test_anything_else_is_none(text: str) -> None:
    assert parse_case_no(text) is None
