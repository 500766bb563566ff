import json
from pathlib import Path

import pytest
from fakes.files import json_lines, record, write

from localdb.engine.import_cases import import_cases
from localdb.engine.tables import refresh_cards
from localdb.engine.workspace import CORRECTIONS, Workspace
from localdb.model.errors import Cancelled


def test_a_correction_of_a_table_reaches_the_cards(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path / "data", resources)
    cause = "演示用的纠纷"
    path = write(tmp_path, "a.jsonl", json_lines([record("1", cause=cause)]))
    import_cases(ws, [path])
    ws.library.done(ws.library.backlog())
    assert not refresh_cards(ws), "nothing has changed yet"
    assert ws.library.all_cards()[0].causes == (cause,)
    ws.close()

    correction = {"older": {cause: "买卖合同纠纷"}}
    write(tmp_path / "data" / CORRECTIONS, "causes.json", json.dumps(correction).encode())
    ws = Workspace.open(tmp_path / "data", resources)
    with pytest.raises(Cancelled):
        refresh_cards(ws, cancelled=lambda: True)
    assert refresh_cards(ws)
    assert ws.library.all_cards()[0].causes == ("买卖合同纠纷",)
    assert len(ws.library.backlog()) == 1
    assert not refresh_cards(ws)
    ws.close()


def test_a_correction_that_comes_while_leian_runs_is_taken_in_next_time(tmp_path: Path, resources: Path) -> None:
    ws = Workspace.open(tmp_path / "data", resources)
    cause = "演示用的纠纷"
    import_cases(ws, [write(tmp_path, "a.jsonl", json_lines([record("1", cause=cause)]))])
    correction = {"older": {cause: "买卖合同纠纷"}}
    write(tmp_path / "data" / CORRECTIONS, "causes.json", json.dumps(correction).encode())
    assert not refresh_cards(ws), "the tables in use are those of before"
    ws.close()

    ws = Workspace.open(tmp_path / "data", resources)
    assert refresh_cards(ws)
    assert ws.library.all_cards()[0].causes == ("买卖合同纠纷",)
    ws.close()
