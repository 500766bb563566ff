"""Measure copies and disorder on real judgments: `python -m tests.quality.near [--sample N]`.

*Copies*: so many real judgments are changed at random, 60 % of the edits one letter for another of the same texts, 20 %
lost, 20 % put in; found = the copy shares a key with the judgment, folded = it counts as one with it. `fields`: court,
number and day are given by the record, as from a feed; `bare`: all is read from the changed text. *Others*: the same
judgment with one sum or term of its decision, or of its facts and its number, changed must never be folded.
*Disorder*: how many damaged texts are told, and how many real ones. Evaluation data: see evaluation_data.py.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from localdb.admission.disorder import disorders, spoilt
from localdb.admission.likeness import Compared, why_one
from localdb.admission.sketch import near_keys
from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.model.record import case_from_record
from localdb.reference import Reference
from localdb.text import complete

from .evaluation_data import LECARD, ROOT, records

RATES = (0.003, 0.01, 0.03, 0.06)
OTHER_SUMS = str.maketrans("123456789二三四五六七八九", "234567891三四五六七八九二")
DAMAGES: dict[str, Callable[[str], str]] = {
    "UTF-8 read as GB18030": lambda text: text.encode().decode("gb18030", "replace"),
    "GB18030 read as Latin-1": lambda text: text.encode("gb18030").decode("latin-1"),
    "GB18030 read as UTF-8": lambda text: text.encode("gb18030").decode(errors="replace"),
    "second half garbled": lambda text: (
        text[: len(text) // 2] + text[len(text) // 2 :].encode().decode("gb18030", "replace")
    ),
    "told twice": lambda text: f"{text}\n{text}",
    "tags of a page": lambda text: "".join(f"<p>{line}。</p>" for line in text.split("。")),
    "cut at 30 %": lambda text: text[: len(text) * 3 // 10],
    "cut at 60 %": lambda text: text[: len(text) * 6 // 10],
    "cut at 80 %": lambda text: text[: len(text) * 8 // 10],
}


def judgments(reference: Reference) -> Iterator[Case]:
    """Yield the judgments of LeCaRD as an import reads them."""
    for record in records(LECARD / "corpus.jsonl.zst"):
        case = complete(case_from_record(record), reference)
        if len(case.full_text) > 500 and case.sections.get(Section.DISPOSITION):
            yield case


def edited(text: str, rate: float, dice: random.Random, letters: str) -> str:
    """Return a text with so many of its characters changed."""
    marks = list(text)
    for _ in range(round(len(text) * rate)):
        place, kind = dice.randrange(len(marks)), dice.random()
        other = dice.choice(letters)
        marks[place] = other if kind < 0.6 else "" if kind < 0.8 else marks[place] + other
    return "".join(marks)


def copies(cases: list[Case], reference: Reference) -> None:
    """Print how many changed copies are found and folded."""
    dice, letters = random.Random(7), "".join(case.full_text for case in cases[:50])
    for how in ("fields", "bare"):
        for rate in RATES:
            found = folded = 0
            for case in cases:
                given = {"court": case.court, "case_no": case.case_no, "date": case.date} if how == "fields" else {}
                text = edited(case.full_text, rate, dice, letters)
                copy = complete(Case("copy", full_text=text, **given), reference)  # type: ignore[arg-type]
                shared = not set(near_keys(case)).isdisjoint(near_keys(copy))
                found += shared
                folded += shared and why_one(case, case.court, copy, copy.court) is not None
            print(f"{how:6} {rate:5.1%} changed: found {found / len(cases):.2f}, folded {folded / len(cases):.2f}")


def others(cases: list[Case]) -> None:
    """Print how many other cases in the same words are folded: none may be."""
    told, tried = Counter[str](), Counter[str]()
    for case in cases:
        changed = {part: text.translate(OTHER_SUMS) for part, text in case.sections.items()}
        result = {Section.DISPOSITION: case.sections[Section.DISPOSITION]}
        next_number = re.sub(r"\d(?=号)", lambda digit: str((int(digit[0]) + 1) % 10), case.case_no)
        made = {
            "another outcome": replace(
                case, sections={**case.sections, Section.DISPOSITION: changed[Section.DISPOSITION]}
            ),
            "another number and outcome": replace(case, case_no=next_number, sections=changed),
            "another number, other facts": replace(case, case_no=next_number, sections=changed | result),
        }
        for name, other in made.items():
            differs = name != "another outcome" or Compared(case).outcome != Compared(other).outcome
            tried[name] += differs
            told[name] += differs and why_one(case, case.court, other, case.court) is not None
    for name, count in tried.items():
        print(f"{name}: {told[name]} of {count} folded")


def damage(cases: list[Case], reference: Reference) -> None:
    """Print how much damage is told, and of how many real texts."""
    real = Counter(str(kind) for case in cases for kind in disorders(case))
    print(f"real: {dict(real)} of {len(cases)}")
    for name, spoil in DAMAGES.items():
        made = [
            complete(Case("x", full_text=spoil(case.full_text), doc_type=case.doc_type), reference) for case in cases
        ]
        told = sum(bool(disorders(case)) for case in made)
        refused = sum(spoilt(case) is not None for case in made)
        print(f"{name:24} told {told / len(cases):.2f}, refused {refused / len(cases):.2f}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=150)
    size = parser.parse_args().sample
    reference = Reference.load(Path(ROOT / "resources"))
    cases = random.Random(1).sample([*judgments(reference)], size)
    copies(cases, reference)
    others(cases)
    damage(cases, reference)


if __name__ == "__main__":
    main()
