from hypothesis import given
from hypothesis import strategies as st

from localdb.engine.excerpts import excerpt, key_reasoning, sentences

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


@given(TEXT, st.integers(1, 80))
def test_never_longer_than_asked_and_never_invented(text: str, limit: int) -> None:
    short = excerpt(text, limit)
    assert len(short) <= limit + 2
    assert text.strip().startswith(short.removesuffix("……"))


@given(TEXT)
def test_sentences_lose_nothing_but_blanks(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXT, st.lists(TEXT, max_size=3))
def test_key_reasoning_never_fails(text: str, about: list[str]) -> None:
    assert len(key_reasoning(text, about)) <= 402
