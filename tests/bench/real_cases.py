"""The real judgments of the evaluation data, parsed and segmented as the product does it, kept as arrays.

Belongs here: from records to words of sentences by field, and the cache of that on disk. Does not: composing further
documents (corpus.py). Parsing and segmenting 11,000 cases takes some minutes, reading the cache a second.
"""

import hashlib
import json
import random
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from localdb.engine.index_entry import index_entry
from localdb.engine.parse import Unparsed, parse_records
from localdb.index.port import Body
from localdb.index.search import name_pairs
from localdb.model.case import Case
from localdb.ranking.cards import card_of
from localdb.ranking.features import Part, part_texts
from localdb.reference import Reference
from localdb.text import pieces
from localdb.text.segmentation import Segmenter

ROOT = Path(__file__).resolve().parents[2]
FIELDS = (Body.FACTS, Body.ISSUES, Body.REASONING, Body.GIST, Body.TITLE)
SOURCES = (
    "lecard/corpus.jsonl.zst",
    *(f"authority/{name}.jsonl.zst" for name in ("guiding_cases", "gazette_cases", "spp_guiding", "typical_cases")),
    *(f"authority/{name}.jsonl.zst" for name in ("spc_lawsuit", "rmfyalk_gists")),
)
FEWEST_WORDS = 50  # of a case; fragments are left out
_RULE = 1  # grows when what is made here changes
_SEED = 7
_COLUMNS = ("court", "level", "province", "city", "authority", "case_type", "day", "causes", "statutes", "numbers")
Numbers = NDArray[np.int64]


class Sentences(NamedTuple):
    """Hold a field of all cases: `words` are numbers of words, sentence after sentence, case after case.

    `starts` says where each sentence begins in `words`, `cases` where each case begins in the sentences; both have one
    more at the end. `characters` and `octets` (UTF-8) are those of each sentence.
    """

    words: NDArray[np.int32]
    starts: Numbers
    characters: Numbers
    octets: Numbers
    cases: Numbers


@dataclass(frozen=True, slots=True)
class RealCases:
    """Hold the cases in an order that mixes their sources. `kinds` says which are of one kind: cause, else case type.

    `folder` is where they are kept: another one whenever they would be others.
    """

    folder: Path
    vocabulary: list[str]
    fields: Mapping[Body, Sentences]
    columns: list[dict[str, Any]]
    kinds: Numbers

    @property
    def size(self) -> int:
        """Return how many cases there are."""
        return len(self.columns)


def real_cases(data: Path, cache: Path, sources: Iterable[str] = SOURCES) -> RealCases:
    """Return the real cases, from the cache where they are in it."""
    reference = Reference.load(ROOT / "resources")
    segmenter = Segmenter(reference.lexicon)
    paths = [data / name for name in sources]
    folder = cache / f"real-{_digest(paths, segmenter)}"
    if not (folder / "columns.json").exists():
        cases = [case for path in paths for case in parse_records(reference, path) if not isinstance(case, Unparsed)]
        _write(folder, *_collected(_shuffled(cases), reference, segmenter))
    return _read(folder)


def _digest(paths: Iterable[Path], segmenter: Segmenter) -> str:
    digest = hashlib.sha256(f"{_RULE} {segmenter.fingerprint}".encode())
    for rule in sorted((ROOT / "localdb" / "text").glob("*.py")):
        digest.update(rule.read_bytes())
    for path in paths:
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def _shuffled(cases: list[Case]) -> list[Case]:
    once = {case.full_text or case.key: case for case in cases}
    return sorted(once.values(), key=lambda case: random.Random(f"{_SEED} {case.key} {len(case.full_text)}").random())


class _Field:
    """Collect a field."""

    def __init__(self) -> None:
        self.words, self.starts = array("i"), array("q", [0])
        self.characters, self.octets, self.cases = array("q"), array("q"), array("q", [0])

    def add(self, sentences: Iterable[tuple[str, list[int]]]) -> None:
        for text, numbers in sentences:
            self.words.extend(numbers)
            self.starts.append(len(self.words))
            self.characters.append(len(text))
            self.octets.append(len(text.encode()))
        self.cases.append(len(self.characters))


class _NoWords:
    """Stand in for the segmenter where only columns are wanted."""

    def words(self, _: str) -> list[str]:
        return []


def _collected(
    cases: Iterable[Case], reference: Reference, segmenter: Segmenter
) -> tuple[list[str], dict[Body, _Field], list[dict[str, Any]]]:
    vocabulary: dict[str, int] = {}
    fields = {body: _Field() for body in FIELDS}
    columns = []
    for case in cases:
        cut = {body: list(some) for body, some in _sentences(case, segmenter, vocabulary).items()}
        if sum(len(words) for some in cut.values() for _, words in some) < FEWEST_WORDS:
            continue
        entry, _ = index_entry(case, card_of(case, reference), cast(Segmenter, _NoWords()), reference)
        columns.append({name: getattr(entry, name) for name in _COLUMNS})
        for body in FIELDS:
            fields[body].add(cut.get(body, ()))
    return list(vocabulary), fields, columns


def _sentences(
    case: Case, segmenter: Segmenter, vocabulary: dict[str, int]
) -> dict[Body, Iterator[tuple[str, list[int]]]]:
    """Cut each field into sentences and these into numbers of words; a title is one sentence."""

    def numbered(texts: Iterable[str], named: bool) -> Iterator[tuple[str, list[int]]]:
        for text in texts:
            words = segmenter.words(text) + (name_pairs(text) if named else [])
            yield text, [vocabulary.setdefault(word, len(vocabulary)) for word in words]

    texts = {Body(part.value): text for part, text in part_texts(case).items() if part is not Part.REST}
    cut = {body: [text[start:end] for start, end in pieces.sentences(text)] for body, text in texts.items()}
    cut[Body.TITLE] = [" ".join(filter(None, (case.title, case.case_name, *case.causes, *case.charges)))]
    return {body: numbered(some, body is Body.TITLE) for body, some in cut.items()}


def _write(folder: Path, vocabulary: list[str], fields: dict[Body, _Field], columns: list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    for body, field in fields.items():
        for name in Sentences._fields:
            np.save(folder / f"{body}.{name}.npy", np.array(getattr(field, name)))
    waiting = folder / "columns.tmp"
    waiting.write_text(json.dumps(columns, ensure_ascii=False), "utf-8")
    waiting.replace(folder / "columns.json")  # last: the folder is whole


def _read(folder: Path) -> RealCases:
    columns = json.loads((folder / "columns.json").read_text("utf-8"))
    fields = {
        body: Sentences(*(np.load(folder / f"{body}.{name}.npy") for name in Sentences._fields)) for body in FIELDS
    }
    vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    return RealCases(folder, vocabulary, fields, columns, _kinds(columns))


def _kinds(columns: list[dict[str, Any]], fewest: int = 10) -> Numbers:
    """Number the kinds; a cause that fewer than `fewest` cases have counts as its case type."""
    causes = [next(iter(one["causes"]), "") for one in columns]
    many = {cause for cause in set(causes) if cause and causes.count(cause) >= fewest}
    names = [cause if cause in many else one["case_type"] for cause, one in zip(causes, columns, strict=True)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], np.int64)
