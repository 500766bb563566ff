"""PDF to plain text by pdfium: running heads and page numbers left out, lines joined to paragraphs."""

import re
import threading
from collections import Counter

import pypdfium2

from localdb.intake.encoding import clean
from localdb.intake.raw import Unreadable
from localdb.model.library import Refusal

MOST_PAGES = 3000
_EDGE = 2  # lines at the top and the bottom of a page that may be running heads
_PAGE_NUMBER = re.compile(r"^[-—－–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,，／]?\s*共?\s*\d{1,4}\s*页?)?[-—－–·\s]*$")
_DIGITS = re.compile(r"\d+")
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \u3000]+(?=[\u3000-\u9fff\uff00-\uffef])")
_CLOSED = "。；：！？”"
_FULL = 0.85  # of the usual width: such a line goes on in the next
_pdfium = threading.Lock()  # pdfium is not made for threads


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF file.

    Raises:
        Unreadable: NO_TEXT for pages that are pictures only, TOO_LARGE, or UNREADABLE ("password" if it is locked).
    """
    with _pdfium:
        pages = [clean(page).split("\n") for page in _pages(data)]
    lines = [line.strip() for page in _without_heads(pages) for line in page]
    text = _paragraphs([line for line in lines if line])
    if not text:
        raise Unreadable(Refusal.NO_TEXT, "scanned")
    return text


def _pages(data: bytes) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Refusal.UNREADABLE, "password" if "password" in str(error).lower() else "pdf") from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(Refusal.TOO_LARGE, "pages")
        return [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Refusal.UNREADABLE, "pdf") from error
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range(errors="replace"))
        finally:
            words.close()
    finally:
        page.close()


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers at the edges of pages, and lines that stand at the edge of most pages."""
    trimmed = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(mark for page in trimmed for mark in {_mark(line) for line in page[:_EDGE] + page[-_EDGE:]})
    often = {mark for mark, times in edges.items() if len(pages) >= 3 and times > len(pages) / 2}
    return [_trim(page, often) for page in trimmed]


def _trim(page: list[str], often: set[str]) -> list[str]:
    last = len(page) - _EDGE
    return [
        line
        for place, line in enumerate(page)
        if _EDGE <= place < last or not (_mark(line) in often or _PAGE_NUMBER.match(line))
    ]


def _mark(line: str) -> str:
    return _DIGITS.sub("0", "".join(line.split()))


def _paragraphs(lines: list[str]) -> str:
    lines = [_HAN_GAP.sub("", line) for line in lines]
    lengths = sorted(len(line) for line in lines)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    joined: list[str] = []
    open_line = False
    for line in lines:
        if open_line:
            joined[-1] += line
        else:
            joined.append(line)
        open_line = len(line) >= usual * _FULL and line[-1] not in _CLOSED
    return "\n".join(joined)
