"""Facts read from the resources folder: courts, causes, laws, lexicon, authority. The only room that reads it."""

from localdb.reference.courts import Above, Court, Courts
from localdb.reference.reference import Reference

__all__ = ["Above", "Court", "Courts", "Reference"]
