"""Settings pages, first start, and the page that shows and erases what is recorded.

Belongs here: controls for options. Does not: the options themselves (settings), what follows from a change (shell).
"""

from desktop.preferences.dialog import Page, PreferencesDialog
from desktop.preferences.first_start import FirstStart

__all__ = ["FirstStart", "Page", "PreferencesDialog"]
