"""The second table of law.md, "Tiers": which courts stand above the user's, a row or more each."""

from datetime import date

import pytest

from localdb.reference import Reference

XINJIANG = "新疆维吾尔自治区高级人民法院"
CORPS = f"{XINJIANG}生产建设兵团分院"


def _above(reference: Reference, name: str, cause: str = "", on: date | None = None) -> tuple[str, str]:
    court = reference.courts.find(name)
    assert court is not None, name
    above = reference.courts.above(court, cause, on or date(2026, 1, 1))
    return above.high, above.parent


@pytest.mark.parametrize(
    ("court", "high", "parent"),
    [
        ("江苏省无锡市滨湖区人民法院", "江苏省高级人民法院", "江苏省无锡市中级人民法院"),
        ("北京市朝阳区人民法院", "北京市高级人民法院", "北京市第三中级人民法院"),
        ("北京市海淀区人民法院", "北京市高级人民法院", "北京市第一中级人民法院"),
        ("天津市滨海新区人民法院", "天津市高级人民法院", "天津市第三中级人民法院"),
        ("上海市虹口区人民法院", "上海市高级人民法院", "上海市第二中级人民法院"),
        ("重庆市万州区人民法院", "重庆市高级人民法院", "重庆市第二中级人民法院"),
        ("海南省琼海市人民法院", "海南省高级人民法院", "海南省第一中级人民法院"),
        ("湖北省仙桃市人民法院", "湖北省高级人民法院", "湖北省汉江中级人民法院"),
        ("河北省雄县人民法院", "河北省高级人民法院", "河北雄安新区中级人民法院"),
        ("湖南省双峰县人民法院", "湖南省高级人民法院", "湖南省娄底市中级人民法院"),
        ("江苏省无锡市中级人民法院", "江苏省高级人民法院", "江苏省高级人民法院"),
        ("北京市第四中级人民法院", "北京市高级人民法院", "北京市高级人民法院"),
        ("江苏省高级人民法院", "江苏省高级人民法院", ""),
        ("最高人民法院", "", ""),
        ("广州知识产权法院", "广东省高级人民法院", "广东省高级人民法院"),
        ("上海金融法院", "上海市高级人民法院", "上海市高级人民法院"),
        ("成渝金融法院", "重庆市高级人民法院", "重庆市高级人民法院"),
        ("北京互联网法院", "北京市高级人民法院", "北京市第四中级人民法院"),
        ("广州互联网法院", "广东省高级人民法院", "广东省广州市中级人民法院"),
        ("杭州互联网法院", "浙江省高级人民法院", "浙江省杭州市中级人民法院"),
        ("昆明铁路运输法院", "云南省高级人民法院", "昆明铁路运输中级法院"),
        ("北京铁路运输法院", "北京市高级人民法院", "北京市第四中级人民法院"),
        ("天津铁路运输法院", "天津市高级人民法院", "天津市第一中级人民法院"),
        ("重庆铁路运输法院", "重庆市高级人民法院", "重庆市第一中级人民法院"),
        ("昆明铁路运输中级法院", "云南省高级人民法院", "云南省高级人民法院"),
        ("大连海事法院", "辽宁省高级人民法院", "辽宁省高级人民法院"),
        ("新疆生产建设兵团五家渠垦区人民法院", CORPS, "新疆生产建设兵团第六师中级人民法院"),
        ("新疆生产建设兵团第六师中级人民法院", CORPS, CORPS),
        ("中国人民解放军上海军事法院", "中国人民解放军军事法院", "中国人民解放军东部战区军事法院"),
        ("中国人民解放军东部战区军事法院", "中国人民解放军军事法院", "中国人民解放军军事法院"),
        ("吉林省敦化林区基层法院", "吉林省高级人民法院", "吉林省延边林区中级法院"),
    ],
)
def test_above_follows_the_table(reference: Reference, court: str, high: str, parent: str) -> None:
    assert _above(reference, court) == (high, parent)


@pytest.mark.parametrize(
    ("court", "cause", "parent"),
    [
        ("北京互联网法院", "著作权权属、侵权纠纷", "北京知识产权法院"),
        ("北京互联网法院", "网络域名权属、侵权纠纷", "北京知识产权法院"),
        ("广州互联网法院", "侵害作品信息网络传播权、著作权纠纷", "广州知识产权法院"),
        ("杭州互联网法院", "著作权权属、侵权纠纷", "浙江省杭州市中级人民法院"),
        ("广州知识产权法院", "侵害发明专利权纠纷", "最高人民法院"),
        ("江苏省南京市中级人民法院", "滥用市场支配地位纠纷", "最高人民法院"),
        ("广州知识产权法院", "侵害商标权纠纷", "广东省高级人民法院"),
        ("北京市朝阳区人民法院", "侵害商标权纠纷", "北京知识产权法院"),
        ("上海市虹口区人民法院", "金融借款合同纠纷", "上海金融法院"),
        ("上海市虹口区人民法院", "工伤保险待遇纠纷", "上海市第二中级人民法院"),
    ],
)
def test_the_cause_decides_which_court_is_above(reference: Reference, court: str, cause: str, parent: str) -> None:
    assert _above(reference, court, cause)[1] == parent


def test_the_date_decides_which_court_is_above(reference: Reference) -> None:
    court, cause = "广州知识产权法院", "侵害实用新型专利权纠纷"
    high = "广东省高级人民法院"
    assert _above(reference, court, cause, date(2018, 6, 1)) == (high, high)
    assert _above(reference, court, cause, date(2020, 6, 1)) == (high, "最高人民法院")
    assert _above(reference, court, cause, date(2024, 6, 1)) == (high, high)


def test_judgments_of_the_corps_branch_count_as_the_high_courts_and_the_other_way(reference: Reference) -> None:
    for name, high, other in (
        ("新疆生产建设兵团五家渠垦区人民法院", CORPS, XINJIANG),
        ("新疆维吾尔自治区奎屯市人民法院", XINJIANG, CORPS),
    ):
        court = reference.courts.find(name)
        assert court is not None
        above = reference.courts.above(court)
        assert (above.high, above.high_too) == (high, (other,))
