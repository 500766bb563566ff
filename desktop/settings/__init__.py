"""Typed options, policy file, folders. Qt-free.

Belongs here: what can be set, where it is kept, who may change it. Does not: the pages that show it (preferences).
"""

from desktop.settings.choices import FeedChoices
from desktop.settings.options import OPTIONS, Option
from desktop.settings.store import Settings

__all__ = ["OPTIONS", "FeedChoices", "Option", "Settings"]
