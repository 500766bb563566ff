import io
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.ranking.features import Features, Part, features_of, word_id
from localdb.ranking.label_learning import FEWEST, learn
from localdb.ranking.label_model import LabelModel, ModelUnread

THEFT, LOAN = "盗窃罪", "民间借贷纠纷"
WORDS = {THEFT: [f"窃{n}" for n in range(60)], LOAN: [f"借{n}" for n in range(60)]}
BOTH = [f"常{n}" for n in range(40)]


def case(cause: str, dice: random.Random) -> Features:
    facts = {word: dice.randint(1, 3) for word in dice.sample(WORDS[cause], 15) + dice.sample(BOTH, 10)}
    return features_of({Part.FACTS: facts, Part.REASONING: {WORDS[cause][0]: 1}}, (f"{cause}#1",), (cause,))


@pytest.fixture(scope="module")
def model() -> LabelModel:
    dice = random.Random(3)
    made = learn([case(dice.choice((THEFT, LOAN)), dice) for _ in range(FEWEST)])
    assert made is not None
    return made


def test_it_reads_the_cause_and_lays_like_cases_together(model: LabelModel) -> None:
    dice = random.Random(4)
    theft, other, loan = case(THEFT, dice), case(THEFT, dice), case(LOAN, dice)
    facts = theft.parts[Part.FACTS]
    reading = model.read(facts.ids, facts.counts.astype(np.float32))
    assert reading.causes[word_id(THEFT)] > 0.9
    assert sum(reading.causes.values()) == pytest.approx(1.0, abs=1e-3)
    own, same, apart = model.directions([theft, other, loan])
    assert own == pytest.approx(reading.direction, abs=1e-5)
    assert own @ same > own @ apart


def test_a_text_of_unknown_words_tells_nothing(model: LabelModel) -> None:
    nothing = features_of({Part.FACTS: {"生词": 1}}, (), ())
    assert not model.directions([nothing, Features()]).any()
    reading = model.read(nothing.parts[Part.FACTS].ids, np.ones(1, np.float32))
    assert not reading.causes, "how many cases have a cause is no reading of this text"
    assert not reading.direction.any()


def test_a_word_of_all_cases_but_one_tells_nothing(model: LabelModel) -> None:
    common = replace(model, rarity=np.where(model.words == model.words[0], 0, model.rarity).astype(np.float32))
    assert not common.read(model.words[:1], np.ones(1, np.float32)).direction.any()


def test_a_text_is_read_alike_alone_and_among_many(model: LabelModel) -> None:
    dice = random.Random(6)
    cases = [case(dice.choice((THEFT, LOAN)), dice) for _ in range(400)]
    alone = np.concatenate([model.directions([one]) for one in cases])
    assert np.array_equal(model.directions(cases), alone)


def test_a_file_reads_back_and_the_same_cases_give_the_same_model(model: LabelModel) -> None:
    content = model.content()
    read = LabelModel.of(content)
    assert all(np.array_equal(getattr(read, name), getattr(model, name)) for name in LabelModel.__dataclass_fields__)
    dice = random.Random(3)
    again = learn([case(dice.choice((THEFT, LOAN)), dice) for _ in range(FEWEST)])
    assert again is not None
    assert np.array_equal(again.values, model.values)


def test_too_few_cases_teach_nothing() -> None:
    dice = random.Random(5)
    assert learn([case(THEFT, dice) for _ in range(20)]) is None
    assert learn([]) is None


@given(st.integers(0, 10**6), st.integers(0, 255))
def test_a_file_with_a_byte_changed_is_a_model_or_none(model: LabelModel, place: int, byte: int) -> None:
    content = bytearray(model.content())
    content[place % len(content)] = byte
    with suppress(ModelUnread):
        assert isinstance(LabelModel.of(bytes(content)), LabelModel)


SPOILT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "version": lambda held: {"version": np.int64(99)},
    "shapes": lambda held: {"heads": held["heads"][:, :-1]},
    "order": lambda held: {"words": held["words"][::-1]},
    "pickle": lambda held: {"words": np.array([{"a": 1}], object)},
    "no dimensions": lambda held: {"words": np.uint32(3)},
    "one dimension too many": lambda held: {"causes": held["causes"][:, None]},
    "no causes": lambda held: {name: held[name][..., :0] for name in ("causes", "heads", "head_bias")},
    "other kinds": lambda held: {"words": held["words"].astype(np.int64)},
    "no numbers": lambda held: {"head_bias": held["head_bias"] * np.float16(np.nan)},
    "beyond measure": lambda held: {"scale": np.full_like(held["scale"], 1e38)},
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_no_model_of_this_version_is_not_read(model: LabelModel, how: str) -> None:
    with np.load(io.BytesIO(model.content())) as arrays:
        held = dict(arrays)
    file = io.BytesIO()
    np.savez(file, **held | SPOILT[how](held))
    with pytest.raises(ModelUnread):
        LabelModel.of(file.getvalue())
