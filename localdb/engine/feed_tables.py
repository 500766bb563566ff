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
from localdb.sync.shards import Table


def fits(ws: Workspace, table: Table) -> bool:
    """Say whether the tables that ship with Leian still make sense with this correction laid over them."""
    if not (ws.resources / f"{table.name}.json").is_file():
        return False
    with tempfile.TemporaryDirectory(prefix="leian-tables-") as trial:
        (Path(trial) / f"{table.name}.json").write_text(written(table.rows), encoding="utf-8")
        try:
            Reference.load(ws.resources, Path(trial))
        except FileUnreadable:
            return False
    return True


def written(rows: Mapping[str, object]) -> str:
    """Return a correction as its file has it."""
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace").decode()


def settle_tables(ws: Workspace) -> bool:
    """Bring the files to what library.db holds; say whether they were others. Killed on the way, it does so next time.

    Raises:
        DiskTrouble: a file cannot be written.
    """
    held = {f"{name}.json": body.encode() for name, body in ws.library.feed.tables().items()}
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
