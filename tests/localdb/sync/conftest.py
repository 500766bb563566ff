"""What the tests of the feed share: a court that has begun, and cheap passphrases."""

from pathlib import Path

import pytest
from fakes.court_feed import Court, cheap

from localdb.reference import Reference


@pytest.fixture
def court(tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> Court:
    """Return a court whose feed has a root and nothing in it yet."""
    cheap(monkeypatch)
    return Court(tmp_path, reference).begin()
