# ruff: noqa: E501  (lines of court text)
"""What quotes a guiding case or a judgment is not one, and what a text calls itself is believed."""

import pytest

from localdb.admission import refusal_of
from localdb.intake import read_document
from localdb.model.kinds import Authority
from localdb.model.library import Refusal
from localdb.ranking.cards import card_of
from localdb.reference import Reference

GUIDING = """指导案例999号
甲公司诉乙公司买卖合同纠纷案
（最高人民法院审判委员会讨论通过2020年1月2日发布）
关键词 民事/买卖合同/检验期间
裁判要点
买受人逾期未提出异议的，视为质量符合约定。
基本案情
2015年1月1日，甲公司与乙公司签订合同。
裁判结果
江苏省高级人民法院于2017年7月7日作出（2017）苏民终2号民事判决：驳回上诉，维持原判。
裁判理由
法院生效裁判认为：乙公司未在约定期间内提出异议，应当视为标的物的质量符合约定。
"""
JUDGMENT = """北京市朝阳区人民法院
民事判决书
（2020）京0105民初{}号
原告：张三，男，住北京市。
被告：李四，男，住北京市。
原告张三与被告李四民间借贷纠纷一案，本院受理后依法组成合议庭进行了审理，现已审理终结。
张三诉称：参照下列案例，应予支持。
{}
经审理查明：2020年1月1日，张三向李四转账十万元。
本院认为，借贷关系成立，李四应当返还借款本金，逾期不还应当承担违约责任。依照《中华人民共和国民法典》第六百七十五条之规定，判决如下：
李四返还张三十万元。
审判员 王五
二〇二〇年五月一日
书记员 赵六
"""
QUOTING = {
    "article": "论检验期间\n张某\n摘要：本文评述一件指导案例。\n一、案例\n" + GUIDING + "二、评析\n笔者赞同。",
    "comment": "指导案例999号《甲公司诉乙公司买卖合同纠纷案》的理解与参照\n" + GUIDING,
    "speech": "某省高级人民法院工作报告\n各位代表：现在报告工作。\n" + GUIDING,
    "notice": "最高人民法院\n关于发布第九十九批指导性案例的通知\n法〔2020〕1号\n" + GUIDING,
    "trial report": "北京市朝阳区人民法院\n关于张三诉李四民间借贷纠纷一案的审理报告\n" + JUDGMENT.format(1, GUIDING),
    "search report": "副卷\n北京市朝阳区人民法院\n类案检索报告\n（2020）京0105民初1号\n" + GUIDING,
    "search note": "北京市朝阳区人民法院\n类案检索说明\n" + JUDGMENT.format(1, GUIDING),
    "complaint": "民事起诉状\n原告：张三。\n被告：李四。\n诉讼请求：还款。\n"
    + GUIDING
    + "\n此致\n北京市朝阳区人民法院",
    "answer": "民事答辩状\n答辩人：李四。\n" + GUIDING,
    "untitled pleading": "原告：张三。\n被告：李四。\n诉讼请求：还款。\n事实：本院认为成立。\n此致\n北京市朝阳区人民法院",
    "indictment": "某区人民检察院\n起诉书\n被告人张三，男。\n经审查查明：张三盗窃。\n本院认为，张三的行为构成盗窃罪，应当追究刑事责任。",
    "penalty": "行政处罚决定书\n某市监罚〔2020〕1号\n当事人：张三。\n本局认为，应予处罚。决定如下：罚款。",
    "two cases": GUIDING + "\n" + GUIDING.replace("999", "998"),
    "two judgments": JUDGMENT.format(1, "") + JUDGMENT.format(2, ""),
    "prose around a case": "最高人民法院近日发布了一件案例。全文如下。\n" + GUIDING,
}


@pytest.mark.parametrize("text", QUOTING.values(), ids=QUOTING.keys())
def test_what_quotes_a_case_is_refused(text: str, reference: Reference) -> None:
    refused = refusal_of(read_document(text, reference), sample=False, document=True)

    assert refused is not None
    assert refused[0] is Refusal.NOT_A_CASE


def test_a_guiding_case_is_one(reference: Reference) -> None:
    case = read_document(GUIDING, reference)

    assert refusal_of(case, sample=False, document=True) is None
    assert card_of(case, reference).authority is Authority.GUIDING


def test_a_judgment_that_quotes_a_guiding_case_is_a_judgment(reference: Reference) -> None:
    case = read_document(JUDGMENT.format(1, GUIDING), reference)

    assert refusal_of(case, sample=False, document=True) is None
    assert card_of(case, reference).authority is Authority.JUDGMENT
    assert (case.case_no, case.guiding_no, case.gist) == ("（2020）京0105民初1号", None, "")
