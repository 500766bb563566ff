"""HTML to plain text: a line a block, scripts and styles left out."""

import re
from html.parser import HTMLParser

from localdb.intake.encoding import clean, decode
from localdb.intake.raw import Unreadable
from localdb.model.library import Refusal

LARGEST = 16 * 2**20  # bytes; the parser is slow on broken markup
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_DROPPED = frozenset({"script", "style", "noscript", "template", "svg", "select", "button", "title"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)
_LONE = re.compile(r"<(?![^<>]*>)")  # a tag that never closes: html.parser would take quadratic time over many
_SPACE = re.compile(r"[ \t\xa0]+")


def html_text(data: bytes) -> str:
    """Return the text of an HTML file, its charset read from the mark, the meta element or the bytes themselves.

    Raises:
        Unreadable: ENCODING, TOO_LARGE, or UNREADABLE where the markup is beyond reading.
    """
    if len(data) > LARGEST:
        raise Unreadable(Refusal.TOO_LARGE)
    declared = _CHARSET.search(data[:8192])
    return markup_text(decode(data, declared.group(1).decode("ascii", "replace") if declared else ""))


def markup_text(markup: str) -> str:
    """Return the text of decoded markup.

    Raises:
        Unreadable: UNREADABLE.
    """
    parser = _Text()
    try:
        parser.feed(_LONE.sub("&lt;", _without_comments(markup)))
        parser.close()
    except (AssertionError, ValueError, RecursionError) as error:  # what html.parser answers to broken declarations
        raise Unreadable(Refusal.UNREADABLE, "html") from error
    lines = (_SPACE.sub(" ", line).strip() for line in clean("".join(parser.pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_comments(markup: str) -> str:
    """Drop comments; one that never ends goes to the end. In one pass: html.parser looks for the end of each anew."""
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join((*kept, markup[at:]))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropping.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._dropping:
            del self._dropping[self._dropping.index(tag) :]
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            # A line break in the source is no line break on the page.
            self.pieces.append(data.replace("\r", "").replace("\n", ""))
