"""What stands in the margin of the draft: where adopted passages came from, and which cases named in it are alarms.

Belongs here: which mark stands beside which words. Does not: drawing them (gutter), following passages (sources).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.editor.sources import Place
from desktop.words.feed import alarm_words
from desktop.words.syncing import alarm_short
from localdb.model.feed import Alarm, Use
from localdb.model.kinds import Section

_OPEN, _CLOSE = "[（(〔［\\[]", "[）)〕］\\]]"


class Mark(NamedTuple):
    """Hold one mark: the words of the draft it stands beside, as Qt counts them, and what it says."""

    start: int
    end: int
    key: str  # of the case
    words: str
    tip: str
    section: Section
    alarm: bool = False


def marks_of(places: Iterable[Place], alarms: Sequence[Alarm], text: str) -> list[Mark]:
    """Return the marks of a draft from the top down; alarms that are at rest are not marked."""
    awake = {alarm.case_key: alarm for alarm in alarms if not alarm.settled}
    marks = [_source(place, awake.get(place.adoption.case_key)) for place in places]
    taken = [(mark.start, mark.end) for mark in marks]
    for alarm in awake.values():
        if Use.CITED in alarm.uses and alarm.case_no:
            for start, end in _named(text, alarm.case_no):
                if not any(begin <= start < finish for begin, finish in taken):
                    words = f"{alarm_short(alarm)}：{alarm.case_no}"
                    marks.append(Mark(start, end, alarm.case_key, words, alarm_words(alarm), Section.REASONING, True))
    return sorted(marks)


def _source(place: Place, alarm: Alarm | None) -> Mark:
    adoption = place.adoption
    if alarm is None:
        tip = f"来源：{adoption.citation}"
        return Mark(place.start, place.end, adoption.case_key, adoption.citation, tip, adoption.section)
    words = f"{alarm_short(alarm)}：{adoption.citation}"
    return Mark(place.start, place.end, adoption.case_key, words, alarm_words(alarm), adoption.section, True)


def _named(text: str, case_no: str) -> Iterator[tuple[int, int]]:
    """Yield where a case number stands in a text of UTF-16 units, in whatever brackets and with blanks or without."""
    sign = {**dict.fromkeys("（([〔［", _OPEN), **dict.fromkeys("）)]〕］", _CLOSE)}
    pattern = r"\s*".join(sign.get(char, re.escape(char)) for char in case_no if not char.isspace())
    for found in re.finditer(pattern, text):
        before = len(text[: found.start()].encode("utf-16-le")) // 2
        yield before, before + len(found[0].encode("utf-16-le")) // 2
