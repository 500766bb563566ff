#!/usr/bin/env python3
"""Speak the client protocol of the TUF conformance suite over Leian's own fetcher, trust store and downloads.

The suite (github.com/theupdateframework/tuf-conformance, CLIENT-CLI.md) is not part of this project; run it beside:

    pytest tuf_conformance --entrypoint "…/.venv/bin/python …/tests/conformance/client.py"
"""

import argparse
import logging
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, TargetFile
from tuf.ngclient import Updater

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localdb.model.errors import LeianError
from localdb.model.feed import FeedSettings
from localdb.sync.downloads import Downloads
from localdb.sync.fetching_http import HttpFetcher
from localdb.sync.trust import Trust


class Artifact(NamedTuple):
    """Hold a target of any repository, as Downloads wants it."""

    target: TargetFile
    path: str

    @property
    def digest(self) -> str:
        """Return a name by its content."""
        return next(iter(self.target.hashes.values()))


def main() -> int:
    """Run one command; 0 when all of it succeeded."""
    options = _options()
    try:
        if options.command == "init":
            _begin(options.metadata_dir, options.trusted_root)
        else:
            _follow(options)
    except (LeianError, RepositoryError, OSError) as error:
        logging.getLogger("leian").error("%s: %s", type(error).__name__, error)
        return 1
    return 0


def _begin(folder: Path, root: Path) -> None:
    """Trust a root as it is, as the suite demands; Leian itself first verifies all metadata by it (Trust.refresh)."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(HttpFetcher(FeedSettings("http://127.0.0.1:1"))) as fetcher:
        Updater(str(folder), "/", fetcher=fetcher, bootstrap=root.read_bytes())


def _follow(options: argparse.Namespace) -> None:
    folder: Path = options.metadata_dir
    with closing(HttpFetcher(FeedSettings(options.metadata_url))) as fetcher:
        trust = Trust(folder / "leian", fetcher, "", metadata=folder)
        trust.refresh()
        if options.command == "download":
            for name in options.target_name:
                _download(trust, name, options)


def _download(trust: Trust, name: str, options: argparse.Namespace) -> None:
    target = trust.target(name)
    if target is None:
        raise RepositoryError(f"nobody signed {name}")
    root = Metadata[Root].from_file(str(options.metadata_dir / "root.json")).signed
    path = target.get_prefixed_paths()[0] if root.consistent_snapshot else name
    place: Path = options.target_dir / quote(name, "")
    if place.exists() and _same(target, place):
        return
    with closing(HttpFetcher(FeedSettings(options.target_base_url))) as fetcher:
        downloads = Downloads(options.metadata_dir / "leian" / "shards", fetcher, pause=0.0)
        artifact = Artifact(target, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(downloads.fetch(artifact), place)
        downloads.drop(artifact)


def _same(target: TargetFile, place: Path) -> bool:
    try:
        with place.open("rb") as stream:
            target.verify_length_and_hashes(stream)
    except RepositoryError:
        return False
    return True


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--metadata-dir", type=Path, required=True)
    parser.add_argument("--metadata-url", default="")
    parser.add_argument("--target-name", action="append", default=[])
    parser.add_argument("--target-base-url", default="")
    parser.add_argument("--target-dir", type=Path, default=Path())
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("trusted_root", type=Path)
    commands.add_parser("refresh")
    commands.add_parser("download")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
