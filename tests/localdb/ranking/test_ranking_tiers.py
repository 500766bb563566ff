"""The first table of law.md, "Tiers", row by row, seen from every kind of court."""

from datetime import date
from typing import Any

import pytest

from localdb.model.case import CaseCard
from localdb.model.kinds import Authority, Effect, Tier, TierState
from localdb.ranking.tiers import Ladder
from localdb.reference import Court, Reference

BASIC = "江苏省无锡市滨湖区人民法院"
INTERMEDIATE = "江苏省无锡市中级人民法院"
HIGH = "江苏省高级人民法院"
SUPREME = "最高人民法院"
XINJIANG = "新疆维吾尔自治区高级人民法院"
CORPS = f"{XINJIANG}生产建设兵团分院"
JUDGMENT = Authority.JUDGMENT
S, M, N = TierState.SEARCHED, TierState.MERGED, TierState.NOT_APPLICABLE
LOCAL = (Tier.HIGH, Tier.PARENT, Tier.CITY, Tier.PROVINCE)


def _court(reference: Reference, name: str) -> Court:
    court = reference.courts.find(name)
    assert court is not None, name
    return court


def _card(court: str = "", authority: Authority = JUDGMENT, **more: Any) -> CaseCard:
    fields: dict[str, Any] = {"case_no": "", "date": None, "case_type": None, "status": None, "since": None, **more}
    return CaseCard("k", "k", "t", court, authority=authority, effect=Effect.EFFECTIVE, **fields)


@pytest.mark.parametrize("user", [BASIC, INTERMEDIATE, HIGH, SUPREME, None])
@pytest.mark.parametrize(
    ("card", "tier"),
    [
        (_card(BASIC, Authority.GUIDING, guiding_no=1), Tier.GUIDING),
        (_card(BASIC, Authority.ENTRY), Tier.ENTRY),
        (_card(SUPREME), Tier.SUPREME),
        (_card("广东省高级人民法院", Authority.TYPICAL), Tier.SUPREME),
        (_card("上海市虹口区人民法院", Authority.GAZETTE), Tier.SUPREME),
        (_card(BASIC, Authority.PROCURATORIAL), Tier.PROCURATORIAL),
        (_card("广东省高级人民法院", Authority.REFERENCE), Tier.COUNTRY),
        (_card("广东省广州市中级人民法院"), Tier.COUNTRY),
        (_card("无此法院"), Tier.COUNTRY),
        (_card(""), Tier.COUNTRY),
    ],
)
def test_what_is_the_same_for_every_court(reference: Reference, user: str | None, card: CaseCard, tier: Tier) -> None:
    court = _court(reference, user) if user else None
    assert Ladder.of(court, reference).place(card) is tier


@pytest.mark.parametrize(
    ("user", "case", "tier"),
    [
        # a basic court: its high court; its intermediate court
        (BASIC, HIGH, Tier.HIGH),
        (BASIC, INTERMEDIATE, Tier.PARENT),
        (BASIC, BASIC, Tier.PARENT),
        (BASIC, "江苏省江阴市人民法院", Tier.CITY),
        (BASIC, "江苏省南京市中级人民法院", Tier.PROVINCE),
        (BASIC, "江苏省南京市鼓楼区人民法院", Tier.PROVINCE),
        (BASIC, "南京海事法院", Tier.PROVINCE),
        (BASIC, "江苏省某新区人民法院", Tier.PROVINCE),
        (BASIC, "北京市高级人民法院", Tier.COUNTRY),
        # municipalities: the intermediate court by a district table
        ("北京市朝阳区人民法院", "北京市第三中级人民法院", Tier.PARENT),
        ("北京市朝阳区人民法院", "北京市通州区人民法院", Tier.CITY),
        ("北京市朝阳区人民法院", "北京市第一中级人民法院", Tier.PROVINCE),
        ("北京市朝阳区人民法院", "北京市海淀区人民法院", Tier.PROVINCE),
        # an intermediate court: P = H, so tier 4 is the own court
        (INTERMEDIATE, HIGH, Tier.HIGH),
        (INTERMEDIATE, INTERMEDIATE, Tier.PARENT),
        (INTERMEDIATE, BASIC, Tier.CITY),
        (INTERMEDIATE, "江苏省南京市中级人民法院", Tier.PROVINCE),
        # a high court: H = own court
        (HIGH, HIGH, Tier.HIGH),
        (HIGH, INTERMEDIATE, Tier.PROVINCE),
        (HIGH, BASIC, Tier.PROVINCE),
        # the Supreme People's Court: tier 2 = own; 3 to 5 do not apply
        (SUPREME, HIGH, Tier.COUNTRY),
        (SUPREME, BASIC, Tier.COUNTRY),
        # IP and financial courts: the high court of the seat
        ("广州知识产权法院", "广东省高级人民法院", Tier.HIGH),
        ("广州知识产权法院", "广州知识产权法院", Tier.PARENT),
        ("成渝金融法院", "重庆市高级人民法院", Tier.HIGH),
        ("成渝金融法院", "四川省高级人民法院", Tier.COUNTRY),
        # internet courts
        ("北京互联网法院", "北京市第四中级人民法院", Tier.PARENT),
        ("广州互联网法院", "广东省广州市中级人民法院", Tier.PARENT),
        ("杭州互联网法院", "浙江省杭州市中级人民法院", Tier.PARENT),
        # railway and maritime courts
        ("昆明铁路运输法院", "昆明铁路运输中级法院", Tier.PARENT),
        ("昆明铁路运输法院", "开远铁路运输法院", Tier.CITY),
        ("天津铁路运输法院", "天津市第一中级人民法院", Tier.PARENT),
        ("天津铁路运输法院", "天津海事法院", Tier.PROVINCE),
        ("昆明铁路运输中级法院", "云南省高级人民法院", Tier.HIGH),
        ("武汉海事法院", "湖北省高级人民法院", Tier.HIGH),
        # 兵团 courts: the branch's judgments count as the high court's
        ("新疆生产建设兵团五家渠垦区人民法院", CORPS, Tier.HIGH),
        ("新疆生产建设兵团五家渠垦区人民法院", XINJIANG, Tier.HIGH),
        ("新疆生产建设兵团五家渠垦区人民法院", "新疆生产建设兵团第六师中级人民法院", Tier.PARENT),
        ("新疆生产建设兵团五家渠垦区人民法院", "新疆生产建设兵团奇台垦区人民法院", Tier.CITY),
        ("新疆生产建设兵团五家渠垦区人民法院", "新疆生产建设兵团第八师中级人民法院", Tier.PROVINCE),
        ("新疆生产建设兵团第六师中级人民法院", CORPS, Tier.HIGH),
        ("新疆维吾尔自治区乌鲁木齐市天山区人民法院", CORPS, Tier.HIGH),
        # military courts
        ("中国人民解放军上海军事法院", "中国人民解放军军事法院", Tier.HIGH),
        ("中国人民解放军上海军事法院", "中国人民解放军东部战区军事法院", Tier.PARENT),
        ("中国人民解放军上海军事法院", "中国人民解放军南京军事法院", Tier.CITY),
        ("中国人民解放军上海军事法院", "上海市高级人民法院", Tier.COUNTRY),
    ],
)
def test_a_judgment_is_placed_by_the_court_that_decided_it(
    reference: Reference, user: str, case: str, tier: Tier
) -> None:
    assert Ladder.of(_court(reference, user), reference).place(_card(case)) is tier


def test_reference_cases_of_the_own_high_court_are_tier_three(reference: Reference) -> None:
    card = _card("上海市虹口区人民法院", Authority.REFERENCE)
    assert Ladder.of(_court(reference, "上海市闵行区人民法院"), reference).place(card) is Tier.HIGH
    assert Ladder.of(_court(reference, BASIC), reference).place(card) is Tier.COUNTRY


@pytest.mark.parametrize("number", [9, 20])
def test_a_guiding_case_no_longer_followed_is_a_judgment_like_others(reference: Reference, number: int) -> None:
    card, user = _card(HIGH, Authority.GUIDING, guiding_no=number), _court(reference, BASIC)
    assert Ladder.of(user, reference, on=date(2020, 12, 31)).place(card) is Tier.GUIDING
    assert Ladder.of(user, reference, on=date(2021, 1, 1)).place(card) is Tier.HIGH


def test_technical_appeals_leave_the_own_court_alone_in_tier_four(reference: Reference) -> None:
    user = _court(reference, "广州知识产权法院")
    courts = Ladder.of(user, reference, "侵害发明专利权纠纷", date(2026, 1, 1)).courts()
    assert courts[Tier.PARENT] == ("广州知识产权法院",)
    assert courts[Tier.HIGH] == ("广东省高级人民法院",)


def test_an_appeal_to_the_ip_court_keeps_the_ordinary_court_near(reference: Reference) -> None:
    ladder = Ladder.of(_court(reference, "北京互联网法院"), reference, "著作权权属、侵权纠纷")
    assert ladder.place(_card("北京知识产权法院")) is Tier.PARENT
    assert ladder.place(_card("北京市第四中级人民法院")) is Tier.CITY


@pytest.mark.parametrize(
    ("user", "states"),
    [
        (BASIC, (S, S, S, S)),
        (INTERMEDIATE, (S, S, S, S)),
        (HIGH, (S, M, N, S)),
        (SUPREME, (N, N, N, N)),
        (None, (N, N, N, N)),
        ("武汉海事法院", (S, S, N, S)),
        ("新疆生产建设兵团五家渠垦区人民法院", (S, S, S, S)),
    ],
)
def test_tiers_that_coincide_or_do_not_apply_say_so(
    reference: Reference, user: str | None, states: tuple[TierState, ...]
) -> None:
    found = Ladder.of(_court(reference, user) if user else None, reference).states()
    assert tuple(found[tier] for tier in LOCAL) == states
    assert {found[tier] for tier in Tier if tier not in LOCAL} == {S}


def test_the_courts_of_a_tier_are_named(reference: Reference) -> None:
    courts = Ladder.of(_court(reference, BASIC), reference).courts()
    assert courts[Tier.SUPREME] == (SUPREME,)
    assert courts[Tier.HIGH] == (HIGH,)
    assert courts[Tier.PARENT] == (INTERMEDIATE, BASIC)
    assert "江苏省江阴市人民法院" in courts[Tier.CITY]
    assert BASIC not in courts[Tier.CITY]
    assert set(Ladder.of(None, reference).courts()) == {Tier.SUPREME}
