"""What the court takes back leaves the library at once, is still read by who cites it, and comes back by a put."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.model.feed import SAID, Withdrawal
from localdb.model.kinds import Status
from localdb.storage.library import Library, Notice

DAY = date(2026, 11, 2)
OUT, HIDDEN = Notice(Withdrawal.OUT, DAY, "feed/national:9", "另有新判"), Notice(Withdrawal.HIDDEN, DAY)
FEED, OTHER, THIRD, OWN = "feed/national", "feed/110000", "feed/360000", "本机导入"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library.db")
    yield library
    library.close()


def test_a_case_taken_back_leaves_the_library_and_the_index(library: Library) -> None:
    library.add([small_entry("1", source=FEED)])
    library.done(library.backlog())
    assert library.take_back("feed/national:1", OUT)
    assert library.count() == 0
    assert library.resolve("1") is None
    assert [(todo.key, todo.kind) for todo in library.backlog()] == [("feed/national:1", "delete")]


def test_who_cites_it_still_reads_it_with_its_state(library: Library) -> None:
    library.add([small_entry("1", source=FEED)])
    library.take_back("feed/national:1", OUT)
    case = library.withdrawn.case("feed/national:1")
    assert case is not None
    assert (case.full_text[:4], case.status, case.superseded_by) == ("案件正文", Status.WITHDRAWN, "feed/national:9")
    found = library.withdrawn.find("1")
    assert found is not None
    assert (found.title, found.case_no, found.status, found.since, found.why) == (
        "1号判决书",
        "（2020）京0105民初1号",
        Withdrawal.OUT,
        DAY,
        "另有新判",
    )


def test_of_what_is_not_public_only_the_stone_remains(library: Library) -> None:
    library.add([small_entry("1", source=FEED), small_entry("2", "另一份正文", FEED)])
    library.take_back("feed/national:1", HIDDEN)
    library.take_back("feed/national:2", OUT)
    assert library.take_back("feed/national:2", HIDDEN)
    assert [library.withdrawn.case(f"feed/national:{n}") for n in (1, 2)] == [None, None]
    assert library.withdrawn.among(["feed/national:1", "feed/national:2"]).keys() == {
        "feed/national:1",
        "feed/national:2",
    }
    assert library.store.value("SELECT count(*) FROM texts") == 0


def test_the_same_again_changes_nothing(library: Library) -> None:
    library.add([small_entry("1", source=FEED)])
    library.take_back("feed/national:1", OUT)
    version = library.version()
    assert not library.take_back("feed/national:1", OUT)
    assert not library.take_back("feed/national:none", OUT)
    assert library.version() == version


def test_a_put_brings_it_back(library: Library) -> None:
    library.add([small_entry("1", source=FEED)])
    library.take_back("feed/national:1", OUT)
    library.add([small_entry("1", source=FEED)])
    assert library.resolve("1") == "feed/national:1"
    assert library.withdrawn.find("1") is None
    assert [(todo.key, todo.kind) for todo in library.backlog()] == [("feed/national:1", "add")]


def test_a_copy_that_the_user_imported_goes_with_it(library: Library) -> None:
    library.add([small_entry("a", source=OWN)])
    library.add([small_entry("1", source=FEED)])  # the same text: an alias of the copy
    library.take_back("feed/national:1", OUT)
    assert library.count() == 0
    assert library.withdrawn.among([f"{OWN}:a", "feed/national:1"]).keys() == {f"{OWN}:a", "feed/national:1"}


@pytest.mark.parametrize("first", [FEED, OTHER])
def test_another_courts_record_of_the_same_text_stands(library: Library, first: str) -> None:
    second = OTHER if first == FEED else FEED
    library.add([small_entry("1", source=first), small_entry("1", source=second)])
    library.done(library.backlog())
    library.take_back("feed/national:1", OUT)
    assert library.keys() == ["feed/110000:1"]
    assert library.resolve("feed/national:1") is None
    case = library.get("feed/110000:1")
    assert case is not None
    assert case.source == OTHER


def test_when_a_text_was_replaced_is_remembered(library: Library) -> None:
    library.add([small_entry("1", source=FEED), small_entry("2", "另一份正文", FEED)])
    assert library.feed.replaced(["feed/national:1"]) == {}
    library.add([small_entry("1", "更正后的正文", FEED)])
    (at,) = library.feed.replaced(["feed/national:1", "feed/national:2"]).values()
    assert at.tzinfo is not None


def test_another_root_counts_from_nothing(library: Library) -> None:
    feed = library.feed
    feed.begin("a")
    feed.apply("national", 4)
    feed.apply("national", 3)
    feed.begin("a")
    assert feed.applied() == {"national": 4}
    feed.begin("b")
    assert feed.applied() == {}


@pytest.mark.parametrize("status", SAID)
def test_the_same_text_is_barred_under_any_name(library: Library, status: Withdrawal) -> None:
    library.add([small_entry("1", source=FEED)])
    library.take_back("feed/national:1", Notice(status, DAY))
    assert library.barred([small_entry("x", source=OWN), small_entry("2", "另一份正文", OWN)]) == {f"{OWN}:x": status}


def test_of_what_is_not_public_any_text_with_its_number_is_barred(library: Library) -> None:
    library.add([small_entry("1", source=FEED), small_entry("2", "另一份正文", FEED)])
    library.take_back("feed/national:1", HIDDEN)
    library.take_back("feed/national:2", OUT)
    again = [small_entry("1", "隐去姓名", OWN), small_entry("2", "另一份正文，有改动", OWN)]
    assert library.barred(again) == {f"{OWN}:1": Withdrawal.HIDDEN}


def test_what_another_court_still_gives_is_not_barred(library: Library) -> None:
    library.add([small_entry("1", source=FEED), small_entry("1", source=OTHER)])
    library.take_back("feed/110000:1", HIDDEN)
    assert library.keys() == ["feed/national:1"]
    assert library.barred([small_entry("x", source=OWN), small_entry("x", source=THIRD)]) == {}


@pytest.mark.parametrize("first", [FEED, OTHER])
def test_what_the_centre_made_not_public_goes_from_every_court(library: Library, first: str) -> None:
    second = OTHER if first == FEED else FEED
    library.add([small_entry("1", source=first), small_entry("1", source=second)])
    library.add([small_entry("1", "隐去姓名", THIRD), small_entry("2", "另一份正文", THIRD)])
    library.take_back("feed/national:1", HIDDEN)
    assert library.keys() == ["feed/360000:2"]
    assert {stone.title for stone in library.withdrawn.all()} == {""}
    again = [small_entry("x", source=OTHER), small_entry("1", "改写", THIRD), small_entry("9", source=FEED)]
    assert library.barred(again) == {"feed/110000:x": Withdrawal.HIDDEN, "feed/360000:1": Withdrawal.HIDDEN}
    library.add([small_entry("1", source=FEED)])
    assert library.withdrawn.all() == []
    assert library.resolve("feed/110000:1") == "feed/national:1"


def test_nothing_is_left_of_what_was_taken_back_before_it_became_not_public(library: Library) -> None:
    library.add([small_entry("1", source=FEED), small_entry("x", source=OTHER)])
    library.take_back("feed/110000:x", OUT)
    assert library.withdrawn.case("feed/110000:x") is not None
    library.take_back("feed/national:1", HIDDEN)
    assert library.store.value("SELECT count(*) FROM withdrawn WHERE body IS NOT NULL OR title != ''") == 0
    assert set(library.to_erase()) == {"feed/national:1", "feed/110000:x"}


def test_what_is_made_not_public_after_it_was_taken_out_goes_from_every_court(library: Library) -> None:
    library.add([small_entry("1", source=FEED)])
    library.take_back("feed/national:1", OUT)
    library.add([small_entry("x", source=OTHER)])
    assert library.take_back("feed/national:1", HIDDEN)
    assert library.keys() == []


def test_what_the_centre_names_in_place_of_it_stands(library: Library) -> None:
    named = HIDDEN._replace(by="feed/national:n1")
    library.add([small_entry("1", source=FEED), small_entry("n1", source=OTHER)])
    library.take_back("feed/national:1", named)
    assert library.keys() == ["feed/110000:n1"]
    assert library.withdrawn.elsewhere() == {}
    assert library.barred([small_entry("n1", "更正后的正文", OTHER)]) == {}


def test_copies_of_a_restored_case_are_known_again_by_their_own_names(library: Library) -> None:
    library.add([small_entry("a", source=OWN), small_entry("1", source=FEED)])
    library.take_back("feed/national:1", OUT)
    library.add([small_entry("1", source=FEED)])
    assert library.withdrawn.all() == []
    assert library.resolve(f"{OWN}:a") == "feed/national:1"
    assert library.barred([small_entry("a", source=OWN)]) == {}


def test_a_case_restored_with_other_words_lets_the_copy_in_again(library: Library) -> None:
    library.add([small_entry("a", source=OWN), small_entry("1", source=FEED)])
    library.take_back("feed/national:1", HIDDEN)
    library.add([small_entry("1", "隐去姓名的正文", FEED)])
    assert library.withdrawn.all() == []
    assert library.barred([small_entry("a", source=OWN)]) == {}


def test_what_is_asked_of_many_cases_is_what_is_asked_of_few(library: Library) -> None:
    others = [small_entry(str(number), f"另一份正文{number}", OTHER) for number in range(2, 250)]
    library.add([small_entry("1", source=OTHER), *others])
    library.add([small_entry("1", source=FEED)])
    keys = library.keys()
    assert library.withdrawn.elsewhere(keys) == {}
    library.take_back("feed/national:1", OUT)
    (key,) = library.withdrawn.elsewhere(keys[:3])
    assert key == f"{OTHER}:1"
    assert library.withdrawn.elsewhere(keys) == library.withdrawn.elsewhere() == library.withdrawn.elsewhere([key])
    library.add([small_entry("1", source=FEED)])
    assert library.withdrawn.elsewhere(keys) == {}
