"""A window killed in the middle of typing: the next one finds the draft again.

What the window had stored by then is all there. At most what was typed after the last save is lost: the draft is saved
one second after the first unsaved key (editor/autosave.py) and writing takes some milliseconds, so about a second of
typing. Text and source of an adopted passage are stored at once.
"""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.judgments import DRAFT
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session

ROOT = Path(__file__).resolve().parents[2]
TYPED = "".join(f"第{number}句，" + "\n" * (number % 10 == 9) for number in range(5000))
# Says the length of the draft as it was found, then after every save the length that the database holds.
TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from fakes.hands import type_text
from desktop.app.wiring import Session, make_application

data, passphrase, text = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
app = make_application()
session = Session(app, data)
desk, window = session.desk, session.window
keys = QTimer(interval=10)


def tell(length):
    print(length, flush=True)


def type_one():
    place = len(window.editor.text())
    type_text(window.editor.page, text[place])


def changed(changes):
    if changes.draft:
        desk.load_draft(changes.draft, lambda draft: tell(len(draft.text)))


def opened(number):
    tell(len(window.editor.text()))
    keys.start()


keys.timeout.connect(type_one)
desk.changed.connect(changed)
window.editor.opened.connect(opened)
window.show()
desk.unlock(passphrase, lambda nothing: window.begin(), print)
app.exec()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.mark.parametrize("rounds", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_killed_while_typing_the_next_window_has_the_text(
    rounds: int,
    data: Path,
    passphrase: str,
    open_session: Callable[[Path], Session],
    unlock: Callable[[Session], None],
    qtbot: QtBot,
) -> None:
    dice = random.Random(os.environ.get("LEIAN_SEED", "17"))
    stored = len(DRAFT)
    for _ in range(rounds):
        found, told = type_and_kill(data, passphrase, saves=dice.randrange(1, 3), keys=dice.uniform(0.0, 1.0))
        assert found >= stored, "what the killed window had stored is on the page of the next"
        stored = told
    session = open_session(data)
    with qtbot.waitSignal(session.window.editor.opened):
        unlock(session)
    text = session.window.editor.text()
    assert len(text) >= stored > len(DRAFT)
    assert text == (DRAFT + TYPED)[: len(text)], "nothing is torn or doubled"


def type_and_kill(data: Path, passphrase: str, saves: int, keys: float) -> tuple[int, int]:
    """Type until so many saves were told and some more keys went by, then kill; return length found, length stored."""
    command = [sys.executable, "-c", TYPING, str(data), passphrase, DRAFT + TYPED]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as child:
        assert child.stdout
        found = int(child.stdout.readline())
        told = [int(child.stdout.readline()) for _ in range(saves)]
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(keys)
        child.send_signal(signal.SIGKILL)
        told += [int(line) for line in child.stdout if line.endswith("\n")]  # the last line may be torn
    return found, told[-1]
