"""Use cases of whoever keeps the keys of a feed: make them, change the root in turns, delegate, renew, look.

Each works on the folder of a feed, or on a draft that is carried about; none needs a library.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tuf.api.metadata import Metadata, Targets

from localdb.model.errors import FileMissing, PublishFault
from localdb.model.publishing import FeedNote, FeedState, KeyFact, RoleFact, RootDraft, Settled
from localdb.storage.folders import private_folder
from localdb.storage.lock import sole_writer
from localdb.sync import delegations, root_draft
from localdb.sync.compaction import crowded
from localdb.sync.feed_folder import ROOT, SNAPSHOT, TARGETS, TIMESTAMP, TOP, FeedFolder
from localdb.sync.key_files import Ask, KeyRing, fact_of, make_key, read_public
from localdb.sync.root_draft import Draft
from localdb.sync.sequence import entries_of, last_of
from localdb.sync.signing import Signing
from localdb.sync.terms import ROOT_SOON, is_due

_STATE = ".state"  # folder beside the feed: the lock and the publisher's note


def make_keys(folder: Path, names: Sequence[str], ask: Callable[[str], str]) -> list[KeyFact]:
    """Make keys in `folder`; `ask` gives the new passphrase of each by its name.

    Raises:
        PublishFault: "key_name", "key_exists", "passphrase_short".
        DiskTrouble: they cannot be written.
    """
    return [make_key(folder, name, ask(name)) for name in names]


def draw_root(
    feed: Path,
    out: Path,
    keys: Mapping[str, Sequence[Path]],
    threshold: int | None = None,
    offline: bool | None = None,
) -> RootDraft:
    """Draw up the next root of a feed (the first where there is none yet) into the file `out`, unsigned.

    `keys` has for each role that changes the public parts of all its keys from now on.

    Raises:
        FileMissing, PublishFault: a public part is not there or damaged; "role_keys", "threshold", "shared_key",
            "draft_exists" (`out` is there already: it may hold signatures).
    """
    if out.exists():
        raise PublishFault("draft_exists", str(out))
    read = {role: [read_public(path) for path in paths] for role, paths in keys.items()}
    draft = Draft.drawn_up(FeedFolder(feed).root(), read, _now(), threshold, offline)
    draft.write(out)
    return draft.facts()


def look_at_root(path: Path) -> RootDraft:
    """Return what a draft says and who has signed it.

    Raises:
        FileMissing, PublishFault: it is not there, or is none ("draft_damaged").
    """
    return Draft.read(path).facts()


def look_at_key(path: Path) -> KeyFact:
    """Return the name and id of the key in a `.pub` or `.key` file.

    Raises:
        FileMissing, PublishFault: it is not there, or is none ("key_damaged").
    """
    return fact_of(read_public(path))


def sign_root(path: Path, places: Sequence[Path], ask: Ask) -> tuple[RootDraft, list[KeyFact]]:
    """Sign a draft with the keys in `places`; return what it says now and who signed just now.

    Raises:
        FileMissing, PublishFault: "draft_damaged", "not_a_holder", "passphrase_wrong", "no_keys", "key_damaged".
    """
    draft = Draft.read(path)
    fresh = draft.sign(KeyRing(places, ask))
    draft.write(path)
    return draft.facts(), fresh


def publish_root(feed: Path, drafts: Sequence[Path], places: Sequence[Path], ask: Ask) -> Settled:
    """Put a root into force that enough holders have signed, be it in one draft or in copies of it.

    Raises:
        FileMissing, PublishFault: "draft_damaged", "draft_other", "signatures_missing", "draft_stale", "key_missing".
    """
    first, *others = [Draft.read(path) for path in drafts]
    for other in others:
        first.join(other)
    with opened(feed) as folder:
        return root_draft.publish(first, folder, KeyRing(places, ask), _now())


def delegate(
    feed: Path, role: str, keys: Sequence[Path], places: Sequence[Path], ask: Ask, offline: bool | None = None
) -> Settled:
    """Give the folder of a province to the keys whose public parts are named, and bring it before the readers.

    Raises:
        FileMissing, PublishFault: "province", "no_targets", "not_resigned", "key_missing", "no_root".
    """
    with opened(feed) as folder:
        signing = Signing(folder, KeyRing(places, ask), _now(), offline)
        delegations.delegate(signing, role, [read_public(path) for path in keys])
        return signing.settle()


def revoke(feed: Path, role: str, places: Sequence[Path], ask: Ask, offline: bool | None = None) -> Settled:
    """Take the folder of a province away from its keys.

    Raises:
        FileMissing, PublishFault: "province", "not_delegated", "no_targets", "key_missing", "no_root".
    """
    with opened(feed) as folder:
        signing = Signing(folder, KeyRing(places, ask), _now(), offline)
        delegations.revoke(signing, role)
        return signing.settle()


def renew(
    feed: Path, places: Sequence[Path], ask: Ask, roles: Sequence[str] = (), offline: bool | None = None
) -> Settled:
    """Give new dates to what the keys at hand may sign: the timestamp always, the rest once half its time is over.

    What provinces have handed in since comes before the readers with it. `roles` are renewed whatever their dates; in
    the folder of a high court, where no root says whose keys count, a new key so takes over what the old one signed.

    Raises:
        FileMissing, PublishFault: "nothing_to_renew" (no key at hand signs anything here), "key_missing" (of `roles`),
            "not_signed_by", "behind", "unsigned_role".
    """
    with opened(feed) as folder:
        signing = Signing(folder, KeyRing(places, ask), _now(), offline)
        own = [role for role in _content_roles(signing) if signing.may_sign(role)]
        if not own and not any(signing.may_sign(role) for role in (SNAPSHOT, TIMESTAMP)):
            raise PublishFault("nothing_to_renew", str(feed))
        for role in roles:
            if role not in own and not (role in (SNAPSHOT, TIMESTAMP) and signing.may_sign(role)):
                raise PublishFault("key_missing", role)
        for role in own:
            found = signing.newest(role) or _taken_over(signing, role, roles)
            if found and (role in roles or is_due(role, found.signed.expires, signing.now, signing.offline)):
                signing.place(role, found.signed)
        return signing.settle({TIMESTAMP, *roles})


def look(feed: Path) -> FeedState:
    """Describe a feed by its folder: roles, keys, dates, and what should be seen to. Needs no key.

    The folder of a high court has no root that would say whose keys count: its signatures are not looked into.

    Raises:
        FileMissing: there is no such folder. PublishFault: "root_damaged", "no_root", "sequence".
    """
    if not feed.is_dir():
        raise FileMissing(feed)
    signing = Signing(FeedFolder(feed), KeyRing((), _nobody), _now())
    if signing.root is None:
        own = [_own_fact(signing, role) for role in _content_roles(signing)]
        if not own:
            raise PublishFault("no_root", str(feed))
        return FeedState(False, tuple(own), tuple(FeedNote("own_folder", (fact.name,)) for fact in own))
    facts = [_fact(signing, role) for role in (*TOP_IN_ORDER, *signing.roles())]
    return FeedState(signing.offline, tuple(facts), (*_notes(facts, signing), *_crowds(signing)))


TOP_IN_ORDER = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)


@contextmanager
def opened(feed: Path) -> Iterator[FeedFolder]:
    """Open a feed as its only writer; what a publisher that was killed left half-written is taken away.

    Raises:
        LibraryBusy: another is writing it. DiskTrouble: the folder beside it cannot be made.
    """
    with sole_writer(private_folder(state_folder(feed)) / "publish.lock"):
        folder = FeedFolder(feed)
        folder.tidy()
        yield folder


def state_folder(feed: Path) -> Path:
    """Return the folder beside a feed where its publisher keeps a note; never inside, for the feed is public."""
    feed = feed.absolute()
    return feed.with_name(feed.name + _STATE)


def _taken_over(signing: Signing, role: str, roles: Sequence[str]) -> Metadata[Any] | None:
    versions = signing.feed.versions(role)
    if versions and (signing.root is not None or role not in roles):
        raise PublishFault("not_signed_by", role)
    return signing.feed.load(role, versions[0]) if versions else None


def _content_roles(signing: Signing) -> list[str]:
    """Return the roles with shards: those of the feed, and a province that lies here before anybody delegated to it."""
    here = {path.name.split(".")[1] for path in signing.feed.metadata.glob("*.??0000.json")}
    return [*([TARGETS] if signing.root else []), *sorted({*signing.roles(), *here})]


def _fact(signing: Signing, role: str) -> RoleFact:
    delegator: Any = signing.delegator(role)
    wanted = delegator.get_delegated_role(role)
    keys = tuple(fact_of(delegator.get_key(keyid)) for keyid in wanted.keyids)
    found: Metadata[Any] | None = signing.feed.root() if role == ROOT else signing.newest(role)
    version = found.signed.version if found else 0
    fact = RoleFact(role, version, _shown(signing, role, version), found.signed.expires if found else None,
                    wanted.threshold, keys)  # fmt: skip
    if found is None or role in (ROOT, SNAPSHOT, TIMESTAMP):
        return fact
    return _with_shards(fact, found.signed)


def _own_fact(signing: Signing, role: str) -> RoleFact:
    for version in signing.feed.versions(role):
        if (found := signing.feed.load(role, version)) is not None:
            fact = RoleFact(role, version, version, found.signed.expires, 1, ())
            return _with_shards(fact, found.signed)
    return RoleFact(role, 0, 0, None, 1, ())


def _with_shards(fact: RoleFact, targets: Targets) -> RoleFact:
    entries = entries_of(fact.name, targets)
    return fact._replace(
        shards=len(entries),
        operations=sum(entry.shard.operations for entry in entries),
        last=last_of(entries),
        bytes=sum(entry.target.length for entry in entries),
    )


def _shown(signing: Signing, role: str, version: int) -> int:
    if role in (ROOT, TIMESTAMP):
        return version
    if role == SNAPSHOT:
        stamp = signing.feed.load(TIMESTAMP)
        return stamp.signed.snapshot_meta.version if stamp else 0
    meta = signing.shown().get(f"{role}.json")
    return meta.version if meta else 0


def _notes(facts: Sequence[RoleFact], signing: Signing) -> Iterator[FeedNote]:
    for fact in facts:
        if fact.expires is None:
            yield FeedNote("not_yet" if fact.name not in TOP else "unsigned", (fact.name,))
            continue
        left = fact.expires - signing.now
        if left.total_seconds() < 0:
            yield FeedNote("expired", (fact.name, fact.expires.date().isoformat()))
        elif (
            (left.days < ROOT_SOON)
            if fact.name == ROOT
            else is_due(fact.name, fact.expires, signing.now, signing.offline)
        ):
            yield FeedNote("soon", (fact.name, fact.expires.date().isoformat()))
        if fact.shown < fact.version:
            yield FeedNote("unseen", (fact.name, str(fact.version), str(fact.shown)))


def _crowds(signing: Signing) -> Iterator[FeedNote]:
    for role in (TARGETS, *signing.roles()):
        found = signing.newest(role)
        if found and (note := crowded(role, entries_of(role, found.signed))):
            yield note


def _nobody(name: str, path: Path) -> str:
    raise PublishFault("passphrase_needed", name)


def _now() -> datetime:
    return datetime.now(UTC)
