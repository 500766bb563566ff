from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.library import ELSEWHERE, HIGH, OWN, made, stocked, theft

from localdb.engine.search import search
from localdb.engine.workspace import Workspace
from localdb.model.errors import BadQuery, Cancelled
from localdb.model.kinds import Effect, Method, Section, Tier
from localdb.model.similar import Hit, Reason, SearchRequest, SimilarResult


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    cases = [
        made("own", title="应国平交通肇事罪一审刑事判决书", case_no="（2018）赣0111刑初485号"),
        made("high", court=HIGH, trial="二审", case_no="（2019）赣刑终1号"),
        made("old", date=date(2012, 3, 1), case_no="（2012）湖刑初字第8号"),
        made("overturned", effect=Effect.OVERTURNED, case_no="（2017）赣0111刑初77号"),
        theft("theft", court=ELSEWHERE, case_no="（2020）京0105刑初9号"),
    ]
    ws = stocked(tmp_path_factory.mktemp("data"), Path(__file__).parents[3] / "resources", cases)
    yield ws
    ws.close()


def ask(ws: Workspace, words: str, **wishes: object) -> SimilarResult:
    own = {"court": OWN, "as_of": date(2021, 1, 1)}
    return search(ws, SearchRequest(words, **(own | wishes)))  # type: ignore[arg-type]


def ids(ws: Workspace, words: str, **wishes: object) -> set[str]:
    return {hit.card.id for hit in ask(ws, words, **wishes).hits}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("醉酒 逃逸", {"own", "high", "old"}),
        ("撬锁", {"theft"}),
        ("撬锁 OR 逃逸", {"own", "high", "old", "theft"}),
        ("逃逸 NOT 高级", {"own", "high", "old"}),
        ("撬锁 醉酒", set()),
        ("“弃车逃逸”", {"own", "high", "old"}),
        ("“逃逸弃车”", set()),
        ("逃逸 NOT “弃车逃逸”", set()),
        ("法条:刑法第133条", {"own", "high", "old"}),
        ("《刑法》第二百六十四条", {"theft"}),
        ("刑法第二百六十四条", {"theft"}),
        ("案由:盗窃", {"theft"}),
        ("法院:南昌", {"own", "old"}),
        ("法院:高级 逃逸", {"high"}),
        ("（2018）赣0111刑初485号", {"own"}),
        ("(2018) 赣0111刑初485号", {"own"}),
        ("2018赣0111刑初485号", {"own"}),
        ("案号:赣0111刑初485", {"own"}),
        ("〔2012〕湖刑初字第8号", {"old"}),
        ("应国平", {"own"}),
        ("深夜撬锁窃取香烟逃跑挥霍", {"theft"}),
    ],
)
def test_finds(ws: Workspace, words: str, found: set[str]) -> None:
    assert ids(ws, words) == found


def test_only_a_number_finds_what_is_overturned(ws: Workspace) -> None:
    assert ids(ws, "（2017）赣0111刑初77号") == {"overturned"}
    assert "overturned" not in ids(ws, "醉酒")


def test_dates_and_tiers_narrow(ws: Workspace) -> None:
    assert ids(ws, "醉酒", until=date(2013, 1, 1)) == {"old"}
    assert ids(ws, "醉酒", since=date(2013, 1, 1)) == {"own", "high"}
    assert ids(ws, "醉酒", recent_only=True) == {"own", "high"}
    assert ids(ws, "醉酒", tiers=(Tier.HIGH,)) == {"high"}


def test_hits_stand_in_their_tiers_with_reasons_and_passages(ws: Workspace) -> None:
    result = ask(ws, "法条:刑法第133条 逃逸")
    assert [group.tier for group in result.groups] == list(Tier)
    hit: Hit = next(group for group in result.groups if group.tier is Tier.HIGH).hits[0]
    assert {reason.kind for reason in hit.reasons} == {"statutes", "term"}
    assert any(passage.section is Section.FACTS and "逃逸" in passage.text for passage in hit.passages)


def test_methods_are_told_apart(ws: Workspace) -> None:
    assert ask(ws, "法条:刑法第133条").method is Method.STATUTE
    assert ask(ws, "逃逸").method is Method.KEYWORD


def test_nonsense_is_refused_and_a_search_can_be_cancelled(ws: Workspace) -> None:
    with pytest.raises(BadQuery):
        ask(ws, "逃逸 AND")
    with pytest.raises(Cancelled):
        search(ws, SearchRequest("逃逸"), lambda: True)


def test_half_a_character_is_no_word_of_any_case(ws: Workspace) -> None:
    before = ws.index.identity
    with pytest.raises(BadQuery):
        ask(ws, "\udcff")
    result = ask(ws, "逃逸\udcff")
    assert {hit.card.id for hit in result.hits} == {"own", "high", "old"}
    assert ws.index.identity == before
    assert result.query.encode()


def test_a_phrase_is_looked_for_further_down_than_the_best_of_a_tier(
    tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localdb.engine.search._CANDIDATES", 5)
    louder = [made(f"words{number}", facts="经审理查明，甲逃逸之后弃车，逃逸，弃车。") for number in range(30)]
    quiet = made("phrase", facts="经审理查明，" + "道路湿滑，天色已晚，行人稀少，" * 9 + "甲弃车逃逸。")
    ws = stocked(tmp_path, resources, [*louder, quiet])
    assert ids(ws, "“弃车逃逸”", limit=10) == {"phrase"}
    ws.close()


def test_what_a_phrase_must_not_stand_with_may_be_a_column(ws: Workspace) -> None:
    assert ids(ws, "“弃车逃逸” NOT 日期:1949") == ids(ws, "“弃车逃逸”") != set()


def test_reasons_tell_words_from_phrases(ws: Workspace) -> None:
    (hit,) = ask(ws, "“弃车逃逸” 醉酒", tiers=(Tier.HIGH,)).hits
    assert hit.reasons == (Reason("phrase", ("弃车逃逸",)), Reason("term", ("醉酒",)))


@pytest.mark.parametrize("written", ["检例第51号", "检例51号", "案号:检例第51号"])
def test_a_case_of_the_procuratorate_is_found_by_its_number(tmp_path: Path, resources: Path, written: str) -> None:
    issued = made("spp", doc_type="最高检指导性案例", guiding_no=51, case_no="", court="")
    ws = stocked(tmp_path, resources, [issued, made("other", case_no="（2020）赣0111刑初51号")])
    found = [hit.card.id for hit in search(ws, SearchRequest(written)).hits]
    ws.close()
    assert found == ["spp"]


def test_a_law_that_nobody_knows_is_said_to_be_unknown(ws: Workspace) -> None:
    with pytest.raises(BadQuery, match="law_unknown: 胡编乱造法"):
        ask(ws, "法条:胡编乱造法第三条")
    assert ids(ws, "法条:民法典第三条") == set()
    assert ids(ws, "逃逸 NOT 法条:胡编乱造法") == {"own", "high", "old"}
