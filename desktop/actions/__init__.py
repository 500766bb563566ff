"""The table of commands as data: id, words, key, when.

Belongs here: what can be commanded, the menus made of it, the keys. Does not: what a command does (shell).
"""

from desktop.actions.book import ActionBook
from desktop.actions.table import ACTIONS, MENUS, Action, When

__all__ = ["ACTIONS", "MENUS", "Action", "ActionBook", "When"]
