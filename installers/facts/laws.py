"""Compose the table of laws: acts, regulations and judicial interpretations, with their dates and successors."""

import re
from collections import Counter
from typing import Any

from installers.facts.sources import RESOURCES, kept, kept_words, raw, raw_lines
from installers.facts.writing import write
from localdb.reference.laws import law_key

HEAD = {
    "version": "2026.11",
    "what": "法律、行政法规、司法解释：全称、简称、效力层级、基本法律、程序法、历次施行日、废止日、替代",
    "from": [
        "laws（378部法律，至2026年8月，MIT）",
        "LawRefBook_meta（1560件法律、行政法规、司法解释的名称与施行日，MIT）",
        "repealed_laws（废止名录；同名旧版本不作废止处理）",
        "installers/facts/kept/laws.json（民法典替代的九部法律、司法解释的废止与替代、简称，人工整理）",
    ],
    "licence": "事实性信息，不受著作权保护",
    "note": "versions 为已知的施行日（首次及历次修订）；缺的不等于没有修订。",
}
NATION = "中华人民共和国"
BASIC = frozenset(kept_words("basic_laws.txt"))  # passed by the National People's Congress itself
PROCEDURE = re.compile(
    "诉讼法|诉讼(?!时效)|诉前|程序|证据的|管辖|送达|财产保全|行为保全|仲裁法|调解仲裁法|人民调解法|强制执行|执行程序|"
    "减刑、假释|合议庭|回避|审理期限|执行异议|执行和解|执行担保|再审|国际司法协助|引渡法"
)


def table() -> list[dict[str, Any]]:
    """Return the entries by name; kept ones lay their fields over those of the lists."""
    prefixed = _prefixed()
    found: dict[str, dict[str, Any]] = {}
    for row in raw_lines("laws/laws.jsonl"):
        _add(found, row["law_name"], _level(row["law_name"], row["level"]), row["effective_date"])
    for row in raw_lines("laws/LawRefBook_meta.jsonl"):
        if row["level"] not in ("案例", "其他"):
            _add(found, _full(row, prefixed, found), _level(row["name"], row["level"]), row.get("valid_from"))
    _repeal(found, prefixed)
    for entry in kept("laws.json"):
        key = law_key(entry["name"])
        found[key] = {**found.get(key, {"level": entry["level"]}), **entry}
    return [_finish(entry) for entry in found.values()]


def _add(found: dict[str, dict[str, Any]], name: str, level: str, since: str | None) -> None:
    entry = found.setdefault(law_key(name), {"name": name, "level": level, "versions": []})
    if since and since not in entry["versions"]:
        entry["versions"].append(since)


def _finish(entry: dict[str, Any]) -> dict[str, Any]:
    bare = entry["name"].replace(NATION, "", 1)
    keys = ("name", "short", "level", "basic", "procedural", "versions", "repealed", "successor", "note")
    entry.setdefault("basic", bare in BASIC)
    entry["procedural"] = bool(PROCEDURE.search(entry["name"]))
    entry["versions"] = sorted(entry.get("versions", ()))
    return {key: entry[key] for key in keys if entry.get(key) not in (None, "", [], False)}


def _level(name: str, level: str) -> str:
    return "法律解释" if re.match("全国人民代表大会.*的解释$", name) else level


def _full(row: dict[str, Any], prefixed: set[str], found: dict[str, dict[str, Any]]) -> str:
    """Return the official name of an entry that the list gives without 中华人民共和国."""
    name = re.sub(r"\s+", "、", row["name"].strip()).replace("(", "（").replace(")", "）")
    name = (
        re.sub(r"《(?!中华)([^》]*?(?:法|法典|条例))》", f"〈{NATION}\\1〉", name)
        .replace("《", "〈")
        .replace("》", "〉")
    )
    known = found.get(law_key(name))
    if known:
        return str(known["name"])
    own = row["level"] == "法律" and re.search("法$|条例$", name) and not name.startswith(("全国", "中国", "中华"))
    by_rule = row["level"] == "行政法规" and re.search("法实施(条例|细则|办法)$", name)
    return f"{NATION}{name}" if own or by_rule or name in prefixed else name


def _prefixed() -> set[str]:
    """Return the regulations that judgments mostly call by a name beginning with 中华人民共和国."""
    seen: Counter[str] = Counter()
    for name in ("lecard/corpus", "authority/gazette_cases", "authority/guiding_cases", "authority/spc_lawsuit"):
        for case in raw_lines(f"{name}.jsonl.zst"):
            seen.update(re.findall("《([^》]{4,40}(?:条例|细则|办法))》", " ".join(case.get("statutes") or ())))
    return {
        name.removeprefix(NATION)
        for name, times in seen.items()
        if name.startswith(NATION) and times > seen[name.removeprefix(NATION)]
    }


def _repeal(found: dict[str, dict[str, Any]], prefixed: set[str]) -> None:
    """Mark what the list of repealed acts holds, unless a version of the same name is in force."""
    current = {law_key(row["name"]) for row in raw_lines("laws/LawRefBook_meta.jsonl") if not row["expired"]}
    current |= {law_key(row["law_name"]) for row in raw_lines("laws/laws.jsonl") if row["status"] == "现行有效"}
    wrongly = {law_key(name) for name in ("刑法", "农村土地承包法", "宪法", "仲裁法", "监狱法")}
    for row in raw("laws/repealed_laws.json"):
        key = law_key(row["name"])
        if key not in current | wrongly and key in found:
            found[key]["repealed"] = "unknown"


def make() -> str:
    """Write resources/laws.json and say what it holds."""
    rows = table()
    write(RESOURCES / "laws.json", HEAD, {"laws": rows})
    return f"laws {len(rows)}, repealed {sum(1 for row in rows if 'repealed' in row)}"
