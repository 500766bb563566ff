from fakes.hits import SECTIONS, make_case
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.parts import GIST, PageMap, Part, Piece, Span, parts_of, pieces_of, points, section_shares, units
from localdb.model.case import Case
from localdb.model.kinds import Section

TEXTS = st.text(st.sampled_from("案法院认为，。；\n\u3000 a1𬍛𠮷"), max_size=3000)


def laid(parts: tuple[Part, ...]) -> PageMap:
    """Lay pieces out as the page does: a heading of four units before each part, one break between blocks."""
    placed: list[tuple[Piece, int]] = []
    at, last = 0, -1
    for piece in pieces_of(parts):
        at += 5 if piece.part != last else 0
        last = piece.part
        placed.append((piece, at))
        at += units(parts[piece.part].text[piece.start : piece.end]) + 1
    return PageMap(parts, placed)


def test_parts_come_in_the_order_of_the_document_after_the_gist() -> None:
    parts = parts_of(make_case())
    assert parts[0].name == GIST
    assert [part.section for part in parts[1:]] == [section for section in Section if section in SECTIONS]


def test_a_case_without_sections_shows_its_whole_text() -> None:
    parts = parts_of(Case("x", full_text="全文。"))
    assert [part.text for part in parts] == ["全文。"]


@given(TEXTS)
def test_no_piece_is_giant_and_none_loses_a_character(text: str) -> None:
    pieces = pieces_of((Part(Section.FACTS, text),))
    assert all(piece.end - piece.start <= 700 for piece in pieces)
    shown = "".join(text[piece.start : piece.end] for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())


def test_a_giant_paragraph_is_cut_after_sentences() -> None:
    text = "经审理查明，被告签收货物。" * 400
    pieces = pieces_of((Part(Section.FACTS, text),))
    assert len(pieces) > 5
    assert all(text[piece.end - 1] == "。" for piece in pieces)
    assert [piece.first for piece in pieces] == [True] + [False] * (len(pieces) - 1)


def test_copying_across_a_cut_gives_the_stored_text() -> None:
    text = "经审理查明，被告签收货物。" * 400
    page = laid((Part(Section.FACTS, text),))
    assert page.text(page.spans(0, 10**6)) == text


@given(TEXTS, st.integers(0, 3000), st.integers(0, 3000))
def test_positions_and_spans_are_each_others_inverse(text: str, one: int, other: int) -> None:
    page = laid((Part(Section.FACTS, text),))
    start, end = sorted((one, other))
    for first, last in page.positions(Span(0, start, min(end, len(text)))):
        (span,) = page.spans(first, last)
        assert start <= span.start < span.end <= end
        assert page.positions(span) == [(first, last)]


def test_headings_are_never_part_of_a_span() -> None:
    page = laid((Part(Section.FACTS, "甲乙。"), Part(Section.REASONING, "丙丁。")))
    spans = page.spans(0, 100)
    assert page.text(spans) == "甲乙。\n丙丁。"


@given(TEXTS)
def test_units_and_points_agree(text: str) -> None:
    assert points(text, units(text)) == len(text)


def test_slivers_get_no_share_and_the_rest_adds_up() -> None:
    shares = section_shares({Section.FACTS: 5, Section.REASONING: 95})
    assert shares == {Section.REASONING: 1.0}
    assert section_shares({}) == {}
