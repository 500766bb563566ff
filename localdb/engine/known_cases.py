"""Cases that were just read: a judge types on, and most candidates of a search were those of the last.

Belongs here: remembering cards, features and texts while nobody writes to the library. Does not: reading them. Every
thread remembers its own, for each notices by its own connection what another thread or process has written.
"""

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from localdb.model.case import Case, CaseCard
from localdb.ranking.features import Features, unpack
from localdb.ranking.label_model import Floats, LabelModel
from localdb.storage.library import Library

# Of some 1.5 KB, with features 8 KB, with a direction .7 KB more; a draft has up to 2,700 candidates.
_MOST_CARDS = 4_000
_MOST_TEXTS = 300  # of some 40 KB
Kept = TypeVar("Kept")


class KnownCases:
    """Read cases of a library; the same ones asked for again cost a look whether anybody has written since."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._own = threading.local()

    def cards(self, keys: Sequence[str]) -> dict[str, CaseCard]:
        """Return the cards of these keys in their order, missing ones left out."""
        return self._known("cards", keys, self._library.cards, _MOST_CARDS)

    def features(self, keys: Sequence[str]) -> dict[str, Features]:
        """Return the features of these keys in their order, missing ones left out."""
        return self._known("features", keys, self._unpacked, _MOST_CARDS)

    def directions(self, keys: Sequence[str], model: LabelModel) -> dict[str, Floats]:
        """Return the direction in law of each of these keys by a model, those of another model apart."""

        def directed(new: Sequence[str]) -> dict[str, Floats]:
            features = self.features(new)
            return dict(zip(features, model.directions(list(features.values())), strict=True))

        return self._known(model, keys, directed, _MOST_CARDS)

    def cases(self, keys: Sequence[str]) -> dict[str, Case]:
        """Return the cases of these keys in their order, missing ones left out."""
        return self._known("cases", keys, self._library.get_many, _MOST_TEXTS)

    def _unpacked(self, keys: Sequence[str]) -> dict[str, Features]:
        return {key: unpack(blob) for key, blob in self._library.get_features(keys).items()}

    def _known(
        self, kind: Hashable, keys: Sequence[str], read: Callable[[Sequence[str]], Mapping[str, Kept]], most: int
    ) -> dict[str, Kept]:
        stamp = self._library.store.stamp()
        if getattr(self._own, "stamp", None) != stamp:
            self._own.stamp, self._own.kinds = stamp, {}
        known: dict[str, Any] = self._own.kinds.setdefault(kind, {})
        new = [key for key in keys if key not in known]
        if len(known) + len(new) > most:
            known.clear()
            new = list(keys)
        if new:
            known |= dict.fromkeys(new) | dict(read(new))
        return {key: found for key in keys if (found := known[key]) is not None}
