"""Causes and charges: names of today for whatever a text calls them, and the kind of case they make.

Belongs here: normalising names, the articles of a charge. Does not: reading them out of a text (text room).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from localdb.model.kinds import CaseType

_MARKS = str.maketrans({"(": "（", ")": "）", ",": "、", "，": "、", "\u3000": "", " ": ""})
_KINDS = {
    "charges": CaseType.CRIMINAL,
    "civil": CaseType.CIVIL,
    "administrative": CaseType.ADMINISTRATIVE,
    "compensation": CaseType.COMPENSATION,
}


@dataclass(frozen=True, slots=True)
class Causes:
    """Hold the tables of causes by their names of today; `older` leads there from old names and short forms."""

    charges: tuple[str, ...]
    civil: tuple[str, ...]
    administrative: tuple[str, ...]
    compensation: tuple[str, ...]
    older: Mapping[str, str]
    _kinds: Mapping[str, CaseType]
    _articles: Mapping[str, tuple[int, ...]]
    _choices: tuple["Choice", ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Causes":
        """Build the tables from decoded facts."""
        names = {kind: tuple(entry["name"] for entry in facts.get(kind, ())) for kind in _KINDS}
        older = {**facts.get("short", {}), **facts.get("older", {})}
        charges = [entry["name"] for entry in facts["charges"] if "articles" in entry]
        return cls(
            tuple(charges),
            names["civil"],
            names["administrative"],
            names["compensation"],
            older,
            {name: kind for table, kind in reversed(_KINDS.items()) for name in names[table]},
            {entry["name"]: tuple(entry["articles"]) for entry in facts["charges"] if "articles" in entry},
            tuple(_choices(charges, older)),
        )

    def normalise(self, name: str) -> str | None:
        """Return today's name of a cause or charge, or None when it is none.

        Takes old names and short forms, a charge without 罪, a cause without 纠纷, half-width brackets, and one or some
        of the alternatives of a selective charge (贩卖毒品罪).
        """
        text = name.strip().translate(_MARKS).strip("、。；")
        if not text:
            return None
        for form in (text, f"{text}罪", f"{text}纠纷", text.removesuffix("一案"), text.removesuffix("案")):
            if form in self._kinds:
                return form
            if form in self.older:
                return self.older[form]
        return self._chosen(text)

    def kind(self, name: str) -> CaseType | None:
        """Tell which kind of case a cause belongs to, by its name of today."""
        return self._kinds.get(name) or (CaseType.CIVIL if name in self.older else None)

    def articles(self, charge: str) -> tuple[int, ...]:
        """Return the articles of the Criminal Law that define a charge (之一 folded into the article)."""
        return self._articles.get(charge, ())

    def _chosen(self, text: str) -> str | None:
        """Find the selective charge of which `text` names some alternatives; the shortest that fits, or None."""
        bare = _bare(text)
        if not text.endswith("罪") or len(bare) < 2:
            return None
        fits = [(len(choice.bare), choice.name) for choice in self._choices if choice.offers(bare)]
        if not fits and "、" in text:
            letters = Counter(bare)
            fits = [(len(choice.bare), choice.name) for choice in self._choices if choice.spells(letters)]
        return min(fits)[1] if fits else None


class Choice(NamedTuple):
    """Hold a charge with alternatives: its characters without marks, its alternatives as written, its name of today."""

    bare: str
    parts: tuple[str, ...]
    letters: Counter[str]  # for alternatives named in another order
    name: str

    def offers(self, bare: str) -> bool:
        """Tell whether `bare` is one alternative, or is put together of some, in their order."""
        return bare in self.parts or (len(bare) >= 4 and bare[:2] in self.bare and _within(bare, self.bare))

    def spells(self, letters: Counter[str]) -> bool:
        """Tell whether these characters are among those of the charge."""
        return letters.keys() <= self.letters.keys() and not letters - self.letters


def _choices(charges: Iterable[str], older: Mapping[str, str]) -> Iterable[Choice]:
    names = {name: name for name in charges} | {old: new for old, new in older.items() if old.endswith("罪")}
    for name, today in names.items():
        if "、" in name or "（" in name:
            bare = _bare(name)
            yield Choice(bare, tuple(name.removesuffix("罪").split("、")), Counter(bare), today)


def _bare(name: str) -> str:
    return re.sub("[、（）]", "", name.removesuffix("罪"))


def _within(part: Iterable[str], whole: str) -> bool:
    """Tell whether the characters of `part` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)
