"""What the tests of the engine share: a workspace, closed after the test, and a court with a feed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.feed import Court

from localdb.engine.workspace import Workspace


@pytest.fixture
def court(tmp_path: Path) -> Court:
    """Return a court with a feed, and two high courts that publish in it too; nothing was published yet."""
    return Court(tmp_path / "feed", ["110000", "360000"])


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    """Return an empty workspace whose work.db opens with a passphrase."""
    ws = Workspace.open(tmp_path / "data", resources, lambda: b"a passphrase")
    yield ws
    ws.close()
