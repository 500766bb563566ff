"""`leian sync` as a user runs it: first sync, nothing new, what is missing, and no way to another root."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.feed import Court
from fakes.files import record

from desktop.cli.arguments import parse_arguments
from desktop.cli.run import run
from desktop.settings import folders
from localdb.sync.shards import Put


@pytest.fixture
def court(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Court:
    monkeypatch.setattr(folders, "policy_file", lambda: tmp_path / "policy.toml")
    court = Court(tmp_path / "feed")
    guiding = record("1", doc_type="指导性案例", title="某公司买卖合同纠纷案", gist="买受人收货后应当付款。")
    court.publish([Put(guiding | {"guiding_no": 9}), Put(record("2")), Put({"id": "3", "full_text": "无。"})])
    return court


def leian(tmp_path: Path, *arguments: str) -> int:
    return run(parse_arguments(["--data", str(tmp_path / "data"), "sync", *arguments]))


def test_what_changed_is_told_new_guiding_cases_first(
    court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "新增指导性案例：某公司买卖合同纠纷案"
    assert "第3行" in said[1]
    assert said[-1] == "新增2件，未收录1件。"
    assert leian(tmp_path, "--from", str(court.folder)) == 0
    assert capsys.readouterr().out == "已是最新，没有新的更新。\n"


def test_programs_get_one_object(court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file), "--json")
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["added"], told["rejected"], told["news"][0]["id"]) == (2, 1, "1")


def test_what_is_missing_is_said(court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leian(tmp_path) == 1
    assert leian(tmp_path, "--from", str(court.folder)) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert "--from" in first
    assert "--root" in first
    assert "--from" not in second
    assert "--root" in second


def test_nobody_is_talked_into_another_root(court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file))
    forger = Court(tmp_path / "forged")
    forger.publish([Put(record("9"))])
    assert leian(tmp_path, "--from", str(forger.folder), "--root", str(forger.root_file)) == 1
    assert leian(tmp_path, "--from", str(forger.folder)) == 1
    said = capsys.readouterr().err
    assert "信任根" in said
    assert leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file)) == 0


def test_the_policy_names_feed_and_root(court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copyfile(court.root_file, tmp_path / "root.json")
    (tmp_path / "policy.toml").write_text("[feed]\naddress = 'feed'\nroot = 'root.json'\n")
    assert leian(tmp_path) == 0
    forger = Court(tmp_path / "forged")
    capsys.readouterr()
    assert leian(tmp_path, "--from", str(forger.folder), "--root", str(forger.root_file)) == 1
    assert "统一配置文件" in capsys.readouterr().err


def test_a_damaged_policy_gets_one_sentence(court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "policy.toml").write_text("[feed]\naddres = 'feed'\n")
    assert leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file)) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "feed.addres" in said


def test_expired_metadata_is_said_with_its_day_and_this_clock(
    court: Court, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    court.expires["timestamp"] = datetime(2024, 3, 5, tzinfo=UTC)
    court.sign()
    assert leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file)) == 1
    said = capsys.readouterr().err
    assert "2024年3月5日" in said
    assert f"{datetime.now(UTC).year}年" in said
    court.expires["timestamp"] = datetime.now(UTC).replace(microsecond=0) + timedelta(days=9)
    court.sign()
    assert leian(tmp_path, "--from", str(court.folder), "--root", str(court.root_file)) == 0
