"""Judgments of one form: copies of each other, a series, or other cases in the same words."""

from localdb.model.case import Case
from localdb.reference import Reference
from localdb.text import complete

_FORM = """{court}
民事判决书
{number}
原告：{plaintiff}，男，1980年1月1日出生，汉族，住望江市。
被告：甲置业有限公司，住所地望江市东湖路12号。法定代表人：周某，总经理。
原告{plaintiff}与被告甲置业有限公司商品房预售合同纠纷一案，本院立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
{plaintiff}向本院提出诉讼请求：判令甲置业有限公司支付逾期交房违约金{sum}元。事实和理由：{plaintiff}依约付清购房款，甲置业有限公司逾期交房。
甲置业有限公司辩称，逾期交房系因政府管控施工，属于不可抗力，不应承担违约责任；即使应当承担，约定的违约金标准亦属过高。
经审理查明，2018年3月5日，{plaintiff}与甲置业有限公司签订《商品房预售合同》，约定购买东湖花园小区房屋一套，总价款862000元，于2019年12月31日前交付，逾期按日万分之一支付违约金。{plaintiff}于2018年4月2日付清全部价款。甲置业有限公司于2020年6月28日通知交房，逾期180日。
本院认为，双方签订的《商品房预售合同》系真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效，双方均应按照约定全面履行各自的义务。甲置业有限公司未在约定期限内交付房屋，构成违约，应当承担违约责任。政府对施工时段的管控在订立合同时能够预见，不属于不可抗力。约定的违约金标准并不过分高于造成的损失，对甲置业有限公司请求调减的抗辩，本院不予采纳。{more}
依照《中华人民共和国合同法》第六十条第一款、第一百零七条、第一百一十四条之规定，判决如下：
{decided}
如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于云海省望江市中级人民法院。
审判员　王某
{day}
书记员　赵某
"""
COURT, DECIDED = (
    "云海省望江市东湖区人民法院",
    "被告甲置业有限公司于本判决生效之日起十日内支付原告{plaintiff}违约金{sum}元。",
)


def one_of_series(
    reference: Reference,
    ident: str,
    plaintiff: str = "张大山",
    *,
    number: str = "（2020）云0105民初1234号",
    court: str = COURT,
    sum_: str = "15516",
    decided: str = DECIDED,
    day: str = "二〇二〇年九月一日",
    more: str = "",
    **fields: object,
) -> Case:
    """Make a judgment on one flat of an estate, read as an import reads it; `fields` are given by its record."""
    parts = {"court": court, "number": number, "plaintiff": plaintiff, "sum": sum_, "day": day, "more": more}
    text = _FORM.format(**parts, decided=decided.format(plaintiff=plaintiff, sum=sum_))
    return complete(Case(ident, source="某院", full_text=text, **fields), reference)  # type: ignore[arg-type]
