"""From the menu to the page that says what the library holds, in the real programme; the same on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

from fakes.hands import dialog_of
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from desktop.insights import CoverageDialog


def test_the_page_of_the_library_opens_and_says_what_it_lacks(at_work: Session, qtbot: QtBot) -> None:
    at_work.window.book["library.coverage"].trigger()
    dialog = dialog_of(at_work.window, CoverageDialog, qtbot)
    qtbot.waitUntil(lambda: any("共 5 件" in label.text() for label in dialog.findChildren(QLabel)))
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "没有案件的省份" in said
    assert "不足 30 件的案件类型" in said
    dialog.accept()


def test_the_command_says_the_same(data: Path) -> None:
    command = [sys.executable, "-m", "desktop", "--data", os.fspath(data), "library"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert "共 5 件" in told
    plain = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    record = json.loads(plain.splitlines()[-1])
    assert record["cases"] == 5
    assert {gap["kind"] for gap in record["gaps"]} >= {"none", "kinds"}
