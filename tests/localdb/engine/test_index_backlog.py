from pathlib import Path
from typing import Any

import pytest
from fakes.library import made, stocked, theft

from localdb.engine import index_backlog
from localdb.engine.find_similar import find_similar
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.index.port import IndexDamaged
from localdb.index.whoosh_index import WhooshIndex
from localdb.model.case import Case
from localdb.model.errors import Cancelled, LibraryBusy
from localdb.model.library import Changes
from localdb.model.similar import SimilarRequest
from localdb.ranking.features import part_words
from localdb.storage.lock import sole_writer


def found(ws: Workspace, text: str = "醉酒驾驶机动车碰撞货车弃车逃逸") -> set[str]:
    return {hit.card.id for hit in find_similar(ws, SimilarRequest(text, flat=True)).hits}


def test_draining_twice_does_nothing_more(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a"), theft("b")])
    assert drain_index(ws) == Changes()
    assert (ws.index.cases, ws.library.state().indexed) == (2, 2)
    ws.close()


def test_removed_and_replaced_cases_follow(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a"), made("b")])
    ws.library.remove(["库:a"])
    ws.library.add([entry_of(theft("b"), ws.reference)])
    assert drain_index(ws) == Changes(index=True)
    assert ws.index.keys() == ["库:b"]
    assert found(ws) == set()
    assert found(ws, "撬锁窃取香烟") == {"b"}
    ws.close()


def test_what_comes_in_at_once_is_seen_at_one_stroke(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = stocked(tmp_path, resources, [made("a"), made("b"), made("c")])
    monkeypatch.setattr(index_backlog, "BATCH", 2)
    ws.library.add([entry_of(case, ws.reference) for case in (theft("a"), *(made(f"n{at}") for at in range(20)))])
    seen: list[set[str]] = []
    drain_index(ws, lambda done, whole: seen.append(found(ws)), at_once=True)
    assert len(seen) > 9
    assert set(map(frozenset, seen)) == {frozenset("abc")}
    assert found(ws) == {"b", "c", *(f"n{at}" for at in range(20))}
    ws.close()


def test_progress_is_told_and_a_cancelled_drain_goes_on_later(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_backlog, "BATCH", 3)
    ws = Workspace.open(tmp_path, resources)
    ws.library.add([entry_of(made(f"c{number}"), ws.reference) for number in range(8)])
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        drain_index(ws, lambda done, whole: told.append((done, whole)), lambda: len(told) > 1)
    assert 0 < ws.index.cases < 8
    drain_index(ws, lambda done, whole: told.append((done, whole)))
    assert ws.index.cases == 8
    assert told[0] == (3, 8)
    assert told[-1][0] == told[-1][1]
    ws.close()


def test_what_changes_while_it_is_read_ahead_is_in_the_index_as_it_is_now(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path, resources)
    ws.library.add([entry_of(made(f"c{number}"), ws.reference) for number in range(120)])
    told: list[int] = []

    def change(done: int, whole: int) -> None:
        told.append(done)
        if len(told) == 1:
            ws.library.remove(["库:c0"])
            ws.library.add([entry_of(theft("c1"), ws.reference)])

    drain_index(ws, change)
    assert sorted(ws.index.keys()) == sorted(ws.library.keys())
    assert found(ws, "撬锁窃取香烟") == {"c1"}
    assert ws.library.get_features(["库:c0"]) == {}
    ws.close()


def test_a_damaged_index_is_built_again_from_the_store(tmp_path: Path, resources: Path) -> None:
    stocked(tmp_path, resources, [made("a"), theft("b")]).close()
    postings = next((tmp_path / "index").glob("*.row"))
    postings.write_bytes(bytes(postings.stat().st_size))
    ws = Workspace.open(tmp_path, resources)
    result = find_similar(ws, SimilarRequest("醉酒驾驶机动车碰撞货车弃车逃逸", flat=True))
    assert (result.hits, result.indexed_cases, result.library_cases) == ((), 0, 2)
    assert ws.index.damaged
    assert drain_index(ws) == Changes(index=True, rebuilt="damaged")
    assert drain_index(ws) == Changes(), "and that is told once"
    assert found(ws) == {"a"}
    ws.close()


def test_an_index_that_was_deleted_is_filled_again(tmp_path: Path, resources: Path) -> None:
    stocked(tmp_path, resources, [made("a"), theft("b")]).close()
    for path in (tmp_path / "index").iterdir():
        path.unlink()
    ws = Workspace.open(tmp_path, resources)
    drain_index(ws)
    assert found(ws) == {"a"}
    ws.close()


def spoil(ws: Workspace) -> None:
    """Damage the postings of an index that is open: what was read so far stays, the next word is not found."""
    for path in ws.index.folder.glob("*.row"):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))


def test_after_damage_all_cases_wait_for_the_index_again(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a"), theft("b")])
    spoil(ws)
    assert find_similar(ws, SimilarRequest("撬锁窃取香烟", flat=True)).indexed_cases == 0
    state = ws.library.state()
    assert (state.cases, state.indexed) == (2, 0), "whoever looks at the library sees that the index is to be filled"
    assert drain_index(ws) == Changes(index=True, rebuilt="damaged")
    assert found(ws, "撬锁窃取香烟") == {"b"}
    ws.close()


def test_damage_found_while_draining_begins_anew(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = stocked(tmp_path, resources, [made("a"), theft("b")])
    ws.library.add([entry_of(theft("c"), ws.reference)])
    update = WhooshIndex.update

    def broken(index: WhooshIndex, *rest: Any) -> None:
        monkeypatch.setattr(WhooshIndex, "update", update)
        raise IndexDamaged("segment")

    monkeypatch.setattr(WhooshIndex, "update", broken)
    assert drain_index(ws) == Changes(index=True, rebuilt="damaged")
    assert sorted(ws.index.keys()) == ["库:a", "库:b", "库:c"]
    ws.close()


def test_only_the_index_that_is_in_use_is_renewed(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a")])
    old = ws.index
    assert ws.renew_index(old)
    renewed = ws.index
    assert not ws.renew_index(old), "the second reader of the damaged index finds the new one"
    assert ws.index is renewed
    ws.close()


def test_an_index_that_another_leian_renewed_is_opened(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a")])
    other = Workspace.open(tmp_path, resources)
    assert other.renew_index(other.index)
    drain_index(other)
    assert ws.renew_index(ws.index)
    assert (ws.index.identity, ws.index.cases) == (other.index.identity, 1)
    ws.close()
    other.close()


def test_a_case_of_countless_charges_and_one_that_no_rule_foresees_hold_up_no_other(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choosy(case: Case, cut: Any) -> Any:
        if case.id == "bad":
            raise ValueError(case.id)
        return part_words(case, cut)

    monkeypatch.setattr("localdb.engine.index_entry.part_words", choosy)
    charges = tuple(f"某{number}罪" for number in range(400))
    ws = stocked(tmp_path, resources, [made("many", charges=charges), made("bad"), theft("b")])
    assert (ws.index.cases, ws.library.state().indexed) == (3, 3)
    assert found(ws) == {"many"}
    ws.close()


def test_under_another_dictionary_the_old_index_answers_until_every_case_is_cut_anew(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_backlog, "BATCH", 1)
    stocked(tmp_path, resources, [made("a"), made("b")]).close()
    ws = Workspace.open(tmp_path, resources)
    monkeypatch.setattr(ws.segmenter, "_fingerprint", "another dictionary")
    assert found(ws) == {"a", "b"}
    seen: list[set[str]] = []
    drain_index(ws, lambda done, whole: seen.append(found(ws)))
    assert seen == [{"a", "b"}, {"a", "b"}]
    assert ws.index.words == "another dictionary"
    assert ws.library.state().indexed == 2
    ws.close()


def test_who_has_nothing_to_take_in_waits_for_no_writer(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path, resources, [made("a"), theft("b")])
    with sole_writer(ws.index_folder / "writer.lock"):
        assert drain_index(ws) == Changes()
        ws.library.add([entry_of(made("c"), ws.reference)])
        with pytest.raises(LibraryBusy):
            drain_index(ws)
    assert drain_index(ws) == Changes(index=True)
    ws.close()
