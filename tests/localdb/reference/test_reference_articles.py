import json
from datetime import date
from pathlib import Path

import pytest

from localdb.model.case import Citation
from localdb.reference import Reference


def cited(law: str, article: int) -> Citation:
    return Citation(f"中华人民共和国{law}", article)


def elsewhere(reference: Reference, law: str, article: int) -> set[tuple[str, int]]:
    found = reference.counterparts(cited(law, article))
    return {(one.law.removeprefix("中华人民共和国"), one.article) for one in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("合同法", 107), 577),
        (("合同法", 52), 153),
        (("合同法", 94), 563),
        (("合同法", 114), 585),
        (("合同法", 206), 675),
        (("合同法", 286), 807),
        (("物权法", 106), 311),
        (("物权法", 176), 392),
        (("侵权责任法", 6), 1165),
        (("侵权责任法", 87), 1254),
        (("婚姻法", 32), 1079),
        (("婚姻法", 19), 1065),
        (("继承法", 10), 1127),
        (("收养法", 14), 1103),
        (("担保法", 18), 688),
        (("民法通则", 92), 985),
        (("民法总则", 188), 188),
    ],
)
def test_old_and_new_find_each_other(reference: Reference, old: tuple[str, int], new: int) -> None:
    assert ("民法典", new) in elsewhere(reference, *old)
    assert old in elsewhere(reference, "民法典", new)


def test_one_article_may_have_several(reference: Reference) -> None:
    assert {("民法典", 146), ("民法典", 153), ("民法典", 154)} <= elsewhere(reference, "合同法", 52)


def test_what_went_into_one_article_meets_there(reference: Reference) -> None:
    assert ("民法通则", 111) in elsewhere(reference, "合同法", 107)


@pytest.mark.parametrize(
    ("law", "article", "on", "now"),
    [
        ("公司法", 20, date(2019, 5, 1), {21, 23}),
        ("公司法", 183, date(2010, 5, 1), {231}),  # of 2005; 182 since 2014
        ("民事诉讼法", 170, date(2016, 5, 1), {177}),
        ("民事诉讼法", 200, date(2020, 5, 1), {211}),
        ("刑事诉讼法", 189, date(2005, 5, 1), {236}),
        ("刑事诉讼法", 225, date(2015, 5, 1), {236}),
        ("行政诉讼法", 54, date(2010, 5, 1), {69, 70, 72, 77}),
        ("公司法", 20, date(2025, 5, 1), set()),
    ],
)
def test_a_renumbered_act_is_read_by_the_day(
    reference: Reference, law: str, article: int, on: date, now: set[int]
) -> None:
    found = reference.articles.counterparts(cited(law, article), on)
    assert {one.citation.article for one in found if one.newer and one.until is None} == now


def test_a_number_means_the_counterpart_only_on_its_days(reference: Reference) -> None:
    found = [one for one in reference.articles.counterparts(cited("公司法", 23)) if one.citation.article == 20]
    assert all(one.older for one in found)
    assert any(one.cited(date(2020, 1, 1)) for one in found)
    assert not any(one.cited(day) for one in found for day in (date(2025, 1, 1), None))


def test_no_act_has_itself_for_another(reference: Reference) -> None:
    assert elsewhere(reference, "公司法", 20) == set()
    assert elsewhere(reference, "没有的法", 20) == set()


def test_a_court_corrects_one_article(resources: Path, tmp_path: Path) -> None:
    wrong = {"articles": {"合同法#107": [], "合同法#108": ["民法典#577"]}}
    (tmp_path / "articles.json").write_text(json.dumps(wrong), encoding="utf-8")
    corrected = Reference.load(resources, tmp_path)
    assert elsewhere(corrected, "合同法", 107) == set()
    assert ("合同法", 108) in elsewhere(corrected, "民法典", 577)
    assert ("合同法", 109) in elsewhere(corrected, "民法典", 579)
