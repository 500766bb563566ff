"""The main job without a display: sample in, similar cases of the sample draft, report as DOCX, picture of the window.

The verdicts that a report needs are the judge's; here they are set by this run, say so in their notes, and concern
invented cases only.
"""

import dataclasses
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.sample import sample_cases, sample_matters
from desktop.app.wiring import Session, make_application
from desktop.documents import file_name, write_report
from desktop.looks import stage
from desktop.settings import folders
from desktop.shell.log_keeping import search_log
from desktop.words import citation_line, import_words, reason_words, sentence, tier_name
from localdb.engine import matters
from localdb.engine.find_similar import find_similar
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.report import assemble_report
from localdb.engine.workspace import Workspace
from localdb.model.errors import FileMissing, LeianError
from localdb.model.kinds import Tier, Verdict
from localdb.model.matter import Draft, Judged, Matter
from localdb.model.report import ReportKind
from localdb.model.similar import Hit, SimilarRequest, SimilarResult

_NOTE = "演示：由演示程序认定，实际办案由法官认定。"
_USE = "演示：经检索，上述类案的裁判要点与本案争议焦点一致，合议时作为参考。"
_SIZE = (1366, 768)
_WAIT_S = 30.0
_TIERS_JUDGED = 3


def run_demo(out: Path, data: Path | None = None) -> int:
    """Do the main job on the sample library; write into `out`, print where; return the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        out.mkdir(parents=True, exist_ok=True)
        if data is not None:
            _run(out, data)
        else:
            with tempfile.TemporaryDirectory(prefix="leian-demo-") as folder:
                _run(out, Path(folder))
    except (LeianError, OSError) as error:
        words = sentence(error) if isinstance(error, LeianError) else "无法写入目标文件夹。"
        print(f"leian: {words}", file=sys.stderr)
        return 1
    return 0


def _run(out: Path, data: Path) -> None:
    workspace = Workspace.open(data, folders.resources_folder(), sample=True)
    try:
        number = _work(workspace, out)
    finally:
        workspace.close()
    picture = _picture(data, number, out / "窗口.png")
    print(f"窗口截图：{picture.resolve()}")


def _work(ws: Workspace, out: Path) -> int:
    files, entries = sample_cases(ws.resources), sample_matters(ws.resources)
    if not files or not entries:
        raise FileMissing(ws.resources / "sample")
    started = time.monotonic()
    summary, _ = import_cases(ws, files)
    drain_index(ws)
    print(f"演示数据：{import_words(summary)}用时 {time.monotonic() - started:.1f} 秒")
    matter, _ = matters.save_matter(ws, _complete(entries[0][0]))
    matters.save_draft(ws, Draft(matter.number, entries[0][1]))
    result = _find(ws, matter, entries[0][1])
    _print(matter, result)
    entry, _ = matters.log_search(ws, search_log(result, matter, matter.searcher, matter.court))
    for hit in _chosen(result):
        matters.count_opened(ws, entry, hit.tier)
        matters.judge_hit(ws, Judged(matter.number, hit.card.key, Verdict.SIMILAR, hit.tier, _NOTE, followed=True,
                                     confirmed_effective=True))  # fmt: skip
    report = assemble_report(ws, matter.number, ReportKind.REPORT, datetime.now().astimezone())
    target = out / file_name(matter, ReportKind.REPORT)
    write_report(report, target)
    print(f"检索报告：{target.resolve()}")
    return matter.number


def _complete(matter: Matter) -> Matter:
    return dataclasses.replace(
        matter, number=0, searcher=matter.searcher or "承办法官（演示）", analysis=matter.analysis or _USE
    )


def _find(ws: Workspace, matter: Matter, draft: str) -> SimilarResult:
    request = SimilarRequest(
        draft,
        court=matter.court,
        causes=matter.causes,
        case_type=matter.case_type,
        issues=matter.issues,
        stage=matter.stage,
    )
    return find_similar(ws, request)


def _print(matter: Matter, result: SimilarResult) -> None:
    print(f"待决案件：{matter.case_no} {matter.title}（{matter.court}）")
    print(f"检索用时 {result.ms:.0f} 毫秒，案例库 {result.library_cases} 案")
    for group in result.groups:
        print(f"  {tier_name(group.tier)}：{len(group.hits) or '未检索到'}{' 件' if group.hits else ''}")
        for hit in group.hits[:2]:
            reasons = "；".join(reason_words(reason) for reason in hit.reasons[:3])
            print(f"    {citation_line(hit.card)}\n      {reasons}")


def _chosen(result: SimilarResult) -> list[Hit]:
    first = [group.hits[0] for group in result.groups if group.hits and group.tier is not Tier.PROCURATORIAL]
    return first[:_TIERS_JUDGED]


def _picture(data: Path, number: int, path: Path) -> Path:
    app = make_application()
    session = Session(app, data, sample=True)
    stage.dress(app, "light")
    session.settings.set("start.matter", number)
    window = session.window
    window.resize(*_SIZE)
    session.begin()
    _wait(app, lambda: bool(window.similar.hits))
    if window.similar.hits:
        window.reading.open(window.similar.hits[0])
        _wait(app, lambda: window.reader.case is not None)
    _settle(app)
    window.toast.hide()  # what the import had to say lies over the draft
    if not window.grab().save(str(path)):
        raise OSError(path)
    window.close()
    return path


def _wait(app: QApplication, ready: Callable[[], bool]) -> None:
    until = time.monotonic() + _WAIT_S
    while not ready() and time.monotonic() < until:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.01)


def _settle(app: QApplication) -> None:
    loop = QEventLoop()
    QTimer.singleShot(300, loop.quit)
    loop.exec()
