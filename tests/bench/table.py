"""The figures of a run and how they are shown: in the terminal, and in the README.

Belongs here: what is derived from times (percentiles, ratios), Markdown. Does not: measuring.
"""

import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from .engines import ENGINES, TANTIVY
from .measuring import Timed
from .questions import LONG, Kind
from .real_cases import ROOT

_COSTS = (
    "documents a CPU-second",
    "index / raw UTF-8",
    "peak of building, MB",
    "open, ms",
    "open, MB",
    "after all questions, MB",
)
FIGURES = Path(__file__).parent / "figures"
README = ROOT / "README.md"
BEGIN, END = "<!-- tests.bench.search: begin -->", "<!-- tests.bench.search: end -->"
Figures = Mapping[str, Any]
_LIBRARIES = ("Whoosh-Reloaded", "numpy", "rjieba", "tantivy", "bm25s", "numba")
_KINDS = {
    Kind.DRAFT: "draft",
    Kind.LONG: "long draft",
    Kind.ANY: "any of 2-5 words",
    Kind.ALL: "all of them",
    Kind.PHRASE: "phrase",
    Kind.FILTERED: "filtered",
}


def times(kinds: Mapping[Kind, Mapping[str, Timed]]) -> dict[str, dict[str, Any]]:
    """Return of each engine and kind p50 and p95 over the questions (each its median of all rounds), and the ratio.

    `ratio` is p50 to tantivy's p50 on the same questions, absent where tantivy did not take part; `asked` is how many
    questions there was time for.
    """
    found: dict[str, dict[str, Any]] = {}
    for kind, engines in kinds.items():
        medians = {name: np.median(np.array(timed.rounds), axis=0) for name, timed in engines.items()}
        for name, own in medians.items():
            row: dict[str, Any] = {
                "p50": round(float(np.percentile(own, 50)), 3),
                "p95": round(float(np.percentile(own, 95)), 3),
                "asked": len(own),
                "first": round(engines[name].rounds[0][0], 3),
            }
            if TANTIVY in medians:
                row["ratio"] = round(float(np.median(own) / np.median(medians[TANTIVY][: len(own)])), 3)
            found.setdefault(name, {})[str(kind)] = row
    return found


def machine() -> dict[str, Any]:
    """Describe the machine and the libraries."""
    cpu = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":")[1].strip() for line in cpu.splitlines() if line.startswith("model name")), "")
    libraries = {"SQLite": sqlite3.sqlite_version}
    for name in _LIBRARIES:
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            continue
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model or platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": libraries,
    }


def markdown(figures: Figures) -> str:
    """Return the figures of a run as two tables and what is to be known about them."""
    corpus, engines = figures["corpus"], figures["engines"]
    lines = [
        f"**{corpus['documents']:,} documents** of {corpus['characters']:,} characters "
        f"({corpus['real']:,} real ones{', the others composed of their sentences' if corpus['composed'] else ''}). "
        "Processor milliseconds, p50 / p95, and p50 as a multiple of tantivy's in the same run. "
        f"A draft has {corpus['draft_words']['least']} to {corpus['draft_words']['most']} distinct words, "
        f"{corpus['draft_words']['median']} in the median; a long one {LONG}.",
        "",
        *_rows(["", *_KINDS.values(), "overlap with exact BM25F"], (_asked(name, engines[name]) for name in engines)),
        "",
        *_rows(
            ["", *_COSTS],
            (_built(name, engines[name]) for name in engines),
        ),
        "",
        *(f"{note}  " for note in figures["notes"]),
        _machine(figures["machine"]),
    ]
    return "\n".join(lines)


def readme_table(figures: Iterable[Figures]) -> str:
    """Return what stands between the marks of the README."""
    runs = sorted(figures, key=lambda one: one["corpus"]["documents"])
    return "\n\n".join([BEGIN, *map(markdown, runs), END])


def saved() -> list[Figures]:
    """Return the figures that were saved."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(FIGURES.glob("search-*.json"))]


def save(figures: Figures) -> Path:
    """Write the figures of a run where `saved` finds them."""
    FIGURES.mkdir(exist_ok=True)
    path = FIGURES / f"search-{figures['corpus']['documents']}.json"
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def write_readme() -> None:
    """Put the saved figures between the marks of the README.

    Raises:
        ValueError: the marks are not there.
    """
    text = README.read_text("utf-8")
    begin, end = text.index(BEGIN), text.index(END) + len(END)
    README.write_text(text[:begin] + readme_table(saved()) + text[end:], "utf-8")


def _asked(name: str, engine: Figures) -> list[str]:
    overlap = engine.get("overlap")
    cells = [_time(engine["times"].get(kind)) for kind in _KINDS]
    return [ENGINES[name].label, *cells, "—" if overlap is None else f"{overlap:.3f}"]


def _time(row: Figures | None) -> str:
    if row is None:
        return "—"
    ratio = f" ({row['ratio']:.2f}×)" if "ratio" in row else ""
    return f"{_short(row['p50'])} / {_short(row['p95'])}{ratio}"


def _built(name: str, engine: Figures) -> list[str]:
    built, opened = engine.get("built"), engine["opened"]
    cells = ["〃", "〃", "〃"]
    if built is not None:
        cells = [f"{built['rate']:,.0f}", f"{built['share']:.2f}", f"{built['peak_mb']:,.0f}"]
    after = engine["grown_mb"]
    return [ENGINES[name].label, *cells, f"{opened['ms']:.0f}", f"{opened['grown_mb']:.0f}", f"{after:.0f}"]


def _short(ms: float) -> str:
    return f"{ms:,.0f}" if ms >= 100 else f"{ms:.1f}" if ms >= 10 else f"{ms:.2f}"


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return [f"| {' | '.join(row)} |" for row in cells]


def _machine(machine: Figures) -> str:
    libraries = ", ".join(f"{name} {number}" for name, number in machine["libraries"].items())
    return (
        f"{machine['processor']}, {machine['cores']} shared cores, {machine['memory_gb']} GB, {machine['system']}, "
        f"CPython {machine['python']}; {libraries}."
    )


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, None of nothing."""
    return round(statistics.fmean(values), 4) if values else None
