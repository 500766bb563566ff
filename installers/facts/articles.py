"""Compose the correspondences of articles: which number of an older act or version is which of today's.

Where the raw data have both texts, they are aligned (align.py). Else kept/articles/ has the numbers, a file an act: a
line is `OLD NEW[,NEW]` or a run `FIRST-LAST FIRST-LAST`, then words of the older text that stand in the newer one, a
`/` between those of several articles and a `~` between those of the first and the last of a run. Words that do not
stand there stop the making: so a wrong number is found out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from installers.facts.align import align, of_data
from installers.facts.sources import HERE, RESOURCES
from installers.facts.writing import write

HEAD = {
    "version": "2026.11",
    "what": "新旧法条对应：民法典与其替代的九部法律；诉讼法、公司法等历次修订后条文序号的变动",
    "from": [
        "laws（法律条文，至2026年8月，MIT）：两版条文俱全的，按文字比对",
        "installers/facts/kept/articles（旧法条文序号，人工对照或者按公开的旧版条文比对；旧条用语与新条核对）",
    ],
    "licence": "事实性信息，不受著作权保护",
    "note": "editions：name 为版本代称，law 为法律全称，since、until 为该序号通行的期间，basis 为对应的依据。"
    "articles：旧条对应的今条，一条可以对应数条，只说明规则相承，不说明内容未变；法院可以更正，写空表即取消该条的对应。",
}
NATION = "中华人民共和国"
HAND, COMPARED, ALIGNED = "人工对照，用语核对", "公开旧文本比对，人工复核", "两版文本比对"
CODE = "民法典"


class Edition(NamedTuple):
    """Hold one numbering of an act: the days it was in force, and the numbering that took its place ("" = none)."""

    name: str
    act: str
    since: str = ""
    until: str = ""
    into: str = ""
    basis: str = ""


EDITIONS = (
    Edition(CODE, CODE),
    *(
        Edition(act, act, into=CODE, basis=HAND)
        for act in (
            "民法总则", "合同法", "物权法", "侵权责任法", "继承法", "收养法", "担保法", "民法通则",
        )
    ),
    Edition("婚姻法", "婚姻法", "2001-04-28", "", CODE, HAND),  # that of 1980 counted otherwise
    Edition("刑法1979", "刑法", "1980-01-01", "1997-09-30", "刑法1997", HAND),
    Edition("刑法1997", "刑法", "1997-10-01"),
    Edition("刑事诉讼法1996", "刑事诉讼法", "1997-01-01", "2012-12-31", "刑事诉讼法2012", HAND),
    Edition("刑事诉讼法2012", "刑事诉讼法", "2013-01-01", "2018-10-25", "刑事诉讼法2018", HAND),
    Edition("刑事诉讼法2018", "刑事诉讼法", "2018-10-26"),
    Edition("民事诉讼法2007", "民事诉讼法", "2008-04-01", "2012-12-31", "民事诉讼法2012", HAND),
    Edition("民事诉讼法2012", "民事诉讼法", "2013-01-01", "2021-12-31", "民事诉讼法2021", HAND),
    Edition("民事诉讼法2021", "民事诉讼法", "2022-01-01", "2023-12-31", "民事诉讼法2023", COMPARED),
    Edition("民事诉讼法2023", "民事诉讼法", "2024-01-01"),
    Edition("行政诉讼法1989", "行政诉讼法", "1990-10-01", "2015-04-30", "行政诉讼法2014", HAND),
    Edition("行政诉讼法2014", "行政诉讼法", "2015-05-01"),
    Edition("公司法2005", "公司法", "2006-01-01", "2014-02-28", "公司法2013", HAND),
    Edition("公司法2013", "公司法", "2014-03-01", "2024-06-30", "公司法2023", COMPARED),
    Edition("公司法2023", "公司法", "2024-07-01"),
    Edition("治安管理处罚法2005", "治安管理处罚法", "2006-03-01", "2025-12-31", "治安管理处罚法2025", COMPARED),
    Edition("治安管理处罚法2025", "治安管理处罚法", "2026-01-01"),
    Edition("反不正当竞争法2019", "反不正当竞争法", "2019-04-23", "2025-10-14", "反不正当竞争法2025", COMPARED),
    Edition("反不正当竞争法2025", "反不正当竞争法", "2025-10-15"),
    Edition("仲裁法1994", "仲裁法", "1995-09-01", "2026-02-28", "仲裁法2025", ALIGNED),
    Edition("仲裁法2025", "仲裁法", "2026-03-01"),
    Edition("海商法1992", "海商法", "1993-07-01", "2026-04-30", "海商法2025", ALIGNED),
    Edition("海商法2025", "海商法", "2026-05-01"),
    Edition("商标法2019", "商标法", "2014-05-01", "2026-12-31", "商标法2026", ALIGNED),
    Edition("商标法2026", "商标法", "2027-01-01"),
    Edition("民用航空法1995", "民用航空法", "1996-03-01", "2026-06-30", "民用航空法2025", ALIGNED),
    Edition("民用航空法2025", "民用航空法", "2026-07-01"),
)  # fmt: skip
_LINE = re.compile(r"(\d+)(?:-(\d+))? (\d+(?:,\d+)*)(?:-(\d+))?(?: (.+))?")
Pairs = Mapping[int, list[int]]


class Kept(NamedTuple):
    """Hold one line: old numbers with their new ones, and the words that must stand in (article, words)."""

    pairs: dict[int, list[int]]
    words: list[tuple[list[int], str]]


def read_line(line: str) -> Kept:
    """Read one line of kept/articles/.

    Raises:
        ValueError: it is none, or its two runs differ in length.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    first, last, told = int(match[1]), int(match[2] or match[1]), match[5] or ""
    if not match[2]:
        new = [int(one) for one in match[3].split(",")]
        words = told.split("/") if told else []
        places = [[one] for one in new] if len(words) == len(new) else [new] * len(words)
        return Kept({first: new}, list(zip(places, words, strict=True)))
    begin, end = int(match[3]), int(match[4] or 0)
    if end - begin != last - first:
        raise ValueError(line)
    words = told.split(" ~ ") if told else []
    return Kept(
        {old: [old - first + begin] for old in range(first, last + 1)},
        [([place], one) for place, one in zip((begin, end), words, strict=False)],
    )


def pairs_of(edition: Edition, newest: Mapping[str, Pairs]) -> Pairs:
    """Return the articles of an edition with those of the next one; `newest` tells where those stand today.

    Raises:
        ValueError: words of the older text do not stand in the newer article.
    """
    if edition.basis == ALIGNED:
        act = NATION + edition.act
        return align(of_data(act, former=True), of_data(act))
    lines = (HERE / "kept" / "articles" / f"{edition.name}.txt").read_text(encoding="utf-8").splitlines()
    target = next(one for one in EDITIONS if one.name == edition.into)
    texts = of_data(NATION + target.act)
    pairs: dict[int, list[int]] = {}
    for line in lines:
        kept = read_line(line)
        pairs |= kept.pairs
        for articles, words in kept.words:
            today = [
                place for one in articles for place in (newest[target.name].get(one, []) if target.into else [one])
            ]
            if not any(words in texts.get(one, "") for one in today):
                raise ValueError(f"{edition.name}: {line}: {words} ({today})")
    return pairs


def composed() -> Mapping[str, Pairs]:
    """Return for each older edition its articles with the numbers of today, later editions first."""
    found: dict[str, Pairs] = {}
    for edition in reversed(EDITIONS):
        if edition.into:
            pairs, later = pairs_of(edition, found), found.get(edition.into)
            moved = (
                {old: sorted({one for new in own for one in later.get(new, [])}) for old, own in pairs.items()}
                if later
                else pairs
            )
            found[edition.name] = {old: new for old, new in moved.items() if new}
    return found


def _rows(found: Mapping[str, Pairs]) -> Iterator[tuple[str, list[str]]]:
    into = {edition.name: edition.into for edition in EDITIONS}
    for edition in EDITIONS:
        last = edition.into
        while into.get(last):
            last = into[last]
        for old, new in sorted(found.get(edition.name, {}).items()):
            yield f"{edition.name}#{old}", [f"{last}#{one}" for one in new]


def make() -> str:
    """Write resources/articles.json and say what it holds."""
    editions = [
        {"name": one.name, "law": NATION + one.act, "since": one.since, "until": one.until, "basis": one.basis}
        for one in EDITIONS
    ]
    articles = dict(_rows(composed()))
    write(RESOURCES / "articles.json", HEAD, {"editions": editions, "articles": articles})
    return f"articles {len(articles)} of {sum(1 for one in EDITIONS if one.into)} older editions"
