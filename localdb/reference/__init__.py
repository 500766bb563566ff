"""Facts read from the resources folder: courts, causes, laws, articles, words. The only room that reads it."""

from localdb.reference.articles import Articles, Counterpart
from localdb.reference.authority import AuthorityTable, NotFollowed
from localdb.reference.causes import Causes
from localdb.reference.courts import Above, Court, Courts
from localdb.reference.laws import NATION, Law, Laws, law_key
from localdb.reference.lexicon import Lexicon
from localdb.reference.reference import Reference
from localdb.reference.synonyms import Synonyms

__all__ = [
    "NATION",
    "Above",
    "Articles",
    "AuthorityTable",
    "Causes",
    "Counterpart",
    "Court",
    "Courts",
    "Law",
    "Laws",
    "Lexicon",
    "NotFollowed",
    "Reference",
    "Synonyms",
    "law_key",
]
