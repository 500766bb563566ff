"""Verdicts: what the judge made of each hit of a matter."""

from localdb.model.kinds import Tier, Verdict
from localdb.model.matter import Judged
from localdb.storage.connection import Row, Store
from localdb.storage.values import moment_in, moment_out, truth_out


class Verdicts:
    """Keep the table `verdicts`, one row a matter and case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, judged: Judged) -> None:
        """Store a verdict over the one that was there."""
        row = {
            "matter": judged.matter,
            "case_key": judged.case_key,
            "verdict": judged.verdict,
            "tier": judged.tier,
            "note": judged.note,
            "facts": judged.facts,
            "issues": judged.issues,
            "law": judged.law,
            "followed": judged.followed,
            "confirmed_effective": judged.confirmed_effective,
            "at": moment_in(judged.at),
        }
        places = ", ".join(f":{name}" for name in row)
        with self._store.write():
            self._store.execute(f"INSERT OR REPLACE INTO verdicts ({', '.join(row)}) VALUES ({places})", row)

    def of(self, matter: int) -> list[Judged]:
        """Return the verdicts of a matter, the earliest first."""
        rows = self._store.rows("SELECT * FROM verdicts WHERE matter = ? ORDER BY at, case_key", (matter,))
        return [_judged(row) for row in rows]


def _judged(row: Row) -> Judged:
    return Judged(
        matter=row["matter"],
        case_key=row["case_key"],
        verdict=Verdict(row["verdict"]),
        tier=Tier(row["tier"]),
        note=row["note"],
        facts=row["facts"],
        issues=row["issues"],
        law=row["law"],
        followed=truth_out(row["followed"]),
        confirmed_effective=bool(row["confirmed_effective"]),
        at=moment_out(row["at"]),
    )
