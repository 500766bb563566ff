from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from fakes.library import DRIVING, ELSEWHERE, HIGH, OWN, PARENT, REASONED, SUPREME, made, stocked, theft

from localdb.engine.find_similar import find_similar
from localdb.engine.open_case import open_case
from localdb.engine.search import search
from localdb.engine.workspace import Workspace
from localdb.model.errors import Cancelled, CaseMissing, CourtUnknown
from localdb.model.kinds import Axis, CaseType, Effect, Method, Section, Status, Tier, TierState
from localdb.model.matter import Adoption, Matter
from localdb.model.similar import SearchRequest, SimilarRequest, SimilarResult

AS_OF = date(2021, 1, 1)
DRAFT = "被告人丙醉酒驾驶机动车碰撞货车，致乘客死亡后弃车逃逸，血液酒精含量超标。"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    cases = [
        made("guiding", court=ELSEWHERE, doc_type="指导性案例", guiding_no=777, date=date(2011, 1, 1), case_no=""),
        made("supreme", court=SUPREME, case_no="（2019）最高法刑终1号"),
        made("high", court=HIGH, case_no="（2019）赣刑终1号", trial="二审"),
        made("parent", court=PARENT, case_no="（2019）赣01刑终1号", trial="二审"),
        made("own"),
        made("old", date=date(2012, 3, 1), case_no="（2012）湖刑初字第8号"),
        made("elsewhere", court=ELSEWHERE, case_no="（2020）京0105刑初9号"),
        made("overturned", effect=Effect.OVERTURNED),
        made("pending", effect=Effect.PENDING),
        made("withdrawn", status=Status.WITHDRAWN),
        *(theft(f"theft{number}") for number in range(12)),
    ]
    ws = stocked(tmp_path_factory.mktemp("data"), Path(__file__).parents[3] / "resources", cases)
    yield ws
    ws.close()


def ask(ws: Workspace, text: str = DRAFT, **wishes: object) -> SimilarResult:
    return find_similar(ws, SimilarRequest(text, **({"court": OWN, "as_of": AS_OF} | wishes)))  # type: ignore[arg-type]


def ids(result: SimilarResult) -> dict[Tier, list[str]]:
    return {group.tier: [hit.card.id for hit in group.hits] for group in result.groups}


def test_hits_come_tier_by_tier_zero_hit_tiers_included(ws: Workspace) -> None:
    result = ask(ws)
    found = ids(result)
    assert list(found) == list(Tier)
    assert (found[Tier.GUIDING], found[Tier.SUPREME], found[Tier.HIGH]) == (["guiding"], ["supreme"], ["high"])
    assert set(found[Tier.PARENT]) == {"parent", "own", "old"}
    assert (found[Tier.CITY], found[Tier.COUNTRY]) == ([], ["elsewhere"])
    assert all(group.state is TierState.SEARCHED and group.found == len(group.hits) for group in result.groups)
    assert (result.method, result.library_cases, result.indexed_cases) == (Method.CASE, 22, 22)


def test_what_is_overturned_not_in_effect_or_withdrawn_is_never_similar(ws: Workspace) -> None:
    for result in (ask(ws), ask(ws, flat=True, limit=50)):
        assert not {"overturned", "pending", "withdrawn"} & {hit.card.id for hit in result.hits}


def test_the_recent_come_first_for_their_small_weight_and_are_marked(ws: Workspace) -> None:
    hits = {hit.card.id: hit for hit in ask(ws).hits}
    assert hits["own"].score > hits["old"].score > hits["own"].score - 0.06
    assert (hits["own"].recent, hits["old"].recent, hits["guiding"].recent) == (True, False, False)
    recent = {hit.card.id for hit in ask(ws, recent_only=True).hits}
    assert "old" not in recent
    assert {"own", "guiding"} <= recent


def test_each_hit_says_why_and_shows_where(ws: Workspace) -> None:
    hit = next(hit for hit in ask(ws, causes=("交通肇事罪",)).hits if hit.card.id == "own")
    reasons = {reason.kind: reason.values for reason in hit.reasons}
    assert reasons["charge"] == ("交通肇事罪",)
    assert len(reasons["facts"]) == 5
    assert all(word in DRAFT for word in reasons["facts"])
    assert 0.5 < hit.axes[Axis.FACTS] <= 1.0
    passage = next(passage for passage in hit.passages if passage.axis is Axis.FACTS)
    text = open_case(ws, hit.card.key).sections[Section.FACTS]
    assert text[passage.start : passage.end] == passage.text
    assert passage.words


def test_shared_statutes_are_a_reason_and_an_axis(ws: Workspace) -> None:
    draft = f"{DRIVING}\n{REASONED}依照《中华人民共和国刑法》第一百三十三条之规定，判决如下："
    hit = next(hit for hit in ask(ws, draft).hits if hit.card.id == "own")
    assert ("statutes", ("《中华人民共和国刑法》第一百三十三条",)) in hit.reasons
    assert hit.axes[Axis.LAW] > 0.6


def test_issues_are_matched_against_the_reasoning(ws: Workspace) -> None:
    hit = next(hit for hit in ask(ws, issues=("事故致人死亡并且逃逸是否构成交通肇事罪",)).hits if hit.card.id == "own")
    assert hit.axes[Axis.ISSUES] > 0.3
    assert Axis.ISSUES not in ask(ws).hits[0].axes


def test_causes_are_offered_likeliest_first(ws: Workspace) -> None:
    causes = ask(ws).causes
    assert {"交通肇事罪", "危险驾驶罪"} >= {cause.name for cause in causes[:1]}
    assert [cause.probability for cause in causes] == sorted((cause.probability for cause in causes), reverse=True)
    assert causes[0].probability > 0.5
    assert ask(ws, "深夜撬锁进入商店窃取香烟手机销赃").causes[0].name == "盗窃罪"


def test_a_confirmed_cause_wins(ws: Workspace) -> None:
    text = "被告人丙"
    assert ask(ws, text, causes=("盗窃罪",), pool=("own", "theft1")).hits[0].card.id == "theft1"
    assert ask(ws, text, causes=("交通肇事",), pool=("own", "theft1")).hits[0].card.id == "own"


def test_flat_goes_by_similarity_alone(ws: Workspace) -> None:
    hits = ask(ws, flat=True, limit=50).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {"own", "elsewhere", "guiding"} <= {hit.card.id for hit in hits}
    assert len(ask(ws, flat=True, limit=3).hits) == 3


def test_a_pool_ranks_just_its_ids_each_once(ws: Workspace) -> None:
    result = ask(ws, pool=("theft3", "own", "库:old", "own", "overturned", "nowhere"))
    assert sorted(hit.card.id for hit in result.hits) == ["old", "overturned", "own", "theft3"]
    assert result.hits[-1].card.id == "theft3"


def test_a_pool_may_name_a_case_by_its_alias(tmp_path: Path, resources: Path) -> None:
    case = made("first")
    ws = stocked(tmp_path, resources, [case, theft("other"), replace(case, id="second")])
    assert ws.library.count() == 2
    assert {hit.card.id for hit in ask(ws, pool=("second", "other")).hits} == {"second", "other"}
    ws.close()


def test_stop_rule_and_chosen_tiers(ws: Workspace) -> None:
    states = {group.tier: group.state for group in ask(ws, stop_early=True).groups}
    assert states[Tier.GUIDING] is TierState.SEARCHED
    assert states[Tier.SUPREME] is states[Tier.COUNTRY] is TierState.STOPPED
    assert states[Tier.ENTRY] is TierState.SEARCHED
    assert list(ids(ask(ws, tiers=(Tier.HIGH,)))) == [Tier.HIGH]


def test_excluded_cases_stay_out(ws: Workspace) -> None:
    assert "own" not in {hit.card.id for hit in ask(ws, exclude=("own",)).hits}


def test_without_a_court_only_authority_tells_tiers(ws: Workspace) -> None:
    result = ask(ws, court="")
    states = {group.tier: group.state for group in result.groups}
    assert states[Tier.PARENT] is TierState.NOT_APPLICABLE
    assert "own" in ids(result)[Tier.COUNTRY]


@pytest.mark.parametrize("text", ["", "  \n", "的", "！？", "\ud800", "某某某" * 500])
def test_texts_without_words_find_nothing(ws: Workspace, text: str) -> None:
    assert ask(ws, text).hits == ()


@pytest.mark.parametrize("pool", [None, ("apart", "together")])
def test_a_rule_finds_the_case_that_says_it_before_one_with_the_same_words(
    tmp_path: Path, resources: Path, pool: tuple[str, ...] | None
) -> None:
    rule, filling = "醉酒驾驶机动车致人死亡后弃车逃逸的，", "双方对此没有其他争执。" * 60
    together = made("together", reasoning=f"{filling}{rule}应当从重处罚。{filling}")
    apart = made("apart", reasoning=f"醉酒驾驶的，{filling}机动车致人死亡后的，{filling}弃车逃逸的，应当从重处罚。")
    ws = stocked(tmp_path, resources, [apart, together, *(theft(f"t{number}") for number in range(9))])
    hits = ask(ws, rule, flat=True, pool=pool).hits
    ws.close()
    assert [hit.card.id for hit in hits][:2] == ["together", "apart"]


def test_the_order_is_the_same_every_time(ws: Workspace) -> None:
    first, second = (ask(ws, flat=True, limit=50) for _ in range(2))
    assert [(hit.card.key, hit.score) for hit in first.hits] == [(hit.card.key, hit.score) for hit in second.hits]


def test_adoptions_lift_a_hit_a_little(ws: Workspace) -> None:
    before = {hit.card.id: hit.score for hit in ask(ws).hits}
    number = ws.work.matters.add(Matter(title="一件"))
    ws.work.adoptions.add(Adoption(number, "库:high", Section.REASONING, "话", "引", 0, 1, datetime(2021, 1, 1)))
    hits = {hit.card.id: hit for hit in ask(ws).hits}
    assert hits["high"].adopted == 1
    assert 0 < hits["high"].score - before["high"] < 0.1


def test_cancelling_and_unknown_courts(ws: Workspace) -> None:
    with pytest.raises(Cancelled):
        find_similar(ws, SimilarRequest(DRAFT, court=OWN), lambda: True)
    with pytest.raises(CourtUnknown):
        ask(ws, court="没有这个法院")


def test_a_case_opens_by_any_of_its_names(ws: Workspace) -> None:
    assert open_case(ws, "库:own") == open_case(ws, "own")
    assert open_case(ws, "(2019)赣刑终 1号").id == "high"
    with pytest.raises(CaseMissing):
        open_case(ws, "（1999）赣刑终1号")


@pytest.mark.parametrize(
    ("as_of", "facts", "kinds"),
    [
        (date(2020, 12, 31), None, set()),
        (date(2021, 1, 1), None, {"repealed"}),
        (date(2021, 1, 1), date(2019, 5, 1), {"governs"}),
    ],
)
def test_marks_are_those_of_the_day_of_the_search(
    tmp_path: Path, resources: Path, as_of: date, facts: date | None, kinds: set[str]
) -> None:
    ws = stocked(tmp_path, resources, [made("old law", statutes=("《中华人民共和国合同法》第一百零七条",))])
    (hit,) = ask(ws, as_of=as_of, facts_date=facts, pool=("old law",)).hits
    assert {mark.kind for mark in hit.card.marks} == kinds
    found = search(ws, SearchRequest("逃逸", as_of=as_of, facts_date=facts)).hits
    assert {mark.kind for hit in found for mark in hit.card.marks} == kinds
    ws.close()


def test_a_civil_case_of_the_same_accident_is_not_similar_to_a_criminal_one(tmp_path: Path, resources: Path) -> None:
    civil = replace(
        made("civil", title="甲与乙机动车交通事故责任纠纷一案", case_no="（2020）赣0111民初9号", doc_type="民事判决书"),
        case_type=CaseType.CIVIL,
        charges=(),
        causes=("机动车交通事故责任纠纷",),
        statutes=(),
    )
    ws = stocked(tmp_path, resources, [made("own"), civil, *(theft(f"t{number}") for number in range(9))])
    shown = {hit.card.id for hit in ask(ws, causes=("交通肇事罪",)).hits}
    ranked = {hit.card.id for hit in ask(ws, causes=("交通肇事罪",), flat=True).hits}
    pooled = {hit.card.id for hit in ask(ws, causes=("交通肇事罪",), pool=("own", "civil")).hits}
    ws.close()
    assert ("own" in shown, "civil" in shown) == (True, False)
    assert {"own", "civil"} <= ranked
    assert pooled == {"own", "civil"}
