"""Compose the table of what published cases are worth: guiding cases dropped or to check, and the tier of a kind."""

from collections.abc import Iterator
from typing import Any

from installers.facts.sources import RESOURCES, raw_lines
from installers.facts.writing import write
from localdb.reference.laws import law_key

HEAD = {
    "version": "2026.11",
    "what": "不再参照的指导性案例；须核对的指导性案例；文书种类与层级的对应；近三年规则",
    "from": [
        "法〔2020〕343号（指导性案例9号、20号自2021年1月1日起不再参照）",
        "最高人民法院指导性案例1至246号所引法律（统计）",
        "法发〔2020〕24号第四条；法〔2024〕92号",
    ],
    "licence": "事实性信息，不受著作权保护",
    "note": "法院可在覆盖目录放置同名文件更正。not_followed、to_check 按 name 合并；kinds 排在前面的优先。",
}
CODE = "民法典"
REPLACED = ("婚姻法", "继承法", "民法通则", "收养法", "担保法", "合同法", "物权法", "侵权责任法", "民法总则")
NOT_FOLLOWED = [
    {"name": "指导性案例9号", "number": 9, "since": "2021-01-01", "by": "法〔2020〕343号"},
    {"name": "指导性案例20号", "number": 20, "since": "2021-01-01", "by": "法〔2020〕343号"},
]
# A kind is known by words in doc_type, source or title; the first that fits wins.
KINDS = [
    {
        "words": ["检例", "最高检", "最高人民检察院", "检察指导性案例"],
        "authority": "检察指导性案例",
    },
    {"words": ["人民法院案例库", "入库参考案例", "入库案例"], "authority": "入库参考案例"},
    {"words": ["指导性案例", "指导案例"], "authority": "指导性案例"},
    {"words": ["公报案例", "最高人民法院公报"], "authority": "公报案例"},
    {"words": ["参考性案例"], "authority": "参考性案例"},
    {"words": ["典型案例"], "authority": "典型案例"},
]
# Typical cases of others than the Supreme People's Court are judgments of the court that decided them.
NOT_SUPREME = ["高级人民法院", "高院", "中级人民法院", "中院", "检察院"]
TIERS = {"指导性案例": "1", "入库参考案例": "1e", "公报案例": "2", "典型案例": "2", "检察指导性案例": "spp"}


def to_check() -> Iterator[dict[str, Any]]:
    """Yield the guiding cases that cite the Company Law, or one of the nine replaced laws but not the Civil Code."""
    for case in raw_lines("authority/guiding_cases.jsonl.zst"):
        cited = " ".join([*case.get("statutes", ()), case.get("related_law") or ""])
        laws = [law for law in REPLACED if f"《{law}》" in cited or f"国{law}》" in cited]
        if CODE in law_key(cited):
            laws = []
        if "国公司法》" in cited or "《公司法》" in cited:
            laws.append("公司法")
        number = int(case["guiding_no"])
        if laws and number not in (9, 20):
            yield {"name": f"指导性案例{number}号", "number": number, "laws": laws}


def make() -> str:
    """Write resources/authority.json and say what it holds."""
    rows = sorted(to_check(), key=lambda row: int(row["number"]))
    tables: dict[str, Any] = {
        "not_followed": NOT_FOLLOWED,
        "to_check": rows,
        "kinds": KINDS,
        "not_supreme": NOT_SUPREME,
        "tiers": TIERS,
        "rules": {"recent_years": 3},
    }
    write(RESOURCES / "authority.json", HEAD, tables)
    company = [row["number"] for row in rows if "公司法" in row["laws"]]
    return f"authority: to check {len(rows)}, Company Law {company}"
