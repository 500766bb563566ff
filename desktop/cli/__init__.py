"""The commands without a display. Qt-free."""
