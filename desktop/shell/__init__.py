"""The main window: docks, menus, status bar. Joins the feature rooms.

Belongs here: which signal of one room goes to which of another, and when the engine is asked. Does not: widgets of the
rooms, the engine itself, what happens before there is a window (app).
"""

from desktop.shell.window import MainWindow

__all__ = ["MainWindow"]
