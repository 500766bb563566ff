"""Invented reports of every size for tests of documents and of the report dialog.

Belongs here: values of `localdb.model.report`. Does not: files, widgets, the engine.
"""

from dataclasses import replace
from datetime import date, datetime

from fakes.hits import FACTS, REASONING, make_case, make_hit

from localdb.model.kinds import CaseType, Method, Section, Tier, TierState, Trigger, Verdict
from localdb.model.matter import Judged, Matter, SearchLog, SubmittedCase, TierCount
from localdb.model.report import Report, ReportCase, ReportKind

MADE = datetime(2026, 11, 20, 16, 40)
LONG = (
    "云江省云江市禾丰生态农业资源综合利用科技发展股份有限公司诉云江省云江市澄湖区岳山青禾现代农业种植专业合作社联合社、"
    "云江省农业生产资料集团有限责任公司等买卖合同纠纷案"
)


def make_matter(**changes: object) -> Matter:
    """Make an invented matter with everything that a report asks for."""
    matter = Matter(
        number=1,
        case_no="（2026）云0103民初1234号",
        title="云江禾丰农资有限公司与岳山县青禾种植专业合作社买卖合同纠纷",
        court="云江省云江市澄湖区人民法院",
        tribunal="民事审判第二庭",
        case_type=CaseType.CIVIL,
        causes=("买卖合同纠纷",),
        triggers=(Trigger.COMMITTEE, Trigger.UNSETTLED),
        issues=("第三批24吨复合肥是否已经交付", "合同约定的逾期付款违约金是否过分高于造成的损失"),
        facts_date=date(2021, 3, 8),
        searcher="法官助理　沈知微",
        analysis=(
            "检索到的类案对仅有经办人签字的送货单，均结合此前的交易习惯和其后的对账情况认定交付事实，本案事实与之相近，可以参考。\n"
            "关于违约金，类案均要求主张过高的一方就损失承担举证责任，本案拟采纳同一裁判规则。"
        ),
    )
    return replace(matter, **changes)  # type: ignore[arg-type]


def make_search(method: Method = Method.CASE, returned: int = 40, **changes: object) -> SearchLog:
    """Make a logged search over all tiers."""
    counts = tuple(
        TierCount(tier, TierState.SEARCHED, returned if tier is Tier.COUNTRY else 0, min(returned, 3)) for tier in Tier
    )
    search = SearchLog(
        matter=1,
        at=datetime(2026, 11, 18, 9, 30),
        who="沈知微",
        court="云江省云江市澄湖区人民法院",
        method=method,
        query="送货单 经办人签字 对账单 违约金 过分高于 实际损失",
        library_version=14,
        library_cases=11608,
        tiers=counts,
        number=1,
    )
    return replace(search, **changes)  # type: ignore[arg-type]


def make_report_case(tier: Tier = Tier.PARENT, number: int = 0, long: bool = False, **judged: object) -> ReportCase:
    """Make a similar case with the judge's comparison; `long` has a title and passages of many lines."""
    hit = make_hit(tier, number)
    if long:
        hit = replace(hit, card=replace(hit.card, title=LONG))
    verdict = Judged(
        matter=1,
        case_key=hit.card.key,
        verdict=Verdict.SIMILAR,
        tier=tier,
        note="两案均为长期供货、分批交付、部分送货单仅有经办人签字，且事后均有对账。",
        facts="相同点：分批供货，部分送货单仅有经办人签字，事后有对账单。不同点：类案对账单加盖公章，本案仅有负责人签字。",
        issues="争议焦点相同，均为货物是否交付和违约金是否过高。",
        law="均适用民法典第五百八十五条第二款，举证责任由主张违约金过高的一方承担。",
    )
    case = make_case(number)
    return ReportCase(
        hit=hit,
        judged=replace(verdict, **judged),  # type: ignore[arg-type]
        gist=REASONING.split("\n")[1] if long else case.gist,
        result=case.sections[Section.DISPOSITION],
        statutes=case.statutes,
        facts=FACTS if long else FACTS.split("\n")[0],
        issues=case.sections.get(Section.ISSUES, ""),
    )


def make_report(cases: tuple[ReportCase, ...] = (), **changes: object) -> Report:
    """Make a report of these cases; none gives the report that nothing was found."""
    kept = {tier: sum(case.hit.tier is tier for case in cases) for tier in Tier}
    states = {Tier.HIGH: TierState.SEARCHED, Tier.PROCURATORIAL: TierState.NOT_APPLICABLE}
    tiers = tuple(
        TierCount(tier, states.get(tier, TierState.SEARCHED), kept[tier] * 9, kept[tier] * 3, kept[tier])
        for tier in Tier
    )
    report = Report(
        kind=ReportKind.REPORT,
        matter=make_matter(),
        made=MADE,
        searcher="法官助理　沈知微",
        platform="local",
        library_version=14,
        library_cases=11608,
        library_newest=date(2026, 11, 19),
        triggers=(Trigger.COMMITTEE, Trigger.UNSETTLED),
        searches=(make_search(), make_search(Method.STATUTE, query="法条:《中华人民共和国民法典》第五百八十五条")),
        tiers=tiers,
        issues=make_matter().issues,
        cases=cases,
        rejected=(),
        submitted=(),
        statutes=(
            "《中华人民共和国民法典》第五百七十七条",
            "《中华人民共和国民法典》第五百八十五条",
            "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第一条",
        )
        if cases
        else (),
        analysis=make_matter().analysis,
        began=datetime(2026, 11, 16, 8, 30),
        runs=(5, 1),
        matter_facts="2021年3月至4月，原告分五批向被告供应复合肥118.6吨，其中第三批送货单仅有经办人签字；5月20日双方对账确认欠款211010元。",
        matter_statutes=("《中华人民共和国民法典》第五百八十五条",),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def full_report(**changes: object) -> Report:
    """Make a report of twelve cases over all tiers with long titles, long passages and diverging rules."""
    tiers = (*Tier, Tier.PARENT, Tier.COUNTRY, Tier.COUNTRY)
    order = sorted(range(len(tiers)), key=lambda number: list(Tier).index(tiers[number]))
    cases = tuple(
        make_report_case(tiers[place], number, long=number % 3 == 1, followed=(True, None, False)[number % 3])
        for number, place in enumerate(order)
    )
    submitted = (
        SubmittedCase(
            1, "原告", "最高人民法院指导性案例1号", "与本案基本事实不同，不予参照，理由已在裁判文书中说明", True
        ),
        SubmittedCase(1, "被告", "（2023）云01民终77号民事判决书", "", False),
    )
    rejected = tuple(replace(case.judged, verdict=Verdict.DIFFERENT) for case in cases[:2])
    return make_report(cases, **({"submitted": submitted, "rejected": rejected} | changes))
