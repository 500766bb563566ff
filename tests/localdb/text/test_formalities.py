import pytest

from localdb.text.formalities import substance

FORMAL = """北京市朝阳区人民法院
民 事 判 决 书
（2026）京0105民初1234号
原告：张三，男，1980年1月1日出生，汉族，住北京市朝阳区某某街1号。
委托诉讼代理人：李四，北京某某律师事务所律师。
被告某某公司，住所地北京市海淀区。
法定代表人：王五，总经理。
原告张三与被告某某公司一案，本院于2026年1月1日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
经审理查明：
本院认为，
综上，依照《中华人民共和国民事诉讼法》第六十七条规定，判决如下：
驳回原告的诉讼请求。
案件受理费50元，由原告负担。
如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于北京市第三中级人民法院。
审判长　张三
二〇二六年一月一日
书记员　王五"""


def test_a_judgment_without_a_case_has_no_substance() -> None:
    assert list(substance(FORMAL)) == []


@pytest.mark.parametrize(
    "text",
    [
        "盗窃",
        "买卖合同",
        "原告借给被告十万元，约定月息二分",
        "被告于2020年1月1日驾车与原告相撞",
        "原告张三与被告李四民间借贷纠纷一案",
        "驳回再审申请的裁定确有错误",
        "依照《中华人民共和国民法典》第五百七十七条",
        "原告：张三要求归还借款" + "，利息照付" * 100,
    ],
)
def test_what_tells_of_a_case_stays(text: str) -> None:
    assert list(substance(text)) == [text]
