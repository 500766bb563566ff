"""Themes, QSS, fonts, icons: how everything looks.

Belongs here: colours, type, spacing, the style sheet. Does not: widgets, and anything about cases.
"""

from desktop.looks.stage import current, notifier
from desktop.looks.theme import Theme

__all__ = ["Theme", "current", "notifier"]
