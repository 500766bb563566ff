"""What the facts of a case tell of its legal label: its likely causes or charges, and how akin two cases are in law.

Several small nets, each words of the facts -> a few dozen values -> causes, trained together with the articles and the
words of the reasoning (label_learning.py). Only what a search needs is kept. Belongs here: reading a text with a model,
and the form of its file. Does not: training, where the file lies (reference/models.py).

The file is an .npz of plain arrays, read without pickle: `version`; `words` (ids ascending, u32) with `rarity` (f32);
`values` (i8, a row a word) with `scale` (f32, one a column) and `bias` (f32); `causes` (ids, u32); for each net, side
by side in the columns of `values`, `heads` (f16: nets, values of a net, causes) and `head_bias` (f16: nets, causes).
"""

import io
import tokenize
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from localdb.ranking.features import Features, Ids, Part, WordCounts

VERSION = 1
LARGEST = 30_000_000  # bytes of a file that is read
_LARGEST_UNPACKED = 4 * LARGEST
# What zipfile and numpy raise on a damaged file: unknown ways of packing and ciphers, heads that are no Python.
_BROKEN = (
    OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error,
    NotImplementedError, RuntimeError, SyntaxError, TypeError, tokenize.TokenError,
)  # fmt: skip
SHARPER = 4.0  # what the sum of a text's words is multiplied by: words of a text have a length of one together
_AT_ONCE = 200_000  # words looked at together
_KINDS = {"words": "u4", "rarity": "f4", "values": "i1", "scale": "f4", "bias": "f4", "causes": "u4"} | {
    "heads": "f4",
    "head_bias": "f4",
}
Floats = NDArray[np.float32]


class Reading(NamedTuple):
    """Hold what a model makes of a text: probabilities of causes by id, and its direction (length 1, or 0: nothing)."""

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
                named: dict[str, Any] = {name: arrays[name].astype(kind) for name, kind in _KINDS.items()}
        except _BROKEN as error:
            raise ModelUnread(type(error).__name__) from error
        model = cls(**named)
        if not model._whole:
            raise ModelUnread("shapes")
        return model

    def content(self) -> bytes:
        """Return the content of the file."""
        file = io.BytesIO()
        halves = {"heads": self.heads.astype(np.float16), "head_bias": self.head_bias.astype(np.float16)}
        whole: dict[str, Any] = {name: getattr(self, name) for name in _KINDS} | halves
        np.savez_compressed(file, version=np.int64(VERSION), **whole)
        return file.getvalue()

    def read(self, ids: Ids, times: Floats) -> Reading:
        """Read a text: the ids of its words, ascending, and how often each occurs."""
        hidden = self._hidden([(ids, times)])
        nets = len(self.heads)
        by_net = hidden.reshape(nets, -1)
        likely = np.mean([softmax(by_net[net] @ self.heads[net] + self.head_bias[net]) for net in range(nets)], axis=0)
        return Reading(dict(zip(self.causes.tolist(), likely.tolist(), strict=True)), _directed(hidden)[0])

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

    def _hidden(self, texts: Sequence[tuple[Ids, Floats]]) -> Floats:
        hidden = np.tile(self.bias, (len(texts), 1))
        rows = np.repeat(np.arange(len(texts)), [len(ids) for ids, _ in texts])
        ids = np.concatenate([ids for ids, _ in texts])
        times = np.concatenate([times for _, times in texts])
        at = np.minimum(np.searchsorted(self.words, ids), len(self.words) - 1)
        known = np.flatnonzero(self.words[at] == ids)
        rows, at = rows[known], at[known]
        weights = self.rarity[at] * (1.0 + np.log(times[known]))
        lengths = np.sqrt(np.bincount(rows, weights * weights, len(texts)))
        weights *= (SHARPER / lengths[rows]).astype(np.float32)
        firsts = np.flatnonzero(np.diff(rows, prepend=-1))
        if len(firsts):
            sums = np.add.reduceat(self.values[at] * weights[:, None], firsts, axis=0)
            hidden[rows[firsts]] += sums * self.scale
        told = np.zeros((len(texts), 1), np.float32)
        told[rows] = 1.0  # of a text without a known word nothing is told
        return np.asarray(np.tanh(hidden) * told, np.float32)

    @property
    def _whole(self) -> bool:
        words, causes, width = len(self.words), len(self.causes), len(self.scale)
        shapes = {
            (self.rarity.shape, (words,)),
            (self.values.shape, (words, width)),
            (self.bias.shape, (width,)),
            (self.head_bias.shape, (len(self.heads), causes)),
        }
        fits = self.heads.ndim == 3 and self.heads.shape[0] * self.heads.shape[1] == width
        ascending = bool(np.all(self.words[1:] > self.words[:-1]))
        finite = all(np.isfinite(array).all() for array in (self.rarity, self.scale, self.bias, self.heads))
        return words > 0 and fits and ascending and finite and all(one == other for one, other in shapes)


def softmax(values: Floats) -> Floats:
    """Turn values into probabilities along the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _directed(hidden: Floats) -> Floats:
    lengths = np.linalg.norm(hidden, axis=1, keepdims=True)
    return np.asarray(hidden / np.maximum(lengths, 1e-9), np.float32)


_NONE = WordCounts(np.empty(0, np.uint32), np.empty(0, np.uint8), 0)
