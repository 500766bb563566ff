"""What a court added and cannot be read stops nothing, works nothing out anew, and is told; our own still stops."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.files import json_lines, record, write

from localdb.engine.corrections import KEPT
from localdb.engine.doctor import Problem, examine
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.tables import refresh_cards
from localdb.engine.workspace import CORRECTIONS, Workspace
from localdb.model.errors import FileUnreadable

LAWS = {"laws": [{"name": "云州省水井条例", "level": "地方性法规"}]}
WORDS = {"words": ["水井承包案"]}
BROKEN = b'{"laws": [\n{"name": "x"'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def ws(data: Path, resources: Path) -> Iterator[Workspace]:
    opened = Workspace.open(data, resources)
    yield opened
    opened.close()


def add(data: Path, name: str, body: object) -> Path:
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return write(data / CORRECTIONS, name, content)


def again(ws: Workspace) -> Workspace:
    """Have the tables read as the next start would."""
    ws.renew_tables()
    return ws


@pytest.mark.parametrize(
    ("body", "reason", "line"),
    [
        (BROKEN, "not_json", 2),
        (b"[]", "not_facts", 0),
        ("法".encode("gb18030"), "not_utf8", 0),
        (LAWS | {"laws": [*LAWS["laws"], {"name": "甲法"}, {"name": "乙法"}]}, "bad_entry: laws 2 甲法", 0),
        ({"laws": [{"name": "\ud800", "level": "法律"}]}, "bad_entry: laws 1", 0),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(ws: Workspace, body: object, reason: str, line: int) -> None:
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    path = add(ws.data, "laws.json", body)
    add(ws.data, "synonyms.json", {"groups": [{"name": "水井", "words": ["机井"]}]})
    assert ws.reference.synonyms.of("水井") == ("机井",)
    assert not ws.reference.laws.known("云州省水井条例")
    assert ws.reference.laws.known("民法典")
    (told,) = ws.unread_tables
    assert (told.path, told.line, told.kept, told.fed) == (path, line, False, False)
    assert told.reason.startswith(reason)


@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)], ids=["folder", "pipe"])
def test_what_is_no_file_stops_nothing(ws: Workspace, make: Callable[[Path], None]) -> None:
    (ws.data / CORRECTIONS).mkdir()
    make(ws.data / CORRECTIONS / "courts.json")
    assert ws.reference.courts.find("最高人民法院") is not None
    assert [each.reason for each in ws.unread_tables] == ["not_a_file"]


def test_each_is_judged_over_what_lies_beneath_it(ws: Workspace) -> None:
    write(ws.feed_tables, "laws.json", BROKEN)
    add(ws.data, "laws.json", LAWS)
    assert ws.reference.laws.known("云州省水井条例"), "the court's own is sound, whatever the feed's is"
    assert [(each.path, each.fed) for each in ws.unread_tables] == [(ws.feed_tables / "laws.json", True)]


def test_what_it_last_held_stands_in_so_that_nothing_is_worked_out_anew(ws: Workspace, tmp_path: Path) -> None:
    good = [add(ws.data, "laws.json", LAWS), add(ws.data, "lexicon.json", WORDS)]
    held = {path: path.read_bytes() for path in good}
    import_cases(ws, [write(tmp_path, "a.jsonl", json_lines([record("1")]))])
    drain_index(ws)
    words = ws.segmenter.fingerprint
    for path in good:
        path.write_bytes(BROKEN)
    assert again(ws).reference.laws.known("云州省水井条例")
    assert not refresh_cards(ws)
    assert ws.segmenter.fingerprint == words
    assert [each.kept for each in ws.unread_tables] == [True, True]
    for path, body in held.items():
        path.write_bytes(body)
    assert again(ws).unread_tables == ()
    assert not refresh_cards(again(ws))
    assert ws.segmenter.fingerprint == words


def test_a_copy_that_this_version_cannot_use_is_left_out_too(ws: Workspace) -> None:
    path = add(ws.data, "laws.json", LAWS)
    refresh_cards(ws)
    for place in (path, ws.data / KEPT / CORRECTIONS / "laws.json"):
        place.write_bytes(BROKEN)
    assert not again(ws).reference.laws.known("云州省水井条例")
    assert [(each.path, each.kept) for each in ws.unread_tables] == [(path, False)]


def test_what_the_court_takes_back_leaves_no_copy(ws: Workspace) -> None:
    path = add(ws.data, "laws.json", LAWS)
    refresh_cards(ws)
    path.unlink()
    refresh_cards(again(ws))
    path.write_bytes(BROKEN)
    assert not again(ws).reference.laws.known("云州省水井条例")


def test_who_only_looks_writes_no_copy(ws: Workspace) -> None:
    add(ws.data, "laws.json", LAWS)
    examine(ws)
    assert not (ws.data / KEPT).exists()


def test_the_doctor_names_what_a_kill_left_of_a_copy(ws: Workspace) -> None:
    part = write(ws.data / KEPT / CORRECTIONS, "laws.json.part", BROKEN)
    assert list(examine(ws).left) == [str(part.relative_to(ws.data))]


def test_the_doctor_names_file_place_and_reason(ws: Workspace) -> None:
    path = add(ws.data, "laws.json", BROKEN)
    (problem,) = [each for each in examine(ws).problems if "table" in each.kind or "correction" in each.kind]
    assert problem == Problem("correction_unreadable", (str(path), "not_json", "2", "", ""))


def test_a_damaged_file_of_our_own_still_stops(tmp_path: Path, resources: Path) -> None:
    for file in resources.glob("*.json"):
        shutil.copy(file, tmp_path / file.name)
    (tmp_path / "laws.json").write_bytes(BROKEN)
    ws = Workspace.open(tmp_path / "data", tmp_path)
    add(ws.data, "laws.json", LAWS)
    with pytest.raises(FileUnreadable) as caught:
        _ = ws.reference
    assert caught.value.path == tmp_path / "laws.json"
    ws.close()
