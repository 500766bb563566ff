"""The mathematics of the figures is right: checked against values worked out by hand."""

import importlib
import math
from pathlib import Path

import pytest

figures = importlib.import_module("tests.quality.figures")  # as the programs beside it see it
baseline = importlib.import_module("tests.quality.baseline")


def test_ndcg_is_one_for_the_ideal_order_and_counts_a_lower_place_by_its_logarithm() -> None:
    grades = {"a": 3, "b": 1, "c": 0}

    assert figures.ndcg(["a", "b", "c"], grades, 10) == pytest.approx(1)
    assert figures.ndcg(["b", "a"], grades, 10) == pytest.approx((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert figures.ndcg(["x", "a"], grades, 1) == 0


def test_ndcg_without_a_right_answer_is_nought() -> None:
    assert figures.ndcg(["a"], {"a": 0}, 10) == 0


def test_reciprocal_rank_of_what_is_not_found_is_nought() -> None:
    assert figures.reciprocal(["a", "b"], "b") == 0.5
    assert figures.reciprocal(["a", "b"], "c") == 0


def test_the_gain_is_paired_by_query_and_the_same_every_time() -> None:
    theirs = {str(query): query % 7 / 7 for query in range(60)}
    ours = {query: score + 0.1 for query, score in theirs.items()} | {"asked of us alone": 1.0}

    gain = figures.gain(ours, theirs)

    assert gain == pytest.approx((0.1, 0.1, 0.1))
    assert figures.gain(ours, theirs) == gain


def test_the_interval_narrows_as_one_over_the_root_of_the_queries() -> None:
    def width(size: int) -> float:
        gain = figures.gain(
            {str(query): query % 2 for query in range(size)}, {str(query): 0.5 for query in range(size)}
        )
        return float(gain.high - gain.low)

    assert width(400) == pytest.approx(2 * 1.96 * 0.5 / math.sqrt(400), rel=0.1)
    assert width(100) == pytest.approx(2 * width(400), rel=0.15)


@pytest.mark.parametrize(("wins", "losses", "chance"), [(8, 2, 0.109375), (2, 8, 0.109375), (5, 5, 1), (0, 0, 1)])
def test_the_sign_test_is_two_sided_and_exact(wins: int, losses: int, chance: float) -> None:
    assert figures.sign_test(wins, losses) == pytest.approx(chance)


def test_a_comparison_counts_wins_ties_and_losses_and_names_the_largest_first() -> None:
    before = {"a": 0.5, "b": 0.5, "c": 0.5, "d": 0.5, "gone": 1.0}

    one = figures.compare({"a": 0.6, "b": 0.9, "c": 0.5001, "d": 0.2, "new": 1.0}, before)

    assert [query for query, _ in one.won] == ["b", "a"]
    assert ([query for query, _ in one.lost], one.tied, one.was) == (["d"], 1, 0.5)
    assert one.verdict == "tie"


@pytest.mark.parametrize(("change", "verdict"), [(0.02, "win"), (0.0, "tie"), (-0.02, "lose")])
def test_a_change_is_called_what_its_whole_interval_says(change: float, verdict: str) -> None:
    before = {str(query): 0.4 for query in range(30)}

    assert figures.compare({query: score + change for query, score in before.items()}, before).verdict == verdict


def test_a_baseline_keeps_the_lines_that_were_not_measured_again(tmp_path: Path) -> None:
    kept = tmp_path / "baseline.json"
    baseline.save(kept, [figures.Measure("one", {"q": 0.123456}, {}), figures.Measure("other", {"q": 0.5}, {})])
    baseline.save(kept, [figures.Measure("one", {"q": 0.25}, {})])

    assert baseline.load(kept) == {"one": {"q": 0.25}, "other": {"q": 0.5}}


def test_what_is_told_of_a_comparison_names_the_queries_and_sums_up() -> None:
    measures = [figures.Measure("one", {"p": 0.9, "q": 0.1}, {}), figures.Measure("never kept", {"q": 1.0}, {})]

    told = list(baseline.told(baseline.compared(measures, {"one": {"p": 0.4, "q": 0.2}})))

    assert told[0].startswith("tie  one")
    assert "won 1 tied 0 lost 1" in told[0]
    assert [line.strip() for line in told[1:]] == ["won: p +0.50", "lost: q -0.10", "in total: 0 win, 1 tie, 0 lose"]
