"""A matter hears of every case it uses that the court takes back or corrects, and of new ones that resemble it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fakes.feed import Court, published
from fakes.library import DRIVING, OWN, REASONED

from localdb.engine import matters
from localdb.engine.alarms import alarms, all_alarms, note_alarm
from localdb.engine.dossier import REPLACED, gather
from localdb.engine.news import announce, told
from localdb.engine.open_case import open_case
from localdb.engine.workspace import Workspace
from localdb.model.errors import CaseWithdrawn
from localdb.model.feed import Use, Withdrawal
from localdb.model.kinds import Section, Status, Tier, Verdict
from localdb.model.matter import Adoption, Draft, Judged, Matter, SubmittedCase
from localdb.sync.shards import Put, Withdraw

DAY = date(2026, 11, 2)


def case(ident: str, more: str = "", **fields: object) -> dict[str, object]:
    """Make the record of a case of drunken driving."""
    return {
        "id": ident,
        "title": f"{ident}交通肇事罪刑事判决书",
        "court": OWN,
        "case_no": f"（2020）赣0111刑初{ident}号",
        "date": "2020-05-01",
        "case_type": "刑事",
        "doc_type": "刑事判决书",
        "charge": ["交通肇事罪"],
        "effective": "已生效",
        "facts": f"{DRIVING}{more}编号{ident}。",
        "reasoning": f"{REASONED}{more}",
        "statutes": ["《中华人民共和国刑法》第一百三十三条"],
        "result": f"被告人甲犯交通肇事罪，判处有期徒刑{ident}年。",
    } | fields


@pytest.fixture
def ws(ws: Workspace, court: Court) -> Workspace:
    published(ws, court, Put(case("4")), Put(case("5", "又有自首、赔偿、谅解等情节，在案佐证。")))
    return ws


def matter_of(ws: Workspace, text: str = "") -> int:
    matter, _ = matters.create_matter(ws, Matter(court=OWN, title="甲交通肇事案", causes=("交通肇事罪",)))
    matters.save_draft(ws, Draft(matter.number, text))
    return matter.number


def used(ws: Workspace, matter: int, ident: str, at: datetime | None = None) -> None:
    key = f"feed/national:{ident}"
    matters.adopt(ws, Adoption(matter, key, Section.REASONING, "本院认为", "引", 0, 4, at))
    matters.judge_hit(ws, Judged(matter, key, Verdict.SIMILAR, Tier.PARENT, at=at))


def test_a_withdrawn_case_raises_an_alarm_where_it_is_used(ws: Workspace, court: Court) -> None:
    matter, other = matter_of(ws), matter_of(ws)
    used(ws, matter, "4")
    used(ws, other, "5")
    assert all_alarms(ws) == {}
    published(ws, court, Withdraw("4", Withdrawal.CHANGED, DAY, "5", "再审改判"))
    (alarm,) = alarms(ws, matter)
    assert (alarm.uses, alarm.status, alarm.since) == ((Use.ADOPTED, Use.JUDGED), Withdrawal.CHANGED, DAY)
    assert (alarm.by, alarm.why, alarm.case_no) == ("（2020）赣0111刑初5号", "再审改判", "（2020）赣0111刑初4号")
    assert all_alarms(ws) == {matter: (alarm,)}


def test_an_alarm_that_was_settled_says_why_until_the_court_speaks_again(ws: Workspace, court: Court) -> None:
    matter = matter_of(ws)
    used(ws, matter, "4")
    published(ws, court, Withdraw("4", Withdrawal.OUT, DAY))
    (alarm,) = alarms(ws, matter)
    assert (alarm.told, alarm.settled) == (False, "")
    note_alarm(ws, alarm)
    (alarm,) = alarms(ws, matter)
    assert (alarm.told, alarm.settled) == (True, "")
    note_alarm(ws, alarm, "已改引其他案例")
    (alarm,) = alarms(ws, matter)
    assert (alarm.told, alarm.settled) == (True, "已改引其他案例")
    published(ws, court, Withdraw("4", Withdrawal.CHANGED, DAY, "5"))
    (alarm,) = alarms(ws, matter)
    assert (alarm.status, alarm.told, alarm.settled) == (Withdrawal.CHANGED, False, "")


def test_cases_that_were_submitted_or_named_in_the_draft_count(ws: Workspace, court: Court) -> None:
    matter = matter_of(ws, "参见(2020)赣0111刑初4号刑事判决书。")
    submitted = SubmittedCase(matter, "被告人", "江西省南昌市青山湖区人民法院（2020）赣0111刑初5号")
    matters.submit_case(ws, submitted)
    published(ws, court, Withdraw("4", Withdrawal.OUT, DAY), Withdraw("5", Withdrawal.HIDDEN, DAY))
    assert [(alarm.case_key, alarm.uses) for alarm in alarms(ws, matter)] == [
        ("feed/national:5", (Use.SUBMITTED,)),
        ("feed/national:4", (Use.CITED,)),
    ]


def test_what_was_judged_otherwise_or_taken_out_of_the_draft_is_no_use(ws: Workspace, court: Court) -> None:
    matter = matter_of(ws)
    key = "feed/national:4"
    matters.judge_hit(ws, Judged(matter, key, Verdict.DIFFERENT, Tier.PARENT))
    adoption, _ = matters.adopt(ws, Adoption(matter, key, Section.REASONING, "本院认为", "引", 0, 4))
    matters.move_adoptions(ws, [replace(adoption, removed=True)])
    published(ws, court, Withdraw("4", Withdrawal.OUT, DAY))
    assert alarms(ws, matter) == ()


def test_a_text_replaced_since_raises_an_alarm_and_marks_the_report(ws: Workspace, court: Court) -> None:
    matter = matter_of(ws)
    used(ws, matter, "4")
    used(ws, matter, "5", datetime.now().astimezone() + timedelta(hours=1))  # after the correction
    published(ws, court, Put(case("4", "判决书文字有误，现予补正。")), Put(case("5", "判决书文字有误，现予补正一二。")))
    (alarm,) = alarms(ws, matter)
    assert (alarm.case_key, alarm.status) == ("feed/national:4", None)
    cards = gather(ws, matter).cards
    assert [mark.kind for mark in cards["feed/national:4"].marks][:1] == [REPLACED]
    assert REPLACED not in [mark.kind for mark in cards["feed/national:5"].marks]


def test_who_cites_a_withdrawn_case_can_open_it_unless_it_is_not_public(ws: Workspace, court: Court) -> None:
    published(ws, court, Withdraw("4", Withdrawal.OUT, DAY), Withdraw("5", Withdrawal.HIDDEN, DAY, "", "涉及隐私"))
    assert open_case(ws, "feed/national:4").status is Status.WITHDRAWN
    assert open_case(ws, "(2020)赣0111刑初4号").id == "4"
    with pytest.raises(CaseWithdrawn) as told:
        open_case(ws, "feed/national:5")
    assert (told.value.status, told.value.why) == ("不公开", "涉及隐私")


def test_a_new_guiding_case_is_announced_once_beside_the_matter_it_resembles(ws: Workspace, court: Court) -> None:
    matter = matter_of(ws, f"{DRIVING}\n{REASONED}")
    matter_of(ws, "原告请求被告归还借款本金十万元及利息，被告出具借条后没有归还。")
    assert announce(ws, OWN) == ()  # of a first sync nothing is news
    guiding = case(
        "9", "情节特别恶劣。", doc_type="指导性案例", guiding_no=99, gist="醉酒驾驶致人死亡后逃逸的，从重处罚。"
    )
    published(ws, court, Put(guiding))
    (new,) = announce(ws, OWN)
    assert (new.matter, new.hit.card.id) == (matter, "9")
    assert announce(ws, OWN) == (new,), "it waits until it was told"
    told(ws, matter, [new.hit.card.key])
    assert announce(ws, OWN) == ()
