"""Query and pool files: what is accepted, what is refused by name; a run's scores fall strictly."""

import io
import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cli.searching import percentile, read_pools, read_queries, write_run
from desktop.words import sentence
from localdb.model.case import CaseCard
from localdb.model.errors import FileMissing, FileUnreadable
from localdb.model.kinds import Authority, Effect, Tier
from localdb.model.similar import Hit


def query_file(folder: Path, *lines: str) -> Path:
    path = folder / "queries.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_query_may_name_one_cause_or_several(tmp_path: Path) -> None:
    path = query_file(
        tmp_path,
        '{"qid": 1, "text": "甲\u2028乙", "cause": "盗窃罪"}',
        "",
        '{"qid": "2", "text": "丙", "cause": ["诈骗罪", "盗窃罪"]}',
    )
    assert [(query.qid, query.causes) for query in read_queries(path)] == [
        ("1", ("盗窃罪",)),
        ("2", ("诈骗罪", "盗窃罪")),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "不是 JSON",
        "[]",
        '{"text": "甲"}',
        '{"qid": "a b", "text": "甲"}',
        '{"qid": "1", "text": 5}',
        '{"qid": "1", "text": "甲", "stage": "无"}',
    ],
)
def test_a_bad_query_names_file_and_line(tmp_path: Path, line: str) -> None:
    path = query_file(tmp_path, '{"qid": "0", "text": "甲"}', line)
    with pytest.raises(FileUnreadable) as refused:
        list(read_queries(path))
    assert "queries.jsonl”第2行" in sentence(refused.value)


def test_a_repeated_qid_is_refused(tmp_path: Path) -> None:
    path = query_file(tmp_path, *['{"qid": "1", "text": "甲"}'] * 2)
    with pytest.raises(FileUnreadable):
        list(read_queries(path))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_pools(tmp_path / "none.json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
    )
)
def test_no_bytes_break_the_readers(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    for read in (lambda: list(read_queries(path)), lambda: read_pools(path)):
        with suppress(FileUnreadable):
            read()


@given(st.lists(st.floats(0, 1), max_size=30))
def test_scores_of_a_run_fall_strictly(scores: list[float]) -> None:
    run = io.StringIO()
    write_run(run, "q", [hit(str(number), score) for number, score in enumerate(scores)])
    written = [line.split() for line in run.getvalue().splitlines()]
    assert [line[2] for line in written] == [str(number) for number in range(len(scores))]
    assert all(float(above[4]) > float(below[4]) for above, below in pairwise(written))


def test_a_run_over_a_pool_names_each_of_it_once_the_unknown_last() -> None:
    run = io.StringIO()
    write_run(run, "q", [hit("b", 0.5), hit("a", 0.2)], ("a", "x", "b", "y", "x"))
    assert [line.split()[2] for line in run.getvalue().splitlines()] == ["b", "a", "x", "y"]


def hit(ident: str, score: float) -> Hit:
    card = CaseCard(ident, ident, "", "", "", None, None, Authority.JUDGMENT, Effect.EFFECTIVE, None, None)
    return Hit(card, Tier.COUNTRY, score)


def test_percentiles_of_few_values() -> None:
    assert percentile([], 95) == 0
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0
