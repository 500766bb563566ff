import pytest

from localdb.model.kinds import Level
from localdb.reference import Reference


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("北京市朝阳区人民法院", "北京市朝阳区人民法院"),
        ("上海市虹口区人民法院", "上海市虹口区人民法院"),
        ("北京市第二中级人民法院", "北京市第二中级人民法院"),
        ("中华人民共和国最高人民法院", "最高人民法院"),
        ("中华人民共和国 上海海事法院", "上海海事法院"),
        ("杭州市萧山区人民法院", "浙江省杭州市萧山区人民法院"),
        ("浙江省杭州市萧山区人民法院", "浙江省杭州市萧山区人民法院"),
        ("萧山市人民法院", "浙江省杭州市萧山区人民法院"),
        ("井陉县人民法院", "河北省井陉县人民法院"),
        ("滦县人民法院", "河北省滦州市人民法院"),
        ("上海市闸北区人民法院", "上海市静安区人民法院"),
        ("江苏省大丰市人民法院", "江苏省盐城市大丰区人民法院"),
        ("内蒙古五原县人民法院", "内蒙古自治区五原县人民法院"),
        ("四川高院", "四川省高级人民法院"),
        ("新疆生产建设兵团芳草湖垦区人民法院", "新疆生产建设兵团芳草湖垦区人民法院"),
        ("新疆维吾尔自治区高级人民法院生产建设兵团分院", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
        ("解放军军事法院", "中国人民解放军军事法院"),
        ("北京铁路运输中级法院", "北京市第四中级人民法院"),
        ("黑龙江省农垦中级人民法院", "黑龙江省农垦中级法院"),
        ("起诉向广东省深圳市中级人民法院", "广东省深圳市中级人民法院"),
    ],
)
def test_a_court_is_found_as_texts_write_it(reference: Reference, written: str, name: str) -> None:
    found = reference.courts.find(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written", ["", "人民法院", "某县人民法院", "新华区人民法院", "鼓楼区人民法院", "应当向人民法院"]
)
def test_what_names_no_court_or_two_is_not_found(reference: Reference, written: str) -> None:
    assert reference.courts.find(written) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("京0105", "北京市朝阳区人民法院"),
        ("最高法", "最高人民法院"),
        ("兵0603", "新疆生产建设兵团芳草湖垦区人民法院"),
        ("粤", "广东省高级人民法院"),
        ("吉7504", "吉林省敦化林区基层法院"),
        ("琼96", "海南省第一中级人民法院"),
        ("川0191", "四川省成都高新技术产业开发区人民法院"),
    ],
)
def test_a_code_names_its_court(reference: Reference, code: str, name: str) -> None:
    court = reference.courts.by_code(code)
    assert court is not None
    assert court.name == name


def test_every_court_hangs_under_another_up_to_the_supreme(reference: Reference) -> None:
    courts = reference.courts.by_name
    for court in courts.values():
        assert court.level is Level.SUPREME or court.parent in courts, court.name
        if court.level in (Level.BASIC, Level.INTERMEDIATE):
            assert reference.courts.above(court).high, court.name


def test_every_basic_court_is_under_an_intermediate_one_of_its_province(reference: Reference) -> None:
    courts = reference.courts.by_name
    for court in courts.values():
        if court.level is Level.BASIC:
            assert courts[court.parent].level is Level.INTERMEDIATE, court.name
            assert courts[court.parent].province == court.province, court.name


def test_the_province_of_an_unlisted_court_is_told_from_its_name(reference: Reference) -> None:
    assert reference.courts.province_of("四川省某新区人民法院") == "四川省"
    assert reference.courts.province_of("某新区人民法院") == ""
