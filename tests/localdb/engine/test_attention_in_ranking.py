from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.library import made, stocked, theft

from localdb.engine.behaviour import attention, erase_behaviour, record_behaviour
from localdb.engine.find_similar import find_similar
from localdb.engine.workspace import Workspace
from localdb.model.behaviour import Act, Behaviour
from localdb.model.kinds import Section
from localdb.model.similar import Hit, Reason, SimilarRequest

NOW = datetime(2021, 1, 1, tzinfo=UTC)
WORDS = "被告人丙醉酒驾驶机动车碰撞货车致乘客死亡后弃车逃逸，血液酒精含量超标。"
SECTIONED = f"经审理查明，{WORDS}\n本院认为，{WORDS}其行为已构成交通肇事罪。"


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    cases = [
        made("facts", facts=f"经审理查明，{WORDS}", reasoning="本院认为，公诉机关指控的罪名成立。"),
        made("reasons", facts="经审理查明，被告人酒后驾车肇事。", reasoning=f"本院认为，{WORDS}"),
        *(theft(f"theft{number}") for number in range(12)),
    ]
    ws = stocked(tmp_path, resources, cases)
    yield ws
    ws.close()


def hits_of_a_reader_of(ws: Workspace, section: Section, draft: str, flat: bool = False) -> dict[str, Hit]:
    erase_behaviour(ws)
    dwelt = Behaviour(NOW, Act.DWELL, section, "库:facts", seconds=300)
    copied = Behaviour(NOW, Act.COPY, section, "库:facts", characters=40)
    record_behaviour(ws, [dwelt, copied] * 5)
    weights = attention(ws, NOW).weights
    request = SimilarRequest(draft, as_of=date(2021, 1, 1), section_weights=weights, flat=flat)
    return {hit.card.id: hit for hit in find_similar(ws, request).hits}


@pytest.mark.parametrize("draft", [WORDS, SECTIONED], ids=["plain", "sectioned"])
def test_what_the_user_dwells_on_and_copies_weighs_more_and_the_hit_says_so(ws: Workspace, draft: str) -> None:
    factual = hits_of_a_reader_of(ws, Section.FACTS, draft, flat=True)
    legal = hits_of_a_reader_of(ws, Section.REASONING, draft, flat=True)
    assert factual["facts"].score > legal["facts"].score
    assert legal["reasons"].score > factual["reasons"].score
    assert Reason("attention", (Section.FACTS,)) in factual["facts"].reasons
    assert Reason("attention", (Section.REASONING,)) in legal["reasons"].reasons
    for hit in (factual["reasons"], legal["facts"]):
        assert "attention" not in {reason.kind for reason in hit.reasons}


def test_the_order_follows_the_reader(ws: Workspace) -> None:
    assert list(hits_of_a_reader_of(ws, Section.FACTS, WORDS)) == ["facts", "reasons"]
    assert list(hits_of_a_reader_of(ws, Section.REASONING, WORDS)) == ["reasons", "facts"]


def test_attention_brings_no_case_in_and_keeps_none_out(ws: Workspace) -> None:
    neutral = find_similar(ws, SimilarRequest(WORDS, as_of=date(2021, 1, 1)))
    assert set(hits_of_a_reader_of(ws, Section.REASONING, WORDS)) == {hit.card.id for hit in neutral.hits}
    assert "attention" not in {reason.kind for hit in neutral.hits for reason in hit.reasons}
