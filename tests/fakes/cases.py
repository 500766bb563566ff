"""Small cases for tests that need some, and entries for the store."""

from datetime import date

from localdb.model.case import Case, CaseCard
from localdb.model.kinds import Authority, CaseType, Effect, Section
from localdb.storage.library import Entry

REASONING = "本院认为，双方签订的买卖合同系真实意思表示，合法有效，被告逾期付款构成违约，应当承担违约责任。"


def small_case(ident: str = "1", text: str = "案件正文", source: str = "某院") -> Case:
    """Make a case that reads `text`."""
    return Case(
        ident,
        source=source,
        title=f"{ident}号判决书",
        court="北京市朝阳区人民法院",
        case_no=f"（2020）京0105民初{ident}号",
        date=date(2020, 5, 1),
        case_type=CaseType.CIVIL,
        doc_type="民事判决书",
        parties=("原告甲", "被告乙"),
        sections={Section.PARTIES: "原告甲\n被告乙", Section.FACTS: text, Section.REASONING: REASONING},
        full_text=f"{text}\n{REASONING}",
    )


def small_entry(ident: str = "1", text: str = "案件正文", source: str = "某院", origin: bytes = b"") -> Entry:
    """Make an entry whose content is told by `text` alone."""
    case = small_case(ident, text, source)
    card = CaseCard(
        key=case.key,
        id=case.id,
        title=case.title,
        court=case.court,
        case_no=case.case_no,
        date=case.date,
        case_type=case.case_type,
        authority=Authority.JUDGMENT,
        effect=Effect.UNVERIFIED,
        status=None,
        since=case.date,
        causes=("买卖合同纠纷",),
    )
    return Entry(case, card, text.encode(), origin)
