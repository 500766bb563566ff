"""What a sync brings into the library: every operation of FEED.md, in order, each shard whole or not at all."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zstandard
from fakes.feed import Court
from fakes.files import record

from localdb.engine import index_backlog, taking
from localdb.engine import sync as room
from localdb.engine.import_cases import import_cases
from localdb.engine.search import search
from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.errors import DiskTrouble, FeedUnreachable, FeedUnset, SyncBusy
from localdb.model.feed import FeedSettings, SyncProgress, SyncStage, SyncSummary, Withdrawal
from localdb.model.kinds import Authority, Section, Status
from localdb.model.library import Refusal
from localdb.model.record import case_from_record, case_to_record
from localdb.model.similar import SearchRequest
from localdb.reference import Reference
from localdb.storage.lock import sole_writer
from localdb.sync.fetching_folder import FolderFetcher
from localdb.sync.shards import Packed, Put, Shard, Table, Withdraw
from localdb.text import complete

DAY = date(2026, 11, 2)


@pytest.fixture
def court(tmp_path: Path) -> Court:
    return Court(tmp_path / "feed", ["110000", "360000"])


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    ws = Workspace.open(tmp_path / "data", resources)
    yield ws
    ws.close()


def settings_of(court: Court) -> FeedSettings:
    return FeedSettings(str(court.folder), court.root_file)


def synced(ws: Workspace, court: Court) -> SyncSummary:
    return sync_library(ws, settings_of(court))[0]


def puts(*idents: str, **fields: object) -> Sequence[Put]:
    return [Put(record(ident) | fields) for ident in idents]


def found(ws: Workspace, words: str) -> list[str]:
    groups = search(ws, SearchRequest(words)).groups
    return sorted(hit.card.key for group in groups for hit in group.hits)


def test_cases_come_are_searchable_and_come_only_once(ws: Workspace, court: Court) -> None:
    court.publish(puts("1", "2"))
    court.publish(puts("3"), "110000")
    summary, changes = sync_library(ws, settings_of(court))
    assert (summary.added, summary.read, summary.shards, changes.library) == (3, 3, 2, True)
    assert found(ws, "买卖合同") == ["feed/110000:3", "feed/national:1", "feed/national:2"]
    again, unchanged = sync_library(ws, settings_of(court))
    assert (again.read, again.shards, again.changes, unchanged.library) == (0, 0, False, False)


def test_a_record_keeps_what_it_says_of_its_source(ws: Workspace, court: Court) -> None:
    court.publish(puts("1", source="人民法院案例库"), "110000")
    synced(ws, court)
    case = ws.library.get("1")
    assert case is not None
    assert (case.source, case.told_source) == ("feed/110000", "人民法院案例库")


@pytest.mark.parametrize(("read", "title"), [("0.0.1", "从文书读出"), ("999", "发布时读出")])
def test_a_record_read_by_a_leian_no_older_is_taken_as_it_is(
    ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch, read: str, title: str
) -> None:
    def reads(case: Case, reference: Reference) -> Case:
        return replace(complete(case, reference), title="从文书读出")

    monkeypatch.setattr(taking, "complete", reads)
    case = complete(case_from_record(record("1")), ws.reference)
    told = case_to_record(replace(case, title="发布时读出"))
    court.publish([Put(told, read, case.sections[Section.PARTIES])])
    assert synced(ws, court).added == 1
    kept = ws.library.get("1")
    assert kept is not None
    assert kept.title == title
    assert kept.sections == case.sections


def test_no_court_replaces_the_case_of_another(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"), "110000")
    court.publish([Put(record("1", "另案。" + str(record("x")["full_text"])))], "360000")
    court.publish([Withdraw("1", Withdrawal.OUT, DAY)], "360000")
    synced(ws, court)
    assert ws.library.keys() == ["feed/110000:1"]


def test_a_case_is_replaced_by_a_later_put(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    synced(ws, court)
    court.publish([Put(record("1", str(record("x")["full_text"]).replace("钢材", "水泥")))])
    summary = synced(ws, court)
    assert (summary.added, summary.replaced) == (0, 1)
    assert found(ws, "水泥") == ["feed/national:1"]
    assert found(ws, "钢材") == []
    assert ws.library.feed.replaced(["feed/national:1"])


def test_a_withdrawn_case_leaves_search_and_is_still_read(ws: Workspace, court: Court) -> None:
    court.publish(puts("1", "2"))
    synced(ws, court)
    court.publish([Withdraw("1", Withdrawal.CHANGED, DAY, "2", "再审改判")])
    summary = synced(ws, court)
    assert summary.withdrawn == 1
    assert found(ws, "买卖合同") == ["feed/national:2"]
    case = ws.library.withdrawn.case("feed/national:1")
    assert case is not None
    assert (case.status, case.superseded_by) == (Status.CHANGED, "feed/national:2")


def test_a_put_of_the_very_same_record_revives_it(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    court.publish([Withdraw("1", Withdrawal.OUT, DAY)])
    synced(ws, court)
    assert ws.library.count() == 0
    court.publish(puts("1"))
    assert synced(ws, court).added == 1
    assert found(ws, "买卖合同") == ["feed/national:1"]


def test_the_last_operation_of_an_id_counts(ws: Workspace, court: Court) -> None:
    gone, back = Withdraw("1", Withdrawal.OUT, DAY), Withdraw("2", Withdrawal.OUT, DAY)
    court.publish([*puts("1"), gone, back, *puts("2")])
    synced(ws, court)
    assert ws.library.keys() == ["feed/national:2"]


def test_a_folded_shard_over_what_is_there_changes_nothing(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    court.publish(puts("2"))
    synced(ws, court)
    version = ws.library.version()
    court.targets["targets"].clear()
    court.publish(puts("1", "2", "3"), first=1, last=3)
    summary = synced(ws, court)
    assert (summary.added, summary.duplicates) == (1, 2)
    assert ws.library.version() == version + 1
    assert ws.library.feed.applied() == {"national": 3}


def test_what_is_refused_is_named_and_the_rest_goes_on(
    ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(case: Case, reference: Reference) -> Case:
        if case.id == "breaks":
            raise IndexError
        return complete(case, reference)

    monkeypatch.setattr(taking, "complete", broken)
    court.publish([Put({"id": "thin", "full_text": "无。"}), Put({"x": 1}), *puts("breaks", "good")])
    summary = synced(ws, court)
    assert (summary.read, summary.added, summary.rejected) == (4, 1, 3)
    assert [(each.line, each.refusal) for each in sorted(summary.rejections, key=lambda each: each.line)] == [
        (1, Refusal.NOT_A_CASE),
        (2, Refusal.NO_ID),
        (3, Refusal.UNREADABLE),
    ]
    assert ws.library.keys() == ["feed/national:good"]
    assert sum(ws.library.refused.counts().values()) == summary.rejected


THIN = "北京市朝阳区人民法院\n民事判决书\n（2020）京0105民初1号\n原告：张三。\n被告：李四。\n判决如下：\n驳回。"


@pytest.mark.parametrize(
    "put", [Put({"id": "1", "full_text": THIN}), Put({"id": "1", "title": 5, "full_text": 5}), Put({"id": "1"})]
)
def test_a_put_that_is_not_admitted_takes_out_what_it_was_to_replace(ws: Workspace, court: Court, put: Put) -> None:
    court.publish(puts("1", "2"))
    synced(ws, court)
    court.publish([put])
    summary = synced(ws, court)
    assert (summary.withdrawn, summary.rejected, [told.removed for told in summary.rejections]) == (1, 1, [True])
    assert found(ws, "买卖合同") == ["feed/national:2"]
    stone = ws.library.withdrawn.find("feed/national:1")
    assert stone is not None
    assert (stone.status, stone.why) == (Withdrawal.REPLACED, summary.rejections[0].refusal)
    assert ws.library.withdrawn.case("feed/national:1") is None, "the old text is not kept"


def test_of_puts_in_one_shard_the_last_counts_though_it_is_not_admitted(ws: Workspace, court: Court) -> None:
    court.publish([*puts("1"), Put({"id": "1", "full_text": THIN}), Put({"id": "2", "full_text": THIN}), *puts("2")])
    summary = synced(ws, court)
    assert (ws.library.keys(), summary.rejected) == (["feed/national:2"], 1)
    assert [told.removed for told in summary.rejections] == [False]


def test_what_the_user_imported_stays_when_the_court_gives_another_text(
    ws: Workspace, court: Court, tmp_path: Path
) -> None:
    (tmp_path / "own.jsonl").write_text(json.dumps(record("1") | {"id": "own"}, ensure_ascii=False))
    court.publish(puts("1"))
    synced(ws, court)
    import_cases(ws, [tmp_path / "own.jsonl"])
    court.publish([Put({"id": "1", "full_text": THIN})])
    synced(ws, court)
    assert found(ws, "买卖合同") == ["测试:own"]


def test_a_table_reaches_the_reference_and_the_courts_own_file_lies_over_it(ws: Workspace, court: Court) -> None:
    court.publish(puts("3", doc_type="指导性案例", guiding_no=3, gist="买受人收货后应当付款。"))
    synced(ws, court)
    assert ws.reference.authority.followed(3)
    court.publish([Table("authority", {"not_followed": [_dropped(3), _dropped(4)]})], kind="tables")
    summary = synced(ws, court)
    assert summary.tables == ("authority",)
    assert not ws.reference.authority.followed(3)
    own = ws.data / "reference"
    own.mkdir()
    later = {"not_followed": [_dropped(4) | {"since": "2099-01-01"}]}
    (own / "authority.json").write_text(json.dumps(later), encoding="utf-8")
    ws.renew_tables()
    assert (ws.reference.authority.followed(3), ws.reference.authority.followed(4)) == (False, True)


def test_tables_that_a_kill_kept_from_their_files_are_laid_out_by_the_next_sync(ws: Workspace, court: Court) -> None:
    court.publish([Table("authority", {"not_followed": [_dropped(3)]})], kind="tables")
    synced(ws, court)
    shutil.rmtree(ws.feed_tables)
    ws.renew_tables()
    synced(ws, court)
    assert not ws.reference.authority.followed(3)


def test_a_table_that_only_another_version_could_use_is_left_out_until_the_court_mends_it(
    ws: Workspace, court: Court
) -> None:
    court.publish([Table("authority", {"not_followed": [_dropped(3)]})], kind="tables")
    synced(ws, court)
    unfit = json.dumps({"not_followed": [_dropped(3) | {"since": "someday"}]})
    with ws.library.store.write():
        ws.library.feed.put_table("authority", unfit)
    (ws.feed_tables / "authority.json").write_text(unfit, encoding="utf-8")
    ws.renew_tables()
    court.publish(puts("1"))
    assert synced(ws, court).added == 1
    assert ws.reference.authority.followed(3)
    court.publish([Table("authority", {"not_followed": [_dropped(4)]})], kind="tables")
    synced(ws, court)
    assert not ws.reference.authority.followed(4)


def _dropped(number: int) -> dict[str, object]:
    return {"name": f"指导性案例{number}号", "number": number, "since": "2020-01-01", "by": "法〔2020〕1号"}


def test_a_table_that_makes_no_sense_is_refused(ws: Workspace, court: Court) -> None:
    bad = [
        Table("laws", {"laws": [{"name": "甲法", "level": "法律", "versions": ["2020-13-41"]}]}),
        Table("nothing", {}),
        Table("lexicon", {"words": 3}),
    ]
    court.publish(bad, kind="tables")
    court.publish([Table("lexicon", {})], "110000", "tables")
    summary = synced(ws, court)
    assert summary.tables == ()
    assert not ws.feed_tables.exists()
    assert {(each.refusal, each.detail) for each in summary.rejections} == {
        (Refusal.BAD_FIELD, "table"),
        (Refusal.BAD_FIELD, "place"),
    }


def test_a_gap_is_told_and_nothing_of_that_role_is_applied(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    court.publish(puts("2"), first=3)
    court.publish(puts("3"), "110000")
    summary = synced(ws, court)
    assert [(trouble.folder, trouble.reason, trouble.values) for trouble in summary.troubles] == [
        ("national", "gap", ("1", "3"))
    ]
    assert ws.library.keys() == ["feed/110000:3"]
    court.publish(puts("4"), first=2)
    assert synced(ws, court).added == 3


def test_a_kind_of_tomorrow_is_passed_over_and_found_by_who_knows_it(
    ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.publish(puts("1"))
    court.publish(puts("2"), kind="pictures")
    court.publish(puts("3"))
    summary = synced(ws, court)
    assert [trouble.reason for trouble in summary.troubles] == ["kind"]
    assert ws.library.keys() == ["feed/national:1", "feed/national:3"]
    monkeypatch.setattr(Shard, "known", property(lambda shard: True))
    synced(ws, court)
    assert sorted(ws.library.keys()) == ["feed/national:1", "feed/national:2", "feed/national:3"]
    assert ws.library.feed.left() == set()


def test_after_a_format_of_tomorrow_nothing_of_that_role_is_applied(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    court.publish(puts("2"), format=2)
    court.publish(puts("3"))
    summary = synced(ws, court)
    assert [trouble.reason for trouble in summary.troubles] == ["format"]
    assert ws.library.keys() == ["feed/national:1"]


def test_new_guiding_and_typical_cases_are_told_first_guiding(ws: Workspace, court: Court) -> None:
    plain = puts("3")
    typical = Put(record("2", doc_type="典型案例", source="最高人民法院", gist="出卖人交付后买受人应当付款。"))
    guiding = Put(record("1", doc_type="指导性案例", guiding_no=7, gist="买受人收货后应当付款。"))
    court.publish([*plain, typical, guiding])
    news = synced(ws, court).news
    assert [(card.id, card.authority) for card in news] == [("1", Authority.GUIDING), ("2", Authority.TYPICAL)]
    court.publish([guiding])
    assert synced(ws, court).news == ()


def test_progress_goes_through_all_stages(ws: Workspace, court: Court) -> None:
    court.publish(puts("1", "2"))
    told: list[SyncProgress] = []
    sync_library(ws, settings_of(court), told.append)
    stages = [at.stage for at in told]
    assert stages[0] is SyncStage.METADATA
    assert SyncStage.DOWNLOAD in stages
    assert all(at.bytes_done <= at.total_bytes for at in told)


def test_a_cancelled_sync_says_so_and_the_next_completes(ws: Workspace, court: Court) -> None:
    for ident in "123":
        court.publish(puts(ident))
    summary, _ = sync_library(ws, settings_of(court), cancelled=lambda: ws.library.count() >= 1, leaving=lambda: True)
    assert (summary.cancelled, ws.library.count(), ws.index.cases) == (True, 1, 0)
    court.publish([Withdraw("1", Withdrawal.OUT, DAY)])
    sync_library(ws, settings_of(court), cancelled=lambda: ws.library.count() >= 2, leaving=lambda: False)
    assert found(ws, "买卖合同") == ["feed/national:1", "feed/national:2"], "what was applied is in the index at once"
    assert synced(ws, court).added == 1
    assert found(ws, "买卖合同") == ["feed/national:2", "feed/national:3"]


def test_a_line_lost_in_the_middle_tells_what_came_before_and_it_is_searchable(
    ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.publish(puts("1"))
    lost = court.publish(puts("2"))
    pieces = FolderFetcher.pieces

    def broken(fetcher: FolderFetcher, path: str, start: int = 0) -> Iterator[bytes]:
        if path == lost:
            raise FeedUnreachable(path, "other")
        yield from pieces(fetcher, path, start)

    monkeypatch.setattr(FolderFetcher, "pieces", broken)
    summary = synced(ws, court)
    assert (summary.added, summary.shards, isinstance(summary.trouble, FeedUnreachable)) == (1, 1, True)
    assert found(ws, "买卖合同") == ["feed/national:1"]
    with pytest.raises(FeedUnreachable):
        synced(ws, court)
    monkeypatch.setattr(FolderFetcher, "pieces", pieces)
    assert synced(ws, court).added == 1


def test_two_syncs_at_once_are_one(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    with sole_writer(_lock(ws)), pytest.raises(SyncBusy):
        synced(ws, court)
    assert synced(ws, court).added == 1


def _lock(ws: Workspace) -> Path:
    ws.trust.mkdir(exist_ok=True)
    return ws.trust / "sync.lock"


def test_without_address_or_root_it_says_what_is_missing(ws: Workspace, court: Court) -> None:
    with pytest.raises(FeedUnset) as nothing:
        sync_library(ws, FeedSettings())
    assert nothing.value.missing == ("feed", "root")
    with pytest.raises(FeedUnset) as rootless:
        sync_library(ws, FeedSettings(str(court.folder)))
    assert rootless.value.missing == ("root",)


def test_a_damaged_shard_holds_up_its_own_role_alone(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    bomb = zstandard.compress(b"\n" * 2**24)
    court.publish(packed=Packed(bomb, 1, 100))
    court.publish(puts("2"))
    court.publish(puts("3"), "110000")
    summary = synced(ws, court)
    assert [(trouble.folder, trouble.reason) for trouble in summary.troubles] == [("national", "shard")]
    assert ws.library.keys() == ["feed/national:1", "feed/110000:3"]
    court.targets["targets"].clear()
    court.publish(puts("1", "2"), first=1, last=3)
    assert synced(ws, court).added == 1


def test_a_shard_that_is_not_there_holds_up_its_own_role_alone(ws: Workspace, court: Court) -> None:
    file = court.folder / court.publish(puts("1"))
    court.publish(puts("2"))
    court.publish(puts("3"), "110000")
    aside = file.rename(court.folder / "aside")
    summary = synced(ws, court)
    assert [(trouble.folder, trouble.values[1]) for trouble in summary.troubles] == [("national", "missing")]
    assert ws.library.keys() == ["feed/110000:3"]
    aside.rename(file)
    assert synced(ws, court).added == 2


@pytest.mark.parametrize("end", [b'{"op":"put","case":{"id":"9"', b'{"op":"put"}\n{"op":"put"}\n'])
def test_of_a_shard_with_another_number_of_lines_nothing_is_applied(ws: Workspace, court: Court, end: bytes) -> None:
    text = b"".join(line for line in [_line(record("1")), end])
    court.publish(packed=Packed(zstandard.compress(text), 5, len(text)))
    summary = synced(ws, court)
    assert [trouble.values[1] for trouble in summary.troubles] == ["operations"]
    assert (ws.library.count(), ws.library.feed.applied()) == (0, {})


def test_a_tampered_shard_is_not_applied_and_the_true_one_is(ws: Workspace, court: Court) -> None:
    file = court.folder / court.publish(puts("1"))
    true = file.read_bytes()
    file.write_bytes(true[:-1] + b"x")
    assert [trouble.values[1] for trouble in synced(ws, court).troubles] == ["length"]
    assert ws.library.count() == 0
    file.write_bytes(true)
    assert synced(ws, court).added == 1


def test_a_full_disk_leaves_nothing_half_applied(ws: Workspace, court: Court) -> None:
    court.publish(puts("1"))
    synced(ws, court)
    court.publish([*puts(*(str(number) for number in range(2, 60))), Withdraw("1", Withdrawal.OUT, DAY)])
    pages = ws.library.store.value("PRAGMA page_count")
    ws.library.store.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskTrouble) as told:
        synced(ws, court)
    assert told.value.reason == "full"
    assert (ws.library.keys(), ws.library.feed.applied()) == (["feed/national:1"], {"national": 1})
    ws.library.store.execute("PRAGMA max_page_count = 1000000000")
    assert synced(ws, court).withdrawn == 1
    assert (ws.library.count(), ws.library.feed.applied()) == (58, {"national": 2})


def test_searches_go_on_from_what_was_there(ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    court.publish(puts("1"))
    synced(ws, court)
    monkeypatch.setattr(index_backlog, "BATCH", 2)
    monkeypatch.setattr(room, "_TELL", 0.0)
    court.publish(puts("2", "3", "4", "5", "6"))
    seen: list[list[str]] = []
    sync_library(ws, settings_of(court), lambda at: seen.append(found(ws, "买卖合同")))
    assert len(seen) > 5
    assert set(map(tuple, seen)) == {("feed/national:1",)}, "until all of it is there at once"
    assert len(found(ws, "买卖合同")) == 6


def _line(case: dict[str, object]) -> bytes:
    return json.dumps({"op": "put", "case": case}, ensure_ascii=False).encode() + b"\n"
