from datetime import datetime, timedelta

from localdb.engine.search_totals import distinct, totals
from localdb.model.kinds import Method, Tier, TierState
from localdb.model.matter import SearchLog, TierCount

START = datetime(2026, 11, 1, 9, 0)


def _log(minute: int, method: Method, query: str, returned: int, opened: int = 0) -> SearchLog:
    counts = (TierCount(Tier.COUNTRY, TierState.SEARCHED, returned, opened),)
    return SearchLog(1, START + timedelta(minutes=minute), "", "", method, query, 1, 10, counts)


def test_a_growing_draft_is_one_search_and_its_latest_answer_counts() -> None:
    logs = [_log(minute, Method.CASE, f"草稿{minute}", 40 + minute, 1) for minute in range(5)]
    (search,) = distinct(logs)
    assert search.runs == 5
    assert search.log.query == "草稿4"
    assert totals([search], {}) == (TierCount(Tier.COUNTRY, TierState.SEARCHED, 44, 5, 0),)


def test_other_searches_are_added_up() -> None:
    logs = [
        _log(2, Method.KEYWORD, "违约金  过高", 8, 1),
        _log(1, Method.KEYWORD, "违约金 过高", 8, 2),
        _log(3, Method.STATUTE, "法条:民法典第五百八十五条", 5),
    ]
    searches = distinct(logs)
    assert [search.runs for search in searches] == [2, 1]
    assert totals(searches, {Tier.COUNTRY: 1})[0] == TierCount(Tier.COUNTRY, TierState.SEARCHED, 13, 3, 1)


def test_what_was_read_is_never_more_than_what_came_back() -> None:
    logs = [_log(minute, Method.CASE, "", 2, 2) for minute in range(9)]
    assert distinct(logs)[0].log.tiers[0].opened == 2


def test_a_tier_searched_once_counts_as_searched() -> None:
    merged = SearchLog(1, START, "", "", Method.KEYWORD, "甲", 1, 1, (TierCount(Tier.PARENT, TierState.MERGED, 0),))
    stopped = SearchLog(1, START, "", "", Method.KEYWORD, "乙", 1, 1, (TierCount(Tier.PARENT, TierState.SEARCHED, 0),))
    assert totals(distinct([merged]), {})[0].state is TierState.MERGED
    assert totals(distinct([merged, stopped]), {})[0].state is TierState.SEARCHED
    assert totals([], {}) == ()
