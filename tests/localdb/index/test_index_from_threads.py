"""Whoever searches while another writes gets the answer of one commit or another, and never one of none."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.commits import commit, held_after
from fakes.corpus import EVERYWHERE, OFTEN, WORDS, answers, one_lane
from whoosh.index import open_dir

from localdb.index.port import Body, Entry, IndexDamaged, Origin
from localdb.index.question import Or, Phrase, Question, Term
from localdb.index.segment import Segment, open_segment
from localdb.index.whoosh_index import WhooshIndex, open_index

COMMITS = 12
Answer = dict[str, float]
BAG = {body: dict.fromkeys((*WORDS[:9], OFTEN), 1.5) for body in Body}
ASKED: Question = Or((Phrase("", WORDS[2:4]), Term("", (EVERYWHERE, *WORDS[:2]))))


def similar(index: WhooshIndex) -> Answer:
    lanes = index.candidates(BAG, one_lane, 1000)
    return {case.key: case.score for lane in lanes.values() for case in lane.best}


def asked(index: WhooshIndex) -> Answer:
    lanes = index.search(ASKED, one_lane, 1000)
    return {case.key: case.score for lane in lanes.values() for case in lane.best}


def is_similar(case: Entry) -> bool:
    return any(word in BAG[body] for body, words in case.bodies.items() for word in words)


@pytest.mark.parametrize(
    ("ask", "holds"), [(similar, is_similar), (asked, lambda case: answers(ASKED, case, ()))], ids=["draft", "search"]
)
def test_every_answer_is_that_of_one_commit(
    tmp_path: Path, ask: Callable[[WhooshIndex], Answer], holds: Callable[[Entry], bool]
) -> None:
    index = open_index(tmp_path, "words")
    states: list[Answer] = [ask(index)]
    seen: list[tuple[int, int, Answer]] = []
    faults: list[BaseException] = []
    stop = threading.Event()

    def read(own: WhooshIndex) -> None:
        while not stop.wait(0.005):
            try:
                before = len(states) - 1
                answer = ask(own)
                seen.append((before, len(states), answer))
            except IndexDamaged as error:
                faults.append(error)

    others = open_index(tmp_path, "words")  # as in another process
    threads = [threading.Thread(target=read, args=(own,)) for own in (index, index, others, others)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, COMMITS + 1):
            index.update(*commit(number))
            states.append(quietly(tmp_path, ask))
            assert set(states[-1]) == {key for key, case in held_after(number).items() if holds(case)}
            if number % 7 == 0 and index.tidy():
                states.append(quietly(tmp_path, ask))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not faults
    assert all(answer in states[first : last + 1] for first, last, answer in seen)
    assert len({frozenset(answer.items()) for _, _, answer in seen}) > 1, "they asked while it was written"


def test_lanes_that_other_threads_draw_meanwhile_take_nothing_away(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update(*commit(1))

    class Disturbed:
        """Be looked up among the remembered lanes while others draw many of their own."""

        def __call__(self, origin: Origin) -> str:
            return "all"

        def __hash__(self) -> int:
            for _ in range(9):
                index.candidates(BAG, lambda _: "other", 1)
            return 1

    assert set(index.candidates(BAG, Disturbed(), 1000)) == {"all"}


def test_threads_that_ask_a_fresh_index_all_at_once_read_what_one_alone_reads(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([Entry(f"{number:05}", {Body.FACTS: list(WORDS)}, court=f"院{number % 90}") for number in range(900)])
    index.close()

    def columns(segment: Segment) -> list[object]:
        return [segment.keys, segment.column("court")[0], segment.column("court")[1].tolist()]

    (stored,) = open_dir(tmp_path)._segments()
    alone = columns(open_segment(tmp_path, stored))
    for _ in range(12):
        segment, seen, start = open_segment(tmp_path, stored), list[list[object]](), threading.Barrier(6)

        def ask(segment: Segment = segment, seen: list[list[object]] = seen, start: threading.Barrier = start) -> None:
            start.wait()
            seen.append(columns(segment))

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [alone] * 6


def quietly(folder: Path, ask: Callable[[WhooshIndex], Answer]) -> Answer:
    """Ask an index that was opened for this alone."""
    index = open_index(folder, "words")
    try:
        return ask(index)
    finally:
        index.close()
