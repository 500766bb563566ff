"""What publishing costs a court: 10,000 real cases and then a day's 500, and the metadata of a million cases.

    python -m tests.bench.publishing [--cases 10000] [--day 500]

Publishes real records (LEIAN_EVAL_DATA) into a feed in a temporary folder with real keys, as `leian publish` does. For
the million it signs the metadata of 33 publishers (the centre, 31 provinces and the Corps) with as many shards as such
cases and a year of days give: real names, digests, signatures; only the shards' bytes are left out.
"""

import argparse
import os
import resource
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import DelegatedRole, Delegations, Metadata, MetaFile, Snapshot, Targets, Timestamp

from desktop.settings.folders import resources_folder
from desktop.words.publishing import PROVINCES
from localdb.engine import feed_keys
from localdb.engine.publish import Publication, publish
from localdb.intake import read_file
from localdb.model.publishing import FOLD_AT, KEEP_APART, PublishSummary
from localdb.model.record import case_to_record
from localdb.reference import Reference
from localdb.sync.feed_folder import TARGETS
from localdb.sync.key_files import NAME
from localdb.sync.sequence import Entry, entries_of, entry_of, targets_of
from localdb.sync.shards import MOST_OPERATIONS, MOST_RAW, Packed, Put, line_of
from localdb.sync.signing import delegation
from localdb.sync.terms import expiry

_MILLION = 1_000_000
_PASSPHRASE = "a passphrase of the bench"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--day", type=int, default=500)
    options = parser.parse_args()
    data = Path(os.environ.get("LEIAN_EVAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        raw = _publishing(base, data, options.cases, options.day)
    for days in (250, 365):
        _size(f"{days} days, not compacted", days, raw, days)
    _size("as a publication folds by itself, just before", 365, raw, KEEP_APART + FOLD_AT)
    _size(f"compacted, {KEEP_APART} newest publications apart", 365, raw, KEEP_APART)


def _publishing(base: Path, data: Path, cases: int, day: int) -> float:
    """Publish real cases, then a day's; return the bytes of text a case takes."""
    lines = _lines(data)
    first, later = base / "first.jsonl", base / "day.jsonl"
    for path, count in ((first, cases), (later, day)):
        with path.open("wb") as stream:
            stream.writelines(islice(lines, count))
    wanted, reference = _begun(base), Reference.load(resources_folder())
    began = _measured(wanted, reference, f"{cases} cases", (first,))
    raw = _raw(wanted.feed)
    _measured(wanted, reference, f"{day} more", (later,))
    _measured(wanted, reference, "the same again", (first, later))
    (base / "feed.state" / "published.db").unlink()
    _measured(wanted, reference, "nothing new, note read out of the feed", (later,))
    text, packed = first.stat().st_size / cases, began.bytes / max(1, began.added)
    print(f"text a case {text:,.0f} bytes, as published {raw:,.0f}, packed {packed:,.0f}")
    return raw


def _raw(feed: Path) -> float:
    """Return the bytes of text that a published case takes in its shard."""
    told: Metadata[Targets] = Metadata.from_file(str(feed / "metadata" / f"{_latest(feed)}.targets.json"))
    shards = [entry.shard for entry in entries_of(TARGETS, told.signed) if entry.shard.kind == "cases"]
    return sum(shard.raw for shard in shards) / sum(shard.operations for shard in shards)


def _latest(feed: Path) -> int:
    return max(int(path.name.split(".")[0]) for path in (feed / "metadata").glob("*.targets.json"))


def _begun(base: Path) -> Publication:
    """Make keys and a root; return what a publication into the feed begins with."""
    feed, draft = base / "feed", base / "root.json"
    holders, daily = ("root-1", "root-2"), ("targets", "snapshot", "timestamp")
    for name in (*holders, *daily):
        feed_keys.make_keys(base / "keys" / name, [name], lambda name: _PASSPHRASE)
    public = {name: base / "keys" / name / f"{name}.pub" for name in (*holders, *daily)}
    keys = {"root": [public[name] for name in holders], **{name: [public[name]] for name in daily}}
    feed_keys.draw_root(feed, draft, keys)
    feed_keys.sign_root(draft, [base / "keys" / name for name in holders], _asked)
    places = tuple(base / "keys" / name for name in daily)
    feed_keys.publish_root(feed, [draft], places, _asked)
    return Publication(feed, places)


def _asked(name: str, path: Path) -> str:
    return _PASSPHRASE


def _measured(wanted: Publication, reference: Reference, what: str, paths: Sequence[Path]) -> PublishSummary:
    wall, cpu = time.perf_counter(), time.process_time()
    before = {path for path in wanted.feed.rglob("*") if path.is_file()}
    summary = publish(replace(wanted, paths=tuple(paths)), reference, resources_folder(), _asked)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    fresh = [path for path in wanted.feed.rglob("*") if path.is_file() and path not in before]
    metadata = sum(path.stat().st_size for path in fresh if path.suffix == ".json")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{what}: {wall:.1f} s ({cpu:.1f} s of processor), added {summary.added}, unchanged {summary.unchanged}, "
        f"refused {summary.rejected}; {len(summary.shards)} shards of {summary.bytes:,} bytes, {len(fresh)} new files, "
        f"{metadata:,} bytes of versioned metadata; peak {peak} MB"
    )
    return summary


def _lines(data: Path) -> Iterator[bytes]:
    """Yield the real records as they will be published, one line each."""
    for path in (data / "lecard" / "corpus.jsonl.zst", *sorted((data / "authority").glob("*.jsonl.zst"))):
        for item in read_file(path):
            if (case := getattr(item, "case", None)) is not None:
                line = line_of(Put(case_to_record(case)))
                yield line.removeprefix(b'{"op":"put","case":').removesuffix(b"}\n") + b"\n"


def _size(what: str, days: int, raw: float, daily: int) -> None:
    """Sign the metadata of a million cases and print what a client loads of it.

    Half of the cases are there from the beginning, in full shards; the others come in `days` daily publications, of
    which the newest `daily` are not folded.
    """
    roles = (TARGETS, *PROVINCES)
    cases = _MILLION / len(roles)
    full = min(MOST_OPERATIONS, int(MOST_RAW / raw))
    ranges = -(-(cases - cases / 2 * (daily / days)) // full)
    files, meta = {}, {}
    for role in PROVINCES:
        files[role] = _signed(role, _targets(role, int(ranges), daily, int(cases / 2 / days), full, raw))
        meta[f"{role}.json"] = MetaFile.from_data(days, files[role], ["sha256"])
    national = _targets(TARGETS, int(ranges), daily, int(cases / 2 / days), full, raw)
    national.delegations = _delegations()
    files[TARGETS] = _signed(TARGETS, national)
    meta["targets.json"] = MetaFile.from_data(days, files[TARGETS], ["sha256"])
    files["snapshot"] = _signed("snapshot", Snapshot(meta=meta))
    stamp = Timestamp(snapshot_meta=MetaFile.from_data(days, files["snapshot"], ["sha256"]))
    files["timestamp"] = _signed("timestamp", stamp)
    shards = len(roles) * (int(ranges) + daily)
    print(
        f"a million cases, {len(roles)} publishers, {what}: {shards:,} shards, {sum(map(len, files.values())):,} bytes "
        f"of metadata (targets {len(files[TARGETS]):,}, a province {len(files['110000']):,}, snapshot "
        f"{len(files['snapshot']):,})"
    )


def _targets(role: str, ranges: int, daily: int, a_day: int, full: int, raw: float) -> Targets:
    entries: list[Entry] = []
    for number in range(1, ranges + daily + 1):
        last = number * 10 if number <= ranges else ranges * 9 + number
        first = last - 9 if number <= ranges else last
        count = full if number <= ranges else a_day
        entry = entry_of(role, first, last, "cases", Packed(secrets.token_bytes(32), count, int(count * raw)))
        entry.target.length = count * 5_000
        entries.append(entry)
    return Targets(targets=dict(targets_of(entries)))


def _delegations() -> Delegations:
    keys: dict[str, Key] = {}
    roles: dict[str, DelegatedRole] = {}
    for role in PROVINCES:
        key = CryptoSigner.generate_ed25519().public_key
        key.unrecognized_fields[NAME] = role
        keys[key.keyid] = key
        roles[role] = delegation(role, [key])
    return Delegations(keys, roles)


def _signed(role: str, signed: Targets | Snapshot | Timestamp) -> bytes:
    signed.expires = expiry(role, datetime.now(UTC), offline=False)
    signed.version = 300
    metadata: Metadata[Any] = Metadata(signed)
    metadata.sign(CryptoSigner.generate_ed25519())
    return metadata.to_bytes()


if __name__ == "__main__":
    main()
