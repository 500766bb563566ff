"""Commits known beforehand, numbered from 1: whoever reads an index can tell what it must hold after so many."""

import random
from collections.abc import Mapping, Sequence

from fakes.corpus import KEYS, random_entry

from localdb.index.port import Body, CaseIndex, Entry
from localdb.index.seal import read_seal
from localdb.index.whoosh_index import WhooshIndex

TALLY = "tally"  # key of the case that says how many commits were made
_HELD: list[Mapping[str, Entry]] = [{}]


def commit(number: int) -> tuple[Sequence[Entry], Sequence[str]]:
    """Return what a commit adds or replaces, and what it drops."""
    dice = random.Random(number)
    entries = [random_entry(dice, key) for key in dice.sample(KEYS, dice.choice((1, 3, 20)))]
    return [*entries, tally(number)], dice.sample(KEYS, dice.choice((0, 2, 10)))


def tally(number: int) -> Entry:
    """Return the case that says so."""
    return Entry(TALLY, {Body.FACTS: ["计数"]}, numbers=(f"第{number}次",))


def held_after(number: int) -> Mapping[str, Entry]:
    """Return the cases that an index holds after so many commits."""
    while len(_HELD) <= number:
        entries, gone = commit(len(_HELD))
        kept = {key: case for key, case in _HELD[-1].items() if key not in gone}
        _HELD.append(kept | {entry.key: entry for entry in entries})
    return _HELD[number]


def commits_in(index: CaseIndex, first: int, last: int) -> int:
    """Return how many commits an index holds, which are at least `first` and at most `last`."""
    (number,) = [
        number
        for number in range(first, last + 1)
        if index.with_number(f"第{number}次") == [TALLY] or (number == 0 and not index.cases)
    ]
    return number


def assert_no_orphans(index: WhooshIndex) -> None:
    """See that there are the files of the last commit, and the seal of the one before, which the next writer sweeps."""
    left = {path.name for path in index.folder.iterdir()}
    generation = max(int(name.split("_")[2].split(".")[0]) for name in left if name.endswith(".toc"))
    seal = read_seal(index.folder / f"_MAIN_{generation}.seal")
    whole = {"stamp.json", "writer.lock", f"_MAIN_{generation}.toc", f"_MAIN_{generation}.seal", *seal.files}
    assert whole <= left <= whole | {f"_MAIN_{generation - 1}.seal"}
