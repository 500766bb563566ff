"""Odd input to real commands: one line on stderr, the right status, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest


def leian(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", "--data", str(data), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


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


def test_a_foreign_file_in_the_index_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "thesis.docx").write_text("mine")
    leian(tmp_path, "search", "醉酒")
    assert (tmp_path / "index" / "thesis.docx").read_text() == "mine"
