"""Known items: a published holding, keyword line or question finds the one case that it was written for.

*Holdings* are those of known_item/*.jsonl, whole, and as 12 and 6 of their words: the distinct words of two Chinese
characters or more, as stock jieba cuts them (no stop words: a user's words are not chosen by us), so many drawn at
random by `Random("qid/size")`, in the order drawn. The recipe knows nothing of the product's own cutting. *Civil* lines
count guiding and gazette cases other than criminal ones, the set that similarity.md measures (.950 / .851 / .688 for
BM25); criminal and procuratorate cases stand apart: of the latter only short facts may be indexed, and no ranker finds
most of them.

*Keywords* are the lines 关键词 that the Supreme People's Court and Procuratorate put over their guiding cases,
*questions* the titles of typical cases that ask or state a rule of law: words of the kind a judge types, chosen by
neither the product nor its makers.

The library holds the published cases with those fields alone that may be indexed (`index_fields`), without title, gist
and keywords, and the civil decisions of the Supreme People's Court beside them.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from localdb.engine.workspace import Workspace
from localdb.model.case import Case
from localdb.model.record import case_from_record
from localdb.reference import Reference
from localdb.text.judgment import complete

from .evaluation_data import DATA, ROOT, published, records
from .figures import Measure, reciprocal
from .libraries import Product, own_library
from .reference_ranker import WordsOnce

SIZES = (0, 12, 6)  # words drawn; 0 = the whole holding
# The fields by which cases of a collection may be found; `body` and `full_text` are read as a whole.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "guiding_cases": ("facts", "reasoning", "result"),
    "gazette_cases": ("body",),
    "spp_guiding": ("facts",),
    "typical_cases": ("facts", "reasoning", "result"),
    "spc_lawsuit": ("full_text",),
}
_WHOLE = ("body", "full_text")
_WORD = re.compile("[\u4e00-\u9fff]{2,}")
_KEYWORDS = re.compile(r"【关键词】\s*(.+?)\s*【", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a query, the case it was written for and the kind it counts under."""

    qid: str
    text: str
    doc: str
    kind: str


def measures(folder: Path) -> Iterator[Measure]:
    """Yield the lines of the table: MRR."""
    ws = library(folder / "known")
    product, once = Product(ws), WordsOnce({case.id: case.full_text for case in ws.library.each()})
    for size in SIZES:
        named = f"{size} words" if size else "full"
        items = [replace(item, text=some_words(item.qid, item.text, size, once.words)) for item in holdings()]
        yield from _by_kind(f"known item MRR, {named}", items, product, once)
    for name, others in (("keywords MRR", keywords()), ("question MRR", questions())):
        yield from _by_kind(name, others, product, once)


def some_words(qid: str, text: str, size: int, cut: Callable[[str], list[str]]) -> str:
    """Return so many random words of a text, or all of it where `size` is 0."""
    words = list(dict.fromkeys(filter(_WORD.fullmatch, cut(text))))
    return " ".join(random.Random(f"{qid}/{size}").sample(words, min(size, len(words)))) if size else text


@cache
def holdings() -> tuple[Item, ...]:
    """Return the holdings with the case each was written for."""
    queries = [query for path in sorted((DATA / "known_item").glob("*.jsonl")) for query in records(path)]
    return tuple(Item(one["qid"], one["text"], one["doc"], _kind(one["corpus"], one["case_type"])) for one in queries)


def keywords() -> list[Item]:
    """Return the keyword lines of guiding cases of court and procuratorate."""
    found = []
    for corpus in ("guiding_cases", "spp_guiding"):
        for record in published(corpus):
            stated = _KEYWORDS.search(record["full_text"])
            words = record.get("keywords") or (stated[1].split() if stated else [])
            if words:
                kind = _kind(corpus, record["case_type"])
                found.append(Item(f"kw-{record['id']}", " ".join(words), record["id"], kind))
    return found


def questions() -> list[Item]:
    """Return the titles of typical cases that name no case but ask or state a rule."""
    return [
        Item(f"qu-{record['id']}", record["title"], record["id"], "civil")
        for record in published("typical_cases")
        if not record["title"].endswith("案")
    ]


def library(folder: Path) -> Workspace:
    """Open the library of published cases that holds only the fields a holding may be found by."""
    return own_library(folder, (case for corpus, fields in FIELDS.items() for case in _cases(corpus, fields)))


def _cases(corpus: str, fields: tuple[str, ...]) -> Iterator[Case]:
    reference = Reference.load(ROOT / "resources")
    for record in published(corpus):
        if corpus == "spc_lawsuit" and record["case_type"] != "民事":
            continue
        kept = {name: record[name] for name in fields if name not in _WHOLE and record.get(name)}
        text = "\n".join(str(record[name]) for name in fields if record.get(name)) or record["full_text"]
        case = complete(case_from_record({"id": record["id"], "source": corpus, "full_text": text, **kept}), reference)
        yield replace(case, gist="", keywords=(), title=record["id"])


def _kind(corpus: str, case_type: str) -> str:
    if corpus == "spp_guiding":
        return "procuratorate"
    return "criminal" if case_type == "刑事" else "civil"


def _by_kind(name: str, items: list[Item], product: Product, once: WordsOnce) -> Iterator[Measure]:
    ours = {item.qid: reciprocal(product.order(item.text), item.doc) for item in items}
    theirs = {item.qid: reciprocal(once.order(item.text), item.doc) for item in items}
    for kind in ("civil", "criminal", "procuratorate"):
        some = [item.qid for item in items if item.kind == kind]
        if some:
            yield Measure(f"{name}, {kind}", {qid: ours[qid] for qid in some}, {qid: theirs[qid] for qid in some})
