"""The desk: answers on the UI thread, newest wins, writes in order, errors reach whoever asked."""

import threading

import pytest
from fakes.desk import FakeEngine
from pytestqt.qtbot import QtBot

from desktop.jobs import Desk
from localdb.model.errors import CaseMissing, LeianError
from localdb.model.kinds import Section
from localdb.model.library import ImportProgress, ImportSummary
from localdb.model.matter import Adoption, Draft
from localdb.model.similar import SimilarRequest, SimilarResult


def test_an_answer_comes_back_on_the_ui_thread(desk: Desk, qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []
    desk.similar(SimilarRequest("货款"), lambda result: seen.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_the_newest_query_wins(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    answers: list[str] = []
    for number in range(5):
        name = f"query {number}"
        desk.similar(SimilarRequest(name), lambda result, name=name: answers.append(name))  # type: ignore[misc]
    engine.release()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.waitUntil(lambda: desk.busy == 0)
    assert answers == ["query 4"]


def test_a_slow_query_does_not_delay_a_save(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    desk.similar(SimilarRequest("货款"), lambda result: None)
    saved: list[Draft] = []
    desk.save_draft(Draft(1, "本院认为"), saved.append)
    qtbot.waitUntil(lambda: bool(saved), timeout=1000)


def test_an_error_reaches_the_one_who_asked(desk: Desk, qtbot: QtBot) -> None:
    errors: list[LeianError] = []
    desk.open_case("fake:none", lambda case: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], CaseMissing)


def test_an_error_that_nobody_takes_is_announced(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.troubled) as signal:
        desk.open_case("fake:none", lambda case: None)
    assert signal.args is not None
    assert isinstance(signal.args[0], CaseMissing)


def test_a_bug_is_announced_as_a_bug(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.error = ZeroDivisionError()
    with qtbot.waitSignal(desk.broke) as signal:
        desk.open_case("fake:1", lambda case: None)
    assert signal.args is not None
    assert isinstance(signal.args[0], ZeroDivisionError)


def test_a_cancelled_import_still_tells_how_far_it_came(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    summaries: list[ImportSummary] = []
    states: list[ImportProgress] = []
    job = desk.import_cases([], states.append, summaries.append)
    job.cancel()
    qtbot.waitUntil(lambda: bool(summaries))
    assert summaries[0].cancelled


def test_a_write_is_announced_once(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.changed) as signal:
        desk.save_draft(Draft(7, "经审理查明"))
    assert signal.args is not None
    assert signal.args[0].draft == 7


def test_a_passage_and_its_source_are_stored_in_one_write(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    passage = Adoption(7, "fake:1", Section.REASONING, "段", "出处", 0, 1)
    stored: list[tuple[Draft, Adoption]] = []
    desk.adopt_into_draft(Draft(7, "段"), passage, stored.append)
    qtbot.waitUntil(lambda: bool(stored))
    assert stored == [(engine.drafts[7], engine.adopted[1])]


def test_closing_finishes_the_writes_and_drops_the_reads(engine: FakeEngine, qtbot: QtBot) -> None:
    desk = Desk(engine)
    engine.hold()
    answers: list[SimilarResult] = []
    desk.similar(SimilarRequest("货款"), answers.append)
    for number in range(20):
        desk.save_draft(Draft(1, f"第{number}稿"))
    desk.close()
    assert engine.drafts[1].text == "第19稿"
    assert engine.closed
    assert not answers


@pytest.mark.parametrize("section", [Section.FACTS, Section.REASONING])
def test_the_fake_case_has_the_sections_rooms_show(engine: FakeEngine, section: Section) -> None:
    assert engine.open_case("fake:2").sections[section]
