import pytest

from localdb.model.case import Case, Citation
from localdb.model.kinds import Axis, Section
from localdb.ranking.axes import ARTICLES, Corpus, Scorer, article_terms, cause_agreement, joined
from localdb.ranking.causes import causes_of, confirmed_causes, likely_causes, offered
from localdb.ranking.features import Features, Part, features_of, word_id
from localdb.ranking.query import Query, build_query
from localdb.ranking.weights import ABSENT, readable

LAW = "中华人民共和国刑法"
WORDS = ("醉酒", "驾驶", "逃逸", "自首", "撬锁", "盗窃")
CORPUS = Corpus(
    1000,
    dict.fromkeys(Part, 10.0),
    {part.value: dict.fromkeys(WORDS, 20) for part in Part} | {ARTICLES: {f"{LAW}#133": 10, f"{LAW}#67": 600}},
)


def case(facts: str, reasoning: str = "", articles: tuple[int, ...] = (), causes: tuple[str, ...] = ()) -> Features:
    bags = {Part.FACTS: facts.split(), Part.REASONING: reasoning.split()}
    counted = {part: {word: words.count(word) for word in words} for part, words in bags.items()}
    return features_of(counted, article_terms(Citation(LAW, number) for number in articles), causes)


def scorer(query: Query, **attention: float) -> Scorer:
    return Scorer(query, CORPUS, {Section(name): weight for name, weight in attention.items()})


DRIVING = Query({Axis.FACTS: {"醉酒": 1.0, "驾驶": 1.0, "逃逸": 1.0}})


def test_more_shared_words_are_more_similar() -> None:
    values = [
        scorer(DRIVING).score(case(facts)).value for facts in ("撬锁 盗窃", "醉酒", "醉酒 驾驶", "醉酒 驾驶 逃逸")
    ]
    assert values == sorted(values)
    assert values[0] < 0.01
    assert 0.5 < values[-1] <= 1.0


def test_an_axis_that_one_side_lacks_is_absent() -> None:
    assert set(scorer(DRIVING).score(case("醉酒", "自首")).axes) == {Axis.FACTS}
    both = Query({Axis.FACTS: {"醉酒": 1.0}, Axis.LAW: {"自首": 1.0}})
    assert set(scorer(both).score(case("醉酒", "自首")).axes) == {Axis.FACTS, Axis.LAW}
    lacking = scorer(Query({Axis.FACTS: {"醉酒": 1.0}}, (Citation(LAW, 133),))).score(case("醉酒"))
    assert set(lacking.axes) == {Axis.FACTS}
    assert lacking.value > ABSENT


def test_rare_articles_say_more_than_common_ones() -> None:
    query = Query({Axis.FACTS: {"醉酒": 1.0}}, (Citation(LAW, 133), Citation(LAW, 67)))
    rare, common = (scorer(query).score(case("醉酒", articles=(number,))).axes[Axis.LAW] for number in (133, 67))
    assert rare > 2 * common
    assert scorer(query).shared_articles(case("", articles=(67, 133))) == [f"{LAW}#133", f"{LAW}#67"]


def test_what_took_the_place_of_an_article_counts_somewhat_less() -> None:
    own, older = Citation(LAW, 133), Citation("某旧法", 7)
    query = Query({Axis.FACTS: {"醉酒": 1.0}}, (own, Citation(LAW, 67)), beside={own: (older,)})
    same, other, none = (
        scorer(query).score(features_of({Part.FACTS: {"醉酒": 1}}, article_terms([cited]), ())).axes[Axis.LAW]
        for cited in (own, older, Citation("某旧法", 8))
    )
    assert same > other > none
    assert scorer(query).shared_articles(features_of({}, article_terms([older]), ())) == [f"{LAW}#133"]


def test_attention_moves_the_weight_between_axes() -> None:
    query = Query({Axis.FACTS: {"醉酒": 1.0}, Axis.LAW: {"自首": 1.0}})
    factual, legal = case("醉酒", "撬锁"), case("撬锁", "自首")
    assert scorer(query).score(factual).value > scorer(query).score(legal).value
    reader = scorer(query, facts=0.2, reasoning=3.0, statutes=3.0, disposition=3.0)
    assert reader.score(factual).value < reader.score(legal).value


def test_a_plain_text_is_held_against_facts_and_reasoning() -> None:
    words = {"自首": 1.0, "逃逸": 1.0}
    plain = scorer(Query({Axis.FACTS: words, Axis.LAW: words}, plain=True))
    in_law, in_facts = plain.score(case("撬锁", "自首 逃逸")), plain.score(case("自首 逃逸", "撬锁"))
    assert in_law.value == pytest.approx(in_facts.value)
    assert Axis.LAW in in_law.axes
    assert set(in_facts.axes) == {Axis.FACTS}


def test_shared_words_come_weightiest_first() -> None:
    query = Query({Axis.FACTS: {"醉酒": 1.0, "逃逸": 2.0, "撬锁": 1.0}})
    assert scorer(query).shared_words(Axis.FACTS, case("醉酒 逃逸"), 5) == ["逃逸", "醉酒"]


def test_readable_grows_from_0_to_1() -> None:
    shares = [readable(step / 20, 90) for step in range(21)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert 0.99 < shares[-1] <= 1.0


def test_a_share_of_a_long_text_says_more_than_one_of_a_short() -> None:
    assert readable(0.1, 20) == readable(0.1, 90) < readable(0.1, 400)


def test_neighbours_vote_on_the_cause() -> None:
    driving, theft = case("", causes=("危险驾驶罪",)), case("", causes=("盗窃罪",))
    likely = likely_causes([(0.8, driving), (0.75, driving), (0.3, theft), (0.9, case(""))])
    assert sum(likely.values()) == pytest.approx(1.0)
    names = {word_id(name): name for name in ("危险驾驶罪", "盗窃罪")}
    first, second = offered(likely, {}, names)
    assert (first.name, second.name) == ("危险驾驶罪", "盗窃罪")
    assert first.probability > 0.9
    assert cause_agreement(likely, driving) > cause_agreement(likely, case("")) > cause_agreement(likely, theft)


def test_a_confirmed_cause_wins_and_helps() -> None:
    likely = confirmed_causes(("盗窃罪", "诈骗罪"))
    assert cause_agreement(likely, case("", causes=("盗窃罪",))) == 0.5
    assert joined(0.5, 1.0) > joined(0.5, 0.5) > joined(0.5, 0.0)
    assert 1.0 > joined(0.999, 1.0, close=0.9) > joined(0.999, 1.0, close=0.8) > joined(0.999, 1.0) > 0.8
    assert joined(0.0, 0.0) == 0


def test_charges_are_read_from_the_disposition() -> None:
    names = {"职务侵占罪", "盗窃罪"}
    judged = Case("1", charges=("侵占罪",), sections={Section.DISPOSITION: "被告人甲犯职务侵占罪、盗窃罪，判处……"})
    assert causes_of(judged, lambda name: name if name in names else None) == ("职务侵占罪", "盗窃罪")
    assert causes_of(Case("1", causes=("买卖合同纠纷",)), lambda _: None) == ("买卖合同纠纷",)


def test_a_draft_gives_the_words_of_its_sections() -> None:
    sections = {Section.FACTS: "醉酒 驾驶", Section.REASONING: "自首 从轻", Section.ISSUES: "争议 焦点 是否 逃逸"}
    text = "\n".join(("基本案情：", *sections.values()))
    query = build_query(text, Case("", sections=sections), ("死亡",), (), (), str.split)
    assert {axis: set(words) for axis, words in query.words.items()} == {
        Axis.FACTS: {"醉酒", "驾驶"},
        Axis.ISSUES: {"逃逸", "死亡"},
        Axis.LAW: {"自首", "从轻"},
    }
    assert not query.plain


@pytest.mark.parametrize(
    "text",
    [
        "甲持枪赶到，认为代家寻事，乙称没有。另查明，次日公安机关立案。赃款被甲挥霍。" * 12,
        "一、认定不正当竞争，应当审查是否引人误解。二、当事人请求赔偿的，人民法院应予支持，理由是其受有损失。" * 9,
    ],
    ids=["tale", "holding"],
)
def test_a_tale_or_a_holding_is_taken_whole_however_it_was_cut(text: str) -> None:
    half = len(text) // 2
    cut = {Section.FACTS: text[:half], Section.REASONING: text[half:]}
    assert build_query(text, Case("", sections=cut), (), (), (), str.split).plain
    told = f"经审理查明，{text}"
    assert not build_query(told, Case("", sections=cut), (), (), (), str.split).plain


def test_a_text_without_sections_is_taken_whole() -> None:
    query = build_query("醉酒 驾驶", Case(""), (), (), (), str.split)
    assert query.plain
    assert set(query.words[Axis.FACTS]) == set(query.words[Axis.LAW]) == {"醉酒", "驾驶"}
    assert build_query("", Case(""), (), (), (), str.split).empty


def test_attention_turns_a_plain_text_and_the_case_says_so() -> None:
    words = {"自首": 1.0, "逃逸": 1.0, "醉酒": 1.0, "驾驶": 1.0}
    plain = Query({Axis.FACTS: words, Axis.LAW: words}, plain=True)
    in_law, in_facts = case("撬锁", "自首 逃逸"), case("自首 逃逸", "撬锁")
    reader = scorer(plain, facts=0.7, issues=0.7, reasoning=2.0, statutes=0.8, disposition=0.8)
    lifted, lowered = reader.score(in_law), reader.score(in_facts)
    assert lifted.value > lowered.value
    assert lifted.neutral == pytest.approx(lowered.neutral) == pytest.approx(scorer(plain).score(in_law).value)
    assert reader.favoured(lifted) == (Section.REASONING,)
    assert reader.favoured(lowered) == scorer(plain).favoured(scorer(plain).score(in_law)) == ()
