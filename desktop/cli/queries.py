"""Query and pool files of `leian similar`: what is accepted, what is refused by file and line. Searches nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from localdb.model.errors import FileMissing, FileUnreadable
from localdb.model.kinds import Stage

LONGEST = 2_000_000  # characters of one text: some hundred times a long judgment


@dataclass(frozen=True)
class Query:
    """Hold one line of a query file; `stage` is told for the record alone, it changes nothing in the ranking."""

    qid: str
    text: str
    causes: tuple[str, ...]
    court: str
    stage: Stage | None


def read_queries(path: Path) -> Iterator[Query]:
    """Read a query file, UTF-8 or GB18030; empty lines are passed over.

    Raises:
        FileMissing, FileUnreadable: no such file; a line is not an object with `qid` and `text` ("query_line"), repeats
            a qid ("query_repeated") or is longer than any draft ("query_large").
    """
    seen: set[str] = set()
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > LONGEST:
            raise FileUnreadable(path, "query_large", number)
        try:
            query = _query(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise FileUnreadable(path, "query_line", number) from None
        if query.qid in seen:
            raise FileUnreadable(path, "query_repeated", number)
        seen.add(query.qid)
        yield query


def read_pools(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Read a pool file: {qid: [id, …]}; each id counts once.

    Raises:
        FileMissing, FileUnreadable: no such file; it holds something else ("pools").
    """
    try:
        pools = json.loads(read_text(path))
        return {qid: tuple(dict.fromkeys(map(_name, _listed(ids)))) for qid, ids in pools.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise FileUnreadable(path, "pools") from None


def read_text(path: Path) -> str:
    """Read a text file, with or without a byte order mark.

    Raises:
        FileMissing, FileUnreadable: no such file; no leave to read it, or it is neither UTF-8 nor GB18030.
    """
    try:
        if path.exists() and not path.is_file():
            raise FileUnreadable(path, "not_a_file")  # a pipe or device may never end
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(path) from None
    except (OSError, ValueError):
        raise FileUnreadable(path, "unreadable") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileUnreadable(path, "encoding")


def _query(record: Mapping[str, object]) -> Query:
    qid, text, cause, court = _name(record["qid"]), record["text"], record.get("cause") or (), record.get("court")
    if not isinstance(text, str) or not isinstance(court or "", str) or not _stands_alone(qid):
        raise TypeError
    causes = (cause,) if isinstance(cause, str) else tuple(_word(name) for name in _listed(cause))
    stage = record.get("stage")
    return Query(qid, text, causes, _word(court or ""), Stage(_word(stage)) if stage else None)


def _stands_alone(qid: str) -> bool:
    """Say whether a qid can stand in a run: no blanks, nothing that cannot be written down."""
    return bool(qid) and qid.isprintable() and not any(map(str.isspace, qid))


def _name(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError
    return str(value)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _listed(value: object) -> list[object] | tuple[object, ...]:
    if not isinstance(value, (list, tuple)):
        raise TypeError
    return value
