"""The states of effect and the three years of law.md."""

from datetime import date
from typing import Any

import pytest

from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Authority, Effect, Section, Status
from localdb.ranking.effect import effective_day, is_recent, recent_since, settle_effect

APPEAL = "如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向某市中级人民法院提出上诉。"


def _case(**fields: Any) -> Case:
    return Case(**{"id": "1", "court": "江苏省无锡市滨湖区人民法院", "doc_type": "民事判决书", **fields})


def _card(effect: Effect = Effect.EFFECTIVE, **fields: Any) -> CaseCard:
    known = {"authority": Authority.JUDGMENT, "status": None, "since": None, "date": None, "case_type": None, **fields}
    return CaseCard("k", "k", "t", "", "", effect=effect, **known)


@pytest.mark.parametrize(
    ("fields", "effect"),
    [
        ({"court": "最高人民法院", "trial": "一审"}, Effect.EFFECTIVE),
        ({"court": "中华人民共和国最高人民法院", "doc_type": "刑事裁定书"}, Effect.EFFECTIVE),
        ({"trial": "二审"}, Effect.EFFECTIVE),
        ({"trial": "死刑复核"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏02民终12号"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏刑终12号"}, Effect.EFFECTIVE),
        ({"case_no": "（2012）锡民终字第12号"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏民申12号", "doc_type": "民事裁定书"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏0211民特12号"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏02执复12号", "doc_type": "执行裁定书"}, Effect.EFFECTIVE),
        ({"case_no": "（2020）苏02委赔12号"}, Effect.EFFECTIVE),
        ({"trial": "一审", "full_text": "……本判决为终审判决。"}, Effect.EFFECTIVE),
        ({"sections": {Section.TAIL: "本裁定为终审裁定。"}, "doc_type": "民事裁定书"}, Effect.EFFECTIVE),
        ({"trial": "一审", "full_text": "其应按终审生效判决履行义务。该判决为终审判决。"}, Effect.UNVERIFIED),
        ({"effective_since": date(2020, 1, 1)}, Effect.EFFECTIVE),
        ({"doc_type": "民事裁定书", "full_text": "准许原告撤回起诉。"}, Effect.PRESUMED),
        ({"doc_type": "民事裁定书", "full_text": "驳回起诉。如不服本裁定，可提起上诉。"}, Effect.UNVERIFIED),
        ({"trial": "再审", "full_text": "维持原判。"}, Effect.PRESUMED),
        ({"trial": "再审", "full_text": APPEAL}, Effect.UNVERIFIED),
        ({"trial": "一审", "full_text": APPEAL}, Effect.UNVERIFIED),
        ({"trial": "一审", "case_no": "（2020）苏0211民初12号"}, Effect.UNVERIFIED),
        ({}, Effect.UNVERIFIED),
        ({"trial": "二审", "full_text": "依法报请最高人民法院核准。"}, Effect.UNVERIFIED),
        ({"trial": "二审", "effect": Effect.OVERTURNED}, Effect.OVERTURNED),
        ({"trial": "一审", "effect": Effect.PENDING}, Effect.PENDING),
        ({"trial": "二审", "status": Status.CHANGED}, Effect.OVERTURNED),
        ({"effect": Effect.EFFECTIVE, "status": Status.CHANGED}, Effect.OVERTURNED),
    ],
)
def test_effect_follows_metadata_then_nature_then_closing_words(fields: dict[str, Any], effect: Effect) -> None:
    assert settle_effect(_case(**fields)) is effect


@pytest.mark.parametrize("authority", [kind for kind in Authority if kind is not Authority.JUDGMENT])
def test_published_cases_are_in_effect(authority: Authority) -> None:
    assert settle_effect(_case(trial="一审", full_text=APPEAL), authority) is Effect.EFFECTIVE


def test_the_day_is_that_of_effect_else_of_judgment_else_of_publication() -> None:
    effect, judged, published = date(2020, 3, 1), date(2020, 1, 1), date(2021, 1, 1)
    assert effective_day(_case(effective_since=effect, date=judged, published=published)) == effect
    assert effective_day(_case(date=judged, published=published)) == judged
    assert effective_day(_case(published=published)) == published
    assert effective_day(_case()) is None


@pytest.mark.parametrize(
    ("since", "recent"),
    [(date(2023, 11, 21), True), (date(2023, 11, 20), False), (date(2026, 11, 21), True), (None, False)],
)
def test_three_years_are_counted_back_from_the_search(since: date | None, recent: bool) -> None:
    assert is_recent(_card(since=since), recent_since(date(2026, 11, 21), 3)) is recent


def test_three_years_before_the_29th_of_february() -> None:
    assert recent_since(date(2024, 2, 29), 3) == date(2021, 2, 28)
    assert recent_since(date(2024, 2, 29), 4) == date(2020, 2, 29)


def test_an_old_guiding_case_is_as_old_as_any() -> None:
    assert not is_recent(_card(authority=Authority.GUIDING, since=date(2011, 1, 1)), date(2023, 1, 1))
    assert not is_recent(_card(authority=Authority.GAZETTE, since=date(2011, 1, 1)), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("effect", "counts"),
    [
        (Effect.EFFECTIVE, True),
        (Effect.PRESUMED, True),
        (Effect.UNVERIFIED, True),
        (Effect.PENDING, False),
        (Effect.OVERTURNED, False),
    ],
)
def test_only_judgments_in_effect_count(effect: Effect, counts: bool) -> None:
    assert _card(effect).may_count is counts
    assert _card(effect).to_confirm is (effect is Effect.UNVERIFIED)


@pytest.mark.parametrize("status", [Status.INVALID, Status.CHANGED, Status.WITHDRAWN])
def test_what_its_source_withdrew_never_counts(status: Status) -> None:
    assert not _card(status=status).may_count
    assert _card(status=Status.VALID).may_count
