"""A model that the court publishes is used by the next search; one that is none harms nothing."""

import json
from datetime import date
from pathlib import Path

import pytest
from fakes import court_feed
from fakes.feed import Court
from fakes.feed_server import serving
from fakes.files import record
from fakes.library import made, theft
from fakes.models import small_model

from desktop.__main__ import main
from localdb.engine.doctor import examine
from localdb.engine.find_similar import find_similar
from localdb.engine.index_backlog import drain_index
from localdb.engine.sync import sync_library
from localdb.engine.taking import entry_of
from localdb.engine.workspace import Workspace
from localdb.model.errors import DiskTrouble
from localdb.model.feed import FeedSettings, SyncSummary
from localdb.model.library import Refusal
from localdb.model.similar import SimilarRequest
from localdb.reference import Reference
from localdb.storage.feed_state import FeedState
from localdb.sync.shards import Model, Operation, Put

THEFT, BIGAMY = small_model("盗窃罪").content(), small_model("重婚罪", "盗窃罪").content()
STOLEN = "被告人丁深夜撬锁进入商店，窃取香烟、现金和手机，销赃后挥霍。"


def synced(ws: Workspace, court: Court) -> SyncSummary:
    return sync_library(ws, FeedSettings(str(court.folder), court.root_file))[0]


def models(court: Court, *operations: Operation, role: str = "targets") -> str:
    return court.publish(operations, role, "models")


def laid(ws: Workspace) -> bytes:
    return (ws.feed_models / "labels.npz").read_bytes()


def offered(ws: Workspace) -> list[str]:
    return [cause.name for cause in find_similar(ws, SimilarRequest(STOLEN, as_of=date(2021, 1, 1))).causes]


def used(ws: Workspace) -> tuple[Path | None, list[str]]:
    """Return the file that the doctor calls the model in use, and those that it says cannot be read."""
    ws.renew_model()
    health = examine(ws)
    return health.model, [problem.values[0] for problem in health.problems if problem.kind == "model_unreadable"]


def test_the_next_search_reads_with_the_model_that_came(ws: Workspace, court: Court) -> None:
    ws.library.add([entry_of(case, ws.reference) for case in [*map(theft, "甲乙丙"), *map(made, "丁戊己")]])
    drain_index(ws)
    assert "重婚罪" not in offered(ws)
    models(court, Model("labels", THEFT), Model("labels", BIGAMY))
    summary = synced(ws, court)
    assert (summary.models, summary.changes, summary.rejected) == (("labels",), True, 0)
    assert laid(ws) == BIGAMY, "of those in a shard the last counts"
    assert (ws.feed_models / "labels.npz").stat().st_mode & 0o077 == 0
    assert "重婚罪" in offered(ws)
    assert synced(ws, court).models == ()


def test_one_trained_here_comes_first_and_the_one_that_ships_last(ws: Workspace, court: Court) -> None:
    models(court, Model("labels", THEFT))
    synced(ws, court)
    own, fed = ws.data / "models" / "labels.npz", ws.feed_models / "labels.npz"
    own.parent.mkdir()
    own.write_bytes(BIGAMY)
    assert used(ws) == (own, [])
    own.write_bytes(b"of another version")
    assert used(ws) == (fed, [str(own)])
    fed.write_bytes(b"of another version")
    assert used(ws) == (ws.resources / "models" / "labels.npz", [str(own), str(fed)])


def test_what_is_no_model_is_rejected_and_the_rest_goes_on(ws: Workspace, court: Court) -> None:
    models(court, Model("labels", THEFT))
    synced(ws, court)
    torn = BIGAMY[:-40]
    models(court, Model("labels", torn), Model("others", BIGAMY), Put(record("1")))
    models(court, Model("labels", BIGAMY), role="110000")
    summary = synced(ws, court)
    assert (summary.added, summary.models, laid(ws)) == (1, (), THEFT)
    assert [(each.line, each.refusal, each.detail) for each in summary.rejections] == [
        (1, Refusal.BAD_FIELD, "model"),
        (2, Refusal.BAD_FIELD, "model"),
        (1, Refusal.BAD_FIELD, "place"),
    ]
    assert (synced(ws, court).shards, len(list(ws.feed_models.iterdir()))) == (0, 1)


def test_killed_between_the_file_and_its_counting_it_comes_again(
    ws: Workspace, court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    models(court, Put(record("1")), Model("labels", THEFT))

    def killed(*_: object) -> None:
        assert laid(ws) == THEFT
        raise DiskTrouble(ws.data, "full")

    with monkeypatch.context() as patched:
        patched.setattr(FeedState, "put_model", killed)
        with pytest.raises(DiskTrouble):
            synced(ws, court)
    assert (ws.library.count(), ws.library.feed.applied(), ws.library.feed.models()) == (0, {}, {})
    summary = synced(ws, court)
    assert (summary.added, summary.models, laid(ws)) == (1, ("labels",), THEFT)


@pytest.mark.parametrize("spoilt", [None, b"damaged"])
def test_a_file_that_was_lost_or_spoilt_is_taken_from_the_feed_again(
    ws: Workspace, court: Court, spoilt: bytes | None
) -> None:
    models(court, Model("labels", BIGAMY))
    court.publish([Put(record("1"))])
    models(court, Model("labels", THEFT))
    synced(ws, court)
    file = ws.feed_models / "labels.npz"
    file.unlink() if spoilt is None else file.write_bytes(spoilt)
    summary = synced(ws, court)
    assert (summary.models, summary.shards, summary.read, laid(ws)) == (("labels",), 2, 0, THEFT)
    assert ws.library.feed.applied() == {"national": 3}
    assert synced(ws, court).shards == 0


def test_a_lost_model_that_the_feed_has_in_no_form_of_today_is_looked_for_once(ws: Workspace, court: Court) -> None:
    models(court, Model("labels", b"of a later form"))
    synced(ws, court)
    with ws.library.store.write():
        ws.library.feed.put_model("labels", "of a file that is lost")
    assert [synced(ws, court).shards for _ in range(2)] == [1, 0]


def test_from_the_file_that_was_trained_to_the_doctor_of_a_judge(
    tmp_path: Path,
    resources: Path,
    reference: Reference,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    court_feed.cheap(monkeypatch)
    court = court_feed.Court(tmp_path, reference).begin()
    monkeypatch.chdir(tmp_path)
    Path("口令").write_text(court_feed.PASSPHRASE, encoding="utf-8")
    Path("labels.npz").write_bytes(THEFT)
    signing = ("--feed", "feed", "--keys", "keys", "--passphrase-file", "口令")

    def told(*arguments: str) -> dict[str, object]:
        assert main([*arguments, "--json"]) == 0
        return dict(json.loads(capsys.readouterr().out.splitlines()[-1]))

    assert told("publish", "--models", "labels.npz", *signing)["models"] == ["labels"]
    again = told("publish", "--models", "labels.npz", *signing)
    assert (again["models"], again["shards"]) == ([], [])
    root = str(court.feed / "metadata" / "1.root.json")
    with serving(court.feed) as server:
        assert told("--data", "data", "sync", "--from", server.address, "--root", root)["models"] == ["labels"]
    file = tmp_path / "data" / "trust" / "models" / "labels.npz"
    assert file.read_bytes() == THEFT
    main(["--data", "data", "doctor", "--json"])
    assert json.loads(capsys.readouterr().out)["model"] == str(file.relative_to(tmp_path))
