import io
import os
import stat
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from fakes.reports import full_report, make_matter, make_report, make_report_case
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import document_bytes, write_report
from localdb.model.errors import DiskTrouble
from localdb.model.kinds import Tier


@pytest.fixture(scope="module")
def full() -> bytes:
    return document_bytes(full_report(sample=True))


def test_the_page_follows_the_standard(full: bytes) -> None:
    section = Document(io.BytesIO(full)).sections[0]
    assert (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1))) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round((margin or 0) / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_every_run_names_a_chinese_face_and_no_theme(full: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(full)) as package:
        body = package.read("word/document.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert "Theme=" not in body + styles
    assert body.count("<w:r>") == body.count('w:eastAsia="')
    for face in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"):
        assert f'w:eastAsia="{face}"' in body


def test_columns_and_cells_have_widths(full: bytes) -> None:
    for table in Document(io.BytesIO(full)).tables:
        assert all(column.width for column in table.columns)
        assert all(cell.width for cell in table.rows[0].cells)


def test_page_numbers_stand_between_dashes_on_both_sides(full: bytes) -> None:
    section = Document(io.BytesIO(full)).sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "— 1 —"


def test_sample_data_says_so_on_every_page_and_real_data_does_not(full: bytes) -> None:
    section = Document(io.BytesIO(full)).sections[0]
    assert "演示数据" in section.header.paragraphs[0].text
    assert "演示数据" in section.even_page_header.paragraphs[0].text
    with zipfile.ZipFile(io.BytesIO(document_bytes(make_report()))) as package:
        assert not any("演示数据".encode() in package.read(name) for name in package.namelist())


def test_nothing_of_the_matter_is_in_the_properties() -> None:
    report = make_report((make_report_case(Tier.GUIDING),))
    with zipfile.ZipFile(io.BytesIO(document_bytes(report))) as package:
        names = package.namelist()
        properties = "".join(package.read(name).decode() for name in names if name.startswith("docProps/"))
    for words in ("沈知微", "禾丰", "1234", "python-docx", "云江", "Macintosh"):
        assert words not in properties
    assert "类案检索报告" in properties
    assert not any("thumbnail" in name or "customXml" in name for name in names)


def test_the_file_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"
    target.write_bytes(b"older")
    write_report(make_report(), target)
    assert Document(str(target)).paragraphs
    assert [each.name for each in tmp_path.iterdir()] == ["报告.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere")
def test_who_may_read_the_document_is_the_users_to_say(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_report(make_report(), tmp_path / "新.docx")
        (tmp_path / "旧.docx").write_bytes(b"older")
        (tmp_path / "旧.docx").chmod(0o600)
        write_report(make_report(), tmp_path / "旧.docx")
    finally:
        os.umask(before)
    rights = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert rights == {"新.docx": 0o640, "旧.docx": 0o600}


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_however_broken_stops_the_document(text: str) -> None:
    case = replace(make_report_case(note=text, facts=text), gist=text, facts=text, result=text, statutes=(text,))
    matter = make_matter(title=text, court=text, issues=(text, text))
    report = make_report((case,), matter=matter, searcher=text, analysis=text, issues=(text,), matter_facts=text)
    assert Document(io.BytesIO(document_bytes(report))).paragraphs


@pytest.mark.parametrize(("place", "reason"), [("gone/报告.docx", "missing"), ("folder", "folder")])
def test_a_target_that_cannot_be_written_is_told(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DiskTrouble) as caught:
        write_report(make_report(), tmp_path / place)
    assert caught.value.reason == reason
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_the_signature_never_stands_on_a_page_alone(full: bytes) -> None:
    paragraphs = Document(io.BytesIO(full)).paragraphs
    signed = next(place for place, each in enumerate(paragraphs) if each.text.startswith("检索人："))
    assert all(each.paragraph_format.keep_with_next for each in paragraphs[signed - 2 : signed])
