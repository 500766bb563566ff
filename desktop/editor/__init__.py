"""The draft judgment: writing, autosave, adopted passages and their sources.

Belongs here: the page, its margin, saving. Does not: similar cases, what may be cited (words), storing (jobs).
"""

from desktop.editor.panel import EditorPanel

__all__ = ["EditorPanel"]
