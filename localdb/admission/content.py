"""When two records are the same case: the digest of what they say, whatever spaces and marks they say it with."""

import hashlib
import re
import unicodedata

import numpy as np

from localdb.model.case import Case

_MARKS = re.compile(r"[\W_]+")
# Blanks and marks of which NFKC makes marks or nothing: less them, most texts are in that form, which is quickly seen.
_BLANKS = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_COMMON = [code for code in range(0x80) if not chr(code).isalnum()]
_COMMON += map(ord, f"{_BLANKS}，。、；：？！“”‘’（）《》〈〉【】［］…—－．／·％＊＋")
_UNCOMMON = np.ones(0x10000, np.bool_)
_UNCOMMON[_COMMON] = False
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")  # Han characters are in that form, and nothing beside them changes that
_SHORT = 200  # characters: gists of different cases may read alike
_KINDS = ("指导性案例", "公报案例", "参考案例", "参考性案例", "典型案例")


def content_hash(case: Case) -> bytes:
    """Return the digest of a case's text, 16 bytes; equal digests mean the same document.

    The same judgment published as a guiding or typical case is another document, for it has another authority. A short
    text counts together with its title.
    """
    text = plain(case.full_text or "".join(case.sections.values()) or case.gist)
    kind = next((kind for kind in _KINDS if kind in case.doc_type), "")
    parts = [text, kind, str(case.guiding_no or ""), case.entry_no]
    if len(text) < _SHORT:
        parts += [plain(case.title), plain(case.case_no)]
    return hashlib.blake2b("\n".join(parts).encode(errors="replace"), digest_size=16).digest()


def plain(text: str) -> str:
    """Return the letters and digits of a text, full and half width alike."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    bare = str(codes[_UNCOMMON[np.minimum(codes, 0xFFFF)]], "utf-32-le", "surrogatepass")
    if not unicodedata.is_normalized("NFKC", bare):
        bare = _NOT_HAN.sub(lambda found: unicodedata.normalize("NFKC", found[0]), bare)
    return bare if bare.isalnum() else _MARKS.sub("", bare)
