import pytest

from localdb.model.graph import Corrections, Element, Said
from localdb.ranking.elements import (
    Difference,
    Named,
    corrected,
    decisive_differences,
    difference_words,
    element_term,
    element_words,
    elements_by_id,
    named_elements,
    shared,
)
from localdb.ranking.features import features_of, pack, unpack
from localdb.reference.elements import Elements

TABLE = Elements.of(
    {
        "groups": [
            {"name": "自首", "kinds": ["刑事"]},
            {"name": "盗窃方式", "kinds": ["刑事"], "causes": ["盗窃"], "exclusive": True},
            {"name": "伤害后果", "kinds": ["刑事"], "causes": ["伤害"], "exclusive": True},
            {"name": "合法性", "exclusive": True, "told": False},
        ],
        "members": [
            {"name": "自首/自首", "words": ["自首"], "denied": "不构成自首"},
            {"name": "盗窃方式/入户盗窃", "words": ["入户"], "denied": "不是入户盗窃"},
            {"name": "盗窃方式/扒窃", "words": ["扒窃"]},
            {"name": "自首/坦白", "words": ["坦白"], "denied": "不构成坦白", "told": False},
            {"name": "合法性/合法", "words": ["合法"], "denied": "违法"},
            {"name": "合法性/越权", "words": ["越权"]},
            {"name": "伤害后果/轻伤", "words": ["轻伤"]},
            {"name": "伤害后果/轻伤二级", "words": ["轻伤二级"]},
        ],
    }
)
SURRENDER, NONE = ("自首", "自首"), ("自首", "不构成自首")
HOUSE, POCKET = ("盗窃方式", "入户盗窃"), ("盗窃方式", "扒窃")


@pytest.mark.parametrize(
    ("own", "other", "differences"),
    [
        ([HOUSE], [POCKET], [Difference("盗窃方式", ("入户盗窃",), ("扒窃",))]),
        ([HOUSE, POCKET], [POCKET], []),
        ([HOUSE], [], []),
        ([HOUSE], [("盗窃方式", "不是入户盗窃")], [Difference("盗窃方式", ("入户盗窃",), ("不是入户盗窃",))]),
        ([NONE], [SURRENDER], [Difference("自首", ("不构成自首",), ("自首",))]),
        ([SURRENDER, NONE], [SURRENDER], []),
        ([("伤害后果", "轻伤")], [("伤害后果", "轻伤二级")], []),
        ([("别的表", "甲")], [("别的表", "乙")], []),
    ],
)
def test_differences_are_those_that_both_sides_tell(
    own: list[Named], other: list[Named], differences: list[Difference]
) -> None:
    assert list(decisive_differences(own, other, TABLE)) == differences


def test_what_is_shared_is_told_from_the_particular_to_the_common() -> None:
    assert shared([SURRENDER, HOUSE, POCKET], {SURRENDER, HOUSE}, TABLE) == (HOUSE, SURRENDER)


def test_corrections_win_over_what_was_read() -> None:
    read = [Element(*NONE), Element(*HOUSE)]
    made = Corrections({SURRENDER: Said.THERE, HOUSE: Said.NOT_THERE, POCKET: Said.THERE})
    named = {(each.group, each.name) for each in corrected(read, made, TABLE)}
    assert named == {SURRENDER, POCKET, ("盗窃方式", "不是入户盗窃")}
    assert corrected(read, Corrections(), TABLE) == tuple(read)
    assert corrected(read, Corrections({NONE: Said.NOT_THERE}), TABLE) == (Element(*HOUSE),)


def test_a_denial_said_to_be_there_takes_the_place_of_what_it_denies() -> None:
    read = [Element(*SURRENDER), Element(*HOUSE)]
    said = {NONE: Said.THERE}
    assert corrected(read, Corrections(said), TABLE) == (Element(*HOUSE), Element(*NONE))
    assert Element(*SURRENDER) in corrected(read, Corrections(said | {SURRENDER: Said.THERE}), TABLE)


@pytest.mark.parametrize(("own", "other"), [([SURRENDER, NONE], [SURRENDER]), ([NONE], [SURRENDER, NONE])])
def test_what_is_told_with_its_denial_is_not_shared(own: list[Named], other: list[Named]) -> None:
    assert shared([*own, HOUSE], [*other, HOUSE], TABLE) == (HOUSE,)


@pytest.mark.parametrize(
    ("one", "another"),
    [("合法性/合法", "合法性/违法"), ("合法性/合法", "合法性/越权"), ("自首/坦白", "自首/不构成坦白")],
)
def test_what_is_read_too_unsurely_is_no_reason_and_no_difference(one: str, another: str) -> None:
    own, other = ((group, name) for group, _, name in (each.partition("/") for each in (one, another)))
    assert {own, other} <= set(TABLE.names)
    assert shared([own], {own}, TABLE) == ()
    assert decisive_differences([own], [other], TABLE) == ()


def test_elements_come_back_from_the_blob() -> None:
    terms = [element_term(Element(*named)) for named in (HOUSE, SURRENDER)] + ["别的表/甲"]
    blob = pack(features_of({}, (), (), terms))
    assert set(named_elements(unpack(blob).elements, elements_by_id(TABLE))) == {HOUSE, SURRENDER}


def test_a_figure_is_told_with_what_it_is_of() -> None:
    table = Elements.of(
        {
            "groups": [{"name": "酒精含量", "exclusive": True}],
            "members": [],
            "scales": [
                {"name": "酒精含量", "words": ["mg"], "pattern": "(?P<value>1)", "edges": [80], "steps": ["低", "高"]}
            ],
        }
    )
    assert element_words(("酒精含量", "高"), table) == "酒精含量高"
    assert element_words(HOUSE, TABLE) == "入户盗窃"
    (difference,) = decisive_differences([("酒精含量", "高")], [("酒精含量", "低")], table)
    assert difference_words(difference, table) == "酒精含量高 / 低"
