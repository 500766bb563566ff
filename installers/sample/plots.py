"""Read plot files: one cause, its roles, its twists and the templates of every section.

A file holds plots divided by lines of ``====``. Each has a head of ``key: value`` lines, a line ``----`` and
sections ``[名]``. Does not: expanding templates.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "plots"


@dataclass(frozen=True, slots=True)
class Role:
    """Name a role of the layout (原告) and the value that fills it; `test` may leave it out."""

    title: str
    name: str
    test: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Hold one plot. `twists` are combinations of twists; `reversals` those that a wrong first instance fits."""

    id: str
    kind: str  # 民事 刑事 行政 国家赔偿 执行
    causes: tuple[str, ...]
    roles: tuple[Role, ...]
    twists: tuple[tuple[str, ...], ...]
    reversals: tuple[tuple[str, ...], ...]
    head: dict[str, str]
    sections: dict[str, str]

    def section(self, name: str) -> str:
        """Return a section's template, "" where the plot has none."""
        return self.sections.get(name, "")


def read_all(folder: Path = FOLDER) -> dict[str, Plot]:
    """Read every plot of a folder, by id."""
    plots: dict[str, Plot] = {}
    for path in sorted(folder.glob("*.txt")):
        for text in re.split(r"(?m)^====+\s*$", path.read_text(encoding="utf-8")):
            if text.strip():
                plot = _plot(text)
                if plot.id in plots:
                    raise ValueError(f"two plots are called {plot.id}")
                plots[plot.id] = plot
    return plots


def _plot(text: str) -> Plot:
    top, _, body = text.strip().partition("\n----\n")
    head = {}
    for line in top.splitlines():
        key, _, value = line.partition(":")
        head[key.strip()] = value.strip()
    parts = re.split(r"(?m)^\[([^\[\]]+)\]\s*$", body)
    sections = {name: content.strip() for name, content in zip(parts[1::2], parts[2::2], strict=True)}
    return Plot(
        id=head["编号"],
        kind=head["类型"],
        causes=(head["案由"],),
        roles=tuple(_role(part) for part in head["当事人"].split(",")),
        twists=_combinations(head.get("情节", "")) or ((),),
        reversals=_combinations(head.get("改判", "")),
        head=head,
        sections=sections,
    )


def _role(part: str) -> Role:
    title, name = part.split()
    name, _, test = name.partition("?")
    return Role(title, name, test)


def _combinations(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(twist.strip() for twist in part.split("+")) for part in value.split("|") if part.strip())
