"""The files of the index can run code when they are opened: none gets in, none is opened where others may write."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from fakes.files import JUDGMENT, json_lines, record, word, write
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.workspace import Workspace
from localdb.index import schema
from localdb.index.whoosh_index import open_index

TOC_NAME = "_MAIN_999.toc"
ESCAPES = [
    f"{up}{folder}{TOC_NAME}" for up in ("", "../", "../../", "..\\..\\") for folder in ("", "index/", "data/index/")
]


class Trap:
    """Make a file when it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.sprung,)


def forge(folder: Path, sprung: Path) -> bytes:
    """Write a table of contents that Whoosh would take for the newest, and return its bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    TOC(schema.schema(), [Trap(sprung)], 999).write(FileStorage(str(folder)), "MAIN")
    return (folder / TOC_NAME).read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize(("rights", "runs"), [(0o700, True), (0o770, False), (0o707, False), (0o777, False)])
def test_a_forged_file_runs_only_where_nobody_else_could_have_put_it(tmp_path: Path, rights: int, runs: bool) -> None:
    folder, sprung = tmp_path / "index", tmp_path / "sprung"
    open_index(folder, "words").close()
    forge(folder, sprung)
    folder.chmod(rights)
    index = open_index(folder, "words")
    assert sprung.exists() is runs
    assert not (folder / TOC_NAME).exists(), "the index was begun anew"
    index.close()


def test_nothing_that_is_imported_gets_among_the_files_of_the_index(tmp_path: Path, resources: Path) -> None:
    data, sent, sprung = tmp_path / "data", tmp_path / "sent", tmp_path / "sprung"
    ws = Workspace.open(data, resources)
    forged = forge(sent / "index", sprung)
    for name in (TOC_NAME, "案.docx", "案.txt", "案.jsonl", "案.pdf", "stamp.json", "MAIN_forged.dic"):
        write(sent / "as", name, forged)
    write(sent, "good.docx", with_members(word(), forged))
    records = [
        record(path, JUDGMENT.replace("1234", f"{number}").replace("10000", f"{number}0000"), source=path, title=path)
        for number, path in enumerate(ESCAPES)
    ]
    write(sent, "records.jsonl", json_lines(records))
    summary, _ = import_cases(ws, [sent, sent / "index" / TOC_NAME])
    assert summary.admitted > len(ESCAPES), "what names such a path is a case like others"
    drain_index(ws)
    assert ws.index.cases == summary.admitted
    ws.close()
    again = Workspace.open(data, resources)
    again.index.check()
    assert again.index.cases == summary.admitted
    again.close()
    assert not sprung.exists()
    assert not list(tmp_path.rglob(f"data/**/{TOC_NAME}"))
    assert not [path for path in data.rglob("*") if path.is_file() and b"touch" in path.read_bytes()]


def with_members(document: bytes, forged: bytes) -> bytes:
    """Add members to a DOCX file whose names lead out of it."""
    whole = io.BytesIO(document)
    with zipfile.ZipFile(whole, "a") as members:
        for name in ESCAPES:
            members.writestr(name, forged)
    return whole.getvalue()
