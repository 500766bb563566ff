"""Invented hits, results and judgments for tests of the window. No real case, party or number is in here.

Belongs here: values of `localdb.model` varied enough to look at. Does not: files, widgets, the engine.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from localdb.model.case import Case, CaseCard, Mark
from localdb.model.kinds import Authority, Axis, CaseType, Effect, Method, Section, Status, Tier, TierState
from localdb.model.similar import CauseGuess, Hit, Passage, Reason, SimilarResult, TierGroup

FACTS = (
    "经审理查明，2021年3月8日，云江市澄湖区禾丰农资有限公司（以下简称禾丰公司）与被告岳山县青禾种植专业合作社（以下简称青禾合作社）"
    "签订《复合肥购销合同》，约定禾丰公司供应复合肥120吨，单价每吨2850元，货到验收合格后三十日内付清货款，逾期付款的按日万分之五支付违约金。\n"
    "合同签订后，禾丰公司于2021年3月15日至4月2日分五批将118.6吨复合肥送至青禾合作社仓库，青禾合作社经办人在送货单上签字并加盖仓库专用章。"
    "其中第三批24吨的送货单仅有经办人签字，未加盖印章，青禾合作社对该批货物的数量提出异议。\n"
    "2021年5月20日，双方形成对账单一份，载明尚欠货款211010元。此后青禾合作社支付50000元，余款经禾丰公司多次催要未付。"
    "上述事实，有购销合同、送货单、对账单、银行转账凭证、微信聊天记录以及双方当事人陈述在案佐证，足以认定。"
)
REASONING = (
    "本院认为，禾丰公司与青禾合作社签订的《复合肥购销合同》系双方当事人的真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效，"
    "双方均应依约履行各自的义务。禾丰公司已按约交付货物，青禾合作社应当按照约定的期限支付货款。\n"
    "关于第三批货物的数量。送货单上虽无印章，但签字的经办人与其余各批送货单上的经办人为同一人，且青禾合作社此后在对账单上对尚欠货款予以确认，"
    "对账单所载金额与五批送货单累计金额一致，故对青禾合作社关于第三批货物未收到的抗辩，本院不予采纳。\n"
    "关于违约金。合同约定逾期付款按日万分之五计付违约金，青禾合作社主张约定过高，但未就禾丰公司的实际损失提供证据。"
    "综合考虑合同的履行情况、当事人的过错程度以及预期利益，该约定并未过分高于因违约造成的损失，本院予以支持，起算时间自货款付款期限届满之次日起计算。"
)
SECTIONS = {
    Section.HEADING: "云江省云江市澄湖区人民法院\n民 事 判 决 书\n（2021）云0103民初2187号",
    Section.PARTIES: "原告：云江市澄湖区禾丰农资有限公司，住所地云江市澄湖区滨河路18号。\n"
    "被告：岳山县青禾种植专业合作社，住所地岳山县青禾镇。",
    Section.PROCEDURE: "原告禾丰公司与被告青禾合作社买卖合同纠纷一案，本院于2021年8月3日立案后，"
    "依法适用简易程序，公开开庭进行了审理。",
    Section.CLAIMS: "禾丰公司向本院提出诉讼请求：1．判令青禾合作社支付货款161010元；"
    "2．判令青禾合作社支付逾期付款违约金。\n"
    "青禾合作社辩称，第三批货物未收到，且约定的违约金过高，请求予以调整。",
    Section.FACTS: FACTS,
    Section.ISSUES: "本案的争议焦点为：一、第三批货物是否已经交付；二、约定的逾期付款违约金是否过高、应否调整。",
    Section.REASONING: REASONING,
    Section.STATUTES: "依照《中华人民共和国民法典》第五百零九条、第五百七十七条、第五百八十五条、第六百二十六条，"
    "《中华人民共和国民事诉讼法》第六十七条规定，判决如下：",
    Section.DISPOSITION: "一、青禾合作社于本判决生效之日起十日内支付禾丰公司货款161010元；\n"
    "二、青禾合作社于本判决生效之日起十日内支付禾丰公司逾期付款违约金（以161010元为基数，自2021年6月20日起按日万分之五计算至实际清偿之日止）。",
    Section.TAIL: "审判员  苏映川\n二〇二一年九月二十六日\n书记员  陆小禾",
}
TITLES = (
    "禾丰农资有限公司诉青禾种植专业合作社买卖合同纠纷案",
    "云江市澄湖区宏远建材经营部与云江省第七建筑安装工程集团有限公司岳山分公司、周某某、云江澄湖湾置业开发有限公司建设工程施工合同纠纷及代位权纠纷案",
    "林某某诉平安里物业服务有限公司物业服务合同纠纷案",
    "瑞泽生物科技股份有限公司与冯某等股权转让纠纷案",
    "何某某、何某诉岳山县第一人民医院医疗损害责任纠纷案",
    "云江远航物流有限公司与东屏港务集团有限公司港口货物保管合同纠纷案",
    "沈某诉云江市自然资源和规划局不履行法定职责案",
    "唐某某危险驾驶案",
)
COURTS = {
    Tier.GUIDING: ("最高人民法院",),
    Tier.ENTRY: ("东屏市中级人民法院", "云江省高级人民法院"),
    Tier.SUPREME: ("最高人民法院",),
    Tier.HIGH: ("云江省高级人民法院",),
    Tier.PARENT: ("云江省云江市中级人民法院", "云江省云江市澄湖区人民法院"),
    Tier.CITY: ("云江省云江市岳山县人民法院", "云江省云江市临江区人民法院"),
    Tier.PROVINCE: ("云江省东屏市海岭区人民法院", "云江省东屏市中级人民法院"),
    Tier.COUNTRY: ("青岚省白石市中级人民法院", "北岭省林原市松江区人民法院"),
    Tier.PROCURATORIAL: ("最高人民检察院",),
}
AUTHORITIES = {
    Tier.GUIDING: Authority.GUIDING,
    Tier.ENTRY: Authority.ENTRY,
    Tier.PROCURATORIAL: Authority.PROCURATORIAL,
}
MARKS = (Mark("repealed", ("中华人民共和国合同法",)), Mark("internal"))


def make_case(number: int = 0, **changes: object) -> Case:
    """Make a whole civil judgment of first instance with every section that a reader shows."""
    case = Case(
        id=f"c{number}",
        source="demo",
        title=TITLES[number % len(TITLES)],
        court="云江省云江市澄湖区人民法院",
        case_no=f"（2021）云0103民初{2187 + number}号",
        date=date(2021, 9, 26),
        case_type=CaseType.CIVIL,
        doc_type="民事判决书",
        trial="一审",
        causes=("买卖合同纠纷",),
        sections=dict(SECTIONS),
        statutes=("《中华人民共和国民法典》第五百七十七条", "《中华人民共和国民法典》第五百八十五条"),
        gist="对账单所载金额与送货单累计金额一致的，可以认定货物已经交付。",
        effect=Effect.EFFECTIVE,
        full_text="\n".join(SECTIONS.values()),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def make_card(tier: Tier = Tier.PARENT, number: int = 0, **changes: object) -> CaseCard:
    """Make the card of an invented case of a tier."""
    courts = COURTS[tier]
    guiding = number + 1 if tier in (Tier.GUIDING, Tier.PROCURATORIAL) else None
    year = 2025 - number % 9
    card = CaseCard(
        key=f"demo:{tier.value}-{number}",
        id=f"{tier.value}-{number}",
        title=(f"指导案例{guiding}号：" if guiding else "") + TITLES[number % len(TITLES)],
        court=courts[number % len(courts)],
        case_no="" if guiding else f"（{year}）云{number % 30 + 1:02d}民终{1000 + number * 37}号",
        date=date(year, number % 12 + 1, number % 27 + 1),
        case_type=CaseType.CIVIL,
        authority=AUTHORITIES.get(
            tier, Authority.TYPICAL if tier is Tier.SUPREME and number % 3 == 0 else Authority.JUDGMENT
        ),
        effect=list(Effect)[(0, 0, 1, 2)[number % 4]],
        status=(Status.VALID, None, None)[number % 3],
        since=date(year, number % 12 + 1, number % 27 + 1),
        trial="二审",
        causes=("买卖合同纠纷",),
        guiding_no=guiding,
        entry_no="2024-08-2-084-003" if tier is Tier.ENTRY else "",
        public=number % 7 != 3,
        tier=tier,
        marks=(MARKS[number % 2],) if number % 5 == 4 else (),
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def passage(axis: Axis, section: Section, start_words: str, words: tuple[str, ...], length: int = 70) -> Passage:
    """Point at the text of SECTIONS that begins with `start_words`."""
    text = SECTIONS[section]
    start = text.index(start_words)
    end = min(start + length, len(text))
    return Passage(axis, section, start, end, text[start:end], words)


def passages() -> tuple[Passage, ...]:
    """Return one passage an axis, with true offsets into the sections of `make_case`."""
    return (
        passage(Axis.LAW, Section.REASONING, "关于违约金", ("违约金", "逾期付款", "实际损失", "过高")),
        passage(Axis.FACTS, Section.FACTS, "其中第三批", ("送货单", "货物", "经办人", "对账单")),
        passage(Axis.ISSUES, Section.ISSUES, "一、第三批", ("交付", "违约金", "过高"), 40),
    )


def make_hit(tier: Tier = Tier.PARENT, number: int = 0, **changes: object) -> Hit:
    """Make an invented hit of a tier; every third lacks an axis."""
    axes = {
        Axis.FACTS: 0.93 - 0.037 * (number % 20),
        Axis.ISSUES: 0.81 - 0.041 * (number % 17),
        Axis.LAW: 0.88 - 0.029 * (number % 23),
    }
    if number % 3 == 2:
        del axes[Axis.ISSUES]
    hit = Hit(
        card=make_card(tier, number),
        tier=tier,
        score=0.95 - 0.004 * (number % 200),
        axes=axes,
        reasons=(
            Reason("cause", ("买卖合同纠纷",)),
            Reason("statutes", ("《民法典》第五百七十七条", "《民法典》第五百八十五条")),
            Reason("words", ("违约金", "送货单", "对账单")),
        ),
        passages=passages()[number % 3 :] + passages()[: number % 3],
        recent=number % 9 < 3,
        adopted=(0, 0, 3)[number % 3],
    )
    return replace(hit, **changes)  # type: ignore[arg-type]


def make_hits(tier: Tier, count: int, first: int = 0) -> tuple[Hit, ...]:
    """Make `count` hits of a tier, best first."""
    return tuple(make_hit(tier, number) for number in range(first, first + count))


def make_result(counts: Mapping[Tier, int] | None = None, **changes: object) -> SimilarResult:
    """Make a result of every tier: with hits, with none, merged, not applicable, stopped."""
    wanted = dict(counts) if counts is not None else DEFAULT_COUNTS
    groups = tuple(
        TierGroup(
            tier,
            STATES.get(tier, TierState.SEARCHED) if not wanted.get(tier) else TierState.SEARCHED,
            make_hits(tier, wanted.get(tier, 0)),
            found=wanted.get(tier, 0) * 3,
            courts=COURTS[tier],
        )
        for tier in Tier
    )
    result = SimilarResult(
        method=Method.CASE,
        query="买卖合同 货款 送货单 对账单 违约金 逾期付款",
        groups=groups,
        causes=(
            CauseGuess("买卖合同纠纷", 0.71),
            CauseGuess("分期付款买卖合同纠纷", 0.12),
            CauseGuess("承揽合同纠纷", 0.06),
            CauseGuess("委托合同纠纷", 0.03),
            CauseGuess("居间合同纠纷", 0.02),
        ),
        library_version=14,
        library_cases=11608,
        indexed_cases=11608,
        as_of=date(2026, 11, 20),
        ms=84.0,
    )
    return replace(result, **changes)  # type: ignore[arg-type]


DEFAULT_COUNTS = {Tier.GUIDING: 1, Tier.ENTRY: 2, Tier.SUPREME: 3, Tier.HIGH: 0, Tier.PARENT: 6, Tier.PROCURATORIAL: 1}
STATES = {Tier.CITY: TierState.STOPPED, Tier.PROVINCE: TierState.STOPPED, Tier.COUNTRY: TierState.NOT_APPLICABLE}
