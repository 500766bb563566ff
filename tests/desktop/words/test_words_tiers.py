"""A caption of the list says what a case is and where art 4 puts it, and nothing that is not so."""

from datetime import date

import pytest

from desktop import words
from desktop.words.hits import badge_words, standing_words
from localdb.model.case import CaseCard, Mark
from localdb.model.kinds import Authority, Effect, Tier
from localdb.model.similar import Hit


def hit(authority: Authority, tier: Tier, marks: tuple[Mark, ...] = ()) -> Hit:
    card = CaseCard(
        key="s:1",
        id="1",
        title="甲诉乙买卖合同纠纷案",
        court="江苏省南京市中级人民法院",
        case_no="（2020）苏01民终1号",
        date=date(2020, 5, 6),
        case_type=None,
        authority=authority,
        effect=Effect.EFFECTIVE,
        status=None,
        since=None,
        marks=marks,
    )
    return Hit(card, tier, 1.0)


def test_only_the_tiers_of_article_4_have_a_number() -> None:
    numbered = [tier for tier in Tier if words.tier_number(tier) in tuple("一二三四五六七八九十")]
    assert numbered == [Tier.GUIDING, Tier.SUPREME, Tier.HIGH, Tier.PARENT]


def test_a_tier_beyond_article_4_says_so() -> None:
    for tier in (Tier.CITY, Tier.PROVINCE, Tier.COUNTRY):
        assert words.tier_number(tier) == "补充"
        assert "第四条以外" in words.tier_rule(tier)
        assert "依据" not in words.tier_rule(tier)


@pytest.mark.parametrize(
    ("authority", "tier", "badge"),
    [
        (Authority.GAZETTE, Tier.SUPREME, "公报案例"),
        (Authority.TYPICAL, Tier.SUPREME, "典型案例"),
        (Authority.REFERENCE, Tier.HIGH, "参考性案例"),
        (Authority.JUDGMENT, Tier.HIGH, "本省高院"),
    ],
)
def test_what_was_published_as_a_case_bears_its_kind_and_not_a_court(
    authority: Authority, tier: Tier, badge: str
) -> None:
    assert badge_words(hit(authority, tier)) == badge


def test_the_second_tier_tells_why_a_gazette_case_of_a_lower_court_stands_in_it() -> None:
    assert "公报》刊载的案例列入本层级，不论由哪一法院裁判" in words.tier_rule(Tier.SUPREME)
    assert standing_words(hit(Authority.GAZETTE, Tier.SUPREME)).endswith("可以参考")


def test_a_guiding_case_no_longer_followed_is_not_called_one() -> None:
    dropped = hit(Authority.GUIDING, Tier.COUNTRY, (Mark("guiding_dropped", ("9", "2021-01-01", "")),))
    assert standing_words(dropped).startswith("原指导性案例（不再参照）")
    assert badge_words(dropped) == words.tier_short(Tier.COUNTRY)
