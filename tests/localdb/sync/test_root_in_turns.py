"""The root: signed in turns by its holders, changed as often as need be, and never a feed that nobody can read."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.court_feed import DAILY, ROOTS, Client, Court, ask, copied, records
from tuf.api.exceptions import ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata

from localdb.engine import feed_keys
from localdb.model.errors import PublishFault
from localdb.sync.feed_folder import FeedFolder


def _draft(court: Court, **roles: list[Path]) -> Path:
    path = court.base / "next.json"
    feed_keys.draw_root(court.feed, path, roles)
    return path


def _client(court: Court, name: str = "client", trusted: int = 1) -> Client:
    return Client(court.base / name, court.feed, trusted)


def test_a_feed_begins_when_enough_holders_have_signed(court: Court) -> None:
    assert _client(court).sync() == {}
    state = feed_keys.look(court.feed)
    assert [(role.name, role.version) for role in state.roles] == [(role, 1) for role in ("root", *DAILY)]
    assert state.notes == ()


def test_one_holder_is_not_enough(court: Court) -> None:
    court.make("new-timestamp")
    draft = _draft(court, timestamp=[court.public("new-timestamp")])
    facts, _ = feed_keys.sign_root(draft, [court.base / ROOTS[0]], ask)
    assert (facts.missing, facts.complete) == (1, False)
    with pytest.raises(PublishFault, match="signatures_missing"):
        feed_keys.publish_root(court.feed, [draft], [court.keys], ask)
    assert FeedFolder(court.feed).versions("root") == [1]


def test_the_same_holder_twice_counts_once(court: Court) -> None:
    draft = _draft(court)
    feed_keys.sign_root(draft, [court.base / ROOTS[0]], ask)
    facts, fresh = feed_keys.sign_root(draft, [court.base / ROOTS[0]], ask)
    assert (facts.missing, fresh) == (1, [])


def test_copies_signed_apart_are_joined(court: Court) -> None:
    draft = _draft(court)
    copies = [Path(shutil.copy(draft, court.base / f"copy-{holder}.json")) for holder in ROOTS[:2]]
    for copy, holder in zip(copies, ROOTS[:2], strict=True):
        feed_keys.sign_root(copy, [court.base / holder], ask)
    feed_keys.publish_root(court.feed, copies, [court.keys], ask)
    assert _client(court).updater()._trusted_set.root.version == 2


def test_who_holds_no_root_key_cannot_sign(court: Court) -> None:
    with pytest.raises(PublishFault, match="not_a_holder"):
        feed_keys.sign_root(_draft(court), [court.keys], ask)


def test_a_draft_says_what_changes(court: Court) -> None:
    court.make("new-timestamp")
    facts = feed_keys.look_at_root(_draft(court, timestamp=[court.public("new-timestamp")]))
    assert [key.name for key in facts.added["timestamp"]] == ["new-timestamp"]
    assert [key.name for key in facts.removed["timestamp"]] == ["timestamp"]
    assert [key.name for key in facts.keys["root"]] == list(ROOTS)
    assert not facts.added["root"]


def test_a_draft_that_was_tampered_with_loses_its_signatures(court: Court) -> None:
    draft = _draft(court)
    for holder in ROOTS[:2]:
        feed_keys.sign_root(draft, [court.base / holder], ask)
    told = json.loads(draft.read_text())
    told["next"]["signed"]["expires"] = "2099-01-01T00:00:00Z"
    draft.write_text(json.dumps(told))
    with pytest.raises(PublishFault, match="signatures_missing"):
        feed_keys.publish_root(court.feed, [draft], [court.keys], ask)


@pytest.mark.parametrize("data", ["", "{}", "[1]", '{"format": "leian root draft", "current": null, "next": {}}'])
def test_what_is_no_draft_is_named(court: Court, data: str) -> None:
    path = court.base / "bad.json"
    path.write_text(data)
    with pytest.raises(PublishFault, match="draft_damaged"):
        feed_keys.look_at_root(path)


def test_a_draft_of_yesterday_is_stale(court: Court) -> None:
    draft = _draft(court)
    for holder in ROOTS[:2]:
        feed_keys.sign_root(draft, [court.base / holder], ask)
    court.change_root({}, ROOTS[1:])
    with pytest.raises(PublishFault, match="draft_stale"):
        feed_keys.publish_root(court.feed, [draft], [court.keys], ask)


def test_a_draft_with_signatures_is_not_drawn_over(court: Court) -> None:
    draft = _draft(court)
    with pytest.raises(PublishFault, match="draft_exists"):
        feed_keys.draw_root(court.feed, draft, {})


@pytest.mark.parametrize(
    ("threshold", "roots", "reason"),
    [(4, ROOTS, "threshold"), (2, ROOTS[:1], "threshold"), (2, (*ROOTS, "targets"), "shared_key")],
)
def test_a_root_that_nobody_could_keep_is_not_drawn_up(
    court: Court, threshold: int, roots: tuple[str, ...], reason: str
) -> None:
    keys = [court.public(name, court.keys if name in DAILY else court.base / name) for name in roots]
    with pytest.raises(PublishFault, match=reason):
        feed_keys.draw_root(court.feed, court.base / "d.json", {"root": keys}, threshold)


def test_every_key_changed_twice_since_the_last_sync(court: Court) -> None:
    client = _client(court)
    court.publish(records("1"))
    assert set(client.sync()) == {"1"}
    for turn in ("a", "b"):
        for name in (*ROOTS, *DAILY):
            court.make(f"{name}-{turn}", court.base / f"{name}-{turn}" if name in ROOTS else None)
        before = ROOTS if turn == "a" else tuple(f"{name}-a" for name in ROOTS)
        holders = (*before[:2], *(f"{name}-{turn}" for name in ROOTS[1:]))
        roles = {"root": [court.public(f"{name}-{turn}", court.base / f"{name}-{turn}") for name in ROOTS]}
        roles |= {name: [court.public(f"{name}-{turn}")] for name in DAILY}
        court.change_root(roles, holders)
        court.publish(records(turn))
    assert set(client.sync()) == {"1", "a", "b"}
    assert set(_client(court, "new", trusted=3).sync()) == {"1", "a", "b"}


def test_a_key_that_is_gone_is_replaced_without_it(court: Court) -> None:
    court.publish(records("1"))
    client = _client(court)
    client.sync()
    (court.keys / "timestamp.key").unlink()
    court.make("timestamp-2")
    court.change_root({"timestamp": [court.public("timestamp-2")]}, ROOTS[:2])
    court.publish(records("2"))
    assert set(client.sync()) == {"1", "2"}


def test_a_root_is_not_put_into_force_without_the_new_key(court: Court) -> None:
    new = court.make("timestamp-2", court.base / "elsewhere")
    with pytest.raises(PublishFault, match="key_missing"):
        court.change_root({"timestamp": [new]}, ROOTS[:2])
    assert FeedFolder(court.feed).versions("root") == [1]
    assert _client(court).sync() == {}


def test_the_old_key_signs_nothing_any_more(court: Court) -> None:
    old = copied(court.keys, court.base / "old keys")
    for name in DAILY:
        (court.keys / f"{name}.key").unlink()
        court.make(f"{name}-2")
    court.change_root({name: [court.public(f"{name}-2")] for name in DAILY}, ROOTS[:2])
    with pytest.raises(PublishFault, match="key_missing"):
        court.publish(records("1"), places=(old,))
    with pytest.raises(PublishFault, match="nothing_to_renew"):
        feed_keys.renew(court.feed, [old], ask)


def _at_every_moment(monkeypatch: pytest.MonkeyPatch, look: Callable[[], None]) -> list[str]:
    """Have somebody look at the feed before and after every file that comes into it."""
    place, seen = FeedFolder.place, []

    def watched(self: FeedFolder, role: str, signed: Metadata) -> None:  # type: ignore[type-arg]
        look()
        place(self, role, signed)
        seen.append(role)
        look()

    monkeypatch.setattr(FeedFolder, "place", watched)
    return seen


def test_while_keys_change_a_reader_always_finds_a_feed(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    court.publish(records("1"))
    client = _client(court)
    moments = iter(range(100))

    def look() -> None:
        assert set(client.sync()) == {"1"}
        assert set(_client(court, f"new-{next(moments)}").sync()) == {"1"}

    for name in DAILY:
        court.make(f"{name}-2")
    seen = _at_every_moment(monkeypatch, look)
    court.change_root({name: [court.public(f"{name}-2")] for name in DAILY}, ROOTS[:2])
    assert seen == ["targets", "snapshot", "timestamp", "root"]


def test_a_forged_root_stops_the_publisher(court: Court) -> None:
    forged = json.loads((court.feed / "metadata" / "1.root.json").read_text())
    forged["signed"]["version"] = 2
    (court.feed / "metadata" / "2.root.json").write_text(json.dumps(forged))
    with pytest.raises(PublishFault, match="root_damaged"):
        court.publish(records("1"))


def _later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr(feed_keys, "_now", lambda: now)


def _left(court: Court, role: str) -> int:
    (fact,) = [fact for fact in feed_keys.look(court.feed).roles if fact.name == role]
    assert fact.expires is not None
    return (fact.expires - datetime.now(UTC)).days


def test_a_feed_for_sticks_is_good_for_a_year(tmp_path: Path, court: Court) -> None:
    assert _left(court, "timestamp") < 31
    court.change_root({}, ROOTS[:2], offline=True)
    court.renew(*DAILY)
    assert all(_left(court, role) >= 365 for role in DAILY)
    assert feed_keys.look(court.feed).offline
    court.change_root({}, ROOTS[:2], offline=False)
    court.renew(*DAILY)
    assert _left(court, "timestamp") < 31


def test_renewing_gives_the_timestamp_new_dates_and_the_rest_when_it_is_time(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dict(court.renew().written) == {"timestamp": 2}
    _later(monkeypatch, 30)
    assert dict(court.renew().written) == {"snapshot": 2, "timestamp": 3}
    _later(monkeypatch, 300)
    assert dict(court.renew().written) == {"targets": 2, "snapshot": 3, "timestamp": 4}


def test_what_is_expired_or_soon_will_be_is_said(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, 20)
    assert {(note.kind, note.values[0]) for note in feed_keys.look(court.feed).notes} == {("expired", "timestamp")}
    _later(monkeypatch, 700)
    notes = {(note.kind, note.values[0]) for note in feed_keys.look(court.feed).notes}
    assert ("soon", "root") in notes
    assert ("expired", "targets") in notes


def test_an_expired_feed_is_good_again_after_renewing(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, -20)
    court.renew("snapshot", "targets")
    with pytest.raises(ExpiredMetadataError):
        _client(court).sync()
    monkeypatch.undo()
    court.renew()
    assert _client(court, "again").sync() == {}


def test_a_client_that_trusts_another_root_takes_nothing(court: Court, tmp_path: Path) -> None:
    other = Court(tmp_path / "other", court._reference).begin()
    client = _client(other)
    client.feed = court.feed
    with pytest.raises(RepositoryError):
        client.sync()
