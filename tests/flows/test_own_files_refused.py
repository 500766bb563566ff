"""What Leian writes lies among the judge's files and quotes cases: an import of that folder takes none of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.files import JUDGMENT, word
from fakes.reports import full_report

from desktop.documents import write_report
from desktop.documents.judgment import write_judgment
from desktop.words import rejection_words
from localdb.intake import Raw, Refused, read_file
from localdb.model.library import Refusal, Rejection
from localdb.model.report import ReportKind

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _refused(path: Path) -> Refused:
    (item,) = read_file(path)
    assert isinstance(item, Refused)
    return item


def _said(path: Path) -> str:
    item = _refused(path)
    return rejection_words(Rejection(path.name, item.line, item.refusal, item.detail))


def test_a_report_and_a_note_are_refused_as_such(tmp_path: Path) -> None:
    for kind in ReportKind:
        write_report(full_report(kind=kind), tmp_path / f"{kind.name}.docx")
        assert _refused(tmp_path / f"{kind.name}.docx").refusal is Refusal.OWN
        assert kind.value in _said(tmp_path / f"{kind.name}.docx")


def test_a_draft_judgment_is_refused_and_says_what_to_import(tmp_path: Path) -> None:
    write_judgment(JUDGMENT, tmp_path / "a.docx", NOW)
    assert "签发后" in _said(tmp_path / "a.docx")


@pytest.mark.parametrize("name", ["案件.leian.json", "案件.txt", "案件.jsonl"])
def test_a_matter_file_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{\n "format": "leian-matter",\n "version": 1\n}')
    assert "导入案件文件" in _said(tmp_path / name)


def test_a_judgment_of_another_program_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(JUDGMENT))
    (item,) = read_file(tmp_path / "a.docx")
    assert isinstance(item, Raw)
