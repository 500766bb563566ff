"""A blank A4 page by GB/T 9704: margins, grid of 22 lines by 28 characters, page numbers, fonts, no metadata.

Belongs here: everything that is the same in each document. Does not: what a document says.
"""

from collections.abc import Iterable
from datetime import datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from desktop.documents.fonts import BODY, FACES, HEI, SAN_HAO, SI_HAO, SONG, Face

TEXT_WIDTH = 156.0  # mm: 210 - 28 - 26
_PITCH = "579"  # twentieths of a point: 225 mm in 22 lines
_TIGHT = "-5"  # 28 characters of 三号 in 156 mm
_KEPT = {"Normal", "Normal Table", "Table Grid", "Header", "Footer", "Default Paragraph Font"}
_LINKS = ("w:link", "w:rsid")  # to styles that are gone
_REDRESSED = (*_LINKS, "w:pPr", "w:rPr")
_DROPPED = {
    RT.THUMBNAIL,
    RT.CUSTOM_XML,
    RT.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
SAMPLE_BANNER = "演示数据　非真实案件　不得用于办案"


def blank(title: str, made: datetime, sample: bool = False) -> DocxDocument:
    """Return an empty document in the layout of an official document; each page says so when it is a sample.

    Layout: GB/T 9704-2012, 5.1 to 5.2.3; grid as measured with Word, WPS and LibreOffice.
    """
    document = Document()
    _clean(document, title, made)
    _defaults(document)
    _font_table(document)
    section = document.sections[0]
    _paper(section)
    _odd_and_even(document)
    _footers(section)
    if sample:
        _banner(section)
    return document


def dress(run: Run, face: Face, size: float) -> None:
    """Set face and size of a run, for every script, so that full-width marks never fall back to a Latin face."""
    run.font.size = Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    _name_fonts(fonts, face)
    fonts.set(qn("w:hint"), "eastAsia")


def _name_fonts(fonts: BaseOxmlElement, face: Face) -> None:
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.name)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _clean(document: DocxDocument, title: str, made: datetime) -> None:
    core = document.core_properties
    core.title = title
    core.author = core.last_modified_by = core.comments = core.subject = core.keywords = core.category = ""
    core.created = core.modified = made.replace(tzinfo=None)
    core.revision = 1
    for part in (document.part.package, document.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype in _DROPPED:
                del part.rels[key]
            elif relation.reltype == RT.EXTENDED_PROPERTIES:
                relation.target_part._blob = _APPLICATION
    settings = document.settings.element
    for name in ("w:rsids", "w14:docId", "w:savePreviewPicture"):
        for element in settings.findall(_expanded(name)):
            settings.remove(element)


_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Leian</Application></Properties>"
)


def _expanded(name: str) -> str:
    return f"{{{_W14}}}{name[4:]}" if name.startswith("w14:") else qn(name)


def _defaults(document: DocxDocument) -> None:
    styles = document.styles
    for style in list(styles):
        if style.name not in _KEPT:
            styles.element.remove(style.element)
    defaults = styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        styles.element.replace(defaults, parse_xml(_DEFAULTS))
    for style in styles:
        for name in _REDRESSED if style.name in ("Normal", "Header", "Footer") else _LINKS:
            for element in style.element.findall(qn(name)):
                style.element.remove(element)
    normal = styles["Normal"].element.get_or_add_rPr()
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _TIGHT)
    normal.append(spacing)
    language = document.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")


_DEFAULTS = f"""
<w:docDefaults xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{BODY.name}" w:hAnsi="{BODY.name}" w:eastAsia="{BODY.name}" w:cs="{BODY.name}"/>
    <w:sz w:val="{int(SAN_HAO * 2)}"/><w:szCs w:val="{int(SAN_HAO * 2)}"/>
    <w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""


def _font_table(document: DocxDocument) -> None:
    for relation in document.part.rels.values():
        if relation.reltype == RT.FONT_TABLE:
            relation.target_part._blob = _fonts_xml(FACES)


def _fonts_xml(faces: Iterable[Face]) -> bytes:
    entries = "".join(
        f'<w:font w:name="{face.name}"><w:altName w:val="{",".join(face.others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="variable"/></w:font>'
        for face in faces
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{space}">{entries}</w:fonts>'.encode()


def _paper(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(22)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), _PITCH)
    section._sectPr.append(grid)


def _odd_and_even(document: DocxDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True


def _footers(section: Section) -> None:
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        _page_number(footer, align)


def _page_number(footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
    """Write `— 1 —` one character in from the outer edge (GB/T 9704, 7.5)."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SI_HAO)
    dress(paragraph.add_run("— "), SONG, SI_HAO)
    _field(paragraph, "PAGE")
    dress(paragraph.add_run(" —"), SONG, SI_HAO)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        dress(run, SONG, SI_HAO)
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)


def _banner(section: Section) -> None:
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        dress(paragraph.add_run(SAMPLE_BANNER), HEI, SI_HAO)
