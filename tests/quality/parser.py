"""Measure the parser on real cases: `python -m tests.quality.parser [--sample N] [--misses FIELD] [--squeeze]`.

Evaluation data is found through LEIAN_EVAL_DATA, by default ../shared/data. Each case is parsed from its full text
alone and compared with what the data set gives. LeCaRD's `facts` hold accusation, evidence and findings together, and
its `reasoning` holds the 依照 clause, its `result` the notice of appeal: UNIONS says which of our sections make up the
same stretch; the best of them counts.
"""

import argparse
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import zstandard

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.reference import Reference
from localdb.text.case_numbers import parse_case_no
from localdb.text.heading import court_name
from localdb.text.judgment import parse_judgment
from localdb.text.numerals import number
from localdb.text.sections import cut

Record = Mapping[str, object]
Check = Callable[[Record, Case], bool | None]  # None: the record says nothing

S = Section
UNIONS: Mapping[str, tuple[tuple[Section, ...], ...]] = {
    "facts": (
        (S.PRIOR, S.CLAIMS, S.EVIDENCE, S.FACTS),
        (S.EVIDENCE, S.FACTS),
        (S.PRIOR, S.EVIDENCE, S.FACTS),
        (S.FACTS,),
        (S.PROCEDURE, S.CLAIMS, S.EVIDENCE, S.FACTS),
        (
            S.HEADING,
            S.PARTIES,
            S.PROCEDURE,
            S.PRIOR,
            S.CLAIMS,
            S.EVIDENCE,
            S.FACTS,
        ),  # spc_lawsuit begins at the heading
    ),
    "reasoning": ((S.REASONING, S.STATUTES), (S.REASONING,)),
    "result": ((S.DISPOSITION,), (S.DISPOSITION, S.TAIL), (S.DISPOSITION, S.TAIL, S.APPENDIX)),
}
ENOUGH = 0.9
FIELDS: Mapping[
    str, tuple[str, ...]
] = {  # given fields that are worth comparing with; the README of the data says which are not
    "spc_lawsuit": ("court", "date", "case_type", "case_no"),
    "gazette_cases": ("date", "case_type"),
    "guiding_cases": ("case_type", "published"),
    "typical_cases": (),
    "spp_guiding": ("case_type",),
}
_CRIMINAL_LAW = "《中华人民共和国刑法》第"
_SIGNED = re.compile(r"(?:代理)?审\s*判\s*[长员]|[（(][此本]页")


def data_folder() -> Path:
    """Return the folder of the evaluation data."""
    return Path(os.environ.get("LEIAN_EVAL_DATA", "../shared/data"))


def records(name: str) -> Iterator[Record]:
    """Read the records of a compressed JSON Lines file of the evaluation data."""
    raw = zstandard.ZstdDecompressor().decompress((data_folder() / name).read_bytes(), max_output_size=1 << 30)
    for line in raw.decode("utf-8").splitlines():
        yield json.loads(line)


def dice(one: str, other: str) -> float:
    """Return the Dice similarity of the 8-character shingles of two texts, blanks left out."""
    first, second = _shingles(one), _shingles(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _shingles(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[start : start + 8] for start in range(max(1, len(text) - 7)))


def section_check(key: str) -> Check:
    """Return the check that some union of our sections is the stretch the record gives under `key`."""

    def check(record: Record, case: Case) -> bool | None:
        given = record.get(key)
        if not isinstance(given, str) or not given.strip():
            return None
        return any(_same(_union(case, union, key), given) for union in UNIONS[key])

    return check


def _union(case: Case, union: tuple[Section, ...], key: str) -> str:
    words = "\n".join(case.sections.get(section, "") for section in union)
    if key == "result" and union[-1] is S.TAIL and (signed := _SIGNED.search(words)):
        words = words[: signed.start()]
    return words


def _same(ours: str, given: str) -> bool:
    longer, shorter = max(len(ours), len(given)), min(len(ours), len(given))
    return shorter > 0.6 * longer and dice(ours, given) >= ENOUGH


def field_check(key: str, reference: Reference) -> Check:
    """Return the check of court, case number, date and the like."""

    def check(record: Record, case: Case) -> bool | None:
        given = record.get(key)
        if not given:
            return None
        if key == "court":
            return court_name(str(given), reference) == court_name(case.court, reference)
        if key == "case_no":
            if not case.case_no and record.get("published"):
                return None  # a death-penalty ruling prints no number; the record gives the lower court's
            return parse_case_no(str(given)) == parse_case_no(case.case_no)
        if key == "date":
            return str(given) == (case.date.isoformat() if case.date else "")
        return str(given) == str(getattr(case, key) or "")

    return check


def articles_f1(cases: Mapping[str, Case]) -> tuple[float, list[str]]:
    """Return the F1 of the Criminal Law articles against lecard/articles.json, and the ids that differ."""
    wanted = json.loads((data_folder() / "lecard/articles.json").read_text("utf-8"))
    hits = ours_total = given_total = 0
    differing = []
    for ident, given in wanted.items():
        if ident not in cases:
            continue
        ours = criminal_articles(cases[ident])
        hits += len(ours & set(given))
        ours_total += len(ours)
        given_total += len(set(given))
        if ours != set(given):
            differing.append(f"{ident} only ours {sorted(ours - set(given))} only theirs {sorted(set(given) - ours)}")
    return (2 * hits / (ours_total + given_total) if given_total else 0.0), differing


def criminal_articles(case: Case) -> set[int]:
    """Return the numbers of the Criminal Law articles a case cites, 之一 folded into the number."""
    found = set()
    for statute in case.statutes:
        if statute.startswith(_CRIMINAL_LAW):
            found.add(number_of_article(statute[len(_CRIMINAL_LAW) :]))
    return found


def number_of_article(words: str) -> int:
    """Read the number before 条."""
    return number(words.split("条", 1)[0]) or 0


class Tally:
    """Count what was right and keep what was not."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.misses: dict[str, list[tuple[Record, Case]]] = {}

    def take(self, name: str, answer: bool | None, record: Record, case: Case) -> None:
        """Count one answer."""
        if answer is None:
            return
        self.asked[name] += 1
        self.right[name] += answer
        if not answer:
            self.misses.setdefault(name, []).append((record, case))

    def show(self, title: str) -> None:
        """Print the table."""
        print(f"\n{title}")
        for name, asked in self.asked.items():
            print(f"  {name:24} {self.right[name]:6} / {asked:6}  {self.right[name] / asked:.4f}")


def measure_lecard(reference: Reference, sample: int, squeeze: bool) -> Tally:
    """Measure LeCaRD: sections, court, number, date, instance, charges, articles, speed."""
    chosen = list(records("lecard/corpus.jsonl.zst"))
    if sample:
        random.Random(1).shuffle(chosen)
        chosen = chosen[:sample]
    texts = ["".join(str(r["full_text"]).split()) if squeeze else str(r["full_text"]) for r in chosen]
    measure_speed(texts, reference)
    tally, cases = Tally(), {}
    checks = {key: section_check(key) for key in UNIONS}
    checks |= {key: field_check(key, reference) for key in ("court", "case_no", "date", "trial", "case_type")}
    checks["charge"] = _charge_check(reference)
    for record, text in zip(chosen, texts, strict=True):
        case = cases[str(record["id"])] = parse_judgment(text, reference)
        for name, check in checks.items():
            tally.take(name, check(record, case), record, case)
    tally.show(f"LeCaRD, {len(chosen)} judgments, full text alone{', blanks removed' if squeeze else ''}")
    f1, differing = articles_f1(cases)
    print(f"  {'articles F1':24} {f1:.4f}")
    tally.misses["articles"] = []
    for line in differing:
        record = next(r for r in chosen if r["id"] == line.split()[0])
        tally.misses["articles"].append(({**record, "articles": line}, cases[str(record["id"])]))
    return tally


def _charge_check(reference: Reference) -> Check:
    def check(record: Record, case: Case) -> bool | None:
        given = record.get("charge")
        if not isinstance(given, list) or not given:
            return None
        names = {reference.causes.normalise(str(name)) or str(name) for name in given}
        return not names.isdisjoint(case.charges)

    return check


def measure_speed(texts: list[str], reference: Reference) -> None:
    """Print characters a second of CPU time, for the cutter and for the whole parser."""
    chosen = texts[:1000]
    size = sum(map(len, chosen))
    for name, work in (("cutter", cut), ("parser", lambda text: parse_judgment(text, reference))):
        started = time.process_time()
        for text in chosen:
            work(text)
        spent = time.process_time() - started
        print(f"{name}: {size / spent / 1e6:.1f} million characters a CPU-second over {len(chosen)} texts")


def measure_published(name: str, reference: Reference, kinds: Mapping[str, str]) -> Tally:
    """Measure one file of authority/: how often sections are found and agree with the given fields."""
    tally = Tally()
    for record in records(f"authority/{name}.jsonl.zst"):
        case = parse_judgment(str(record["full_text"]), reference)
        for section in (S.PARTIES, S.CLAIMS, S.EVIDENCE, S.FACTS, S.ISSUES, S.REASONING, S.STATUTES, S.DISPOSITION):
            group = kinds.get(str(record.get("case_type")), "")
            tally.take(f"has {section.value}{group}", bool(case.sections.get(section)), record, case)
        for key in UNIONS:
            tally.take(f"{key} agree", section_check(key)(record, case), record, case)
        for key in FIELDS[name]:
            tally.take(key, field_check(key, reference)(record, case), record, case)
        gist = record.get("gist")
        tally.take("gist agrees", _same(case.gist, str(gist)) if gist else None, record, case)
        named = record.get("cause") or record.get("charge")
        tally.take("cause or charge found", bool(case.causes or case.charges) if named else None, record, case)
    tally.show(name)
    return tally


def main() -> None:
    """Print the tables, and the misses of one field if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="measure so many LeCaRD judgments only")
    parser.add_argument("--squeeze", action="store_true", help="remove all blanks from LeCaRD texts first")
    parser.add_argument("--misses", default="", help="print the disagreements of this row")
    parser.add_argument("--only", default="", help="lecard, or a file of authority/")
    parser.add_argument("--show", type=int, default=20, help="how many disagreements to print")
    options = parser.parse_args()
    reference = Reference.load(Path("resources"))
    tallies = {}
    if options.only in ("", "lecard"):
        tallies["lecard"] = measure_lecard(reference, options.sample, options.squeeze)
    for name in ("spc_lawsuit", "gazette_cases", "guiding_cases", "typical_cases", "spp_guiding"):
        if options.only in ("", name):
            tallies[name] = measure_published(name, reference, {"民事": " (civil)", "刑事": " (criminal)"})
    for tally in tallies.values():
        for record, case in tally.misses.get(options.misses, [])[: options.show]:
            print_miss(record, case, options.misses)


def print_miss(record: Record, case: Case, field: str) -> None:
    """Print one disagreement: what the record gives, what we read, and the cut."""
    key = field.split()[0]
    given = str(record.get(key, ""))
    print(f"\n## {record['id']} {record.get('title', '')} given {key}: {given[:120]!r} … {given[-60:]!r}")
    print(f"   ours: {case.court} {case.case_no} {case.date} {case.doc_type} {case.trial} {case.causes} {case.charges}")
    for section, words in case.sections.items():
        print(f"   {section.value:12}{len(words):7} {words[:50]!r} … {words[-24:]!r}")


if __name__ == "__main__":
    main()
