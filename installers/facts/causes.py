"""Compose the tables of causes: civil (2025), administrative, compensation, charges; old names and short forms."""

import re
from collections.abc import Iterator
from typing import Any

from installers.facts.sources import RESOURCES, kept, raw
from installers.facts.writing import write

HEAD = {
    "version": "2026.11.2",
    "what": "民事案由（2025年修正）、行政案由、国家赔偿案由、刑法罪名及其条文、旧案由旧罪名、常用简称与现名对照",
    "from": [
        "civil_causes_2025（民事案件案由规定，2025年修正）",
        "admin_causes_2020（关于行政案件案由的暂行规定）",
        "jurex_crime2article（483个罪名与刑法条文，之一、之二并入本条）",
        "causes_wenshu_tree（旧案由）",
        "installers/facts/kept（旧名对照，人工整理）",
        "installers/facts/kept/short_causes.json（裁判文书和日常用语中的简称，人工整理；同名时以案由、旧名为准）",
    ],
    "licence": "事实性信息，不受著作权保护",
}
# Chapters and sections of the special part of the Criminal Law, by their first and last article.
CHAPTERS = (
    (102, 113, "危害国家安全罪"), (114, 139, "危害公共安全罪"), (140, 231, "破坏社会主义市场经济秩序罪"),
    (232, 262, "侵犯公民人身权利、民主权利罪"), (263, 276, "侵犯财产罪"), (277, 367, "妨害社会管理秩序罪"),
    (368, 381, "危害国防利益罪"), (382, 396, "贪污贿赂罪"), (397, 419, "渎职罪"), (420, 451, "军人违反职责罪"),
)  # fmt: skip
SECTIONS = (
    (140, 150, "生产、销售伪劣商品罪"), (151, 157, "走私罪"), (158, 169, "妨害对公司、企业的管理秩序罪"),
    (170, 191, "破坏金融管理秩序罪"), (192, 200, "金融诈骗罪"), (201, 212, "危害税收征管罪"),
    (213, 220, "侵犯知识产权罪"), (221, 231, "扰乱市场秩序罪"), (277, 304, "扰乱公共秩序罪"), (305, 317, "妨害司法罪"),
    (318, 323, "妨害国（边）境管理罪"), (324, 329, "妨害文物管理罪"), (330, 337, "危害公共卫生罪"),
    (338, 346, "破坏环境资源保护罪"), (347, 357, "毒品犯罪"), (358, 362, "组织、强迫、引诱、容留、介绍卖淫犯罪"),
    (363, 367, "制作、贩卖、传播淫秽物品犯罪"),
)  # fmt: skip


def civil() -> list[dict[str, Any]]:
    """Return the civil causes; a name that stands twice keeps its first place, the broader one."""
    rows = raw("lists/civil_causes_2025.json")
    names = {row["code"]: row["name"] for row in rows}
    table: dict[str, dict[str, Any]] = {}
    for row in rows:
        parent = names.get(row.get("parent", ""), "")
        table.setdefault(row["name"], {"name": row["name"], "parent": parent if parent != row["name"] else ""})
    return list(table.values())


def administrative() -> list[dict[str, Any]]:
    """Return the administrative causes, those of 2020 first, then the older kinds of administration."""
    rows = raw("lists/admin_causes_2020.json")
    names = {row["code"]: row["name"] for row in rows}
    table = {row["name"]: {"name": row["name"], "parent": names.get(row["code"][:-2], "")} for row in reversed(rows)}
    table = dict(reversed(table.items()))
    for name in _older("003"):
        table.setdefault(name, {"name": name, "parent": ""})
    return list(table.values())


def charges() -> list[dict[str, Any]]:
    """Return the charges in force with the articles that make them crimes, and the section or chapter above."""
    missing = {"执行判决、裁定滥用职权": [399]}  # the list leaves it empty; 刑法第三百九十九条第三款
    fixed: dict[str, str] = kept("charge_names.json")
    table: list[dict[str, Any]] = []
    for name, articles in raw("lists/jurex_crime2article.json").items():
        articles = articles or missing.get(name, [])
        full = name.replace("剌探", "刺探").replace("(", "（").replace(")", "）") + "罪"
        full = fixed.get(full, full)
        table.append({"name": full, "parent": _chapter(articles[0]) if articles else "", "articles": articles})
    above = [{"name": name, "parent": _chapter(first, CHAPTERS)} for first, _, name in SECTIONS]
    return [*({"name": name} for *_, name in CHAPTERS), *above, *table]


def _chapter(article: int, within: tuple[tuple[int, int, str], ...] = (*SECTIONS, *CHAPTERS)) -> str:
    return next((name for first, last, name in within if first <= article <= last), "")


def _older(branch: str) -> Iterator[str]:
    for row in raw("lists/causes_wenshu_tree.json"):
        if row["id"].startswith(branch) and row["level"] >= 1:
            yield re.sub(r"\((.*?)\)", r"（\1）", row["name"].replace(":", "："))


def older(known: set[str]) -> dict[str, str]:
    """Map older names to the names of today, or to themselves where nothing took their place."""
    table: dict[str, str] = kept("older_civil_causes.json") | kept("older_charges.json")
    if lost := [f"{old}: {new}" for old, new in table.items() if new not in known]:
        raise ValueError("no such cause: " + "; ".join(lost))
    for name in _older("002"):
        if name not in known:
            table.setdefault(name, name)
    return {old: new for old, new in table.items() if old not in known}


def short(known: set[str]) -> dict[str, str]:
    """Map the short forms that judgments and speech use (工伤认定, 醉酒驾驶) to the names of today."""
    table: dict[str, str] = kept("short_causes.json")
    if lost := [f"{form}: {name}" for form, name in table.items() if name not in known]:
        raise ValueError("no such cause: " + "; ".join(lost))
    return table


def make() -> str:
    """Write resources/causes.json and say what it holds."""
    tables: dict[str, Any] = {
        "civil": civil(),
        "administrative": administrative(),
        "compensation": [{"name": name} for name in _older("004")],
        "charges": charges(),
    }
    known = {entry["name"] for table in tables.values() for entry in table}
    aliases = older(known)
    forms = {form: name for form, name in short(known).items() if form not in known and form not in aliases}
    tables |= {"older": aliases, "short": forms}
    write(RESOURCES / "causes.json", HEAD, tables)
    return "causes " + ", ".join(f"{name} {len(table)}" for name, table in tables.items())
