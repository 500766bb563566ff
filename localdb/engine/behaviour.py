"""How the user reads: recorded here, on this machine, and worked out into attention."""

from collections.abc import Sequence
from datetime import datetime

from localdb.engine.workspace import Workspace
from localdb.model.behaviour import Attention, Behaviour
from localdb.model.library import Changes
from localdb.profile import attend


def record_behaviour(ws: Workspace, events: Sequence[Behaviour]) -> Changes:
    """Store what the user did. Whether anything is recorded at all is the user's setting, kept by the caller."""
    ws.work.behaviour.add(events)
    return Changes(behaviour=bool(events))


def attention(ws: Workspace, now: datetime) -> Attention:
    """Work out where the user's attention goes."""
    return attend(ws.work.behaviour.each(), now)


def erase_behaviour(ws: Workspace) -> Changes:
    """Erase everything recorded of the user's reading."""
    ws.work.behaviour.erase()
    return Changes(behaviour=True)
