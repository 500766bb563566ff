"""The case record of interfaces.md: a JSON object to and from a Case. Pure; reads nothing out of the text."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar

from localdb.model.case import Case
from localdb.model.errors import BadRecord
from localdb.model.kinds import CaseType, Effect, Section, Status

SECTION_KEYS: Mapping[str, Section] = {
    "heading": Section.HEADING,
    "procedure": Section.PROCEDURE,
    "prior": Section.PRIOR,
    "claims": Section.CLAIMS,
    "evidence": Section.EVIDENCE,
    "facts": Section.FACTS,
    "issues": Section.ISSUES,
    "reasoning": Section.REASONING,
    "basis": Section.STATUTES,
    "result": Section.DISPOSITION,
    "tail": Section.TAIL,
    "appendix": Section.APPENDIX,
}
_TEXT_KEYS = (
    "title",
    "case_name",
    "court",
    "case_no",
    "doc_type",
    "trial",
    "gist",
    "entry_no",
    "superseded_by",
    "source",
)
_LIST_KEYS = {
    "cause": "causes",
    "charge": "charges",
    "parties": "parties",
    "statutes": "statutes",
    "keywords": "keywords",
}
_KNOWN = {"id", "date", "case_type", "guiding_no", "published", "effective", "status", "public", "full_text", "flags"}
_KNOWN |= set(_TEXT_KEYS) | set(_LIST_KEYS) | set(SECTION_KEYS)
Kind = TypeVar("Kind", bound=StrEnum)
LARGEST_NUMBER = 2**63 - 1  # what a database holds
_LONGEST_NUMBER = 100  # characters; Python refuses to read numbers of some thousands
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def case_from_record(record: Mapping[str, object]) -> Case:
    """Build a Case from a decoded JSON object.

    Empty values count as absent. `cause`, `charge`, `parties`, `statutes`, `keywords` may be a string or a list;
    a section may be a list of strings, joined by line breaks. `effective` is a state, a date (已生效 since
    then), or both.

    Raises:
        BadRecord: a key has a value of the wrong form; it names the key.
    """
    ident = record.get("id")
    if isinstance(ident, bool) or not isinstance(ident, (str, int)) or not str(ident).strip():
        raise BadRecord("id", "text")
    effect, since = _effect(record.get("effective"))
    sections = {section: text for key, section in SECTION_KEYS.items() if (text := _text(record, key))}
    parties = _list(record, "parties")
    if parties:
        sections[Section.PARTIES] = "\n".join(parties)
    return Case(
        id=str(ident).strip(),
        date=_day(record, "date"),
        case_type=_enum(record, "case_type", CaseType),
        sections={section: sections[section] for section in Section if section in sections},
        guiding_no=_number(record, "guiding_no"),
        published=_day(record, "published"),
        effect=effect,
        effective_since=since,
        status=_enum(record, "status", Status),
        public=_truth(record, "public"),
        flags=_list(record, "flags"),
        full_text=_text(record, "full_text"),
        extra={key: value for key, value in record.items() if key not in _KNOWN},
        causes=_list(record, "cause"),
        charges=_list(record, "charge"),
        parties=parties,
        statutes=_list(record, "statutes"),
        keywords=_list(record, "keywords"),
        **{key: _text(record, key) for key in _TEXT_KEYS},
    )


def case_to_record(case: Case) -> dict[str, object]:
    """Turn a Case into a JSON-ready object; empty fields are left out, unknown keys come back."""
    record: dict[str, object] = {"id": case.id}
    for key in _TEXT_KEYS:
        record[key] = getattr(case, key)
    for key, name in _LIST_KEYS.items():
        record[key] = list(getattr(case, name))
    record |= {key: case.sections.get(section, "") for key, section in SECTION_KEYS.items()}
    record |= {
        "date": case.date.isoformat() if case.date else "",
        "published": case.published.isoformat() if case.published else "",
        "case_type": case.case_type or "",
        "guiding_no": case.guiding_no,
        "effective": _effective(case),
        "status": case.status or "",
        "flags": list(case.flags),
        "full_text": case.full_text,
    }
    record = {key: value for key, value in record.items() if value not in ("", None, [])}
    if case.public is not None:
        record["public"] = case.public
    return {**case.extra, **record}


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(item.strip() for item in value if item.strip())
    if not isinstance(value, str):
        raise BadRecord(key, "text")
    return value.strip()


def _list(record: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = record.get(key)
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
        raise BadRecord(key, "list")
    return tuple(item.strip() for item in items if item.strip())


def _day(record: Mapping[str, object], key: str) -> date | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else _raise(key, "date")
    except ValueError:
        return _raise(key, "date")


def _number(record: Mapping[str, object], key: str) -> int | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < _LONGEST_NUMBER:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST_NUMBER:
        return _raise(key, "number")
    return value


def _truth(record: Mapping[str, object], key: str) -> bool | None:
    value = record.get(key)
    return value if value is None or isinstance(value, bool) else _raise(key, "truth")


def _enum(record: Mapping[str, object], key: str, kind: type[Kind]) -> Kind | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    try:
        return kind(value) if isinstance(value, str) else _raise(key, "/".join(kind))
    except ValueError:
        return _raise(key, "/".join(kind))


def _effect(value: object) -> tuple[Effect | None, date | None]:
    if value is None or value == "":
        return None, None
    if isinstance(value, bool):
        return (Effect.EFFECTIVE if value else Effect.PENDING), None
    if not isinstance(value, str):
        return _raise("effective", "text")
    since = _day({"effective": match.group()}, "effective") if (match := _DAY.search(value)) else None
    for effect in Effect:
        if effect.value in value:
            return effect, since
    return (Effect.EFFECTIVE, since) if since else _raise("effective", "/".join(Effect))


def _effective(case: Case) -> str:
    since = case.effective_since.isoformat() if case.effective_since else ""
    return f"{case.effect or ''} {since}".strip()


def _raise(key: str, wanted: str) -> NoReturn:
    raise BadRecord(key, wanted)
