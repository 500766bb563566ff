"""The log of syncs: what it keeps, and what it never holds."""

from datetime import date, datetime
from pathlib import Path

import pytest
from fakes.feed import Court
from fakes.files import record

from desktop.cli.arguments import parse_arguments
from desktop.cli.run import run
from desktop.settings import folders
from desktop.shell.sync_log import FILE, SyncEntry, SyncLog, entry_of
from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.feed import FeedSettings, Withdrawal
from localdb.sync.shards import Put, Withdraw

TITLE = "赵某某与钱某某买卖合同纠纷案"


def test_the_log_keeps_the_latest_and_survives_damage(tmp_path: Path) -> None:
    log = SyncLog(tmp_path)
    for day in range(1, 32):
        log.add(SyncEntry(datetime(2026, 10, day).astimezone().isoformat(), f"第{day}次"))
    again = SyncLog(tmp_path).entries
    assert again == log.entries
    assert (len(again), again[0].words, again[-1].moment.date()) == (30, "第31次", date(2026, 10, 2))
    for damage in ("", "{}", "[1]", '[{"at": "x"}]', "[" * 100_000):
        (tmp_path / FILE).write_text(damage)
        assert SyncLog(tmp_path).entries == ()


def test_a_case_that_is_hidden_since_is_not_named_in_it_though_a_command_synced(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "policy_file", lambda: tmp_path / "policy.toml")
    court, data = Court(tmp_path / "feed"), tmp_path / "data"
    court.publish([Put(record("1", doc_type="指导性案例", title=TITLE, gist="应当付款。") | {"guiding_no": 9})])
    ws = Workspace.open(data, resources)
    summary, _ = sync_library(ws, FeedSettings(str(court.folder), root=court.root_file))
    ws.close()
    assert [card.title for card in summary.news] == [TITLE]
    SyncLog(data).add(entry_of(summary, datetime(2026, 11, 1).astimezone()))
    court.publish([Withdraw("1", Withdrawal.HIDDEN, date(2026, 11, 2))])
    assert run(parse_arguments(["--data", str(data), "sync", "--from", str(court.folder)])) == 0
    (entry,) = SyncLog(data).entries
    assert len(entry.news) == 1
    kept = (data / FILE).read_bytes()
    assert b"feed/national:1" in kept
    assert all(part.encode() not in kept for part in (TITLE, "赵某某", "钱某某"))
