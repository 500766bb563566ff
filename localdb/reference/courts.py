"""The courts: found by name or 法院代字, and which court stands above one, by cause and date.

Belongs here: names, levels, the way up (law.md, "Tiers"). Does not: what follows from it for a hit (ranking/tiers.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from localdb.model.kinds import Level

SUPREME = "最高人民法院"
_NOISE = re.compile(r"[\s　·•．。，,：:]+")
_BRACKETS = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）"})
_STATE = re.compile(r"^(?:中华人民共和国|中国人民共和国)")
_REGIONS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_REGION = re.compile("^(内蒙古|广西|西藏|宁夏|新疆)(?=[^自壮回维生].+法院$)")
_VERB = re.compile("[向由和，、；：）]")
_COURT = "人民法院"
_RISEN = tuple((old + _COURT, new + _COURT) for old, new in (("县", "区"), ("县", "市"), ("市", "区")))
_SHORT_COURT = re.compile(r"^(.+?)([一二三四五]?)(高|中)院$")


class Court(NamedTuple):
    """Name one court; `kind` is empty for an ordinary one, else 知识产权, 金融, 互联网, 铁路运输, 海事, 兵团, 军事 …

    `code` is its 法院代字 as it stands in case numbers; `parent` the court above by the table, before any rule.
    """

    name: str
    level: Level
    kind: str = ""
    province: str = ""
    city: str = ""
    code: str = ""
    parent: str = ""


class Above(NamedTuple):
    """Name H and P of law.md: the high court over a court, and the court directly above it.

    `high` is empty for the Supreme People's Court. `parent` is "" for a high court and the Supreme People's Court, and
    equals `high` where the high court is directly above. `high_too` are courts whose judgments count as the high
    court's (兵团分院 and 新疆高院).
    """

    high: str
    parent: str
    high_too: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one exception to the table of parents: who and when it holds for, and which court is above then."""

    parent: str
    courts: frozenset[str] = frozenset()
    level: str | None = None
    kind: str | None = None
    province: str | None = None
    city: str | None = None
    causes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    high: str = ""

    def holds(self, court: Court, cause: str, on: date) -> bool:
        """Tell whether the rule governs this court, cause and day; a rule without causes governs every cause."""
        return (
            (not self.courts or court.name in self.courts)
            and self.level in (None, court.level)
            and self.kind in (None, court.kind)
            and self.province in (None, court.province)
            and self.city in (None, court.city)
            and (not self.causes or any(word in cause for word in self.causes))
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Courts:
    """Hold the table of courts."""

    by_name: Mapping[str, Court]
    _alias: Mapping[str, str]
    _codes: Mapping[str, str]
    _rules: tuple[Rule, ...] = ()
    _branches: Mapping[str, str] = field(default_factory=dict)
    _provinces: tuple[str, ...] = ()

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Courts":
        """Build the table from decoded facts.

        Raises:
            KeyError, ValueError, TypeError: an entry lacks a name or has an unknown level or date.
        """
        entries = facts["courts"]
        courts = [_court(entry) for entry in entries]
        provinces = tuple(dict.fromkeys(court.province for court in courts if court.province))
        codes = {code: entry["name"] for entry in entries for code in entry.get("old_codes", ())}
        return cls(
            {court.name: court for court in courts},
            _aliases(courts, entries),
            codes | {court.code: court.name for court in courts if court.code},
            tuple(_rule(entry) for entry in facts.get("rules", ())),
            facts.get("branches", {}),
            provinces,
        )

    def find(self, name: str) -> Court | None:
        """Find a court by its name as texts write it.

        Tolerates 中华人民共和国 before it, a missing province, spaces, half-width brackets, old names, 地区 for 市, and
        short forms such as 四川高院. Answers None when nothing, or more than one court, fits.
        """
        for form in _forms(name):
            found = self.by_name.get(form) or self.by_name.get(self._alias.get(form, ""))
            if found:
                return found
        return None

    @property
    def provinces(self) -> tuple[str, ...]:
        """Return the provinces that courts are in, in the order of the table."""
        return self._provinces

    def province_of(self, name: str) -> str:
        """Return the province that a name begins with, "" when it begins with none; for courts the table lacks."""
        text = _STATE.sub("", _NOISE.sub("", name))
        return next((province for province in self._provinces if text.startswith(province)), "")

    def by_code(self, code: str) -> Court | None:
        """Find a court by its 法院代字 (京0105, 最高法)."""
        return self.by_name.get(self._codes.get(code, ""))

    def above(self, court: Court, cause: str = "", on: date | None = None) -> Above:
        """Return H and P of a court for a cause on a day (today when None)."""
        rule = next((rule for rule in self._rules if rule.holds(court, cause, on or date.today())), None)
        high = (rule.high if rule else "") or self._high(court)
        too = tuple(
            other
            for branch, main in self._branches.items()
            for other in (branch, main)
            if high in (branch, main) and other != high
        )
        if court.level in (Level.SUPREME, Level.HIGH):
            return Above(high, "", too)
        return Above(high, rule.parent if rule else court.parent, too)

    def _high(self, court: Court) -> str:
        walked: set[str] = set()
        while court.level in (Level.INTERMEDIATE, Level.BASIC) and court.name not in walked:
            walked.add(court.name)
            above = self.by_name.get(court.parent)
            if above is None:
                break
            court = above
        return court.name if court.level is Level.HIGH else ""


def _court(entry: Mapping[str, Any]) -> Court:
    get = entry.get
    return Court(
        entry["name"],
        Level(entry["level"]),
        get("kind", ""),
        get("province", ""),
        get("city", ""),
        get("code", ""),
        get("parent", ""),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        entry["parent"],
        frozenset(entry.get("courts", ())),
        entry.get("level"),
        entry.get("kind"),
        entry.get("province"),
        entry.get("city"),
        tuple(entry.get("causes", ())),
        date.fromisoformat(entry["from"]) if "from" in entry else None,
        date.fromisoformat(entry["until"]) if "until" in entry else None,
        entry.get("high", ""),
    )


def _aliases(courts: Iterable[Court], entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Map other spellings to names; a spelling that fits two courts is dropped, unless it is an old name of one."""
    loose: dict[str, str] = {}
    for court in courts:
        for form in _spellings(court, court.name):
            loose[form] = court.name if loose.get(form, court.name) == court.name else ""
    old: dict[str, str] = {}
    for court, entry in zip(courts, entries, strict=True):
        for name in entry.get("old", ()):
            for form in (name, *_spellings(court, name)):
                old[form] = court.name if old.get(form, court.name) == court.name else ""
    return {form: name for form, name in (old | loose).items() if name}


def _spellings(court: Court, name: str) -> list[str]:
    """Return a name with and without its province and city, and with its city put in."""
    bare = name.removeprefix(court.province)
    local = bare.removeprefix(court.city) if len(bare) - len(court.city) > 6 else bare
    forms = [bare, court.province + bare, local, court.province + local]
    if court.city and court.level is Level.BASIC and not court.kind:
        forms += [court.city + local, court.province + court.city + local]
    return forms


def _forms(name: str) -> Iterable[str]:
    """Yield the forms in which a name may stand in the table, the most literal first.

    A county that became a city or district is tried under its new rank; a fragment of a sentence (…罪向某某人民法院) by
    what follows its last verb.
    """
    text = _STATE.sub("", _NOISE.sub("", name).translate(_BRACKETS))
    text = _REGION.sub(lambda match: _REGIONS[match[1]], text)
    yield from _variants(text)
    if (cut := _VERB.split(text)[-1]) != text:
        yield from _variants(cut)


def _variants(text: str) -> Iterable[str]:
    yield text
    if "中级" in text:
        yield text.replace("地区中级", "市中级").replace("中级法院", "中级人民法院")
    if match := _SHORT_COURT.match(text):
        place, which, level = match.groups()
        which = f"第{which}" if which else ""
        yield from (f"{place}{rank}{which}{level}级人民法院" for rank in ("", "省", "市"))
    if text.endswith("高级法院"):
        yield text.removesuffix("法院") + "人民法院"
    for old, new in _RISEN:
        if text.endswith(old):
            yield text.removesuffix(old) + new
