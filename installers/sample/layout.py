"""The parts that every layout shares: heading, parties, numbered lists, the 依照 clause, the tail, the record.

Belongs here: what stands the same in civil, criminal and administrative documents. Does not: their own order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from installers.sample.draws import Party
from installers.sample.numbers import chinese_number, signed_day
from installers.sample.scene import Scene
from installers.sample.statutes import cite

SOURCE = "演示数据"
STAMP = "【演示数据，非真实案件】"
_FIRMS = (
    "演示衡平律师事务所",
    "演示明理律师事务所",
    "示例正言律师事务所",
    "演示省天衡法律援助律师事务所",
    "示例省知行律师事务所",
)


@dataclass(slots=True)
class Document:
    """Hold one finished document: its record and what later documents need of it."""

    record: dict[str, object]
    scene: Scene
    number: str
    court: str
    day: date
    disposition: list[str] = field(default_factory=list)
    reasoning: str = ""
    facts: str = ""
    mover: str = ""  # who appealed


def spaced(title: str) -> str:
    """Space a document title out as courts print it."""
    return " ".join(title)


def heading(court: str, title: str, number: str) -> list[str]:
    """Return the lines of a heading, the mark of the sample library among them."""
    return [court, spaced(title), STAMP, number]


def party_lines(scene: Scene, title: str, party: Party, at: date, lawyer: bool = True, origin: str = "") -> list[str]:
    """Return the lines of one party; `origin` is its place in the first instance (原审原告)."""
    named = f"{title}{f'（{origin}）' if origin else ''}：{party.name}"
    if party.person:
        lines = [f"{named}，{party.sex}，{party.written('生')}出生，汉族，住{party.address}。"]
    else:
        short = f"（以下简称{party.short}）" if party.short != party.name else ""
        lines = [
            f"{named}{short}，住所地{party.address}。",
            f"{'法定代表人' if party.post not in ('负责人', '行长') else '负责人'}：{party.head}，{_post(party)}。",
        ]
    if lawyer:
        lines.append(f"委托诉讼代理人：{scene.draws.surname()}某某，{scene.rng.choice(_FIRMS)}律师。")
    return lines


def _post(party: Party) -> str:
    return f"该公司{party.post}" if party.name.endswith("公司") and party.post not in ("负责人", "行长") else party.post


def numbered(lines: Sequence[str], style: str = "1") -> str:
    """Join lines as 1.…；2.…。 (style 1) or 一、…；二、…。 (style 一); a single one is left bare for style 1."""
    bare = [line.rstrip("。；") for line in lines]
    if len(bare) == 1 and style == "1":
        return bare[0] + "。"
    marks = [f"{index}." if style == "1" else f"{chinese_number(index)}、" for index in range(1, len(bare) + 1)]
    return "；".join(mark + line for mark, line in zip(marks, bare, strict=True)) + "。"


def orders(lines: Sequence[str]) -> list[str]:
    """Return the items of a disposition, a line each; lines in brackets follow their item unnumbered."""
    items = [line for line in lines if not line.startswith("（")]
    if len(items) == 1:
        return [line.rstrip("；。") + ("" if line.startswith("（") else "。") for line in lines]
    out, index = [], 0
    for line in lines:
        if line.startswith("（"):
            out.append(line)
            continue
        index += 1
        out.append(f"{chinese_number(index)}、{line.rstrip('；。')}{'。' if index == len(items) else '；'}")
    return out


def clause(shorts: Sequence[str], word: str = "依照") -> str:
    """Write the 依照 clause up to 规定."""
    return f"{word}{'、'.join(cite(short) for short in shorts)}{'之' if word == '依据' else ''}规定"


def tail(scene: Scene, day: date, panel: bool = True, lay: bool = True) -> list[str]:
    """Return the bench, the day and the clerk; `lay` judges sit in first instance only."""
    names = [f"{scene.draws.surname()}某某" for _ in range(4)]
    lay = lay and scene.rng.random() < 0.4
    bench = [
        f"审　判　长　　{names[0]}",
        f"审　判　员　　{names[1]}",
        f"{'人民陪审员' if lay else '审　判　员'}　　{names[2]}",
    ]
    if not panel:
        bench = [f"审　判　员　　{names[0]}"]
    clerk = [f"法 官 助 理　　{scene.draws.surname()}某"] if day.year >= 2018 and scene.rng.random() < 0.6 else []
    return [*bench, signed_day(day), *clerk, f"书　记　员　　{names[3]}"]


def absent(*parts: str) -> list[str]:
    """Leave empty parts out."""
    return [part for part in parts if part]


def statutes(shorts: Sequence[str]) -> list[str]:
    """Return citations for the record, one article of a law each item."""
    out = []
    for short in shorts:
        law, _, articles = short.partition(" ")
        out += [cite(f"{law} {one}") for one in articles.split("、")]
    return out


def joined(lines: Sequence[str]) -> list[str]:
    """Let a party that speaks twice in a row go on (还辩称) instead of starting anew."""
    out: list[str] = []
    before = ""
    for line in lines:
        opening = line.partition("辩称，")[0]
        out.append(line.replace("辩称，", "还辩称，", 1) if opening == before and "辩称，" in line else line)
        before = opening
    return out


def verdict(scene: Scene, section: str) -> list[str]:
    """Return the lines of a section as the first instance wrote it: the wrong one (误判…) where it erred."""
    return scene.lines(f"误判{section}" if scene.has("误") and scene.plot.section(f"误判{section}") else section)


def verdict_articles(scene: Scene, more: tuple[str, ...] = ()) -> list[str]:
    """Return the statutes of the first instance, the wrong ones where it erred."""
    wrong = scene.has("误") and bool(scene.plot.section("误判依据"))
    return scene.articles("误判依据" if wrong else "依据", more)


def cause_of(scene: Scene) -> str:
    """Return the cause as the official list has it; titles may say it shorter (工伤认定)."""
    return next(iter(scene.lines("规范案由")), "") or scene.plot.head.get("规范案由") or scene.cause


def _appendix_texts() -> dict[str, str]:
    lines = (Path(__file__).parent / "appendix.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


_TEXTS = _appendix_texts()


def appendix(scene: Scene, shorts: Sequence[str]) -> list[str]:
    """Return 附：本案适用的法律条文 with the articles whose text is at hand; for about half of the documents."""
    found: list[str] = []
    for short in shorts:
        law, _, articles = short.partition(" ")
        found += [
            f"{cite(f'{law} {one}')}　{_TEXTS[f'{law} {one}']}"
            for one in articles.split("、")
            if f"{law} {one}" in _TEXTS
        ]
    return ["附：本案适用的法律条文", *found] if len(found) > 1 and scene.rng.random() < 0.6 else []
