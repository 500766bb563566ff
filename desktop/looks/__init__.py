"""Themes, QSS, fonts, icons."""
