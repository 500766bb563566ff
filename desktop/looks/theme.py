"""The two themes as tokens. Colours are #rrggbb; every pair of text and ground keeps 4.5:1 (tested by computation).

One accent; four muted section tints. What a widget may paint with is here, so that no widget names a colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from localdb.model.kinds import Axis, Section

GRID = 8  # pixels: every spacing is a multiple, or half of it

_AXIS_SECTION = {Axis.FACTS: Section.FACTS, Axis.ISSUES: Section.ISSUES, Axis.LAW: Section.STATUTES}


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold the colours of one theme.

    `ground` lies under everything, `surface` under lists and cases, `paper` under the draft. `tints` are grounds for
    text of a section, `tint_inks` write and draw in the section's colour on ground, surface or its own tint.
    """

    name: str
    dark: bool
    ground: str
    surface: str
    paper: str
    ink: str
    muted: str
    line: str
    hover: str
    accent: str
    on_accent: str
    selected: str  # ground of the selected row or text; ink stays readable on it
    found: str  # ground of words that were looked for; ink stays readable on it
    good: str
    warn: str
    bad: str
    tints: Mapping[Section, str]
    tint_inks: Mapping[Section, str]

    def tint(self, section: Section) -> str:
        """Return the ground of a section; the surface for those without a tint of their own."""
        return self.tints.get(section, self.surface)

    def tint_ink(self, section: Section) -> str:
        """Return the colour to write and draw in for a section."""
        return self.tint_inks.get(section, self.muted)

    def axis_tint(self, axis: Axis) -> str:
        """Return the ground for passages of an axis."""
        return self.tints[_AXIS_SECTION[axis]]

    def axis_ink(self, axis: Axis) -> str:
        """Return the colour of an axis' bar and label."""
        return self.tint_inks[_AXIS_SECTION[axis]]


LIGHT = Theme(
    name="light",
    dark=False,
    ground="#f4f3f0",
    surface="#fbfaf8",
    paper="#fefdfb",
    ink="#1e2226",
    muted="#585e65",
    line="#d9d6cf",
    hover="#ecebe6",
    accent="#24527a",
    on_accent="#ffffff",
    selected="#dbe5ee",
    found="#fbdf8f",
    good="#2b6544",
    warn="#7d5000",
    bad="#9c2f2a",
    tints={
        Section.FACTS: "#e3ecf4",
        Section.ISSUES: "#f4ebd3",
        Section.REASONING: "#e1efe4",
        Section.STATUTES: "#eee5f2",
    },
    tint_inks={
        Section.FACTS: "#2a5276",
        Section.ISSUES: "#6f4f0c",
        Section.REASONING: "#29603c",
        Section.STATUTES: "#634077",
    },
)

DARK = Theme(
    name="dark",
    dark=True,
    ground="#16181b",
    surface="#1c1f23",
    paper="#1f2226",
    ink="#e3e1dc",
    muted="#a3a8ae",
    line="#363b41",
    hover="#262a2f",
    accent="#8db8e0",
    on_accent="#10202f",
    selected="#2c3d4e",
    found="#524008",
    good="#86c79c",
    warn="#e2b566",
    bad="#f19a94",
    tints={
        Section.FACTS: "#22313f",
        Section.ISSUES: "#393120",
        Section.REASONING: "#21362a",
        Section.STATUTES: "#34293d",
    },
    tint_inks={
        Section.FACTS: "#9dc5e8",
        Section.ISSUES: "#e0c47e",
        Section.REASONING: "#98d2a9",
        Section.STATUTES: "#d0b2e3",
    },
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shade = QColor(colour)
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
