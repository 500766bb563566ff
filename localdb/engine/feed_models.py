"""Models that the feed brings: tried before they go out or are kept, and laid where models are looked for.

The file is all that is kept of a model; library.db only has its digest, so that one that was lost or spoilt since is
taken from the feed again. Belongs here: from a file to an operation of the feed and back. Does not: what a model is
(ranking/label_model.py), which of several is used (workspace.py).
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from localdb.engine.workspace import Workspace
from localdb.model.errors import FileUnreadable, PublishFault
from localdb.ranking.label_model import LARGEST, LabelModel, ModelUnread
from localdb.reference.models import LABELS
from localdb.storage.folders import private_folder, write_private
from localdb.sync.shards import MODELS, Model, Shard


def model_in(path: Path) -> Model:
    """Read a file that `leian train` has written, to be published.

    Raises:
        FileUnreadable: it cannot be read.
        PublishFault: "model_unknown" (no model has this name), "model_large", "model_unread" (none of this version).
    """
    if path.name != LABELS:
        raise PublishFault("model_unknown", str(path))
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise FileUnreadable(path, "denied") from error
    if content is None:
        raise PublishFault("model_large", str(path))
    if not fits(path.stem, content):
        raise PublishFault("model_unread", str(path))
    return Model(path.stem, content)


def fits(name: str, content: bytes) -> bool:
    """Say whether this is a model that this version knows and can read."""
    if _file(name) != LABELS:
        return False
    try:
        LabelModel.of(content)
    except ModelUnread:
        return False
    return True


def lay(ws: Workspace, models: Mapping[str, Model]) -> None:
    """Write models where they are looked for, and note them; inside the transaction that counts their shard.

    The files come before the commit: after a kill in between the next sync finds the shard due and lays the same files
    again, which changes nothing. The other way round a model would be counted that never came.

    Raises:
        DiskTrouble: a file cannot be written.
    """
    for name, model in models.items():
        write_private(private_folder(ws.feed_models) / _file(name), model.content)
        ws.library.feed.put_model(name, hashlib.sha256(model.content).hexdigest())


def lost(ws: Workspace) -> list[str]:
    """Return the names of models whose file is no longer what was laid there."""
    noted = ws.library.feed.models()
    return [name for name, digest in noted.items() if _digest(ws.feed_models / _file(name)) != digest]


def that_bring_models(offered: Iterable[Shard]) -> set[str]:
    """Return the paths of the shards from which a lost model is to be taken again."""
    return {shard.name.path for shard in offered if shard.kind == MODELS}


def _file(name: str) -> str:
    return f"{name}.npz"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
