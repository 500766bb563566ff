import random
import threading
import uuid
from pathlib import Path

import pytest
from fakes.files import JUDGMENT, html, json_lines, packed, pdf, record, word, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localdb.engine import import_cases as room
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.workspace import Workspace
from localdb.intake import LOCAL
from localdb.model.errors import FileMissing, LibraryBusy
from localdb.model.kinds import CaseType, Status
from localdb.model.library import ImportProgress, ImportSummary, Refusal
from localdb.storage.lock import sole_writer


def _import(ws: Workspace, *paths: Path) -> ImportSummary:
    summary, _ = import_cases(ws, paths)
    assert summary.read == summary.admitted + summary.replaced + summary.duplicates + summary.rejected
    assert summary.rejected == sum(summary.reasons.values()) == len(summary.rejections)
    return summary


def _records(count: int) -> bytes:
    return json_lines(record(str(number)) for number in range(count))


def test_the_same_input_twice_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, "a.jsonl", _records(3))
    write(folder, "b.txt", JUDGMENT.encode())
    assert _import(ws, folder).admitted == 4
    state, backlog = ws.library.state(), ws.library.backlog()
    again, changes = import_cases(ws, [folder])
    assert (again.duplicates, again.read, changes.library, changes.index) == (4, 4, False, False)
    assert (ws.library.state(), ws.library.backlog()) == (state, backlog)


def test_one_judgment_in_every_format_is_one_case(ws: Workspace, tmp_path: Path) -> None:
    for name, data in {
        "a.txt": JUDGMENT.encode("gb18030"),
        "b.html": html(charset="gb2312"),
        "c.docx": word(),
        "d.jsonl": json_lines([{"id": "x", "source": "某院", "full_text": JUDGMENT}]),
    }.items():
        write(tmp_path / "in", name, data)
    summary = _import(ws, tmp_path / "in")
    assert (summary.admitted, summary.duplicates) == (1, 3)
    assert ws.library.resolve("x") == ws.library.keys()[0]


def test_a_document_is_known_by_its_case_number(ws: Workspace, tmp_path: Path) -> None:
    _import(ws, write(tmp_path, "a.txt", JUDGMENT.encode()))
    (key,) = ws.library.keys()
    assert key == f"{LOCAL}:（2020）京0105民初1234号 民事判决书 2020-05-01"
    case = ws.library.get(key)
    assert case
    assert (case.court, case.source) == ("北京市朝阳区人民法院", LOCAL)
    assert case.title == "张三与李四买卖合同纠纷一审民事判决书"
    assert "本院认为" in case.sections["reasoning"]  # type: ignore[index]


def test_a_record_without_a_title_gets_the_one_a_court_would_give(ws: Workspace, tmp_path: Path) -> None:
    _import(ws, write(tmp_path, "a.jsonl", json_lines([{"id": "x", "full_text": JUDGMENT}])))
    case = ws.library.get("x")
    assert case
    assert case.title == "张三与李四买卖合同纠纷一审民事判决书"


def test_bad_files_are_named_and_the_rest_comes_in(ws: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name, data in {
        "a.jsonl": json_lines([record("1")]) + b"{oops\n" + json_lines([record("2")]),
        "b.txt": b"",
        "c.docx": b"broken",
        "d.pdf": pdf([[]]),
        "e.xls": b"x",
        "f.txt": "今天天气很好，我们去公园。".encode(),
        "g.jsonl.zst": packed(_records(1))[:-3],
        "h.txt": b"\x00\x01\x02\x03" * 50,
    }.items():
        write(folder, name, data)
    summary = _import(ws, folder)
    assert summary.admitted == 2
    assert [(Path(one.file).name, one.line, one.refusal) for one in summary.rejections] == [
        ("a.jsonl", 2, Refusal.NOT_JSON),
        ("b.txt", 0, Refusal.EMPTY),
        ("c.docx", 0, Refusal.UNREADABLE),
        ("d.pdf", 0, Refusal.NO_TEXT),
        ("e.xls", 0, Refusal.UNKNOWN_KIND),
        ("g.jsonl.zst", 0, Refusal.UNREADABLE),
        ("h.txt", 0, Refusal.ENCODING),
        ("f.txt", 0, Refusal.NOT_A_CASE),
    ]
    assert not any("天气" in "".join(map(str, one)) for one in summary.rejections)


@pytest.mark.parametrize("number", [99999999999999999999, -(2**64), "9" * 40, "9" * 5000])
def test_a_number_too_large_for_the_store_is_refused_and_the_rest_comes_in(
    ws: Workspace, tmp_path: Path, number: object
) -> None:
    records = [record("1"), record("2", guiding_no=number), record("3")]
    summary = _import(ws, write(tmp_path, "a.jsonl", json_lines(records)))
    assert summary.admitted == 2
    assert summary.rejections[0][1:] == (2, Refusal.BAD_FIELD, "guiding_no")


def test_a_corrected_record_replaces_the_old_one(ws: Workspace, tmp_path: Path) -> None:
    _import(ws, write(tmp_path, "a.jsonl", json_lines([record("1")])))
    summary = _import(ws, write(tmp_path, "b.jsonl", json_lines([record("1", title="更正")])))
    assert summary.replaced == 1
    case = ws.library.get("1")
    assert case
    assert case.title == "更正"


def test_what_the_record_says_wins_and_unknown_keys_stay(ws: Workspace, tmp_path: Path) -> None:
    _import(ws, write(tmp_path, "a.jsonl", json_lines([record("1", court="上海市高级人民法院", weather="晴")])))
    case = ws.library.get("1")
    assert case
    assert (case.court, case.extra["weather"]) == ("上海市高级人民法院", "晴")


def test_sample_and_real_cases_never_meet(tmp_path: Path, resources: Path) -> None:
    real = Workspace.open(tmp_path / "real", resources)
    sample = Workspace.open(tmp_path / "sample", resources, sample=True)
    path = write(tmp_path, "a.jsonl", json_lines([record("1"), record("2", source="演示数据 生成")]))
    for ws, ident in ((real, "1"), (sample, "2")):
        summary = _import(ws, path)
        assert (summary.admitted, dict(summary.reasons)) == (1, {Refusal.SAMPLE: 1})
        assert ws.library.resolve(ident) is not None
    assert (real.sample, sample.sample) == (False, True)
    sample.close()
    real.close()
    again = Workspace.open(tmp_path / "sample", resources)
    assert again.sample, "once a sample library, always one"
    again.close()


def test_cancelling_keeps_what_was_committed(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 5)
    path = write(tmp_path, "a.jsonl", _records(40))
    summary, changes = import_cases(ws, [path], cancelled=lambda: ws.library.count() >= 10)
    assert summary.cancelled
    assert changes.library
    assert summary.read == summary.admitted == ws.library.count()
    assert 10 <= ws.library.count() < 40
    rest = _import(ws, path)
    assert (rest.admitted + summary.admitted, rest.duplicates) == (40, summary.admitted)


def test_progress_is_told(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_PAUSE", 0.0)
    told: list[ImportProgress] = []
    path = write(tmp_path, "a.jsonl", _records(5))
    import_cases(ws, [path], progress=told.append)
    assert (told[-1].read, told[-1].admitted, told[-1].file) == (5, 5, str(path))
    assert told[-1].bytes_done == told[-1].total_bytes == path.stat().st_size
    assert all(one.bytes_done <= one.total_bytes for one in told)


def test_a_missing_path_is_told_before_anything_is_read(ws: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", _records(1))
    with pytest.raises(FileMissing):
        import_cases(ws, [path, tmp_path / "nothing.jsonl"])
    assert ws.library.count() == 0


def test_two_imports_at_once_are_refused(ws: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", _records(1))
    with sole_writer(ws.lock), pytest.raises(LibraryBusy):
        import_cases(ws, [path])
    assert _import(ws, path).admitted == 1


def test_reading_goes_on_while_an_import_writes(ws: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", _records(30))
    worker = threading.Thread(target=import_cases, args=(ws, [path]))
    worker.start()
    while worker.is_alive():
        ws.library.state()
    worker.join()
    assert ws.library.count() == 30


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_KEYS = ("id", "full_text", "facts", "court", "case_no", "date", "charge", "doc_type", "source", "effective", "gist")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(_KEYS) | st.text(max_size=5), _JSON, max_size=6), max_size=3))
def test_no_record_breaks_an_import(ws: Workspace, tmp_path: Path, records: list[dict[str, object]]) -> None:
    data = json_lines(records)
    summary = _import(ws, write(tmp_path, "a.jsonl", data))
    assert summary.read == (len(records) or 1)


_TEXTS = ("title", "case_name", "court", "case_no", "doc_type", "trial", "gist", "entry_no", "superseded_by", "facts",
          "prior", "claims", "issues", "reasoning", "result", "basis", "tail")  # fmt: skip
_LISTS = ("cause", "charge", "parties", "statutes", "keywords", "flags")
_NAMES = ("买卖合同纠纷", "盗窃罪", "《中华人民共和国刑法》第一百三十三条", "《民法典》第九亿九千九百九十九万条", "甲")
_NUMBER = st.integers() | st.sampled_from([2**63 - 1, 2**63, -(2**63), 10**30, 10**400, 0, -1])
_DAY = st.dates().map(str) | st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-30", "99999-01-01"])
_LONG = st.tuples(st.sampled_from(_NAMES), st.integers(250, 700)).map(
    lambda drawn: [drawn[0] + str(n) for n in range(drawn[1])]
)
_WILD = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.text(max_size=60) | st.sampled_from(_NAMES) for key in _TEXTS},
        **{key: st.lists(st.sampled_from(_NAMES) | st.text(max_size=8), max_size=4) | _LONG for key in _LISTS},
        **dict.fromkeys(("date", "published", "effective"), _DAY),
        "guiding_no": _NUMBER | _NUMBER.map(str),
        "case_type": st.sampled_from(list(CaseType)),
        "status": st.sampled_from(list(Status)),
        "public": st.booleans(),
        "weather": _NUMBER | _JSON,
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_WILD, min_size=1, max_size=3))
def test_no_whole_record_breaks_an_import_or_the_index(
    ws: Workspace, tmp_path: Path, wild: list[dict[str, object]]
) -> None:
    records = [record(str(number)) | fields for number, fields in enumerate(wild)]
    assert _import(ws, write(tmp_path, "a.jsonl", json_lines(records))).read == len(records)
    random.seed(uuid.uuid4().int)  # Hypothesis seeds it alike for every example, and Whoosh names segments by it
    drain_index(ws)
    state = ws.library.state()
    assert state.indexed == state.cases == ws.index.cases
    assert len(ws.library.get_many(ws.library.keys())) == state.cases


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["a.txt", "a.html", "a.jsonl"]), st.binary(max_size=200), st.floats(0, 1), st.floats(0, 1))
def test_no_bytes_break_an_import(ws: Workspace, tmp_path: Path, name: str, junk: bytes, cut: float, on: float) -> None:
    whole = {"a.txt": JUDGMENT.encode(), "a.html": html(), "a.jsonl": _records(2)}[name]
    data = whole[: int(len(whole) * cut)] + junk + whole[int(len(whole) * on) :]
    assert _import(ws, write(tmp_path, name, data)).read >= 1


def test_files_of_one_judgment_in_other_words_do_not_take_turns(ws: Workspace, tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", JUDGMENT.encode())
    write(tmp_path / "in", "b.txt", JUDGMENT.replace("收货后至今未付款", "收货后一直没有付款").encode())
    assert _import(ws, tmp_path / "in").replaced == 1
    state, backlog = ws.library.state(), ws.library.backlog()
    again, changes = import_cases(ws, [tmp_path / "in"])
    assert (again.duplicates, again.replaced, changes.library) == (2, 0, False)
    assert (ws.library.state(), ws.library.backlog()) == (state, backlog)


def test_a_copy_with_small_edits_counts_once_and_answers_to_its_id(ws: Workspace, tmp_path: Path) -> None:
    texts = {"1": JUDGMENT, "2": JUDGMENT.replace("张三", "张某"), "3": JUDGMENT.replace("10000元", "20000元")}
    records = [{"id": ident, "source": "某院", "full_text": text} for ident, text in texts.items()]
    summary = _import(ws, write(tmp_path, "a.jsonl", json_lines(records)))
    assert (summary.admitted, summary.duplicates, summary.folded) == (2, 1, 1)
    assert ws.library.resolve("2") == "某院:1"
    drain_index(ws)
    assert set(ws.index.keys()) == {"某院:1", "某院:3"}


def test_what_was_refused_is_counted_once_however_often_it_is_read(ws: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", json_lines([record("1"), {"id": "2"}, {"id": "3"}]) + b"oops\n")
    for _ in range(2):
        _import(ws, path)
        assert ws.library.refused.counts() == {(Refusal.NO_TEXT, ""): 2, (Refusal.NOT_JSON, ""): 1}
    _import(ws, write(tmp_path, "a.jsonl", json_lines([record("1")])))
    assert ws.library.refused.counts() == {}
