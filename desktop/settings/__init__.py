"""Typed options, policy file, folders. Qt-free."""
