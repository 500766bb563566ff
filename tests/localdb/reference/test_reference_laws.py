from datetime import date

import pytest

from localdb.reference import Reference
from localdb.reference.laws import IN_FORCE, NOT_YET, REPEALED

NATION = "中华人民共和国"
CIVIL_CODE = f"{NATION}民法典"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("《刑法》", f"{NATION}刑法"),
        ("中华人民共和国刑法", f"{NATION}刑法"),
        ("中国人民共和国刑法", f"{NATION}刑法"),
        ("民诉法", f"{NATION}民事诉讼法"),
        ("《中华人民共和国民事诉讼法》（2017年修正）", f"{NATION}民事诉讼法"),
        ("民法典", CIVIL_CODE),
        (
            "关于适用〈中华人民共和国民事诉讼法〉的解释",
            f"最高人民法院关于适用〈{NATION}民事诉讼法〉的解释",
        ),
        (
            "最高人民法院关于适用<中华人民共和国刑事诉讼法>的解释",
            f"最高人民法院关于适用〈{NATION}刑事诉讼法〉的解释",
        ),
        (
            "最高人民法院最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释",
            "最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释",
        ),
        ("商标法实施条例", f"{NATION}商标法实施条例"),
        ("某某市物业管理办法", "某某市物业管理办法"),
    ],
)
def test_a_law_takes_its_full_name(reference: Reference, written: str, name: str) -> None:
    assert reference.laws.canonical(written) == name


@pytest.mark.parametrize("written", ["本法", "该条例", "解释", "本解释", "《规定》", ""])
def test_a_mere_reference_is_no_law(reference: Reference, written: str) -> None:
    assert reference.laws.canonical(written) == ""


@pytest.mark.parametrize(
    "law", ["婚姻法", "继承法", "民法通则", "收养法", "担保法", "合同法", "物权法", "侵权责任法", "民法总则"]
)
def test_the_civil_code_replaced_nine_laws(reference: Reference, law: str) -> None:
    before, after = reference.laws.find(law, date(2020, 12, 31)), reference.laws.find(law, date(2021, 1, 1))
    assert before is not None
    assert after is not None
    assert before.status == IN_FORCE
    assert (after.status, after.repealed_on, after.successor) == (REPEALED, date(2021, 1, 1), CIVIL_CODE)


@pytest.mark.parametrize(
    ("law", "since"),
    [
        ("刑事诉讼法", date(2018, 10, 26)),
        ("行政诉讼法", date(2017, 7, 1)),
        ("刑法修正案（十一）", date(2021, 3, 1)),
        ("刑法修正案（十二）", date(2024, 3, 1)),
        ("民事诉讼法", date(2024, 1, 1)),
        ("民诉法解释", date(2022, 4, 10)),
        ("公司法", date(2024, 7, 1)),
        ("刑诉解释", date(2021, 3, 1)),
        ("最高人民法院关于审理行政赔偿案件若干问题的规定", date(2022, 5, 1)),
        ("最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释", date(2023, 8, 15)),
    ],
)
def test_the_version_in_force_began_on(reference: Reference, law: str, since: date) -> None:
    found = reference.laws.find(law, date(2026, 1, 1))
    assert found is not None
    assert (found.status, found.effective) == (IN_FORCE, since)


def test_earlier_versions_are_told_by_the_day(reference: Reference) -> None:
    law = reference.laws.find("民事诉讼法", date(2022, 6, 1))
    assert law is not None
    assert law.effective == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("law", "gone", "successor"),
    [
        ("关于审理证券市场因虚假陈述引发的民事赔偿案件的若干规定", date(2022, 1, 22), "虚假陈述侵权"),
        ("关于审理不正当竞争民事案件应用法律若干问题的解释", date(2022, 3, 20), "反不正当竞争法"),
        ("关于审理破坏野生动物资源刑事案件具体应用法律若干问题的解释", date(2022, 4, 9), "野生动物"),
        ("关于审理偷税抗税刑事案件具体应用法律若干问题的解释", date(2024, 3, 20), "税收征管"),
        ("关于审理因垄断行为引发的民事纠纷案件应用法律若干问题的规定", date(2024, 7, 1), "垄断"),
        ("关于审理洗钱等刑事案件具体应用法律若干问题的解释", date(2024, 8, 20), "洗钱"),
        ("关于审理拒不执行判决、裁定刑事案件适用法律若干问题的解释", date(2024, 12, 1), "拒不执行"),
    ],
)
def test_interpretations_were_replaced_on(reference: Reference, law: str, gone: date, successor: str) -> None:
    found = reference.laws.find(law, date(2026, 1, 1))
    assert found is not None
    assert (found.status, found.repealed_on) == (REPEALED, gone)
    assert successor in found.successor
    assert reference.laws.known(found.successor)


def test_a_law_that_has_not_begun_says_so(reference: Reference) -> None:
    law = reference.laws.find("医疗保障法", date(2026, 11, 1))
    assert law is not None
    assert law.status == NOT_YET


@pytest.mark.parametrize("law", ["刑法", "农村土地承包法", "宪法", "立法法", "反垄断法"])
def test_amended_laws_are_in_force(reference: Reference, law: str) -> None:
    found = reference.laws.find(law, date(2026, 1, 1))
    assert found is not None
    assert found.status == IN_FORCE


def test_every_successor_is_known(reference: Reference) -> None:
    for name in reference.laws.names:
        law = reference.laws.find(name)
        assert law is not None
        assert not law.successor or reference.laws.known(law.successor), name
