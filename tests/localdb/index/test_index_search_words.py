import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localdb.index.question import (
    And,
    Cause,
    Court,
    Days,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Question,
    Statute,
    Term,
    plain_number,
)
from localdb.index.search_words import method_of, read_question
from localdb.model.errors import BadQuery
from localdb.model.kinds import Method

LAWS = {"刑法": "中华人民共和国刑法", "中华人民共和国刑法": "中华人民共和国刑法", "合同法": "中华人民共和国合同法"}


def read(words: str) -> Question:
    return read_question(words, lambda text: [text] if len(text) > 1 else [], lambda name: LAWS.get(name, ""))


def days(*numbers: int) -> Days:
    return Days(date(*numbers[:3]).toordinal(), date(*numbers[3:]).toordinal())


def term(word: str) -> Term:
    return Term(word, (word,))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("醉酒 逃逸", And((term("醉酒"), term("逃逸")))),
        ("醉酒 AND 逃逸", And((term("醉酒"), term("逃逸")))),
        ("醉酒 OR 逃逸", Or((term("醉酒"), term("逃逸")))),
        ("醉酒 NOT 逃逸", And((term("醉酒"), Not(term("逃逸"))))),
        ("醉酒 -逃逸", And((term("醉酒"), Not(term("逃逸"))))),
        ("（醉酒 OR 吸毒）驾驶", And((Or((term("醉酒"), term("吸毒"))), term("驾驶")))),
        ("“因逃逸致人死亡”", Phrase("因逃逸致人死亡", ("因逃逸致人死亡",))),
        ("法条:刑法第133条", Statute("中华人民共和国刑法", 133)),
        ("法条：合同法 第五十二条", Statute("中华人民共和国合同法", 52)),
        ("法条:刑法133", Statute("中华人民共和国刑法", 133)),
        ("法条:合同法 107", Statute("中华人民共和国合同法", 107)),
        ("《合同法》107条", Statute("中华人民共和国合同法", 107)),
        ("法条:合同法第一百零七条第一款", Statute("中华人民共和国合同法", 107)),
        ("法条:刑法133条", Statute("中华人民共和国刑法", 133)),
        ("法条:刑法133之一", Statute("中华人民共和国刑法", 133, 1)),
        ("法条：《合同法》114", Statute("中华人民共和国合同法", 114)),
        ("法条:合同法一百一十四", Statute("中华人民共和国合同法", 114)),
        ("法条:刑法133 自首", And((Statute("中华人民共和国刑法", 133), term("自首")))),
        ("刑法133", Statute("中华人民共和国刑法", 133)),
        ("公司法2018", term("公司法2018")),
        ("《刑法》第一百三十三条之一第一款", Statute("中华人民共和国刑法", 133, 1)),
        ("《刑法》", Statute("中华人民共和国刑法")),
        ("刑法第133条", Statute("中华人民共和国刑法", 133)),
        ("案由:盗窃 法院:南昌", And((Cause("盗窃"), Court("南昌")))),
        ("指导性案例24号", Number("指导案例24")),
        ("2023-07-2-091-001", Number("2023-07-2-091-001")),
        ("盗窃* 既遂", And((Pattern("盗窃*"), term("既遂")))),
        ("日期:2019", days(2019, 1, 1, 2019, 12, 31)),
        ("日期：2019-2021", days(2019, 1, 1, 2021, 12, 31)),
        ("日期:２０２０年2月", days(2020, 2, 1, 2020, 2, 29)),
        ("日期:2019-03-05至2020", days(2019, 3, 5, 2020, 12, 31)),
    ],
)
def test_reads(words: str, question: Question) -> None:
    assert read(words) == question


@pytest.mark.parametrize(
    "written",
    [
        "（2018）赣0111刑初485号",
        "(2018)赣0111刑初485号",
        "(2018) 赣0111刑初485号",
        "〔2018〕赣0111刑初485号",
        "[2018]赣0111刑初485号",
        "（２０１８）赣0111刑初485号",
        "2018赣0111刑初485号",
        "案号:（2018）赣0111刑初485号",
        "案号：2018赣0111刑初485",
    ],
)
def test_a_case_number_is_one_number_in_any_brackets(written: str) -> None:
    assert read(written) == Number("2018赣0111刑初485")


def test_old_numbers_too() -> None:
    assert plain_number("（2014）烈刑初字第48号") == plain_number("(2014)烈刑初字第 48 号")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "empty"),
        (" 　 ", "empty"),
        ("，。！", "empty"),
        ("😀", "empty"),
        ("的", "too_common"),
        ("“醉酒", "quotes"),
        ("(醉酒", "brackets"),
        ("醉酒)", "brackets"),
        ("醉酒 OR", "operator"),
        ("AND 醉酒", "operator"),
        ("NOT 醉酒", "only_not"),
        ("醉酒 OR -逃逸", "only_not"),
        ("法条:第三条", "statute"),
        ("案号:()", "empty"),
        ("日期:去年", "date"),
        ("日期:2019-13", "date"),
        ("日期:2021-2019", "date"),
        ("日期:2019-02-30", "date"),
        ("驾" * 3000, "too_long"),
    ],
)
def test_nonsense_is_named(words: str, reason: str) -> None:
    with pytest.raises(BadQuery) as caught:
        read(words)
    assert caught.value.reason == reason


@given(
    st.text(alphabet=st.sampled_from('醉酒驾驶 ()（）“”"《》第条AND OR NOT-|:：法案号由日期*012一二之'), max_size=40)
)
def test_any_words_are_read_or_refused(words: str) -> None:
    with contextlib.suppress(BadQuery):
        assert read(words)


def test_methods_are_named() -> None:
    assert method_of(read("法条:刑法第133条")) is Method.STATUTE
    assert method_of(read("法条:刑法第133条 法院:南昌")) is Method.STATUTE
    assert method_of(read("《刑法》 自首")) is Method.KEYWORD
    assert method_of(read("自首")) is Method.KEYWORD
