"""Align the articles of two versions of an act by the likeness of their texts: which number became which.

Belongs here: two texts in, pairs of numbers out. Does not: what is kept of them (articles.py). Run
`python -m installers.facts.align OLD.md ACT` on the text of an old version that the raw data lack (one article a
paragraph that begins with 第…条); it prints lines for kept/articles/. Nothing is drawn by lot: the same texts give the
same pairs.
"""

import math
import re
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from installers.facts.sources import raw_lines
from localdb.text.numerals import number

SURE = 0.5  # weighted Dice of character pairs above which two articles are the same rule
JOINED = 0.65  # the same, where another old article is likelier still: two became one
INSIDE = 0.72  # share of the shorter article that stands in the longer one: split or joined
_LEAST = 12  # pairs an article must have to be told by what it shares
_BESIDE = 0.3  # enough where both neighbours moved by the same distance
_ARTICLE = re.compile(r"^[\s　]*第([一二三四五六七八九十百零〇千]+)条(?!之)[\s　]*")
_ANY = re.compile(r"第[一二三四五六七八九十百零〇千]+[条款项]")  # references to other articles, which move too

Texts = Mapping[int, str]
Pairs = dict[int, list[int]]
Found = Mapping[int, tuple[float, float]]  # by new article: weighted Dice, and share of the shorter one


def read_markdown(text: str) -> Texts:
    """Return the articles of a text by number; paragraphs belong to the article before them, headings to none."""
    found: dict[int, str] = {}
    last = 0
    for line in text.splitlines():
        match = _ARTICLE.match(line)
        if match and (value := number(match[1])) == last + 1:
            last, found[value] = value, line[match.end() :]
        elif last and line.strip() and not line.lstrip().startswith(("#", "<")):
            found[last] += line.strip()
    return found


def align(old: Texts, new: Texts) -> Pairs:
    """Return for each old article the new ones that took it over, likest first; those without any are left out."""
    theirs, ours = ({key: _grams(text) for key, text in texts.items()} for texts in (old, new))
    weight = _weights([*theirs.values(), *ours.values()])
    like = {key: _likeness(grams, ours, weight) for key, grams in theirs.items()}
    own = _likest(like)
    pairs = {key: chosen for key, found in like.items() if (chosen := _sure(key, found, own))}
    for key, found in like.items():  # what was rewritten between neighbours that moved by the same distance
        if key not in pairs and (target := _between(key, pairs)) and found.get(target, (0.0, 0.0))[0] >= _BESIDE:
            pairs[key] = [target]
    return dict(sorted(pairs.items()))


def _likest(like: Mapping[int, Found]) -> Mapping[int, int]:
    """Return for each new article the old one that is likest to it."""
    best: dict[int, tuple[float, int]] = {}
    for old, found in like.items():
        for new, (dice, _) in found.items():
            best[new] = max(best.get(new, (0.0, 0)), (dice, -old))
    return {new: -old for new, (_, old) in best.items()}


def _sure(old: int, found: Found, own: Mapping[int, int]) -> list[int]:
    """Return the likest new article when it is like enough, and those into which this one went in part."""
    alike = [new for new, (dice, _) in found.items() if dice >= (SURE if own[new] == old else JOINED)]
    best = sorted(alike, key=lambda new: (-found[new][0], new))[:1]
    part = [new for new, (dice, share) in found.items() if share >= INSIDE and dice >= _BESIDE and own[new] == old]
    return best + [new for new in sorted(part, key=lambda new: (-found[new][0], new))[:3] if new not in best]


def _between(key: int, pairs: Pairs) -> int:
    before, after = pairs.get(key - 1), pairs.get(key + 1)
    moved = {after[0] - key - 1} if after else set()
    moved |= {before[0] - key + 1} if before else set()
    return key + moved.pop() if len(moved) == 1 and before and after else 0


def _likeness(grams: frozenset[str], others: Mapping[int, frozenset[str]], weight: Mapping[str, float]) -> Found:
    whole = sum(weight[gram] for gram in grams)
    found = {}
    for key, other in others.items():
        theirs, shared = sum(weight[gram] for gram in other), sum(weight[gram] for gram in grams & other)
        if shared and min(len(grams), len(other)) >= _LEAST:
            found[key] = (2 * shared / (whole + theirs), shared / min(whole, theirs))
    return found


def _grams(text: str) -> frozenset[str]:
    plain = "".join(re.findall("[一-龥]", _ANY.sub("", text)))
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def _weights(texts: list[frozenset[str]]) -> Mapping[str, float]:
    counts = Counter(gram for text in texts for gram in text)
    return {gram: math.log(len(texts) / count) + 0.1 for gram, count in counts.items()}


def of_data(act: str, former: bool = False) -> Texts:
    """Return the articles of an act in the raw data, of the version in force or of the former one; {} without it."""
    acts = [row for row in raw_lines("laws/laws.jsonl") if row["law_name"] == act]
    versions = {row["law_id"] for row in acts if (row["status"] == "历史版本") == former}
    rows = [row for row in _articles() if row["law_id"] in versions and "之" not in row["article_no"]]
    return {row["article_no_arabic"]: row["article_text"] for row in rows}


@cache
def _articles() -> list[dict[str, Any]]:
    return raw_lines("laws/articles.jsonl.zst")


def lines(pairs: Pairs) -> list[str]:
    """Write pairs as the lines of kept/articles/, runs of one distance as ranges."""
    runs: list[list[int]] = []  # first old, last old, first new
    written: list[tuple[int, str]] = []
    for key, found in pairs.items():
        if len(found) > 1:
            written.append((key, f"{key} {','.join(map(str, sorted(found)))}"))
        elif runs and runs[-1][1] == key - 1 and found[0] - key == runs[-1][2] - runs[-1][0]:
            runs[-1][1] = key
        else:
            runs.append([key, key, found[0]])
    for first, last, new in runs:
        written.append((first, f"{first}-{last} {new}-{new + last - first}" if last > first else f"{first} {new}"))
    return [line for _, line in sorted(written)]


if __name__ == "__main__":
    print("\n".join(lines(align(read_markdown(Path(sys.argv[1]).read_text(encoding="utf-8")), of_data(sys.argv[2])))))
