import pytest

from localdb.model.kinds import CaseType
from localdb.reference import Reference


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("买卖合同纠纷", "买卖合同纠纷"),
        ("民间借贷", "民间借贷纠纷"),
        ("居间合同纠纷", "中介合同纠纷"),
        ("生命权、健康权、身体权纠纷", "生命权、身体权、健康权纠纷"),
        ("盗窃", "盗窃罪"),
        ("投毒罪", "投放危险物质罪"),
        ("奸淫幼女罪", "强奸罪"),
        ("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("走私、运输、贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("非法持有枪支罪", "非法持有、私藏枪支、弹药罪"),
        ("窝藏罪", "窝藏、包庇罪"),
        ("偷越国(边)境罪", "偷越国（边）境罪"),
        ("掩饰、隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
        ("工伤认定", "工伤保险资格或者待遇认定"),
        ("房屋征收补偿", "房屋征收或者征用补偿"),
        ("治安管理处罚", "行政处罚"),
        ("不履行法定职责", "不履行职责"),
        ("错误执行", "错误执行赔偿"),
        ("无罪赔偿", "刑事赔偿"),
        ("执行分配方案异议", "执行分配方案异议之诉"),
        ("金融借款", "金融借款合同纠纷"),
        ("房屋租赁", "房屋租赁合同纠纷"),
        ("道路交通事故损害赔偿", "机动车交通事故责任纠纷"),
        ("醉酒驾驶", "危险驾驶罪"),
        ("帮信罪", "帮助信息网络犯罪活动罪"),
        ("侵占罪", "侵占罪"),
        ("职务侵占罪", "职务侵占罪"),
    ],
)
def test_a_cause_takes_the_name_of_today(reference: Reference, written: str, today: str) -> None:
    assert reference.causes.normalise(written) == today


@pytest.mark.parametrize(
    "written", ["", "罪", "犯罪", "悔罪", "认罪", "张三", "帮助犯罪", "本案", "买卖", "赔偿", "处罚"]
)
def test_what_is_no_cause_is_none(reference: Reference, written: str) -> None:
    assert reference.causes.normalise(written) is None


def test_all_names_are_their_own(reference: Reference) -> None:
    causes = reference.causes
    assert len(causes.charges) == 483
    for name in (*causes.charges, *causes.civil, *causes.administrative, *causes.compensation):
        assert causes.normalise(name) == name


def test_old_names_lead_to_names_of_the_table(reference: Reference) -> None:
    for old, today in reference.causes.older.items():
        assert reference.causes.normalise(old) == today
        assert old == today or reference.causes.kind(today) is not None, old


def test_a_cause_knows_its_kind_of_case(reference: Reference) -> None:
    causes = reference.causes
    assert causes.kind("诈骗罪") is CaseType.CRIMINAL
    assert causes.kind("买卖合同纠纷") is CaseType.CIVIL
    assert causes.kind("行政处罚") is CaseType.ADMINISTRATIVE
    assert causes.kind("错误执行赔偿") is CaseType.COMPENSATION


def test_a_charge_knows_its_articles(reference: Reference) -> None:
    assert reference.causes.articles("诈骗罪") == (266,)
    assert reference.causes.articles("危险驾驶罪") == reference.causes.articles("交通肇事罪") == (133,)
