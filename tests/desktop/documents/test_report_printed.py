"""The report as a printer would give it: opened by LibreOffice, looked at as PDF."""

import re
from pathlib import Path

import pytest
from fakes.printing import needs_office, printed
from fakes.reports import full_report, make_report, make_report_case

from desktop.documents import write_report
from localdb.model.kinds import Tier
from localdb.model.report import Report, ReportKind

pytestmark = needs_office


def _printed(report: Report, folder: Path) -> list[str]:
    source = folder / "report.docx"
    write_report(report, source)
    return printed(source)


def test_a_report_prints_with_its_elements_and_page_numbers(tmp_path: Path) -> None:
    pages = _printed(
        make_report((make_report_case(Tier.GUIDING), make_report_case(Tier.PARENT, 1, long=True))), tmp_path
    )
    text = re.sub(r"\s", "", "".join(pages))
    for words in (
        "检索主体",
        "检索时间",
        "检索平台",
        "检索方法",
        "检索结果",
        "裁判要点",
        "争议焦点",
        "运用情况",
        "应当参照",
    ):
        assert words in text, words
    for number, page in enumerate(pages, 1):
        assert re.search(rf"—\s*{number}\s*—", page), number


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_long_report_prints_whole(kind: ReportKind, tmp_path: Path) -> None:
    pages = _printed(full_report(kind=kind, sample=True), tmp_path)
    text = re.sub(r"\s", "", "".join(pages))
    assert all("演示数据" in page for page in pages)
    assert "2026年11月20日" in text
    assert len(pages) > 5


@pytest.mark.slow
def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters(tmp_path: Path) -> None:
    pages = _printed(make_report(analysis="字" * 28 * 150), tmp_path)
    lines = [line for line in pages[-3].splitlines() if set(line.strip()) == {"字"}]
    assert len(lines) == 22
    assert {len(line.strip()) for line in lines} == {28}
