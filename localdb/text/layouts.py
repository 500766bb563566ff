"""Cases laid out under headings: guiding, typical, reference and SPP cases, and gazette cases with a 裁判摘要.

Belongs here: the table of headings, finding them as plain lines, **bold**, 【brackets】, Markdown or run into their
text, and cutting by them. Does not: court documents (sections.py).
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from localdb.model.kinds import Section
from localdb.text.pieces import Piece


class Part(Enum):
    """Name what a heading opens beside the sections of a judgment."""

    KEYWORDS = "keywords"
    GIST = "gist"
    MEANING = "meaning"  # 典型意义: reasoning where no heading says more
    ANALYSIS = "analysis"  # 适用解析: where it stands, the 裁判要旨 above it is the court's reasoning
    VERDICT = "verdict"  # 法院裁判: reasons and result in one
    REST = "rest"  # other headings: published with the case, part of no section


_TABLE: tuple[tuple[Section | Part, str], ...] = (
    (Part.KEYWORDS, "关键词"),
    (Part.GIST, "裁判要点 裁判要旨 裁判摘要 案例要旨 要旨 裁判规则 判决要旨 裁判提示"),
    (Section.STATUTES, "相关法条 相关规定 相关法律规定 相关立法 相关法律 关联索引 法律依据 法条链接"),
    (Section.STATUTES, "司法解释相关法条 司法解释相关条文"),
    (Section.FACTS, "基本案情 简要案情 案情简介 案情 案情回顾 案情摘要 案件事实 基本事实 案件基本情况 案件基本事实"),
    (Section.CLAIMS, "申请人请求 原告诉讼请求 诉讼请求 抗诉理由 当事人主张 诉辩意见"),
    (Section.ISSUES, "争议焦点 焦点问题 案件焦点 争议问题"),
    (Section.DISPOSITION, "裁判结果 处理结果 判决结果 裁定结果 审理结果 审判结果 执行结果 案件结果 诉讼过程和结果"),
    (Section.DISPOSITION, "裁判情况 执行情况"),
    (Section.REASONING, "裁判理由 判决理由 裁定理由 复议理由 案例分析 法官解读 裁判思路 裁判分析 审理思路"),
    (Part.VERDICT, "法院裁判 裁判内容 人民法院裁判 审判情况"),
    (Part.MEANING, "典型意义 指导意义 评析 案例评析 案例注解 法官说法 社会意义 案件意义"),
    (Part.ANALYSIS, "适用解析"),
    (Section.PROCEDURE, "诉讼过程 审理经过 执行经过 执行过程 案件办理过程 处理过程 办案过程 诉前程序"),
    (
        Section.PROCEDURE,
        "检察机关履职过程 检察机关履职情况 检察机关监督情况 检察机关监督过程 检察机关履职 检察机关监督",
    ),
    (Section.PROCEDURE, "检察履职情况 检察工作情况 检察听证过程 检察过程 检察监督 履职过程 核准追诉案件办理过程"),
    (Section.PROCEDURE, "指控与证明犯罪 指控和证明犯罪 调查核实和督促履职 调查核实"),
    (Part.REST, "推荐理由 专家点评 承办人 编写人"),
)
_HEADINGS = {name: opens for opens, names in _TABLE for name in names.split()}
_ORDER = ("关键词", "裁判要点", "相关法条", "基本案情", "裁判结果", "裁判理由")
_ENOUGH = 4  # of these make a guiding case
_SIGNS = ("案情", "要旨", "要点", "裁判", "关键词", "法条", "意义")  # without one of these a text has no headings
_NAMES = "|".join(sorted(_HEADINGS, key=len, reverse=True))
_HEAD = re.compile(
    rf"(?:^|(?<=[\n\u3000 ]))[ \t\u3000\u2002#]{{0,8}}(?:"
    rf"[【［\[〔]\s?(?P<boxed>{_NAMES}|要\s旨|案\s情)\s?[】］\]〕][：:]?"
    rf"|\*\*\s?(?P<bold>{_NAMES})[：:]?\s?\*\*[：:]?"
    rf"|(?P<plain>{_NAMES})(?=[ \t\u3000]*(?:[：:]?[ \t\u3000]*\n|$)|[ \u3000]{{1,4}}\S)[：:]?"
    r"|(?P<keywords>关键词)(?=[民刑行国执知]))",
    re.MULTILINE,
)
_TELLING = {Section.FACTS, Section.DISPOSITION, Section.REASONING, Part.VERDICT, Part.MEANING, Part.ANALYSIS}
_SURE = ("boxed", "bold")
_LINE_KEYWORD = re.compile(r"[/／\s　、，,;；]+")
_NUMBER = re.compile(r"(?:指导(?:性)?案例|检例(?:第)?)\s?第?(\d{1,4})\s?号")
_ENTRY = re.compile(r"\d{4}-\d{2}-\d-\d{3}-\d{3}")
_PUBLISHED = re.compile(
    r"(?:讨论通过|最高人民法院发布|决定)[^）)]{0,8}?("
    r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?发布"
)


class Heading(NamedTuple):
    """Hold one heading: what it opens, where it and its text start."""

    opens: Section | Part
    start: int
    body: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold a case cut by its headings: pieces for the sections, and what stands beside them."""

    pieces: list[Piece] = field(default_factory=list)
    gist: str = ""
    keywords: tuple[str, ...] = ()
    start: int = 0  # where the first heading stands: before it are the title and the date of publication
    rest: int = 0  # where the text under the last known heading begins
    headings: int = 0


def lay_out(text: str) -> Layout:
    """Cut a text by its headings; a Layout without pieces when it has none that matter."""
    headings = _headings(text) if any(sign in text for sign in _SIGNS) else []
    opens = {heading.opens for heading in headings}
    if not headings:
        return Layout()
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    pieces, gist, keywords = [], [], []
    for heading, end in zip(headings, ends, strict=True):
        section = _section(heading.opens, opens)
        if heading.opens is Part.GIST:
            gist.append(text[heading.body : end].strip())
        elif heading.opens is Part.KEYWORDS:
            keywords += [word for word in _LINE_KEYWORD.split(text[heading.body : end].strip()) if word]
        if section is not None:
            pieces.append(Piece(section, heading.body, end))
    told = opens & _TELLING
    if len(told) < 2 and not (Section.FACTS in told and len(headings) >= 3):
        pieces = []
    return Layout(pieces, "\n".join(gist), tuple(keywords[:20]), headings[0].start, headings[-1].body, len(headings))


def first_heading(text: str, limit: int) -> int:
    """Return where the first heading stands before `limit`, `limit` or the length of the text where none does."""
    found = _HEAD.search(text, 0, limit)
    return found.start() if found else min(limit, len(text))


def count_cases(text: str) -> int:
    """Return how many cases are laid out in a text one after another: each tells its facts after its gist."""
    count, gist = 0, False
    for heading in _headings(text) if any(sign in text for sign in _SIGNS) else []:
        if heading.opens is Section.FACTS and gist:
            count, gist = count + 1, False
        gist = gist or heading.opens is Part.GIST
    return count


def guiding_number(text: str) -> int | None:
    """Return the number of a guiding case (指导案例33号, 检例第166号) in a title or heading."""
    match = _NUMBER.search(text)
    return int(match[1]) if match else None


def entry_number(text: str) -> str:
    """Return the 入库编号 of a reference case, "" for none."""
    match = _ENTRY.search(text)
    return match[0] if match else ""


def published_on(text: str) -> str:
    """Return the words of the date of publication in the head of a guiding case, "" for none."""
    match = _PUBLISHED.search(text)
    return match[1] if match else ""


def _headings(text: str) -> list[Heading]:
    found = []
    for match in _HEAD.finditer(text):
        name = next(value for value in match.groups() if value)
        found.append((Heading(_HEADINGS["".join(name.split())], match.start(), match.end()), match.lastgroup in _SURE))
    if len(found) < 2 and not any(character.isspace() for character in text[:2000]):
        return _run_in(text)
    return [heading for heading, sure in found if sure or len(found) > 1]


def _run_in(text: str) -> list[Heading]:
    """Find the headings of a guiding case that lost all its blanks: each once, in their order."""
    found, at = [], 0
    for name in _ORDER:
        start = text.find(name, at)
        if start >= 0:
            at = start + len(name)
            found.append(Heading(_HEADINGS[name], start, at))
    return found if len(found) >= _ENOUGH else []


def _section(opens: Section | Part, all_opens: set[Section | Part]) -> Section | None:
    """Say which section a heading fills, given what other headings the case has."""
    if isinstance(opens, Section):
        return opens
    if opens is Part.VERDICT:
        return Section.REASONING
    reasoned = all_opens & {Section.REASONING, Part.VERDICT} or (Part.ANALYSIS in all_opens and Part.GIST in all_opens)
    if opens is Part.GIST:
        return Section.REASONING if Part.ANALYSIS in all_opens and Section.REASONING not in all_opens else None
    if opens in (Part.MEANING, Part.ANALYSIS):
        return Section.APPENDIX if reasoned else Section.REASONING
    return None
