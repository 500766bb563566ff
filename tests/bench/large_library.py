"""Make a large library to measure the window on: `python -m tests.bench.large_library --data DIR --out DIR [--size N]`.

The library in the data folder DIR (real cases, imported as a user would) is copied and filled up with composed ones:
each section is put together of sentences of three cases with the same cause, court and number are drawn, so that no
two are alike. What is composed is judged, stored and indexed as an import does it; parsing alone is left out.
"""

import argparse
import random
import shutil
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from desktop.settings import folders
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.kinds import Section

_SEED = 2_029
_BATCH = 500
_TOGETHER = 3  # cases that a composed one takes its sentences from
_MIXED = (Section.FACTS, Section.CLAIMS, Section.PRIOR, Section.EVIDENCE, Section.REASONING)


def main() -> None:
    """Copy, compose, store, index."""
    parser = argparse.ArgumentParser(description="a large library of real and composed cases")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=100_000)
    options = parser.parse_args()
    options.out.mkdir(parents=True)
    old, new = sqlite3.connect(options.data / "library.db"), sqlite3.connect(options.out / "library.db")
    with closing(old), closing(new):
        old.backup(new)
    shutil.copytree(options.data / "index", options.out / "index")
    ws = Workspace.open(options.out, folders.resources_folder())
    begun = time.process_time()
    batch: list[Case] = []
    for case in composed(list(ws.library.each()), options.size - ws.library.count()):
        batch.append(case)
        if len(batch) == _BATCH:
            ws.library.add([entry_of(one, ws.reference) for one in batch])
            batch.clear()
    ws.library.add([entry_of(one, ws.reference) for one in batch])
    stored = time.process_time()
    drain_index(ws)
    cases, seconds = ws.library.count(), (stored - begun, time.process_time() - stored)
    print(f"{cases:,} cases; storing {seconds[0]:,.0f} s, indexing {seconds[1]:,.0f} s of processor time")
    ws.close()


def composed(cases: Sequence[Case], count: int) -> Iterator[Case]:
    """Yield so many cases made of these."""
    draw = random.Random(_SEED)
    alike: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        if case.sections.get(Section.REASONING) and case.date and case.case_no:
            alike[tuple(case.charges or case.causes or (case.case_type or "",))].append(case)
    kinds = sorted(kind for kind, members in alike.items() if len(members) >= _TOGETHER)
    shares = [len(alike[kind]) for kind in kinds]
    for number, kind in enumerate(draw.choices(kinds, shares, k=count)):
        of = draw.sample(alike[kind], _TOGETHER)
        first = of[0]
        assert first.date is not None
        yield replace(
            first,
            id=f"composed-{number}",
            source="composed",
            case_no=f"（{first.date.year}）京{number % 9000}刑初{number}号",
            date=first.date - timedelta(days=draw.randrange(1500)),
            full_text="",
            sections=dict(first.sections)
            | {section: text for section in _MIXED if (text := _mixed(of, section, draw))},
        )


def _mixed(of: Sequence[Case], section: Section, draw: random.Random) -> str:
    """Return sentences of several cases in the order they have there, about as many as one case has."""
    sentences = [text for case in of for text in case.sections.get(section, "").split("。") if text]
    kept = [text for text in sentences if draw.random() < 1 / len(of)]
    return "。".join(kept) + "。" if kept else ""


if __name__ == "__main__":
    main()
