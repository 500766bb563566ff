from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pytest

from desktop import words
from desktop.words.errors import _DISK_REASONS, _FILE_REASONS, _QUERY_REASONS
from desktop.words.names import court_forms
from desktop.words.reasons import _MARKS, _REASONS
from localdb.model.behaviour import Act
from localdb.model.case import CaseCard, Mark
from localdb.model.kinds import (
    Authority,
    Axis,
    Effect,
    Level,
    Method,
    Section,
    Status,
    Tier,
    TierState,
    Trigger,
    Verdict,
)
from localdb.model.library import ImportProgress, ImportSummary, Refusal, Rejection
from localdb.model.matter import TierCount
from localdb.model.report import Element
from localdb.model.similar import Reason

NAMERS: list[tuple[Callable[[Any], str], type[StrEnum]]] = [
    (words.tier_name, Tier),
    (words.tier_short, Tier),
    (words.tier_number, Tier),
    (words.tier_rule, Tier),
    (words.use_words, Tier),
    (words.use_words, Authority),
    (words.tier_state_words, TierState),
    (words.section_name, Section),
    (words.section_short, Section),
    (words.axis_name, Axis),
    (words.level_name, Level),
    (words.effect_name, Effect),
    (words.effect_words, Effect),
    (words.status_name, Status),
    (words.authority_name, Authority),
    (words.method_name, Method),
    (words.verdict_name, Verdict),
    (words.trigger_words, Trigger),
    (words.act_name, Act),
    (words.refusal_words, Refusal),
    (words.element_words, Element),
    (words.element_advice, Element),
]


@pytest.mark.parametrize(("namer", "kind"), NAMERS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_value_has_chinese_words(namer: Callable[[Any], str], kind: type[StrEnum]) -> None:
    for value in kind:
        said = namer(value)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in said), (value, said)


def _card(**fields: Any) -> CaseCard:
    given: dict[str, Any] = {
        "key": "s:1",
        "id": "1",
        "title": "张三诉李四买卖合同纠纷案",
        "court": "北京市朝阳区人民法院",
        "case_no": "（2020）京0105民初1号",
        "date": date(2020, 5, 6),
        "case_type": None,
        "authority": Authority.JUDGMENT,
        "effect": Effect.EFFECTIVE,
        "status": None,
        "since": None,
    }
    return CaseCard(**(given | fields))


def test_a_judgment_is_cited_by_name_court_and_number() -> None:
    assert words.citation_line(_card()) == "张三诉李四买卖合同纠纷案，北京市朝阳区人民法院（2020）京0105民初1号"


@pytest.mark.parametrize("title", ["指导案例33号：甲诉乙纠纷案", "指导性案例33号 甲诉乙纠纷案", "甲诉乙纠纷案"])
def test_a_guiding_case_is_cited_by_its_number_once(title: str) -> None:
    card = _card(title=title, authority=Authority.GUIDING, guiding_no=33)
    assert words.citation_line(card) == "最高人民法院指导性案例33号：甲诉乙纠纷案"


def test_a_guiding_case_no_longer_followed_is_cited_as_a_judgment() -> None:
    mark = Mark("guiding_dropped", ("9", "2021-01-01", "法〔2020〕343号"))
    card = _card(title="指导案例9号：甲诉乙纠纷案", authority=Authority.GUIDING, guiding_no=9, marks=(mark,))
    source = "北京市朝阳区人民法院（2020）京0105民初1号（原指导性案例9号，不再参照）"
    assert words.citation_line(card) == f"甲诉乙纠纷案，{source}"


def test_an_invented_guiding_case_says_its_number_once() -> None:
    card = _card(title="演示指导案例9001号：甲诉乙纠纷案", authority=Authority.GUIDING, guiding_no=9001)
    assert words.citation_line(card) == "最高人民法院指导性案例9001号：甲诉乙纠纷案"


def test_an_entry_is_cited_by_its_entry_number() -> None:
    card = _card(authority=Authority.ENTRY, entry_no="2023-16-2-115-001")
    assert "入库编号2023-16-2-115-001" in words.citation_line(card)


def test_a_number_in_place_of_a_title_is_not_said_twice() -> None:
    assert words.citation_line(_card(title="（2020）京0105民初1号")) == "北京市朝阳区人民法院（2020）京0105民初1号"


def test_a_case_without_anything_is_cited_by_its_id() -> None:
    assert words.citation_line(_card(title="", court="", case_no="")) == "1"


def test_only_guiding_cases_must_be_followed() -> None:
    assert [tier for tier in Tier if words.use_words(tier) == "应当参照"] == [Tier.GUIDING]


def test_a_searched_tier_without_hits_says_so() -> None:
    assert words.tier_state_words(TierState.SEARCHED, 0) == "未检索到"
    assert words.count_words(TierCount(Tier.HIGH, TierState.SEARCHED, 12, 3, 2)) == "返回12件，实读3件，认定类案2件"
    assert "重合" in words.count_words(TierCount(Tier.PARENT, TierState.MERGED, 0))


@pytest.mark.parametrize("kind", [*_REASONS, *_MARKS, "a kind of tomorrow", ""])
@pytest.mark.parametrize("values", [(), ("买卖合同纠纷",), ("甲", "乙", "丙")])
def test_reasons_and_marks_never_fail(kind: str, values: tuple[str, ...]) -> None:
    assert words.reason_words(Reason(kind, values))
    assert words.mark_words(Mark(kind, values))


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (103, "一百零三"), (110, "一百一十"), (0, "0")],
)
def test_numerals(number: int, said: str) -> None:
    assert words.numeral(number) == said


@pytest.mark.parametrize(
    ("court", "shortest"),
    [
        ("江苏省苏州市虎丘区人民法院", "虎丘区法院"),
        ("北京市第三中级人民法院", "北京市第三中院"),
        ("北京市朝阳区人民法院", "朝阳区法院"),
        ("新疆维吾尔自治区高级人民法院", "新疆维吾尔自治区高院"),
        ("湖北省恩施土家族苗族自治州中级人民法院", "恩施土家族苗族自治州中院"),
        ("广东省东莞市第一人民法院", "东莞市第一法院"),
        ("广州互联网法院", "广州互联网法院"),
    ],
)
def test_a_court_is_named_shortly_without_losing_its_place(court: str, shortest: str) -> None:
    assert court_forms(court)[0] == court
    assert court_forms(court)[-1] == shortest


def test_days() -> None:
    assert words.day_words(date(2026, 3, 9)) == "2026年3月9日"
    assert words.moment_words(datetime(2026, 3, 9, 14, 5)) == "2026年3月9日 14:05"
    assert words.span_words([date(2026, 3, 9), date(2026, 3, 1)]) == "2026年3月1日至2026年3月9日"
    assert words.span_words([]) == ""


def test_an_import_is_counted() -> None:
    summary = ImportSummary(read=9, admitted=5, replaced=1, duplicates=2, rejected=1)
    assert words.import_words(summary) == "读取9件，新收录5件，更新1件，重复2件，未收录1件。"
    assert "中止" in words.import_words(ImportSummary(cancelled=True))
    assert "第3行" in words.rejection_words(Rejection("甲.jsonl", 3, Refusal.NO_ID))
    assert "50%" in words.progress_words(ImportProgress("甲.jsonl", 1, 1, 0, 0, 5, 10))


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark("guiding_dropped", ("9", "2021-01-01", "法〔2020〕343号")), "指导性案例9号自2021年1月1日起不再参照"),
        (Mark("repealed", ("中华人民共和国合同法", "2021-01-01", "中华人民共和国民法典")), "自2021年1月1日起废止"),
        (Mark("governs", ("中华人民共和国合同法", "2021-01-01", "")), "在本案事实发生时有效"),
        (Mark("contradiction", ("court", "date")), "法院、裁判日期"),
        (Mark("withdrawn", ("出库", "")), "来源已注明出库"),
        (Mark("elsewhere", ("改判", "2026-11-02", "360000")), "同一案件在江西发布的案例中已自2026年11月2日起改判"),
    ],
)
def test_marks_say_what_they_are_about(mark: Mark, said: str) -> None:
    assert said in words.mark_words(mark)


def test_every_kind_that_the_core_names_is_worded(
    core_keys: Callable[[str], set[str]],
) -> None:
    assert core_keys("Reason") - {"kind"} <= set(_REASONS)
    assert core_keys("Mark") <= set(_MARKS)
    assert core_keys("BadQuery") <= set(_QUERY_REASONS)
    assert {key.partition(":")[0] for key in core_keys("FileUnreadable")} <= set(_FILE_REASONS)
    assert core_keys("DiskTrouble") <= set(_DISK_REASONS)


def test_what_was_looked_for_beside_the_words_is_told() -> None:
    assert words.added_words(()) == ""
    assert words.added_words(("醉酒驾驶", "醉酒驾车")) == "一并检索：醉酒驾驶、醉酒驾车"
    assert words.added_words(tuple("甲乙丙丁"), most=2) == "一并检索：甲、乙等4项"
