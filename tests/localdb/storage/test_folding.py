"""Cases that count as one: which answers, which stands again when the other goes, and that nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.model.case import Case
from localdb.model.kinds import Authority, Effect, Status
from localdb.storage.library import Added, Entry, Library, Likeness

# Cases are alike here when their texts begin with the same character; the store asks no more of the rules.
ALIKE = Likeness(
    lambda case, court: [ord(case.full_text[0])],
    lambda one, court, other, others: "copy" if one.full_text[0] == other.full_text[0] else None,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data" / "library.db", likeness=ALIKE)
    yield library
    library.close()


def _shown(library: Library) -> list[str]:
    shown = library.keys()
    assert shown == [card.key for card in library.all_cards()] == [case.key for case in library.each()]
    assert library.count() == library.state().cases == sum(library.state().by_authority.values()) == len(shown)
    return [key.rpartition(":")[2] for key in shown]


def test_the_first_stands_and_the_others_answer_with_it(library: Library) -> None:
    added = library.add([small_entry("1", "甲一"), small_entry("2", "甲二"), small_entry("3", "乙")])
    assert added == Added(admitted=2, duplicates=1, aliases=1, folded=1)
    assert _shown(library) == ["1", "3"]
    assert library.resolve("2") == library.resolve("某院:2") == "某院:1"
    assert library.folded(library.keys()) == {"某院:1": 1}
    assert {(todo.key[-1], todo.kind) for todo in library.backlog()} == {("1", "add"), ("2", "delete"), ("3", "add")}


def test_the_same_again_changes_nothing(library: Library) -> None:
    entries = [small_entry("1", "甲一"), small_entry("2", "甲二")]
    library.add(entries)
    library.done(library.backlog())
    assert library.add(entries) == Added(duplicates=2)
    assert (library.version(), library.backlog()) == (1, [])


def test_however_they_are_cut_into_batches_they_end_alike(tmp_path: Path) -> None:
    entries = [small_entry(str(n), f"{'甲乙丙'[n * n % 3]}{n}") for n in range(12)]
    ends = []
    for size in (1, 5, 12):
        library = Library(tmp_path / str(size) / "library.db", likeness=ALIKE)
        for start in range(0, len(entries), size):
            library.add(entries[start : start + size])
        ends.append((_shown(library), {n: library.resolve(str(n)) for n in range(12)}))
        library.close()
    assert ends[0] == ends[1] == ends[2]


def test_when_the_one_that_stood_goes_the_next_stands_for_the_rest(library: Library) -> None:
    library.add([small_entry("1", "甲一"), small_entry("2", "甲二"), small_entry("3", "甲三")])
    library.done(library.backlog())
    library.remove(["某院:1"])
    assert _shown(library) == ["2"]
    assert library.resolve("3") == "某院:2"
    assert _text(library.get("3")) == "甲二", "it has its own text, not that of the one that went"
    assert {(todo.key[-1], todo.kind) for todo in library.backlog()} == {("1", "delete"), ("2", "add"), ("3", "delete")}


def test_a_new_text_sets_both_free_or_folds(library: Library) -> None:
    library.add([small_entry("1", "甲一"), small_entry("2", "甲二"), small_entry("3", "乙")])
    library.add([small_entry("1", "丙")])
    assert _shown(library) == ["1", "2", "3"]
    library.add([small_entry("2", "乙二")])
    assert _shown(library) == ["1", "3"], "what stood already goes on standing"
    assert library.resolve("2") == "某院:3"


def test_only_judgments_of_the_same_standing_are_one(library: Library) -> None:
    first = small_entry("1", "甲一")
    others = [
        _with(small_entry("2", "甲二"), authority=Authority.GAZETTE),
        _with(small_entry("3", "甲三"), effect=Effect.EFFECTIVE),
        _with(small_entry("4", "甲四"), status=Status.CHANGED),
        _with(small_entry("5", "甲五"), public=False),
    ]
    library.add([first, *others])
    assert _shown(library) == ["1", "2", "3", "4", "5"]


def test_an_exact_copy_of_a_folded_case_answers_with_the_one_that_stands(library: Library) -> None:
    library.add([small_entry("1", "甲一"), small_entry("2", "甲二"), small_entry("3", "甲二")])
    assert library.resolve("3") == "某院:1"
    library.add([small_entry("2", "乙")])
    assert _shown(library) == ["1", "2"]
    assert library.resolve("3") == "某院:1"


def test_cases_of_before_are_folded_later_a_few_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    old = Library(path)
    old.add([small_entry("1", "甲一"), small_entry("2", "甲二"), small_entry("3", "甲三")])
    old.done(old.backlog())
    old.close()
    library = Library(path, likeness=ALIKE)
    assert [library.fold_waiting(2) for _ in range(3)] == [2, 1, 0]
    assert _shown(library) == ["1"]
    assert {(todo.key[-1], todo.kind) for todo in library.backlog()} == {("2", "delete"), ("3", "delete")}
    library.close()


def test_inputs_that_another_took_the_place_of_are_remembered(library: Library) -> None:
    library.add([small_entry("1", "甲", origin=b"a")])
    library.add([small_entry("1", "乙", origin=b"b")])
    assert library.superseded(["某院:1"]) == {("某院:1", b"a")}
    library.remove(["某院:1"])
    assert library.superseded(["某院:1"]) == set()


def _text(case: Case | None) -> str:
    return case.full_text.partition("\n")[0] if case else ""


def _with(entry: Entry, **fields: object) -> Entry:
    return entry._replace(card=replace(entry.card, **fields))  # type: ignore[arg-type]
