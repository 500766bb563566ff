"""The draft judgment: writing, autosave, adopted passages and their sources."""
