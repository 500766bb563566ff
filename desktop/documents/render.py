"""Blocks to DOCX. Belongs here: paragraphs, runs and tables. Does not: what is said, the page itself."""

import io
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from desktop.documents.blocks import Block, Grid, Line, Style
from desktop.documents.content import report_blocks
from desktop.documents.fonts import BODY, ER_HAO, HEI, KAI, SAN_HAO, TITLE, WU_HAO, XIAO_SI, Face
from desktop.documents.layout import blank, dress
from desktop.documents.saving import save_whole
from localdb.model.report import Report

_FACES: dict[Style, tuple[Face, float]] = {
    Style.MARK: (HEI, SAN_HAO),
    Style.TITLE: (TITLE, ER_HAO),
    Style.NUMBER: (BODY, SAN_HAO),
    Style.HEADING: (HEI, SAN_HAO),
    Style.SUBHEADING: (KAI, SAN_HAO),
    Style.CAPTION: (HEI, XIAO_SI),
    Style.REMARK: (BODY, XIAO_SI),
}
_CENTRED = {Style.TITLE, Style.NUMBER, Style.CAPTION}
_INDENTED = {Style.BODY, Style.HEADING, Style.SUBHEADING}
_KEPT = {Style.TITLE, Style.NUMBER, Style.CASE_NO, Style.HEADING, Style.SUBHEADING, Style.CAPTION}
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OUTLINE = {Style.HEADING: 0, Style.SUBHEADING: 1}
_TALL = 120  # characters in a cell from which a row may break across pages
_AFTER_SNAP = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_SMALL_LINE = 18.0  # points, for 小四
_DENSE_LINE = 15.0  # points, for 五号


def write_report(report: Report, path: Path) -> None:
    """Write the report as DOCX, whole or not at all.

    Raises:
        DiskTrouble: the target cannot be written.
    """
    save_whole(path, document_bytes(report))


def document_bytes(report: Report) -> bytes:
    """Return the report as the bytes of a DOCX file. Its properties hold the kind of document and nothing else."""
    return rendered(report_blocks(report), str(report.kind.value), report.made, report.sample)


def rendered(blocks: Iterable[Block], title: str, made: datetime, sample: bool) -> bytes:
    """Return blocks as the bytes of a DOCX file whose properties hold `title` and the day, and nothing else."""
    document = blank(title, made, sample)
    for block in blocks:
        _draw(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _draw(document: DocxDocument, block: Block) -> None:
    if isinstance(block, Grid):
        _draw_grid(document, block)
        return
    if block.style is Style.SIGN and document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True  # no page with a signature alone
    _draw_line(document.add_paragraph(), block)


def _draw_line(paragraph: Paragraph, line: Line) -> None:
    face, size = _FACES.get(line.style, (BODY, SAN_HAO))
    layout = paragraph.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if line.style in _CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if line.style in _INDENTED:
        _indent(paragraph, size)
    layout.keep_with_next = line.style in _KEPT
    layout.widow_control = False  # 22 lines on every page
    _space(paragraph, line.style)
    if line.style in _OUTLINE:
        _place_in_outline(paragraph, _OUTLINE[line.style])
    if line.label:
        dress(paragraph.add_run(_printable(line.label)), KAI, size)
    dress(paragraph.add_run(_printable(line.text)), face, size)


def _space(paragraph: Paragraph, style: Style) -> None:
    layout = paragraph.paragraph_format
    if style is Style.TITLE:
        _exactly(paragraph, 36)
    elif style is Style.NUMBER:
        layout.space_before, layout.space_after = Pt(8), Pt(20)
    elif style is Style.CASE_NO:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        layout.space_before, layout.space_after = Pt(8), Pt(20)
    elif style is Style.CAPTION:
        layout.space_before, layout.space_after = Pt(6), Pt(4)
    elif style is Style.REMARK:
        _exactly(paragraph, _SMALL_LINE)
        layout.space_before, layout.space_after = Pt(4), Pt(6)
        layout.keep_together = True
    elif style is Style.SIGN:
        layout.keep_with_next = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        layout.right_indent = Pt(SAN_HAO * 4)


def _place_in_outline(paragraph: Paragraph, level: int) -> None:
    """Let the reader's navigation pane list the paragraph."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    paragraph._element.get_or_add_pPr().insert_element_before(outline, "w:rPr", "w:sectPr")


def _indent(paragraph: Paragraph, size: float) -> None:
    """Indent by two characters, in characters for Word and in points for readers that know only those."""
    paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    indent = paragraph._element.get_or_add_pPr().find(qn("w:ind"))
    if indent is not None:
        indent.set(qn("w:firstLineChars"), "200")


def _draw_grid(document: DocxDocument, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fix(table, grid)
    _pad(table)
    head = table.add_row()
    _mark(head, "w:tblHeader")
    _mark(head, "w:cantSplit")
    _fill(head, grid.head, grid, HEI, set(range(len(grid.head))))
    for texts in grid.rows:
        row = table.add_row()
        if max(map(len, texts)) < _TALL:
            _mark(row, "w:cantSplit")
        _fill(row, texts, grid, BODY, set(grid.centred))


def _fix(table: Table, grid: Grid) -> None:
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    if whole is not None:
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(round(sum(grid.widths) * 1440 / 25.4)))


def _pad(table: Table) -> None:
    """Give each cell a little air above and below (twentieths of a point)."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85)):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(width))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(row: _Row, texts: tuple[str, ...], grid: Grid, face: Face, centred: set[int]) -> None:
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(grid.widths[number])
        _write_cell(cell, text, face, number in centred, grid.dense)


def _write_cell(cell: _Cell, text: str, face: Face, centred: bool, dense: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER if centred else WD_CELL_VERTICAL_ALIGNMENT.TOP
    for number, line in enumerate(text.splitlines() or [""]):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        _exactly(paragraph, _DENSE_LINE if dense else _SMALL_LINE)
        dress(paragraph.add_run(_printable(line)), face, WU_HAO if dense else XIAO_SI)


def _printable(text: str) -> str:
    """Drop what XML cannot hold: control characters and halves of pairs, as damaged sources have them."""
    return _UNPRINTABLE.sub("", text)


def _exactly(paragraph: Paragraph, points: float) -> None:
    """Set a line height of its own, off the page's grid."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._element.get_or_add_pPr().insert_element_before(snap, *_AFTER_SNAP)
