"""A case that one court of the feed took back and another still gives: it stands, and nobody takes it for sound."""

from datetime import date

import pytest
from fakes.feed import Court, published
from fakes.library import DRIVING, OWN, REASONED

from localdb.engine import matters
from localdb.engine.alarms import alarms
from localdb.engine.find_similar import find_similar
from localdb.engine.workspace import Workspace
from localdb.model.case import CaseCard, Mark
from localdb.model.feed import Use, Withdrawal
from localdb.model.kinds import Effect, Section
from localdb.model.matter import Adoption, Matter
from localdb.model.similar import SimilarRequest
from localdb.sync.shards import Put, Withdraw

DAY = date(2026, 11, 2)
NATIONAL, PROVINCE = "feed/national:4", "feed/360000:n4"
MARK = Mark("elsewhere", ("改判", "2026-11-02", "360000"))


def case(ident: str, more: str = "", **fields: object) -> dict[str, object]:
    return {
        "id": ident,
        "title": "甲交通肇事罪刑事判决书",
        "court": OWN,
        "case_no": "（2020）赣0111刑初4号",
        "date": "2020-05-01",
        "case_type": "刑事",
        "doc_type": "刑事判决书",
        "effective": "已生效",
        "facts": f"{DRIVING}{more}",
        "reasoning": REASONED,
        "result": "被告人甲犯交通肇事罪，判处有期徒刑四年。",
    } | fields


def card_of(ws: Workspace, key: str) -> CaseCard:
    return ws.library.cards([key])[key]


@pytest.mark.parametrize("more", ["", "案发后又有目击证人三名到案作证，与现场勘查笔录互相印证，足以认定。"])
def test_what_is_changed_elsewhere_is_marked_and_to_be_confirmed(ws: Workspace, court: Court, more: str) -> None:
    published(ws, court, Put(case("4")))
    published(ws, court, Put(case("n4", more)), role="360000")
    matter, _ = matters.create_matter(ws, Matter(court=OWN, title="某案"))
    matters.adopt(ws, Adoption(matter.number, NATIONAL, Section.REASONING, "本院认为", "引", 0, 4))
    assert card_of(ws, NATIONAL).effect is Effect.EFFECTIVE
    published(ws, court, Withdraw("n4", Withdrawal.CHANGED, DAY), role="360000")
    card = card_of(ws, NATIONAL)
    assert (card.effect, card.marks[0]) == (Effect.UNVERIFIED, MARK)
    (hit,) = find_similar(ws, SimilarRequest(DRIVING, court=OWN)).hits
    assert (hit.card.effect, MARK in hit.card.marks) == (Effect.UNVERIFIED, True)
    (alarm,) = alarms(ws, matter.number)
    assert (alarm.status, alarm.elsewhere, alarm.uses) == (Withdrawal.CHANGED, "360000", (Use.ADOPTED,))
    published(ws, court, Put(case("n4", more)), role="360000")
    assert card_of(ws, NATIONAL).effect is Effect.EFFECTIVE
    assert alarms(ws, matter.number) == ()


def test_the_notice_may_come_before_the_other_record(ws: Workspace, court: Court) -> None:
    published(ws, court, Put(case("n4")), role="360000")
    published(ws, court, Withdraw("n4", Withdrawal.CHANGED, DAY), role="360000")
    published(ws, court, Put(case("4")))
    assert card_of(ws, NATIONAL).effect is Effect.UNVERIFIED


def test_what_was_taken_out_elsewhere_keeps_its_effect_with_a_mark(ws: Workspace, court: Court) -> None:
    published(ws, court, Put(case("4")), Put(case("g", doc_type="指导性案例", guiding_no=99, gist="从重。")))
    published(ws, court, Put(case("n4")), role="360000")
    published(ws, court, Withdraw("n4", Withdrawal.OUT, DAY), role="360000")
    card = card_of(ws, NATIONAL)
    assert (card.effect, card.marks[0]) == (Effect.EFFECTIVE, Mark("elsewhere", ("出库", "2026-11-02", "360000")))
    assert "elsewhere" not in [mark.kind for mark in card_of(ws, "feed/national:g").marks]


@pytest.mark.parametrize(
    "other",
    [
        case("4", court="江西省南昌市中级人民法院"),
        case("4", case_no="（2020）赣0111刑初5号", result="判处有期徒刑五年。"),
    ],
)
def test_another_case_bears_no_mark(ws: Workspace, court: Court, other: dict[str, object]) -> None:
    other |= {"facts": f"{DRIVING}本案另有他情。"}
    published(ws, court, Put(other))
    published(ws, court, Put(case("n4")), role="360000")
    published(ws, court, Withdraw("n4", Withdrawal.CHANGED, DAY), role="360000")
    assert card_of(ws, NATIONAL).effect is Effect.EFFECTIVE


def test_a_case_handed_from_one_role_to_another_bears_no_mark(ws: Workspace, court: Court) -> None:
    published(ws, court, Put(case("n4")), role="360000")
    published(ws, court, Put(case("4")))
    published(ws, court, Withdraw("4", Withdrawal.OUT, DAY, "n4"))
    assert [mark.kind for mark in card_of(ws, PROVINCE).marks] == []
