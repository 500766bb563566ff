from dataclasses import replace

import pytest
from fakes.reports import full_report, make_matter, make_report, make_report_case

from desktop.documents import Grid, Line, Style, file_name, report_blocks
from desktop.documents.phrases import balanced
from localdb.model.case import Mark
from localdb.model.kinds import Authority, Section, Tier
from localdb.model.report import Element, Report, ReportKind


def _text(report: Report) -> str:
    parts: list[str] = []
    for block in report_blocks(report):
        if isinstance(block, Line):
            parts.append(block.label + block.text)
        else:
            parts += [cell for row in (block.head, *block.rows) for cell in row]
    return "\n".join(parts)


@pytest.mark.parametrize("kind", list(ReportKind))
@pytest.mark.parametrize("found", [0, 1])
def test_every_element_of_article_8_is_there(kind: ReportKind, found: int) -> None:
    cases = (make_report_case(Tier.GUIDING),) if found else ()
    text = _text(make_report(cases, kind=kind))
    for words in (
        "沈知微",
        "2026年11月16日",
        "第14版",
        "案例关联检索",
        "法条关联案件检索",
        "第三批24吨复合肥是否已经交付",
        "可以参考",
    ):
        assert words in text, words
    if found:
        assert "对账单所载金额与送货单累计金额一致" in text
        assert "应当参照" in text
    else:
        assert "未检索到类案" in text
        assert "裁判要点" not in text


def test_elements_have_a_place_in_the_report() -> None:
    text = _text(make_report((make_report_case(),)))
    places = {
        Element.WHO: "检索主体",
        Element.WHEN: "检索时间",
        Element.PLATFORM: "检索平台",
        Element.METHOD: "检索方法",
        Element.RESULT: "检索结果",
        Element.GIST: "类案裁判要点",
        Element.ISSUES: "待决案件争议焦点",
        Element.USE: "检索结果运用情况",
    }
    for element, words in places.items():
        assert words in text, element


def test_hits_are_never_called_similar_cases() -> None:
    text = _text(make_report())
    assert "类案80件" not in text
    assert "返回案例不等于类案" in text


def test_zero_hit_tiers_are_shown() -> None:
    grids = [block for block in report_blocks(make_report()) if isinstance(block, Grid)]
    tiers = next(grid for grid in grids if "检索状态" in grid.head)
    assert len(tiers.rows) == len(list(Tier)) + 1
    assert sum("未检索到" in row for row in tiers.rows) == len(list(Tier)) - 1


def test_headings_are_numbered_without_a_gap() -> None:
    heads = [b.text[0] for b in report_blocks(full_report()) if isinstance(b, Line) and b.style is Style.HEADING]
    assert heads == list("一二三四五六七八九")
    heads = [b.text[0] for b in report_blocks(make_report()) if isinstance(b, Line) and b.style is Style.HEADING]
    assert heads == list("一二三四五")


def test_diverging_cases_are_set_against_each_other() -> None:
    follow, leave = make_report_case(followed=True), make_report_case(Tier.COUNTRY, 3, followed=False)
    assert "法律适用不一致" in _text(make_report((follow, leave)))
    assert "法律适用不一致" not in _text(make_report((follow,)))


def test_a_binding_submission_is_answered() -> None:
    text = _text(full_report())
    assert "原告提交：最高人民法院指导性案例1号" in text
    assert "回应意见：与本案基本事实不同" in text


def test_an_unpublished_case_carries_a_warning() -> None:
    assert "对外使用前应当隐名处理" in _text(make_report((make_report_case(Tier.PARENT, 3),)))


def test_articles_of_one_law_stand_together() -> None:
    assert "《中华人民共和国民法典》第五百七十七条、第五百八十五条" in _text(make_report((make_report_case(),)))


def test_a_report_goes_into_the_inner_file() -> None:
    first = report_blocks(make_report())[0]
    assert isinstance(first, Line)
    assert first.text == "副卷"


def test_a_grid_is_as_wide_as_the_text() -> None:
    for block in report_blocks(full_report()):
        if isinstance(block, Grid):
            assert sum(block.widths) == 156
            assert all(len(row) == len(block.widths) == len(block.head) for row in block.rows)


def test_the_file_is_named_by_kind_and_number() -> None:
    assert file_name(make_matter(), ReportKind.REPORT) == "类案检索报告 （2026）云0103民初1234号.docx"
    assert file_name(make_matter(case_no="a/b:c"), ReportKind.NOTE) == "类案检索说明 abc.docx"
    assert file_name(make_matter(case_no=""), ReportKind.NOTE) == "类案检索说明 案件1.docx"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("北京市朝阳区人民法院", ("北京市朝阳区人民法院",)),
        (
            "新疆维吾尔自治区高级人民法院生产建设兵团分院",
            ("新疆维吾尔自治区高级人民法院", "生产建设兵团分院"),
        ),
        (
            "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人民法院",
            ("内蒙古自治区呼伦贝尔市", "莫力达瓦达斡尔族自治旗人民法院"),
        ),
    ],
)
def test_a_long_court_breaks_where_a_part_ends(name: str, lines: tuple[str, ...]) -> None:
    assert balanced(name) == lines


def test_the_searcher_is_not_said_twice() -> None:
    report = make_report(searcher="云江省云江市澄湖区人民法院法官沈知微")
    assert _text(report).count("云江省云江市澄湖区人民法院法官沈知微。") == 1
    assert "人民法院民事审判第二庭云江省" not in _text(report)


def test_the_version_is_that_of_the_search() -> None:
    old = make_report(library_version=20)
    assert "数据第14版，收录案例11608件）" in _text(old)
    assert "第20版" not in _text(old)


def test_the_note_counts_by_tier() -> None:
    text = _text(make_report((make_report_case(Tier.PARENT),), kind=ReportKind.NOTE))
    assert "上级及本院返回9件、实读3件、认定1件" in text
    assert "未检索到案例的层级：最高人民法院指导性案例" in text


def test_a_procuratorial_case_is_told_apart_and_counted_nowhere() -> None:
    text = _text(make_report((make_report_case(Tier.PARENT), make_report_case(Tier.PROCURATORIAL))))
    assert "认定类案1件，其中可以作为裁判参考的1件；另列供了解的检察指导性案例1件。" in text
    alone = _text(make_report((make_report_case(Tier.PROCURATORIAL),)))
    assert "未检索到类案；另列供了解的检察指导性案例1件。" in alone


def test_the_report_says_how_many_were_read() -> None:
    text = _text(make_report((make_report_case(Tier.PARENT),)))
    assert "实际阅读" in text
    assert "逐件比对" not in text


def test_more_verdicts_than_cases_read_is_said_plainly() -> None:
    case = make_report_case(Tier.PARENT)
    read, unread = make_report((case,)), make_report((case,))
    unread = replace(unread, tiers=tuple(count._replace(opened=0) for count in unread.tiers))
    assert "认定类案的件数多于阅读记录，其中至少1件没有在本平台阅读的记录。" in _text(unread)
    assert "多于阅读记录" not in _text(read)


def test_the_platform_is_told_to_be_local() -> None:
    text = _text(make_report())
    assert "本报告所称未检索到" in text
    assert "本说明所称未检索到" in _text(make_report(kind=ReportKind.NOTE))
    assert "人民法院案例库仅检索其已收入本地案例库的部分" in text
    assert "均指在本地案例库中未检索到" in text


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_guiding_case_no_longer_followed_has_no_gist_and_binds_nobody(kind: ReportKind) -> None:
    case = make_report_case(Tier.PARENT)
    mark = Mark("guiding_dropped", ("9", "2021-01-01", "法〔2020〕343号"))
    hit = replace(case.hit, card=replace(case.hit.card, marks=(mark,)))
    text = _text(make_report((replace(case, hit=hit, gist=""),), kind=kind))
    assert "（原指导性案例9号，不再参照）" in text
    assert "不引述其裁判要点" in text
    assert "裁判要点。\n" not in text
    assert "应当参照" not in text


def test_tiers_beyond_article_4_say_so() -> None:
    grid = next(b for b in report_blocks(make_report()) if isinstance(b, Grid) and "检索状态" in b.head)
    assert [row[0] for row in grid.rows].count("五") == 0
    assert sum("（《指导意见》第四条以外补充检索）" in row[1] for row in grid.rows) == 3
    assert "优先检索近三年裁判生效的案例" in _text(make_report())


def test_no_trigger_no_sentence() -> None:
    assert "检索事由" not in _text(make_report(triggers=()))


def test_a_repealed_law_is_told() -> None:
    law = "《中华人民共和国合同法》第一百一十四条"
    text = _text(make_report((make_report_case(),), statutes=(law,), repealed=("中华人民共和国合同法",)))
    assert "《中华人民共和国合同法》（已废止）第一百一十四条" in text


def test_a_gazette_case_stands_as_one() -> None:
    case = make_report_case(Tier.SUPREME)
    hit = replace(case.hit, card=replace(case.hit.card, authority=Authority.GAZETTE))
    grid = next(
        b for b in report_blocks(make_report((replace(case, hit=hit),))) if isinstance(b, Grid) and "效力" in b.head
    )
    assert grid.rows[0][2] == "公报案例"


def test_a_search_by_case_is_told_by_cause_and_issues() -> None:
    text = _text(make_report())
    assert "案由：买卖合同纠纷" in text
    assert "争议焦点：1．第三批24吨复合肥是否已经交付" in text
    assert "由各次检索相加得出" not in text


def test_issues_taken_from_the_reasoning_say_so() -> None:
    case = replace(make_report_case(), issues="货物已经交付。", issues_from=Section.REASONING)
    assert "货物已经交付。（摘自“本院认为”）" in _text(make_report((case,)))


def test_a_tier_with_a_similar_case_is_not_one_searched_in_vain() -> None:
    report = make_report((make_report_case(Tier.HIGH),), kind=ReportKind.NOTE)
    tiers = tuple(count._replace(returned=0, opened=0) for count in report.tiers)
    vain = _text(replace(report, tiers=tiers)).partition("未检索到案例的层级：")[2]
    assert "高级人民法院参考性案例" not in vain.partition("。")[0]
