import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.engine import behaviour, matters
from localdb.engine.doctor import examine
from localdb.engine.workspace import Workspace
from localdb.model.behaviour import Act, Behaviour
from localdb.model.errors import Cancelled, DiskTrouble, KeyNeeded, MatterMissing, WorkTaken, WrongKey
from localdb.model.graph import Corrections, Said
from localdb.model.kinds import Method, Section, Tier, TierState, Verdict
from localdb.model.library import Changes
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase, TierCount

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    ws = Workspace.open(tmp_path / "data", resources, unlock=lambda: "口令".encode())
    yield ws
    ws.close()


@pytest.fixture
def matter(ws: Workspace) -> Matter:
    return matters.create_matter(ws, Matter(title="买卖合同纠纷"))[0]


def test_work_opens_with_its_passphrase_only(ws: Workspace, matter: Matter, resources: Path) -> None:
    ws.close()
    locked = Workspace.open(ws.data, resources)
    with pytest.raises(KeyNeeded):
        _ = locked.work
    with pytest.raises(WrongKey):
        locked.unlock("错误")
    locked.unlock("口令")
    assert [one.number for one in matters.list_matters(locked)] == [matter.number]
    locked.close()


def test_one_window_at_a_time_opens_the_work(ws: Workspace, matter: Matter, resources: Path) -> None:
    def window() -> Workspace:
        return Workspace.open(ws.data, resources, unlock=lambda: "口令".encode(), alone=True)

    first, second = window(), window()
    matters.save_draft(first, Draft(matter.number, "甲"))
    with pytest.raises(WorkTaken):
        matters.save_draft(second, Draft(matter.number, "乙"))
    assert second.library.state().cases == 0, "the library is open to both"
    assert matters.load_draft(ws, matter.number).text == "甲", "a command may read beside the window"
    first.close()
    matters.save_draft(second, Draft(matter.number, "乙"))
    second.close()


def test_the_library_opens_without_a_key(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path, resources)
    ws.library.add([small_entry()])
    assert ws.library.state().cases == 1
    assert not (tmp_path / "work.db").exists()
    ws.close()


def test_a_closed_workspace_stays_closed(ws: Workspace) -> None:
    _ = ws.library
    ws.close()
    with pytest.raises(Cancelled):
        _ = ws.library
    with pytest.raises(Cancelled):
        _ = ws.reference


def test_what_is_opened_while_the_workspace_is_closed_is_closed_too(tmp_path: Path, resources: Path) -> None:
    def closing_meanwhile() -> bytes:
        opened.close()
        return b"a passphrase"

    opened = Workspace.open(tmp_path, resources, closing_meanwhile)
    with pytest.raises(Cancelled):
        _ = opened.work
    assert {path.name for path in tmp_path.iterdir()} == {"work.db", "work.key.json"}, "the last takes the journal away"


def test_a_library_that_takes_no_note_is_closed_again(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskTrouble(tmp_path, "full")

    monkeypatch.setattr("localdb.storage.library.Library.set_meta", full)
    ws = Workspace.open(tmp_path, resources)
    with pytest.raises(DiskTrouble):
        _ = ws.library
    assert {path.name for path in tmp_path.iterdir()} == {"library.db"}
    ws.close()


def test_the_sample_workspace_needs_no_key(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path, resources, sample=True)
    assert matters.list_matters(ws) == ()
    ws.close()


def test_a_matter_goes_its_way(ws: Workspace, matter: Matter) -> None:
    changed, changes = matters.save_matter(ws, replace(matter, title="另一案由"))
    assert (changed.number, changed.created, changes) == (
        matter.number,
        matter.created,
        Changes(matters=(matter.number,)),
    )
    assert changed.updated
    assert matter.updated
    assert changed.updated >= matter.updated
    matters.delete_matter(ws, matter.number)
    assert matters.list_matters(ws) == ()
    assert [one.title for one in matters.list_matters(ws, deleted=True)] == ["另一案由"]
    with pytest.raises(MatterMissing):
        matters.load_draft(ws, matter.number)
    matters.restore_matter(ws, matter.number)
    assert matters.get_matter(ws, matter.number) == changed


def test_a_draft_is_there_after_closing(ws: Workspace, matter: Matter, resources: Path) -> None:
    draft, changes = matters.save_draft(ws, Draft(matter.number, "本院认为，"))
    assert (draft.revision, changes.draft) == (1, matter.number)
    ws.close()
    again = Workspace.open(ws.data, resources, unlock=lambda: "口令".encode())
    assert matters.load_draft(again, matter.number) == draft
    again.close()


@pytest.mark.parametrize(
    "write",
    [
        lambda ws: matters.save_draft(ws, Draft(9, "x")),
        lambda ws: matters.judge_hit(ws, Judged(9, "k", Verdict.OPEN, Tier.CITY)),
        lambda ws: matters.adopt(ws, Adoption(9, "k", Section.FACTS, "x", "y", 0, 1)),
        lambda ws: matters.log_search(ws, SearchLog(9, NOW, "", "", Method.CASE, "", 0, 0)),
        lambda ws: matters.submit_case(ws, SubmittedCase(9, "", "")),
        lambda ws: matters.save_corrections(ws, 9, Corrections()),
    ],
)
def test_nothing_is_kept_for_a_matter_that_is_not_there(ws: Workspace, write: object) -> None:
    with pytest.raises(MatterMissing):
        write(ws)  # type: ignore[operator]


def test_what_belongs_to_a_matter_is_kept(ws: Workspace, matter: Matter) -> None:
    number = matter.number
    assert matters.judge_hit(ws, Judged(number, "k", Verdict.SIMILAR, Tier.CITY)) == Changes(verdicts=number)
    (judged,) = matters.judged_hits(ws, number)
    assert judged.at is not None
    adoption, _ = matters.adopt(ws, Adoption(number, "k", Section.REASONING, "段", "出处", 0, 1))
    matters.move_adoptions(ws, [replace(adoption, start=5, end=6)])
    assert [(one.start, one.end) for one in matters.adoptions(ws, number)] == [(5, 6)]
    assert ws.work.adoptions.counts(["k", "x"]) == {"k": 1}
    case, _ = matters.submit_case(ws, SubmittedCase(number, "原告", "指导案例1号"))
    assert matters.withdraw_submitted(ws, case.number) == Changes(matters=(number,))
    assert matters.submitted_cases(ws, number) == ()
    made = Corrections({("盗窃方式", "入户"): Said.THERE})
    assert matters.save_corrections(ws, number, made) == Changes(matters=(number,))
    matters.delete_matter(ws, number)
    matters.restore_matter(ws, number)
    assert matters.corrections(ws, number) == made


def test_an_adopted_passage_is_stored_with_its_source_or_not_at_all(ws: Workspace, matter: Matter) -> None:
    number = matter.number
    passage = Adoption(number, "k", Section.REASONING, "段", "出处", 0, 1)
    (draft, adoption), changes = matters.adopt_into_draft(ws, Draft(number, "段"), passage)
    assert (matters.load_draft(ws, number), matters.adoptions(ws, number)) == (draft, (adoption,))
    assert changes == Changes(draft=number)
    broken = replace(passage, start=2**64)
    with pytest.raises(OverflowError):
        matters.adopt_into_draft(ws, Draft(number, "段段"), broken)
    assert matters.load_draft(ws, number) == draft, "no text without its source"


def test_reading_a_hit_is_counted_in_its_tier(ws: Workspace, matter: Matter) -> None:
    tiers = (TierCount(Tier.GUIDING, TierState.SEARCHED, 2), TierCount(Tier.PARENT, TierState.SEARCHED, 3))
    number, changes = matters.log_search(ws, SearchLog(matter.number, NOW, "", "", Method.CASE, "词", 1, 9, tiers))
    assert changes.log == matter.number
    for _ in range(2):
        matters.count_opened(ws, number, Tier.PARENT)
    (log,) = matters.search_logs(ws, matter.number)
    assert [count.opened for count in log.tiers] == [0, 2]
    later = replace(log, query="逾期", tiers=tuple(count._replace(returned=9, opened=0) for count in log.tiers))
    assert matters.log_search(ws, later)[0] == log.number
    (again,) = matters.search_logs(ws, matter.number)
    assert (again.query, [(count.returned, count.opened) for count in again.tiers]) == ("逾期", [(9, 0), (9, 2)])
    assert matters.count_opened(ws, 99, Tier.PARENT) == Changes()


def test_behaviour_becomes_attention_until_erased(ws: Workspace) -> None:
    events = [
        Behaviour(NOW - timedelta(hours=hour), Act.DWELL, Section.REASONING, "k", seconds=200.0) for hour in range(5)
    ]
    assert behaviour.record_behaviour(ws, events) == Changes(behaviour=True)
    assert behaviour.attention(ws, NOW).favourite is Section.REASONING
    behaviour.erase_behaviour(ws)
    assert behaviour.attention(ws, NOW).events == 0


def test_the_doctor_changes_nothing_and_tells_no_case(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path / "data", resources)
    health = examine(ws)
    assert (health.library, health.problems) == (None, ())
    assert list(ws.data.iterdir()) == []
    ws.library.add([small_entry()])
    health = examine(ws)
    assert health.library
    assert [problem.kind for problem in health.problems] == ["index_behind"]
    assert health.sizes["library.db"] > 0
    assert "案件正文" not in str(health)
    assert "判决书" not in str(health)
    ws.close()


def test_the_doctor_leaves_every_file_as_it_is(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path / "data", resources)
    ws.library.add([small_entry()])
    ws.close()
    (ws.data / "library.db").chmod(0o640)
    before = _files(ws.data)
    ws = Workspace.open(tmp_path / "data", resources)
    health = examine(ws)
    ws.close()
    assert health.library
    assert health.library.cases == 1
    assert "others_may_read" in {problem.kind for problem in health.problems}
    assert _files(ws.data) == before


def test_the_doctor_does_not_bring_an_older_library_up_to_date(tmp_path: Path, resources: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as db:
        db.execute("PRAGMA user_version = 1")
        db.execute("CREATE TABLE cases (a)")
    (tmp_path / "library.db").chmod(0o600)
    ws = Workspace.open(tmp_path, resources)
    before = _files(tmp_path)
    health = examine(ws)
    assert [problem.kind for problem in health.problems if problem.kind != "others_may_read"] == ["older_file"]
    assert _files(tmp_path) == before
    ws.close()


def _files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mode, path.read_bytes()) for path in folder.iterdir()}


def test_the_doctor_finds_a_damaged_library_and_wide_rights(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path / "data", resources)
    (ws.data / "library.db").write_bytes(b"no database" * 1000)
    (ws.data / "work.db").write_bytes(b"x")
    (ws.data / "work.db").chmod(0o644)
    kinds = {problem.kind for problem in examine(ws).problems}
    assert {"others_may_read", "library_unreadable", "key_note_missing"} <= kinds
    ws.close()
