"""Checks on a draft: what came in with passages of other cases and does not belong into the judgment. Pure."""

from localdb.review.checks import check_draft
from localdb.review.taken import Taken, names_of

__all__ = ["Taken", "check_draft", "names_of"]
