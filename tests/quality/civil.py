"""A civil set of its own making: the right answers follow from what was published, nothing was labelled by hand.

*Same provision.* Two published cases that apply the same provision of the special part (provisions.py) are alike in
law, where that provision is rare: cited by 2 to 12 of the 1,519 civil and administrative texts. Grade 2 where they
share two, else 1. Asked are the guiding and gazette cases of civil type that have such a fellow, twice over: by their
*facts* (claims and what was found, up to the first words of a court's opinion, sentences that cite articles left out,
at most 3,000 characters), and by their *holding* (裁判要点 or 裁判摘要). Figure: NDCG@10 over all those texts, the case
itself and its other publication left out. Of 40 pairs drawn at random, 34 were found right on reading titles and
provision; wrong was mostly an article with another content in another version of its act (著作权法 46 of 1990, 2001).

*Published twice.* A gazette case that is a guiding case as well (same lead party, titles alike) is asked by the facts
of the one; the other, in other words and at another length, is the right answer. Figure: MRR.

What was looked for and is not there: of all these texts one cites a guiding case; of holdings in like words (weighted
bigrams, cosine above .3) there are 15 pairs, most of them one case published twice. Not done: an old provision and its
successor (合同法 410 and 民法典 933) count as two, so some right answers are missing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .evaluation_data import published
from .figures import Measure, ndcg, reciprocal
from .libraries import Product, court_library
from .provisions import special_provisions
from .reference_ranker import WordsOnce

COLLECTIONS = ("gazette_cases", "guiding_cases", "spp_guiding", "typical_cases", "spc_lawsuit")
ASKED = ("gazette_cases", "guiding_cases")
RARE = range(2, 13)  # texts that cite a provision
CUT = 10
SHORTEST, LONGEST = 200, 3000  # characters of a query by facts
_OPINION = re.compile(r"(?:法院|本院)[^。；\n]{0,16}认为")
_CLAIM = re.compile(r"诉称|起诉称|申请称|诉至|提起诉讼|起诉")
_CITING = re.compile(r"[^。；\n]*《[^》]*》[^。；\n]*第[^。；\n]{1,12}条[^。；\n]*[。；\n]?")
_HOLDING = re.compile(
    r"\s*【(?:裁判摘要|案例要旨|裁判要旨)】\s*(.+?)\n\s*(?:【|原告|上诉人|申请|再审|抗诉|起诉)", re.DOTALL
)
_LEAD = re.compile("诉|与|、|等|申请|和")


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a published case: what it says, the provisions it applies, how it is asked for ("" = not)."""

    name: str
    collection: str
    title: str
    full: str
    provisions: frozenset[str]
    facts: str = ""
    holding: str = ""


def measures(folder: Path) -> Iterator[Measure]:
    """Yield the lines of the table."""
    known, rules, copies = texts(), fellows(), twins()
    product, once = Product(court_library(folder)), WordsOnce({text.name: text.full for text in known.values()})

    def ours(query: str, without: set[str]) -> list[str]:
        return [name for name in product.order(query, (), without) if name in known]

    for asked in ("facts", "holding"):
        queries = {name: str(getattr(known[name], asked)) for name in rules if getattr(known[name], asked)}
        scores: tuple[dict[str, float], dict[str, float]] = ({}, {})
        for name, query in queries.items():
            without = {name, *copies.get(name, ())}
            scores[0][name] = ndcg(ours(query, without), rules[name], CUT)
            scores[1][name] = ndcg(once.order(query, without), rules[name], CUT)
        yield Measure(f"civil @{CUT}, {asked} to same provision", *scores)
    pairs = [(one, other) for one, others in copies.items() for other in others if known[one].facts]
    yield Measure(
        "civil MRR, facts to other publication",
        {one: reciprocal(ours(known[one].facts, {one}), other) for one, other in pairs},
        {one: reciprocal(once.order(known[one].facts, {one}), other) for one, other in pairs},
    )


@cache
def texts() -> Mapping[str, Text]:
    """Return the published texts that are not criminal, by id."""
    found = [_text(name, record) for name in COLLECTIONS for record in published(name) if record["case_type"] != "刑事"]
    return {text.name: text for text in found}


@cache
def twins() -> Mapping[str, set[str]]:
    """Return for each case that the gazette and the guiding cases both have its other publication."""
    by_lead: dict[str, list[Text]] = defaultdict(list)
    for text in texts().values():
        if text.collection in ASKED:
            by_lead[_LEAD.split(text.title)[0].strip()].append(text)
    found: dict[str, set[str]] = defaultdict(set)
    for same in by_lead.values():
        for one in same:
            for other in same:
                if one.collection != other.collection and _alike(one.title, other.title):
                    found[one.name].add(other.name)
    return found


@cache
def fellows() -> Mapping[str, Mapping[str, int]]:
    """Return for each case asked for the cases that apply a rare provision with it, with their grades."""
    known, copies = texts(), twins()
    citing = Counter(provision for text in known.values() for provision in text.provisions)
    rare = {provision for provision, count in citing.items() if count in RARE}
    by_provision: dict[str, set[str]] = defaultdict(set)
    for text in known.values():
        for provision in text.provisions & rare:
            by_provision[provision].add(text.name)
    found = {}
    for text in known.values():
        others = Counter(name for provision in text.provisions & rare for name in by_provision[provision])
        hidden = {text.name, *copies.get(text.name, ())}
        grades = {name: min(shared, 2) for name, shared in sorted(others.items()) if name not in hidden}
        if grades and (text.facts or text.holding):
            found[text.name] = grades
    return found


def _text(collection: str, record: Mapping[str, str]) -> Text:
    asked = collection in ASKED and record["case_type"] == "民事"
    return Text(
        record["id"],
        collection,
        record["title"],
        record["full_text"],
        frozenset(special_provisions(record.get("statutes") or ())),
        facts=facts_of(record) if asked else "",
        holding=holding_of(record) if asked else "",
    )


def facts_of(record: Mapping[str, str]) -> str:
    """Return claims and facts of a published case up to the first opinion of a court, without cited articles."""
    text = record.get("facts") or record.get("body") or record["full_text"]
    opinion = _OPINION.search(text)
    text = text[: opinion.start()] if opinion else text
    claim = None if record.get("facts") else _CLAIM.search(text)
    text = _CITING.sub("", text[claim.start() :] if claim else text).strip()
    return text[:LONGEST] if len(text) >= SHORTEST else ""


def holding_of(record: Mapping[str, str]) -> str:
    """Return the holding of a published case without cited articles, "" where none is told apart."""
    found = _HOLDING.match(record["full_text"])
    return _CITING.sub("", record.get("gist") or (found[1] if found else "")).strip()


def _alike(one: str, other: str) -> bool:
    first, second = ({title[at : at + 2] for at in range(len(title) - 1)} for title in (one, other))
    return 2 * len(first & second) > 0.5 * (len(first) + len(second))
