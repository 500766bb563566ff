from dataclasses import replace

import pytest
from fakes.cases import small_case

from localdb.admission import content_hash, flags_of, is_sample, refusal_of
from localdb.model.case import Case, Mark
from localdb.model.kinds import Section
from localdb.model.library import Refusal


def _refusal(case: Case, *, sample: bool = False) -> Refusal | None:
    refused = refusal_of(case, sample=sample)
    return refused[0] if refused else None


def test_a_judgment_with_reasoning_is_admitted() -> None:
    assert _refusal(small_case()) is None


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (Case("", full_text="x"), Refusal.NO_ID),
        (Case("1" * 501, full_text="x"), Refusal.BAD_FIELD),
        (Case("案\ud83d", full_text="x"), Refusal.BAD_FIELD),
        (Case("1", court="某法院", doc_type="民事判决书"), Refusal.NO_TEXT),
        (Case("1", full_text="今天天气很好。"), Refusal.NOT_A_CASE),
        (Case("1", full_text="x", court="某法院", case_no="（2020）京01民初1号"), Refusal.THIN_REASONING),
        (
            Case("1", full_text="x", doc_type="民事判决书", sections={Section.REASONING: "应予支持。"}),
            Refusal.THIN_REASONING,
        ),
        (
            Case("1", full_text="x", doc_type="民事调解书", sections={Section.DISPOSITION: "和解"}),
            Refusal.THIN_REASONING,
        ),
    ],
)
def test_what_is_no_case_is_refused(case: Case, refusal: Refusal) -> None:
    assert _refusal(case) is refusal


@pytest.mark.parametrize(
    "case",
    [
        Case("1", gist="以受贿论处。", doc_type="人民法院案例库参考案例(仅裁判要旨)"),
        Case("1", full_text="张某入职某公司。", doc_type="典型案例"),
        Case("1", full_text="x", doc_type="刑事决定书", sections={Section.DISPOSITION: "维持原决定。"}),
        Case("1", full_text="x", doc_type="刑事判决书", sections={Section.FACTS: "盗窃", Section.DISPOSITION: "判处"}),
    ],
)
def test_short_but_real_ones_are_admitted(case: Case) -> None:
    assert _refusal(case) is None


def _ruling(reasoning: str, result: str) -> Case:
    sections = {Section.REASONING: reasoning, Section.DISPOSITION: result}
    return Case(
        "1", full_text=f"{reasoning}{result}审判长王某", doc_type="民事裁定书", court="某法院", sections=sections
    )


@pytest.mark.parametrize(
    "result",
    ["本案按自动撤回上诉处理。", "准许上诉人某公司撤回上诉。", "一、本案由本院提审；二、再审期间，中止原判决的执行。"],
)
def test_a_ruling_that_only_moves_a_case_along_is_refused_unless_it_argues(result: str) -> None:
    thin = "本院认为，其申请符合《中华人民共和国民事诉讼法》第二百条第六项规定的情形。"
    assert refusal_of(_ruling(thin, result), sample=False) == (Refusal.THIN_REASONING, "procedural")
    assert _refusal(_ruling(thin + "上诉人对于一审判决所认定的事实并未提出异议，" * 12, result)) is None
    assert _refusal(_ruling(thin + "案外人的权利不能排除执行。", "驳回某公司的异议。")) is None
    assert flags_of(_ruling(thin + "上诉人对于一审判决所认定的事实并未提出异议，" * 12, result)) == ()
    assert flags_of(_ruling(thin + "案外人的权利不能排除执行。", "驳回某公司的异议。")) == ()


def test_an_order_to_try_again_that_says_what_was_wrong_is_flagged() -> None:
    grounds = (
        "本院经审查认为，原判认定被告人陆某某、陆某采取暴力方法阻碍公安机关依法强制传唤并打伤执法干警的行为构成妨害公务罪，"
        "系定性和适用法律不当。其申诉符合《中华人民共和国刑事诉讼法》第二百四十二条规定的重新审判条件。"
    )
    told = _ruling(grounds, "指令某省高级人民法院对本案进行再审。")
    assert (_refusal(told), flags_of(told)) == (None, (Mark("thin"),))
    assert _refusal(_ruling(grounds, "准许上诉人某公司撤回上诉。")) is Refusal.THIN_REASONING


def test_a_judgment_that_gives_no_reasons_of_its_own_is_flagged() -> None:
    said = "本院认为，被告人的行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下："
    case = small_case()
    thin = replace(case, full_text=said, sections={**case.sections, Section.REASONING: said})
    assert Mark("thin") in flags_of(thin)
    assert flags_of(case) == ()


def test_sample_and_real_never_mix() -> None:
    real, invented = small_case(), small_case(source="演示数据 第一批")
    assert is_sample(invented)
    assert not is_sample(real)
    assert is_sample(small_case(text="【演示数据，非真实案件】"))
    assert _refusal(invented) is Refusal.SAMPLE
    assert _refusal(real, sample=True) is Refusal.SAMPLE
    assert _refusal(invented, sample=True) is None


def test_spaces_and_marks_make_no_other_case() -> None:
    case = small_case(text="被告人（张某），于2019年。" + "事实" * 200)
    same = replace(case, id="2", full_text=case.full_text.replace("（", "(").replace("，", ", \n").replace("2", "２"))
    assert content_hash(case) == content_hash(same)
    assert content_hash(case) != content_hash(replace(case, full_text=case.full_text + "另"))


def test_a_published_case_is_another_document() -> None:
    case = small_case(text="事实" * 200)
    hashes = {
        content_hash(case),
        content_hash(replace(case, doc_type="指导性案例")),
        content_hash(replace(case, doc_type="指导性案例", guiding_no=9)),
        content_hash(replace(case, entry_no="2024-01-2-003-001")),
    }
    assert len(hashes) == 4


def test_short_texts_count_with_their_titles() -> None:
    gist = Case("1", title="甲案", gist="以受贿论处。")
    assert content_hash(gist) != content_hash(replace(gist, title="乙案"))
