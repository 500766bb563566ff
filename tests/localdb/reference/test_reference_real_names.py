"""How many of the names of real judgments the tables know. Run with `pytest -m evaluation -s`."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from localdb.model.kinds import Level
from localdb.reference import Reference

pytestmark = pytest.mark.evaluation
LECARD = "lecard/corpus.jsonl.zst"


def _cases(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with (folder / name).open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        yield from map(json.loads, io.TextIOWrapper(stream, encoding="utf-8"))


def _level(name: str) -> Level:
    for word, level in (("最高", Level.SUPREME), ("高级", Level.HIGH), ("中级", Level.INTERMEDIATE)):
        if word in name:
            return level
    return Level.INTERMEDIATE if re.search("海事|知识产权法院|金融法院", name) else Level.BASIC


@pytest.mark.parametrize(
    ("name", "share"),
    [(LECARD, 0.999), ("authority/guiding_cases.jsonl.zst", 0.99), ("authority/spc_lawsuit.jsonl.zst", 0.999)],
)
def test_courts_are_resolved_with_level_and_province(
    reference: Reference, evaluation_data: Path, name: str, share: float
) -> None:
    right: Counter[bool] = Counter()
    for case in _cases(evaluation_data, name):
        if written := case.get("court"):
            court, province = reference.courts.find(written), reference.courts.province_of(written)
            right[court is not None and court.level is _level(written) and province in ("", court.province)] += 1
    print(f"{name}: {right[True]} of {right.total()}")
    assert right[True] / right.total() >= share


def test_codes_name_the_court_of_the_judgment(reference: Reference, evaluation_data: Path) -> None:
    same: Counter[str] = Counter()
    for case in _cases(evaluation_data, LECARD):
        number = re.match("（(20(?:1[6-9]|2.))）([^0-9][0-9]{0,4})[^0-9]", case.get("case_no") or "")
        if number and case.get("court"):
            court = reference.courts.by_code(number[2])
            found = reference.courts.find(case["court"])
            same["unknown" if court is None else "same" if court == found else "other"] += 1
    print(dict(same))
    assert same["same"] / same.total() >= 0.98
    assert same["other"] / same.total() <= 0.002


def test_charges_and_laws_are_resolved(reference: Reference, evaluation_data: Path) -> None:
    charges: Counter[bool] = Counter()
    laws: Counter[bool] = Counter()
    for case in _cases(evaluation_data, LECARD):
        charges.update(reference.causes.normalise(charge) is not None for charge in case.get("charge") or ())
        named = (re.match("《(.+)》", statute) for statute in case.get("statutes") or ())
        laws.update(reference.laws.known(match[1]) for match in named if match)
    print(f"charges {charges[True]} of {charges.total()}, laws {laws[True]} of {laws.total()}")
    assert charges[True] == charges.total()
    assert laws[True] / laws.total() >= 0.98
