"""The parser reads real judgments as well as promised: a sample of what `python -m tests.quality.parser` measures."""

import importlib
from pathlib import Path

import pytest

from localdb.reference import Reference

parser = importlib.import_module("tests.quality.parser")  # also a program of its own
FLOORS = {"facts": 0.97, "reasoning": 0.97, "result": 0.97, "court": 0.99, "case_no": 0.99, "date": 0.99}


@pytest.mark.evaluation
def test_lecard_is_read_as_promised(evaluation_data: Path, reference: Reference) -> None:
    tally = parser.measure_lecard(reference, 600, squeeze=False)

    shares = {name: tally.right[name] / tally.asked[name] for name in FLOORS}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}


@pytest.mark.evaluation
def test_guiding_cases_are_read_whole(evaluation_data: Path, reference: Reference) -> None:
    tally = parser.measure_published("guiding_cases", reference, {})

    for name in ("facts agree", "reasoning agree", "result agree", "gist agrees"):
        assert tally.right[name] / tally.asked[name] >= 0.99
