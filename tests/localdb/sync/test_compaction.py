"""Compaction: the same state in fewer shards, wherever a reader had stopped; cleaning takes only what nobody needs."""

import io
import os
import random
import time
from datetime import date
from pathlib import Path

import pytest
import zstandard
from fakes.court_feed import Client, Court, records
from fakes.files import JUDGMENT
from hypothesis import given, settings
from hypothesis import strategies as st
from tuf.api.metadata import Targets

from localdb.engine.publish import withdrawals_of
from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.errors import PublishFault
from localdb.model.feed import FeedSettings, Withdrawal
from localdb.sync import compaction
from localdb.sync.compaction import crowded, fold
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.sequence import Entry, entries_of, entry_of, targets_of
from localdb.sync.shards import Model, Operation, Put, Table, Withdraw, line_of, pack_lines, read

ROLE = "110000"
DAY = date(2026, 11, 22)


def _entries(feed: FeedFolder, days: list[list[Operation]], kinds: list[str]) -> list[Entry]:
    entries = []
    for number, (day, kind) in enumerate(zip(days, kinds, strict=True), 1):
        packed = pack_lines([line_of(operation) for operation in day])
        entries.append(entry_of(ROLE, number, number, kind, packed))
        feed.place_target(entries[-1].target, packed.data)
    return entries


def _applied(feed: FeedFolder, entries: list[Entry], after: int, state: dict[str, object]) -> dict[str, object]:
    """Apply what comes after a sequence number as FEED.md has it; a withdrawn case leaves its tombstone."""
    due = after
    for entry in entries:
        if entry.shard.name.last <= due:
            continue
        assert entry.shard.name.first <= due + 1  # no gap
        data = feed.target(entry.target).read_bytes()
        for line in read(io.BytesIO(data), entry.shard):
            match line.operation:
                case Put(case):
                    state[str(case["id"])] = case["text"]
                case Withdraw() as withdraw:
                    state[withdraw.id] = withdraw
                case Table(name, rows):
                    state[f"table {name}"] = rows
                case Model(name, content):
                    state[f"model {name}"] = content
        due = entry.shard.name.last
    return state


_IDS = st.sampled_from(["1", "2", "3", "4", "5", "6"])
_CASES = st.lists(
    st.one_of(
        st.builds(lambda ident, text: Put({"id": ident, "text": text}), _IDS, st.integers(0, 9)),
        st.builds(lambda ident: Withdraw(ident, Withdrawal.HIDDEN, DAY), _IDS),
    ),
    max_size=6,
)
_TABLES = st.lists(
    st.builds(lambda name, row: Table(name, {"row": row}), st.sampled_from(["laws", "lexicon"]), st.integers(0, 9)),
    max_size=2,
)
_MODELS = st.lists(st.builds(lambda byte: Model("labels", bytes([byte])), st.integers(0, 9)), max_size=2)
_KINDS = {"cases": _CASES, "tables": _TABLES, "models": _MODELS}
_DAYS = st.lists(
    st.one_of(*(st.tuples(st.just(kind), given) for kind, given in _KINDS.items())), min_size=1, max_size=9
)


@given(days=_DAYS, keep=st.integers(0, 4), again=st.integers(0, 4), most=st.integers(1, 12), stop=st.integers(0, 9))
@settings(max_examples=150, deadline=None)
def test_wherever_a_reader_stopped_the_state_is_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    days: list[tuple[str, list[Operation]]],
    keep: int,
    again: int,
    most: int,
    stop: int,
) -> None:
    feed = FeedFolder(tmp_path_factory.mktemp("feed"))
    entries = _entries(feed, [day for _, day in days], [kind for kind, _ in days])
    wanted = _applied(feed, entries, 0, {})
    half = entries[: min(stop, len(entries))]
    state = _applied(feed, half, 0, {})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compaction, "MOST_OPERATIONS", most)
        folded = fold(ROLE, entries, feed, keep)
        twice = fold(ROLE, folded.entries, feed, again).entries
    for shown in (folded.entries, twice):
        assert entries_of(ROLE, _targets(shown)) == shown  # one after the other, no gap
        assert _applied(feed, shown, 0, {}) == wanted
        assert _applied(feed, shown, len(half), dict(state)) == wanted
    assert [entry.target for entry in folded.entries[-keep:]] == [entry.target for entry in entries[-keep:]] or not keep
    assert len(twice) <= len(folded.entries) <= len(entries)


def _targets(entries: list[Entry]) -> Targets:
    return Targets(targets=dict(targets_of(entries)))


def test_a_range_never_passes_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = FeedFolder(tmp_path)
    days: list[list[Operation]] = [
        [Put({"id": f"{day}-{n}", "text": "字" * 50}) for n in range(4)] for day in range(20)
    ]
    entries = _entries(feed, days, ["cases"] * 20)
    monkeypatch.setattr(compaction, "MOST_OPERATIONS", 10)
    by_number = fold(ROLE, entries, feed, 0).entries
    assert {entry.shard.operations for entry in by_number} == {8}
    monkeypatch.setattr(compaction, "MOST_OPERATIONS", 10_000)
    monkeypatch.setattr(compaction, "MOST_RAW", 3 * entries[0].shard.raw + 50)
    by_size = fold(ROLE, entries, feed, 0).entries
    assert {entry.shard.operations for entry in by_size} == {12, 8}


def test_what_a_later_version_defines_is_left_alone(tmp_path: Path) -> None:
    feed = FeedFolder(tmp_path)
    days: list[list[Operation]] = [[Put({"id": str(day), "text": ""})] for day in range(5)]
    entries = _entries(feed, days, ["cases", "cases", "pictures", "cases", "cases"])
    folded = fold(ROLE, entries, feed, 0).entries
    assert [(entry.shard.kind, entry.shard.name.last) for entry in folded] == [
        ("cases", 2),
        ("pictures", 3),
        ("cases", 5),
    ]
    assert folded[1] == entries[2]


def test_a_model_that_another_has_replaced_leaves_the_feed(tmp_path: Path) -> None:
    feed = FeedFolder(tmp_path)
    days: list[list[Operation]] = [
        [Model("labels", b"old")], [Put({"id": "1", "text": ""})], [Model("labels", b"new")]
    ]  # fmt: skip
    folded = fold(ROLE, _entries(feed, days, ["models", "cases", "models"]), feed, 0).entries
    assert [(entry.shard.kind, entry.shard.operations) for entry in folded] == [("cases", 1), ("models", 1)]
    assert _applied(feed, folded, 0, {}) == {"1": "", "model labels": b"new"}


def _days(court: Court, count: int) -> None:
    for day in range(count):
        court.publish(records(f"{day}-1", f"{day}-2"))


def test_compacting_a_feed_is_seen_by_readers_old_and_new(court: Court) -> None:
    _days(court, 6)
    court.publish(withdrawals=withdrawals_of(["0-1"], Withdrawal.HIDDEN, DAY))
    client = Client(court.base / "client", court.feed)
    before = client.sync()
    summary = court.publish(keep=2)
    assert summary.folded == 5
    assert "00000001-00000005" in _ranges(court)
    assert client.sync() == Client(court.base / "new", court.feed).sync() == before
    # A publication after it takes up the sequence, and its note still knows every id.
    after = court.publish(records("0-2", "9"))
    assert (after.added, after.unchanged, after.shards) == (1, 1, ("national/00000008-00000008.jsonl.zst",))


def test_compacting_twice_changes_nothing(court: Court) -> None:
    _days(court, 4)
    assert court.publish(keep=0).folded == 4
    again = court.publish(keep=0)
    assert (again.folded, again.settled.written) == (0, ())


def test_many_shards_are_folded_unasked_and_nobody_who_is_up_to_date_fetches_one_again(
    court: Court, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "FOLD_AT", 4)
    monkeypatch.setattr(compaction, "KEEP_APART", 2)
    ws = Workspace.open(court.base / "data", resources)
    settings = FeedSettings(str(court.feed), court.feed / "metadata" / "1.root.json")
    folded = []
    for day in range(8):
        folded.append(court.publish(records(f"{day}-1", f"{day}-2")).folded)
        assert sync_library(ws, settings)[0].shards == 1, "the day's own, whatever was folded"
    assert folded == [0, 0, 0, 0, 0, 0, 5, 0], "the oldest five, once four can be spared"
    assert "00000001-00000005" in _ranges(court)
    assert ws.library.count() == 16 == len(Client(court.base / "new", court.feed).sync())
    ws.close()


def test_who_folds_by_hand_is_told_when_and_nothing_that_cannot_be_folded_keeps_a_day_back(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "FOLD_AT", 2)
    monkeypatch.setattr(compaction, "KEEP_APART", 1)
    _days(court, 3)
    told = court.publish(records("8"), folds=False)
    assert (told.folded, [note.kind for note in told.settled.notes]) == (0, ["crowded"])
    for shard in (court.feed / "targets" / "national").iterdir():
        shard.write_bytes(b"damaged")
    told = court.publish(records("9"))
    assert (told.added, told.folded, [note.kind for note in told.settled.notes]) == (1, 0, ["crowded"])
    with pytest.raises(PublishFault, match="shard_lost"):
        court.publish(keep=0)


def test_full_shards_are_no_crowd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[list[Operation]] = [[Put({"id": f"{day}-{n}", "text": ""}) for n in range(4)] for day in range(99)]
    entries = _entries(FeedFolder(tmp_path), days, ["cases"] * 99)
    assert crowded(ROLE, entries) == ("crowded", (ROLE, "68"))
    monkeypatch.setattr(compaction, "MOST_OPERATIONS", 7)
    assert crowded(ROLE, entries) is None


def test_the_text_of_a_hidden_case_leaves_the_feed(court: Court) -> None:
    _days(court, 3)
    court.publish(withdrawals=withdrawals_of(["1-1"], Withdrawal.HIDDEN, DAY))
    assert "张1-1" in _everything(court)
    court.publish(keep=0, grace=0)
    text = _everything(court)
    assert "张1-1" not in text
    assert "张1-2" in text
    assert "1-1" not in Client(court.base / "client", court.feed).sync()


def _everything(court: Court) -> str:
    found = ""
    for path in (court.feed / "targets").rglob("*.zst"):
        with zstandard.open(path, "rb") as stream:
            found += stream.read().decode()
    return found


def _ranges(court: Court) -> set[str]:
    return {path.name.split(".")[1] for path in (court.feed / "targets" / "national").iterdir()}


def _age(court: Court, days: float) -> None:
    then = time.time() - days * 86400
    for path in court.feed.rglob("*"):
        os.utime(path, (then, path.stat().st_mtime - days * 86400))


def test_cleaning_waits_for_the_grace_and_takes_only_what_nobody_needs(court: Court) -> None:
    _days(court, 4)
    court.publish(keep=0)
    client = Client(court.base / "client", court.feed)
    before = client.sync()
    assert court.publish(grace=30).removed == 0
    _age(court, 31)
    summary = court.publish(grace=30)
    assert summary.removed > 4
    assert [path.name.split(".")[1] for path in (court.feed / "targets" / "national").iterdir()] == [
        "00000001-00000004"
    ]
    assert Client(court.base / "new", court.feed).sync() == client.sync() == before
    assert court.publish(grace=30).removed == 0
    assert court.publish(records("1-1", "9")).added == 1


def test_what_was_last_before_the_readers_yesterday_is_kept(court: Court) -> None:
    _days(court, 2)
    _age(court, 100)
    court.publish(keep=0)
    assert court.publish(grace=30).removed < 6  # the two shards just folded, and the version that named them, stay
    assert _ranges(court) == {"00000001-00000001", "00000002-00000002", "00000001-00000002"}


def test_files_of_a_killed_publisher_are_cleaned_away(court: Court) -> None:
    _days(court, 1)
    stray = court.feed / "targets" / "national" / f"{'0' * 64}.00000002-00000002.jsonl.zst"
    stray.write_bytes(b"half a shard that nobody named")
    assert court.publish(grace=1).removed == 0
    _age(court, 2)
    court.publish(grace=1)
    assert not stray.exists()
    assert len(Client(court.base / "client", court.feed).sync()) == 2


def test_nothing_is_cleaned_while_a_version_cannot_be_read(court: Court) -> None:
    _days(court, 2)
    (court.feed / "metadata" / "9.110000.json").write_bytes(b"{")
    _age(court, 100)
    before = len(list(court.feed.rglob("*")))
    with pytest.raises(PublishFault, match="version_damaged"):
        court.publish(grace=30)
    assert len(list(court.feed.rglob("*"))) == before


def test_many_days_many_readers(court: Court) -> None:
    chance = random.Random(7)
    clients = [(Client(court.base / f"client-{n}", court.feed), {}, [0]) for n in range(3)]  # type: ignore[var-annotated]
    for day in range(12):
        court.publish(records(*(str(chance.randrange(12)) for _ in range(3)), text=JUDGMENT + "判" * day))
        if day % 4 == 3:
            court.publish(keep=chance.randrange(3))
        for client, state, at in clients[: 1 + day % 3]:
            client.sync(after=at[0], state=state)
            at[0] = day + 1
    for client, state, at in clients:
        client.sync(after=at[0], state=state)
    assert clients[0][1] == clients[1][1] == clients[2][1] == Client(court.base / "new", court.feed).sync()
