"""Words of an earlier draft are found again where they stand now."""

import pytest

from desktop.editor.offsets import find_again

BEFORE = "甲借款一万元。乙借款一万元。丙借款一万元。"
PLACE = (BEFORE.index("乙") + 3, BEFORE.index("乙") + 6)  # the second 一万元


@pytest.mark.parametrize("now", [BEFORE, "另查明，" + BEFORE, BEFORE.replace("甲借款一万元。", ""), BEFORE + "𠮷"])
def test_words_are_known_by_what_stands_around_them(now: str) -> None:
    place = find_again(BEFORE, now, *PLACE)
    assert place is not None
    assert now[slice(*place)] == "一万元"
    assert now[: place[0]].endswith("乙借款")


def test_words_that_were_changed_are_not_found() -> None:
    assert find_again(BEFORE, BEFORE.replace("一万元", "二万元"), *PLACE) is None
