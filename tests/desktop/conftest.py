"""What the rooms of the window share: a desk over an engine in memory."""

from collections.abc import Iterator

import pytest
from fakes.desk import FakeEngine
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk


@pytest.fixture
def engine() -> FakeEngine:
    """Return an engine in memory."""
    return FakeEngine()


@pytest.fixture
def desk(engine: FakeEngine, qtbot: QtBot) -> Iterator[Desk]:
    """Return a desk over the engine in memory; closed after the test."""
    desk = Desk(engine)
    yield desk
    engine.release()
    desk.close()
