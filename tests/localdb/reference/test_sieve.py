"""What the sieve of words promises: no word that stands in a text is left out."""

from hypothesis import given
from hypothesis import strategies as st

from localdb.reference.sieve import Sieve

_TEXT = st.text("入户盗窃\ud800\U00020000a。")


@given(st.lists(_TEXT), _TEXT)
def test_every_word_that_is_there_is_let_through(words: list[str], text: str) -> None:
    assert {word for word in words if word in text} <= Sieve(words).among(text)


def test_words_that_are_not_there_are_left_out() -> None:
    assert Sieve(["入户盗窃", "盗窃", "抢劫"]).among("被告人入室盗窃。") == {"盗窃"}
