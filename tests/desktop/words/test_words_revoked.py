import pytest

from desktop.words.reasons import mark_words
from localdb.model.case import Mark


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (
            Mark("revoked", ("（2021）京03民终9号", "北京市第三中级人民法院")),
            "已被北京市第三中级人民法院（2021）京03民终9号撤销",
        ),
        (Mark("revoked", ("（2021）京03民终9号", "")), "已被（2021）京03民终9号撤销"),
        (
            Mark("revoked_in_part", ("（2021）京03民终9号", "")),
            "部分内容已被（2021）京03民终9号撤销，参照前请核对",
        ),
        (Mark("revoked", ("", "")), "已被其他裁判撤销"),
    ],
)
def test_a_mark_says_by_what_a_judgment_was_revoked(mark: Mark, words: str) -> None:
    assert mark_words(mark) == words
