"""The sets of queries are what their recipes say, on texts of one's own and on the real data."""

import importlib
from pathlib import Path

import pytest

near_copies = importlib.import_module("tests.quality.near_copies")
provisions = importlib.import_module("tests.quality.provisions")
causes = importlib.import_module("tests.quality.causes")
civil = importlib.import_module("tests.quality.civil")
known_items = importlib.import_module("tests.quality.known_items")
lecard = importlib.import_module("tests.quality.lecard")
ranker = importlib.import_module("tests.quality.reference_ranker")

FACTS = "".join(f"第{number}天他在某路口又一次遇见了那个人，" for number in "一二三四五六七八")


def test_a_copy_with_changed_names_is_found_and_a_text_on_the_same_matter_is_not() -> None:
    documents = [
        ("copy", "另有开头。" + FACTS.replace("第三天", "第九天") + "还有结尾。"),
        ("other", "他在某路口遇见那个人。" * 9),
    ]

    assert near_copies.near_copies({"q": FACTS}, documents) == {"q": [("copy", 7 / 8)]}


def test_of_the_articles_cited_the_special_part_alone_counts() -> None:
    cited = [
        "《中华人民共和国合同法》第六十条、第四百一十条",
        "《中华人民共和国民事诉讼法》第一百七十条",
        "《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第10条",
        "《股权转让合同》第三条",
        "《刑法》第一百三十三条之一",
    ]

    assert provisions.special_provisions(cited) == {
        "合同法#410",
        "关于审理买卖合同纠纷案件适用法律问题的解释#10",
        "刑法#133之一",
    }


def test_a_draft_does_not_say_its_charge() -> None:
    facts = "公诉机关指控被告人犯盗窃罪。经审理查明，被告人窃得手机一部；其行为构成盗窃罪。案发后退赃。"

    assert causes.unaccused(facts) == "经审理查明，被告人窃得手机一部；案发后退赃。"


def test_facts_end_where_a_court_gives_its_opinion_and_cite_nothing() -> None:
    told = "被告向原告借款十万元未还。" * 20
    text = f"原告：某甲。\n原告诉称：{told}依照《民法典》第六百七十五条应当返还。\n某区人民法院一审认为：应予支持。"

    facts = civil.facts_of({"full_text": text})

    assert facts.startswith("诉称：被告向原告借款")
    assert "民法典" not in facts
    assert "应予支持" not in facts


def test_the_words_drawn_from_a_holding_are_its_own_and_always_the_same() -> None:
    text = "房屋买卖居间合同中禁止买方绕开中介公司的约定合法有效，但买方通过其他正当途径获得信息的除外。"
    cut = ranker.WordsOnce({"one": text}).words

    drawn = known_items.some_words("q1", text, 6, cut).split()

    assert len(set(drawn)) == 6
    assert set(drawn) <= set(cut(text))
    assert known_items.some_words("q1", text, 6, cut).split() == drawn
    assert known_items.some_words("q2", text, 6, cut).split() != drawn


def test_the_reference_counts_each_word_of_a_query_once() -> None:
    once = ranker.WordsOnce({"theft": "被告人盗窃手机", "loan": "原告出借款项", "both": "盗窃款项"})

    assert once.order("盗窃 款项") == once.order("盗窃 盗窃 盗窃 款项")
    assert once.order("盗窃", without=["theft"]) == ["both", "loan"]
    assert once.order("盗窃", among=["loan", "unknown"]) == ["loan"]


@pytest.mark.evaluation
@pytest.mark.usefixtures("evaluation_data")
def test_no_query_of_lecard_finds_its_own_document_and_the_known_leak_is_seen() -> None:
    labels = lecard.labels()

    assert len(labels.queries) == 71
    assert all(query["own_doc"] not in labels.pools[query["qid"]] for query in labels.queries)
    assert any(line.startswith("query 7: lecard-42699") for line in lecard.leaks())


@pytest.mark.evaluation
@pytest.mark.usefixtures("evaluation_data")
def test_the_civil_set_is_large_enough_to_tell_rankers_apart() -> None:
    texts, fellows, twins = civil.texts(), civil.fellows(), civil.twins()

    assert len([name for name in fellows if texts[name].facts]) > 300
    assert all(name not in grades and twins.get(name, set()).isdisjoint(grades) for name, grades in fellows.items())
    assert len(twins) >= 38  # both ways; the README of the data counts 19 cases


@pytest.mark.evaluation
def test_known_items_are_those_that_were_measured_before(evaluation_data: Path) -> None:
    kinds = [item.kind for item in known_items.holdings()]

    assert len(kinds) == sum(
        len(path.read_text("utf-8").splitlines()) for path in (evaluation_data / "known_item").iterdir()
    )
    assert kinds.count("civil") == 276
