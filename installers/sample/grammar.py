# ruff: noqa: E501 - sentences of judgments stay on one line
"""Expand one template: slots, choices and conditions, with a seeded random source.

Belongs here: the small language of the plot files. Does not: what any plot says.

The language: ``<name>`` or ``<name:form>`` is a slot; ``<~name>`` a shared phrase; ``{a|b|c}`` a choice;
``{?test:a|b}`` a condition. A line that starts with ``@test `` is a paragraph kept only when the test holds.
A test is names joined by ``,`` (or), each of them names joined by ``&`` (and), each of which may start with ``!``.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from installers.sample.numbers import chinese_day, plain_amount, ten_thousands

PHRASES: Mapping[str, str] = {
    "采信": "{本院予以采信|本院依法予以确认|本院予以认定|可以作为定案依据}",
    "不采": "{本院不予采信|本院不予采纳|依法不能成立|缺乏依据，本院不予支持}",
    "支持": "{本院予以支持|应予支持|于法有据，本院予以支持|符合法律规定，本院予以支持}",
    "驳": "{本院不予支持|不予支持|缺乏事实和法律依据，本院不予支持|于法无据，本院不予支持}",
    "另查": "{另查明|又查明|还查明}",
    "依法": "{依法成立并有效|系双方真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效|合法有效，对双方均有约束力}",
    "履行": "{双方均应全面履行|当事人应当按照约定全面履行自己的义务|应当遵循诚信原则，按约履行}",
}


class Expander:
    """Expand templates with one random source and one table of names."""

    def __init__(self, rng: Random, names: Mapping[str, object]) -> None:
        self._rng = rng
        self._names = names

    def holds(self, test: str) -> bool:
        """Tell whether a test holds; an unknown name is false."""
        return any(all(self._one(name.strip()) for name in group.split("&")) for group in test.split(","))

    def text(self, template: str) -> str:
        """Expand a template of any number of lines; lines whose test fails fall away."""
        lines = []
        for line in template.split("\n"):
            kept = line.strip()
            while kept.startswith("@"):
                test, _, rest = kept[1:].partition(" ")
                kept = rest.strip() if self.holds(test) else ""
            if kept:
                lines.append(self._slots(self._choices(kept)))
        return "\n".join(lines)

    def _one(self, name: str) -> bool:
        if name.startswith("!"):
            return not self._names.get(name[1:])
        return bool(self._names.get(name))

    def _choices(self, text: str) -> str:
        out = []
        at = 0
        while (start := text.find("{", at)) >= 0:
            end = _closing(text, start)
            out.append(text[at:start])
            out.append(self._choose(text[start + 1 : end]))
            at = end + 1
        out.append(text[at:])
        return re.sub(r"<~([^>]+)>", lambda m: self._choices(PHRASES[m.group(1)]), "".join(out))

    def _choose(self, body: str) -> str:
        if body.startswith("?"):
            test, _, rest = body[1:].partition(":")
            options = _split(rest)
            picked = options[0] if self.holds(test) else (options[1] if len(options) > 1 else "")
        else:
            picked = self._rng.choice(_split(body))
        return self._choices(picked)

    def _slots(self, text: str) -> str:
        def fill(match: re.Match[str]) -> str:
            name, _, form = match.group(1).partition(":")
            return written(self._names[name], form)

        return re.sub(r"<([A-Za-z_]\w*(?::[^>]+)?)>", fill, text)


def written(value: object, form: str) -> str:
    """Write a value: days as 2021年3月5日 (`月` without the day), amounts plain (`万` in ten thousands)."""
    if isinstance(value, date):
        return chinese_day(value, form)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ten_thousands(value) if form == "万" else plain_amount(value)
    reader: Callable[[str], str] | None = getattr(value, "written", None)
    return reader(form) if reader else str(value)


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"no closing brace: {text[start : start + 60]}")


def _split(body: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for at, char in enumerate(body):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == "|" and depth == 0:
            parts.append(body[last:at])
            last = at + 1
    return [*parts, body[last:]]
