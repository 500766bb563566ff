"""What a user types into the search box, read into a question.

Terms side by side must all be there, unless so many describe a case (engine/search.py); "…" or “…” is a phrase; AND,
OR, NOT (upper case, or a leading - for NOT) and brackets join them; in 盗窃* the * stands for any characters.
案号: 法条: 案由: 罪名: 法院: 日期: ask for columns; a case number, 《…》第…条, 指导性案例…号 or 入库编号 is known
without a name before it.

Belongs here: the syntax. Does not: finding.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from localdb.index.question import (
    And,
    Cause,
    Court,
    Days,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Question,
    Statute,
    Term,
    plain_number,
)
from localdb.index.search_days import read_days
from localdb.model.errors import BadQuery
from localdb.model.kinds import Method
from localdb.text.numerals import narrow, number

MOST = 2_000  # characters of one search; longer texts are for the similar-case search
_OPEN, _CLOSE = "(（", ")）"
_NUMERALS = "〇○零一二三四五六七八九十百千两0-9０-９"
_ARTICLE = (
    rf"第?\s*[{_NUMERALS}]+\s*条(?:\s*之\s*[{_NUMERALS}]+)?(?:第[{_NUMERALS}]+款)?(?:第[（(]?[{_NUMERALS}]+[）)]?项)?"
)
_BARE_ARTICLE = rf"第?\s*[0-9０-９]+(?:\s*之\s*[{_NUMERALS}]+)?"  # 《民法典》577: after the name of a law alone
_YEAR = "(?:19|20|１９|２０)[0-9０-９]{2}"
_CASE_NO = (
    rf"(?:[（(〔\[【［]\s*{_YEAR}\s*[）)〕\]】］]\s*[^\s\"“”()（）]{{1,30}}?"
    rf"|{_YEAR}[一-龥][0-9]{{0,4}}[一-龥]{{1,6}}[0-9]+)号(?:之[一二三四五六七八九十]+|[-－][0-9]+)?"
)
_AMENDED = r"(?:\s*[（(][^（）()]{2,14}[）)](?=\s*第))?"  # 《公司法》（2018年修正）第二十条
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<field>案号|法条|案由|罪名|法院|日期)\s*[:：]\s*
      (?P<value>{_CASE_NO}|《[^》]*》{_AMENDED}\s*(?:{_ARTICLE}|{_BARE_ARTICLE})?|"[^"]*"|“[^”]*”
         |[^\s"“”]+(?:\s+{_ARTICLE}|(?<=[法典])\s+[0-9０-９]{{1,4}}(?!\S))?)
    | (?P<caseno>{_CASE_NO})
    | (?P<entry>\d{{4}}-\d{{2}}-\d-\d{{3}}-\d{{3}})
    | (?P<guiding>(?:指导性?案例|检例)第?\s*[0-9]+\s*号)
    | (?P<law>《[^》]+》{_AMENDED}\s*(?:{_ARTICLE})?)
    | (?P<phrase>"[^"]*"|“[^”]*”)
    | (?P<open>[{_OPEN}])
    | (?P<close>[{_CLOSE}])
    | (?P<or>OR\b|\|\|?)
    | (?P<and>AND\b|&&?)
    | (?P<not>NOT\b|[-－](?=\S))
    | (?P<word>[^\s"“”{_OPEN}{_CLOSE}|&《》]+)
    )""",
    re.VERBOSE,
)
_BARE_STATUTE = re.compile(
    rf"[一-龥（）]{{1,40}}(?:法|典|条例|解释|规定|办法|决定)第[{_NUMERALS}]+条.*"
    rf"|[一-龥]{{0,20}}[法典](?!{_YEAR})[0-9０-９]{{1,4}}(?:条.*|之[{_NUMERALS}]+)?"  # 民法典577, but not 公司法2018
)
# 条 may be missing after an Arabic number, and after a Chinese one that follows 法 or 典 (not 修正案十一).
_STATUTE = re.compile(
    rf"\s*《?(?P<law>.*?)》?\s*(?:第?\s*(?P<article>[{_NUMERALS}]+)\s*条(?:\s*之\s*(?P<sub>[{_NUMERALS}]+))?.*"
    rf"|(?P<bare>第?\s*[0-9０-９]+|(?<=[法典》])[{_NUMERALS}]+)(?:\s*之\s*(?P<bare_sub>[{_NUMERALS}]+))?\s*)?"
)

_VERSION = re.compile(rf"[（(]({_YEAR})")  # 公司法（2018年修正）

Cutter = Callable[[str], list[str]]
LawNames = Callable[[str], str]


class _Token(NamedTuple):
    kind: str
    text: str
    value: str = ""


_TELLING = re.compile(r"[一-龥a-zA-Z]")  # what a pattern must have beside its *
_NESTED = 60  # brackets and NOTs: nobody types more, and each is a level of the parser


def read_question(words: str, cut: Cutter, canonical: LawNames) -> Question:
    """Read what was typed; `cut` gives content words, `canonical` the full name of a law ("" when unknown).

    Raises:
        BadQuery: "empty" (nothing to look for), "too_long", "quotes", "brackets" (not closed), "operator" (nothing to
            join), "only_not" (only what must not be there), "too_common" (a part without any content word),
            "statute" (a 法条: that names no law), "date" (a 日期: that is none).
    """
    if len(words) > MOST:
        raise BadQuery("too_long", str(MOST))
    tokens = _tokens(words)
    if not tokens or not any(map(str.isalnum, words)):  # marks alone would be told as a search without hits
        raise BadQuery("empty")
    if sum(token.kind in ("open", "not") for token in tokens) > _NESTED:
        raise BadQuery("too_long", str(_NESTED))
    parser = _Parser(tokens, cut, canonical)
    question = parser.either()
    if parser.rest():
        raise BadQuery("brackets", parser.rest())
    if _only_not(question):
        raise BadQuery("only_not", words.strip()[:40])
    return question


def method_of(question: Question) -> Method:
    """Name the method of art 5 that a question is: by statute when it asks for nothing but statutes and columns."""
    match question:
        case Statute():
            return Method.STATUTE
        case And(parts) | Or(parts):
            kinds = {type(part) for part in parts}
            statutes = Statute in kinds and kinds <= {Statute, Cause, Court, Days, Not}
            return Method.STATUTE if statutes else Method.KEYWORD
        case _:
            return Method.KEYWORD


def _tokens(words: str) -> list[_Token]:
    tokens: list[_Token] = []
    place, end = 0, len(words.rstrip())
    while place < end:
        match = _TOKEN.match(words, place)
        if match is None or match.end() == place:
            fault = words[place:].strip()[:20]
            raise BadQuery("quotes" if fault[:1] in '"“”《》' else "operator", fault)
        kind = match.lastgroup or ""
        if kind == "value":
            tokens.append(_Token("field", match["value"].strip(' "“”'), match["field"]))
        else:
            tokens.append(_Token(kind, match[kind].strip()))
        place = match.end()
    return tokens


class _Parser:
    """Read tokens by descent: either -> all -> one."""

    def __init__(self, tokens: list[_Token], cut: Cutter, canonical: LawNames) -> None:
        self._tokens = tokens
        self._at = 0
        self._cut = cut
        self._canonical = canonical

    def rest(self) -> str:
        return "".join(token.text for token in self._tokens[self._at :])[:20]

    def either(self) -> Question:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Question:
        parts, written = [self._one()], False
        while self._at < len(self._tokens) and self._tokens[self._at].kind not in ("or", "close"):
            written |= self._take("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts), written)

    def _one(self) -> Question:
        if self._take("not"):
            return Not(self._one())
        if self._at == len(self._tokens):
            raise BadQuery("operator", self._tokens[-1].text)
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "open":
            inside = self.either()
            if not self._take("close"):
                raise BadQuery("brackets", token.text)
            return inside
        if token.kind in ("close", "or", "and"):
            raise BadQuery("brackets" if token.kind == "close" else "operator", token.text)
        return self._leaf(token)

    def _take(self, kind: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at].kind == kind:
            self._at += 1
            return True
        return False

    def _leaf(self, token: _Token) -> Question:
        match token.kind:
            case "caseno" | "entry" | "guiding":
                return _number(token.text)
            case "law":
                return self._statute(token.text)
            case "phrase":
                return Phrase(*self._words(token.text.strip(' "“”')))
            case "field":
                return self._column(token)
            case _ if "*" in token.text and _TELLING.search(token.text):
                return Pattern(token.text)
            case _ if _BARE_STATUTE.fullmatch(token.text):
                return self._statute(token.text)
            case _:
                return Term(*self._words(token.text))

    def _column(self, token: _Token) -> Question:
        if not token.text:
            raise BadQuery("empty", token.value)
        match token.value:
            case "案号":
                return _number(token.text)
            case "法条":
                return self._statute(token.text)
            case "法院":
                return Court(token.text)
            case "日期":
                return read_days(token.text)
            case _:
                return Cause(token.text)

    def _statute(self, text: str) -> Statute:
        match = _STATUTE.fullmatch(text)
        law = self._canonical(match["law"].strip()) if match and match["law"].strip() else ""
        if match is None or not law:
            raise BadQuery("statute", text[:40])
        article = match["article"] or (match["bare"] or "").lstrip("第 \t\u3000")
        version = _VERSION.search(match["law"])
        year = int(narrow(version[1])) if version else 0
        return Statute(law, number(article) or 0, number(match["sub"] or match["bare_sub"] or "") or 0, year)

    def _words(self, text: str) -> tuple[str, tuple[str, ...]]:
        if not text.strip():
            raise BadQuery("empty", text)
        words = tuple(dict.fromkeys(self._cut(text)))
        if not words and len(text.strip()) < 2:
            raise BadQuery("too_common", text)
        return text.strip(), words


def _number(text: str) -> Number:
    plain = plain_number(text)
    if not plain:
        raise BadQuery("empty", text)
    return Number(plain)


def _only_not(question: Question) -> bool:
    match question:
        case Not():
            return True
        case And(parts):
            return all(_only_not(part) for part in parts)
        case Or(parts):
            return any(_only_not(part) for part in parts)
        case _:
            return False
