"""Citations: lists, 之一, paragraphs and items, back-references, short names, nested titles."""

import pytest

from localdb.model.case import Citation
from localdb.reference import Reference
from localdb.text import read_citations, write_beside, write_citation

CRIMINAL = "中华人民共和国刑法"
CODE = "中华人民共和国民法典"


def written(text: str, reference: Reference) -> list[str]:
    return [write_citation(citation) for citation in read_citations(text, reference)]


def test_writes_every_part() -> None:
    assert (
        write_citation(Citation(CRIMINAL, 133, 1, 2, 1)) == "《中华人民共和国刑法》第一百三十三条之一第二款第（一）项"
    )


def test_what_is_written_reads_back(reference: Reference) -> None:
    citation = Citation(CRIMINAL, 133, 1, 2, 1)

    assert read_citations(write_citation(citation), reference) == (citation,)


def test_a_list_shares_its_law(reference: Reference) -> None:
    text = "依照《中华人民共和国刑法》第二百六十四条、第五十二条，以及第六十七条第三款之规定"

    assert read_citations(text, reference) == (
        Citation(CRIMINAL, 264),
        Citation(CRIMINAL, 52),
        Citation(CRIMINAL, 67, paragraph=3),
    )


def test_paragraphs_and_items_may_be_listed(reference: Reference) -> None:
    text = "《中华人民共和国刑法》第二十六条第一、四款、第七十三条第二款和第三款，第五条第（一）、（三）项"

    assert [(c.article, c.paragraph, c.item) for c in read_citations(text, reference)] == [
        (26, 1, 0),
        (26, 4, 0),
        (73, 2, 0),
        (73, 3, 0),
        (5, 0, 1),
        (5, 0, 3),
    ]


def test_short_names_become_full_ones(reference: Reference) -> None:
    assert written("根据民法典第一千一百六十五条第一款", reference) == [
        "《中华人民共和国民法典》第一千一百六十五条第一款"
    ]


def test_a_declared_short_name_is_remembered(reference: Reference) -> None:
    text = "《中华人民共和国民法典》（以下简称《新法》）第五条。本案中，《新法》第六条亦应适用。"

    assert read_citations(text, reference) == (Citation(CODE, 5), Citation(CODE, 6))


def test_back_reference_finds_the_law_of_its_kind(reference: Reference) -> None:
    text = "《中华人民共和国刑法》第五条、《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第三条，本法第七条"

    assert read_citations(text, reference)[-1] == Citation(CRIMINAL, 7)


def test_nested_title_and_issuer_before_it(reference: Reference) -> None:
    one = read_citations("《最高人民法院关于适用〈中华人民共和国刑事诉讼法〉的解释》第五条", reference)
    other = read_citations("最高人民法院《关于适用《中华人民共和国刑事诉讼法》的解释》第五条", reference)

    assert one == other
    assert one[0].article == 5


def test_arabic_numbers_and_ranges(reference: Reference) -> None:
    assert [c.article for c in read_citations("《中华人民共和国刑法》第67条、第114条至第116条", reference)] == [
        67,
        114,
        115,
        116,
    ]


@pytest.mark.parametrize("text", ["", "第", "合同第五条约定", "《》第五条", "第一条" * 3])
def test_what_cites_no_law_gives_nothing(text: str, reference: Reference) -> None:
    assert read_citations(text, reference) == ()


def test_the_articles_of_a_contract_are_no_law(reference: Reference) -> None:
    text = (
        "《产品购销合同》第八条、第九条约定了违约金，《公司章程（2019年修订）》第三条另有规定。"
        "依照《中华人民共和国劳动合同法》第三条、《中华人民共和国民法典》第五百七十七条之规定"
    )
    assert written(text, reference) == [
        "《中华人民共和国劳动合同法》第三条",
        "《中华人民共和国民法典》第五百七十七条",
    ]


@pytest.mark.parametrize(
    ("citation", "asked", "newer", "older", "told"),
    [
        (("民法典", 577), ("合同法", 107), True, False, "民法典》第五百七十七条（原《合同法》第一百零七条）"),
        (("合同法", 107), ("民法典", 577), False, True, "合同法》第一百零七条（现《民法典》第五百七十七条）"),
        (("民法通则", 111), ("合同法", 107), False, False, "民法通则》第一百一十一条（与《合同法》第一百零七条同源）"),
        (("公司法", 23), ("公司法", 20), True, False, "公司法》第二十三条（修订前第二十条）"),
        (("公司法", 20), ("公司法", 23), False, True, "公司法》第二十条（修订后第二十三条）"),
    ],
)
def test_a_citation_is_written_with_the_number_it_answers_to(
    citation: tuple[str, int], asked: tuple[str, int], newer: bool, older: bool, told: str
) -> None:
    one, other = (Citation(f"中华人民共和国{law}", article) for law, article in (citation, asked))
    assert write_beside(one, other, newer, older) == f"《中华人民共和国{told}"
