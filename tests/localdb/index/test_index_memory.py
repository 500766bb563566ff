"""The peak of memory that indexing takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_KB = 1024 * 1024
INDEXING = """
import resource, sys
from pathlib import Path
import numpy as np
from localdb.index.port import Body, Entry
from localdb.index.whoosh_index import open_index

WORDS = [f"词{number}" for number in range(200_000)]
dice = np.random.default_rng(1)
index = open_index(Path(sys.argv[1]), "words")
for start in range(0, 20_000, 2_000):
    entries = []
    for number in range(start, start + 2_000):
        words = [WORDS[rank % len(WORDS)] for rank in dice.zipf(1.2, 700).tolist()]
        bodies = {Body.FACTS: words[:400], Body.REASONING: words[400:600], Body.REST: words[600:]}
        entries.append(Entry(str(number), bodies, day=number, numbers=(f"第{number}号",)))
    index.update(entries)
index.tidy()
print(index.cases, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="the peak is told another way")
def test_twenty_thousand_cases_are_indexed_in_a_gigabyte(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INDEXING, os.fspath(tmp_path / "index")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    cases, peak = map(int, done.stdout.split())
    assert cases == 20_000
    assert peak <= MOST_KB * (1024 if sys.platform == "darwin" else 1), f"{peak} kB"
