"""Values of the model as SQLite keeps them: days and moments as ISO text, lists as JSON."""

import json
from collections.abc import Iterable
from datetime import date, datetime


def day_in(day: date | None) -> str | None:
    """Write a day."""
    return day.isoformat() if day else None


def day_out(text: str | None) -> date | None:
    """Read a day."""
    return date.fromisoformat(text) if text else None


def moment_in(moment: datetime | None) -> str | None:
    """Write a moment, with its zone if it has one."""
    return moment.isoformat() if moment else None


def moment_out(text: str | None) -> datetime | None:
    """Read a moment."""
    return datetime.fromisoformat(text) if text else None


def list_in(items: Iterable[object]) -> str:
    """Write a list of strings, or of lists of plain values."""
    return json.dumps(list(items), ensure_ascii=False)


def truth_out(value: int | None) -> bool | None:
    """Read a truth that may be unsaid."""
    return None if value is None else bool(value)
