"""`leian report`: the case-search report of a matter of the data folder, or of an exported matter file, as DOCX."""

import argparse
from datetime import datetime
from pathlib import Path

from desktop.cli.printing import complain, print_json
from desktop.documents import write_report as write_document
from desktop.words import alarm_words
from localdb.engine.alarms import alarms
from localdb.engine.matter_file import report_of_file
from localdb.engine.report import assemble_report
from localdb.engine.workspace import Workspace
from localdb.model.report import ReportKind


def write_report(workspace: Workspace, options: argparse.Namespace) -> int:
    """Write the report; a whole number names a matter of this data folder, anything else a file."""
    kind = ReportKind.NOTE if options.note else ReportKind.REPORT
    now = datetime.now().astimezone()
    if options.matter.isdecimal() and len(options.matter) <= 18:
        _warn(workspace, int(options.matter))
        report = assemble_report(workspace, int(options.matter), kind, now)
    else:
        report = report_of_file(Path(options.matter), workspace.reference, kind, now)
    write_document(report, options.out)
    if options.json:
        print_json({"out": str(options.out), "kind": kind.value, "cases": len(report.cases)})
    else:
        print(f"已写出{kind.value}：{options.out}")
    return 0


def _warn(workspace: Workspace, matter: int) -> None:
    """Say on stderr which cases of the matter the court has taken back or corrected since."""
    if workspace.work_begun:
        for alarm in alarms(workspace, matter):
            complain(alarm_words(alarm))
