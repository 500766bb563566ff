"""Train a label model on what a library holds: from the facts of each case to its causes, articles and reasoning.

Weak labels only, which every judgment brings along (similarity.md): no expert has judged anything here. The articles
and the words of the reasoning are learnt beside the causes so that like cases come to lie together; only the causes are
asked for later. Belongs here: the nets, their training, what is kept of it. Does not: where cases come from, files.

Each net: x = words of the facts, (1 + ln tf) * ln(N / (df + 1)), length 1, half of them dropped at random; h =
tanh(4 x E + b); three softmax layers on h; cross-entropy, Adam (Kingma, Ba 2015), its steps for E taken only where a
batch has a word. Four nets from four seeds, one after another, each told apart by its seed alone: the mean of four
gains .077 on LeCaRD pools @10 where single ones gain .055 to .072.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.ranking.features import Features, Ids, Part, WordCounts
from localdb.ranking.label_model import SHARPER, Floats, LabelModel, softmax

FEWEST = 500  # cases with a cause; fewer teach nothing
NETS, VALUES = 4, 32
ROUNDS, BATCH, DROPPED = 6, 64, 0.5
_RATE, _FORGET, _FORGET_SQUARES, _DECAY = 3e-3, 0.9, 0.999, 3e-5
_MOST_WORDS, _LEAST_WORD = 40_000, 5  # words of facts; each in so many cases
_LEAST_REASON, _LEAST_CAUSE, _LEAST_ARTICLE = 20, 3, 5
_ARTICLES, _REASONS = 0.5, 1.0  # weights of what is learnt beside the causes
_SHORTEST = 10  # known words of facts that teach something
Progress = Callable[[int, int], None]


class _Rows(NamedTuple):
    """Hold sparse rows: for each case where its entries begin, their columns and values."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: Floats

    def some(self, cases: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
        """Return row (0 for the first of `cases`), column and value of every entry of these cases."""
        sizes = self.starts[cases + 1] - self.starts[cases]
        rows = np.repeat(np.arange(len(cases)), sizes)
        places = np.arange(len(rows)) + np.repeat(self.starts[cases] - np.cumsum(sizes) + sizes, sizes)
        return rows, self.columns[places], self.values[places]

    def dense(self, cases: NDArray[np.int64], width: int) -> Floats:
        """Return the rows of these cases as a table."""
        table = np.zeros((len(cases), width), np.float32)
        rows, columns, values = self.some(cases)
        table[rows, columns] = values
        return table


@dataclass
class _Layer:
    """Hold a softmax layer that is trained, what it is to give, and how much that counts."""

    weights: Floats
    bias: Floats
    wanted: _Rows
    worth: float


class _Adam:
    """Take steps for one array; with `rows` only for these rows."""

    def __init__(self, array: Floats, decay: float = 0.0) -> None:
        self.array, self.decay = array, decay
        self._mean, self._square = np.zeros_like(array), np.zeros_like(array)

    def step(self, slope: Floats, rate: float, rows: NDArray[np.int64] | None = None) -> None:
        at = slice(None) if rows is None else rows
        slope = slope + self.decay * self.array[at]
        self._mean[at] = _FORGET * self._mean[at] + (1 - _FORGET) * slope
        self._square[at] = _FORGET_SQUARES * self._square[at] + (1 - _FORGET_SQUARES) * slope * slope
        self.array[at] -= rate * self._mean[at] / (np.sqrt(self._square[at]) + 1e-8)


def learn(
    cases: Sequence[Features],
    unread: Iterable[int] = (),
    progress: Progress | None = None,
    check: Callable[[], object] = lambda: None,
) -> LabelModel | None:
    """Train a model on the features of cases, in their order; None where too few have facts and a cause.

    `unread` are ids of words that are not learnt by: an accusation among the facts names the charge itself, which no
    draft does that asks for it. The same cases in the same order give the same model on the same machine. `progress` is
    told rounds done and in all; `check` may raise to stop.
    """
    if len(cases) < FEWEST:
        return None
    words, spread = _vocabulary((case.parts.get(Part.FACTS) for case in cases), _LEAST_WORD, _MOST_WORDS)
    read = ~np.isin(words, np.fromiter(unread, np.uint32))
    words, spread = words[read], spread[read]
    rarity = np.log(len(cases) / (spread + 1.0)).astype(np.float32)
    facts = _facts(cases, words, rarity)
    causes = _labels([case.causes for case in cases], _LEAST_CAUSE)
    taught = np.flatnonzero((np.diff(facts.starts) > _SHORTEST) & (np.diff(causes[1].starts) > 0))
    if len(taught) < FEWEST:
        return None
    articles = _labels([case.articles for case in cases], _LEAST_ARTICLE)
    reasons = _reasons(cases)
    nets = []
    for seed in range(NETS):
        targets = [(causes, 1.0), (articles, _ARTICLES), (reasons, _REASONS)]
        nets.append(_net(seed, facts, len(words), targets, taught, _Told(progress, seed * ROUNDS), check))
    return _kept(words, rarity, causes[0], nets)


class _Told(NamedTuple):
    progress: Progress | None
    before: int

    def __call__(self, rounds: int) -> None:
        if self.progress is not None:
            self.progress(self.before + rounds, NETS * ROUNDS)


def _net(
    seed: int,
    facts: _Rows,
    words: int,
    targets: Sequence[tuple[tuple[Ids, _Rows], float]],
    taught: NDArray[np.int64],
    told: _Told,
    check: Callable[[], object],
) -> tuple[Floats, Floats, Floats, Floats]:
    """Train one net; return E, b, and weights and bias of its layer of causes."""
    dice = np.random.default_rng(seed)
    values, bias = _drawn(dice, (words, VALUES)), np.zeros(VALUES, np.float32)
    layers = [_layer(dice, ids, rows, worth, taught) for (ids, rows), worth in targets if len(ids)]
    steps = [_Adam(values, _DECAY), _Adam(bias)]
    for layer in layers:
        steps += [_Adam(layer.weights, _DECAY), _Adam(layer.bias)]
    order, time = taught.copy(), 0
    for done in range(ROUNDS):
        dice.shuffle(order)
        for start in range(0, len(order), BATCH):
            check()
            time += 1
            rate = _RATE * float(np.sqrt(1 - _FORGET_SQUARES**time) / (1 - _FORGET**time))
            _step(order[start : start + BATCH], facts, values, bias, layers, steps, rate, dice)
        told(done + 1)
    return values, bias, layers[0].weights, layers[0].bias


def _step(
    batch: NDArray[np.int64],
    facts: _Rows,
    values: Floats,
    bias: Floats,
    layers: Sequence[_Layer],
    steps: Sequence[_Adam],
    rate: float,
    dice: np.random.Generator,
) -> None:
    """Go one step down the slope of a batch."""
    rows, columns, weights = facts.some(batch)
    kept = dice.random(len(rows)) >= DROPPED
    rows, columns, weights = rows[kept], columns[kept], weights[kept]
    lengths = np.sqrt(np.bincount(rows, weights * weights, len(batch)))
    weights = (weights * SHARPER / np.maximum(lengths, 1e-6)[rows]).astype(np.float32)
    hidden = np.tile(bias, (len(batch), 1))
    firsts = np.flatnonzero(np.diff(rows, prepend=-1))
    hidden[rows[firsts]] += np.add.reduceat(values[columns] * weights[:, None], firsts, axis=0)
    hidden = np.tanh(hidden)
    slope = np.zeros_like(hidden)
    for place, layer in enumerate(layers):
        wanted = layer.wanted.dense(batch, len(layer.bias))
        has = wanted.any(axis=1, keepdims=True)
        off = (softmax(hidden @ layer.weights + layer.bias) - wanted) * has * np.float32(layer.worth / len(batch))
        slope += off @ layer.weights.T
        steps[2 + 2 * place].step(hidden.T @ off, rate)
        steps[3 + 2 * place].step(off.sum(axis=0), rate)
    slope *= 1 - hidden * hidden
    steps[1].step(slope.sum(axis=0), rate)
    order = np.argsort(columns, kind="stable")
    firsts = np.flatnonzero(np.diff(columns[order], prepend=-1))
    each = slope[rows[order]] * weights[order, None]
    steps[0].step(np.add.reduceat(each, firsts, axis=0), rate, columns[order][firsts].astype(np.int64))


def _kept(words: Ids, rarity: Floats, causes: Ids, nets: Sequence[tuple[Floats, Floats, Floats, Floats]]) -> LabelModel:
    """Lay the nets side by side, the values of words in a byte each."""
    values = np.concatenate([net[0] for net in nets], axis=1)
    scale = np.maximum(np.abs(values).max(axis=0), 1e-9).astype(np.float32) / 127
    return LabelModel(
        words=words,
        rarity=rarity,
        values=np.rint(values / scale).astype(np.int8),
        scale=scale,
        bias=np.concatenate([net[1] for net in nets]),
        causes=causes,
        heads=np.stack([net[2] for net in nets]).astype(np.float16).astype(np.float32),
        head_bias=np.stack([net[3] for net in nets]).astype(np.float16).astype(np.float32),
    )


def _layer(dice: np.random.Generator, ids: Ids, wanted: _Rows, worth: float, taught: NDArray[np.int64]) -> _Layer:
    """Begin a layer with the shares of its labels as they stand."""
    _, columns, values = wanted.some(taught)
    shares = np.bincount(columns, values, len(ids)) / max(float(values.sum()), 1.0)
    return _Layer(_drawn(dice, (VALUES, len(ids))), np.log(shares + 1e-5).astype(np.float32), wanted, worth)


def _drawn(dice: np.random.Generator, shape: tuple[int, int]) -> Floats:
    return dice.normal(0, 0.1, shape).astype(np.float32)


def _vocabulary(parts: Iterable[WordCounts | None], least: int, most: int) -> tuple[Ids, NDArray[np.int64]]:
    """Return the ids that stand in `least` parts or more, ascending, and in how many; the `most` commonest."""
    known = [part.ids for part in parts if part is not None]
    ids, spread = np.unique(np.concatenate(known) if known else np.empty(0, np.uint32), return_counts=True)
    common = np.argsort(-spread, kind="stable")[:most]
    common = np.sort(common[spread[common] >= least])
    return ids[common], spread[common]


def _facts(cases: Sequence[Features], words: Ids, rarity: Floats) -> _Rows:
    rows = _rows([case.parts.get(Part.FACTS) for case in cases], words)
    return rows._replace(values=rows.values * rarity[rows.columns])


def _reasons(cases: Sequence[Features]) -> tuple[Ids, _Rows]:
    """Return the words of the reasoning, and for each case their weights, one together."""
    parts = [case.parts.get(Part.REASONING) for case in cases]
    words, spread = _vocabulary(parts, _LEAST_REASON, _MOST_WORDS)
    rows = _rows(parts, words)
    rarity = np.maximum(np.log(len(cases) / (spread + 1.0)), 0).astype(np.float32)
    return words, _shared(rows._replace(values=rows.values * rarity[rows.columns]))


def _rows(parts: Sequence[WordCounts | None], words: Ids) -> _Rows:
    """Return 1 + ln tf of the known words of each part."""
    starts, columns, values = [0], [], []
    for part in parts:
        if part is not None and len(words):
            at = np.minimum(np.searchsorted(words, part.ids), len(words) - 1)
            there = words[at] == part.ids
            columns.append(at[there].astype(np.int32))
            values.append((1 + np.log(part.counts[there])).astype(np.float32))
        else:
            columns.append(np.empty(0, np.int32))
            values.append(np.empty(0, np.float32))
        starts.append(starts[-1] + len(columns[-1]))
    return _Rows(np.array(starts, np.int64), np.concatenate(columns), np.concatenate(values))


def _labels(labels: Sequence[Ids], least: int) -> tuple[Ids, _Rows]:
    """Return the labels that `least` cases or more have, and for each case its own, one together."""
    ids, spread = np.unique(np.concatenate(labels), return_counts=True)
    ids = ids[spread >= least]
    places: Mapping[int, int] = {int(ident): place for place, ident in enumerate(ids)}
    own = [[places[one] for one in each.tolist() if one in places] for each in labels]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in own])]).astype(np.int64)
    columns = np.array([place for each in own for place in each], np.int32)
    return ids, _shared(_Rows(starts, columns, np.ones(len(columns), np.float32)))


def _shared(rows: _Rows) -> _Rows:
    """Scale the values of each case to one together."""
    sizes = np.diff(rows.starts)
    case = np.repeat(np.arange(len(sizes)), sizes)
    sums = np.bincount(case, rows.values, len(sizes))
    return rows._replace(values=(rows.values / np.maximum(sums[case], 1e-9)).astype(np.float32))
