"""The fixed reference: plain BM25. It never changes with the product, so that gains over it can be compared."""

import math
from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np
import rjieba
from numpy.typing import NDArray

K1, B = 1.2, 0.75


class WordsOnce:
    """Rank by plain BM25 over stock jieba words of two characters or more, each word of the query counted once.

    No legal dictionary, no stop words, Whoosh's idf; `repeated` counts words as often as they occur.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        self.ids = list(documents)
        self._cutter = rjieba.Jieba()
        postings: dict[str, list[tuple[int, int]]] = {}
        lengths = []
        for number, text in enumerate(documents.values()):
            counts = Counter(self.words(text))
            lengths.append(sum(counts.values()))
            for word, count in counts.items():
                postings.setdefault(word, []).append((number, count))
        self._postings = {word: np.array(pairs, np.int32) for word, pairs in postings.items()}
        size = np.array(lengths, np.float64)
        self._norms = K1 * (1 - B + B * size / size.mean())

    def scores(self, text: str, repeated: bool = False) -> dict[str, float]:
        """Return the score of every document."""
        scores: NDArray[np.float64] = np.zeros(len(self.ids))
        for word, times in Counter(self.words(text)).items():
            pairs = self._postings.get(word)
            if pairs is not None:
                idf = math.log(len(self.ids) / (len(pairs) + 1)) + 1
                places, counts = pairs[:, 0], pairs[:, 1]
                scores[places] += (times if repeated else 1) * idf * counts * (K1 + 1) / (counts + self._norms[places])
        return dict(zip(self.ids, scores.tolist(), strict=True))

    def order(
        self, text: str, without: Collection[str] = (), among: Collection[str] | None = None, repeated: bool = False
    ) -> list[str]:
        """Return the documents best first, ties by name; `among` restricts them, `without` leaves some out."""
        scores, left_out = self.scores(text, repeated), set(without)
        names = self.ids if among is None else [name for name in among if name in scores]
        return sorted((name for name in names if name not in left_out), key=lambda name: (-scores[name], name))

    def words(self, text: str) -> list[str]:
        """Return the words of a text that count, in order."""
        return [word for word in self._cutter.cut(text, False) if len(word) > 1]
