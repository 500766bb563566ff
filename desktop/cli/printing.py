"""What commands print: JSON lines for programs, plain lines for people, progress on a terminal."""

import json
import sys
from collections.abc import Mapping


def print_json(record: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own."""
    print(json.dumps(record, ensure_ascii=False), flush=True)


def complain(sentence: str) -> int:
    """Say on stderr what failed, in one line; return the exit status of a failure."""
    if sys.stderr is not None:
        print(f"leian: {' '.join(sentence.splitlines())}", file=sys.stderr)
    return 1


class Progress:
    """Rewrite one line on a terminal, and take it away at the end; say nothing when stderr is not one."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, line: str) -> None:
        """Replace the line."""
        if self._shown:
            print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        self.show("")
