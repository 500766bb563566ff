"""The laws: full names for whatever a text calls them, their dates, status on a day, and place in citation order.

Belongs here: facts of acts and interpretations. Does not: reading citations out of a text, or warning of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

NATION = "中华人民共和国"
IN_FORCE, REPEALED, NOT_YET = "现行有效", "已废止", "尚未施行"
# 法释〔2009〕14号 art 2; treaties, rules and the rest are not in its list and stand where courts put them.
ORDER: Mapping[str, int] = {
    "宪法": 0, "法律": 1, "法律解释": 1, "国际条约": 2, "行政法规": 3, "地方性法规": 4, "自治条例": 5, "单行条例": 5,
    "司法解释": 6, "部门规章": 7, "地方政府规章": 7, "其他": 8,
}  # fmt: skip
_MARKS = re.compile(r"[《》〈〉<>﹤﹥＜＞「」『』“”\"'\s　]")
_AGENCIES = re.compile(
    r"^(?:(?:最高人民法院|最高人民检察院|公安部|司法部|国家安全部|民政部|国务院|全国人民代表大会常务委员会|"
    r"全国人大常委会|全国人大常务委员会|最高法院|最高检|两高)[、，和与,]?)+(?=关于|印发|办理|审理)(?:关于印发|印发)?"
)
_VERSION = re.compile(
    r"（(?:\d{4}年?)?(?:第[一二三四五六七八九十]次)?(?:修正|修订|修改|通过|施行|公布)(?:本|版)?）$|（\d{4}）$"
)
_SAID = re.compile(
    r"^(?:本|该|上述|前述|此|原|新|旧|现行)?(?:法|条例|解释|规定|办法|意见|通知|决定|纪要|章程|细则|规则)$"
)
_PLACES = re.compile("^.{2,8}?(?:省|市|自治区|自治州|自治县|特区)")


class Law(NamedTuple):
    """Hold one act on one day.

    `status` is 现行有效, 已废止 or 尚未施行 on the day asked for. `effective` is when the version in force on that day
    began, `repealed_on` None while it stands or when the day is unknown. `rank` is its place in citation order
    (smaller first), `basic` a 基本法律 (passed by the National People's Congress), `procedural` a law of procedure.
    """

    name: str
    level: str
    status: str
    effective: date | None = None
    repealed_on: date | None = None
    successor: str = ""
    basic: bool = False
    procedural: bool = False
    versions: tuple[date, ...] = ()

    @property
    def rank(self) -> int:
        """Return the place of its level in citation order."""
        return ORDER.get(self.level, ORDER["其他"])


class _Entry(NamedTuple):
    """Hold one row of the table; `gone` says that the act is repealed, nobody knows since when."""

    level: str
    versions: tuple[date, ...]
    repealed: date | None
    gone: bool
    successor: str
    basic: bool
    procedural: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "_Entry":
        repealed = row.get("repealed", "")
        return cls(
            row["level"],
            tuple(map(date.fromisoformat, row.get("versions", ()))),
            date.fromisoformat(repealed) if repealed not in ("", "unknown") else None,
            repealed == "unknown",
            row.get("successor", ""),
            bool(row.get("basic")),
            bool(row.get("procedural")),
        )


@dataclass(frozen=True, slots=True)
class Laws:
    """Hold the table of laws."""

    _entries: Mapping[str, _Entry]
    _names: Mapping[str, str]  # key of any spelling -> full name

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Laws":
        """Build the table from decoded facts.

        Raises:
            KeyError, ValueError, TypeError: an entry lacks a name or a level, or has a date that is none.
        """
        rows = {row["name"]: row for row in facts["laws"]}
        names: dict[str, str] = {}
        for name, row in rows.items():
            for short in row.get("short", ()):
                names[law_key(short)] = name
        for name in rows:
            names[law_key(name)] = name
        return cls({name: _Entry.of(row) for name, row in rows.items()}, names)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the full names of all laws."""
        return tuple(self._entries)

    def canonical(self, name: str) -> str:
        """Return the full name, without 《》, of a law as a text calls it.

        An unknown law keeps its own name, tidied; a mere reference (本法, 该条例) gives "".
        """
        known = self._known(name)
        return known or ("" if _SAID.match(_MARKS.sub("", name)) else _tidy(name))

    def known(self, name: str) -> bool:
        """Tell whether the table has the law."""
        return self._known(name) is not None

    def find(self, name: str, on: date | None = None) -> Law | None:
        """Return a law as it stands on a day (today when None), or None when the table lacks it."""
        known = self._known(name)
        if known is None:
            return None
        entry, day = self._entries[known], on or date.today()
        versions = entry.versions
        begun = [version for version in versions if version <= day]
        gone = entry.gone or (entry.repealed is not None and entry.repealed <= day)
        return Law(
            known,
            entry.level,
            REPEALED if gone else IN_FORCE if begun or not versions else NOT_YET,
            begun[-1] if begun else (versions[0] if versions else None),
            entry.repealed,
            entry.successor,
            entry.basic,
            entry.procedural,
            versions,
        )

    def level(self, name: str) -> str:
        """Return the level of a law, by the table or else by its name."""
        known = self._known(name)
        return self._entries[known].level if known else _guess(_tidy(name))

    def order(self, name: str) -> tuple[int, bool, bool]:
        """Return what sorts a law into citation order: level, procedure after substance, basic laws first."""
        known = self._known(name)
        if known is None:
            return ORDER[_guess(_tidy(name))], "诉讼" in name and "诉讼时效" not in name, True
        entry = self._entries[known]
        return ORDER.get(entry.level, ORDER["其他"]), entry.procedural, not entry.basic

    def _known(self, name: str) -> str | None:
        key = law_key(name)
        return self._names.get(key) or self._names.get(key.removesuffix("（试行）"))


def law_key(name: str) -> str:
    """Return the key under which all spellings of a law's name meet: no marks, no issuing body, no 中华人民共和国."""
    text = _MARKS.sub("", name).replace("(", "（").replace(")", "）").replace(NATION, "").replace("中国人民共和国", "")
    text = text.replace(",", "、").replace("，", "、").removesuffix("的通知")
    return _VERSION.sub("", _AGENCIES.sub("", text))


def _tidy(name: str) -> str:
    text = re.sub(r"[\s　]", "", name).strip("《》").replace("(", "（").replace(")", "）")
    return re.sub("[〉>﹥＞》]", "〉", re.sub("[〈<﹤＜《]", "〈", text))


def _guess(name: str) -> str:
    """Guess the level of an unknown law from the form of its name."""
    if re.search("最高人民法院|最高人民检察院|的解释$|若干问题的(?:规定|解释|批复)|的批复$", name):
        return "司法解释"
    if re.search("公约|协定$", name):
        return "国际条约"
    if _PLACES.match(name):
        return "自治条例" if "自治条例" in name else "地方性法规" if name.endswith("条例") else "地方政府规章"
    if re.search("法$|法典$", name):
        return "法律"
    return "行政法规" if name.endswith("条例") else "其他"
