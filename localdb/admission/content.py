"""When two records are the same case: the digest of what they say, whatever spaces and marks they say it with."""

import hashlib
import re
import unicodedata

from localdb.model.case import Case

_MARKS = re.compile(r"[\W_]+")
# Marks of which NFKC makes marks or nothing: less them, most texts are in that form, which is quickly seen.
_UNCOMMON = re.compile(r"[^\s\x00-/:-@\[-`{-\x7f，。、；：？！“”‘’（）《》〈〉【】［］…—－．／·％＊＋]+")
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
    bare = "".join(_UNCOMMON.findall(text))
    if not unicodedata.is_normalized("NFKC", bare):
        bare = _NOT_HAN.sub(lambda found: unicodedata.normalize("NFKC", found[0]), bare)
    return bare if bare.isalnum() else _MARKS.sub("", bare)
