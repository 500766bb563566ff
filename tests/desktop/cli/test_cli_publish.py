"""`leian publish`: what became of every record, in words and for programs; wrong usage ends with 2, failure with 1."""

import json
from pathlib import Path

import pytest
from fakes.court_feed import PASSPHRASE, Court, cheap, records
from fakes.files import json_lines

from desktop.__main__ import main
from localdb.reference import Reference


@pytest.fixture(autouse=True)
def court(tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> Court:
    cheap(monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("口令").write_text(PASSPHRASE, encoding="utf-8")
    Path("cases.jsonl").write_bytes(json_lines([*records("1", "2"), {"id": "3", "full_text": "不是文书"}]))
    return Court(tmp_path, reference).begin()


def leian(*arguments: str) -> int:
    try:
        return main(["publish", *arguments, "--feed", "feed", "--keys", "keys", "--passphrase-file", "口令"])
    except SystemExit as error:
        return int(error.code or 0)


def test_people_are_told_what_was_refused_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert leian("cases.jsonl") == 0
    said = capsys.readouterr().out
    assert "未收录：cases.jsonl 第3行：内容不是裁判文书或者案例" in said
    assert "未收录1件：内容不是裁判文书或者案例" in said
    assert "读取3件，新增2件，替换0件，未变0件，未收录1件。" in said
    assert "已签署：全国部分第2版，快照第2版，时间戳第2版。" in said


def test_programs_are_told_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert leian("cases.jsonl", "--json") == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["read"], told["added"], told["rejected"], told["reasons"]) == (3, 2, 1, {"not_a_case": 1})
    assert told["written"] == {"targets": 2, "snapshot": 2, "timestamp": 2}
    assert leian("cases.jsonl", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["unchanged"] == 2


def test_withdrawing_restoring_folding_and_cleaning(capsys: pytest.CaptureFixture[str]) -> None:
    assert leian("cases.jsonl") == 0
    assert leian("--withdraw", "1", "--status", "改判", "--why", "再审改判", "--since", "2026-11-01") == 0
    assert "撤回1件。" in capsys.readouterr().out
    assert leian("cases.jsonl") == 0
    assert "已撤回、没有再次发布：1件（1）" in capsys.readouterr().out
    assert leian("cases.jsonl", "--restore") == 0
    assert leian("--compact", "--keep", "0", "--clean", "--grace", "0") == 0
    said = capsys.readouterr().out
    assert "合并：3个旧更新文件" in said
    assert "清理：" in said


def test_a_list_of_withdrawals_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.jsonl").write_bytes(json_lines([{"id": "2", "status": "不公开", "since": "2026-11-01"}]))
    Path("lexicon.json").write_text(json.dumps({"words": ["新词典条目"]}), encoding="utf-8")
    assert leian("cases.jsonl") == 0
    assert leian("--withdrawals", "list.jsonl", "--tables", "lexicon.json") == 0
    said = capsys.readouterr().out
    assert "撤回1件" in said
    assert "更正数据表：lexicon" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.jsonl",), "找不到“none.jsonl”"),
        (("--withdraw", "9", "--status", "出库"), "没有编号为“9”的案例"),
        (("--withdrawals", "口令"), "内容不是 JSON 格式"),
        (("--tables", "口令"), "不是可以发布的数据表"),
        (("--models", "口令"), "文件名应为 labels.npz"),
        (("--models", "none.npz"), "找不到“none.npz”"),
        (("cases.jsonl", "--role", "110000"), "不能签署北京（110000）部分"),
        (("cases.jsonl", "--role", "x"), "不是省级行政区划代码"),
        (("cases.jsonl", "--keys", "none"), "找不到“none”"),
    ],
)
def test_a_failure_is_one_line_and_1(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    assert leian(*arguments) == 1
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--withdraw", "1"),
        ("--status", "出库"),
        ("--withdraw", "1", "--status", "删除"),
        ("--withdraw", "1", "--status", "出库", "--since", "昨日"),
        ("--compact", "--keep", "-1"),
        ("--clean", "--keep", "1"),
        ("--compact", "--grace", "1"),
        ("--compact", "--since", "2026-11-02"),
        ("--compact", "--by", "2"),
        ("--compact", "--why", "另有新判"),
        ("--compact", "--restore"),
        ("--compact", "--no-compact"),
        ("",),
    ],
)
def test_wrong_usage_is_one_line_and_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert leian(*arguments) == 2
    told = capsys.readouterr().err
    assert "用法有误" in told
    assert len(told.splitlines()) == 1


def test_the_library_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", "data", "publish", "cases.jsonl", "--feed", "feed", "--keys", "keys"]
    assert main([*arguments, "--passphrase-file", "口令"]) == 0
    assert not Path("data").exists()
