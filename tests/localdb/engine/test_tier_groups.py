from dataclasses import replace
from datetime import date

from localdb.engine.tier_groups import Bench
from localdb.reference import Reference


def test_how_many_years_are_searched_first_is_a_fact_that_a_court_can_correct(reference: Reference) -> None:
    corrected = replace(reference, authority=replace(reference.authority, recent_years=5))
    assert Bench(reference, "", date(2026, 11, 21)).since == date(2023, 11, 21)
    assert Bench(corrected, "", date(2026, 11, 21)).since == date(2021, 11, 21)
