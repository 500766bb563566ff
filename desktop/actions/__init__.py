"""The table of commands as data: id, words, key, when."""
