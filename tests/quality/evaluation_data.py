"""Where the evaluation data lies and how its records are read.

Evaluation data is found through LEIAN_EVAL_DATA, by default ../shared/data; nothing of it is copied into the project.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import zstandard

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))
LECARD = DATA / "lecard"
AUTHORITY = DATA / "authority"
Record = Mapping[str, Any]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a .jsonl or .jsonl.zst file."""
    opened = zstandard.open(path, "rt", encoding="utf-8") if path.suffix == ".zst" else path.open(encoding="utf-8")
    with opened as lines:
        yield from map(json.loads, lines)


def published(name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of one collection of published cases."""
    return records(AUTHORITY / f"{name}.jsonl.zst")
