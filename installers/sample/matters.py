"""Read the sample matters (matters/*.txt): a head of `key: value` lines, a line of dashes, the unfinished draft.

Keys are those of the program's matter; `issues`, `causes` and `triggers` are divided by `|`, `default` marks the one
the demo takes.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "matters"
_LISTS = ("issues", "causes", "triggers")


def read_matters(folder: Path = FOLDER) -> list[dict[str, object]]:
    """Read the matters, the default one first."""
    matters = [_matter(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
    return sorted(matters, key=lambda matter: not matter["default"])


def _matter(text: str) -> dict[str, object]:
    top, _, draft = text.partition("\n----\n")
    head = dict(line.split(": ", 1) for line in top.splitlines() if line.strip())
    matter: dict[str, object] = {key: value.strip() for key, value in head.items() if key not in _LISTS}
    for key in _LISTS:
        matter[key] = [part.strip() for part in head.get(key, "").split("|") if part.strip()]
    matter["default"] = head.get("default") == "yes"
    matter["draft"] = draft.strip()
    return matter
