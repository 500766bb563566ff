"""Citations of statutes and interpretations: reading them out of running text, and writing them.

Belongs here: 《…》第…条之…第…款第…项, lists that share a law, back-references (本法, 该解释) and short names that the
text itself declares (以下简称). Does not: whether a law is still in force, and in what order to cite.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from localdb.model.case import Citation
from localdb.reference import NATION, Reference
from localdb.text.numerals import NUMERAL, chinese, number

_NUM = rf"[{NUMERAL}]{{1,9}}"
_BRACKETED = rf"[（(〈［\[]\s?{_NUM}\s?[）)〉］\]]"
_ONE = rf"(?:{_NUM}|{_BRACKETED})"
_PARAGRAPHS = re.compile(rf"第\s?({_ONE}(?:\s?[、，,和及与]\s?(?:第\s?)?{_ONE}){{0,12}})\s?款")
_ITEMS = re.compile(rf"第\s?({_ONE}(?:\s?[、，,和及与]\s?(?:第\s?)?{_ONE}){{0,12}})\s?项")
_ARTICLE = (
    rf"第\s?(?P<article>{_ONE}(?:\s?[、，,]\s?(?:第\s?)?{_ONE}(?=\s?[、，,条])){{0,12}})\s?条(?:\s?之\s?(?P<sub>[一二三四五六七八九十]{{1,3}}|"
    rf"\d))?"
)
_NAME = r"(?:[^《》\n]|《[^《》\n]{1,80}》){2,120}"
_TOKEN = re.compile(
    rf"(?P<law>《{_NAME}》)"
    rf"|[（(]以下(?:统|均)?(?:简|合|并)?称(?:为|“|《|:|：|之为)?(?P<alias>[^（）()]{{1,40}})[）)]"
    rf"|{_ARTICLE}"
    r"|(?P<back>[本该同](?:法|解释|规定|条例|意见|办法|决定)|(?:上述|前述)(?:法律|解释|规定|条例))"
)
_ONE_OF = re.compile(_ONE)
_RANGE = re.compile(rf"\s?[至到－—~-]\s?第\s?({_ONE})\s?条")
_JOIN = re.compile(r"[\s、，,和及与以并或；;]*")
_BARE = re.compile(r"[一-龥（）()〈〉]{2,60}$")
_BARE_END = (
    "法",
    "典",
    "解释",
    "规定",
    "条例",
    "意见",
    "办法",
    "通则",
    "总则",
    "决定",
    "纪要",
    "细则",
    "规则",
    "修正案",
)
# Articles of a contract or of a company's charter are cited like those of a law and are none.
_PRIVATE = re.compile(r"(?:合同|协议|契约|章程|条款|承诺|订单|招标文件)书?(?:[（(][^（）()]*[）)])?$")
_YEAR = re.compile(r"[（(][^（）()]{0,12}(?:修正|修订|年)[^（）()]{0,6}[）)]")


class CitationFound(NamedTuple):
    """Hold a citation and where its article stands in the text."""

    citation: Citation
    start: int
    end: int


def read_citations(text: str, reference: Reference) -> tuple[Citation, ...]:
    """Return the citations of a text in order, each once."""
    return tuple(dict.fromkeys(found.citation for found in citations(text, reference)))


def write_citation(citation: Citation) -> str:
    """Write 《中华人民共和国刑法》第一百三十三条之一第二款第（一）项."""
    words = f"《{citation.law}》第{chinese(citation.article)}条"
    words += f"之{chinese(citation.sub)}" if citation.sub else ""
    words += f"第{chinese(citation.paragraph)}款" if citation.paragraph else ""
    return words + (f"第（{chinese(citation.item)}）项" if citation.item else "")


def write_beside(citation: Citation, asked: Citation, newer: bool, older: bool) -> str:
    """Write a citation with the one it answers to: 《…民法典》第五百七十七条（原《合同法》第一百零七条）.

    `newer`: it took the place of `asked`, `older`: `asked` took its place; neither: both went into one later article.
    """
    within = citation.law == asked.law
    other = _without_law(asked) if within else write_citation(asked._replace(law=asked.law.removeprefix(NATION)))
    if newer:
        told = f"修订前{other}" if within else f"原{other}"
    elif older:
        told = f"修订后{other}" if within else f"现{other}"
    else:
        told = f"与{other}同源"
    return f"{write_citation(citation)}（{told}）"


def _without_law(citation: Citation) -> str:
    return write_citation(citation).partition("》")[2]


def citations(text: str, reference: Reference) -> Iterator[CitationFound]:
    """Find the citations of a text in order, with their places."""
    laws = _Laws(reference)
    after = -1  # where the last citation ended: a list goes on only from there
    for token in _TOKEN.finditer(text):
        if token["law"]:
            laws.name(token["law"][1:-1], text[max(0, token.start() - 40) : token.start()])
            after = token.end()
        elif token["alias"]:
            laws.alias(token["alias"])
            after = token.end()
        elif token["back"]:
            laws.back(token["back"])
        else:
            law = laws.of_article(text, token.start(), after)
            if law:
                end = token.end()
                for citation, start, end in _expand(text, token, law):
                    if not _PRIVATE.search(law):
                        yield CitationFound(citation, start, end)
                after = end


class _Laws:
    """Remember the laws a text has named so far, so that 本法, short names and bare articles find theirs."""

    def __init__(self, reference: Reference) -> None:
        self._canonical = reference.laws.canonical
        self._known = reference.laws.known
        self._aliases: dict[str, str] = {}
        self._last = ""
        self._named: list[str] = []
        self._bare: dict[str, str] = {}

    def name(self, written: str, before: str) -> None:
        """Take 《…》 as the current law; an interpretation may have its issuer before the bracket."""
        written = "".join(written.split())
        if written not in self._aliases:
            full = written
            if written.startswith(("关于", "《关于")):
                issuer = _ISSUER.search(before)
                full = (issuer[1] if issuer else "") + written
            self._aliases[written] = self._canonical(full) or full
        self._last = self._aliases[written]
        self._named.append(self._last)

    def alias(self, short: str) -> None:
        """Let （以下简称…） name the current law."""
        short = short.strip("《》“”\"' 为：:")
        if self._last and short:
            self._aliases[short] = self._last

    def back(self, words: str) -> None:
        """Let 本法, 该解释 and the like mean the last law whose name ends so."""
        end = words[1:] if words[0] in "本该同" else words[2:]
        for law in reversed(self._named):
            if end == "法律" or law.endswith(end) or (end == "法" and law.endswith("法典")):
                self._last = law
                return

    def of_article(self, text: str, start: int, after: int) -> str:
        """Return the law of the article that begins at `start`: the one named just before it, else the current one."""
        if after >= 0 and _JOIN.fullmatch(_YEAR.sub("", text[after:start])) and start - after < 40:
            return self._last
        bare = self._bare_name(text[max(0, start - 60) : start])
        if bare:
            self._last = bare
            self._named.append(bare)
        return self._last if bare or start - after < 200 else ""

    def _bare_name(self, before: str) -> str:
        """Read a law named without brackets right before its article: 根据刑法第…条."""
        match = _BARE.search(_YEAR.sub("", before.rstrip()))
        if not match or not match[0].endswith(_BARE_END):
            return ""
        words = match[0]
        if words not in self._bare:
            self._bare[words] = self._longest(words)
        return self._bare[words]

    def _longest(self, words: str) -> str:
        for start in range(len(words) - 1):
            part = words[start:]
            if part in self._aliases:
                return self._aliases[part]
            full = self._canonical(part)
            if full and self._known(full):
                return full
        return ""


_ISSUER = re.compile(
    r"((?:(?:最高人民法院|最高人民检察院|公安部|司法部|国家安全部|"
    r"全国人民代表大会常务委员会)[、，和]?){1,4})\s?$"
)


def _expand(text: str, token: re.Match[str], law: str) -> Iterator[tuple[Citation, int, int]]:
    """Turn one 第…条 with its 款 and 项, or a range or list of articles, into citations."""
    articles = [value for one in _ONE_OF.findall(token["article"]) if (value := _value(one))]
    sub = number(token["sub"]) or 0 if token["sub"] else 0
    upto = _RANGE.match(text, token.end()) if articles else None
    if upto and (last := _value(upto[1])) and 0 < last - articles[-1] <= 30:
        articles += range(articles[-1] + 1, last + 1)
    for article in articles[:-1]:
        yield Citation(law, article), token.start(), token.end()
    if not articles:
        return
    end = upto.end() if upto else token.end()
    parts = [(0, 0)] if upto else None
    if parts is None:
        parts, end = _parts(text, end)
    for paragraph, item in parts:
        yield Citation(law, articles[-1], sub, paragraph, item), token.start(), end


def _parts(text: str, at: int) -> tuple[list[tuple[int, int]], int]:
    """Read the paragraphs and items that follow an article: (paragraph, item) pairs, and where they end."""
    parts: list[tuple[int, int]] = []
    end = at
    while True:
        joined = _JOIN_PART.match(text, end) if parts else None
        start = joined.end() if joined else end
        if match := _PARAGRAPHS.match(text, start):
            numbers = _values(match[1])
            end = match.end()
            items = _ITEMS.match(text, end)
            if items:
                end = items.end()
                parts += [(value, 0) for value in numbers[:-1]]
                parts += [(numbers[-1] if numbers else 0, item) for item in _values(items[1])]
            else:
                parts += [(value, 0) for value in numbers]
        elif match := _ITEMS.match(text, start):
            end = match.end()
            paragraph = parts[-1][0] if parts else 0
            parts += [(paragraph, item) for item in _values(match[1])]
        else:
            return parts or [(0, 0)], end


_JOIN_PART = re.compile(r"\s?[、，,和及与]?\s?")


def _values(words: str) -> list[int]:
    return [value for one in _ONE_OF.findall(words) if (value := _value(one))]


def _value(one: str) -> int:
    return number(one.strip("（）()〈〉［］[] ")) or 0
