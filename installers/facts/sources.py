"""Read the raw lists. The only place that knows where they lie and how they are packed."""

import io
import json
import os
from pathlib import Path
from typing import Any

import zstandard

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RESOURCES = ROOT / "resources"


def data_folder() -> Path:
    """Return the folder of the raw data: `LEIAN_EVAL_DATA`, else the one beside the repository."""
    return Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))


def raw(name: str) -> Any:
    """Return a decoded JSON file of the raw data, by its path inside it."""
    return json.loads((data_folder() / name).read_text(encoding="utf-8"))


def raw_lines(name: str) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file of the raw data, zstd or plain."""
    path = data_folder() / name
    if path.suffix == ".zst":
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
            return [json.loads(line) for line in io.TextIOWrapper(stream, encoding="utf-8")]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def kept(name: str) -> Any:
    """Return a decoded file of kept/: what no list has, or has wrong."""
    return json.loads((HERE / "kept" / name).read_text(encoding="utf-8"))


def kept_words(name: str) -> list[str]:
    """Return the words of a text file of kept/, parted by blanks or line breaks."""
    return (HERE / "kept" / name).read_text(encoding="utf-8").split()
