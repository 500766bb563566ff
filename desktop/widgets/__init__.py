"""Reusable widgets with no content of the field in them."""

from desktop.widgets.docx_file import ask_docx
from desktop.widgets.elided import Elided
from desktop.widgets.empty import EmptyState
from desktop.widgets.find_bar import FindBar, places_in
from desktop.widgets.painting import badge_width, paint_badge, paint_bar
from desktop.widgets.progress import ThinProgress
from desktop.widgets.roles import set_role
from desktop.widgets.toast import Toast
from desktop.widgets.work_bar import WorkBar

__all__ = [
    "Elided",
    "EmptyState",
    "FindBar",
    "ThinProgress",
    "Toast",
    "WorkBar",
    "ask_docx",
    "badge_width",
    "paint_badge",
    "paint_bar",
    "places_in",
    "set_role",
]
