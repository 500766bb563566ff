from hypothesis import given
from hypothesis import strategies as st

from localdb.model.kinds import Axis, Section
from localdb.ranking.passages import best_passage
from localdb.ranking.weights import ADOPTION, DATE, SIMILARITY

TEXT = "经审理查明，被告人甲系司机。2015年3月5日，甲醉酒驾驶机动车，撞人后逃逸。案发后甲自首。其家属赔偿了损失。"


def test_the_passage_is_where_most_words_meet() -> None:
    passage = best_passage(
        Axis.FACTS, Section.FACTS, "无关的话。" * 60 + TEXT + "无关的话。" * 60, {"醉酒": 1.0, "逃逸": 1.0}
    )
    assert passage is not None
    assert "醉酒驾驶机动车，撞人后逃逸" in passage.text
    assert len(passage.text) <= 140
    assert set(passage.words) == {"醉酒", "逃逸"}


def test_none_where_no_word_stands() -> None:
    assert best_passage(Axis.FACTS, Section.FACTS, TEXT, {"盗窃": 1.0}) is None
    assert best_passage(Axis.FACTS, Section.FACTS, "", {"盗窃": 1.0}) is None


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = (
        "，".join(f"第{number}项事实与本案没有关系" for number in range(30))
        + "，甲醉酒驾驶，随后逃逸，"
        + "，".join(["别的"] * 90)
    )
    passage = best_passage(Axis.FACTS, Section.FACTS, text, {"醉酒": 1.0, "逃逸": 1.0})
    assert passage is not None
    assert {"醉酒", "逃逸"} == set(passage.words)
    assert len(passage.text) <= 140
    assert passage.text[0] not in "，、"


@given(
    st.text(alphabet="甲乙丙，。\n 丁İ", max_size=400), st.dictionaries(st.sampled_from("甲乙丙丁"), st.floats(0.1, 5))
)
def test_offsets_stand_in_the_text(text: str, words: dict[str, float]) -> None:
    passage = best_passage(Axis.LAW, Section.REASONING, text, words)
    if passage is not None:
        assert text[passage.start : passage.end] == passage.text
        assert passage.words
        assert all(word in passage.text for word in passage.words)


def test_similarity_weighs_more_than_adoption_and_adoption_more_than_date() -> None:
    assert SIMILARITY > ADOPTION > DATE > 0
