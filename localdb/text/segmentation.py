"""Cut text into the content words by which cases are found; the same for the index and for a query.

Belongs here: rjieba with the legal dictionary, and the rule of what counts as a content word. Does not: weights of
words, which the ranking decides. The dictionary and the rule have a fingerprint; an index built under another one is
rebuilt.
"""

import hashlib
import re
from collections.abc import Collection
from importlib.metadata import version
from itertools import chain
from typing import Protocol

import rjieba

from localdb.text.remembered import Remembered

_RULE = "4"  # grows when the rule below changes, so that indexes are rebuilt
_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_WIDE |= dict.fromkeys(range(0xD800, 0xE000), 0x20)  # lone surrogates, which rjieba cannot take
# Of wide marks those alone that stand within a word; the others part words as they are, and boilerplate has them wide.
_TO_NARROW = re.compile("[０-９Ａ-Ｚａ-ｚ＋＃＆．＿％－＊\ud800-\udfff]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]+")
_NAMED = re.compile(r"[a-z0-9\u3400-\u9fff]*(?:[a-z][a-z0-9\u3400-\u9fff]|[\u3400-\u9fff][a-z])[a-z0-9\u3400-\u9fff]*")
_MASK = re.compile(r"[某×xX*＊]")
_COUNTING = frozenset("零〇一二三四五六七八九十百千万亿两第年月日时分秒元角号条款项个次名人")
# Single characters are dropped (with HMM off every unknown name falls into them), but for these, which tell something.
_TELLING = frozenset("刀枪毒血酒税矿")
# Words of rjieba's dictionary that swallow others: 他人财物 would be cut into 他 and 人财物 (alone in 1,100 judgments).
_SWALLOWING = ("人财物",)
_MOST_KNOWN = 1_000_000  # tokens


class Words(Protocol):
    """Name what the segmenter needs of the lexicon."""

    @property
    def words(self) -> tuple[str, ...]:
        """Return the legal dictionary."""

    @property
    def stopwords(self) -> Collection[str]:
        """Return words that say nothing about a case."""

    @property
    def boilerplate(self) -> tuple[str, ...]:
        """Return phrases that stand in every judgment."""


class Segmenter:
    """Cut text into content words; safe to share between threads once built (about .3 s and 70 MB)."""

    def __init__(self, lexicon: Words) -> None:
        self._cutter = rjieba.Jieba()
        self._parts = {word: parts for word in lexicon.words if len(parts := self._cutter.cut(word, False)) > 1}
        for word in lexicon.words:
            self._cutter.add_word(word, None, None)
        for word in _SWALLOWING:
            self._cutter.add_word(word, 0, None)  # as good as unknown
        self._stopwords = frozenset(lexicon.stopwords)
        phrases = sorted(lexicon.boilerplate, key=len, reverse=True)
        self._boilerplate = re.compile("|".join(map(re.escape, phrases)) or "(?!)")
        self._known = Remembered(self._keep, _MOST_KNOWN)
        self._fingerprint = _fingerprint(lexicon)

    @property
    def fingerprint(self) -> str:
        """Return the hash of the dictionary, the stop words and the rule."""
        return self._fingerprint

    def words(self, text: str) -> list[str]:
        """Return the content words of `text` in order, repeated as they occur.

        A word of the legal dictionary is followed by the plain words it is made of, so that 交通肇事 finds 交通肇事罪.
        """
        cut = self._cutter.cut(self._plain(text), False)
        return list(chain.from_iterable(map(self._known.__getitem__, cut)))

    def _plain(self, text: str) -> str:
        """Make wide letters narrow and blank out boilerplate."""
        return self._boilerplate.sub(" ", _TO_NARROW.sub(lambda found: found[0].translate(_WIDE), text))

    def _keep(self, token: str) -> tuple[str, ...]:
        words = dict.fromkeys(word.lower() for word in (token, *self._parts.get(token, ())))
        return tuple(word for word in words if self._tells(word))

    def _tells(self, word: str) -> bool:
        if word in self._stopwords or _MASK.search(word):
            return False
        if len(word) == 1:
            return word in _TELLING
        if _HAN.fullmatch(word):
            return not _COUNTING.issuperset(word)
        return _NAMED.fullmatch(word) is not None


def _fingerprint(lexicon: Words) -> str:
    digest = hashlib.sha256()
    parts = (sorted(lexicon.words), sorted(lexicon.stopwords), sorted(lexicon.boilerplate))
    for part in parts:
        digest.update("\n".join(part).encode() + b"\0")
    digest.update(f"{_RULE} rjieba {version('rjieba')} hmm off".encode())
    return digest.hexdigest()[:16]
