"""What was read of cases is what the library holds, whoever wrote to it meanwhile."""

import threading
from pathlib import Path

import pytest
from fakes.cases import small_entry

from localdb.engine.known_cases import KnownCases
from localdb.ranking.features import Features, pack
from localdb.storage.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


def test_cards_come_in_the_order_asked_for_and_missing_ones_are_left_out(path: Path) -> None:
    library = Library(path)
    library.add([small_entry("1", "甲"), small_entry("2", "乙")])
    known = KnownCases(library)
    for _ in range(2):
        assert list(known.cards(["某院:2", "某院:9", "某院:1"])) == ["某院:2", "某院:1"]
    library.close()


def test_what_this_thread_wrote_is_seen(path: Path) -> None:
    library = Library(path)
    known = KnownCases(library)
    assert not known.cards(["某院:1"])
    library.add([small_entry("1", "甲")])
    assert list(known.cards(["某院:1"])) == list(known.cases(["某院:1"])) == ["某院:1"]
    library.put_features({"某院:1": pack(Features())})
    assert list(known.features(["某院:1"])) == ["某院:1"]
    library.remove(["某院:1"])
    assert [*known.cards(["某院:1"]), *known.cases(["某院:1"])] == []
    library.close()


def test_what_another_thread_or_process_wrote_is_seen(path: Path) -> None:
    library, other = Library(path), Library(path)
    library.add([small_entry("1", "甲")])
    known = KnownCases(library)
    before = known.cards(["某院:1"])["某院:1"]
    thread = threading.Thread(target=library.add, args=([small_entry("2", "乙")],))
    thread.start()
    thread.join()
    assert list(known.cards(["某院:1", "某院:2"])) == ["某院:1", "某院:2"]
    other.add([small_entry("1", "丙")])
    other.close()
    assert known.cases(["某院:1"])["某院:1"].full_text == small_entry("1", "丙").case.full_text
    assert before == small_entry("1", "甲").card
    library.close()
