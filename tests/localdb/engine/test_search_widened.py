from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.library import made, stocked

from localdb.engine.search import search
from localdb.engine.workspace import Workspace
from localdb.model.kinds import CaseType
from localdb.model.similar import SearchRequest, SimilarResult

OLD, NEW = "《中华人民共和国合同法》第一百零七条", "《中华人民共和国民法典》第五百七十七条"
COMPANY = "《中华人民共和国公司法》第{}条"


def civil(ident: str, statute: str, day: date, facts: str = "经审理查明，甲未付货款。") -> object:
    wishes = {"statutes": (statute,), "date": day, "case_type": CaseType.CIVIL, "charges": ()}
    return made(ident, facts, "本院认为，甲应当付款。", title=f"{ident}买卖合同纠纷民事判决书", **wishes)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    cases = [
        civil("old", OLD, date(2015, 1, 1)),
        civil("new", NEW, date(2022, 1, 1)),
        civil("company old", COMPANY.format("二十"), date(2019, 1, 1)),
        civil("company new", COMPANY.format("二十三"), date(2025, 1, 1)),
        civil("company other", COMPANY.format("二十三"), date(2019, 1, 1)),
        civil("drunk", NEW, date(2022, 1, 1), "经审理查明，甲醉酒驾驶，撞伤乙。"),
        civil("drunk too", NEW, date(2022, 1, 1), "经审理查明，甲醉驾，撞伤丙。"),
        civil("apart", NEW, date(2022, 1, 1), "经审理查明，甲醉酒后睡去，由丁驾驶，撞伤戊。"),
    ]
    ws = stocked(tmp_path_factory.mktemp("data"), Path(__file__).parents[3] / "resources", cases)  # type: ignore[arg-type]
    yield ws
    ws.close()


def ask(ws: Workspace, words: str) -> SimilarResult:
    return search(ws, SearchRequest(words, as_of=date(2026, 1, 1)))


def reasons(ws: Workspace, words: str, kind: str) -> dict[str, tuple[str, ...]]:
    found = {hit.card.id: {reason.kind: reason.values for reason in hit.reasons} for hit in ask(ws, words).hits}
    return {ident: told.get(kind, ()) for ident, told in found.items()}


@pytest.mark.parametrize("words", ["法条:合同法第一百零七条", "法条:合同法107", "《合同法》107条", "法条:合同法 107"])
def test_an_article_is_found_under_its_new_number(ws: Workspace, words: str) -> None:
    told = reasons(ws, words, "statutes")
    assert told["old"] == (OLD,)
    assert told["new"] == (f"{NEW}（原《合同法》第一百零七条）",)


def test_an_article_is_found_under_its_old_number_after_its_own(ws: Workspace) -> None:
    told = reasons(ws, "法条:民法典577", "statutes")
    assert told["old"] == (f"{OLD}（现《民法典》第五百七十七条）",)
    assert list(told)[-1] == "old"
    assert OLD in ask(ws, "法条:民法典577").added


def test_a_renumbered_act_is_matched_by_the_day_of_the_case(ws: Workspace) -> None:
    told = reasons(ws, "法条:公司法（2018年修正）第二十条", "statutes")
    assert told["company old"] == (COMPANY.format("二十"),)
    assert told["company new"] == (COMPANY.format("二十三") + "（修订前第二十条）",)
    assert "company other" not in told


def test_a_word_finds_its_synonyms_and_says_so(ws: Workspace) -> None:
    result = ask(ws, "醉驾")
    assert [hit.card.id for hit in result.hits] == ["drunk too", "drunk"]
    assert "醉酒驾驶" in result.added
    assert reasons(ws, "醉驾", "term") == {"drunk too": ("醉驾",), "drunk": ()}
    assert reasons(ws, "醉驾", "synonym") == {"drunk too": (), "drunk": ("醉酒驾驶",)}


def test_quotation_marks_leave_a_word_alone(ws: Workspace) -> None:
    result = ask(ws, "“醉驾”")
    assert [hit.card.id for hit in result.hits] == ["drunk too"]
    assert result.added == ()


def test_many_words_describe_a_case_that_need_not_have_them_all(ws: Workspace) -> None:
    words = "醉酒驾驶 撞伤 赔偿 保险公司"
    assert {hit.card.id for hit in ask(ws, words).hits} >= {"drunk", "drunk too"}
    assert ask(ws, words.replace(" ", " AND ")).hits == ()


def test_what_no_case_has_whole_is_looked_for_by_half(ws: Workspace) -> None:
    assert {hit.card.id for hit in ask(ws, "醉驾 撞伤 救护车").hits} == {"drunk", "drunk too"}
    assert ask(ws, "醉驾 救护车").hits == ()
