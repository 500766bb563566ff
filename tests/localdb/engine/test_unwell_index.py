"""An index that is damaged, or of another moment than its library: noticed, said, mended from the store."""

import errno
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fakes.damage import OF_INDEX_FILES, erase
from fakes.library import made, stocked, theft

from localdb.engine.doctor import examine
from localdb.engine.find_similar import find_similar
from localdb.engine.index_backlog import drain_index
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.index.whoosh_index import WhooshIndex
from localdb.model.errors import DiskTrouble
from localdb.model.library import Changes
from localdb.model.similar import SimilarRequest

ENDINGS = ("*.toc", "*.seal", "*.dic", "*.row", "*.key.col", "*.authority.col", "*.court.col", "*._facts_len.col")


def found(ws: Workspace) -> set[str]:
    return {hit.card.id for hit in find_similar(ws, SimilarRequest("醉酒驾驶机动车碰撞货车弃车逃逸", flat=True)).hits}


def kinds(ws: Workspace) -> set[str]:
    return {problem.kind for problem in examine(ws).problems if problem.kind.startswith("index")}


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    ws = stocked(tmp_path, resources, [made("a"), theft("b", court="北京市朝阳区人民法院"), made("c")])
    yield ws
    ws.close()


@pytest.mark.parametrize(
    ("ending", "damage"),
    [*product(ENDINGS, ("gone", "turned")), *product(("*.dic",), ("cut", "empty", "erased", "text"))],
)
def test_any_damage_to_any_file_is_noticed_and_mended(ws: Workspace, resources: Path, ending: str, damage: str) -> None:
    whole = found(ws)
    ws.close()
    OF_INDEX_FILES[damage](max(ws.index_folder.glob(ending)))
    again = Workspace.open(ws.data, resources)
    assert kinds(again) in ({"index_damaged"}, {"index_apart"})
    assert drain_index(again, thorough=True).rebuilt in ("damaged", "apart")
    assert found(again) == whole
    assert drain_index(again) == Changes()
    again.close()


@pytest.mark.parametrize("stamp", [b"", b"[]", b"\xff", b"[" * 100_000], ids=["empty", "list", "bytes", "deep"])
def test_a_damaged_stamp_is_mended(ws: Workspace, resources: Path, stamp: bytes) -> None:
    whole = found(ws)
    ws.close()
    (ws.index_folder / "stamp.json").write_bytes(stamp)
    again = Workspace.open(ws.data, resources)
    drain_index(again)
    assert found(again) == whole
    again.close()


def put_back(ws: Workspace, kept: Path, resources: Path, name: str) -> Workspace:
    """Put the index, or library.db, of an older day in place of today's."""
    ws.close()
    target = ws.data / name
    if target.is_dir():
        shutil.rmtree(target)
        shutil.copytree(kept / name, target)
    else:
        shutil.copyfile(kept / name, target)
    return Workspace.open(ws.data, resources)


@pytest.mark.parametrize("name", ["index", "library.db"])
def test_an_index_of_another_moment_is_brought_up_to_the_library(
    ws: Workspace, tmp_path: Path, resources: Path, name: str
) -> None:
    kept = tmp_path / "kept"
    assert ws.library.store.empty_journal()
    shutil.copytree(ws.data, kept, ignore=shutil.ignore_patterns("kept"))
    ws.library.add([entry_of(made(ident), ws.reference) for ident in ("d", "e")])
    ws.library.remove(["库:c"])
    drain_index(ws)
    assert ws.library.store.empty_journal()
    again = put_back(ws, kept, resources, name)
    assert kinds(again) == {"index_apart"}
    before = again.index.identity
    assert drain_index(again) == Changes(index=True, rebuilt="apart")
    assert again.index.identity == before, "the old one went on answering"
    assert sorted(again.index.keys()) == sorted(again.library.keys())
    assert kinds(again) == set()
    again.close()


def test_an_index_beside_another_library_loses_what_that_does_not_hold(
    ws: Workspace, tmp_path: Path, resources: Path
) -> None:
    other = stocked(tmp_path / "other", resources, [theft("x")])
    other.close()
    again = put_back(ws, other.data, resources, "library.db")
    assert drain_index(again).rebuilt == "apart"
    assert again.index.keys() == ["库:x"]
    again.close()


def test_a_full_disk_is_told_and_what_was_committed_stays(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = found(ws)
    ws.library.add([entry_of(made("d"), ws.reference)])

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for step in ("add_entry", "_flush_segment", "_commit_toc"):
        with monkeypatch.context() as patched:
            patched.setattr(f"localdb.index.writer.ArrayWriter.{step}", full)
            with pytest.raises(DiskTrouble) as trouble:
                drain_index(ws)
        assert (trouble.value.reason, trouble.value.path) == ("full", ws.index_folder)
        assert trouble.value.free is not None
        assert found(ws) == whole
    assert drain_index(ws) == Changes(index=True)
    assert found(ws) == {*whole, "d"}
    ws.close()


def test_an_index_that_is_damaged_again_at_once_is_told(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    create = WhooshIndex.create

    def worn(folder: Path, words: str, damaged: bool = False) -> WhooshIndex:
        index = create(folder, words, damaged)
        erase(next(folder.glob("*.toc")))
        index.close()
        return index

    for path in ws.index_folder.glob("*.row"):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
    monkeypatch.setattr(WhooshIndex, "create", worn)
    with pytest.raises(DiskTrouble) as trouble:
        find_similar(ws, SimilarRequest("撬锁窃取香烟现金手机", flat=True))
    assert trouble.value.reason == "again"
    ws.close()


def test_no_room_even_for_an_empty_index_is_told(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    shutil.rmtree(ws.index_folder, ignore_errors=True)
    fresh = Workspace.open(ws.data, ws.resources)
    monkeypatch.setattr(WhooshIndex, "create", full)
    with pytest.raises(DiskTrouble) as caught:
        drain_index(fresh)
    assert (caught.value.path, caught.value.reason) == (ws.index_folder, "full")
    fresh.close()
