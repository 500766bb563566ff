import pytest

from desktop.reader.clock import DwellClock
from localdb.model.kinds import Section


class Hand:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def clock(hand: Hand) -> DwellClock:
    return DwellClock(hand)


ALL = {Section.FACTS: 1.0}


def test_time_goes_to_what_is_in_view_by_its_share(clock: DwellClock, hand: Hand) -> None:
    clock.look({Section.FACTS: 0.25, Section.REASONING: 0.75}, active=True)
    hand.time += 8
    assert clock.take() == pytest.approx({Section.FACTS: 2, Section.REASONING: 6})


def test_what_was_in_view_before_a_scroll_keeps_its_time(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=True)
    hand.time += 5
    clock.look({Section.REASONING: 1.0}, active=True)
    hand.time += 7
    assert clock.take() == pytest.approx({Section.FACTS: 5, Section.REASONING: 7})


def test_nothing_counts_while_the_window_is_not_active(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=False)
    hand.time += 10
    assert clock.take() == {}


def test_nothing_counts_thirty_seconds_after_the_last_input(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=True)
    for _ in range(90):
        hand.time += 1
        clock.look(ALL, active=True)
    assert clock.take() == pytest.approx({Section.FACTS: 30})


def test_input_after_idling_starts_anew_without_counting_the_pause(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=True)
    hand.time += 100
    clock.touch()
    hand.time += 10
    assert clock.take() == pytest.approx({Section.FACTS: 40})


def test_a_machine_asleep_counts_as_idle(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=True)
    hand.time += 8 * 3600
    assert clock.take() == pytest.approx({Section.FACTS: 30})


def test_taking_starts_from_nothing(clock: DwellClock, hand: Hand) -> None:
    clock.look(ALL, active=True)
    hand.time += 3
    clock.take()
    assert clock.take() == {}
