"""Measure searching: `python -m tests.bench.search [--size N] [--engines A,B] [--save] [--readme] [--cache DIR]`.

Every engine indexes the same words in the same fields and is asked the same questions, in one run; the table shows
what each needs and how that compares with tantivy. `--save` keeps the figures in tests/bench/figures, `--readme` writes
the README's table from what is kept and measures nothing. Real judgments are found through LEIAN_EVAL_DATA, by default
../shared/data. An engine that is not installed is left out, and one for which the corpus is too large (see engines.py)
unless it is named. The others come with `pip install` of what the extra `bench` in pyproject.toml lists.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import table
from .corpus import Corpus, compose
from .engines import ENGINES
from .exact import exact_scores, overlap
from .measuring import Asker, Built, build, in_turn
from .questions import TOP, WEIGHTS, Asked, Kind, questions
from .real_cases import ROOT, real_cases

ROUNDS = 5
MOST_S = 60.0  # processor time that an engine may use on a kind of question
CHECKED = 20  # drafts whose answers are held against exact scores


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="search engines compared on one corpus")
    parser.add_argument("--size", type=int, default=10_000, help="documents: 10000, 100000, 300000")
    parser.add_argument("--engines", type=lambda names: names.split(","), default=[], help=", ".join(ENGINES))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--readme", action="store_true", help="write the README's table; measures nothing")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "leian-bench")
    options = parser.parse_args()
    if options.readme:
        table.write_readme()
        return
    names, notes = chosen(options.engines, options.size)
    data = Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))
    corpus = compose(real_cases(data, options.cache), options.size)
    figures = measured(corpus, names, options.rounds, notes) | {"rounds": options.rounds}
    print(table.markdown(figures))
    if options.save:
        tell(f"saved {table.save(figures)}")


def chosen(wanted: Sequence[str], size: int) -> tuple[list[str], list[str]]:
    """Return which engines take part, and why others do not."""
    names, notes = [], []
    for name, listed in ENGINES.items():
        if wanted and name not in wanted:
            continue
        try:
            listed.load()
        except ImportError as error:
            notes.append(f"{listed.label} left out: {error.name} is not installed.")
            continue
        if size > listed.most and not wanted:
            notes.append(f"{listed.label} left out above {listed.most:,} documents.")
            continue
        names.append(name)
    return names, notes


def measured(corpus: Corpus, names: Sequence[str], rounds: int, notes: Sequence[str]) -> dict[str, Any]:
    """Build, open and ask every engine; return the figures."""
    drawn = questions(corpus)
    with tempfile.TemporaryDirectory(prefix="leian-bench-", dir=corpus.folder.parent) as scratch:
        indexes = Path(scratch)
        built: dict[str, Built] = {}
        for name in dict.fromkeys(ENGINES[name].built_by for name in names):
            tell(f"building {name}")
            built[name] = build(name, corpus.folder, indexes / name)
        askers = [Asker(name, indexes / ENGINES[name].built_by, drawn) for name in names]
        taken = {}
        for kind in Kind:
            tell(f"asking: {kind}")
            taken[kind] = in_turn(askers, kind, len(drawn[kind]), rounds, MOST_S)
        tell("comparing with exact scores")
        counts = {name: timed.rounds[0] for name, timed in taken[Kind.DRAFT].items()}
        right = overlaps(corpus, askers, drawn[Kind.DRAFT], {name: len(asked) for name, asked in counts.items()})
        grown = {asker.name: asker.close() for asker in askers}
    shown = table.times(taken)
    engines = {
        asker.name: {
            "times": shown[asker.name],
            "overlap": right.get(asker.name),
            "opened": asker.opened._asdict(),
            "grown_mb": grown[asker.name],
        }
        | ({"built": _built(built.pop(made), corpus)} if (made := ENGINES[asker.name].built_by) in built else {})
        for asker in askers
    }
    return {
        "corpus": _corpus(corpus, drawn[Kind.DRAFT]),
        "machine": table.machine(),
        "engines": engines,
        "notes": [*notes, *_unfinished(engines, drawn)],
    }


def overlaps(
    corpus: Corpus, askers: Sequence[Asker], drafts: Sequence[Asked], most: Mapping[str, int]
) -> dict[str, float | None]:
    """Return how much of the best by exact scores each engine returns, over as many drafts as it had time for."""
    scores = exact_scores(corpus, [draft.words for draft in drafts[:CHECKED]], WEIGHTS)
    return {
        asker.name: table.mean(
            [
                overlap(scores[number], asker.found(Kind.DRAFT, number), TOP)
                for number in range(min(CHECKED, most[asker.name]))
            ]
        )
        for asker in askers
        if asker.name in most
    }


def _built(built: Built, corpus: Corpus) -> dict[str, float]:
    return built._asdict() | {"rate": corpus.size / built.seconds, "share": built.octets / corpus.octets}


def _corpus(corpus: Corpus, drafts: Sequence[Asked]) -> dict[str, Any]:
    sizes = sorted(len(draft.words) for draft in drafts)
    return {
        "documents": corpus.size,
        "real": min(corpus.real, corpus.size),
        "composed": corpus.size > corpus.real,
        "characters": round(corpus.characters / corpus.size),
        "octets": corpus.octets,
        "words": {str(body): round(float(ends[-1]) / corpus.size, 1) for body, ends in corpus.ends.items()},
        "facts_cut_at": corpus.longest,
        "draft_words": {"least": sizes[0], "median": sizes[len(sizes) // 2], "most": sizes[-1]},
    }


def _unfinished(engines: Mapping[str, Any], drawn: Mapping[Kind, Sequence[Asked]]) -> list[str]:
    return [
        f"{ENGINES[name].label} had time for {row['asked']} of {len(drawn[kind])} questions ({kind})."
        for kind in Kind
        for name, engine in engines.items()
        if (row := engine["times"].get(kind)) and row["asked"] < len(drawn[kind])
    ]


def tell(words: str) -> None:
    """Say on stderr what is being done."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
