"""The administrator's page takes a court from keys to a first sync in ten commands, typed as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.files import json_lines, record

from desktop.settings.policy import read_policy

PAGE = Path(__file__).resolve().parents[2] / "installers" / "FEED-ADMIN.md"
PASSPHRASE = "试用的一个长口令"
_QUESTIONS = ("的口令（", "设置口令：", "输入一次：")


def _block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")
def test_ten_commands_typed_as_they_stand(tmp_path: Path) -> None:
    commands = _block("sh").splitlines()
    assert len(commands) == 10
    (tmp_path / "案例.jsonl").write_bytes(json_lines(record(str(number)) for number in range(5)))
    said = "".join(_typed(command, tmp_path) for command in commands)
    assert "本次签名：root-2" in said
    assert "读取5件，新增5件" in said
    assert said.rstrip().endswith("新增5件。")


def test_the_policy_on_the_page_is_one_that_clients_understand(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(_block("toml"), encoding="utf-8")
    policy = read_policy(path)
    assert policy.court == "北京市朝阳区人民法院"
    assert policy.feed.root == tmp_path / "1.root.json"
    assert policy.fixed == {
        "address", "root", "ca", "client_certificate", "client_key", "proxy", "bandwidth", "schedule"
    }  # fmt: skip


def _typed(command: str, folder: Path) -> str:
    """Run a command on a terminal of its own, answering every question for a passphrase; return what it says."""
    terminal, theirs = os.openpty()
    words = [sys.executable, "-m", "desktop", *command.split()[1:]]
    environment = {**os.environ, "PYTHONPATH": str(PAGE.parents[1])}
    running = subprocess.Popen(
        words, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    said, answered = b"", 0
    while piece := _read(terminal):
        said += piece
        if (questions := sum(said.count(question.encode()) for question in _QUESTIONS)) > answered:
            answered = questions
            os.write(terminal, f"{PASSPHRASE}\n".encode())
    os.close(terminal)
    text = said.decode(errors="replace").replace("\r\n", "\n")
    assert running.wait(60) == 0, text
    return text


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # what Linux says when the last writer is gone
        return b""
