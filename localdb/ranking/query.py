"""What a draft asks for: the words of each axis, the articles it cites, the causes that were confirmed.

Belongs here: from a draft read as a case to a query. Does not: reading the draft (text room), weighing (axes.py).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from localdb.model.case import Case, Citation
from localdb.model.kinds import Axis, Section
from localdb.ranking.features import Part, part_texts
from localdb.ranking.weights import REPEATED
from localdb.text.formalities import substance

_READ = (Section.FACTS, Section.CLAIMS, Section.PRIOR, Section.ISSUES, Section.REASONING)
_SHORT = 400  # characters
_SHARE = 0.4  # of a text that must have been recognised before its sections are believed
# Words that every question put to a court has: as issues they say nothing of the case.
_OF_ANY_ISSUE = frozenset(
    {"焦点", "争议", "争议焦点", "确认", "计算", "确定", "是否", "应否", "能否", "可否", "如何", "问题", "案件", "本案"}
    | {"构成", "成立", "认定", "属于", "应当", "行为", "性质", "承担", "被告人", "被告"}
    | {"请求", "主张", "依据", "理由", "原告", "被告", "上诉人", "被上诉人", "当事人", "双方", "关于"}
)
_SEARCH_WORDS = re.compile(r"[^\s，。；：,;:]+(?:[ \u3000]+[^\s，。；：,;:]+){2,}")  # not a line that tells of a party
# What only a paper of a court or party has: a voice that speaks, or a heading. Sentences cut without any are a guess.
_PAPER = re.compile(
    r"(?:本院|法院|合议庭|[一二再]审)[^。，；\n]{0,12}认为|(?:审理|审查|(?<!另)经|本院)[^。，；\n]{0,8}查明|[诉辩述]称|诉讼请求|指控|争议焦点"
    r"|^[^\w\n]{0,3}(?:[一二三四五六七八九十]{1,2}[、．.]|\d[、．.])?[^\w\n]?"
    r"(?:基本案情|案件?(?:事实|经过)|(?:本院)?查明(?:的?事实)?|事实(?:[和与及]理由|认定)?|(?:裁判|判决)?理由|法律适用)[^\w\n]?(?:$|：|:)",
    re.MULTILINE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
_MOST = 800  # words an axis; 460 are usual for a long draft


@dataclass(frozen=True, slots=True)
class Query:
    """Hold a query: words with how much they count, articles, confirmed causes (names of today).

    `plain`: no sections were recognised; the words are held against facts and against reasoning, the better one counts.
    """

    words: Mapping[Axis, Mapping[str, float]] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    causes: tuple[str, ...] = ()
    plain: bool = False
    beside: Mapping[Citation, tuple[Citation, ...]] = field(default_factory=dict)  # what other acts have of an article

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to look for."""
        return not any(self.words.values()) and not self.citations


def build_query(
    text: str,
    draft: Case,
    issues: tuple[str, ...],
    causes: tuple[str, ...],
    citations: tuple[Citation, ...],
    cut: Callable[[str], list[str]],
) -> Query:
    """Build the query of a text; `draft` is the same text read as a case, `issues` those of the matter.

    Where the sections were not recognised the text may be facts or a rule of law, so it is matched against both. A text
    of formalities alone, or without a Chinese word, asks for nothing: its words would find any case.
    """
    told = [text] if _SEARCH_WORDS.fullmatch(text.strip()) else substance(text)
    if not issues and not any(map(_HAN.search, (word for piece in told for word in cut(piece)))):
        return Query(causes=causes)
    texts = part_texts(draft) if recognised(draft, text) else {}
    facts = texts.get(Part.FACTS, "") if texts else text
    law = texts.get(Part.REASONING, "") if texts else text
    asked = "\n".join((texts.get(Part.ISSUES, ""), *issues)).strip()
    issue_words = [word for word in cut(asked) if word not in _OF_ANY_ISSUE]
    bags = {Axis.FACTS: cut(facts), Axis.ISSUES: issue_words, Axis.LAW: cut(law)}
    return Query({axis: _counted(words) for axis, words in bags.items() if words}, citations, causes, plain=not texts)


def recognised(draft: Case, text: str) -> bool:
    """Say whether enough of the text was read into sections to believe them.

    A short text of one section only is no draft: a holding that begins like facts is searched for as a whole.
    """
    sections = [section for section in _READ if draft.sections.get(section)]
    own = any(draft.sections.get(section) for section in (Section.FACTS, Section.CLAIMS, Section.REASONING))
    return own and believed(draft, text) and (len(text.strip()) >= _SHORT or len(sections) > 1)


def believed(draft: Case, text: str) -> bool:
    """Say whether a text has the marks of a paper, and enough of it lies in the sections that tell of the matter.

    A holding, or a tale of what happened, is cut into sections by chance (11 of 339 holdings, 3 of the 71 LeCaRD
    queries). Of facts without a heading all before 另查明 is taken for the course of the case: 16 of those 71.
    """
    read = sum(len(draft.sections.get(section, "")) for section in _READ)
    return bool(_PAPER.search(text)) and read >= _SHARE * len(text.strip())


def times(weight: float) -> float:
    """Return how often a word of this weight stands in the draft."""
    return math.exp((weight - 1.0) / REPEATED)


def _counted(words: list[str]) -> dict[str, float]:
    counts = Counter(words)
    return {word: 1.0 + REPEATED * math.log(count) for word, count in counts.most_common(_MOST)}
