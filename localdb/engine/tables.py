"""When the tables of courts, causes and laws change, what was worked out from them is worked out again."""

from collections.abc import Callable

from localdb.engine.corrections import keep_corrections
from localdb.engine.workspace import Workspace
from localdb.model.errors import Cancelled
from localdb.ranking.cards import card_of

_CARDS_OF = "cards"  # fact in library.db: the digest of the tables by which its cards were made
_BATCH = 200


def refresh_cards(ws: Workspace, cancelled: Callable[[], bool] | None = None) -> bool:
    """Make the cards of all cases anew if the tables are others than before, and have the index take them in again.

    A court's correction of a table so reaches tiers, effect and marks without importing anything. Says whether it did.

    Raises:
        Cancelled: `cancelled` answered True; it begins anew next time.
    """
    keep_corrections(ws.data, ws.reference)
    digest = ws.reference.digest
    if ws.library.get_meta(_CARDS_OF) == digest:
        return False
    keys = ws.library.keys(folded=True)
    for start in range(0, len(keys), _BATCH):
        if cancelled is not None and cancelled():
            raise Cancelled
        cases = ws.library.get_many(keys[start : start + _BATCH])
        ws.library.refresh_cards(card_of(case, ws.reference) for case in cases.values())
    if keys:
        ws.library.refill_backlog()
    ws.library.set_meta(_CARDS_OF, digest)
    return bool(keys)
