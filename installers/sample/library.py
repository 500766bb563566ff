# ruff: noqa: E501 - sentences of judgments stay on one line
"""Carry the plan out: every plot and twist at its courts, its appeals, its publications; give each record its id and state.

Belongs here: the order of writing, ids, states, what metadata a record brings. Does not: layouts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from installers.sample import administrative, appeals, civil, criminal, published
from installers.sample.courts import COURTS, SUPREME, Court
from installers.sample.layout import SOURCE, Document
from installers.sample.likeness import Likeness
from installers.sample.plan import Order, orders
from installers.sample.plots import Plot
from installers.sample.scene import make

SEED = "leian-sample-1"
_TYPES = {"民事": ("民初", "民终", "民再"), "刑事": ("刑初", "刑终", "刑再"), "行政": ("行初", "行终", "行再")}
_TRIES = 14
_MOST = {
    "民初": 7900,
    "民终": 2900,
    "民再": 96,
    "刑初": 860,
    "刑终": 410,
    "刑再": 9,
    "行初": 340,
    "行终": 460,
    "行再": 30,
    "执异": 280,
    "委赔": 24,
}  # the highest number of a year


@dataclass(slots=True)
class Maker:
    """Write records one after another; ids and case numbers never come twice."""

    plots: dict[str, Plot]
    records: list[dict[str, object]] = field(default_factory=list)
    _numbers: set[str] = field(default_factory=set)
    _seen: Likeness = field(default_factory=Likeness)
    _count: int = 0

    def run(self) -> list[dict[str, object]]:
        """Write the whole library in a fixed order."""
        for order in orders(self.plots):
            self._write(order)
        return self.records

    def _write(self, order: Order) -> None:
        best: list[Document] = []
        least = 2.0
        for attempt in range(_TRIES):
            documents = list(self._documents(order, attempt))
            nearest = max(self._seen.nearest(one.facts + one.reasoning) for one in _kept(order, documents))
            if nearest < least:
                best, least = documents, nearest
            if least < 0.5:
                break
        for one in _kept(order, best):
            self._seen.add(one.facts + one.reasoning)
        self._keep(order, best)

    def _documents(self, order: Order, attempt: int) -> Iterator[Document]:
        plot = self.plots[order.plot]
        court = COURTS[order.court]
        seed = f"{SEED}/{order.plot}/{'+'.join(order.twists)}/{order.form}/{order.court}/{order.year}/{attempt}"
        scene = make(plot, order.twists, court, order.year, seed, wrong=order.form in ("改判", "再审改判"))
        rng = Random(seed + "/numbers")
        first = _first(plot, scene, self._number(rng, court, scene.judged, plot, 0))
        yield first
        if order.form in ("一审", "单独发布") or (order.form == "维持" and not scene.lines("二审认为")):
            return
        upper = _upper(order, court)
        day_holder = self._number(
            rng, upper, scene.judged + timedelta(days=120), plot, 2 if "再审" in order.form else 1
        )
        changed = "改判" in order.form
        second = (
            criminal.second_instance(first, day_holder, upper.name, changed)
            if plot.kind == "刑事"
            else appeals.second_instance(first, day_holder, upper.name, changed, "再审" in order.form)
            if order.form != "发回"
            else appeals.remanded(first, day_holder, upper.name, scene.text("发回") or "一审判决认定基本事实不清。")
        )
        second.facts = first.facts if order.form not in ("改判", "再审改判") else ""
        yield second

    def _number(self, rng: Random, court: Court, day: date, plot: Plot, rank: int) -> str:
        kind = plot.head.get("案号") or _TYPES[plot.kind][rank]
        while True:
            if court.name == SUPREME:
                number = rng.randint(90001, 90999)
            else:
                number = rng.randint(2, _MOST[kind] // (1 if court.level == "基层" or rank else 4))
            text = f"（{day.year}）{'最高法' if court.name == SUPREME else court.code}{kind}{number}号"
            if text not in self._numbers:
                return text

    def _keep(self, order: Order, documents: list[Document]) -> None:
        first, last = documents[0], documents[-1]
        self._numbers |= {first.number, last.number}
        if order.publish:
            self._add(_publication(order, first, last if last is not first else None), order, whole=True)
            return
        if order.form in ("改判", "再审改判"):
            second = self._add(last.record, order, effective=f"已生效 {last.day.isoformat()}")
            self._add(
                first.record | {"status": "改判", "effective": "已撤销", "superseded_by": second}, order, whole=True
            )
            return
        if order.form in ("维持", "发回") and last is not first:
            self._add(last.record, order, effective=f"已生效 {last.day.isoformat()}" if order.form == "维持" else "")
            return
        self._add(first.record, order, effective=order.effective and _effective(order, first))

    def _add(self, record: dict[str, object], order: Order, effective: str = "", whole: bool = False) -> str:
        self._count += 1
        ident = f"sample-{self._count:04d}"
        kept = {key: value for key, value in record.items() if whole or key in _shown(self._count)}
        if effective and (whole or self._count % 3):
            kept["effective"] = effective
        kept["full_text"] = "\n".join(line for line in str(kept["full_text"]).split("\n") if line)
        self.records.append({"id": ident, "source": SOURCE, **kept, **order.extra})
        return ident


def _kept(order: Order, documents: list[Document]) -> list[Document]:
    """Return the documents of an order that go into the library: both of a pair, else the last."""
    return documents if "改判" in order.form else documents[-1:]


def _shown(count: int) -> tuple[str, ...]:
    """Return the keys a record brings: most bring all, some a title, some the text alone, so that the reader has work."""
    if count % 7 == 3:
        return ("full_text",)
    if count % 7 == 5:
        return ("title", "court", "full_text")
    return ("title", "court", "case_no", "date", "case_type", "doc_type", "trial", "cause", "charge", "full_text")


def _first(plot: Plot, scene: object, number: str) -> Document:
    write = {
        "民事": civil.first_instance,
        "刑事": criminal.first_instance,
        "行政": administrative.first_instance,
        "执行": administrative.enforcement,
        "国家赔偿": administrative.compensation,
    }[plot.kind]
    return write(scene, number)  # type: ignore[arg-type]


def _upper(order: Order, court: Court) -> Court:
    if "再审" in order.form and court.level == "基层":
        return COURTS[COURTS[court.parent].parent]
    if court.parent == SUPREME:
        return Court(SUPREME, "最高法", "最高", "", "", "")
    return COURTS[court.parent]


def _effective(order: Order, first: Document) -> str:
    if first.scene.plot.kind == "执行":
        return ""
    if first.scene.plot.kind == "国家赔偿":
        return f"已生效 {first.day.isoformat()}"
    if order.effective == "未生效":
        return "未生效"
    return f"已生效 {(first.day + timedelta(days=22)).isoformat()}"


def _publication(order: Order, first: Document, second: Document | None) -> dict[str, object]:
    issued = (second or first).day + timedelta(days=400)
    issued = min(issued, date(2026, 9, 30))
    kind, _, number = order.publish.partition(" ")
    if kind == "指导":
        return published.guiding(first, second, int(number), issued)
    if kind == "公报":
        return published.gazette(first, second, issued)
    if kind == "典型":
        return published.typical(first, second, issued, number)
    if kind == "入库":
        return published.entry(first, second, number, issued)
    if kind == "参考":
        return published.reference(first, second, f"{first.scene.court.province}高级人民法院", issued, int(number))
    return published.procuratorial(first, second, int(number), issued)
