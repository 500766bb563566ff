from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from localdb.model.behaviour import Act, Behaviour
from localdb.model.errors import LibraryBusy, MatterMissing, WrongKey
from localdb.model.graph import Corrections, Said
from localdb.model.kinds import CaseType, Method, Section, Stage, Tier, TierState, Trigger, Verdict
from localdb.model.matter import Adoption, Judged, Matter, SearchLog, SubmittedCase, TierCount
from localdb.storage import connection
from localdb.storage.work import Work

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MATTER = Matter(
    case_no="（2026）京0105民初1234号",
    title="买卖合同纠纷",
    court="北京市朝阳区人民法院",
    tribunal="民一庭",
    case_type=CaseType.CIVIL,
    causes=("买卖合同纠纷",),
    stage=Stage.CLOSING,
    triggers=(Trigger.COMMITTEE, Trigger.OTHER),
    issues=("是否违约", "违约金是否过高"),
    facts_date=date(2025, 3, 1),
    secret=True,
    searcher="张三",
    analysis="参照",
    closed=True,
    created=NOW,
    updated=NOW,
)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    work = Work(tmp_path / "work.db", KEY)
    yield work
    work.close()


@pytest.fixture
def matter(work: Work) -> int:
    return work.matters.add(MATTER)


def test_a_matter_comes_back_whole(work: Work, matter: int) -> None:
    assert work.matters.get(matter) == MATTER.__class__(**{**_fields(MATTER), "number": matter})  # type: ignore[arg-type]


def test_a_deleted_matter_can_be_restored_with_its_draft(work: Work, matter: int) -> None:
    work.drafts.save(matter, "草稿", NOW)
    work.matters.delete(matter, NOW)
    assert work.matters.all() == []
    assert [gone.number for gone in work.matters.all(deleted=True)] == [matter]
    for action in (
        lambda: work.matters.get(matter),
        lambda: work.matters.delete(matter, NOW),
        lambda: work.drafts.save(matter, "x", NOW),
    ):
        with pytest.raises(MatterMissing):
            action()
    work.matters.restore(matter)
    assert work.matters.get(matter).title == "买卖合同纠纷"
    assert work.drafts.get(matter).text == "草稿"


def test_restoring_what_is_not_deleted_is_refused(work: Work, matter: int) -> None:
    with pytest.raises(MatterMissing):
        work.matters.restore(matter)
    with pytest.raises(MatterMissing):
        work.matters.update(Matter(number=99))


def test_every_save_raises_the_revision(work: Work, matter: int) -> None:
    assert work.drafts.get(matter).revision == 0
    assert [work.drafts.save(matter, text, NOW).revision for text in ("一", "二")] == [1, 2]
    draft = work.drafts.get(matter)
    assert (draft.text, draft.revision, draft.saved) == ("二", 2, NOW)


def test_half_a_character_does_not_lose_the_draft(work: Work, matter: int) -> None:
    assert work.drafts.save(matter, "本院\ud83d认为", NOW).text == "本院\ufffd认为"
    work.verdicts.put(Judged(matter, "k\udc00", Verdict.OPEN, Tier.CITY, at=NOW))
    assert work.adoptions.counts(["\udfff"]) == {}


def test_a_verdict_replaces_the_earlier_one(work: Work, matter: int) -> None:
    first = Judged(matter, "某院:1", Verdict.OPEN, Tier.CITY, at=NOW)
    second = Judged(matter, "某院:1", Verdict.SIMILAR, Tier.CITY, "注", "事实", "焦点", "法律", True, True, NOW)
    work.verdicts.put(first)
    assert work.verdicts.of(matter) == [first]
    work.verdicts.put(second)
    assert work.verdicts.of(matter) == [second]


def test_adoptions_are_kept_moved_and_counted(work: Work, matter: int) -> None:
    adoption = work.adoptions.add(Adoption(matter, "某院:1", Section.REASONING, "段落", "出处", 3, 5, NOW))
    assert work.adoptions.of(matter) == [adoption]
    assert work.adoptions.counts(["某院:1", "某院:2"]) == {"某院:1": 1}
    moved = Adoption(**{**_fields(adoption), "start": 10, "end": 12, "removed": True})  # type: ignore[arg-type]
    work.adoptions.update(moved)
    assert work.adoptions.of(matter) == [moved]
    assert work.adoptions.counts(["某院:1"]) == {}


def test_a_search_comes_back_with_its_tiers(work: Work, matter: int) -> None:
    tiers = (TierCount(Tier.GUIDING, TierState.SEARCHED, 0), TierCount(Tier.PARENT, TierState.MERGED, 0, 1, 2))
    log = work.searches.add(SearchLog(matter, NOW, "张三", "某院", Method.STATUTE, "合同法", 3, 100, tiers))
    assert work.searches.of(matter) == [log]
    assert log.number > 0


def test_submitted_cases_can_be_answered_and_withdrawn(work: Work, matter: int) -> None:
    case = work.submitted.put(SubmittedCase(matter, "原告", "指导案例1号", binding=True))
    answered = work.submitted.put(SubmittedCase(matter, "原告", "指导案例1号", "不同", True, case.number))
    assert work.submitted.of(matter) == [answered]
    assert work.submitted.remove(answered.number) == matter
    assert work.submitted.remove(answered.number) == 0


def test_corrections_replace_the_earlier_ones_of_their_matter(work: Work, matter: int) -> None:
    other = work.matters.add(MATTER)
    made = Corrections({("盗窃方式", "扒窃"): Said.NOT_THERE, ("盗窃方式", "入户"): Said.THERE})
    work.corrections.put(matter, made)
    work.corrections.put(other, Corrections({("量刑情节", "自首"): Said.THERE}))
    assert list(work.corrections.of(matter).said.items()) == list(made.said.items())
    work.corrections.put(matter, Corrections())
    assert (work.corrections.of(matter).said, len(work.corrections.of(other).said)) == ({}, 1)


def test_erased_behaviour_leaves_no_trace(work: Work) -> None:
    events = [
        Behaviour(NOW, Act.DWELL, Section.FACTS, "某院:1", 12.5),
        Behaviour(NOW, Act.COPY, Section.ISSUES, "k", 0, 9),
    ]
    assert work.behaviour.add(events) == 2
    assert list(work.behaviour.each()) == events
    assert work.behaviour.erase() == 2
    assert list(work.behaviour.each()) == []


def test_traces_that_a_reader_keeps_in_the_journal_are_told(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    reader = Work(tmp_path / "work.db", KEY)
    work.behaviour.add([Behaviour(NOW, Act.DWELL, Section.FACTS, "某院:1", 12.5)])
    reader.store.execute("BEGIN")
    assert len(list(reader.behaviour.each())) == 1
    eraser = Work(tmp_path / "work.db", KEY)
    with pytest.raises(LibraryBusy):
        eraser.behaviour.erase()
    reader.store.execute("COMMIT")
    assert eraser.behaviour.erase() == 0
    assert not (tmp_path / "work.db-wal").stat().st_size
    eraser.close()
    reader.close()


def test_the_file_is_unreadable_without_its_key(work: Work, matter: int, tmp_path: Path) -> None:
    work.drafts.save(matter, "绝密草稿", NOW)
    for path in tmp_path.iterdir():
        assert "绝密".encode() not in path.read_bytes()
        assert b"CREATE TABLE" not in path.read_bytes()
    with pytest.raises(WrongKey):
        Work(tmp_path / "work.db", bytes(32))
    again = Work(tmp_path / "work.db", KEY)
    assert again.drafts.get(matter).text == "绝密草稿"
    again.close()


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__class__.__slots__}  # type: ignore[attr-defined]
