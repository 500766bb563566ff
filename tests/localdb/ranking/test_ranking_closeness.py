import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.ranking.axes import joined
from localdb.ranking.closeness import closeness

RULE = "借款人将借款用于偿还旧债的，保证人不承担保证责任。"
FILLING = "双方对合同的履行没有其他争执，本院予以确认。" * 60
TEXTS = st.text(alphabet="甲乙丙丁戊，a\n\U00020000\ud800", max_size=200)


def test_what_follows_the_wording_is_closest_and_what_shares_nothing_is_not_close() -> None:
    same, apart, other = closeness(
        RULE, [f"本院认为，{RULE}", "保证责任如何承担、旧债由谁偿还，另行处理。", "行政机关逾期答复。"]
    )
    assert 1 > same > 0.5 > apart > other == 0


def test_words_that_stand_together_are_closer_than_the_same_words_apart() -> None:
    first, second = RULE[:11], RULE[11:]
    together, apart = closeness(RULE, [FILLING + first + second + FILLING, first + FILLING + FILLING + second])
    assert together > apart


@pytest.mark.parametrize("text", ["", "a b 1", "甲", "甲，乙"])
def test_a_text_without_two_chinese_characters_is_followed_by_none(text: str) -> None:
    assert closeness(text, [RULE, ""]) == [0, 0]
    assert closeness(RULE, []) == []


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_it_is_a_share_and_does_not_hang_on_the_order_of_the_cases(text: str, cases: list[str]) -> None:
    close = closeness(text, cases)
    assert all(0 <= one <= 1 for one in close)
    assert closeness(text, cases[::-1])[::-1] == pytest.approx(close)


@given(st.floats(0, 1), st.floats(0, 1))
def test_closeness_only_ever_lifts(similarity: float, close: float) -> None:
    assert joined(similarity, 0.0, close=close) >= joined(similarity, 0.0)
