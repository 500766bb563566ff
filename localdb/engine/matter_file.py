"""The exported matter: one JSON file that holds what a report needs, without work.db (format in `FORMAT`, `VERSION`).

Layout of version 1, UTF-8, one object::

    format    "leian-matter"
    version   1
    exported  ISO moment
    sample    true when the library is 演示数据
    library   {cases, version, newest}: what was searched
    matter    fields of localdb.model.matter.Matter
    draft     fields of Draft; absent when exported without it
    searches, judged, adoptions, submitted
              lists of SearchLog, Judged, Adoption, SubmittedCase; numbers are those of the exporting work.db
    corrections
              list of [group, name, "there" or "not there"]: what was corrected of the graph
    cases     {key: case record of model/record.py, with `source`}: the cases that `judged` names

Enums are written by value, days and moments in ISO form, a TierCount as a list. Unknown keys are ignored, so that a
field can be added without a new version. Belongs here: reading and writing that file. Does not: what a report needs.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from localdb.engine import matters
from localdb.engine.dossier import Dossier, gather
from localdb.engine.plain_values import from_plain, to_plain
from localdb.engine.report import compose
from localdb.engine.workspace import Workspace
from localdb.model.errors import BadRecord, FileMissing, FileUnreadable, NewerFile, SecretMatter
from localdb.model.graph import Corrections, Said
from localdb.model.library import Changes, LibraryState
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase
from localdb.model.record import case_from_record, case_to_record
from localdb.model.report import Report, ReportKind
from localdb.ranking.cards import card_of
from localdb.reference import Reference
from localdb.storage.folders import write_private

FORMAT = "leian-matter"
VERSION = 1
_SEARCHED = ("cases", "version", "newest")
_NEVER = 1_000_000  # no version of the format is that high
_LARGEST = 256 * 1024 * 1024


class _Corrected(NamedTuple):
    group: str
    name: str
    said: Said


def export_matter(ws: Workspace, number: int, path: Path, now: datetime, draft: bool = False) -> None:
    """Write a matter to a file, whole or not at all; its draft goes along only when asked for.

    Raises:
        MatterMissing: there is no such matter.
        SecretMatter: the matter is 涉密; nothing of it leaves work.db.
        DiskTrouble: the file cannot be written.
    """
    dossier = gather(ws, number)
    if dossier.matter.secret:
        raise SecretMatter
    data = json.dumps(_to_file(dossier, now, draft), ensure_ascii=False, indent=1)
    write_private(path, data.encode(errors="replace"))


def read_matter_file(path: Path, reference: Reference) -> Dossier:
    """Read an exported matter.

    Raises:
        FileMissing, FileUnreadable: it is not there, or not such a file.
        NewerFile: a newer Leian wrote it.
    """
    content = _load(path)
    try:
        return _from_file(content, reference)
    except (BadRecord, KeyError, TypeError, AttributeError) as error:
        raise FileUnreadable(path, "bad_field") from error


def report_of_file(path: Path, reference: Reference, kind: ReportKind, now: datetime) -> Report:
    """Gather the report of an exported matter, without work.db or library.

    Raises:
        FileMissing, FileUnreadable, NewerFile: as for `read_matter_file`.
        SecretMatter, ReportIncomplete: as for `assemble_report`.
    """
    return compose(read_matter_file(path, reference), reference, kind, now)


def import_matter(ws: Workspace, path: Path) -> tuple[Matter, Changes]:
    """Store an exported matter as a new one, whole or not at all.

    Its cases are not brought in: the library holds what the court sent.

    Raises:
        FileMissing, FileUnreadable, NewerFile: as for `read_matter_file`.
        FileUnreadable: it was made with 演示数据 and this folder is not for it, or the reverse.
    """
    dossier = read_matter_file(path, ws.reference)
    if dossier.library.sample != ws.sample:
        raise FileUnreadable(path, "sample" if dossier.library.sample else "not_sample")
    with ws.work.store.write():
        matter, changes = matters.create_matter(ws, dossier.matter)
        for more in _work_of(ws, dossier, matter.number):
            changes |= more
    return matter, changes


def _work_of(ws: Workspace, dossier: Dossier, number: int) -> Iterator[Changes]:
    """Store everything that was done in a matter under the number that it has here."""
    if dossier.draft.text:
        yield matters.save_draft(ws, Draft(number, dossier.draft.text))[1]
    for log in dossier.searches:
        yield matters.log_search(ws, replace(log, matter=number, number=0))[1]
    for judged in dossier.judged:
        yield matters.judge_hit(ws, replace(judged, matter=number))
    for adoption in dossier.adoptions:
        yield matters.adopt(ws, replace(adoption, matter=number, number=0))[1]
    for case in dossier.submitted:
        yield matters.submit_case(ws, replace(case, matter=number, number=0))[1]
    if dossier.corrections.said:
        yield matters.save_corrections(ws, number, dossier.corrections)


def _load(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if not path.is_file():  # a pipe or device may never end
            raise FileUnreadable(path, "not_a_file")
        if size > _LARGEST:
            raise FileUnreadable(path, "too_large")
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise FileUnreadable(path, "denied") from error
    except UnicodeDecodeError as error:
        raise FileUnreadable(path, "not_a_matter") from error
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(path, "not_json", getattr(error, "lineno", 0)) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileUnreadable(path, "not_a_matter")
    version = content.get("version")
    if type(version) is not int or not 0 < version < _NEVER:
        raise FileUnreadable(path, "not_a_matter")
    if version > VERSION:
        raise NewerFile(path, version, VERSION)
    return content


def _to_file(dossier: Dossier, now: datetime, draft: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "exported": now.isoformat(timespec="seconds"),
        "sample": dossier.library.sample,
        "library": {key: to_plain(getattr(dossier.library, key)) for key in _SEARCHED},
        "matter": to_plain(dossier.matter),
        "searches": to_plain(dossier.searches),
        "judged": to_plain(dossier.judged),
        "adoptions": to_plain(dossier.adoptions),
        "submitted": to_plain(dossier.submitted),
        "corrections": to_plain([_Corrected(*element, said) for element, said in dossier.corrections.said.items()]),
        "cases": {key: case_to_record(case) for key, case in dossier.cases.items()},
    }
    return content | ({"draft": to_plain(dossier.draft)} if draft else {})


def _from_file(content: dict[str, Any], reference: Reference) -> Dossier:
    matter = from_plain(Matter, content["matter"])
    cases = {key: case_from_record(record) for key, record in content.get("cases", {}).items()}
    corrected = from_plain(tuple[_Corrected, ...], content.get("corrections", []))
    searched = {key: value for key, value in content.get("library", {}).items() if key in _SEARCHED}
    return Dossier(
        matter=matter,
        draft=from_plain(Draft, content["draft"]) if "draft" in content else Draft(matter.number),
        searches=from_plain(tuple[SearchLog, ...], content.get("searches", [])),
        judged=from_plain(tuple[Judged, ...], content.get("judged", [])),
        adoptions=from_plain(tuple[Adoption, ...], content.get("adoptions", [])),
        submitted=from_plain(tuple[SubmittedCase, ...], content.get("submitted", [])),
        corrections=Corrections({(group, name): said for group, name, said in corrected}),
        cases=cases,
        cards={key: card_of(case, reference) for key, case in cases.items()},
        library=from_plain(LibraryState, {**searched, "sample": content.get("sample") is True}),
    )
