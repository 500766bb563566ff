"""Train the model of legal labels on what the library holds: `leian train`, at the court or here.

Belongs here: from the features of the library to a file. Does not: the training (ranking/label_learning.py). Cases that
are left out by name are not learnt from; no text leaves the library (label_model.py tells what a file gives away). What
was learnt from a case that is taken back later stays in the model until the next training.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from localdb.engine.draft_causes import cause_names
from localdb.engine.index_backlog import drain_index
from localdb.engine.workspace import MODELS, Workspace
from localdb.model.errors import Cancelled, DiskTrouble, TooFewCases
from localdb.ranking import label_learning
from localdb.ranking.features import unpack
from localdb.reference.models import LABELS
from localdb.storage.folders import private_folder, write_private

MOST = 60_000  # cases that are learnt from, an hour's work; of a larger library every so many-th by its key
_BATCH = 500


class Trained(NamedTuple):
    """Say what came of a training: the file, how many cases there were, how many causes the model tells apart."""

    path: Path
    cases: int
    causes: int
    size: int


def train(
    ws: Workspace,
    out: Path | None = None,
    without: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Trained:
    """Train on the library and write the model to `out`, by default where this library looks for it at once.

    `without` names cases (ids, keys) that are not learnt from. `progress` is told rounds done and in all. The same
    library gives the same model on the same kind of machine.

    Raises:
        TooFewCases: too few cases have both facts and a cause.
        Cancelled: `cancelled` answered True; nothing was written.
        LibraryBusy, DiskTrouble: as for `drain_index`; the file cannot be written, which is tried before the work.
    """

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    path = out or private_folder(ws.data / MODELS) / LABELS
    _writable(path)  # told before the work, not after it
    drain_index(ws, cancelled=cancelled)
    left_out = set(ws.library.resolve_many(without).values())
    keys = sorted(set(ws.library.keys()) - left_out)
    keys = keys[:: -(-len(keys) // MOST) or 1]
    cases = []
    for start in range(0, len(keys), _BATCH):
        check()
        cases += [unpack(blob) for blob in ws.library.get_features(keys[start : start + _BATCH]).values()]
    model = label_learning.learn(cases, cause_names(ws.reference.causes), progress, check)
    if model is None:
        raise TooFewCases(len(cases), label_learning.FEWEST)
    content = model.content()
    write_private(path, content)
    ws.renew_model()
    return Trained(path, len(cases), len(model.causes), len(content))


def _writable(path: Path) -> None:
    if path.is_dir():
        raise DiskTrouble(path, "denied")
    write_private(path.with_name(path.name + ".try"), b"")
    path.with_name(path.name + ".try").unlink(missing_ok=True)
