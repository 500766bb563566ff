"""Matters: one row each; deleting one only hides it, so that it can be brought back."""

import json
from datetime import datetime

from localdb.model.errors import MatterMissing
from localdb.model.kinds import CaseType, Stage, Trigger
from localdb.model.matter import Matter
from localdb.storage.connection import Row, Store
from localdb.storage.values import day_in, day_out, list_in, moment_in, moment_out


class Matters:
    """Keep the table `matters`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, *, deleted: bool = False) -> list[Matter]:
        """Return the matters, last touched first; with `deleted` those in the bin."""
        test = "IS NOT NULL" if deleted else "IS NULL"
        rows = self._store.rows(f"SELECT * FROM matters WHERE deleted {test} ORDER BY updated DESC, number DESC")
        return [_matter(row) for row in rows]

    def get(self, number: int) -> Matter:
        """Return one matter.

        Raises:
            MatterMissing: there is none of this number, or it is deleted.
        """
        rows = self._store.rows("SELECT * FROM matters WHERE number = ? AND deleted IS NULL", (number,))
        if not rows:
            raise MatterMissing(number)
        return _matter(rows[0])

    def add(self, matter: Matter) -> int:
        """Store a new matter; return its number."""
        row = _row(matter)
        places = ", ".join(f":{name}" for name in row)
        with self._store.write():
            added = self._store.execute(f"INSERT INTO matters ({', '.join(row)}) VALUES ({places})", row)
        return int(added.lastrowid or 0)

    def update(self, matter: Matter) -> None:
        """Replace what is stored of a matter, but for the day it was created.

        Raises:
            MatterMissing: there is none of this number, or it is deleted.
        """
        row = {name: value for name, value in _row(matter).items() if name != "created"}
        sets = ", ".join(f"{name} = :{name}" for name in row)
        sql = f"UPDATE matters SET {sets} WHERE number = :number AND deleted IS NULL"
        with self._store.write():
            if self._store.execute(sql, row | {"number": matter.number}).rowcount == 0:
                raise MatterMissing(matter.number)

    def delete(self, number: int, at: datetime) -> None:
        """Hide a matter with all that belongs to it.

        Raises:
            MatterMissing: there is none of this number, or it is deleted already.
        """
        self._mark(number, at, "IS NULL")

    def restore(self, number: int) -> None:
        """Bring a deleted matter back.

        Raises:
            MatterMissing: no matter of this number is deleted.
        """
        self._mark(number, None, "IS NOT NULL")

    def _mark(self, number: int, at: datetime | None, now: str) -> None:
        sql = f"UPDATE matters SET deleted = ? WHERE number = ? AND deleted {now}"
        with self._store.write():
            if self._store.execute(sql, (moment_in(at), number)).rowcount == 0:
                raise MatterMissing(number)


def _row(matter: Matter) -> Row:
    return {
        "case_no": matter.case_no,
        "title": matter.title,
        "court": matter.court,
        "tribunal": matter.tribunal,
        "case_type": matter.case_type,
        "causes": list_in(matter.causes),
        "stage": matter.stage,
        "triggers": list_in(matter.triggers),
        "issues": list_in(matter.issues),
        "facts_date": day_in(matter.facts_date),
        "secret": matter.secret,
        "searcher": matter.searcher,
        "analysis": matter.analysis,
        "closed": matter.closed,
        "created": moment_in(matter.created),
        "updated": moment_in(matter.updated),
    }


def _matter(row: Row) -> Matter:
    return Matter(
        number=row["number"],
        case_no=row["case_no"],
        title=row["title"],
        court=row["court"],
        tribunal=row["tribunal"],
        case_type=CaseType(row["case_type"]) if row["case_type"] else None,
        causes=tuple(json.loads(row["causes"])),
        stage=Stage(row["stage"]),
        triggers=tuple(Trigger(trigger) for trigger in json.loads(row["triggers"])),
        issues=tuple(json.loads(row["issues"])),
        facts_date=day_out(row["facts_date"]),
        secret=bool(row["secret"]),
        searcher=row["searcher"],
        analysis=row["analysis"],
        closed=bool(row["closed"]),
        created=moment_out(row["created"]),
        updated=moment_out(row["updated"]),
    )
