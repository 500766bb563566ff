import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.ranking.causes import blended, offered, with_named
from localdb.ranking.weights import floor_of_few

VOTES = {1: 0.6, 2: 0.2, 3: 0.2}
READ = {1: 0.1, 2: 0.3}


def test_a_model_settles_the_causes_it_has_learnt_and_the_votes_the_others() -> None:
    assert blended(VOTES, READ) == pytest.approx({1: 0.2, 2: 0.6, 3: 0.2})


def test_without_votes_the_model_stands_alone_and_without_a_reading_the_votes() -> None:
    assert blended({}, READ) == pytest.approx({1: 0.25, 2: 0.75})
    assert blended(VOTES, {}) == blended(VOTES, {1: 0.0}) == VOTES
    assert blended({}, {}) == {}


def test_a_cause_that_cannot_be_and_one_without_a_name_are_not_offered() -> None:
    names = {1: "盗窃罪", 2: "诈骗罪"}
    assert [guess.name for guess in offered({1: 0.0, 2: 0.4, 9: 0.6}, {}, names)] == ["诈骗罪"]


def test_the_votes_have_a_part_in_what_is_offered() -> None:
    names = {1: "盗窃罪", 2: "诈骗罪", 3: "抢劫罪"}
    guesses = offered({1: 0.6, 2: 0.4}, {2: 0.5, 3: 0.5}, names)
    assert [guess.name for guess in guesses] == ["诈骗罪", "盗窃罪", "抢劫罪"]
    assert sum(guess.probability for guess in guesses) == pytest.approx(1.0)


def test_the_fewer_the_words_the_more_the_votes_count_in_what_is_offered() -> None:
    names = {1: "合同诈骗罪", 2: "房屋租赁合同纠纷"}
    first = [offered({1: 0.6, 2: 0.4}, {2: 0.6, 1: 0.4}, names, sure)[0].name for sure in (0.0, 0.05, 1.0)]
    assert first == ["房屋租赁合同纠纷", "房屋租赁合同纠纷", "合同诈骗罪"]


def test_a_cause_that_the_draft_gives_itself_is_likeliest_and_the_others_stay() -> None:
    likely = with_named({1: 0.75, 2: 0.25}, [2])
    assert sum(likely.values()) == pytest.approx(1.0)
    assert likely[2] > 0.7 > likely[1] > 0
    assert with_named({}, [2]) == {2: 1.0}
    assert with_named({1: 1.0}, []) == {1: 1.0}


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_best_case_is_always_shown_and_many_words_have_no_such_floor(best: float, sure: float) -> None:
    assert floor_of_few(best, sure) <= best + 1e-9
    assert floor_of_few(best, 1.0) == 0
