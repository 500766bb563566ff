from hypothesis import given
from hypothesis import strategies as st

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.ranking.features import Features, Part, features_of, pack, part_texts, part_words, unpack, word_id

BAGS = st.dictionaries(
    st.sampled_from(Part),
    st.dictionaries(st.text(min_size=1, max_size=4), st.integers(1, 400), max_size=50),
    max_size=4,
)


@given(BAGS, st.sets(st.text(max_size=5)), st.sets(st.text(max_size=5), max_size=20), st.sets(st.text(max_size=5)))
def test_a_blob_reads_back(
    bags: dict[Part, dict[str, int]], articles: set[str], causes: set[str], elements: set[str]
) -> None:
    written = features_of(bags, articles, causes, elements)
    read = unpack(pack(written))
    assert read.elements.tolist() == sorted(map(word_id, elements))
    assert read.articles.tolist() == written.articles.tolist()
    assert read.causes.tolist() == sorted(map(word_id, causes))
    elsewhere = {word for part, bag in bags.items() if part is not Part.REST for word in bag}
    rest = {word: count for word, count in bags.get(Part.REST, {}).items() if word not in elsewhere}
    bags = {**bags, Part.REST: rest}
    assert set(read.parts) == {part for part, bag in bags.items() if bag}
    for part, words in read.parts.items():
        assert words.length == written.parts[part].length
        assert words.ids.tolist() == sorted(words.ids.tolist())
        assert dict(zip(words.ids.tolist(), words.counts.tolist(), strict=True)) == {
            word_id(word): min(count, 255) for word, count in bags[part].items()
        }


@given(st.binary(max_size=200))
def test_any_bytes_give_features(blob: bytes) -> None:
    assert isinstance(unpack(blob), Features)


@given(BAGS, st.sets(st.text(max_size=5), max_size=3), st.integers(0, 10_000))
def test_a_blob_that_was_cut_off_gives_features(bags: dict[Part, dict[str, int]], causes: set[str], cut: int) -> None:
    blob = pack(features_of(bags, (), causes))
    assert isinstance(unpack(blob[: cut % len(blob)]), Features)


def test_no_number_of_causes_or_articles_is_too_large() -> None:
    articles, causes = [f"某法#{number}" for number in range(70_000)], [f"某罪{number}" for number in range(300)]
    read = unpack(pack(features_of({Part.FACTS: {"甲": 1}}, articles, causes)))
    assert (len(read.articles), len(read.causes)) == (0xFFFF, 0xFF)
    assert word_id("某罪0") in read.causes


def test_short_facts_lean_on_what_was_found_before() -> None:
    case = Case("1", sections={Section.FACTS: "二审查明的事实与一审一致。", Section.PRIOR: "一审查明：借款十万元。"})
    assert "借款" in part_texts(case)[Part.FACTS]
    long = Case("1", sections={Section.FACTS: "查明" * 300, Section.PRIOR: "一审查明：借款十万元。"})
    assert "借款" not in part_texts(long)[Part.FACTS]


def test_a_case_without_sections_is_its_text() -> None:
    assert part_words(Case("1", full_text="甲 乙 甲"), str.split) == {Part.FACTS: ["甲", "乙", "甲"]}
