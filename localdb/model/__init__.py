"""The nouns of Leian: frozen records, enums, typed errors and Changes.

Belongs here: what every room may hold in its hand. Does not: reading files, rules, sentences for users.
"""
