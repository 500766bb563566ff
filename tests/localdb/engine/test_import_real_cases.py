"""The real published cases and decisions come in, all but fragments, and once only."""

from pathlib import Path

import pytest

from localdb.engine.import_cases import import_cases
from localdb.engine.workspace import Workspace
from localdb.model.kinds import Authority
from localdb.model.library import Refusal


@pytest.mark.evaluation
def test_real_cases_are_admitted_but_for_fragments(tmp_path: Path, resources: Path, evaluation_data: Path) -> None:
    ws = Workspace.open(tmp_path, resources)
    summary, _ = import_cases(ws, [evaluation_data / "authority"])
    assert summary.read == 2520
    # Two records of spc_lawsuit break off after the names of the parties.
    cut = [(one.line, one.refusal) for one in summary.rejections]
    assert cut == [(line, Refusal.NOT_A_CASE) for line in (6, 10)]
    assert summary.admitted + summary.duplicates == 2518
    kinds = ws.library.state().by_authority
    assert kinds[Authority.GUIDING] >= 246
    assert kinds[Authority.PROCURATORIAL] == 218
    again, changes = import_cases(ws, [evaluation_data / "authority"])
    assert (again.admitted, again.replaced, again.duplicates, changes.library) == (0, 0, 2380, False)
    ws.close()
