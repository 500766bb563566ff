"""A window syncs over TLS with a private CA and is killed in the middle; the next one completes the sync.

It flags in the draft the case that the court took back, and announces a new guiding case beside the matter.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.court_feed import Court, cheap
from fakes.feed_server import FeedServer, authority, papers, server_context, serving
from fakes.hands import dialog_of, named
from fakes.judgments import CAUSE, COURT, DRAFT
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.wiring import Session
from desktop.settings import Settings, folders
from desktop.shell.sync_report import SyncReportDialog
from desktop.shell.unsaved import UnsavedDialog
from localdb.engine import matters
from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.feed import FeedSettings, Withdrawal
from localdb.model.kinds import Section
from localdb.model.matter import Adoption, Draft, Matter
from localdb.reference import Reference
from localdb.storage.library import Library
from localdb.sync.shards import Withdraw

ROOT = Path(__file__).resolve().parents[2]
GOODS = ("钢材", "水泥", "板材", "煤炭", "复合肥", "棉纱", "轴承", "电缆")
EACH = 3
# Syncs as soon as the window stands, and says how far it is at every step.
SYNCING = """
import sys
from pathlib import Path
from desktop.app.wiring import Session, make_application
from desktop.settings import folders

data, passphrase, policy = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
folders.policy_file = lambda: policy
app = make_application()
session = Session(app, data)
session.window.show()
session.window.syncing.ended.connect(lambda entry: print("ended", flush=True))
show = session.window.sync_bar.say


def say(words, share, **rest):
    print(session.window.syncing._at.shard, flush=True)
    show(words, share, **rest)


session.window.sync_bar.say = say
session.desk.unlock(passphrase, lambda nothing: session.window.syncing.start(), print)
app.exec()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def case(ident: str, goods: str, **fields: object) -> dict[str, object]:
    """Write a judgment of a sales dispute that is like no other."""
    facts = (
        f"经审理查明，双方签订{goods}买卖合同（编号{ident}），约定货到验收后付清货款，逾期付款的按日万分之五支付违约金。"
        f"双方形成对账单，载明尚欠{goods}货款{len(ident) * 1370 + int(ident, 36) % 9973}元，"
        "买受人未在检验期限内提出质量异议。"
    )
    reasoning = (
        f"本院认为，出卖人已经交付{goods}，买受人未在检验期限内对{goods}提出质量异议，视为质量符合约定，应当支付货款。"
        f"约定的违约金并未过分高于因{goods}货款逾期造成的损失，应予支持。就编号{ident}的合同而言，买受人关于调减的主张没有提供证据。"
    )
    return {
        "id": ident,
        "title": f"{goods}公司{ident}买卖合同纠纷民事判决书",
        "court": "北京市第三中级人民法院",
        "case_no": f"（2023）京03民终{7000 + int(ident, 36) % 997}号",
        "date": "2023-05-10",
        "case_type": "民事",
        "doc_type": "民事判决书",
        "trial": "二审",
        "cause": CAUSE,
        "effective": "已生效",
        "facts": facts,
        "reasoning": reasoning,
        "statutes": ["《中华人民共和国民法典》第六百二十一条"],
        "result": f"{ident}号上诉请求不能成立，驳回上诉，维持原判。",
    } | fields


@pytest.fixture
def court(tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch) -> Court:
    cheap(monkeypatch)
    made = Court(tmp_path / "court", Reference.load(resources)).begin()
    made.publish([case("a1", "钢材"), case("a2", "水泥")])
    return made


@pytest.fixture
def server(court: Court, tmp_path: Path) -> Iterator[FeedServer]:
    ca = authority(tmp_path / "ca")
    with serving(court.feed, server_context(papers(tmp_path / "ca", ca))) as running:
        yield running


@pytest.fixture
def policy(court: Court, server: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay down what IT staff lay down: address, CA, root, court; no sync by itself during the test."""
    file = tmp_path / "policy.toml"
    root = court.feed / "metadata" / "1.root.json"
    lines = [f'address = "{server.address}"', f'root = "{root}"', f'ca = "{tmp_path / "ca" / "ca.pem"}"']
    file.write_text(f'[court]\nname = "{COURT}"\n[feed]\n' + "\n".join(lines) + '\n[sync]\nwhen = "never"\n')
    monkeypatch.setattr(folders, "policy_file", lambda: file)
    return file


@pytest.fixture
def data(tmp_path: Path, resources: Path, passphrase: str, court: Court) -> Path:
    """Return a data folder that was synced once, with a draft that took a passage from the case a1."""
    folder = tmp_path / "data"
    ws = Workspace.open(folder, resources, unlock=passphrase.encode)
    sync_library(ws, FeedSettings(str(court.feed), court.feed / "metadata" / "1.root.json"))
    matter, _ = matters.save_matter(ws, Matter(title="某钢厂诉某工程公司", court=COURT, causes=(CAUSE,)))
    passage = "应当支付货款。"
    matters.save_draft(ws, Draft(matter.number, DRAFT + passage))
    where = len(DRAFT), len(DRAFT) + len(passage)
    matters.adopt(ws, Adoption(matter.number, "feed/national:a1", Section.REASONING, passage, "钢材公司案", *where))
    ws.close()
    Settings(folder).set("start.done", True)
    return folder


def test_killed_in_the_middle_the_next_window_flags_what_was_taken_back(
    court: Court,
    server: FeedServer,
    policy: Path,
    data: Path,
    passphrase: str,
    open_session: Callable[[Path], Session],
    unlock: Callable[[Session], None],
    qtbot: QtBot,
) -> None:
    publish_the_news(court)
    server.faults.piece, server.faults.pause = 100, 0.03
    begun = applied(data)
    sync_and_kill(data, passphrase, policy, shard=4)
    assert begun < applied(data) < begun + len(GOODS) + 2, "it was killed in the middle"
    server.faults.piece, server.faults.pause = 65536, 0.0

    session = open_session(data)
    unlock(session)
    window = session.window
    qtbot.waitUntil(lambda: bool(window.editor.places()))
    qtbot.waitUntil(lambda: not session.desk.busy)
    with qtbot.waitSignal(window.syncing.ended):
        window.book["library.sync"].trigger()
    assert applied(data) == begun + len(GOODS) + 2
    qtbot.waitUntil(window.editor.alarms.isVisible)
    told = [label.text() for label in window.editor.alarms.findChildren(QLabel)]
    assert any("本案采用的案例" in words and "改判" in words and "再审改判" in words for words in told)
    (mark,) = window.editor._margin()
    assert mark.alarm
    assert mark.words.startswith("已改判")
    qtbot.waitUntil(lambda: "指导性案例901号" in window.editor.news.text)

    with qtbot.waitSignal(window.reading.shown):
        named(window.editor.alarms, QPushButton, "打开：钢材公司a1买卖合同纠纷民事判决书").click()
    assert window.reader.hit is not None
    assert window.reader.hit.card.id == "a1", "what was taken back can still be read by who cites it"
    window.book["library.sync_report"].trigger()
    report = dialog_of(window, SyncReportDialog, qtbot)
    listing = named(report, QListWidget, "同步的内容")
    assert any("指导性案例901号" in listing.item(row).text() for row in range(listing.count()))
    report.reject()
    assert not window.findChildren(UnsavedDialog)


def publish_the_news(court: Court) -> None:
    """Publish a withdrawal, a shard of judgments for each kind of goods, and a guiding case."""
    court.publish(withdrawals=(Withdraw("a1", Withdrawal.CHANGED, date(2026, 11, 2), "", "再审改判"),))
    for number, goods in enumerate(GOODS):
        court.publish([case(f"{number}b{each}", goods) for each in range(EACH)])
    guiding = case("g1", "钢材", doc_type="指导性案例", guiding_no=901, title="指导案例901号：甲钢铁公司诉乙建材公司案")
    court.publish([guiding | {"court": "最高人民法院", "gist": "买受人逾期未提出质量异议的，视为质量符合约定。"}])


def applied(data: Path) -> int:
    library = Library(data / "library.db")
    try:
        return library.feed.applied().get("national", 0)
    finally:
        library.close()


def sync_and_kill(data: Path, passphrase: str, policy: Path, shard: int) -> None:
    """Open a window that syncs, and kill it as soon as it has come to that shard."""
    command = [sys.executable, "-c", SYNCING, *map(str, (data, passphrase, policy))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as child:
        assert child.stdout
        for line in child.stdout:
            if line == "ended\n" or (line.strip().isdecimal() and int(line) >= shard):
                break
        child.send_signal(signal.SIGKILL)
        child.stdout.read()
