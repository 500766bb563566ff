"""Reusable widgets with no content of the field in them."""
