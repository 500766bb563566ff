"""Facts read from the resources folder: courts, causes, laws, lexicon, authority. The only room that reads it."""

from localdb.reference.authority import AuthorityTable, NotFollowed
from localdb.reference.causes import Causes
from localdb.reference.courts import Above, Court, Courts
from localdb.reference.laws import Law, Laws, law_key
from localdb.reference.lexicon import Lexicon
from localdb.reference.reference import Reference

__all__ = [
    "Above",
    "AuthorityTable",
    "Causes",
    "Court",
    "Courts",
    "Law",
    "Laws",
    "Lexicon",
    "NotFollowed",
    "Reference",
    "law_key",
]
