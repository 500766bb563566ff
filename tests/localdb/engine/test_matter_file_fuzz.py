"""Whatever stands in a matter file, reading it ends with a dossier or with an error that can be said."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localdb.engine.matter_file import FORMAT, VERSION, read_matter_file
from localdb.model.errors import LeianError
from localdb.reference import Reference

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2026-11-20T09:30:00")
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("number", "title", "causes", "stage", "facts_date", "matter", "case_key", "verdict", "tier", "at", "who",
          "court", "method", "query", "library_version", "library_cases", "tiers", "party", "citation", "section",
          "text", "start", "end", "id", "full_text")  # fmt: skip
RECORDS = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=12)
PARTS = {
    "matter": RECORDS | JSON,
    "draft": RECORDS | JSON,
    "library": RECORDS | JSON,
    "searches": st.lists(RECORDS, max_size=2) | JSON,
    "judged": st.lists(RECORDS, max_size=2) | JSON,
    "adoptions": st.lists(RECORDS, max_size=2) | JSON,
    "submitted": st.lists(RECORDS, max_size=2) | JSON,
    "corrections": st.lists(st.lists(SCALARS | st.just("there"), max_size=4), max_size=2) | JSON,
    "cases": st.dictionaries(st.text(max_size=4), RECORDS, max_size=2) | JSON,
}


@pytest.mark.parametrize("part", list(PARTS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_traceback(part: str, data: st.DataObject, tmp_path: Path, reference: Reference) -> None:
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION, "matter": {}}
    content[part] = data.draw(PARTS[part])
    target = tmp_path / "案件.json"
    target.write_text(json.dumps(content), encoding="utf-8")
    try:
        read_matter_file(target, reference)
    except LeianError:
        return
