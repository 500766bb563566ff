"""What is asked and what is decided, item by item: claims, charges, issues, the points of a disposition.

Belongs here: parting such a stretch into its items. Does not: finding the stretch (sections.py, issues.py).
"""

import re
from collections.abc import Iterable, Iterator

_MOST = 12
_LONGEST = 160  # characters of an item
_ASKED = re.compile(
    r"(?=[诉上再仲反赔复申请要故现])(?:(?:诉讼|上诉|再审|仲裁|反诉|赔偿|复议|申诉)请求(?:事项)?(?:是|为|如下)?\s?[：:，,]|"
    r"(?:请求|要求|诉请|申请)(?:法院|人民法院|贵院|本院)?(?:依法)?(?:判令|判决|撤销|改判|确认|责令|裁定)(?=[^，。]|[：:，]))"
)
_PLEADED = re.compile(r"\n\s*(?:事实[与和及]理由|事实和|此致)|事实与理由[：:]")
_CHARGED = re.compile(
    r"(?:应当?|请求|要求|依法)(?:依法)?以(?P<sought>[^，。；“”]{2,60}罪)(?:对[^，。；]{1,20})?(?:追究|定罪|判处)|"
    r"指控(?:原审)?被告(?:人|单位)[^。；]{1,60}?犯有?(?P<named>[^，。；“”]{2,60}罪)"
)
_MARK = re.compile(
    r"(?:^|(?<=[\s：:；;。，、]))(?:[一二三四五六七八九十]{1,3}[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)][、.]?|"
    r"\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}[，、：])"
)
_BRACKETS = re.compile(r"[（(][^（）()]{12,}[）)]")
_AFTER = re.compile(
    r"如不服本|如果未按|如未按|案件受理费|本(?:判决|裁定)[为自]|\s审\s?判\s?[长员]|(?:第一审)?(?:判决|裁定)书?(?:宣判|送达)后"
)
_STAGES = frozenset({"一审", "二审", "再审"})  # words with which the next stage of a narrative begins
_LEAD = re.compile(
    r"^(?:本案)?(?:[一二再]审)?(?:中|双方|当事人)?(?:的)?[^：:。]{0,16}(?:争议|审理|争执|诉争)的?(?:主要)?焦点(?:问题)?(?:有[^：:。]{0,4}|归纳)?(?:是|为|在于|如下)?[：:，]?"
)
_EDGE = " \u3000\t\n，、；;。：:"


def read_claims(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what is asked for, from the first of the texts that tells: claims item by item, or the charges."""
    for text in texts:
        for match in _ASKED.finditer(text):
            items = _cut_down(_asked(text, match))
            if not any("驳回" in item for item in items[:1]):  # that is what the other side asks for
                return items
        if charges := [match["sought"] or match["named"] for match in _CHARGED.finditer(text)]:
            return _cut_down(f"以{charge}追究刑事责任" for charge in charges)
    return ()


def read_rulings(disposition: str) -> tuple[str, ...]:
    """Return the points of a disposition, without terms and costs."""
    end = _AFTER.search(disposition)
    text = disposition[: end.start()] if end and end.start() else disposition
    return _cut_down(_items(_BRACKETS.sub("", text), "\n"))


def issue_items(issues: str) -> tuple[str, ...]:
    """Return the issues that a text states, one by one."""
    return _cut_down(_items(_LEAD.sub("", issues.strip()), "\n；"))


def _asked(text: str, match: re.Match[str]) -> list[str]:
    start = match.end() if match.group()[-1] in "：:，," else match.start()
    pleaded = _PLEADED.search(text, start)
    end = pleaded.start() if pleaded else min(len(text), start + 1200)
    marked = _MARK.match(text, start) or _MARK.search(text, start, start + 12)
    if not marked:
        stop = text.find("。", start, end)
        return _items(text[start : stop if stop >= 0 else end], "；")
    items: list[str] = []
    marks = [*_MARK.finditer(text, marked.start(), end)]
    for place, mark in enumerate(marks):
        limit = marks[place + 1].start() if place + 1 < len(marks) else end
        stops = [at for stop in "。；;\n" if (at := text.find(stop, mark.end(), limit)) >= 0]
        stop = min(stops, default=limit)
        items.append(text[mark.end() : stop])
        if text[stop:limit].strip(_EDGE) and place + 1 < len(marks):
            break  # a sentence without a number: the list is over
    return items


def _items(text: str, stops: str) -> list[str]:
    """Part a text at its numbers, else at its stops."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:
        return re.split(f"[{stops}]", _MARK.sub("", text, count=1) if marks else text)
    edges = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : edge] for mark, edge in zip(marks, edges, strict=True)]


def _cut_down(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_short(items)))[:_MOST]


def _short(items: Iterable[str]) -> Iterator[str]:
    for item in items:
        words = " ".join(item.split()).strip(_EDGE)
        if len(words) > 1 and words not in _STAGES:
            yield words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
