from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.model.case import Mark
from localdb.storage.library import Added, Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "data" / "library.db")
    yield library
    library.close()


def test_what_was_added_comes_back_whole(library: Library) -> None:
    entry = small_entry()
    library.add([entry])
    assert library.get("某院:1") == entry.case
    assert library.cards(["某院:1", "某院:9"]) == {"某院:1": entry.card}
    assert library.all_cards() == [entry.card]


def test_a_section_of_parties_that_differs_from_their_list_comes_back(library: Library) -> None:
    entry = small_entry()
    entry = entry._replace(case=entry.case.__class__("1", source="某院", sections={"parties": "原告：甲，女。"}))  # type: ignore[dict-item]
    library.add([entry])
    assert library.get("1") == entry.case


def test_marks_of_a_card_come_back(library: Library) -> None:
    entry = small_entry()
    marked = entry.card.__class__(**{**_fields(entry.card), "marks": (Mark("repealed", ("合同法",)),)})  # type: ignore[arg-type]
    library.add([entry])
    assert library.refresh_cards([marked]) == 1
    assert library.cards([marked.key])[marked.key] == marked


def test_the_same_twice_changes_nothing(library: Library) -> None:
    entries = [small_entry("1", "甲"), small_entry("2", "乙")]
    assert library.add(entries) == Added(admitted=2)
    library.done(library.backlog())
    assert library.add(entries) == Added(duplicates=2)
    assert library.version() == 1
    assert library.backlog() == []


def test_the_same_text_under_another_key_becomes_an_alias(library: Library) -> None:
    added = library.add([small_entry("1", "甲"), small_entry("2", "甲")])
    assert added == Added(admitted=1, duplicates=1, aliases=1)
    assert library.resolve("2") == library.resolve("某院:2") == "某院:1"
    assert library.keys() == ["某院:1"]
    assert library.add([small_entry("2", "甲")]) == Added(duplicates=1)


def test_new_content_replaces_and_is_indexed_again(library: Library) -> None:
    library.add([small_entry("1", "甲")])
    library.put_features({"某院:1": b"old"})
    library.done(library.backlog())
    assert library.add([small_entry("1", "乙")]) == Added(replaced=1)
    assert [(todo.key, todo.kind) for todo in library.backlog()] == [("某院:1", "add")]
    assert library.get_features(["某院:1"]) == {}
    assert library.version() == 2


def test_replacing_a_case_leaves_its_old_text_to_its_alias(library: Library) -> None:
    library.add([small_entry("1", "甲"), small_entry("2", "甲"), small_entry("3", "甲")])
    library.add([small_entry("1", "乙")])
    texts = {key: case.full_text[0] for key, case in library.get_many(library.keys()).items()}
    assert texts == {"某院:1": "乙", "某院:2": "甲"}
    assert library.resolve("3") == "某院:2"


def test_an_alias_with_a_text_of_its_own_becomes_a_case(library: Library) -> None:
    library.add([small_entry("1", "甲"), small_entry("2", "甲")])
    assert library.add([small_entry("2", "乙")]) == Added(replaced=1)
    assert library.resolve("2") == "某院:2"
    assert library.keys() == ["某院:1", "某院:2"]


def test_ids_of_two_sources_do_not_meet(library: Library) -> None:
    library.add([small_entry("1", "甲", "一院"), small_entry("1", "乙", "二院")])
    assert library.keys() == ["一院:1", "二院:1"]
    assert library.resolve("1") == "一院:1"
    assert library.resolve_many(["二院:1", "无"]) == {"二院:1": "二院:1"}


def test_a_failing_batch_leaves_nothing(library: Library) -> None:
    def entries() -> object:
        yield small_entry("1", "甲")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        library.add(entries())  # type: ignore[arg-type]
    assert library.count() == 0
    assert library.backlog() == []
    assert library.version() == 0


def test_the_backlog_keeps_what_came_in_again_meanwhile(library: Library) -> None:
    library.add([small_entry("1", "甲")])
    todos = library.backlog()
    library.add([small_entry("1", "乙")])
    library.done(todos)
    assert [todo.key for todo in library.backlog()] == ["某院:1"]
    assert library.state().indexed == 0


def test_a_removed_case_waits_to_leave_the_index(library: Library) -> None:
    library.add([small_entry("1", "甲"), small_entry("2", "甲")])
    library.done(library.backlog())
    assert library.remove(["某院:1", "无"]) == 1
    assert library.resolve("2") is None
    assert [(todo.key, todo.kind) for todo in library.backlog()] == [("某院:1", "delete")]
    assert library.refill_backlog() == 0


def test_state_and_origins(library: Library) -> None:
    library.add([small_entry("1", "甲", origin=b"x"), small_entry("2", "甲", origin=b"y")])
    state = library.state()
    assert (state.cases, state.indexed, state.version, str(state.newest)) == (1, 0, 1, "2020-05-01")
    assert state.by_authority == {"裁判文书": 1}
    assert library.origins(["某院:1", "某院:2", "无"]) == {"某院:1": b"x", "某院:2": b"y"}
    assert library.check() == ""


def test_many_keys_are_asked_in_pieces(library: Library) -> None:
    library.add([small_entry(str(number), str(number)) for number in range(1200)])
    assert len(library.cards(library.keys())) == 1200
    assert sum(1 for _ in library.each()) == 1200
    library.put_features(dict.fromkeys(library.keys(), b"f"))
    assert len(library.get_features(library.keys())) == 1200


def _fields(card: object) -> dict[str, object]:
    return {name: getattr(card, name) for name in card.__class__.__slots__}  # type: ignore[attr-defined]
