"""The matters in hand: list, opening, properties, issues, triggers, submitted cases.

Belongs here: showing and editing matters. Does not: their drafts (editor), their reports (reports).
"""

from desktop.matters.chooser import MatterChooser
from desktop.matters.dialog import MatterDialog, Page, new_matter
from desktop.matters.listing import MatterList

__all__ = ["MatterChooser", "MatterDialog", "MatterList", "Page", "new_matter"]
