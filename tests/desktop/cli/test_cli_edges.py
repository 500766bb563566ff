"""Odd input to real commands: one line on stderr, the right status, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def leian(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", "--data", str(data), *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "x" * 300),
        ("search", "(" * 500),
        ("report", "9" * 25, "--out", "report.docx"),
        ("parse", "no\nfile.txt"),
        ("similar", "--queries", "none.jsonl"),
    ],
)
def test_one_line_and_1(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = leian(tmp_path / "data", *arguments)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("leian: ")
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [("import", ""), ("parse", ""), ("similar", "--queries", ""), ("demo", "--out", "")],
)
def test_an_empty_path_is_wrong_usage_and_never_the_current_folder(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = leian(tmp_path / "data", *arguments)
    assert done.returncode == 2
    assert "路径是空的" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
@pytest.mark.parametrize(
    "arguments",
    [("parse",), ("parse", "--jsonl"), ("similar", "--queries"), ("report", "--out", "report.docx")],
)
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = leian(tmp_path, *arguments, str(tmp_path / "pipe.txt"))
    assert done.returncode == 1
    assert "管道" in done.stderr


def test_a_foreign_file_in_the_index_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "thesis.docx").write_text("mine")
    leian(tmp_path, "search", "醉酒")
    assert (tmp_path / "index" / "thesis.docx").read_text() == "mine"


def test_a_damaged_index_is_made_anew_before_the_answer(tmp_path: Path, resources: Path) -> None:
    data = tmp_path / "data"
    few = "\n".join((resources / "sample" / "cases.jsonl").read_text("utf-8").splitlines()[:30])
    (tmp_path / "few.jsonl").write_text(few, "utf-8")
    assert leian(data, "--sample", "import", str(tmp_path / "few.jsonl")).returncode == 0
    whole = leian(data, "--sample", "search", "借款 OR 合同 OR 被告人", "--json").stdout
    for path in (data / "index").glob("*.row"):
        path.write_bytes(path.read_bytes()[:10])
    assert leian(data, "--sample", "search", "借款 OR 合同 OR 被告人", "--json").stdout == whole != ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "1", "--out", "report.docx"),
        ("search", "借款"),
        ("similar", "--queries", "queries.jsonl"),
        ("parse", "judgment.txt"),
        ("doctor",),
    ],
)
def test_who_only_reads_makes_no_data_folder(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "queries.jsonl").write_text('{"qid": "1", "text": "借款"}')
    (tmp_path / "judgment.txt").write_text("民事判决书")
    done = leian(tmp_path / "mistyped", *(str(tmp_path / word) if "." in word else word for word in arguments))
    assert not (tmp_path / "mistyped").exists()
    assert "Traceback" not in done.stderr


def test_a_report_asks_for_no_passphrase_where_nothing_is_locked(tmp_path: Path) -> None:
    done = leian(tmp_path, "report", "1", "--out", str(tmp_path / "report.docx"))
    assert done.returncode == 1
    assert "编号为 1 的案件" in done.stderr
    assert not any(tmp_path.iterdir())


def test_without_keyring_and_terminal_the_way_to_the_passphrase_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work.db").write_bytes(b"locked")
    (tmp_path / "work.key.json").write_text('{"kind": "passphrase", "salt": "00"}')
    monkeypatch.delenv("LEIAN_PASSPHRASE", raising=False)
    done = leian(tmp_path, "report", "1", "--out", str(tmp_path / "report.docx"))
    assert done.returncode == 1
    assert "终端" in done.stderr
    assert "LEIAN_PASSPHRASE" in done.stderr
