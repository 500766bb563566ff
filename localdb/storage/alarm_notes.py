"""Which alarms the judge has read, and why some were put to rest; a later notice on the same case is an alarm anew."""

from datetime import date, datetime
from typing import NamedTuple

from localdb.model.feed import Alarm
from localdb.storage.connection import Store
from localdb.storage.values import moment_in


class Notice(NamedTuple):
    """Tell one alarm of a matter from all others; `status` is "" where the text was replaced."""

    case_key: str
    status: str
    since: date


class AlarmNotes:
    """Keep the table `alarm_notes`, a row an alarm that was read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, matter: int) -> dict[Notice, str]:
        """Return the alarms of a matter that were read -> why they were put to rest, "" for those that were not."""
        rows = self._store.rows("SELECT case_key, status, since, reason FROM alarm_notes WHERE matter = ?", (matter,))
        return {Notice(row["case_key"], row["status"], date.fromisoformat(row["since"])): row["reason"] for row in rows}

    def put(self, alarm: Alarm, reason: str, at: datetime) -> None:
        """Take down that an alarm was read, and with a reason that it is at rest."""
        row = (alarm.matter, *notice_of(alarm)[:2], alarm.since.isoformat(), reason, moment_in(at))
        with self._store.write():
            self._store.execute("INSERT OR REPLACE INTO alarm_notes VALUES (?, ?, ?, ?, ?, ?)", row)


def notice_of(alarm: Alarm) -> Notice:
    """Return by what an alarm is known."""
    return Notice(alarm.case_key, alarm.status or "", alarm.since)
