import random
from dataclasses import replace

import pytest
from fakes.series import one_of_series

from localdb.admission.likeness import Fold, why_one
from localdb.admission.sketch import near_keys
from localdb.model.case import Case
from localdb.reference import Reference

NEXT = "（2020）云0105民初1235号"


@pytest.fixture(scope="session")
def first(reference: Reference) -> Case:
    return one_of_series(reference, "1")


def _why(one: Case, other: Case) -> Fold | None:
    why, back = (why_one(a, a.court, b, b.court) for a, b in ((one, other), (other, one)))
    assert why == back
    if why:
        assert set(near_keys(one)) & set(near_keys(other)), "they find each other"
    return why


def test_the_same_judgment_with_small_edits_is_a_copy(first: Case, reference: Reference) -> None:
    masked = one_of_series(reference, "2", "张某某")
    assert _why(first, masked) is Fold.COPY
    reworded = first.full_text.replace("系真实意思表示", "是双方真实意思表示").replace("亦属过高", "也过高")
    assert _why(first, replace(first, id="3", full_text=reworded)) is Fold.COPY


@pytest.mark.parametrize("rate", [0.01, 0.03])
def test_a_copy_damaged_in_its_words_is_a_copy(first: Case, rate: float) -> None:
    dice, marks = random.Random(3), "口曰木未己士土"
    sections = {
        name: "".join(dice.choice(marks) if dice.random() < rate and not mark.isdigit() else mark for mark in text)
        if name not in ("disposition", "heading", "parties")
        else text
        for name, text in first.sections.items()
    }
    assert _why(first, replace(first, id="2", sections=sections)) is Fold.COPY


def test_judgments_that_differ_by_names_and_number_are_a_series(first: Case, reference: Reference) -> None:
    other = one_of_series(reference, "2", "李长河", number=NEXT, day="二〇二〇年九月三日")
    assert _why(first, other) is Fold.SERIES


@pytest.mark.parametrize(
    "changed",
    [
        {"sum_": "15517"},
        {"decided": "被告甲置业有限公司于本判决生效之日起二十日内支付原告{plaintiff}违约金{sum}元。"},
        {"decided": "驳回原告{plaintiff}的诉讼请求。"},
        {"court": "云海省望江市西湖区人民法院"},
        {"day": "二〇二一年九月一日"},
        {"more": "但因原告自身原因拒绝收房，对收房通知之后的期间，不予支持。"},
        {"more": "本案系（2020）云0105民初1234号一案发回重审。"},
    ],
)
def test_another_sum_outcome_court_or_instance_is_another_case(
    first: Case, reference: Reference, changed: dict[str, str]
) -> None:
    assert _why(first, one_of_series(reference, "2", "李长河", number=NEXT, **changed)) is None


@pytest.mark.parametrize("changed", [{"sum_": "15517"}, {"decided": "驳回原告{plaintiff}的诉讼请求。"}])
def test_a_corrected_judgment_is_no_copy(first: Case, reference: Reference, changed: dict[str, str]) -> None:
    assert _why(first, one_of_series(reference, "2", **changed)) is None


def test_an_appeal_in_the_same_words_is_another_case(first: Case, reference: Reference) -> None:
    appeal = one_of_series(reference, "2", number="（2020）云01民终88号")
    assert _why(first, appeal) is None


def test_without_a_number_court_day_and_figures_must_agree(first: Case) -> None:
    bare = replace(first, id="2", case_no="")
    assert _why(first, bare) is Fold.COPY
    assert _why(first, replace(bare, date=None)) is None
    assert _why(first, replace(bare, court="")) is None


def test_what_decides_nothing_is_compared_with_nothing(first: Case) -> None:
    silent = replace(first, sections={k: v for k, v in first.sections.items() if k != "disposition"})
    assert _why(silent, replace(silent, id="2")) is None
