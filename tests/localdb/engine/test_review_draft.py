"""The check before export, over a real library: it reads the source of each adopted passage and asks the index."""

from dataclasses import replace

import pytest
from fakes.cases import small_entry

from localdb.engine import matters
from localdb.engine.index_backlog import drain_index
from localdb.engine.review_draft import review_draft
from localdb.engine.workspace import Workspace
from localdb.model.errors import SecretMatter
from localdb.model.kinds import Section
from localdb.model.matter import Adoption, Matter
from localdb.model.review import FindingKind
from localdb.storage.library import Entry

HEAD = "本院认为，"
PASSAGE = "刘大山于2019年5月6日欠款12万元，应当支付。"
KEY = "某院:7"


def entry(public: bool | None) -> Entry:
    one = small_entry("7", "刘大山欠款")
    case = replace(one.case, parties=("原告：周小河，男。", "被告：刘大山，男。"), public=public)
    return one._replace(case=case, card=replace(one.card, public=public))


def adopted(matter: Matter) -> Adoption:
    start = len(HEAD)
    return Adoption(matter.number, KEY, Section.REASONING, PASSAGE, "某案", start, start + len(PASSAGE), number=1)


@pytest.mark.parametrize(("public", "kind"), [(None, FindingKind.NAME), (False, FindingKind.INTERNAL)])
def test_what_came_in_with_a_passage_is_found(ws: Workspace, public: bool | None, kind: FindingKind) -> None:
    ws.library.add([entry(public)])
    matter, _ = matters.save_matter(ws, Matter(title="张三诉李四"))
    review = review_draft(ws, matter.number, HEAD + PASSAGE, [adopted(matter)])
    assert [(each.kind, each.text) for each in review.findings] == [
        (kind, "刘大山"),
        (FindingKind.DATE, "2019年5月6日"),
        (FindingKind.AMOUNT, "12万元"),
    ]
    assert not review.sample


def test_what_belongs_to_the_matter_or_is_gone_is_not(ws: Workspace) -> None:
    ws.library.add([entry(None)])
    matter, _ = matters.save_matter(ws, Matter(title="张三诉刘大山"))
    told = "经查，2019年5月6日借款120000元。"
    removed = replace(adopted(matter), removed=True)
    assert not review_draft(ws, matter.number, HEAD + PASSAGE + told, [adopted(matter)]).findings
    assert not review_draft(ws, matter.number, HEAD, [removed]).findings


def test_a_number_of_the_library_is_known_by_the_index(ws: Workspace) -> None:
    ws.library.add([entry(None)])
    drain_index(ws)
    matter, _ = matters.save_matter(ws, Matter(case_no="（2026）京0105民初9号"))
    review = review_draft(
        ws, matter.number, "参见(2020)京0105民初7号，与（2026）京0105民初9号、（2019）沪01民终1号。", []
    )
    assert [(each.kind, each.text) for each in review.findings] == [(FindingKind.CASE_NO, "(2020)京0105民初7号")]


def test_a_source_that_the_library_lost_is_still_looked_over(ws: Workspace) -> None:
    matter, _ = matters.save_matter(ws, Matter(title="张三诉李四"))
    found = review_draft(ws, matter.number, HEAD + PASSAGE, [adopted(matter)]).findings
    assert [each.text for each in found] == ["2019年5月6日", "12万元"]


def test_a_secret_matter_is_refused(ws: Workspace) -> None:
    matter, _ = matters.save_matter(ws, Matter(secret=True))
    with pytest.raises(SecretMatter):
        review_draft(ws, matter.number, "本院认为，", [])
