"""The list of similar cases by tier, its item model, filters and search box.

Belongs here: showing the answer to a search. Does not: asking the library, reading a case (reader).
"""

from desktop.similar.filters import Filters
from desktop.similar.panel import SimilarPanel
from desktop.similar.search_box import SearchBox

__all__ = ["Filters", "SearchBox", "SimilarPanel"]
