from dataclasses import replace

from fakes.hits import make_hit, make_result

from desktop.similar.rows import EmptyRow, HeaderRow, HitRow, Row, place_in_tier, rows_of
from localdb.model.kinds import Tier, TierState


def headers_of(rows: list[Row]) -> list[HeaderRow]:
    return [head for row in rows if not isinstance(row, HitRow) for head in getattr(row, "tiers", [row])]


def test_every_tier_has_a_header_in_the_order_of_showing() -> None:
    headers = headers_of(rows_of(make_result()))
    assert [row.tier for row in headers] == list(Tier)
    assert headers[3].shown == 0
    assert headers[3].state is TierState.SEARCHED


def test_tiers_without_hits_that_follow_one_another_share_a_row() -> None:
    rows = rows_of(make_result({Tier.SUPREME: 1, Tier.PARENT: 1}))
    kinds = [type(row) for row in rows]
    assert kinds == [EmptyRow, HeaderRow, HitRow, HeaderRow, HeaderRow, HitRow, EmptyRow]
    assert [row.tier for row in headers_of(rows)] == list(Tier)


def test_a_tier_with_only_the_hit_being_read_shares_no_row() -> None:
    rows = rows_of(make_result({}), reading=(make_hit(Tier.PARENT, 99), 0))
    assert [type(row) for row in rows] == [EmptyRow, HeaderRow, HitRow, EmptyRow]


def test_keys_are_unique() -> None:
    keys = [row.key for row in rows_of(make_result())]
    assert len(keys) == len(set(keys))


def test_a_folded_tier_keeps_its_header_and_hides_its_hits() -> None:
    rows = rows_of(make_result(), folded=frozenset({Tier.PARENT}))
    assert not any(isinstance(row, HitRow) and row.hit.tier is Tier.PARENT for row in rows)
    assert any(isinstance(row, HeaderRow) and row.tier is Tier.PARENT and row.folded for row in rows)


def test_a_tier_without_hits_cannot_be_folded() -> None:
    rows = rows_of(make_result(), folded=frozenset({Tier.HIGH}))
    assert not any(isinstance(row, HeaderRow) and row.folded for row in rows)


def test_only_the_chosen_tiers_are_shown() -> None:
    rows = rows_of(make_result(), tiers=(Tier.GUIDING,))
    assert [type(row) for row in rows] == [HeaderRow, HitRow]


def test_the_hit_being_read_keeps_its_place_when_the_new_result_lacks_it() -> None:
    reading = make_hit(Tier.PARENT, 99)
    rows = rows_of(make_result(), reading=(reading, 2))
    assert place_in_tier(rows, reading.card.key) == 2
    assert [row.gone for row in rows if isinstance(row, HitRow) and row.key == reading.card.key] == [True]


def test_the_hit_being_read_is_not_doubled_when_it_moved_to_another_tier() -> None:
    result = make_result()
    reading = replace(result.groups[4].hits[0], tier=Tier.CITY)
    rows = rows_of(result, reading=(reading, 0))
    assert not any(isinstance(row, HitRow) and row.gone for row in rows)
