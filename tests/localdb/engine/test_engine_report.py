"""The report: refused with what is missing, whole when nothing is; zero hits are a valid outcome."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from localdb.engine import matters
from localdb.engine.matter_file import export_matter, import_matter, read_matter_file, report_of_file
from localdb.engine.report import assemble_report, missing_elements
from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.errors import (
    DiskTrouble,
    FileMissing,
    FileUnreadable,
    MatterMissing,
    NewerFile,
    ReportIncomplete,
    SecretMatter,
)
from localdb.model.graph import Corrections, Said
from localdb.model.kinds import CaseType, Effect, Method, Section, Tier, TierState, Verdict
from localdb.model.matter import Adoption, Draft, Judged, Matter, SearchLog, SubmittedCase, TierCount
from localdb.model.report import Element, ReportKind
from localdb.ranking.cards import card_of
from localdb.storage.library import Entry

NOW = datetime(2026, 11, 20, 16, 40).astimezone()
MATTER = Matter(
    case_no="（2026）京0105民初1234号",
    title="甲公司与乙公司买卖合同纠纷",
    court="北京市朝阳区人民法院",
    case_type=CaseType.CIVIL,
    causes=("买卖合同纠纷",),
    issues=("货物是否已经交付", "违约金是否过高"),
    facts_date=date(2021, 3, 5),
    searcher="法官助理沈知微",
    analysis="类案裁判规则可以参考。",
)
REASONING = (
    "本院认为，当事人应当按照约定全面履行自己的义务。送货单虽无印章，但经办人签字与此前各批一致，货物已经交付。"
    "关于诉讼费用，由败诉方负担。"
)
CASE = Case(
    id="1",
    source="试",
    title="丙公司诉丁公司买卖合同纠纷案",
    court="北京市第三中级人民法院",
    case_no="（2022）京03民终77号",
    date=date(2022, 5, 6),
    case_type=CaseType.CIVIL,
    doc_type="民事判决书",
    trial="二审",
    sections={
        Section.FACTS: "经审理查明，丙公司分批供货，部分送货单仅有经办人签字。",
        Section.REASONING: REASONING,
        Section.DISPOSITION: "驳回上诉，维持原判。",
    },
    statutes=("《中华人民共和国民事诉讼法》第一百七十七条", "《中华人民共和国民法典》第五百八十五条"),
    full_text="经审判委员会讨论决定，判决如下：驳回上诉，维持原判。本判决为终审判决。",
)


def _hold(ws: Workspace, case: Case = CASE) -> str:
    ws.library.add([Entry(case, card_of(case, ws.reference), case.id.encode(), case.id.encode())])
    return case.key


def _log(matter: int, returned: int = 12, opened: int = 2, **changes: object) -> SearchLog:
    counts = (
        TierCount(Tier.GUIDING, TierState.SEARCHED, 0),
        TierCount(Tier.PARENT, TierState.SEARCHED, returned, opened),
        TierCount(Tier.PROCURATORIAL, TierState.NOT_APPLICABLE, 0),
    )
    log = SearchLog(matter, NOW, "沈知微", MATTER.court, Method.CASE, "送货单 违约金", 3, 1, counts)
    return replace(log, **changes)  # type: ignore[arg-type]


def _verdict(matter: int, key: str, **changes: object) -> Judged:
    judged = Judged(matter, key, Verdict.SIMILAR, Tier.PARENT, note="均为经办人签字的送货单")
    return replace(judged, **changes)  # type: ignore[arg-type]


@pytest.fixture
def number(ws: Workspace) -> int:
    """Return a matter that has everything."""
    stored, _ = matters.create_matter(ws, MATTER)
    key = _hold(ws)
    matters.log_search(ws, _log(stored.number))
    matters.judge_hit(ws, _verdict(stored.number, key))
    return stored.number


def test_a_whole_matter_gives_a_report(ws: Workspace, number: int) -> None:
    assert missing_elements(ws, number) == ()
    report = assemble_report(ws, number, ReportKind.REPORT, NOW)
    (case,) = report.cases
    assert case.hit.tier is Tier.PARENT
    assert "送货单虽无印章" in case.gist
    assert case.committee
    assert case.result == "驳回上诉，维持原判。"
    assert [(count.tier, count.returned, count.opened, count.kept) for count in report.tiers] == [
        (Tier.GUIDING, 0, 0, 0),
        (Tier.PARENT, 12, 2, 1),
        (Tier.PROCURATORIAL, 0, 0, 0),
    ]
    assert (report.library_cases, report.sample, report.made) == (1, False, NOW)


def test_substance_is_cited_before_procedure(ws: Workspace, number: int) -> None:
    statutes = assemble_report(ws, number, ReportKind.REPORT, NOW).statutes
    assert [statute.partition("》")[0] for statute in statutes] == [
        "《中华人民共和国民法典",
        "《中华人民共和国民事诉讼法",
    ]


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"issues": ()}, Element.ISSUES),
        ({"issues": (" ",)}, Element.ISSUES),
        ({"analysis": " "}, Element.USE),
    ],
)
def test_a_missing_element_is_named(ws: Workspace, number: int, change: dict[str, object], element: Element) -> None:
    matters.update_matter(ws, replace(matters.get_matter(ws, number), **change))  # type: ignore[arg-type]
    assert missing_elements(ws, number) == (element,)
    with pytest.raises(ReportIncomplete) as caught:
        assemble_report(ws, number, ReportKind.REPORT, NOW)
    assert caught.value.missing == (element.value,)


def test_an_empty_matter_lacks_everything_but_what_falls_away(ws: Workspace) -> None:
    stored, _ = matters.create_matter(ws, Matter())
    assert set(Element) - set(missing_elements(ws, stored.number)) == {Element.GIST, Element.EFFECT, Element.ANSWER}


def test_nothing_found_is_a_valid_report(ws: Workspace) -> None:
    _hold(ws)
    stored, _ = matters.create_matter(ws, MATTER)
    matters.log_search(ws, _log(stored.number, returned=0, opened=0))
    report = assemble_report(ws, stored.number, ReportKind.REPORT, NOW)
    assert report.cases == ()
    assert report.statutes == ()


def test_hits_that_nobody_looked_at_are_no_finding(ws: Workspace) -> None:
    _hold(ws)
    stored, _ = matters.create_matter(ws, MATTER)
    entry, _ = matters.log_search(ws, _log(stored.number, opened=0))
    assert missing_elements(ws, stored.number) == (Element.RESULT,)
    matters.count_opened(ws, entry, Tier.PARENT)
    assert missing_elements(ws, stored.number) == ()


def test_a_doubtful_judgment_needs_one_confirmation(ws: Workspace, number: int) -> None:
    key = _hold(ws, replace(CASE, id="2", effect=Effect.UNVERIFIED, full_text="二", case_no="（2022）京0105民初2号"))
    matters.judge_hit(ws, _verdict(number, key))
    assert missing_elements(ws, number) == (Element.EFFECT,)
    matters.judge_hit(ws, _verdict(number, key, confirmed_effective=True))
    assert len(assemble_report(ws, number, ReportKind.NOTE, NOW).cases) == 2


@pytest.mark.parametrize("effect", [Effect.OVERTURNED, Effect.PENDING])
def test_a_judgment_not_in_force_never_counts(ws: Workspace, number: int, effect: Effect) -> None:
    key = _hold(ws, replace(CASE, id="2", effect=effect, full_text="二", case_no="（2022）京03民终78号"))
    matters.judge_hit(ws, _verdict(number, key, confirmed_effective=True))
    assert missing_elements(ws, number) == (Element.EFFECT,)


def test_a_case_that_left_the_library_stops_the_report(ws: Workspace, number: int) -> None:
    ws.library.remove([CASE.key])
    assert Element.EFFECT in missing_elements(ws, number)
    matters.judge_hit(ws, _verdict(number, CASE.key, verdict=Verdict.DIFFERENT))
    _hold(ws, replace(CASE, id="3"))
    assert assemble_report(ws, number, ReportKind.REPORT, NOW).cases == ()


def test_a_binding_case_of_a_party_must_be_answered(ws: Workspace, number: int) -> None:
    case, _ = matters.submit_case(ws, SubmittedCase(number, "原告", "指导性案例1号", binding=True))
    matters.submit_case(ws, SubmittedCase(number, "被告", "某判决"))
    assert missing_elements(ws, number) == (Element.ANSWER,)
    matters.submit_case(ws, replace(case, answer="不予参照"))
    assert len(assemble_report(ws, number, ReportKind.REPORT, NOW).submitted) == 2


def test_a_guiding_case_no_longer_followed_is_an_ordinary_judgment(ws: Workspace, number: int) -> None:
    gist = "有限责任公司的全体股东在法律上应一体成为公司的清算义务人。"
    dropped = replace(CASE, id="9", title="指导案例9号：丙公司诉丁公司买卖合同纠纷案", guiding_no=9, gist=gist)
    told = (
        "北京市朝阳区人民法院于2021年5月6日作出（2021）京0105民初1号民事判决：驳回请求。宣判后，丙公司上诉。"
        "北京市第三中级人民法院于2022年5月6日作出（2022）京03民终78号民事判决：驳回上诉，维持原判。"
    )
    first = replace(dropped, court="北京市朝阳区人民法院", case_no="（2021）京0105民初1号")
    key = _hold(ws, replace(first, sections={Section.DISPOSITION: told}, full_text="九"))
    matters.judge_hit(ws, _verdict(number, key, tier=Tier.GUIDING))
    assert missing_elements(ws, number) == ()
    case = next(each for each in assemble_report(ws, number, ReportKind.REPORT, NOW).cases if each.gist == "")
    assert case.hit.tier is Tier.PARENT
    card = case.hit.card
    assert (card.court, card.case_no) == ("北京市第三中级人民法院", "（2022）京03民终78号")
    assert [mark.kind for mark in card.marks] == ["guiding_dropped"]


def test_a_search_by_case_keeps_its_legal_terms_alone(ws: Workspace, number: int) -> None:
    matters.log_search(ws, _log(number, query="但原告 违约金 年底"))
    assert assemble_report(ws, number, ReportKind.REPORT, NOW).searches[0].query == "违约金"


def test_repealed_laws_are_named(ws: Workspace, number: int) -> None:
    old = replace(CASE, id="2", statutes=("《中华人民共和国合同法》第一百一十四条",), full_text="二")
    matters.judge_hit(ws, _verdict(number, _hold(ws, replace(old, case_no="（2018）京03民终2号"))))
    assert assemble_report(ws, number, ReportKind.REPORT, NOW).repealed == ("中华人民共和国合同法",)


def test_a_secret_matter_is_refused(ws: Workspace, number: int, tmp_path: Path) -> None:
    matters.update_matter(ws, replace(matters.get_matter(ws, number), secret=True))
    with pytest.raises(SecretMatter):
        assemble_report(ws, number, ReportKind.REPORT, NOW)
    with pytest.raises(SecretMatter):
        export_matter(ws, number, tmp_path / "案件.json", NOW)
    assert not (tmp_path / "案件.json").exists()


def test_no_such_matter(ws: Workspace) -> None:
    with pytest.raises(MatterMissing):
        missing_elements(ws, 99)


def test_the_draft_lends_its_facts_and_nothing_of_its_ruling(ws: Workspace, number: int) -> None:
    text = (
        "北京市朝阳区人民法院\n民事判决书\n（2026）京0105民初1234号\n"
        "原告：甲公司。\n被告：乙公司。\n"
        "原告甲公司向本院提出诉讼请求：判令乙公司支付货款。\n"
        "经审理查明，2021年3月5日甲公司向乙公司交付钢材。上述事实，有送货单在案佐证，足以认定。\n"
        "本院认为，乙公司应当支付货款。依照《中华人民共和国民法典》第五百七十九条之规定，判决如下：\n"
        "一、乙公司支付货款八十六万元。\n"
    )
    matters.save_draft(ws, Draft(number, text))
    report = assemble_report(ws, number, ReportKind.REPORT, NOW)
    assert "交付钢材" in report.matter_facts
    assert report.matter_statutes == ("《中华人民共和国民法典》第五百七十九条",)
    assert "八十六万元" not in repr(report)


def test_an_adopted_passage_is_the_gist(ws: Workspace, number: int) -> None:
    passage = "送货单虽无印章，但经办人签字与此前各批一致，货物已经交付。"
    matters.adopt(ws, Adoption(number, CASE.key, Section.REASONING, passage, "出处", 0, len(passage)))
    assert assemble_report(ws, number, ReportKind.REPORT, NOW).cases[0].gist == passage


def test_a_passage_taken_out_of_the_draft_again_is_neither_quoted_nor_counted(ws: Workspace, number: int) -> None:
    passage = "送货单虽无印章，但经办人签字与此前各批一致，货物已经交付。"
    before = assemble_report(ws, number, ReportKind.REPORT, NOW)
    adoption, _ = matters.adopt(ws, Adoption(number, CASE.key, Section.REASONING, passage, "出处", 0, len(passage)))
    matters.move_adoptions(ws, [replace(adoption, removed=True)])
    assert assemble_report(ws, number, ReportKind.REPORT, NOW) == before
    assert before.cases[0].hit.adopted == 0


def test_an_exported_matter_gives_the_same_report(ws: Workspace, number: int, tmp_path: Path) -> None:
    target = tmp_path / "案件.json"
    export_matter(ws, number, target, NOW)
    again = report_of_file(target, ws.reference, ReportKind.REPORT, NOW)
    assert again == assemble_report(ws, number, ReportKind.REPORT, NOW)


def test_the_draft_goes_along_only_when_asked_for(ws: Workspace, number: int, tmp_path: Path) -> None:
    matters.save_draft(ws, Draft(number, "拟判令支付货款。"))
    target = tmp_path / "案件.json"
    export_matter(ws, number, target, NOW)
    assert "拟判令" not in target.read_text(encoding="utf-8")
    export_matter(ws, number, target, NOW, draft=True)
    assert read_matter_file(target, ws.reference).draft.text == "拟判令支付货款。"
    assert target.stat().st_mode & 0o077 == 0


def test_an_imported_matter_is_a_new_one_with_all_its_work(ws: Workspace, number: int, tmp_path: Path) -> None:
    target = tmp_path / "案件.json"
    made = Corrections({("盗窃方式", "入户"): Said.NOT_THERE})
    matters.save_corrections(ws, number, made)
    export_matter(ws, number, target, NOW, draft=True)
    matter, changes = import_matter(ws, target)
    assert matter.number != number
    assert changes.matters == (matter.number,)
    assert assemble_report(ws, matter.number, ReportKind.REPORT, NOW).cases
    assert matters.corrections(ws, matter.number) == made


def test_a_matter_of_the_sample_never_enters_real_work_nor_the_reverse(
    ws: Workspace, number: int, tmp_path: Path, resources: Path
) -> None:
    real, invented = tmp_path / "真.json", tmp_path / "演示.json"
    export_matter(ws, number, real, NOW)
    sample = Workspace.open(tmp_path / "sample", resources, sample=True)
    export_matter(sample, matters.create_matter(sample, MATTER)[0].number, invented, NOW)
    for target, path, reason in ((ws, invented, "sample"), (sample, real, "not_sample")):
        with pytest.raises(FileUnreadable) as caught:
            import_matter(target, path)
        assert caught.value.reason == reason
        assert len(matters.list_matters(target)) == 1
    sample.close()


def test_a_matter_comes_in_whole_or_not_at_all(
    ws: Workspace, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "案件.json"
    export_matter(ws, number, target, NOW)

    def full(*_: object) -> None:
        raise DiskTrouble(target, "full")

    monkeypatch.setattr(matters, "judge_hit", full)
    with pytest.raises(DiskTrouble):
        import_matter(ws, target)
    assert [matter.number for matter in matters.list_matters(ws)] == [number]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xff\xfe\x00", "not_a_matter"),
        (b"[]", "not_a_matter"),
        (b'{"format": "leian-matter"}', "not_a_matter"),
        (b'{"format": "leian-matter", "version": 1}', "bad_field"),
        (b'{"format": "leian-matter", "version": 1, "matter": []}', "bad_field"),
        (b'{"format": "leian-matter", "version": 1, "matter": {"stage": "x"}}', "bad_field"),
        (b'{"format": "leian-matter", "version": 1, "matter": {}, "cases": [1]}', "bad_field"),
        (b'{"format": "leian-matter", "version": 1, "matter": {}, "judged": {}}', "bad_field"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_a_file_that_is_no_matter_is_refused(ws: Workspace, tmp_path: Path, content: bytes, reason: str) -> None:
    target = tmp_path / "案件.json"
    target.write_bytes(content)
    with pytest.raises(FileUnreadable) as caught:
        read_matter_file(target, ws.reference)
    assert caught.value.reason == reason


def test_a_newer_file_is_refused_politely(ws: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "案件.json"
    target.write_text('{"format": "leian-matter", "version": 2}')
    with pytest.raises(NewerFile):
        read_matter_file(target, ws.reference)
    with pytest.raises(FileMissing):
        read_matter_file(tmp_path / "无", ws.reference)
