"""Keep the figures of today and say what a change did to them, query by query.

A baseline is JSON: `measures` holds for each line of the table the product's score of each query, four decimals.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .figures import Comparison, Measure, Scores, Verdict, compare

KEPT = Path(__file__).with_name("baseline.json")
_WIDTH = 110


def load(path: Path) -> dict[str, Scores]:
    """Read the scores of a baseline; none where there is no file."""
    found: dict[str, Scores] = json.loads(path.read_text("utf-8"))["measures"] if path.exists() else {}
    return found


def save(path: Path, measures: Iterable[Measure]) -> None:
    """Write the scores; lines that were not measured keep theirs."""
    kept = {**load(path), **{one.name: {qid: round(score, 4) for qid, score in one.ours.items()} for one in measures}}
    lines = [f"  {_json(name)}: {_json(scores)}" for name, scores in sorted(kept.items())]
    path.write_text('{"measures": {\n' + ",\n".join(lines) + "\n}}\n", "utf-8")


def compared(measures: Iterable[Measure], before: dict[str, Scores]) -> dict[str, Comparison]:
    """Compare the lines that both have, by name."""
    both = (one for one in measures if before.get(one.name, {}).keys() & one.ours.keys())
    return {one.name: compare(one.ours, before[one.name]) for one in both}


def told(comparisons: dict[str, Comparison]) -> Iterator[str]:
    """Yield the lines that say win, tie or lose, in total and by query."""
    for name, one in comparisons.items():
        mean, low, high = one.change
        yield (
            f"{one.verdict:4} {name:44} {one.was:.3f} {mean:+.3f} [{low:+.3f}, {high:+.3f}]  "
            f"won {len(one.won)} tied {one.tied} lost {len(one.lost)}, sign test p {one.chance:.3f}"
        )
        for word, changed in (("won", one.won), ("lost", one.lost)):
            yield from _wrapped(f"       {word}: ", [f"{qid} {change:+.2f}" for qid, change in changed])
    counted = {verdict: sum(one.verdict is verdict for one in comparisons.values()) for verdict in Verdict}
    yield "in total: " + ", ".join(f"{count} {verdict}" for verdict, count in counted.items())


def _wrapped(head: str, words: list[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) > _WIDTH:
            yield head + line
            line = ""
        line += ("; " if line else "") + word
    if line:
        yield head + line


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
