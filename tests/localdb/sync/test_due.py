"""Due is what was not applied, in order, and nothing that would leave a gap."""

from hypothesis import given
from hypothesis import strategies as st

from localdb.sync.due import due
from localdb.sync.shards import Shard, ShardName


def shard(first: int, last: int = 0, folder: str = "national", kind: str = "cases") -> Shard:
    return Shard(ShardName(folder, first, last or first), kind, 1, 1)


def test_national_comes_first_then_the_provinces_by_code() -> None:
    offered = [shard(1, folder="360000"), shard(2), shard(1, folder="110000"), shard(1)]
    names = [(each.name.folder, each.name.first) for each in due(offered, {}).shards]
    assert names == [("national", 1), ("national", 2), ("110000", 1), ("360000", 1)]


def test_a_folded_shard_that_reaches_further_is_due_and_what_it_folds_is_not() -> None:
    offered = [shard(4), shard(1, 5), shard(6)]
    assert [each.name.first for each in due(offered, {"national": 3}).shards] == [1, 6]


def test_what_was_left_or_lost_comes_first_and_nothing_comes_twice() -> None:
    offered = [shard(1), shard(2, kind="models"), shard(3), shard(4, kind="models")]
    found = due(offered, {"national": 3}, {offered[1].name.path, offered[3].name.path})
    assert [each.name.first for each in found.shards] == [2, 4]


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), max_size=12), st.integers(0, 12))
def test_no_number_is_ever_passed_over(offered: list[tuple[int, int]], applied: int) -> None:
    found = due([shard(first, first + more) for first, more in offered], {"national": applied})
    reached = applied
    for each in found.shards:
        assert each.name.first <= reached + 1
        assert each.name.last > reached
        reached = each.name.last
    assert len(found.troubles) <= 1
