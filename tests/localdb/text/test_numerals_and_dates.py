"""Numbers and dates as courts write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.text.dates import dates, read_date
from localdb.text.numerals import chinese, number


@given(st.integers(min_value=0, max_value=9999))
def test_a_written_number_reads_back(value: int) -> None:
    assert number(chinese(value)) == value


@pytest.mark.parametrize(
    ("words", "value"), [("一三三", 133), ("１３３", 133), ("十", 10), ("二百零五", 205), ("廿八", 28), ("贰拾", 20)]
)
def test_other_spellings(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "第", "甲", "一" * 20])
def test_no_number(words: str) -> None:
    assert number(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "二〇一八年十二月十九日",
        "二○一八年十二月十九日",
        "二零一八年十二月十九日",
        "2018年12月19日",
        "２０１８年１２月１９日",
    ],
)
def test_reads_a_date(words: str) -> None:
    assert read_date(f"审判员某某 {words} 书记员某某") == date(2018, 12, 19)


def test_impossible_days_are_skipped() -> None:
    assert dates("2018年13月40日、二〇一五年××月××日") == []
