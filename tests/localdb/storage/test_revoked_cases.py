import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.model.case import Mark
from localdb.model.kinds import Authority, Effect, Section
from localdb.storage.library import Entry, Library

REVOKED = "某院:1"
APPEAL = ("（2021）京03民终9号", "北京市第三中级人民法院")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library.db")
    yield library
    library.close()


def _appeal(narrowed: str = "", named: str = "北京市朝阳区人民法院") -> Entry:
    entry = small_entry("9", f"上诉{narrowed}{named}")
    words = {Section.DISPOSITION: f"撤销{named}（2020）京0105民初1号民事判决{narrowed}；"}
    number, court = APPEAL
    case = replace(entry.case, case_no=number, court=court, trial="二审", sections=words)
    return entry._replace(case=case, card=replace(entry.card, case_no=number, court=court))


@pytest.mark.parametrize("first", [True, False])
def test_a_judgment_that_another_revokes_is_overturned_whichever_comes_first(library: Library, first: bool) -> None:
    entries = [small_entry("1"), _appeal()]
    for entry in entries if first else reversed(entries):
        library.add([entry])
    card = library.cards([REVOKED])[REVOKED]
    assert (card.effect, card.marks[0], card.may_count) == (Effect.OVERTURNED, Mark("revoked", APPEAL), False)
    assert [each for each in library.all_cards() if each.key == REVOKED] == [card]


def test_the_index_takes_in_again_what_is_revoked_and_what_no_longer_is(library: Library) -> None:
    library.add([small_entry("1"), small_entry("2")])
    for change in (lambda: library.add([_appeal()]), lambda: library.remove(["某院:9"])):
        library.done(library.backlog())
        change()
        assert {todo.key for todo in library.backlog()} == {REVOKED, "某院:9"}
    assert library.cards([REVOKED])[REVOKED].effect is Effect.UNVERIFIED


def test_a_corrected_appeal_takes_its_word_back(library: Library) -> None:
    library.add([small_entry("1"), _appeal()])
    library.done(library.backlog())
    assert library.add([_appeal("第一项")]).replaced == 1
    card = library.cards([REVOKED])[REVOKED]
    assert (card.effect, card.marks[0]) == (Effect.UNVERIFIED, Mark("revoked_in_part", APPEAL))
    assert REVOKED in {todo.key for todo in library.backlog()}


def test_the_same_input_again_changes_nothing(library: Library) -> None:
    library.add([small_entry("1"), _appeal()])
    library.done(library.backlog())
    before = library.version(), library.all_cards()
    assert library.add([_appeal(), small_entry("1")]).duplicates == 2
    assert ((library.version(), library.all_cards()), library.backlog()) == (before, [])


@pytest.mark.parametrize(
    ("named", "number", "meant"),
    [
        ("朝阳区人民法院", "（2020）京0105民初1号", True),
        ("北京市朝阳法院", "（2020）京0105民初1号", True),
        ("", "（2020）京0105民初1号", True),
        ("北京市高级人民法院", "（2020）京0105民初1号", False),  # the number of the case was misread
        ("朝阳区人民法院", "（2014）朝民初字第1号", True),
        ("辽宁省朝阳县人民法院", "（2014）朝民初字第1号", False),  # several courts share the older codes
        ("", "（2014）朝民初字第1号", False),
    ],
)
def test_the_court_named_must_be_the_one_that_judged(library: Library, named: str, number: str, meant: bool) -> None:
    entry, appeal = small_entry("1"), _appeal()
    words = {Section.DISPOSITION: f"撤销{named}{number}民事判决；"}
    library.add([entry._replace(case=replace(entry.case, case_no=number))])
    library.add([appeal._replace(case=replace(appeal.case, sections=words))])
    assert (library.cards([REVOKED])[REVOKED].effect is Effect.OVERTURNED) is meant


@pytest.mark.parametrize(("authority", "marks"), [(Authority.GUIDING, ()), (Authority.TYPICAL, ("revoked",))])
def test_published_cases_stand_as_their_source_says(
    library: Library, authority: Authority, marks: tuple[str, ...]
) -> None:
    entry = small_entry("1")
    library.add([entry._replace(card=replace(entry.card, authority=authority)), _appeal()])
    card = library.cards([REVOKED])[REVOKED]
    assert (card.effect, tuple(mark.kind for mark in card.marks)) == (Effect.UNVERIFIED, marks)


def test_a_text_handed_on_to_an_alias_keeps_no_word_of_others(library: Library) -> None:
    library.add([small_entry("1"), _appeal(), small_entry("7")._replace(content=small_entry("1").content)])
    library.add([small_entry("1", "新的正文")])
    library.remove(["某院:9"])
    assert {card.effect for card in library.all_cards()} == {Effect.UNVERIFIED}


def test_a_library_of_before_is_read_for_revocations(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    library = Library(path)
    library.add([small_entry("1"), _appeal()])
    library.done(library.backlog())
    library.close()
    with closing(sqlite3.connect(path)) as db:
        later: tuple[str, ...] = (
            "revocations",
            "own_numbers",
            "withdrawn_as",
            "withdrawn",
            "replaced",
            "feed_folders",
            "feed_left",
            "feed_tables",
        )
        later += ("near", "near_keys", "folded", "superseded", "refused")
        db.executescript("".join(f"DROP TABLE {table};" for table in later) + "PRAGMA user_version = 1")
    library = Library(path)
    assert library.cards([REVOKED])[REVOKED].effect is Effect.OVERTURNED
    assert [todo.key for todo in library.backlog()] == [REVOKED]
    library.close()
