# ruff: noqa: E501 - sentences of judgments stay on one line
"""What is written: which plot and twist at which court, in which form, in which year.

Belongs here: the spread over tiers, years and forms. Does not: how any of it reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle

from installers.sample.courts import COURTS, USER_COURT
from installers.sample.plots import Plot

_P = "演示省明川市中级人民法院"
_H = "演示省高级人民法院"
# where first instances are heard, by turns: the user's own court, its city, its province, the other province
_BASIC = (
    USER_COURT,
    "演示省明川市清平区人民法院",
    "演示省南屿市海曲区人民法院",
    "示例省云泽市荷塘区人民法院",
    USER_COURT,
    "演示省北岭市雪松区人民法院",
    "演示省明川市东林区人民法院",
    "示例省云泽市枫桥区人民法院",
    USER_COURT,
    "演示省南屿市鹭洲区人民法院",
    "演示省明川市石桥县人民法院",
    "演示省北岭市矿坪区人民法院",
    "示例省金穗市麦陇区人民法院",
    "演示省南屿市平澜县人民法院",
    "演示省北岭市松塬县人民法院",
)
_MIDDLE = (_P, "演示省南屿市中级人民法院", "演示省北岭市中级人民法院", "示例省云泽市中级人民法院")
_ABOVE_BASIC = ("维持", "维持", "改判")


@dataclass(frozen=True, slots=True)
class Order:
    """Ask for one case. `form`: 一审, 维持, 改判, 再审改判, 发回 or 单独发布; `publish`: the kind and number of a publication."""

    plot: str
    twists: tuple[str, ...]
    court: str
    year: int
    form: str = "一审"
    publish: str = ""
    effective: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


def years_of(plot: Plot, twists: tuple[str, ...]) -> list[int]:
    """Read the years a plot may be judged in; `年份@情节` narrows them for a twist."""
    spec = next(
        (plot.head[f"年份@{twist}"] for twist in twists if f"年份@{twist}" in plot.head),
        plot.head.get("年份", "2016-2026"),
    )
    years: list[int] = []
    for part in spec.split(","):
        first, _, last = part.partition("-")
        years += range(int(first), int(last or first) + 1)
    return years


def orders(plots: Mapping[str, Plot]) -> Iterator[Order]:
    """Plan the library: each twist once in first instance, its reversals, its appeals, its publications."""
    basic, middle, turn = cycle(_BASIC), cycle(_MIDDLE), 0
    for name in sorted(plots):
        plot = plots[name]
        for index, twists in enumerate(plot.twists):
            years = years_of(plot, twists)
            court = _court(plot, basic, middle)
            year = years[(turn * 5 + index * 3) % len(years)]
            effective = ("已生效", "", "已生效", "")[turn % 4]
            if year == 2026 and turn % 2:
                effective = "未生效"
            yield Order(name, twists, court, year, effective=effective)
            turn += 1
            if plot.section("二审认为") and turn % 5 not in (1, 4):
                yield Order(name, twists, _court(plot, basic, middle), years[(turn * 7 + 2) % len(years)], "维持")
        for index, twists in enumerate(plot.reversals):
            years = years_of(plot, twists)
            year = years[(turn * 3 + index) % len(years)]
            form = "再审改判" if plot.kind == "民事" and turn % 3 == 0 else "改判"
            yield Order(name, twists, _court(plot, basic, middle), min(year, 2025), form)
            turn += 1
        yield from _further(plot)
    yield from publications(plots)


def _further(plot: Plot) -> Iterator[Order]:
    """Read the cases a plot asks for by name: `加判: 再审改判 砍头息 某某人民法院 2024 | …`."""
    for wish in plot.head.get("加判", "").split("|"):
        if wish.strip():
            form, twists, court, year = wish.split()
            yield Order(plot.id, tuple(twists.split("+")), court, int(year), form, effective="已生效")


def _court(plot: Plot, basic: Iterator[str], middle: Iterator[str]) -> str:
    wanted = plot.head.get("一审法院", "基层")
    if wanted in COURTS:
        return wanted
    return next(middle) if wanted == "中级" else _H if wanted == "高级" else next(basic)


def publications(plots: Mapping[str, Plot]) -> Iterator[Order]:
    """Plan the published cases, as the plots ask for them: `发布: 指导 9001 砍头息 2019 | 公报 - 借条 2018`."""
    basic, middle = cycle(_BASIC[1:]), cycle(_MIDDLE)
    for name in sorted(plots):
        plot = plots[name]
        for wish in plot.head.get("发布", "").split("|"):
            if not wish.strip():
                continue
            kind, number, twists, year, *more = wish.split()
            extra: dict[str, object] = {"status": "有效"} if kind == "入库" else {}
            if "出库" in more:
                extra = {"status": "出库"}
            if "失效" in more:
                extra = {"status": "失效"}
            form = "维持" if plot.section("二审认为") and "一审" not in more else "单独发布"
            twisted = () if twists == "-" else tuple(twists.split("+"))
            yield Order(name, twisted, _court(plot, basic, middle), int(year), form, f"{kind} {number}", extra=extra)
