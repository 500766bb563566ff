"""Make the facts of resources/ out of public lists: courts, causes, laws, lexicon, authority.

Belongs here: reading the lists, cleaning them, joining what is kept by hand in kept/. Does not: anything that the
product itself imports. Run `python -m installers.facts` from the repository's root.
"""
