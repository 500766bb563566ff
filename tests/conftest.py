"""What every test shares: Qt without a screen, the folders of data, a private home."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

# pytest-qt aborts without a display unless this is set before Qt is imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

if TYPE_CHECKING:
    from localdb.reference import Reference

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def resources() -> Path:
    """Return the folder of data that ships with Leian."""
    return ROOT / "resources"


@pytest.fixture(scope="session")
def reference(resources: Path) -> "Reference":
    """Load the tables of courts, causes, laws and words once."""
    from localdb.reference import Reference  # noqa: PLC0415

    return Reference.load(resources)


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """Return the folder of real judgments, or skip, saying so."""
    folder = Path(os.environ.get("LEIAN_EVAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no evaluation data at {folder} (set LEIAN_EVAL_DATA)")
    return folder


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own folders and keyring."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
