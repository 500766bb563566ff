"""Bytes to text: which of the encodings that Chinese files have it is. Strict: what cannot be read is refused."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from localdb.intake.radicals import CHARACTERS
from localdb.intake.raw import Unreadable
from localdb.model.library import Refusal

_BOMS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "x-gbk"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ENOUGH = 50  # characters: so long a Chinese text has one of the marks or words below; Big5 read as GB18030 has not
_COMMON = re.compile("[，。、：；的一是在不]|[ -~]{8}")
_TOLERATED = 0.005  # share of control characters in a text that is one


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of a file: by its byte order mark, by the declared charset, else UTF-8, else GB18030.

    Control characters are dropped, line ends become line feeds.

    Raises:
        Unreadable: ENCODING; none of them fits, or what comes out is no text.
    """
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            return clean(_strict(data[len(mark) :], [name]))
    text = _strict(data, [*_named(declared), "utf-8", "gb18030"])
    if len(text) >= _ENOUGH and not _COMMON.search(text):
        raise Unreadable(Refusal.ENCODING)
    return clean(text)


def decode_line(data: bytes) -> str:
    """Return the text of one JSON line, UTF-8 or GB18030.

    Raises:
        Unreadable: ENCODING.
    """
    return _strict(data, ["utf-8", "gb18030"])


def clean(text: str) -> str:
    """Drop control characters, make line ends line feeds, and put characters in the place of their look-alikes.

    Raises:
        Unreadable: ENCODING; so many of them that this is no text.
    """
    kept = _CONTROLS.sub("", text)
    if len(text) - len(kept) > max(8, len(text) * _TOLERATED):
        raise Unreadable(Refusal.ENCODING)
    kept = kept.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\ufeff", "")
    return kept.translate(CHARACTERS)


def _named(declared: str) -> list[str]:
    name = declared.strip().lower()
    if name in _CHINESE:
        return ["gb18030"]
    return [name] if name in {"big5", "utf-16", "utf-16le", "utf-16be"} else []


def _strict(data: bytes, names: list[str]) -> str:
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Refusal.ENCODING)
