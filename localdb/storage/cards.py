"""Case cards as rows: what a list shows of a case, without its text."""

import json
from collections.abc import Mapping
from typing import Any

from localdb.model.case import CaseCard, Mark
from localdb.model.kinds import Authority, CaseType, Effect, Status
from localdb.storage.values import day_in, day_out, list_in, truth_out

COLUMNS = (
    "key, id, title, court, case_no, date, case_type, authority, effect, status, since, trial, causes, guiding_no, "
    "entry_no, public, marks"
)


def card_row(card: CaseCard) -> dict[str, object]:
    """Turn a card into the values of its row; its tier depends on the user and is not stored."""
    return {
        "key": card.key,
        "id": card.id,
        "title": card.title,
        "court": card.court,
        "case_no": card.case_no,
        "date": day_in(card.date),
        "case_type": card.case_type,
        "authority": card.authority,
        "effect": card.effect,
        "status": card.status,
        "since": day_in(card.since),
        "trial": card.trial,
        "causes": list_in(card.causes),
        "guiding_no": card.guiding_no,
        "entry_no": card.entry_no,
        "public": card.public,
        "marks": list_in(card.marks),
    }


def card_from_row(row: Mapping[str, Any]) -> CaseCard:
    """Turn a row back into the same card."""
    return CaseCard(
        key=row["key"],
        id=row["id"],
        title=row["title"],
        court=row["court"],
        case_no=row["case_no"],
        date=day_out(row["date"]),
        case_type=CaseType(row["case_type"]) if row["case_type"] else None,
        authority=Authority(row["authority"]),
        effect=Effect(row["effect"]),
        status=Status(row["status"]) if row["status"] else None,
        since=day_out(row["since"]),
        trial=row["trial"],
        causes=tuple(json.loads(row["causes"])),
        guiding_no=row["guiding_no"],
        entry_no=row["entry_no"],
        public=truth_out(row["public"]),
        marks=tuple(Mark(kind, tuple(values)) for kind, values in json.loads(row["marks"])),
    )
