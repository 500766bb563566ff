"""Compose the table of courts out of two lists, the divisions, the observed codes and what is kept by hand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from installers.facts.sources import RESOURCES, kept, raw
from installers.facts.writing import write

COURT = re.compile(r"(人民|基层)?法院$")
TRUSTED = 3  # documents that must agree before an observed code is believed
VERSION = "2026.11"
HEAD = {
    "version": VERSION,
    "what": "人民法院名录：名称、层级、类别、省份、地市、法院代字、上一级法院、曾用名；审级特别规则",
    "from": [
        "courts_laosheng_hierarchy（层级、法院代字，代字多由行政区划代码推得）",
        "courts_wenshu_2016（2016年裁判文书网法院名称）",
        "court_codes_observed（案号所见代字，三份以上文书一致者采信）",
        "divisions（行政区划）",
        "installers/facts/kept（专门法院、军事法院、兵团法院、更名、特别审级，人工整理）",
    ],
    "licence": "事实性信息，不受著作权保护",
    "note": "法院可在覆盖目录放置同名文件更正：同名条目替换，新条目追加；rules 排在前面的优先。",
}
LETTERS: dict[str, str] = kept("province_letters.json")


@dataclass
class Row:
    """Hold one court while it is being composed."""

    name: str
    level: str
    province: str = ""
    city: str = ""
    kind: str = ""
    code: str = ""
    parent: str = ""
    old: list[str] = field(default_factory=list)
    old_codes: list[str] = field(default_factory=list)
    area: str = ""  # division code
    note: str = ""

    def entry(self) -> dict[str, Any]:
        """Return the row as it is written; empty fields fall away in writing."""
        keys = ("name", "level", "kind", "province", "city", "code", "parent", "old", "old_codes", "note")
        return {key: getattr(self, key) for key in keys}


@dataclass
class Divisions:
    """Hold the names of provinces, cities and areas by code."""

    provinces: dict[str, str]
    cities: dict[str, str]
    areas: dict[str, str]

    @classmethod
    def read(cls) -> "Divisions":
        """Read the three lists; a city that only says 市辖区 or 直辖 has no name of its own."""
        cities = {row["code"]: row["name"] for row in raw("lists/divisions_cities.json")}
        return cls(
            {row["code"]: row["name"] for row in raw("lists/divisions_provinces.json")},
            {code: "" if re.search("市辖区|^县$|直辖县", name) else name for code, name in cities.items()},
            {row["code"]: row["name"] for row in raw("lists/divisions_areas.json")},
        )


def build() -> list[Row]:
    """Return all rows: high, intermediate, basic, then special courts; kept entries win by name."""
    divisions = Divisions.read()
    rows = [*_highs(divisions), *_intermediates(divisions)]
    rows += _basics(divisions, rows)
    table = {row.name: row for row in rows}
    for entry in kept("special_courts.json"):
        row = Row(**entry)
        row.old = list(dict.fromkeys([*row.old, *(table[row.name].old if row.name in table else [])]))
        table[row.name] = row
    wrong: dict[str, str] = kept("wrong_courts.json")
    table = {name: row for name, row in table.items() if name not in wrong}
    for row in table.values():
        row.parent = wrong.get(row.parent, row.parent)
    _trust_observed(table)
    _check(table)
    return list(table.values())


def _highs(divisions: Divisions) -> Iterator[Row]:
    for code, province in divisions.provinces.items():
        yield Row(f"{province}高级人民法院", "高级", province, code=LETTERS[code], parent="最高人民法院")


def _intermediates(divisions: Divisions) -> Iterator[Row]:
    """Yield the prefecture courts; those of municipalities and the special ones are kept by hand."""
    for code, city in divisions.cities.items():
        province = divisions.provinces[code[:2]]
        if city:
            letter = LETTERS[code[:2]] + code[2:]
            yield Row(
                f"{province}{city}中级人民法院",
                "中级",
                province,
                city,
                "",
                letter,
                f"{province}高级人民法院",
                area=code,
            )


def _basics(divisions: Divisions, above: list[Row]) -> list[Row]:
    """Compose the basic courts of the hierarchy list, then hang those of 2016 under them."""
    parents = {row.area: row.name for row in above if row.level == "中级"}
    shortened = kept("short_parents.json")
    rows: dict[str, Row] = {}
    for entry in raw("lists/courts_laosheng_hierarchy.json"):
        if entry["level"] != "基层":
            continue
        code = entry["code"]
        province, city = divisions.provinces[code[:2]], divisions.cities.get(code[:4], "")
        area = divisions.areas.get(code, entry["area"])
        rows[code] = Row(
            _full_name(province, city, area),
            "基层",
            province,
            city or (province if province.endswith("市") else ""),
            code=entry["daizi"],
            parent=shortened.get(entry["parent"]) or parents.get(code[:4]) or f"{province}{entry['parent']}",
            old=[] if area == entry["area"] else [f"{entry['area']}人民法院"],
            area=code,
        )
    extra = _of_2016(divisions, rows)
    return [*rows.values(), *extra]


def _full_name(province: str, city: str, area: str) -> str:
    """Name a basic court: a district carries its city, a county or county-level city does not."""
    middle = city if re.search("区$", area) and re.search("市$|地区$", city) else ""
    return f"{province}{middle}{area}人民法院"


def _of_2016(divisions: Divisions, rows: dict[str, Row]) -> list[Row]:
    """Match the names of 2016 to the rows: renamed ones become old names, the unmatched become rows of their own.

    The list of 2016 is ordered by intermediate court, so an unmatched court (a development zone) sits under the same
    court as the one before it.
    """
    look = _by_any_name(divisions, rows)
    renamed: dict[str, str] = kept("renamed_areas.json")
    special = re.compile("铁路|林区|农垦|垦区|兵团|海事|矿区人民|分院|石河子|阿拉尔|五家渠|北屯|图木舒克")
    matched: set[str] = set()
    waiting: list[tuple[str, str]] = []
    last = "110101"
    for name in _names_of_2016():
        short = _without_province(COURT.sub("", name), divisions.provinces.values())
        codes = _nearest(look[renamed.get(short, short)], last)
        if len(codes) == 1:
            last = codes[0]
            matched.add(last)
            if short in renamed:
                rows[last].old.append(f"{short}人民法院")
        elif not special.search(name):
            waiting.append((short, last))
    extra: list[Row] = []
    for short, near in waiting:
        heir = _heir(short, near, rows, matched)
        if heir:
            heir.old.append(f"{short}人民法院")
        else:
            extra.append(_zone(short, rows[near]))
    for old, new in renamed.items():
        for code in _nearest(look[_without_province(new, divisions.provinces.values())], ""):
            rows[code].old.append(f"{old}人民法院")
    for row in rows.values():
        row.old = list(dict.fromkeys(row.old))
    return extra


def _zone(short: str, near: Row) -> Row:
    name = f"{near.province}{short}人民法院"
    return Row(name, "基层", near.province, near.city, parent=near.parent)


def _heir(short: str, near: str, rows: dict[str, Row], matched: set[str]) -> Row | None:
    """Find the court that a renamed one became: same province, same stem, not otherwise matched."""
    stem = _stem(short)
    found = [
        row
        for code, row in rows.items()
        if code not in matched and code[:2] == near[:2] and len(stem) > 1 and f"{stem}" == _stem(_area_of(row))
    ]
    return found[0] if len(found) == 1 else None


def _area_of(row: Row) -> str:
    return COURT.sub("", row.name).removeprefix(row.province).removeprefix(row.city)


def _stem(area: str) -> str:
    return re.sub("(满族|回族|藏族|羌族)?(自治)?[市县区旗]$", "", re.sub("^.{2,4}市(?=.{2,}[区市]$)", "", area))


def _by_any_name(divisions: Divisions, rows: dict[str, Row]) -> dict[str, set[str]]:
    look: dict[str, set[str]] = defaultdict(set)
    for code, row in rows.items():
        area = divisions.areas.get(code, _area_of(row))
        for name in {area, f"{row.city}{area}", *(COURT.sub("", old) for old in row.old)}:
            look[name].add(code)
    return look


def _nearest(codes: Iterable[str], last: str) -> list[str]:
    """Narrow the candidates to the province, then to the city, of the court before."""
    found = list(codes)
    for size in (2, 4):
        same = [code for code in found if last and code[:size] == last[:size]]
        if len(found) > 1 and same:
            found = same
    return found


def _names_of_2016() -> Iterator[str]:
    for row in raw("lists/courts_wenshu_2016.json"):
        if row["level"] == "基层法院":
            yield row["name"]


def _without_province(name: str, provinces: Iterable[str]) -> str:
    for province in provinces:
        if name.startswith(province) and len(name) > len(province) + 1:
            return name.removeprefix(province)
    return name


def _trust_observed(table: dict[str, Row]) -> None:
    """Add the codes seen in enough agreeing documents; a derived code stays the first, for it is the newer one."""
    provinces = {LETTERS[code]: name for code, name in Divisions.read().provinces.items()}
    names = {(row.province, name.removeprefix(row.province)): row for row in table.values() for name in _all_names(row)}
    for code, seen in raw("lists/court_codes_observed.json").items():
        province = provinces.get(code[0], "")
        row = names.get((province, seen["court"].removeprefix(province)))
        if seen["agree"] < TRUSTED or row is None or row.code == code:
            continue
        for other in table.values():
            other.code = "" if other.code == code else other.code
        if row.code:
            row.old_codes.append(code)
        else:
            row.code = code


def _all_names(row: Row) -> list[str]:
    """Return a row's names, its own last: without the city they may coincide, and then the own name goes first."""
    names = [*row.old, row.name]
    return [name.replace(row.city, "", 1) for name in names if row.city and row.name.endswith("区人民法院")] + names


def _check(table: dict[str, Row]) -> None:
    """Refuse a table in which a court hangs in the air or two share a code."""
    owners: dict[str, str] = {}
    for row in table.values():
        if row.parent and row.parent not in table:
            raise ValueError(f"{row.name}: no such court above: {row.parent}")
        if row.level != "最高" and not row.parent:
            raise ValueError(f"{row.name}: no court above")
        if row.code and owners.setdefault(row.code, row.name) != row.name:
            raise ValueError(f"{row.code}: {row.name}, {owners[row.code]}")


def make() -> str:
    """Write resources/courts.json and say how many courts it holds."""
    rows = build()
    tables = {
        "courts": [row.entry() for row in rows],
        "rules": kept("court_rules.json"),
        "branches": kept("court_branches.json"),
    }
    write(RESOURCES / "courts.json", HEAD, tables)
    return f"courts {len(rows)}, with code {sum(1 for row in rows if row.code)}, rules {len(tables['rules'])}"
