"""Corrections that the feed brings to the tables of resources/: tried before they are kept, and laid beside the others.

They lie between what ships with Leian and the court's own corrections. library.db holds them, so that they are true of
the cases beside them; the files in `trust/tables` are a copy for whoever reads the tables.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from localdb.engine.workspace import Workspace
from localdb.model.errors import FileUnreadable
from localdb.reference import Reference
from localdb.storage.folders import private_folder, write_private


def check_table(resources: Path, name: str, body: bytes) -> None:
    """Try a correction, the file `name`.json with this body, over the tables that ship with Leian.

    Raises:
        FileUnreadable: they do not make sense with it.
    """
    with tempfile.TemporaryDirectory(prefix="leian-tables-") as trial:
        (Path(trial) / f"{name}.json").write_bytes(body)
        Reference.load(resources, Path(trial))


def fits(ws: Workspace, name: str, body: str) -> bool:
    """Say whether the tables that ship with Leian still make sense with this correction laid over them."""
    if not (ws.resources / f"{name}.json").is_file():
        return False
    try:
        check_table(ws.resources, name, body.encode())
    except FileUnreadable:
        return False
    return True


def written(rows: Mapping[str, object]) -> str:
    """Return a correction as its file has it."""
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace").decode()


def settle_tables(ws: Workspace) -> bool:
    """Bring the files to what library.db holds; say whether they were others. Killed on the way, it does so next time.

    What another version of Leian kept and this one cannot use is left out: else nothing would work any more, and no
    sync could mend it.

    Raises:
        DiskTrouble: a file cannot be written.
    """
    held = {f"{name}.json": body.encode() for name, body in ws.library.feed.tables().items() if fits(ws, name, body)}
    folder = ws.feed_tables
    if _there(folder) == held:
        return False
    if not held:
        shutil.rmtree(folder, ignore_errors=True)
    for name, body in held.items():
        write_private(private_folder(folder) / name, body)
    for name in _there(folder).keys() - held.keys():
        with suppress(OSError):
            (folder / name).unlink()
    ws.renew_tables()
    return True


def _there(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.json")} if folder.is_dir() else {}
