"""Compose the legal synonyms out of the groups kept by hand: a line a group, the first word its name."""

from collections import Counter

from installers.facts.sources import HERE, RESOURCES
from installers.facts.writing import write

HEAD = {
    "version": "2026.11",
    "what": "法律同义词：检索时视为同一的词",
    "from": ["installers/facts/kept/synonyms.txt（人工整理；是否实际使用以裁判文书核对）"],
    "licence": "Apache-2.0",
    "note": "每组以 name 为名，words 为同义的其他词；检索其一，兼及其余，所得排在本词之后，加引号的不扩展。"
    "法院可以更正：同名的组替换，新组追加；words 写空表即取消该组。罪名、案由的旧名见 causes.json。",
}


def groups() -> list[list[str]]:
    """Return the groups.

    Raises:
        ValueError: a word stands in two groups, or a group has one word.
    """
    text = (HERE / "kept" / "synonyms.txt").read_text(encoding="utf-8")
    found = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    twice = [word for word, times in Counter(word for group in found for word in group).items() if times > 1]
    if twice or any(len(group) < 2 for group in found):
        raise ValueError(f"in two groups: {twice}; alone: {[group for group in found if len(group) < 2]}")
    return found


def make() -> str:
    """Write resources/synonyms.json and say what it holds."""
    found = groups()
    write(RESOURCES / "synonyms.json", HEAD, {"groups": [{"name": name, "words": words} for name, *words in found]})
    return f"synonyms {len(found)} groups, {sum(map(len, found))} words"
