from typing import Any

from localdb.model.case import CaseCard
from localdb.model.kinds import Authority, Effect, Tier
from localdb.model.similar import Hit
from localdb.ranking.twins import without_twins


def _hit(ident: str, authority: Authority, score: float = 0.5, **fields: Any) -> Hit:
    plain = {"title": "潘玉梅、陈宁受贿案", "court": "", "case_no": "", "date": None, "case_type": None, "status": None}
    card = CaseCard(
        key=f":{ident}", id=ident, authority=authority, effect=Effect.EFFECTIVE, since=None, **(plain | fields)
    )
    return Hit(card, Tier.GUIDING, score)


def _shown(*hits: Hit) -> list[str]:
    return [hit.card.id for hit in without_twins(hits)]


def test_of_two_with_one_guiding_number_the_one_that_names_its_judgment_is_shown() -> None:
    gist = _hit("ck", Authority.GUIDING, 0.9, guiding_no=3, title="指导案例3号：潘玉梅、陈宁受贿案")
    full = _hit(
        "gc", Authority.GUIDING, 0.4, guiding_no=3, court="江苏省高级人民法院", case_no="（2009）苏刑二终字第0028号"
    )
    assert _shown(gist, full) == ["gc"]
    assert _shown(gist) == ["ck"]


def test_a_gazette_case_that_is_a_guiding_case_too_is_shown_as_guiding() -> None:
    guiding, gazette = _hit("gc", Authority.GUIDING, guiding_no=3), _hit("gb", Authority.GAZETTE)
    assert _shown(gazette, guiding) == ["gc"]
    assert _shown(gazette) == ["gb"]


def test_other_cases_are_all_shown() -> None:
    others = [
        _hit("gc-4", Authority.GUIDING, guiding_no=4),
        _hit("gc-5", Authority.GUIDING, guiding_no=5),
        _hit("judgment", Authority.JUDGMENT),
        _hit("spp", Authority.PROCURATORIAL, guiding_no=4),
        _hit("gazette", Authority.GAZETTE, title="另一案"),
    ]
    assert _shown(*others) == ["gc-4", "gc-5", "judgment", "spp", "gazette"]
