"""The corpus that every engine indexes: real judgments, and beyond their number documents composed of their sentences.

Belongs here: what a document is made of, and its words on disk, read a batch at a time so that no engine's memory is
charged with them. Does not: parsing (real_cases.py), questions (questions.py).

Document n is the same whatever the size. The first ones are the real cases, long facts cut at a sentence so that a
document has CHARACTERS on average; the others take windows of sentences, OWN of them from one base case and the rest
from cases of its kind, and the base's title and columns.
"""

import json
import math
import random
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from localdb.index.port import Body

from .real_cases import FIELDS, Numbers, RealCases

CHARACTERS = 3_500
OWN = 0.65
WINDOW = 3  # sentences
JITTER = 0.3  # of the logarithm of a length
YEARS = 3  # by which the day of a composed document may differ from its base's
_SEED = 2_024
_TOGETHER = 2_000  # documents


class Document(NamedTuple):
    """Hold a document: its number, the words of each field it has, and its columns as localdb.index.port.Entry."""

    number: int
    words: dict[Body, list[str]]
    columns: dict[str, Any]


class Stretch(NamedTuple):
    """Name sentences `first` to `last` (excluded) of a field."""

    first: int
    last: int


class Corpus:
    """Read a corpus that `compose` has written into `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        about = json.loads((folder / "about.json").read_text("utf-8"))
        self.size: int = about["size"]
        self.characters: int = about["characters"]
        self.octets: int = about["octets"]
        self.longest: int = about["longest"]  # characters of facts, where they are cut
        self.real: int = about["real"]
        self.ends: dict[Body, Numbers] = {body: np.load(folder / f"{body}.ends.npy") for body in FIELDS}
        self._days: Numbers = np.load(folder / "days.npy")

    @cached_property
    def vocabulary(self) -> NDArray[np.object_]:
        """Return the words by number."""
        return np.array(json.loads((self.folder / "vocabulary.json").read_text("utf-8")), object)

    @cached_property
    def _columns(self) -> list[dict[str, Any]]:
        columns: list[dict[str, Any]] = json.loads((self.folder / "columns.json").read_text("utf-8"))
        return columns

    def words(self, body: Body, first: int, last: int) -> list[NDArray[np.int32]]:
        """Return the numbers of the words of a field of documents first to last (excluded)."""
        bounds = self.ends[body][first : last + 1]
        path = self.folder / f"{body}.words"
        every = np.fromfile(path, np.int32, int(bounds[-1] - bounds[0]), offset=4 * int(bounds[0]))
        return [every[start:end] for start, end in pairwise((bounds - bounds[0]).tolist())]

    def documents(self, first: int, last: int) -> list[Document]:
        """Return documents first to last (excluded)."""
        found = [Document(number, {}, self._of(number)) for number in range(first, last)]
        for body in FIELDS:
            for document, words in zip(found, self.words(body, first, last), strict=True):
                if len(words):
                    document.words[body] = self.vocabulary[words].tolist()
        return found

    def _of(self, number: int) -> dict[str, Any]:
        return self._columns[number % self.real] | {"day": int(self._days[number])}


def compose(real: RealCases, size: int) -> Corpus:
    """Return a corpus of `size` documents, kept beside the real cases."""
    folder = real.folder / f"corpus-{size}"
    if not (folder / "about.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        longest = _longest_facts(real)
        characters = octets = 0
        ends = {body: [0] for body in FIELDS}
        for body in FIELDS:
            with (folder / f"{body}.words").open("wb") as file:
                for stretches in _stretches(real, body, size, longest):
                    read, stored = _append(real, body, stretches, file, ends[body])
                    characters, octets = characters + read, octets + stored
            np.save(folder / f"{body}.ends.npy", np.array(ends[body], np.int64))
        np.save(folder / "days.npy", np.array([_day(real, number) for number in range(size)], np.int64))
        (folder / "vocabulary.json").write_text(json.dumps(real.vocabulary, ensure_ascii=False), "utf-8")
        (folder / "columns.json").write_text(json.dumps(real.columns, ensure_ascii=False), "utf-8")
        about = {"size": size, "real": real.size, "characters": characters, "octets": octets, "longest": longest}
        (folder / "about.json").write_text(json.dumps(about), "utf-8")  # last: the folder is whole
    return Corpus(folder)


def batches(corpus: Corpus, together: int = _TOGETHER) -> Iterator[list[Document]]:
    """Yield all documents in their order."""
    for first in range(0, corpus.size, together):
        yield corpus.documents(first, min(first + together, corpus.size))


def _longest_facts(real: RealCases) -> int:
    """Return at how many characters facts must be cut for a real case to have CHARACTERS on average."""
    lengths = {body: _characters(real, body) for body in FIELDS}
    others = sum(int(lengths[body].sum()) for body in FIELDS if body is not Body.FACTS)
    low, high = 0, 1 << 20
    while low < high:
        middle = (low + high) // 2
        enough = np.minimum(lengths[Body.FACTS], middle).sum() + others >= CHARACTERS * real.size
        low, high = (low, middle) if enough else (middle + 1, high)
    return low


def _characters(real: RealCases, body: Body) -> Numbers:
    field = real.fields[body]
    whole = np.concatenate([[0], np.cumsum(field.characters)])
    return np.diff(whole[field.cases])


def _stretches(real: RealCases, body: Body, size: int, longest: int) -> Iterator[list[list[Stretch]]]:
    """Yield the stretches of documents, some documents at a time."""
    field = real.fields[body]
    whole = np.concatenate([[0], np.cumsum(field.characters)]).tolist()
    cases: list[int] = field.cases.tolist()
    limit = longest if body is Body.FACTS else 1 << 40
    alike = _alike(real, body)
    kinds = real.kinds.tolist()

    def own(case: int) -> Stretch:
        first, last = cases[case], cases[case + 1]
        while last > first + 1 and whole[last] - whole[first] > limit:
            last -= 1
        return Stretch(first, last)

    owns = [own(case) for case in range(real.size)]

    def made(number: int) -> list[Stretch]:
        base = owns[number % real.size]
        if number < real.size or body is Body.TITLE or base.first == base.last:
            return [base]
        chance = random.Random(f"{_SEED} {body} {number}")
        wanted = (whole[base.last] - whole[base.first]) * math.exp(chance.gauss(-JITTER * JITTER / 2, JITTER))
        others = alike[kinds[number % real.size]]
        found: list[Stretch] = []
        got = last = 0
        while got + last / 2 < wanted:  # half a window too much as often as too little
            there = base if chance.random() < OWN else owns[others[int(chance.random() * len(others))]]
            first = there.first + int(chance.random() * max(1, there.last - there.first - WINDOW + 1))
            found.append(Stretch(first, min(first + WINDOW, there.last)))
            last = max(1, whole[found[-1].last] - whole[first])
            got += last
        return found

    for first in range(0, size, _TOGETHER):
        yield [made(number) for number in range(first, min(first + _TOGETHER, size))]


def _alike(real: RealCases, body: Body) -> dict[int, list[int]]:
    """Return the cases of each kind that have a field."""
    having = np.diff(real.fields[body].cases) > 0
    return {int(kind): np.flatnonzero((real.kinds == kind) & having).tolist() for kind in np.unique(real.kinds)}


def _append(
    real: RealCases, body: Body, documents: list[list[Stretch]], file: BinaryIO, ends: list[int]
) -> tuple[int, int]:
    """Write the words of documents and where they end; return their characters and UTF-8."""
    field = real.fields[body]
    characters = octets = 0
    for stretches in documents:
        size = 0
        for first, last in stretches:
            words = field.words[field.starts[first] : field.starts[last]]
            file.write(words.tobytes())
            size += len(words)
            characters += int(field.characters[first:last].sum())
            octets += int(field.octets[first:last].sum())
        ends.append(ends[-1] + size)
    return characters, octets


def _day(real: RealCases, number: int) -> int:
    day: int = real.columns[number % real.size]["day"]
    if not day or number < real.size:
        return day
    return day + int((random.Random(f"{_SEED} day {number}").random() - 0.5) * 2 * 365 * YEARS)
