from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.model.behaviour import Act, Behaviour
from localdb.model.kinds import Section
from localdb.profile import attend
from localdb.profile.attention import HALF_LIFE, LEAST, MOST, READ

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _dwell(section: Section, seconds: float, days: float = 0) -> Behaviour:
    return Behaviour(NOW - timedelta(days=days), Act.DWELL, section, "k", seconds)


def test_nothing_known_says_nothing() -> None:
    attention = attend([], NOW)
    assert (attention.shares, attention.weights, attention.favourite, attention.since) == ({}, {}, None, None)


def test_the_section_read_most_is_the_favourite_and_weighs_most() -> None:
    events = [_dwell(Section.REASONING, 200)] * 6 + [_dwell(Section.FACTS, 100)] * 4
    attention = attend(events, NOW)
    assert attention.favourite is Section.REASONING
    assert attention.shares[Section.REASONING] == pytest.approx(0.75)
    assert attention.weights[Section.REASONING] > attention.weights[Section.FACTS] > attention.weights[Section.ISSUES]


def test_one_look_makes_no_favourite() -> None:
    assert attend([_dwell(Section.FACTS, 300)], NOW).favourite is None


def test_two_minutes_of_reading_and_an_adoption_weigh_nothing_yet() -> None:
    events = [_dwell(Section.FACTS, 120), Behaviour(NOW, Act.ADOPT, Section.REASONING, "k", characters=20)]
    assert attend(events, NOW).weights == {}
    assert attend([_dwell(Section.FACTS, 300)] * 2, NOW).weights


def test_even_reading_makes_no_favourite() -> None:
    assert attend([_dwell(section, 250) for section in READ] * 3, NOW).favourite is None


def test_attention_fades_by_half() -> None:
    attention = attend([_dwell(Section.FACTS, 100, HALF_LIFE.days), _dwell(Section.ISSUES, 100)], NOW)
    assert attention.shares[Section.ISSUES] == pytest.approx(2 * attention.shares[Section.FACTS])


def test_what_is_shown_is_not_faded() -> None:
    events = [
        _dwell(Section.FACTS, 100, 365),
        _dwell(Section.FACTS, 1),
        Behaviour(NOW, Act.COPY, Section.REASONING, "k", characters=20),
        Behaviour(NOW, Act.ADOPT, Section.REASONING, "k", characters=20),
        _dwell(Section.HEADING, 5),
    ]
    attention = attend(events, NOW)
    assert attention.seconds == {Section.FACTS: 101, Section.HEADING: 5}
    assert (attention.copies, attention.adoptions) == ({Section.REASONING: 1}, {Section.REASONING: 1})
    assert (attention.events, attention.since) == (5, NOW - timedelta(days=365))
    assert Section.HEADING not in attention.shares


def test_a_forgotten_window_counts_little() -> None:
    attention = attend([_dwell(Section.FACTS, 100_000), _dwell(Section.ISSUES, 300)], NOW)
    assert attention.shares[Section.FACTS] == attention.shares[Section.ISSUES]


_events = st.builds(
    Behaviour,
    at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    act=st.sampled_from(Act),
    section=st.sampled_from(Section),
    case_key=st.just("k"),
    seconds=st.floats(-10, 1e6),
    characters=st.integers(0, 1000),
)


@given(st.lists(_events))
def test_shares_and_weights_keep_their_promises(events: list[Behaviour]) -> None:
    attention = attend(events, NOW)
    if attention.shares:
        assert sum(attention.shares.values()) == pytest.approx(1)
    if attention.weights:
        assert sum(attention.weights.values()) / len(READ) == pytest.approx(1)
        assert all(LEAST - 1e-9 <= weight <= MOST + 1e-9 for weight in attention.weights.values())
        by_share = [attention.weights[section] for section in sorted(READ, key=attention.shares.__getitem__)]
        assert all(low <= high + 1e-9 for low, high in pairwise(by_share))
