"""Compose the legal dictionary for segmentation, the stop words and the boilerplate phrases of judgments."""

import re
from collections.abc import Iterator

from installers.facts.causes import CHAPTERS, charges, civil
from installers.facts.sources import RESOURCES, data_folder, kept_words, raw_lines
from installers.facts.writing import write

HEAD = {
    "version": "2026.11",
    "what": "分词用法律词典；停用词；裁判文书套话（不作检索词）",
    "from": [
        "THUOCL 法律词库（清华大学自然语言处理与社会人文计算实验室，MIT；已清洗：只留裁判文书中常见的二至六字词）",
        "案由、罪名（causes.json 的来源）",
        "installers/facts/kept（审判术语、停用词、套话，人工整理）",
    ],
    "licence": "THUOCL: MIT License, Copyright (c) 2018 THUNLP（全文见 licences/THUOCL.txt）；"
    "其余为事实性信息或本项目自编（Apache-2.0）",
}
COMMON = 8  # documents of the sample in which a THUOCL word must occur
SAMPLE = 7  # every seventh judgment
# What begins or ends so is a piece of a sentence, a title of a book, or a name of a place.
ODD = re.compile(
    "^[在对为以被将向于所其的是不各该本]|[的了是在和与]$|研究|概论|教程|教科书|读本|案例集|^.{2,3}[省市县](?=.{2})"
)
LONGEST = 6


def words() -> list[str]:
    """Return the dictionary, sorted, without doubles."""
    found = {*_thuocl(), *kept_words("terms.txt"), *_causes()}
    return sorted(word for word in found if 2 <= len(word) <= 12 and re.fullmatch("[\u4e00-\u9fff]+", word))


def _thuocl() -> Iterator[str]:
    text = (data_folder() / "lists" / "thuocl_law.txt").read_text(encoding="utf-8")
    listed = {line.split("\t")[0].strip() for line in text.splitlines() if line.strip()}
    listed = {word for word in listed if 2 <= len(word) <= LONGEST and not ODD.search(word)}
    texts = list(_sample())
    for word in listed:
        seen = 0
        for judgment in texts:
            seen += word in judgment
            if seen == COMMON:
                yield word
                break


def _sample() -> Iterator[str]:
    for name, step in (("lecard/corpus", SAMPLE), ("authority/gazette_cases", 2), ("authority/spc_lawsuit", 2)):
        for case in raw_lines(f"{name}.jsonl.zst")[::step]:
            yield case["full_text"]


def _causes() -> Iterator[str]:
    """Yield charges and causes, whole where short, and their parts: a long name as one word would match nothing."""
    above = {name for *_, name in CHAPTERS}
    for charge in charges():
        name = charge["name"].removesuffix("罪")
        if charge["name"] not in above:
            yield from _parts(name)
            if len(name) <= LONGEST and "、" not in name:
                yield name + "罪"
    for cause in civil():
        yield from _parts(re.sub("(责任)?纠纷$|争议$", "", cause["name"]))


def _parts(name: str) -> Iterator[str]:
    for part in re.split("[、（）]", name):
        if 3 <= len(part) <= LONGEST:
            yield part


def make() -> str:
    """Write resources/lexicon.json and say what it holds."""
    tables = {
        "words": words(),
        "stopwords": sorted(set(kept_words("stopwords.txt"))),
        "boilerplate": sorted(set(kept_words("boilerplate.txt"))),
    }
    write(RESOURCES / "lexicon.json", HEAD, tables)
    return "lexicon " + ", ".join(f"{name} {len(table)}" for name, table in tables.items())
