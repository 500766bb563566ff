import pytest

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.text.revocations import revocations

FIRST, SECOND = "（2016）吉7601刑初4号", "（2016）吉76刑终7号"
NAMED = f"甲市乙县人民法院{FIRST}刑事判决"


def _told(
    disposition: str = "", history: str = "", case_no: str = "（2018）吉76刑再1号", trial: str = "再审"
) -> dict[str, bool]:
    sections = {Section.DISPOSITION: disposition, Section.PROCEDURE: history, Section.PRIOR: f"一、撤销{NAMED}。"}
    case = Case("1", court="某市中级人民法院", case_no=case_no, trial=trial, sections=sections)
    return {each.case_no.canonical: each.whole for each in revocations(case)}


@pytest.mark.parametrize(
    "words",
    [
        f"一、撤销{NAMED}；二、被告人甲无罪。",
        f"撤销{NAMED}书，发回重审。",
        f"撤销{NAMED}，即被告人甲犯盗窃罪，判处有期徒刑一年，缓刑二年；",
        f"撤销{NAMED}（即原判决）。",
        f"维持{SECOND}刑事判决第一项；撤销{NAMED}。",
        "撤销甲县人民法院 （2016）吉7601刑初4号 判决；",
    ],
)
def test_a_judgment_revoked_with_nothing_picked_out_is_revoked_whole(words: str) -> None:
    assert _told(words) == {FIRST: True}


@pytest.mark.parametrize(
    "words",
    [
        f"撤销{NAMED}第二项，即没收手机一部；",
        f"撤销{NAMED}的第一、三项；",
        f"撤销{NAMED}中对被告人甲的量刑部分；",
        f"撤销{NAMED}，对被告人甲的量刑部分；",
        f"撤销{NAMED}主文第一项；",
        f"撤销{NAMED}；维持{NAMED}；",
    ],
)
def test_what_is_picked_out_of_a_judgment_leaves_the_rest(words: str) -> None:
    assert _told(words) == {FIRST: False}


def test_several_judgments_in_one_clause() -> None:
    both = f"撤销本院{SECOND}刑事裁定和{NAMED}"
    assert _told(both + "；") == {FIRST: True, SECOND: True}
    assert _told(both + "第二项；") == {FIRST: False, SECOND: True}
    assert _told(both + "中对被告人甲的量刑部分；") == {FIRST: False, SECOND: False}


def test_the_court_named_goes_along() -> None:
    words = f"撤销本院{SECOND}刑事裁定和{NAMED}；"
    case = Case("1", court="某市中级人民法院", trial="再审", sections={Section.DISPOSITION: words})
    assert [each.court for each in revocations(case)] == ["某市中级人民法院", "甲市乙县人民法院"]


def test_the_history_of_a_case_tells_what_was_sent_back() -> None:
    history = f"某院于2018年作出（2018）吉76刑再1号刑事裁定，撤销本院{FIRST}刑事判决，发回重审。"
    case = Case("1", case_no="（2018）吉7601刑初9号", trial="一审", sections={Section.PROCEDURE: history})
    assert [(e.case_no.canonical, e.whole, e.by) for e in revocations(case)] == [(FIRST, True, "（2018）吉76刑再1号")]


def test_an_older_number_without_a_court_is_of_the_court_that_tells_of_it() -> None:
    history = "某中院作出（2016）川07刑终33号刑事裁定，撤销（2015）涪刑初字第510号刑事判决，发回重审。"
    case = Case("1", court="涪城区人民法院", trial="一审", sections={Section.PROCEDURE: history})
    assert [each.court for each in revocations(case)] == ["涪城区人民法院"]


@pytest.mark.parametrize(
    ("words", "case_no", "trial"),
    [
        (f"撤销{NAMED}；", FIRST, "二审"),  # the number it bears itself
        (f"撤销{NAMED}；", "（2019）吉7601刑初9号", "一审"),
        (f"撤销{NAMED}宣告的缓刑部分，数罪并罚；", "（2019）吉76刑终9号", "二审"),
        (f"维持{NAMED}；", "（2019）吉76刑终9号", "二审"),
        ("撤销原判；", "（2019）吉76刑终9号", "二审"),
        ("", "", ""),
    ],
)
def test_what_revokes_no_other_judgment(words: str, case_no: str, trial: str) -> None:
    assert _told(words, case_no=case_no, trial=trial) == {}
