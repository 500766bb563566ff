from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes.series import one_of_series

from localdb.admission import refusal_of
from localdb.admission.disorder import Disorder, disorders, spoilt
from localdb.model.case import Case
from localdb.model.library import Refusal
from localdb.reference import Reference


@pytest.fixture(scope="session")
def sound(reference: Reference) -> Case:
    return one_of_series(reference, "1")


def _damaged(case: Case, damage: Callable[[str], str]) -> Case:
    return replace(case, full_text=damage(case.full_text), sections={})


def test_a_sound_judgment_is_in_order(sound: Case) -> None:
    assert disorders(sound) == ()
    assert spoilt(sound) is None
    rare = replace(sound, full_text=sound.full_text.replace("张大山", "张𤆬㛃"))  # names have characters of any plane
    assert disorders(rare) == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.encode().decode("gb18030", "replace"),
        lambda text: text.encode("gb18030").decode("latin-1"),
        lambda text: text.encode("gb18030").decode(errors="replace"),
        lambda text: text[:500] + text[500:].encode().decode("gb18030", "replace"),
    ],
)
def test_a_text_read_in_the_wrong_encoding_is_refused(sound: Case, damage: Callable[[str], str]) -> None:
    garbled = _damaged(sound, damage)
    assert spoilt(garbled) is Disorder.GARBLED
    assert refusal_of(garbled, sample=False) == (Refusal.DISORDER, "garbled")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda text: text[:300] + "\ufffd\ufffd\ufffd" + text[300:], Disorder.GARBLED),
        (lambda text: f"{text}\n{text}", Disorder.REPEATED),
        (lambda text: "".join(f"<p>{line}</p>" for line in text.splitlines()), Disorder.REMAINS),
        (lambda text: text + "MARGIN：0.5pt0cm；FONT-FAMILY：宋体；FONT-SIZE：15pt；", Disorder.REMAINS),
        (lambda text: text[: text.index("构成违约")], Disorder.TRUNCATED),
        (lambda text: text[: text.index("日内支付")], Disorder.TRUNCATED),
    ],
)
def test_lighter_disorder_is_told(sound: Case, damage: Callable[[str], str], told: Disorder) -> None:
    assert told in disorders(_damaged(sound, damage))
    assert spoilt(replace(sound, full_text=damage(sound.full_text))) is None


def test_what_stands_after_the_signatures_is_no_lost_end(sound: Case) -> None:
    listed = sound.full_text + "附：赔偿明细\n张某 3150000\n高某 100000\n牛某 超"
    assert disorders(replace(sound, full_text=listed)) == ()
    dated = sound.full_text.replace("审判员　王某", "").replace("书记员　赵某", "")
    assert disorders(replace(sound, full_text=dated)) == (), "a decision may bear its date alone"
