"""The library's search index: what it holds, how it is written, read and asked.

Belongs here: the Whoosh schema, the writer, and searching as array operations. Does not: the text of cases (the store
has it), and what makes a case similar (the ranking decides). The index is disposable: it is rebuilt from the store,
never migrated, and its files never travel.
"""
