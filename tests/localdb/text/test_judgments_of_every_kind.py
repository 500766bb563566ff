# ruff: noqa: E501  (lines of court text)
"""A judgment of every kind, invented, is read into its sections and fields."""

from datetime import date

import pytest

from localdb.model.case import Case
from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text import parse_judgment

CRIMINAL_FIRST = """北京市朝阳区人民法院
刑 事 判 决 书
（2021）京0105刑初77号
公诉机关北京市朝阳区人民检察院。
被告人甲某，男，1990年1月1日出生，汉族。因涉嫌犯盗窃罪于2020年12月1日被刑事拘留。现羁押于北京市朝阳区看守所。
辩护人乙某，某某律师事务所律师。
北京市朝阳区人民检察院以京朝检刑诉〔2021〕7号起诉书指控被告人甲某犯盗窃罪，于2021年1月5日向本院提起公诉。本院公开开庭审理了本案。现已审理终结。
公诉机关指控：2020年11月3日，被告人甲某在商场内窃得手机一部。
被告人甲某对指控的事实没有异议。
经审理查明，2020年11月3日15时许，被告人甲某在本市朝阳区某商场内，窃得丙某手机一部，价值人民币四千元。
上述事实，有证人证言、监控录像、价格认定结论书等证据证实，足以认定。
本院认为，被告人甲某秘密窃取他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款之规定，判决如下：
一、被告人甲某犯盗窃罪，判处拘役四个月，罚金人民币二千元。
二、继续追缴违法所得。
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向北京市第三中级人民法院提出上诉。
审判长 丁某
审判员 戊某
二〇二一年二月三日
书记员 己某
附：相关法律条文
《中华人民共和国刑法》第二百六十四条 盗窃公私财物……
"""

CRIMINAL_SECOND = """江苏省南京市中级人民法院
刑事裁定书
（2019）苏01刑终35号
原公诉机关南京市玄武区人民检察院。
上诉人（原审被告人）甲某，男，1980年5月5日出生。
南京市玄武区人民法院审理南京市玄武区人民检察院指控原审被告人甲某犯诈骗罪一案，于2019年1月2日作出（2018）苏0102刑初9号刑事判决。原审被告人甲某不服，提出上诉。本案现已审理终结。
原判认定，2017年6月，被告人甲某虚构承包工程的事实，骗得乙某人民币十万元。
原审法院认为，被告人甲某的行为构成诈骗罪，判决被告人甲某犯诈骗罪，判处有期徒刑三年。
上诉人甲某上诉提出，其与乙某系民间借贷关系。
经审理查明，原判认定的事实清楚，证据确实、充分，本院予以确认。
本院认为，上诉人甲某以非法占有为目的，骗取他人财物，其行为构成诈骗罪。上诉理由不能成立。依照《中华人民共和国刑事诉讼法》第二百三十六条第一款第（一）项之规定，裁定如下：
驳回上诉，维持原判。
本裁定为终审裁定。
审判长 丙某
二〇一九年三月四日
书记员 丁某
"""

DEATH_REVIEW = """中华人民共和国最高人民法院
刑事裁定书
被告人甲某，男，汉族，1975年3月3日出生，农民。2015年1月1日被逮捕。现在押。
某省某市中级人民法院审理某市人民检察院指控被告人甲某犯故意杀人罪一案，于2016年2月2日以（2015）某刑初字第1号刑事判决，认定被告人甲某犯故意杀人罪，判处死刑，剥夺政治权利终身。宣判后，甲某提出上诉。某省高级人民法院依法报请本院核准。本院依法组成合议庭，对本案进行了复核。现已复核终结。
经复核确认：2014年12月12日，被告人甲某因琐事与乙某争吵，持刀将乙某刺死。
上述事实，有现场勘验笔录、证人证言等证据证实，足以认定。
本院认为，被告人甲某故意非法剥夺他人生命，其行为已构成故意杀人罪。依照《中华人民共和国刑事诉讼法》第二百三十五条、第二百三十九条的规定，裁定如下：
核准某省高级人民法院维持第一审以故意杀人罪判处被告人甲某死刑，剥夺政治权利终身的刑事裁定。
本裁定自宣告之日起发生法律效力。
审判长 丙某
二〇一六年八月八日
"""

CIVIL_FIRST = """上海市浦东新区人民法院
民事判决书
（2022）沪0115民初1234号
原告：甲公司，住所地上海市浦东新区某路1号。
法定代表人：乙某，该公司经理。
被告：丙公司，住所地上海市徐汇区某路2号。
原告甲公司与被告丙公司买卖合同纠纷一案，本院于2022年1月4日立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
甲公司向本院提出诉讼请求：判令丙公司支付货款二十万元。事实和理由：甲公司依约交货，丙公司未付款。
丙公司辩称，货物存在质量问题，不同意付款。
当事人围绕诉讼请求依法提交了证据，本院组织当事人进行了证据交换和质证。
本院经审理认定事实如下：2021年3月1日，双方签订《买卖合同》，约定货款二十万元。甲公司于同月交货，丙公司签收。
本案的争议焦点为：货物是否存在质量问题。
本院认为，丙公司未在检验期内提出异议，视为货物符合约定。依照《中华人民共和国民法典》第六百二十一条、第六百二十六条规定，判决如下：
被告丙公司于本判决生效之日起十日内支付原告甲公司货款二十万元。
案件受理费四千三百元，由被告丙公司负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状。
审判员 丁某
二〇二二年五月六日
书记员 戊某
"""

CIVIL_PETITION = """中华人民共和国最高人民法院
民事裁定书
（2015）民申字第99号
再审申请人（一审原告、二审上诉人）：甲公司。
被申请人（一审被告、二审被上诉人）：乙公司。
再审申请人甲公司因与被申请人乙公司建设工程施工合同纠纷一案，不服某省高级人民法院（2014）某民终字第8号民事判决，向本院申请再审。本院依法组成合议庭进行了审查。本案现已审查终结。
甲公司申请再审称：（一）二审判决认定已付工程款的数额错误。（二）原判适用法律错误。
乙公司提交意见称：甲公司的申请理由不能成立。
本院认为，二审判决依据双方结算单认定已付款数额，并无不当。依照《中华人民共和国民事诉讼法》第二百零四条第一款之规定，裁定如下：
驳回甲公司的再审申请。
审判长 丙某
二〇一五年九月一日
书记员 丁某
"""

ADMINISTRATIVE = """浙江省杭州市西湖区人民法院
行政判决书
（2020）浙0106行初12号
原告甲某，男，1970年2月2日出生，住杭州市。
被告杭州市某局，住所地杭州市某路。
原告甲某不服被告杭州市某局行政处罚一案，于2020年2月3日向本院提起行政诉讼。本院依法公开开庭审理了本案。现已审理终结。
被告杭州市某局于2019年12月1日作出行政处罚决定，对甲某罚款五百元。
原告甲某诉称，被诉行政行为认定事实不清，请求撤销。
被告杭州市某局辩称，被诉行政行为合法。
经审理查明，2019年11月20日，甲某占道经营，被告立案调查后作出处罚。
本院认为，被告具有作出被诉行政行为的职权，程序合法。依照《中华人民共和国行政诉讼法》第六十九条之规定，判决如下：
驳回原告甲某的诉讼请求。
如不服本判决，可在判决书送达之日起十五日内提起上诉。
审判长 乙某
二〇二〇年六月七日
"""

ENFORCEMENT = """广东省广州市中级人民法院
执行裁定书
（2021）粤01执复55号
复议申请人（异议人）：甲公司。
申请执行人：乙公司。
被执行人：丙公司。
复议申请人甲公司不服广州市越秀区人民法院（2021）粤0104执异7号执行裁定，向本院申请复议。本院依法组成合议庭进行审查，现已审查终结。
执行法院查明，乙公司申请执行丙公司一案，查封了案涉房产。
甲公司申请复议称，案涉房产系其所有，请求撤销异议裁定。
本院查明的事实与执行法院查明的事实一致。
本院认为，甲公司未办理过户登记，不享有足以排除执行的权益。依照《中华人民共和国民事诉讼法》第二百三十二条规定，裁定如下：
驳回甲公司的复议申请。
本裁定为终审裁定。
审判长 丁某
二〇二一年七月八日
"""

COMPENSATION = """四川省成都市中级人民法院赔偿委员会
国家赔偿决定书
（2018）川01委赔3号
赔偿请求人：甲某，男，1988年8月8日出生。
赔偿义务机关：某区人民检察院。
赔偿请求人甲某以无罪逮捕为由申请某区人民检察院国家赔偿一案，本院赔偿委员会依法审理，现已审理终结。
赔偿请求人甲某申请称，其被错误羁押一百天，请求支付赔偿金。
赔偿义务机关答辩称，愿意依法赔偿。
经审理查明，甲某自2016年1月1日起被羁押一百天，后经判决宣告无罪。
本院赔偿委员会认为，甲某有取得国家赔偿的权利。依照《中华人民共和国国家赔偿法》第十七条第（二）项、第三十三条的规定，决定如下：
某区人民检察院支付甲某赔偿金三万元。
本决定为发生法律效力的决定。
二〇一八年九月九日
"""

RETRIAL = """湖南省高级人民法院
民事判决书
（2019）湘民再66号
再审申请人（一审原告、二审上诉人）：甲某，女，1965年1月2日出生。
被申请人（一审被告、二审被上诉人）：乙某，男，1960年3月4日出生。
再审申请人甲某因与被申请人乙某民间借贷纠纷一案，不服湖南省长沙市中级人民法院（2018）湘01民终5号民事判决，向本院申请再审。本院提审后开庭审理了本案。本案现已审理终结。
甲某申请再审称，借款已实际交付，请求改判。
乙某辩称，借条系受胁迫出具。
甲某向一审法院起诉请求：乙某返还借款五万元。
一审法院认定事实：2016年5月5日，乙某出具借条一份。另查明，双方原系同事。
一审法院认为，甲某未能证明款项交付，判决驳回诉讼请求。
本院再审查明，2016年5月6日，甲某向乙某转账五万元。
本院再审认为，借贷关系成立并生效，乙某应当返还。依照《中华人民共和国民事诉讼法》第二百零七条第一款规定，判决如下：
一、撤销湖南省长沙市中级人民法院（2018）湘01民终5号民事判决；
二、乙某于本判决生效之日起十日内返还甲某五万元。
本判决为终审判决。
审判长 丙某
二〇一九年十月十日
书记员 丁某
"""

DECISION = """中华人民共和国最高人民法院
再审决定书
（2014）刑监字第8号
原审被告人甲某合同诈骗一案，某市某区人民法院于2009年1月1日以（2008）某刑初字第3号刑事判决，认定被告人甲某犯合同诈骗罪。甲某不服，提出申诉。
本院经审查认为，原判认定甲某具有非法占有目的的事实不清，证据不足。依照《中华人民共和国刑事诉讼法》第二百四十三条第二款的规定，决定如下：
指令某省高级人民法院对本案进行再审。
二〇一四年十二月二十九日
"""

GAZETTE = """【裁判摘要】
合同解除后，违约方仍应赔偿守约方的可得利益损失。
原告：甲公司，住所地某市某路。
被告：乙公司，住所地某市某街。
原告甲公司因与被告乙公司发生租赁合同纠纷，向某市某区人民法院提起诉讼。
原告甲公司诉称：被告拖欠租金，请求解除合同。
被告乙公司辩称：原告未提供适租房屋。
某市某区人民法院一审查明：
2010年1月1日，双方签订租赁合同，租期五年。
某市某区人民法院一审认为：
被告拖欠租金构成违约。
据此，依照《中华人民共和国合同法》第二百二十七条之规定，于2012年3月3日判决：
解除合同。
乙公司不服一审判决，向某市中级人民法院提起上诉称：一审判决认定事实错误。
某市中级人民法院经二审，确认了一审查明的事实。
某市中级人民法院二审认为：
上诉人的上诉理由不能成立。
综上，依照《中华人民共和国民事诉讼法》第一百五十三条第一款第（一）项之规定，于2012年8月8日判决：
驳回上诉，维持原判。
"""

ALL = (
    CRIMINAL_FIRST, CRIMINAL_SECOND, DEATH_REVIEW, CIVIL_FIRST, CIVIL_PETITION, ADMINISTRATIVE, ENFORCEMENT, COMPENSATION,
    RETRIAL, DECISION, GAZETTE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "court", "case_no", "day", "kind", "doc_type", "trial"),
    [
        (
            CRIMINAL_FIRST,
            "北京市朝阳区人民法院",
            "（2021）京0105刑初77号",
            date(2021, 2, 3),
            "刑事",
            "刑事判决书",
            "一审",
        ),
        (
            CRIMINAL_SECOND,
            "江苏省南京市中级人民法院",
            "（2019）苏01刑终35号",
            date(2019, 3, 4),
            "刑事",
            "刑事裁定书",
            "二审",
        ),
        (DEATH_REVIEW, "最高人民法院", "", date(2016, 8, 8), "刑事", "刑事裁定书", "死刑复核"),
        (
            CIVIL_FIRST,
            "上海市浦东新区人民法院",
            "（2022）沪0115民初1234号",
            date(2022, 5, 6),
            "民事",
            "民事判决书",
            "一审",
        ),
        (CIVIL_PETITION, "最高人民法院", "（2015）民申字第99号", date(2015, 9, 1), "民事", "民事裁定书", "再审审查"),
        (
            ADMINISTRATIVE,
            "浙江省杭州市西湖区人民法院",
            "（2020）浙0106行初12号",
            date(2020, 6, 7),
            "行政",
            "行政判决书",
            "一审",
        ),
        (
            ENFORCEMENT,
            "广东省广州市中级人民法院",
            "（2021）粤01执复55号",
            date(2021, 7, 8),
            "执行",
            "执行裁定书",
            "执行复议",
        ),
        (
            COMPENSATION,
            "四川省成都市中级人民法院",
            "（2018）川01委赔3号",
            date(2018, 9, 9),
            "国家赔偿",
            "国家赔偿决定书",
            "国家赔偿",
        ),
        (RETRIAL, "湖南省高级人民法院", "（2019）湘民再66号", date(2019, 10, 10), "民事", "民事判决书", "再审"),
        (DECISION, "最高人民法院", "（2014）刑监字第8号", date(2014, 12, 29), "刑事", "刑事决定书", "再审审查"),
    ],
)
def test_heading_and_date(
    text: str, court: str, case_no: str, day: date, kind: str, doc_type: str, trial: str, reference: Reference
) -> None:
    case = parse_judgment(text, reference)

    assert (case.court, case.case_no, case.date) == (court, case_no, day)
    assert (case.case_type, case.doc_type, case.trial) == (CaseType(kind), doc_type, trial)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            CRIMINAL_FIRST,
            {
                Section.PARTIES: "公诉机关北京",
                Section.PROCEDURE: "北京市朝阳区人民检察院以",
                Section.CLAIMS: "公诉机关指控",
                Section.FACTS: "经审理查明",
                Section.EVIDENCE: "上述事实",
                Section.REASONING: "本院认为",
                Section.STATUTES: "依照《",
                Section.DISPOSITION: "一、被告人",
                Section.TAIL: "如不服",
                Section.APPENDIX: "附：",
            },
        ),
        (
            CRIMINAL_SECOND,
            {
                Section.PRIOR: "原判认定",
                Section.CLAIMS: "上诉人甲某上诉提出",
                Section.FACTS: "经审理查明",
                Section.REASONING: "本院认为",
                Section.DISPOSITION: "驳回上诉",
                Section.TAIL: "本裁定为终审",
            },
        ),
        (
            DEATH_REVIEW,
            {
                Section.PROCEDURE: "某省某市",
                Section.FACTS: "经复核确认",
                Section.EVIDENCE: "上述事实",
                Section.DISPOSITION: "核准",
            },
        ),
        (
            CIVIL_FIRST,
            {
                Section.PROCEDURE: "原告甲公司与",
                Section.CLAIMS: "甲公司向本院提出诉讼请求",
                Section.EVIDENCE: "当事人围绕",
                Section.FACTS: "本院经审理认定事实",
                Section.ISSUES: "本案的争议焦点",
                Section.REASONING: "本院认为",
                Section.DISPOSITION: "被告丙公司于",
            },
        ),
        (
            CIVIL_PETITION,
            {
                Section.CLAIMS: "甲公司申请再审称",
                Section.REASONING: "本院认为，二审",
                Section.DISPOSITION: "驳回甲公司",
            },
        ),
        (
            ADMINISTRATIVE,
            {Section.CLAIMS: "原告甲某诉称", Section.FACTS: "经审理查明", Section.DISPOSITION: "驳回原告"},
        ),
        (ENFORCEMENT, {Section.PRIOR: "执行法院查明", Section.CLAIMS: "甲公司申请复议称", Section.FACTS: "本院查明"}),
        (
            COMPENSATION,
            {
                Section.CLAIMS: "赔偿请求人甲某申请称",
                Section.FACTS: "经审理查明",
                Section.REASONING: "本院赔偿委员会认为",
            },
        ),
        (
            RETRIAL,
            {
                Section.CLAIMS: "甲某申请再审称",
                Section.PRIOR: "一审法院认定事实",
                Section.FACTS: "本院再审查明",
                Section.REASONING: "本院再审认为",
            },
        ),
        (DECISION, {Section.REASONING: "本院经审查认为", Section.DISPOSITION: "指令", Section.TAIL: "二〇一四年"}),
        (
            GAZETTE,
            {
                Section.CLAIMS: "原告甲公司诉称",
                Section.FACTS: "某市某区人民法院一审查明",
                Section.PRIOR: "某市某区人民法院一审认为",
                Section.REASONING: "某市中级人民法院二审认为",
                Section.DISPOSITION: "驳回上诉",
            },
        ),
    ],
)
def test_sections_start_where_the_court_opens_them(text: str, starts: dict[Section, str], reference: Reference) -> None:
    sections = parse_judgment(text, reference).sections

    assert {section: sections.get(section, "")[: len(words)] for section, words in starts.items()} == starts


@pytest.mark.parametrize("text", ALL)
def test_lost_line_breaks_change_no_field(text: str, reference: Reference) -> None:
    whole, flat = parse_judgment(text, reference), parse_judgment(" ".join(text.split("\n")), reference)

    assert _fields(flat) == _fields(whole)
    assert {*flat.sections} == {*whole.sections}


@pytest.mark.parametrize("text", [CRIMINAL_FIRST, CIVIL_FIRST, CIVIL_PETITION, ENFORCEMENT])
def test_reasoning_and_result_survive_without_any_blank(text: str, reference: Reference) -> None:
    whole, squeezed = parse_judgment(text, reference), parse_judgment("".join(text.split()), reference)

    for section in (Section.FACTS, Section.REASONING, Section.DISPOSITION):
        assert squeezed.sections.get(section, "") == "".join(whole.sections.get(section, "").split())


def test_charge_is_read_from_the_disposition(reference: Reference) -> None:
    assert parse_judgment(CRIMINAL_FIRST, reference).charges == ("盗窃罪",)


def test_charge_of_a_dismissed_appeal_is_read_from_the_reasoning(reference: Reference) -> None:
    assert parse_judgment(CRIMINAL_SECOND, reference).charges == ("诈骗罪",)


@pytest.mark.parametrize(
    ("text", "cause"), [(CIVIL_FIRST, "买卖合同纠纷"), (RETRIAL, "民间借贷纠纷"), (GAZETTE, "租赁合同纠纷")]
)
def test_cause_is_read_from_the_procedure(text: str, cause: str, reference: Reference) -> None:
    assert parse_judgment(text, reference).causes == (cause,)


def test_statutes_of_the_basis_are_written_one_by_one(reference: Reference) -> None:
    assert parse_judgment(CRIMINAL_FIRST, reference).statutes == (
        "《中华人民共和国刑法》第二百六十四条",
        "《中华人民共和国刑法》第六十七条第三款",
    )


def test_parties_are_those_who_are_parties(reference: Reference) -> None:
    parties = parse_judgment(CIVIL_FIRST, reference).parties

    assert [party[:5] for party in parties] == ["原告：甲公", "被告：丙公"]


def test_gazette_case_tells_its_gist_and_the_last_decision(reference: Reference) -> None:
    case = parse_judgment(GAZETTE, reference)

    assert case.gist == "合同解除后，违约方仍应赔偿守约方的可得利益损失。"
    assert (case.court, case.date, case.doc_type) == ("某市中级人民法院", date(2012, 8, 8), "公报案例")


def test_a_date_in_the_appended_statutes_is_not_the_date_of_the_judgment(reference: Reference) -> None:
    text = CRIMINAL_FIRST + "（1997年3月14日修订，2020年12月26日修正）\n"

    assert parse_judgment(text, reference).date == date(2021, 2, 3)


def test_adopted_accusation_is_what_the_court_found(reference: Reference) -> None:
    start, end = CRIMINAL_FIRST.index("经审理查明"), CRIMINAL_FIRST.index("上述事实")
    sections = parse_judgment(CRIMINAL_FIRST[:start] + CRIMINAL_FIRST[end:], reference).sections

    assert sections[Section.FACTS].startswith("公诉机关指控：2020年11月3日")


def test_an_answer_to_counsel_is_not_where_the_reasoning_begins(reference: Reference) -> None:
    answer = "辩护人提出甲某系初犯的辩护意见。本院认为，该意见成立，予以采纳。依照"
    text = "".join(CRIMINAL_FIRST.replace("依照", answer, 1).split())

    assert parse_judgment(text, reference).sections[Section.REASONING].startswith("本院认为，被告人甲某秘密窃取")


def test_a_text_without_cues_has_no_sections(reference: Reference) -> None:
    assert parse_judgment("今天天气很好，适合出门散步。", reference).sections == {}


def _fields(case: Case) -> tuple[object, ...]:
    return (
        case.court,
        case.case_no,
        case.date,
        case.case_type,
        case.doc_type,
        case.trial,
        case.causes,
        case.charges,
        case.statutes,
    )


def test_a_closing_bracket_stays_with_the_disposition(reference: Reference) -> None:
    text = CRIMINAL_FIRST.replace("二、继续追缴违法所得。", "（刑期从判决执行之日起计算。）")
    sections = parse_judgment(" ".join(text.split("\n")), reference).sections

    assert sections[Section.DISPOSITION].endswith("计算。）")
    assert sections[Section.TAIL].startswith("如不服")


def test_findings_that_refer_to_the_judgment_below_are_findings(reference: Reference) -> None:
    own = "经本院审理查明的事实、证据与原判相同。二审期间，检察员提交的证据与原判认定的事实一致，本院予以确认。"
    text = CRIMINAL_SECOND.replace("经审理查明，原判认定的事实清楚，证据确实、充分，本院予以确认。", own)

    assert parse_judgment(text, reference).sections[Section.FACTS] == own


def test_a_decision_without_reasoning_has_none(reference: Reference) -> None:
    text = """中华人民共和国最高人民法院
指定管辖决定书
（2013）刑立他字第31-1号
根据《中华人民共和国刑事诉讼法》第二十六条的规定，决定如下：
指定某省某县人民法院对本案进行审判。
二〇一三年八月一日
"""
    case = parse_judgment(text, reference)

    assert case.case_no == "（2013）刑立他字第31-1号"
    assert Section.REASONING not in case.sections


def test_numbered_grounds_of_appeal_are_claims(reference: Reference) -> None:
    appeal = "一审宣判后，乙公司不服，向某市中级人民法院提出上诉，主要理由是：1.一审认定事实错误；2.一审对违约金不予调整错误。"
    text = GAZETTE.replace("乙公司不服一审判决，向某市中级人民法院提起上诉称：一审判决认定事实错误。", appeal)

    assert parse_judgment(text, reference).sections[Section.CLAIMS].endswith(appeal)


@pytest.mark.parametrize("party", ["被告项目部", "原告", "被告人王某", "第三人"])
def test_in_a_draft_without_heading_a_party_named_by_the_court_is_not_introduced(
    party: str, reference: Reference
) -> None:
    facts = "经审理查明，双方签订买卖合同，货款至今未付。\n"
    issues = "本案的争议焦点为：一、印章是否有效；二、违约金应否调整。\n"
    reasoning = f"本院认为，合同合法有效。{party}应当承担相应责任。"
    basis = "依照《中华人民共和国民法典》第五百七十七条之规定，判决如下："
    sections = parse_judgment(facts + issues + reasoning + basis, reference).sections
    assert sections[Section.FACTS].startswith(facts.strip())
    assert sections[Section.ISSUES] == issues.strip()
    assert sections[Section.REASONING] == reasoning
    assert sections[Section.STATUTES] == basis
