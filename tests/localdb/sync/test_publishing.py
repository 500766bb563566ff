"""Publishing: what is new goes out once, what is unfit is refused and told, and the publisher's note may be lost."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fakes import court_feed
from fakes.court_feed import DAILY, PASSPHRASE, Client, Court, as_sent, records
from fakes.files import JUDGMENT, json_lines, record, write
from fakes.models import small_model

from localdb.engine import feed_models
from localdb.engine.publish import read_withdrawals, withdrawals_of
from localdb.model.errors import DiskTrouble, FileMissing, FileUnreadable, LibraryBusy, PublishFault
from localdb.model.feed import Withdrawal
from localdb.model.library import Refusal
from localdb.model.publishing import PublishSummary
from localdb.storage.lock import sole_writer
from localdb.sync import publisher, shards
from localdb.sync.feed_folder import FeedFolder
from localdb.sync.published import Published

OUT, HIDDEN = Withdrawal.OUT, Withdrawal.HIDDEN
TODAY = date(2026, 11, 22)


@pytest.fixture
def client(court: Court) -> Client:
    return Client(court.base / "client", court.feed)


def _counts(summary: PublishSummary) -> tuple[int, int, int, int, int]:
    assert summary.read == sum((summary.added, summary.replaced, summary.unchanged, summary.held, summary.rejected))
    return summary.added, summary.replaced, summary.unchanged, summary.held, summary.rejected


def _withdraw(court: Court, *idents: str, status: Withdrawal = OUT) -> PublishSummary:
    return court.publish(withdrawals=withdrawals_of(idents, status, TODAY, why="当事人申请"))


def test_what_goes_in_comes_out(court: Court, client: Client) -> None:
    one, two = records("1", "2")
    sent = [{**one, "法院自有字段": {"承办": ["甲", 3]}}, two]
    assert _counts(court.publish(sent)) == (2, 0, 0, 0, 0)
    assert as_sent(client.sync(), sent)


def test_a_day_of_new_cases_is_one_shard_and_new_metadata(court: Court) -> None:
    court.publish(records(*map(str, range(20))))
    before = {path for path in court.feed.rglob("*") if path.is_file()}
    summary = court.publish(records(*map(str, range(25))))
    assert _counts(summary) == (5, 0, 20, 0, 0)
    new = {path for path in court.feed.rglob("*") if path.is_file()} - before
    assert sorted(path.name.partition(".")[2] for path in new) == [
        "00000002-00000002.jsonl.zst",
        "snapshot.json",
        "targets.json",
    ]


def test_the_same_again_publishes_nothing(court: Court) -> None:
    court.publish(records("1", "2"))
    before = sorted(path for path in court.feed.rglob("*"))
    summary = court.publish(records("1", "2"))
    assert (_counts(summary), summary.settled.written) == ((0, 0, 2, 0, 0), ())
    assert sorted(path for path in court.feed.rglob("*")) == before


def test_a_changed_record_replaces(court: Court, client: Client) -> None:
    court.publish(records("1", "2"))
    summary = court.publish([*records("1"), record("2", JUDGMENT.replace("10000", "20000"))])
    assert _counts(summary) == (0, 1, 1, 0, 0)
    assert "20000" in client.sync()["2"]["full_text"]  # type: ignore[index]


def test_within_one_input_the_last_of_an_id_counts(court: Court, client: Client) -> None:
    (later,) = records("1", text=JUDGMENT.replace("10000", "20000"))
    assert _counts(court.publish([*records("1"), later, later])) == (1, 1, 1, 0, 0)
    assert as_sent(client.sync(), [later])


def test_a_withdrawal_takes_the_case_away_and_is_published_once(court: Court, client: Client) -> None:
    court.publish(records("1", "2"))
    assert _withdraw(court, "1").withdrawn == 1
    assert set(client.sync()) == {"2"}
    again = _withdraw(court, "1")
    assert (again.withdrawn, again.shards) == (0, ())
    assert _withdraw(court, "1", status=HIDDEN).withdrawn == 1


def test_what_was_withdrawn_stays_away_until_it_is_restored(court: Court, client: Client) -> None:
    court.publish(records("1", "2"))
    _withdraw(court, "1")
    summary = court.publish(records("1", "2", "3"))
    assert _counts(summary) == (1, 0, 1, 1, 0)
    assert summary.kept_back == ("1",)
    assert set(client.sync()) == {"2", "3"}
    assert _counts(court.publish(records("1"), restore=True)) == (0, 1, 0, 0, 0)
    assert set(client.sync()) == {"1", "2", "3"}


def test_nothing_is_published_when_a_withdrawal_names_an_unknown_case(court: Court, client: Client) -> None:
    court.publish(records("1"))
    with pytest.raises(PublishFault, match="withdraw_unknown: 2"):
        _withdraw(court, "1", "2")
    assert set(client.sync()) == {"1"}


def test_a_wrong_id_is_told_before_any_passphrase_is_asked(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(name: str, _: Path) -> str:
        asked.append(name)
        return PASSPHRASE

    court.publish(records("1"))
    monkeypatch.setattr(court_feed, "ask", ask)
    with pytest.raises(PublishFault, match="withdraw_unknown: 2"):
        _withdraw(court, "2")
    assert asked == []
    _withdraw(court, "1")
    assert asked == list(DAILY)


def test_what_admission_refuses_is_told_by_reason_and_line(court: Court, client: Client) -> None:
    path = write(
        court.base,
        "mixed.jsonl",
        json_lines([record("1"), {"id": "2", "full_text": "一篇论文。"}, {"full_text": JUDGMENT}, record("4")])
        + b"x\n",
    )
    sample = write(court.base, "sample.jsonl", json_lines([{**record("5"), "source": "演示数据"}]))
    summary = court.publish(paths=(path, sample))
    assert _counts(summary) == (2, 0, 0, 0, 4)
    assert summary.reasons == {Refusal.NOT_A_CASE: 1, Refusal.NO_ID: 1, Refusal.NOT_JSON: 1, Refusal.SAMPLE: 1}
    assert [(Path(one.file).name, one.line) for one in summary.rejections] == [
        ("mixed.jsonl", 2),
        ("mixed.jsonl", 3),
        ("mixed.jsonl", 5),
        ("sample.jsonl", 1),
    ]
    assert set(client.sync()) == {"1", "4"}


def test_a_folder_of_documents_is_published_by_case_number(court: Court, client: Client) -> None:
    write(court.base / "in", "甲.txt", JUDGMENT.encode("gb18030"))
    assert _counts(court.publish(paths=(court.base / "in",))) == (1, 0, 0, 0, 0)
    name = "（2020）京0105民初1234号 民事判决书 2020-05-01"
    assert as_sent(client.sync(), [{"id": name, "full_text": JUDGMENT.strip()}])
    assert _counts(court.publish(paths=(court.base / "in",))) == (0, 0, 1, 0, 0)


def test_a_lost_note_is_read_out_of_the_feed(court: Court, client: Client) -> None:
    court.publish(records("1", "2"))
    _withdraw(court, "1")
    shutil.rmtree(court.base / "feed.state")
    assert _counts(court.publish(records("1", "2", "3"))) == (1, 0, 1, 1, 0)
    assert set(client.sync()) == {"2", "3"}


def test_a_damaged_note_is_read_out_of_the_feed(court: Court) -> None:
    court.publish(records("1"))
    (court.base / "feed.state" / "published.db").write_bytes(b"not a database, whatever it was" * 200)
    assert _counts(court.publish(records("1", "2"))) == (1, 0, 1, 0, 0)


def test_a_note_of_a_later_version_is_not_believed(court: Court) -> None:
    court.publish(records("1"))
    with closing(sqlite3.connect(court.base / "feed.state" / "published.db")) as note:
        note.executescript("DROP TABLE operation; PRAGMA user_version = 9")
    assert _counts(court.publish(records("1", "2"))) == (1, 0, 1, 0, 0)


def test_a_note_that_cannot_be_written_is_told_and_readers_see_the_old_feed(
    court: Court, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.publish(records("1"))

    def full(self: Published) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Published, "keep", full)
    with pytest.raises(DiskTrouble, match="full"):
        court.publish(records("2"))
    monkeypatch.undo()
    assert set(client.sync()) == {"1"}
    court.publish(records("2"))
    assert set(client.sync()) == {"1", "2"}


def test_a_note_of_another_feed_is_not_believed(court: Court, client: Client) -> None:
    court.publish(records("1"))
    state = court.base / "feed.state" / "published.db"
    older = shutil.copy(state, court.base / "older.db")
    court.publish(records("2"))
    shutil.copy(older, state)
    assert _counts(court.publish(records("2", "3"))) == (1, 0, 1, 0, 0)
    assert set(client.sync()) == {"1", "2", "3"}


def test_a_large_publication_takes_several_numbers(
    court: Court, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "MOST_OPERATIONS", 4)
    summary = court.publish(records(*map(str, range(10))))
    assert [path.split("/")[1][:8] for path in summary.shards] == ["00000001", "00000002", "00000003"]
    assert set(client.sync()) == set(map(str, range(10)))
    assert set(client.sync(after=2)) == {"8", "9"}


def test_tables_go_out_whole_and_once(court: Court, client: Client) -> None:
    laws = {"laws": [{"name": "某条例", "level": "行政法规", "versions": ["2026-01-01"]}]}
    path = write(court.base / "tables", "laws.json", json.dumps(laws, ensure_ascii=False).encode())
    assert court.publish(tables=(path.parent,)).tables == ("laws",)
    assert court.publish(tables=(path,)).tables == ()
    assert client.sync() == {"table laws": laws}


def test_a_model_goes_out_once_and_another_in_its_place(court: Court, client: Client) -> None:
    first, second = small_model("盗窃罪").content(), small_model("抢劫罪").content()
    path = write(court.base, "labels.npz", first)
    assert court.publish(models=(path,)).models == ("labels",)
    assert court.publish(models=(path,)).shards == ()
    path.write_bytes(second)
    assert court.publish(models=(path,)).models == ("labels",)
    assert client.sync() == {"model labels": second}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("other.npz", small_model("盗窃罪").content(), "model_unknown"),
        ("labels.npz", small_model("盗窃罪").content()[:-9], "model_unread"),
        ("labels.npz", b"\0" * 1000, "model_large"),
    ],
)
def test_a_model_that_readers_cannot_use_is_refused_before_anything_goes_out(
    court: Court, name: str, data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason == "model_large":
        monkeypatch.setattr(feed_models, "LARGEST", 999)
    with pytest.raises(PublishFault, match=f"{reason}.*{name}"):
        court.publish(records("1"), models=(write(court.base, name, data),))
    assert FeedFolder(court.feed).versions("targets") == [1]


def test_two_models_of_one_name_are_refused(court: Court) -> None:
    paths = [write(court.base / name, "labels.npz", small_model(name).content()) for name in ("盗窃罪", "抢劫罪")]
    with pytest.raises(PublishFault, match="given_twice"):
        court.publish(records("1"), models=tuple(paths))
    assert FeedFolder(court.feed).versions("targets") == [1]


def test_a_model_too_long_for_a_line_is_refused(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "LONGEST_LINE", 500)
    with pytest.raises(PublishFault, match="model_large"):
        court.publish(models=(write(court.base, "labels.npz", small_model("盗窃罪").content()),))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("laws.json", b"[1]", FileUnreadable),
        ("laws.json", b'{"laws": [{"level": "x"}]}', FileUnreadable),
        ("laws.json", b"{", FileUnreadable),
        ("others.json", b"{}", PublishFault),
        ("laws.txt", b"{}", PublishFault),
    ],
)
def test_a_table_that_would_break_readers_is_refused(
    court: Court, name: str, data: bytes, error: type[Exception]
) -> None:
    path = write(court.base, name, data)
    with pytest.raises(error, match=name):
        court.publish(records("1"), tables=(path,))
    assert FeedFolder(court.feed).versions("targets") == [1]


def test_a_list_of_withdrawals_is_read(tmp_path: Path) -> None:
    lines = [{"id": "1", "status": "出库", "since": "2026-11-01"}, {"id": "2", "status": "改判", "since": "2026-11-02"}]
    path = write(
        tmp_path, "list.jsonl", json_lines([lines[0], {**lines[1], "by": "3", "why": "再审\u2028改判"}]) + b"\r\n\n"
    )
    one, two = read_withdrawals(path)
    assert (one.id, one.status, one.since) == ("1", OUT, date(2026, 11, 1))
    assert (two.by, two.why) == ("3", "再审\u2028改判")


@pytest.mark.parametrize(
    "line",
    [{"id": "1"}, {"id": "1", "status": "删除", "since": "2026-11-01"}, {"id": "1", "status": "出库", "since": "昨日"}],
)
def test_a_wrong_withdrawal_is_named_by_its_line(tmp_path: Path, line: dict[str, str]) -> None:
    good = {"id": "1", "status": "出库", "since": "2026-11-01"}
    path = write(tmp_path, "list.jsonl", json_lines([good, line]))
    with pytest.raises(FileUnreadable, match=":2:"):
        read_withdrawals(path)


def test_a_feed_without_a_root_is_told(court: Court) -> None:
    with pytest.raises(PublishFault, match="no_root"):
        court.publish(records("1"), feed=court.base / "none")


def test_a_missing_input_publishes_nothing(court: Court) -> None:
    with pytest.raises(FileMissing):
        court.publish(paths=(court.base / "none.jsonl",))


def test_two_publishers_at_once_are_one_too_many(court: Court) -> None:
    with sole_writer(court.base / "feed.state" / "publish.lock"), pytest.raises(LibraryBusy):
        court.publish(records("1"))


def test_a_lost_shard_is_told_and_not_published_over(court: Court) -> None:
    court.publish(records("1"))
    (shard,) = (court.feed / "targets" / "national").iterdir()
    shard.unlink()
    shutil.rmtree(court.base / "feed.state")
    with pytest.raises(PublishFault, match="shard_lost"):
        court.publish(records("2"))


def test_metadata_that_its_key_did_not_sign_never_begins_anew(court: Court) -> None:
    feed, keys = court.base / "beijing", court.base / "keys-1"
    court.make("110000", keys)
    court.publish(records("1"), feed=feed, places=(keys,), role="110000")
    court.make("110000", court.base / "keys-2")
    with pytest.raises(PublishFault, match="not_signed_by"):
        court.publish(records("2"), feed=feed, places=(court.base / "keys-2",), role="110000")
