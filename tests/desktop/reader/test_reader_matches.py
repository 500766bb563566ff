from dataclasses import replace
from itertools import pairwise

from fakes.hits import SECTIONS, make_case, make_hit
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.likeness import Elements, compare, lonely
from desktop.reader.matches import best_stop, find_words, passage_span, stacked, stops_of, words_of
from desktop.reader.parts import PageMap, parts_of, pieces_of
from localdb.model.behaviour import Attention
from localdb.model.kinds import Axis, Section
from localdb.model.matter import Matter
from localdb.model.similar import Reason


def page() -> PageMap:
    parts = parts_of(make_case())
    return PageMap(parts, [(piece, 1000 * place) for place, piece in enumerate(pieces_of(parts))])


def test_stops_come_in_reading_order() -> None:
    stops = stops_of(page(), make_hit(number=0))
    assert [stop.section for stop in stops] == [Section.FACTS, Section.ISSUES, Section.REASONING]


def test_a_passage_of_two_axes_is_one_stop() -> None:
    hit = make_hit(number=0)
    twice = hit.passages[0]._replace(axis=Axis.ISSUES)
    stops = stops_of(page(), replace(hit, passages=(*hit.passages, twice)))
    assert len(stops) == len(hit.passages)
    assert stops[-1].weight == max(hit.axes[Axis.LAW], hit.axes[Axis.ISSUES])


def test_the_best_stop_is_of_the_strongest_axis_unless_a_section_is_the_favourite() -> None:
    stops = stops_of(page(), make_hit(number=0))
    assert best_stop(stops, Attention()) == 0
    assert best_stop(stops, Attention(favourite=Section.REASONING)) == 2
    assert best_stop([], Attention()) is None


def test_a_passage_whose_offsets_no_longer_fit_is_found_by_its_text() -> None:
    passage = make_hit(number=0).passages[0]
    moved = passage._replace(start=passage.start + 5, end=passage.end + 5)
    span = passage_span(page(), moved)
    assert span is not None
    assert span.start == passage.start


@given(st.lists(st.tuples(st.integers(-20, 400), st.sampled_from(Axis)), max_size=6))
def test_labels_never_stand_on_one_another_and_never_above_their_line(wanted: list[tuple[int, Axis]]) -> None:
    placed = stacked(wanted, 14)
    assert sorted(axis for axis, _ in placed) == sorted(axis for _, axis in wanted)
    assert all(lower - upper >= 14 for (_, upper), (_, lower) in pairwise(placed))
    assert all(top >= line for (_, top), (line, _) in zip(placed, sorted(wanted), strict=True))


def test_a_label_alone_stands_at_its_line() -> None:
    assert stacked([(300, Axis.LAW), (40, Axis.FACTS)], 14) == [(Axis.FACTS, 40), (Axis.LAW, 300)]


def test_a_passage_of_another_text_is_left_out() -> None:
    stray = make_hit(number=0).passages[0]._replace(text="没有这样的话", start=3, end=9)
    assert passage_span(page(), stray) is None


def test_without_passages_the_words_of_the_reasons_lead_the_way() -> None:
    hit = replace(make_hit(number=0), passages=(), reasons=(Reason("words", ("对账单", "违约金")),))
    assert words_of(hit) == ("对账单", "违约金")
    assert [stop.section for stop in stops_of(page(), hit)][-2:] == [Section.ISSUES, Section.REASONING]


@given(st.text("违约金逾期付款。", max_size=60))
def test_found_words_are_words_and_never_overlap(text: str) -> None:
    spans = list(find_words(text, ("违约", "违约金", "", "逾期")))
    assert all(text[start:end] in ("违约", "违约金", "逾期") for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_comparison_tells_shared_from_lone_statutes_and_causes() -> None:
    case = make_case(causes=("买卖合同纠纷",))
    own = make_case(9, causes=("承揽合同纠纷",), statutes=(case.statutes[0], "《中华人民共和国民法典》第七百七十条"))
    facts, _, law = compare(make_hit(number=0), case, own, None)
    assert law.elements == Elements(case.statutes[:1], own.statutes[1:], case.statutes[1:])
    assert facts.elements == Elements((), ("承揽合同纠纷",), ("买卖合同纠纷",))


def test_the_issues_of_the_matter_win_over_those_of_the_draft() -> None:
    sides = compare(make_hit(number=0), make_case(), make_case(1), Matter(issues=("是否交付", "违约金是否过高")))
    assert sides[1].axis is Axis.ISSUES
    assert sides[1].ours == "1．是否交付\n2．违约金是否过高"
    assert sides[1].theirs == SECTIONS[Section.ISSUES]
    assert "违约金" in sides[1].words


def test_issues_met_within_the_reasoning_are_compared_from_there() -> None:
    hit = make_hit(number=0)
    met = hit.passages[0]._replace(axis=Axis.ISSUES)
    case = make_case(sections={each: SECTIONS[each] for each in (Section.CLAIMS, Section.FACTS, Section.REASONING)})
    sides = compare(replace(hit, passages=(met,)), case, None, Matter(issues=("违约金是否过高",)))
    issues = next(side for side in sides if side.axis is Axis.ISSUES)
    assert issues.theirs == f"{met.text}（摘自本院认为）"
    assert {"违约金", "过高"} <= set(issues.words)


def test_a_draft_without_sections_is_compared_as_facts() -> None:
    own = make_case(9, sections={}, full_text="被告收货后至今未付货款。")
    facts, _, law = compare(make_hit(number=0), make_case(), own, None)
    assert facts.ours == "被告收货后至今未付货款。"
    assert law.ours == ""


def test_claims_that_stand_in_for_facts_are_named() -> None:
    case = make_case(sections={Section.CLAIMS: SECTIONS[Section.CLAIMS]})
    facts = compare(make_hit(number=0, passages=()), case, None, None)[0]
    assert facts.theirs.startswith(SECTIONS[Section.CLAIMS])
    assert facts.theirs.endswith("）")


def test_without_a_draft_the_case_stands_alone() -> None:
    sides = compare(make_hit(number=0), make_case(), None, None)
    assert [side.ours for side in sides] == ["", "", ""]
    assert all(side.theirs for side in sides)
    assert all(side.words == () for side in sides)


def test_sentences_without_a_shared_word_are_lonely() -> None:
    text = "被告签收货物。原告催要货款。"
    assert [text[start:end] for start, end in lonely(text, ("货物",))] == ["原告催要货款。"]
