"""What the facts of a case tell of its legal label: its likely causes or charges, and how akin two cases are in law.

Several small nets, each words of the facts -> a few dozen values -> causes, trained together with the articles and the
words of the reasoning (label_learning.py). Only what a search needs is kept. Belongs here: reading a text with a model,
and the form of its file. Does not: training, where the file lies (reference/models.py).

The file is an .npz of plain arrays, read without pickle: `version`; `words` (ids ascending, u32) with `rarity` (f32);
`values` (i8, a row a word) with `scale` (f32, one a column) and `bias` (f32); `causes` (ids, u32); for each net, side
by side in the columns of `values`, `heads` (f16: nets, values of a net, causes) and `head_bias` (f16: nets, causes). It
holds no text. Who guesses a word can find out that it is one of those learnt, which stand in the facts of five cases
or more (label_learning.py), and what these are about; names are hardly among them, for they are cut into characters.
A model may be read with another dictionary than it was trained with: a word that is cut otherwise is merely unknown.

Texts are read in double numbers, so that what processors see differently is far below what orders hits (axes.py).
"""

import io
import tokenize
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from localdb.ranking.features import Features, Ids, Part, WordCounts

VERSION = 1
LARGEST = 30_000_000  # bytes of a file that is read
_LARGEST_UNPACKED = 4 * LARGEST
# What zipfile and numpy raise on a damaged file: unknown ways of packing and ciphers, heads that are no Python.
_BROKEN = (
    OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error,
    NotImplementedError, RuntimeError, SyntaxError, TypeError, MemoryError, tokenize.TokenError,
)  # fmt: skip
SHARPER = 4.0  # what the sum of a text's words is multiplied by: words of a text have a length of one together
_AT_ONCE = 5_000  # words looked at together; more are slower, for their values fit in no cache
_STORED = {
    "words": "<u4", "rarity": "<f4", "values": "|i1", "scale": "<f4", "bias": "<f4", "causes": "<u4", "heads": "<f2",
    "head_bias": "<f2",
}  # fmt: skip
_GREATEST = 1e4  # no number that was learnt comes near it
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


class Reading(NamedTuple):
    """Hold what a model makes of a text: probabilities of causes by id, and its direction of length 1.

    Of a text without a word that the model knows nothing is told: no causes, and a direction of 0.
    """

    causes: Mapping[int, float]
    direction: Floats


class ModelUnread(ValueError):
    """The bytes are not a model of this version."""


@dataclass(frozen=True, eq=False)
class LabelModel:
    """Hold a model. Shapes as in the file; see the module's paragraph."""

    words: Ids
    rarity: Floats
    values: NDArray[np.int8]
    scale: Floats
    bias: Floats
    causes: Ids
    heads: Floats
    head_bias: Floats

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Read the content of a file.

        Raises:
            ModelUnread: it is no model, one of another version, or its arrays do not fit together.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                if sum(part.file_size for part in parts.infolist()) > _LARGEST_UNPACKED:
                    raise ModelUnread("too large")
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                if int(arrays["version"]) != VERSION:
                    raise ModelUnread("version")
                named: dict[str, Any] = {name: arrays[name] for name in _STORED}
        except _BROKEN as error:
            raise ModelUnread(type(error).__name__) from error
        if any(named[name].dtype != kind for name, kind in _STORED.items()):
            raise ModelUnread("kinds")
        model = cls(**named | {name: named[name].astype(np.float32) for name in ("heads", "head_bias")})
        if not model._fits or not model._sound:
            raise ModelUnread("shapes")
        return model

    def content(self) -> bytes:
        """Return the content of the file."""
        file = io.BytesIO()
        arrays: dict[str, Any] = {name: getattr(self, name).astype(kind) for name, kind in _STORED.items()}
        np.savez_compressed(file, version=np.int64(VERSION), **arrays)
        return file.getvalue()

    def read(self, ids: Ids, times: Floats) -> Reading:
        """Read a text: the ids of its words, ascending, and how often each occurs."""
        hidden = self._hidden([(ids, times)])
        direction = _directed(hidden)[0]
        if not direction.any():
            return Reading({}, direction)
        nets = zip(hidden.reshape(len(self.heads), -1), self.heads, self.head_bias, strict=True)
        likely = np.mean([softmax(values @ head.astype(np.float64) + bias) for values, head, bias in nets], axis=0)
        return Reading(dict(zip(self.causes.tolist(), likely.tolist(), strict=True)), direction)

    def directions(self, cases: Sequence[Features]) -> Floats:
        """Return the direction of each case by the words of its facts (n, values): zeros where none is known."""
        found = np.zeros((len(cases), self.values.shape[1]), np.float32)
        facts = [case.parts.get(Part.FACTS, _NONE) for case in cases]
        start = 0
        while start < len(facts):
            end, words = start, 0
            while end < len(facts) and (end == start or words + len(facts[end].ids) <= _AT_ONCE):
                words += len(facts[end].ids)
                end += 1
            texts = [(one.ids, one.counts.astype(np.float32)) for one in facts[start:end]]
            found[start:end] = _directed(self._hidden(texts))
            start = end
        return found

    def _hidden(self, texts: Sequence[tuple[Ids, Floats]]) -> Doubles:
        rows = np.repeat(np.arange(len(texts)), [len(ids) for ids, _ in texts])
        ids = np.concatenate([ids for ids, _ in texts])
        times = np.concatenate([times for _, times in texts]).astype(np.float64)
        at = np.minimum(np.searchsorted(self.words, ids), len(self.words) - 1)
        known = np.flatnonzero((self.words[at] == ids) & (self.rarity[at] != 0))  # a rarity of 0 tells nothing
        rows, at = rows[known], at[known]
        weights = self.rarity[at] * (1.0 + np.log(times[known]))
        weights *= SHARPER / np.sqrt(np.bincount(rows, weights * weights, len(texts)))[rows]
        firsts = np.flatnonzero(np.diff(rows, prepend=-1))
        hidden = np.zeros((len(texts), len(self.scale)))  # of a text without a known word nothing is told
        if len(firsts):
            sums = np.add.reduceat(self.values[at] * weights[:, None], firsts, axis=0)
            hidden[rows[firsts]] = np.tanh(sums * self.scale + self.bias)
        return hidden

    @property
    def _fits(self) -> bool:
        """Say whether the arrays have the shapes that belong together, none of them empty."""
        if self.heads.ndim != 3 or not self.heads.size or not self.words.size:
            return False
        (nets, values, causes), words = self.heads.shape, self.words.size
        wanted = {"words": (words,), "rarity": (words,), "values": (words, nets * values), "causes": (causes,)}
        wanted |= {"scale": (nets * values,), "bias": (nets * values,), "head_bias": (nets, causes)}
        return all(getattr(self, name).shape == shape for name, shape in wanted.items())

    @property
    def _sound(self) -> bool:
        """Say whether words can be looked up, and no number is none or beyond all measure."""
        numbers = (self.rarity, self.scale, self.bias, self.heads, self.head_bias)
        measured = all(bool(np.all(np.abs(array) < _GREATEST)) for array in numbers)
        return measured and bool(np.all(self.words[1:] > self.words[:-1]))


Real = TypeVar("Real", Floats, Doubles)


def softmax(values: Real) -> Real:
    """Turn values into probabilities along the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Real = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _directed(hidden: Doubles) -> Floats:
    lengths = np.linalg.norm(hidden, axis=1, keepdims=True)
    return np.asarray(hidden / np.maximum(lengths, 1e-9), np.float32)


_NONE = WordCounts(np.empty(0, np.uint32), np.empty(0, np.uint8), 0)
