"""Query and pool files: what is accepted, what is refused by name; a run's scores fall strictly."""

import io
import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from fakes.library import made, stocked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cli.arguments import parse_arguments
from desktop.cli.queries import LONGEST, read_pools, read_queries
from desktop.cli.searching import percentile, search_words, similar_queries, write_run
from desktop.words import sentence
from localdb.engine.taking import entry_of
from localdb.model.case import CaseCard
from localdb.model.errors import FileMissing, FileUnreadable
from localdb.model.kinds import Authority, Effect, Tier
from localdb.model.similar import Hit
from localdb.storage.lock import sole_writer


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
        '{"qid": "1"}',
        '{"qid": NaN, "text": "甲"}',
        '{"qid": null, "text": "甲"}',
        '{"qid": true, "text": "甲"}',
        '{"qid": ["1"], "text": "甲"}',
        '{"qid": "1\\n", "text": "甲"}',
        '{"qid": "1", "text": "甲", "cause": {"盗窃罪": 1}}',
        '{"qid": "1", "text": "甲", "court": 5}',
        '{"qid": "\\ud800", "text": "甲"}',
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
    with pytest.raises(FileUnreadable) as refused:
        list(read_queries(path))
    assert "第2行" in sentence(refused.value)
    assert "相同" in sentence(refused.value)


def test_a_line_longer_than_any_draft_is_refused(tmp_path: Path) -> None:
    path = query_file(tmp_path, json.dumps({"qid": "1", "text": "甲" * LONGEST}, ensure_ascii=False))
    with pytest.raises(FileUnreadable, match="query_large"):
        list(read_queries(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_marks_line_ends_and_encodings_do_not_matter(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_bytes('{"qid": "甲", "text": "买卖"}\r\n\r\n{"qid": 2, "text": ""}\r\n'.encode(encoding))
    assert [(query.qid, query.text) for query in read_queries(path)] == [("甲", "买卖"), ("2", "")]


@pytest.mark.parametrize("content", ['{"1": "lecard-1"}', '["lecard-1"]', '{"1": [["a"]]}', '{"1": [null]}', "", "{"])
def test_what_is_no_pool_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pools.json"
    path.write_text(content)
    with pytest.raises(FileUnreadable) as refused:
        read_pools(path)
    assert "[id, …]" in sentence(refused.value)


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


def test_an_id_with_blanks_stays_one_word_of_a_run() -> None:
    run = io.StringIO()
    write_run(run, "q", [hit("甲 1\n2", 0.5)], ("三\u3000",))
    assert [line.split()[2] for line in run.getvalue().splitlines()] == ["甲%201%0A2", "三%E3%80%80"]


def hit(ident: str, score: float) -> Hit:
    card = CaseCard(ident, ident, "", "", "", None, None, Authority.JUDGMENT, Effect.EFFECTIVE, None, None)
    return Hit(card, Tier.COUNTRY, score)


def test_while_another_leian_indexes_what_is_there_answers(
    tmp_path: Path, resources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = stocked(tmp_path, resources, [made("there")])
    ws.library.add([entry_of(made("waiting"), ws.reference)])
    with sole_writer(ws.index.folder / "writer.lock"):
        assert search_words(ws, parse_arguments(["search", "--json", "逃逸"])) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == ["there"]
    assert "正在建立索引" in told.err
    assert search_words(ws, parse_arguments(["search", "--json", "逃逸"])) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    ws.close()


def test_half_a_character_in_a_cause_changes_nothing(tmp_path: Path, resources: Path) -> None:
    ws = stocked(tmp_path / "data", resources, [made("there")])
    path = query_file(tmp_path, '{"qid": "1", "text": "醉酒驾驶弃车逃逸", "cause": "\\ud800"}')
    run = tmp_path / "run.trec"
    options = parse_arguments(["similar", "--json", "--flat", "--queries", str(path), "--run", str(run)])
    assert similar_queries(ws, options) == 0
    assert run.read_text("utf-8").split()[:3] == ["1", "Q0", "there"]
    ws.close()


def test_percentiles_of_few_values() -> None:
    assert percentile([], 95) == 0
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0


def test_top_is_the_number_of_hits_and_a_hit_says_its_effect_and_marks(
    tmp_path: Path, resources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [made(f"case{number}") for number in range(5)] + [made("doubtful", effect=Effect.UNVERIFIED)]
    ws = stocked(tmp_path, resources, cases)
    assert search_words(ws, parse_arguments(["search", "--json", "--top", "3", "逃逸"])) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert search_words(ws, parse_arguments(["search", "--json", "逃逸"])) == 0
    found = {hit["id"]: hit for hit in map(json.loads, capsys.readouterr().out.splitlines())}
    assert len(found) == 6
    assert (found["case0"]["effect"], found["doubtful"]["effect"]) == ("已生效", "待核")
    assert found["doubtful"]["marks"]
    assert search_words(ws, parse_arguments(["search", "逃逸"])) == 0
    told = capsys.readouterr().out
    ws.close()
    assert told.count("（待核）") == 1
    assert "注意：" in told


def test_a_draft_of_formalities_finds_nothing_and_says_why(
    tmp_path: Path, resources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = stocked(tmp_path / "data", resources, [made("there")])
    bare = "如不服本判决，可在判决书送达之日起十日内，通过本院或者直接向江西省南昌市中级人民法院提出上诉。"
    lines = [{"qid": "form", "text": bare}, {"qid": "latin", "text": "abc 123"}, {"qid": "case", "text": "醉酒驾驶"}]
    path = query_file(tmp_path, *(json.dumps(line) for line in lines))
    run = tmp_path / "run.trec"
    options = ["similar", "--flat", "--queries", str(path), "--run", str(run)]
    assert similar_queries(ws, parse_arguments([*options, "--json"])) == 0
    told = capsys.readouterr()
    ws.close()
    assert [line.split()[0] for line in run.read_text("utf-8").splitlines()] == ["case"]
    assert ["note" in json.loads(line) for line in told.out.splitlines()] == [True, True, False, False]
    assert "form、latin" in told.err
