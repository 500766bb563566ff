# ruff: noqa: E501  (lines of court text)
"""Cases laid out under headings: plain, bold, bracketed, Markdown."""

from datetime import date

import pytest

from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text import parse_judgment

PLAIN = """指导案例999号
甲公司诉乙公司买卖合同纠纷案
（最高人民法院审判委员会讨论通过2020年1月2日发布）
关键词民事/买卖合同/检验期间
裁判要点
买受人逾期未提出异议的，视为质量符合约定。
相关法条
《中华人民共和国合同法》第一百五十八条
基本案情
2015年1月1日，甲公司与乙公司签订合同。
裁判结果
某省某市中级人民法院于2016年6月6日作出（2016）某01民初1号民事判决：驳回诉讼请求。宣判后，甲公司提起上诉。江苏省高级人民法院于2017年7月7日作出（2017）苏民终2号民事判决：驳回上诉，维持原判。
裁判理由
法院生效裁判认为：乙公司未在约定期间内提出异议。
"""


def bold(text: str) -> str:
    return _dressed(text, "**{}**")


def bracketed(text: str) -> str:
    return _dressed(text, "【{}】")


def markdown(text: str) -> str:
    return _dressed(text, "## {}")


def plain(text: str) -> str:
    return text


def _dressed(text: str, form: str) -> str:
    text = text.replace("关键词民事", "关键词\n民事")
    for name in ("关键词", "裁判要点", "相关法条", "基本案情", "裁判结果", "裁判理由"):
        text = text.replace(f"{name}\n", form.format(name) + "\n")
    return text


@pytest.mark.parametrize("dress", [plain, bold, bracketed, markdown])
def test_guiding_case_in_every_dress(dress: object, reference: Reference) -> None:
    assert callable(dress)
    case = parse_judgment(dress(PLAIN), reference)

    assert case.gist == "买受人逾期未提出异议的，视为质量符合约定。"
    assert case.keywords == ("民事", "买卖合同", "检验期间")
    assert case.sections[Section.FACTS].startswith("2015年1月1日")
    assert case.sections[Section.REASONING].startswith("法院生效裁判认为")
    assert case.sections[Section.DISPOSITION].startswith("某省某市")
    assert case.statutes == ("《中华人民共和国合同法》第一百五十八条",)


def test_head_of_a_guiding_case(reference: Reference) -> None:
    case = parse_judgment(PLAIN, reference)

    assert (case.title, case.guiding_no, case.published) == ("甲公司诉乙公司买卖合同纠纷案", 999, date(2020, 1, 2))
    assert (case.doc_type, case.case_type, case.causes) == ("指导性案例", CaseType.CIVIL, ("买卖合同纠纷",))


@pytest.mark.parametrize(
    ("issued", "kind"),
    [
        ("（最高人民法院审判委员会讨论通过2020年1月2日发布）", "指导性案例"),
        ("（江苏省高级人民法院审判委员会讨论通过2020年1月2日发布）", "参考性案例"),
    ],
)
def test_who_issued_a_case_tells_its_kind(issued: str, kind: str, reference: Reference) -> None:
    head = f"甲公司诉乙公司买卖合同纠纷案\n{issued}\n"
    assert parse_judgment(head + PLAIN[PLAIN.index("关键词") :], reference).doc_type == kind
    assert parse_judgment("参考性案例12号\n" + PLAIN[PLAIN.index("甲公司") :], reference).doc_type == "参考性案例"


def test_court_number_and_date_are_of_the_last_decision(reference: Reference) -> None:
    case = parse_judgment(PLAIN, reference)

    assert (case.court, case.case_no, case.date) == ("江苏省高级人民法院", "（2017）苏民终2号", date(2017, 7, 7))


def test_typical_case_reasons_with_its_meaning_when_nothing_else_does(reference: Reference) -> None:
    text = "## 甲诉乙离婚案\n\n## 基本案情\n\n双方于2010年结婚。\n\n## 裁判结果\n\n准予离婚。\n\n## 典型意义\n\n夫妻应当互相忠实。\n"

    assert parse_judgment(text, reference).sections == {
        Section.HEADING: "## 甲诉乙离婚案",
        Section.FACTS: "双方于2010年结婚。",
        Section.REASONING: "夫妻应当互相忠实。",
        Section.DISPOSITION: "准予离婚。",
    }


def test_procuratorial_case_is_told_apart(reference: Reference) -> None:
    text = (
        "（检例第900号）\n【关键词】\n盗窃\n【要旨】\n要旨一句。\n【基本案情】\n甲某盗窃。\n【指导意义】\n应当审查。\n"
    )
    case = parse_judgment(text, reference)

    assert (case.doc_type, case.gist, case.sections[Section.FACTS]) == ("最高检指导性案例", "要旨一句。", "甲某盗窃。")


def test_reference_case_of_the_case_database_keeps_its_entry_number(reference: Reference) -> None:
    text = "入库编号：2024-01-2-100-001\n甲诉乙合同纠纷案\n关键词\n民事 合同\n基本案情\n某事。\n裁判理由\n某理。\n裁判要旨\n某旨。\n"
    case = parse_judgment(text, reference)

    assert (case.entry_no, case.doc_type, case.gist) == ("2024-01-2-100-001", "人民法院案例库参考案例", "某旨。")
