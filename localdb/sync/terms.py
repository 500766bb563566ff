"""How long metadata is good for, and when it is time to renew it. Pure.

On line a reader must notice within weeks that somebody holds back news; but the office is closed for a week twice a
year, so a timestamp outlives that. Media that travel by hand, and libraries that are synced once a season, need a year.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tuf.api.metadata import Root

from localdb.sync.feed_folder import ROOT, SNAPSHOT, TARGETS, TIMESTAMP

ONLINE: Mapping[str, int] = {ROOT: 730, TARGETS: 365, SNAPSHOT: 45, TIMESTAMP: 15}  # days
OFFLINE: Mapping[str, int] = {ROOT: 1825, TARGETS: 400, SNAPSHOT: 400, TIMESTAMP: 400}
ROOT_SOON = 90  # days: a ceremony takes its time
_FIELD = "x-leian"  # of the root: what else its holders signed


def is_offline(root: Root | None) -> bool:
    """Say whether the holders of the root keys have signed that this feed travels by hand."""
    told = root.unrecognized_fields.get(_FIELD) if root is not None else None
    return isinstance(told, dict) and told.get("offline") is True


def set_offline(root: Root, offline: bool) -> None:
    """Write into a root that is yet to be signed whether its feed travels by hand."""
    root.unrecognized_fields[_FIELD] = {"offline": offline}


def expiry(role: str, now: datetime, offline: bool) -> datetime:
    """Return until when a version of a role made now is good; a province is as the targets."""
    return now.replace(microsecond=0) + timedelta(days=_days(role, offline))


def is_due(role: str, expires: datetime, now: datetime, offline: bool) -> bool:
    """Say whether half of the time is over, so that it had better be renewed."""
    return expires - now < timedelta(days=_days(role, offline)) / 2


def _days(role: str, offline: bool) -> int:
    table = OFFLINE if offline else ONLINE
    return table.get(role, table[TARGETS])
