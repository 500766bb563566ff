"""Measure similar cases on real data: `python -m tests.quality [--data DIR] [--part P ...] [--save] [--compare]`.

DIR is a data folder of Leian for this alone (default: a temporary one, which takes minutes to fill). What it lacks is
imported into it; known items get a library of their own under it. Parts: `similar` (expert labels, lecard.py), `causes`
(the charge among the five offered), `known` (holdings and keywords, known_items.py), `civil` (civil.py). Beside ours
stands a reference ranker on the same queries, which never changes with the product; a gain has its 95 % interval, a
paired bootstrap over queries. `--leaks` lists near copies among the candidates. `--save` keeps the scores by query,
`--compare` says win, tie or lose against those kept, by query and in total; both take another file than
tests/quality/baseline.json. A full measurement takes some five minutes. `--held-out` only writes the cases that no
model may have learnt from: the one that comes with Leian is made by `leian train --without FILE --out
resources/models/labels.npz` on such a library.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from . import baseline, causes, civil, known_items, lecard
from .figures import Measure, gain, mean

PARTS: Mapping[str, Callable[[Path], Iterator[Measure]]] = {
    "similar": lecard.measures,
    "causes": causes.measures,
    "known": known_items.measures,
    "civil": civil.measures,
}


def table(measures: Iterable[Measure]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'':44} {'n':>4}  ours  reference  gain [95 %]"
    for one in measures:
        change = gain(one.ours, one.reference)
        yield (
            f"{one.name:44} {len(one.ours):4}  {mean(one.ours):.3f} {mean(one.reference):.3f}  "
            f"{change.mean:+.3f} [{change.low:+.3f}, {change.high:+.3f}]  {one.against}"
        )


def measured(folder: Path, parts: Iterable[str]) -> list[Measure]:
    """Measure the parts, printing each as it comes."""
    found = []
    for part in parts:
        some = list(PARTS[part](folder))
        print(f"\n{part}", *table(some), sep="\n", flush=True)
        found += some
    return found


def main() -> None:
    """Measure, keep and compare as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="DIR")
    parser.add_argument("--part", choices=PARTS, nargs="+", default=tuple(PARTS))
    parser.add_argument("--leaks", action="store_true")
    parser.add_argument("--save", type=Path, nargs="?", const=baseline.KEPT, metavar="FILE")
    parser.add_argument("--compare", type=Path, nargs="?", const=baseline.KEPT, metavar="FILE")
    parser.add_argument("--held-out", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.held_out:
        options.held_out.write_text("".join(f"{name}\n" for name in causes.held_out()), "utf-8")
        return
    before = baseline.load(options.compare) if options.compare else {}
    if options.leaks:
        print(*lecard.leaks(), sep="\n")
    with tempfile.TemporaryDirectory() as temporary:
        measures = measured(options.data or Path(temporary), options.part)
    if options.compare:
        print("", *baseline.told(baseline.compared(measures, before)), sep="\n")
    if options.save:
        baseline.save(options.save, measures)


if __name__ == "__main__":
    main()
