import dataclasses
import errno
import os
import random
import stat
import threading
from pathlib import Path

import pytest
from fakes.corpus import KEYS, random_bag, random_entry
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import scoring
from whoosh.index import TOC, open_dir
from whoosh.query import Or as AnyOf
from whoosh.query import Term as WhooshTerm

from localdb.index import schema
from localdb.index.port import Body, Entry, IndexDamaged, Narrowing, Origin
from localdb.index.question import And, Cause, Court, Days, Not, Number, Or, Pattern, Phrase, Question, Statute, Term
from localdb.index.search import name_pairs
from localdb.index.segment import OpenFiles
from localdb.index.segments import MOST
from localdb.index.whoosh_index import WhooshIndex, open_index
from localdb.model.errors import Cancelled, DiskTrouble
from localdb.model.kinds import Authority, CaseType

DAY = 737_000


def entry(key: str, facts: str, **columns: object) -> Entry:
    return Entry(key, {Body.FACTS: facts.split()}, **columns)  # type: ignore[arg-type]


def one(_: Origin) -> str:
    return "all"


def found(index: WhooshIndex, *words: str, narrowing: Narrowing | None = None) -> list[str]:
    lanes = index.candidates({Body.FACTS: dict.fromkeys(words, 1.0)}, one, 100, narrowing)
    return [case.key for lane in lanes.values() for case in lane.best]


def asked(index: WhooshIndex, question: Question) -> set[str]:
    return {case.key for lane in index.search(question, one, 100).values() for case in lane.best}


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    index = open_index(tmp_path / "index", "words")
    index.update(
        [
            entry("a", "醉酒 驾驶 驾驶", court="甲法院", authority=Authority.GUIDING, day=DAY, causes=("危险驾驶罪",)),
            entry(
                "b", "醉酒 逃逸", court="乙法院", day=DAY + 9, statutes=("刑法", "刑法#133"), numbers=("2018赣1刑初1",)
            ),
            entry("c", "借款 利息", court="乙法院", day=DAY + 20, case_type=CaseType.CIVIL, effect="已撤销"),
        ]
    )
    return index


def test_finds_best_first_and_only_what_matches(index: WhooshIndex) -> None:
    assert found(index, "驾驶", "醉酒") == ["a", "b"]
    assert found(index, "无此词") == []


def test_equal_scores_are_ordered_by_key(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([entry(key, "盗窃") for key in "dbac"])
    lanes = index.candidates({Body.FACTS: {"盗窃": 1.0}}, one, 3)
    assert [case.key for case in lanes["all"].best] == ["a", "b", "c"]
    assert lanes["all"].matched == 4


def test_every_lane_gets_its_share_and_the_recent_are_among_them(index: WhooshIndex) -> None:
    index.update([entry(f"n{number}", "醉酒 醉酒 醉酒", court="丙法院", day=1) for number in range(5)])
    index.update([entry("new", "醉酒 其他 其他 其他 其他", court="丙法院", day=DAY)])
    words = {Body.FACTS: {"醉酒": 1.0}}
    lanes = index.candidates(
        words, lambda origin: origin.court if origin.court != "乙法院" else None, 2, recent=DAY - 1
    )
    assert set(lanes) == {"甲法院", "丙法院"}
    assert [case.key for case in lanes["丙法院"].best] == ["n0", "n1", "new"]


def test_narrowing(index: WhooshIndex) -> None:
    assert found(index, "醉酒", narrowing=Narrowing(since=DAY + 1)) == ["b"]
    assert found(index, "醉酒", narrowing=Narrowing(since=DAY + 1, ageless=frozenset({Authority.GUIDING}))) == [
        "b",
        "a",
    ]
    assert found(index, "醉酒", narrowing=Narrowing(until=DAY)) == ["a"]
    assert found(index, "借款", narrowing=Narrowing(case_type=CaseType.CRIMINAL)) == []
    assert found(index, "借款", narrowing=Narrowing(effects_out=frozenset({"已撤销"}))) == []


def test_replacing_and_dropping(index: WhooshIndex) -> None:
    index.update([entry("a", "盗窃")], gone=["b", "never there"])
    assert found(index, "醉酒") == []
    assert found(index, "盗窃") == ["a"]
    assert (index.cases, sorted(index.keys())) == (2, ["a", "c"])


def test_questions(index: WhooshIndex) -> None:
    def word(text: str) -> Term:
        return Term(text, (text,))

    assert asked(index, And((word("醉酒"), word("逃逸")))) == {"b"}
    assert asked(index, Or((word("逃逸"), word("利息")))) == {"b", "c"}
    assert asked(index, And((word("醉酒"), Not(word("逃逸"))))) == {"a"}
    assert asked(index, Statute("刑法")) == asked(index, Statute("刑法", 133)) == {"b"}
    assert asked(index, Statute("刑法", 134)) == set()
    assert asked(index, Cause("驾驶")) == {"a"}
    assert asked(index, Court("乙")) == {"b", "c"}
    assert asked(index, Number("2018赣1刑初1")) == {"b"}
    assert asked(index, Days(DAY + 1, DAY + 9)) == {"b"}
    assert asked(index, Pattern("醉*")) == asked(index, Pattern("*酒")) == {"a", "b"}
    assert asked(index, Pattern("*.*")) == set()
    assert index.with_number("2018赣1刑初1") == ["b"]


def test_names_that_no_dictionary_holds_are_found_in_titles(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([Entry("a", {Body.TITLE: name_pairs("应国平交通肇事案")})])
    assert asked(index, Term("应国平")) == {"a"}
    assert asked(index, Term("应国强")) == set()


def test_what_a_word_tells_of_the_cause(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    cases = [entry(f"d{number}", "车辆 道路", causes=("危险驾驶罪",)) for number in range(400)]
    index.update(cases + [entry(f"t{number}", "车辆 撬锁", causes=("盗窃罪",)) for number in range(400)])
    known = index.statistics({Body.FACTS: ["车辆", "撬锁", "无此词"]})
    assert known.frequency[Body.FACTS] == {"车辆": 800, "撬锁": 400, "无此词": 0}
    assert known.telling["撬锁"] > 0.6 > 0.01 > known.telling["车辆"]
    assert "无此词" not in known.telling


def test_the_folder_is_the_users_alone(index: WhooshIndex) -> None:
    assert stat.S_IMODE(index.folder.stat().st_mode) == 0o700 or os.name == "nt"


def test_stays_what_it_is_when_opened_again(index: WhooshIndex) -> None:
    again = open_index(index.folder, "words")
    assert (again.identity, again.cases, again.damaged) == (index.identity, 3, False)


def test_under_another_dictionary_the_old_index_goes_on_answering(index: WhooshIndex) -> None:
    again = open_index(index.folder, "other words")
    assert (again.identity, again.words, again.cases) == (index.identity, "words", 3)
    again.take_words("other words")
    assert open_index(index.folder, "other words").words == "other words"


@pytest.mark.parametrize("ending", [".toc", ".dic", ".col", ".json"])
@pytest.mark.parametrize("damage", ["cut", "foreign"])
def test_a_damaged_file_is_noticed_and_the_index_begins_anew(index: WhooshIndex, ending: str, damage: str) -> None:
    index.close()
    path = max((path for path in index.folder.iterdir() if path.suffix == ending), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3] if damage == "cut" else os.urandom(len(data)))
    again = open_index(index.folder, "words")
    assert again.identity != index.identity
    assert (again.damaged, again.cases) == (True, 0)


@pytest.mark.parametrize("ending", ["ids", "cod", "row", "pos"])
def test_a_turned_bit_is_noticed_before_it_is_used(tmp_path: Path, ending: str) -> None:
    index = open_index(tmp_path / "index", "words")
    common = [entry(f"c{number:02}", "共同 之处") for number in range(40)]
    index.update([*common, entry("r", "罕见 之处")])
    index.close()
    path = next(index.folder.glob(f"*.{ending}"))
    data = bytearray(path.read_bytes())
    data[64] ^= 1  # the first byte of the first array
    path.write_bytes(data)
    again = open_index(index.folder, "words")
    with pytest.raises(IndexDamaged):
        asked(again, Or((Term("罕见", ("罕见",)), Phrase("共同之处", ("共同", "之处")))))


def test_few_segments_and_no_litter(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    (tmp_path / "MAIN_killed.ids").write_bytes(b"left by a killed writer")
    for number in range(20):
        index.update([entry(f"{number:02}", f"共同 词{number}")])
    assert len(found(index, "共同")) == 20
    assert found(index, "词7") == ["07"]
    segments = {path.name.split(".")[0] for path in tmp_path.glob("MAIN_*.dic")}
    assert len(segments) <= MOST
    assert not (tmp_path / "MAIN_killed.ids").exists()


def test_an_idle_hour_folds_what_is_scattered(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    for number in range(6):
        index.update([entry(f"{number}", f"共同 词{number}")])
    index.update([], gone=["3"])
    with pytest.raises(Cancelled):
        index.tidy(cancelled=lambda: True)
    told: list[str] = []
    assert [index.tidy(told.append)] == told
    assert len(list(tmp_path.glob("MAIN_*.dic"))) == 1
    assert sorted(found(index, "共同")) == ["0", "1", "2", "4", "5"]
    assert index.tidy() is None


def test_searching_goes_on_while_writing(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([entry("first", "共同")])
    stop, seen, faults = threading.Event(), [], []

    def ask() -> None:
        while not stop.is_set():
            try:
                seen.append(len(found(index, "共同")))
            except IndexDamaged as error:
                faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(12):
        index.update([entry(str(number), "共同")])
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults
    assert min(seen) >= 1
    assert len(found(index, "共同")) == 13


@pytest.mark.parametrize("recent", [0, DAY + 9])
def test_nothing_to_look_in_for_or_nothing_wanted_finds_nothing(
    index: WhooshIndex, tmp_path: Path, recent: int
) -> None:
    bag = {Body.FACTS: {"醉酒": 1.0, "共同": 1.0}}
    assert open_index(tmp_path / "empty", "words").candidates(bag, one, 9, None, recent) == {}
    assert index.candidates({}, one, 9, None, recent)["all"] == ((), 0)
    assert index.candidates({Body.FACTS: {"共同": 1.0}}, one, 9, None, recent)["all"] == ((), 0)
    assert index.candidates(bag, one, 0, None, recent)["all"] == ((), 2)
    assert index.search(Term("醉酒", ("醉酒",)), one, 0)["all"] == ((), 2)


def test_while_it_is_held_it_answers_as_before_whatever_is_asked(index: WhooshIndex) -> None:
    again = open_index(index.folder, "words")
    asking: list[Question] = [
        Number("2018赣1刑初1"),
        Pattern("驾*"),
        Statute("刑法", 133),
        Court("乙"),
        Phrase("", ("驾驶", "驾驶")),
    ]
    with again.held():
        index.update([entry("d", "醉酒 驾驶 驾驶", court="乙法院", day=DAY, numbers=("1",))], gone=["a", "b"])
        index.tidy()
        assert [asked(again, question) for question in asking] == [{"b"}, {"a"}, {"b"}, {"b", "c"}, {"a"}]
        assert found(again, "醉酒", narrowing=Narrowing(until=DAY)) == ["a"]
        again.close()
        assert found(again, "醉酒") == ["d"]
    assert asked(again, asking[4]) == {"d"}


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32))
def test_the_order_does_not_depend_on_how_cases_are_spread_over_segments(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    dice, folder = random.Random(seed), tmp_path_factory.mktemp("spread")
    cases = [random_entry(dice, key) for key in KEYS]
    cases += [dataclasses.replace(case, key=f"重{case.key}") for case in cases[:20]]
    dice.shuffle(cases)
    spread, whole = open_index(folder / "spread", "words"), open_index(folder / "whole", "words")
    for first in range(0, len(cases), 7):  # folded together now and then
        spread.update(cases[first : first + 7])
    whole.update(cases)
    for limit, recent in ((1, 0), (3, DAY + 1), (len(cases), 0)):
        bag = random_bag(dice)
        lanes = [index.candidates(bag, lambda origin: origin.court, limit, None, recent) for index in (spread, whole)]
        order = [{name: [case.key for case in lane.best] for name, lane in some.items()} for some in lanes]
        assert order[0] == order[1]


def test_a_search_can_be_cancelled(index: WhooshIndex) -> None:
    with pytest.raises(Cancelled):
        index.candidates({Body.FACTS: {"醉酒": 1.0}}, one, 10, cancelled=lambda: True)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=30), min_size=2, max_size=12))
def test_scores_are_whooshs_own_bm25f(tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("index")
    index = open_index(folder, "words")
    half = len(texts) // 2
    entries = [entry(str(number), " ".join(words)) for number, words in enumerate(texts)]
    index.update(entries[:half])
    index.update(entries[half:])
    best = index.candidates({Body.FACTS: {"甲": 1.0, "乙": 1.0}}, one, 100).get("all")
    ours = {case.key: case.score for case in best.best} if best else {}
    with open_dir(str(folder), indexname="MAIN", schema=schema.schema()).searcher(
        weighting=scoring.BM25F()
    ) as searcher:
        query = AnyOf([WhooshTerm("facts", "甲"), WhooshTerm("facts", "乙")])
        keys = [
            key
            for reader, _ in searcher.reader().leaf_readers()
            for key in reader.column_reader("key", translate=False)
        ]
        theirs = {keys[hit.docnum].decode(): hit.score for hit in searcher.search(query, limit=None)}
    assert ours == pytest.approx(theirs, rel=1e-4)


def test_half_a_character_finds_nothing_and_harms_nothing(index: WhooshIndex) -> None:
    assert found(index, "\udcff") == []
    assert asked(index, Or((Term("\udcff", ("\udcff",)), Term("醉酒", ("醉酒",))))) == {"a", "b"}


def test_too_many_open_files_are_no_damage(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    index.close()
    with monkeypatch.context() as patched:
        patched.setattr(OpenFiles, "open_file", full)
        with pytest.raises(DiskTrouble):
            open_index(index.folder, "words")
    again = open_index(index.folder, "words")
    assert (again.identity, again.cases) == (index.identity, 3)


def test_a_merge_while_opening_is_no_damage(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_index(index.folder, "words")
    read = TOC.read.__func__

    def read_and_merged(cls: object, /, files: object, *rest: object, **options: object) -> object:
        toc = read(cls, files, *rest, **options)
        monkeypatch.undo()
        writer.update([entry(key, "盗窃") for key in "abc"])  # the old segment is empty now, and swept
        writer.update([entry("d", "盗窃")])
        return toc

    monkeypatch.setattr(TOC, "read", classmethod(read_and_merged))
    again = open_index(index.folder, "words")
    assert (again.identity, again.damaged, again.cases) == (index.identity, False, 4)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_folder_that_others_could_write_into_is_not_read(index: WhooshIndex) -> None:
    index.folder.chmod(0o777)
    again = open_index(index.folder, "words")
    assert (again.identity != index.identity, again.cases) == (True, 0)
    assert stat.S_IMODE(index.folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_folder_of_another_user_is_refused(index: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: -1)
    with pytest.raises(DiskTrouble):
        open_index(index.folder, "words")
    assert list(index.folder.glob("*.toc"))


def test_a_merge_while_a_question_is_asked_is_no_damage(index: WhooshIndex) -> None:
    before = found(index, "醉酒")
    index.update([])  # nothing of the new snapshot is read yet

    def lane(_: Origin) -> str:
        if not moved:  # the files of the snapshot that is asked are merged away, and swept by the writer after
            moved.append(True)
            for number in range(12):
                index.update([entry(f"n{number}", "交通事故")])
            index.tidy()
            index.update([])
        return "all"

    moved: list[bool] = []
    lanes = index.candidates({Body.FACTS: {"醉酒": 1.0}}, lane, 10, Narrowing(since=1))
    assert moved
    assert {one.key for one in lanes["all"].best} == set(before)


@pytest.mark.parametrize("name", ["court", "authority", "key"])
def test_a_column_that_is_damaged_after_the_index_was_opened_is_noticed(index: WhooshIndex, name: str) -> None:
    fresh = WhooshIndex.load(index.folder)
    (path,) = index.folder.glob(f"*.{name}.col")
    path.write_bytes(path.read_bytes()[:3])
    with pytest.raises(IndexDamaged):
        found(fresh, "醉酒")


def test_of_what_is_purged_no_word_is_left_in_any_file(tmp_path: Path) -> None:
    index = open_index(tmp_path, "words")
    index.update([entry(f"k{number}", f"盗窃 旧词{number}") for number in range(4)])
    index.update([entry(f"m{number}", "抢劫") for number in range(20)])
    index.update([entry("k1", "改后")], ["k0"])
    untouched = {path for path in tmp_path.glob("MAIN_*") if "抢劫".encode() in path.read_bytes()}
    assert index.purge(["k0", "k1"]) is not None
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert ["旧词0".encode() in left, "旧词1".encode() in left, "旧词2".encode() in left] == [False, False, True]
    assert untouched <= set(tmp_path.iterdir())
    assert sorted(found(index, "盗窃", "改后")) == ["k1", "k2", "k3"]
    assert index.purge(["k0", "k1"]) is None
    index.check()
