"""What every test shares: Qt without a screen, the folders of data, a private home, no database left open."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


@pytest.fixture(scope="session", autouse=True)
def no_database_left_open() -> Iterator[None]:
    """Name the tests that leave one open: Python tells of it from 3.13 on only, and in whatever test runs by then."""
    from localdb.storage.connection import Store  # noqa: PLC0415

    left: dict[Store, str] = {}
    begin, close = Store.__init__, Store.close

    def opened(store: Store, *args: Any, **options: Any) -> None:
        begin(store, *args, **options)
        left[store] = os.environ.get("PYTEST_CURRENT_TEST", "")

    def closed(store: Store) -> None:
        left.pop(store, None)
        close(store)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "__init__", opened)
        patched.setattr(Store, "close", closed)
        yield
    assert not left, "\n".join(["left open by", *sorted(left.values())])
