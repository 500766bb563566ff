import pytest

from localdb.model.case import Case
from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text.decisions import named_by, told_decisions

FIRST = "上海市松江区人民法院于2009年12月8日作出（2009）松民二（商）初字第1052号民事判决：偿付货款。"
SECOND = "上海市第一中级人民法院于2010年9月1日作出（2010）沪一中民四（商）终字第1302号民事判决：驳回上诉，维持原判。"
REVIEW = "最高人民法院于2020年5月27日作出（2020）最高法民申2033号民事裁定：驳回其再审申请。"


def _told(result: str, reasoning: str = "法院生效裁判认为：略。", **fields: str) -> Case:
    sections = {Section.REASONING: reasoning, Section.DISPOSITION: result}
    return Case(id="1", sections=sections, full_text=result + reasoning, **fields)  # type: ignore[arg-type]


def _gazette(court: str, case_no: str, text: str = "", kind: CaseType | None = None) -> Case:
    return Case(id="1", court=court, case_no=case_no, full_text=text, case_type=kind)


def test_a_guiding_case_goes_by_the_last_judgment_its_result_tells(reference: Reference) -> None:
    case = _told(FIRST + "宣判后，被告提出上诉。" + SECOND, court="上海市松江区人民法院")
    assert named_by(case, reference, guiding=True) == (
        "上海市第一中级人民法院",
        "（2010）沪一中民四（商）终字第1302号",
    )


def test_what_a_judgment_overturns_is_not_the_last_decision(reference: Reference) -> None:
    overturned = (
        FIRST + "上海市第一中级人民法院于2010年9月1日作出（2010）沪一中民四（商）终字第1302号民事判决："
        "一、撤销上海市松江区人民法院作出的（2009）松民二（商）初字第1052号民事判决；二、驳回起诉。"
    )
    assert named_by(_told(overturned), reference, guiding=True)[0] == "上海市第一中级人民法院"


def test_a_court_may_be_named_in_the_sentence_before(reference: Reference) -> None:
    result = (
        FIRST + "原告不服，向上海市第一中级人民法院提起上诉。该院于2010年9月1日作出（2010）沪一中民终字第1号民事判决。"
    )
    assert [each.court.name for each in told_decisions(result, reference)] == [
        "上海市松江区人民法院",
        "上海市第一中级人民法院",
    ]


def test_turning_down_a_further_application_leaves_the_judgment_standing(reference: Reference) -> None:
    told = FIRST + SECOND + REVIEW
    assert named_by(_told(told), reference, guiding=True)[0] == "上海市第一中级人民法院"
    own = _told(told, "最高人民法院认为：略。")
    assert named_by(own, reference, guiding=True) == ("最高人民法院", "（2020）最高法民申2033号")


@pytest.mark.parametrize(
    ("case", "named"),
    [
        # the code of the number names its court
        (
            _gazette("江苏省盐城市大丰区人民法院", "（2016）苏09民终588号"),
            ("江苏省盐城市中级人民法院", "（2016）苏09民终588号"),
        ),
        (_gazette("最高人民法院", "（2019）沪03破320号之六"), ("上海市第三中级人民法院", "（2019）沪03破320号之六")),
        # an older code may be that of several courts: 宁 is Nanjing here, and no court of Ningxia
        (
            _gazette("江苏省南京市中级人民法院", "（2004）宁民三初字第219号"),
            ("江苏省南京市中级人民法院", "（2004）宁民三初字第219号"),
        ),
        (
            _gazette("最高人民法院", "（2007）肇刑初字第25号", "肇庆市检察院向广东省肇庆市中级人民法院提起公诉。"),
            ("广东省肇庆市中级人民法院", "（2007）肇刑初字第25号"),
        ),
        # a number of another case, province or authority is left out
        (_gazette("河南省郑州市中级人民法院", "（2017）京01行初1203号"), ("河南省郑州市中级人民法院", "")),
        (_gazette("江苏省苏州市中级人民法院", "〔2010〕苏行复第148号"), ("江苏省苏州市中级人民法院", "")),
        (
            _gazette("上海市松江区人民法院", "（2011）松刑初字第1222号", kind=CaseType.CIVIL),
            ("上海市松江区人民法院", ""),
        ),
        (
            _gazette("重庆市綦江区人民法院", "（2014）渝五中法民终字第06040号"),
            ("重庆市綦江区人民法院", ""),
        ),
        # nothing contradicts
        (_gazette("", ""), ("", "")),
        (_gazette("某某法院", "（1993）和民初字第440号"), ("某某法院", "（1993）和民初字第440号")),
    ],
)
def test_court_and_number_of_a_published_case_belong_together(
    reference: Reference, case: Case, named: tuple[str, str]
) -> None:
    assert named_by(case, reference, guiding=False) == named
