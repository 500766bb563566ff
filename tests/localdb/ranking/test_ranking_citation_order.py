"""法释〔2009〕14号 art 2."""

import random

from localdb.model.case import Citation
from localdb.ranking.citation_order import citation_order
from localdb.reference import Reference

NATION = "中华人民共和国"
ORDERED = (
    Citation(f"{NATION}民法典", 577),
    Citation(f"{NATION}民法典", 585, paragraph=2),
    Citation(f"{NATION}道路交通安全法", 76),
    Citation(f"{NATION}民事诉讼法", 67),
    Citation("机动车交通事故责任强制保险条例", 21),
    Citation("江苏省道路交通安全条例", 52),
    Citation("最高人民法院关于审理道路交通事故损害赔偿案件适用法律若干问题的解释", 13),
    Citation(f"最高人民法院关于适用〈{NATION}民事诉讼法〉的解释", 90),
)


def test_levels_then_substance_then_basic_laws(reference: Reference) -> None:
    mixed = list(ORDERED)
    random.Random(7).shuffle(mixed)
    assert citation_order(mixed, reference) == ORDERED


def test_each_citation_stands_once_and_articles_run_up(reference: Reference) -> None:
    law = f"{NATION}刑法"
    given = [Citation(law, 234), Citation(law, 133, 1), Citation(law, 133), Citation(law, 234)]
    assert citation_order(given, reference) == (Citation(law, 133), Citation(law, 133, 1), Citation(law, 234))


def test_laws_of_one_rank_keep_the_order_in_which_they_were_cited(reference: Reference) -> None:
    given = (Citation("甲办法", 9), Citation("乙办法", 1))
    assert citation_order(given, reference) == given
