"""The sample library: marked, whole, well spread, no two texts alike, its statutes real."""

import io
import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import zstandard

from installers.sample.likeness import Likeness
from localdb.model.kinds import Section
from localdb.model.record import case_from_record
from localdb.ranking.cards import card_of
from localdb.ranking.tiers import Ladder
from localdb.reference import Reference
from localdb.text.citations import read_citations
from localdb.text.judgment import complete, parse_judgment

Record = dict[str, object]
JUDGED = ("判决书", "刑事裁定书", "决定书")


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def records(folder: Path) -> list[Record]:
    packed = folder / "cases.jsonl.zst"
    text = (
        zstandard.ZstdDecompressor().decompress(packed.read_bytes()).decode()
        if packed.exists()
        else (folder / "cases.jsonl").read_text(encoding="utf-8")
    )
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def sample_reference(folder: Path) -> Reference:
    return Reference.load(folder.parent, folder / "reference")


def test_some_three_hundred_cases_each_marked_in_source_and_text(records: list[Record]) -> None:
    assert 280 <= len(records) <= 360
    assert all(record["source"] == "演示数据" for record in records)
    assert all("【演示数据，非真实案件】" in "\n".join(str(record["full_text"]).split("\n")[:4]) for record in records)


def test_ids_and_case_numbers_never_come_twice(records: list[Record]) -> None:
    ids = Counter(str(record["id"]) for record in records)
    numbers = Counter(str(record["case_no"]) for record in records if record.get("case_no"))
    assert max(ids.values()) == 1
    assert max(numbers.values()) == 1


def test_an_overturned_judgment_names_what_replaced_it(records: list[Record]) -> None:
    ids = {str(record["id"]) for record in records}
    overturned = [record for record in records if record.get("status") == "改判"]
    assert len(overturned) >= 15
    assert all(record["effective"] == "已撤销" and str(record["superseded_by"]) in ids for record in overturned)


def test_numbers_of_published_cases_cannot_be_taken_for_real_ones(records: list[Record]) -> None:
    guiding = [int(str(record["guiding_no"])) for record in records if "guiding_no" in record]
    entries = [str(record["entry_no"]) for record in records if "entry_no" in record]
    assert len(guiding) >= 6
    assert min(guiding) > 9000
    assert len(entries) >= 5
    assert all(re.fullmatch(r"2099-\d{2}-\d-\d{3}-\d{3}", entry) for entry in entries)


def test_no_template_is_left_in_a_text(records: list[Record]) -> None:
    for record in records:
        text = str(record["full_text"])
        assert not re.search(r"[{}<>|§@]|，，|。。|，。|；。|None", text), record["id"]


def test_causes_courts_and_years_are_spread(records: list[Record], sample_reference: Reference) -> None:
    cases = [complete(case_from_record(record), sample_reference) for record in records]
    causes = {name for case in cases for name in case.causes + case.charges}
    years = {case.date.year for case in cases if case.date}
    assert len(causes) >= 35
    assert years >= set(range(2016, 2027))
    assert all(case.date <= date(2026, 11, 1) for case in cases if case.date)


def test_every_tier_of_the_sample_court_has_cases(records: list[Record], sample_reference: Reference) -> None:
    user = sample_reference.courts.find("演示省明川市望江区人民法院")
    assert user is not None
    ladder = Ladder.of(user, sample_reference)
    cards = [card_of(complete(case_from_record(record), sample_reference), sample_reference) for record in records]
    placed = Counter(ladder.place(card).value for card in cards)
    assert set(placed) == {"1", "1e", "2", "3", "4", "5a", "5b", "6", "spp"}, placed


def test_the_reader_finds_facts_reasons_and_result(records: list[Record], sample_reference: Reference) -> None:
    judged = [record for record in records if str(_kind(record)).endswith(JUDGED)]
    missed = []
    for record in judged:
        sections = parse_judgment(str(record["full_text"]), sample_reference).sections
        if not all(sections.get(part) for part in (Section.FACTS, Section.REASONING, Section.DISPOSITION)):
            missed.append(record["id"])
    assert len(missed) <= 0.02 * len(judged), missed


def test_no_two_texts_are_alike_but_for_names(records: list[Record], sample_reference: Reference) -> None:
    seen, highest = Likeness(), 0.0
    for record in records:
        sections = parse_judgment(str(record["full_text"]), sample_reference).sections
        text = sections.get(Section.FACTS, "") + sections.get(Section.REASONING, "")
        highest = max(highest, seen.nearest(text))
        seen.add(text)
    assert highest < 0.75


def test_matters_are_of_the_sample_court_and_one_is_the_default(folder: Path, sample_reference: Reference) -> None:
    matters = json.loads((folder / "matters.json").read_text(encoding="utf-8"))["matters"]
    assert [matter["default"] for matter in matters].count(True) == 1
    for matter in matters:
        assert sample_reference.courts.find(matter["court"]) is not None
        assert all(sample_reference.causes.normalise(cause) for cause in matter["causes"])
        assert "演示数据" in matter["draft"]
        assert matter["issues"]


@pytest.mark.evaluation
def test_cited_articles_exist(records: list[Record], sample_reference: Reference) -> None:
    data = Path(os.environ.get("LEIAN_EVAL_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
    if not (data / "laws" / "articles.jsonl.zst").exists():
        pytest.skip(f"no evaluation data at {data}")
    known: dict[str, set[int | None]] = {}
    with (data / "laws" / "articles.jsonl.zst").open("rb") as packed:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), "utf-8"):
            row = json.loads(line)
            known.setdefault(row["law_name"], set()).add(row.get("article_no_arabic"))
    wrong = set()
    for record in records:
        for citation in read_citations(str(record["full_text"]), sample_reference):
            if citation.law in known and citation.article not in known[citation.law]:
                wrong.add(citation)
    assert not wrong


def _kind(record: Record) -> str:
    return "".join(str(record["full_text"]).split("\n")[1].split())
