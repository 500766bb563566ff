from localdb.insight.gaps import Group, gaps
from localdb.model.coverage import Thin

KINDS = ("刑事", "民事", "行政", "国家赔偿", "执行")


def _even(first: int, last: int, cases: int = 200) -> list[Group]:
    return [Group(year, "江苏省", "高级", kind, cases) for year in range(first, last + 1) for kind in KINDS]


def _kinds(found: tuple[Thin, ...]) -> list[str]:
    return [gap.kind for gap in found]


def test_a_library_that_is_even_everywhere_lacks_nothing() -> None:
    assert gaps(_even(2010, 2026), ["江苏省"], 2026) == ()
    assert gaps([], ["江苏省"], 2026) == ()


def test_a_year_far_below_its_neighbours_is_told() -> None:
    groups = [group for group in _even(2010, 2026) if group.year != 2016] + [Group(2016, "江苏省", "高级", "民事", 80)]
    assert gaps(groups, ["江苏省"], 2026) == (Thin("years", ("2016:80:1000",)),)


def test_a_library_that_ended_years_ago_says_so_once() -> None:
    groups = [*_even(2010, 2019), Group(2021, "江苏省", "高级", "民事", 12)]
    assert gaps(groups, ["江苏省"], 2026) == (Thin("ended", ("2019", "12")),)


def test_last_year_and_this_one_may_still_be_coming() -> None:
    assert gaps(_even(2010, 2025), ["江苏省"], 2026) == ()


def test_places_and_kinds_with_few_or_none_are_told() -> None:
    groups = [*_even(2010, 2026), Group(2020, "青海省", "高级", "民事", 29)]
    found = gaps(groups, ["江苏省", "青海省", "甘肃省"], 2026)
    assert found == (Thin("none", ("甘肃省",)), Thin("few", ("青海省:29",)))
    assert gaps([group for group in _even(2010, 2026) if group.kind != "执行"], ["江苏省"], 2026) == (
        Thin("kinds", ("执行:0",)),
    )


def test_the_last_three_years_of_ones_own_province_come_first() -> None:
    groups = [group for group in _even(2010, 2026) if group.kind != "民事" or group.year < 2023]
    groups.append(Group(2024, "江苏省", "高级", "民事", 3))
    found = gaps(groups, ["江苏省"], 2026, "江苏省")
    assert found[0] == Thin("home", ("2023", "江苏省", "高级", "民事:3"))
    assert _kinds(found) == ["home", "home", "home"], "no intermediate and no basic court has any"
