"""Of a case that is 不公开 nothing is left on this machine once the sync has ended, but what the judge adopted."""

import json
from datetime import date
from pathlib import Path

import pytest
from fakes.feed import Court, published
from fakes.files import JUDGMENT, record

from localdb.engine import matters
from localdb.engine.alarms import alarms
from localdb.engine.erasing import erase
from localdb.engine.import_cases import import_cases
from localdb.engine.index_backlog import drain_index
from localdb.engine.search import search
from localdb.engine.workspace import Workspace
from localdb.index.postings import hashes_of
from localdb.model.feed import Withdrawal
from localdb.model.kinds import Section
from localdb.model.library import ImportSummary, Refusal
from localdb.model.matter import Adoption, Matter
from localdb.model.similar import SearchRequest
from localdb.sync.shards import Put, Withdraw

WORD = "氟利昂"  # one that no other case has
SECRET = JUDGMENT.replace("钢材", WORD)
OTHER, THIRD = (JUDGMENT.replace("1234号", number) for number in ("77号", "88号"))
HIDE = Withdraw("1", Withdrawal.HIDDEN, date(2026, 11, 2))


@pytest.fixture
def ws(ws: Workspace, court: Court) -> Workspace:
    published(ws, court, Put(record("1", SECRET)), Put(record("2", OTHER)))
    return ws


def found(ws: Workspace, words: str) -> set[str]:
    return {hit.card.key for group in search(ws, SearchRequest(words)).groups for hit in group.hits}


def traces(ws: Workspace, body: bytes) -> list[str]:
    """Return which files hold the word, its hash, or a piece of the stored text."""
    pieces = [WORD.encode(), hashes_of([WORD]).tobytes(), *(body[at : at + 24] for at in range(0, len(body) - 24, 24))]
    files = [file for file in ws.data.rglob("*") if file.is_file()]
    return [file.name for file in files if any(piece in file.read_bytes() for piece in pieces)]


def body_of(ws: Workspace, key: str) -> bytes:
    sql = "SELECT body FROM texts JOIN cases USING (number) WHERE key = ?"
    return bytes(ws.library.store.value(sql, (key,)))


def imported(ws: Workspace, folder: Path, *records: dict[str, object]) -> ImportSummary:
    file = folder / "own.jsonl"
    file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in records))
    summary, _ = import_cases(ws, [file])
    drain_index(ws)
    return summary


def test_no_file_holds_a_word_of_it(ws: Workspace, court: Court) -> None:
    matter, _ = matters.create_matter(ws, Matter(title="某案"))
    matters.adopt(ws, Adoption(matter.number, "feed/national:1", Section.REASONING, "本院认为", "引", 0, 4))
    (ws.data / "library.db.v2.bak").write_bytes(SECRET.encode())  # from before an upgrade
    body = body_of(ws, "feed/national:1")
    assert found(ws, WORD) == {"feed/national:1"}
    assert len(traces(ws, body)) > 2
    published(ws, court, HIDE)
    assert traces(ws, body) == []
    assert found(ws, WORD) == set()
    assert found(ws, "买卖合同") == {"feed/national:2"}
    (alarm,) = alarms(ws, matter.number)
    assert alarm.status is Withdrawal.HIDDEN
    assert [each.text for each in matters.adoptions(ws, matter.number)] == ["本院认为"]


def test_copies_that_the_user_imported_go_with_it(ws: Workspace, court: Court, tmp_path: Path) -> None:
    near = SECRET + "书记员　丁"
    imported(ws, tmp_path, record("1", SECRET) | {"id": "own"}, record("1", near) | {"id": "near"})
    bodies = [body_of(ws, key) for key in ws.library.keys(folded=True) if key.endswith((":1", "near"))]
    assert len(bodies) == 2
    published(ws, court, HIDE)
    assert [traces(ws, body) for body in bodies] == [[], []]
    assert found(ws, WORD) == set()


def typical(ident: str) -> Put:
    told = {
        "id": ident,
        "doc_type": "典型案例",
        "source": "最高人民法院",
        "title": f"{WORD}买卖案",
        "gist": "应当付款。",
    }
    return Put(record("t", SECRET) | told)


def test_what_the_centre_made_not_public_comes_from_no_other_court(ws: Workspace, court: Court) -> None:
    body = body_of(ws, "feed/national:1")
    published(ws, court, typical("tc"))
    published(ws, court, HIDE, Withdraw("tc", Withdrawal.HIDDEN, HIDE.since))
    summary = published(ws, court, typical("bj"), Put(record("1", SECRET)), Put(record("9", THIRD)), role="110000")
    told = [(each.shard[:6], each.line, each.refusal, each.detail) for each in summary.rejections]
    assert told == [("110000", 1, Refusal.TAKEN_BACK, "不公开"), ("110000", 2, Refusal.TAKEN_BACK, "不公开")]
    assert (summary.read, summary.added, summary.rejected, summary.news) == (3, 1, 2, ())
    assert (traces(ws, body), found(ws, WORD)) == ([], set())
    assert published(ws, court, typical("tc")).news[0].title == f"{WORD}买卖案"
    assert published(ws, court, typical("bj"), role="110000").rejected == 0


def test_what_the_centre_makes_not_public_goes_from_every_court(ws: Workspace, court: Court) -> None:
    matter, _ = matters.create_matter(ws, Matter(title="某案"))
    published(ws, court, Put(record("1", SECRET + "书记员　丁")), role="110000")
    published(ws, court, Put(record("1", SECRET) | {"id": "twin"}), role="360000")
    matters.adopt(ws, Adoption(matter.number, "feed/360000:twin", Section.REASONING, "本院认为", "引", 0, 4))
    bodies = [body_of(ws, key) for key in ("feed/national:1", "feed/110000:1")]
    assert len(traces(ws, bodies[1])) > 1
    published(ws, court, HIDE)
    assert ([traces(ws, body) for body in bodies], found(ws, WORD)) == ([[], []], set())
    (alarm,) = alarms(ws, matter.number)
    assert (alarm.case_key, alarm.status, alarm.elsewhere) == ("feed/360000:twin", Withdrawal.HIDDEN, "")
    published(ws, court, Put(record("1", SECRET)))
    assert (found(ws, WORD), alarms(ws, matter.number)) == ({"feed/national:1"}, ())


def test_what_one_high_court_made_not_public_stands_where_the_centre_gives_it(ws: Workspace, court: Court) -> None:
    published(ws, court, Put(record("1", SECRET)), role="110000")
    published(ws, court, HIDE, role="110000")
    assert published(ws, court, Put(record("1", SECRET) | {"id": "again"}), role="360000").rejected == 0
    assert found(ws, WORD) == {"feed/national:1"}
    assert ws.library.cards(["feed/national:1"])["feed/national:1"].marks[0].values[2] == "110000"


def test_a_file_of_an_older_leian_is_written_anew(ws: Workspace, court: Court) -> None:
    body = body_of(ws, "feed/national:1")
    ws.library.store.execute("PRAGMA secure_delete = OFF")
    ws.library.store.execute("DELETE FROM meta WHERE name = 'erases'")
    published(ws, court, HIDE)
    assert traces(ws, body) == []


def test_what_a_reader_kept_from_being_erased_is_erased_by_the_next_drain(ws: Workspace, court: Court) -> None:
    body = body_of(ws, "feed/national:1")
    ws.library.store.db.execute("PRAGMA busy_timeout = 100")
    reader = Workspace.open(ws.data, ws.resources)
    reader.library.store.db.execute("BEGIN")
    assert reader.library.count() == 2
    published(ws, court, HIDE)
    assert ws.library.to_erase() == ["feed/national:1"]
    reader.library.store.db.execute("ROLLBACK")
    reader.close()
    drain_index(ws)
    assert (ws.library.to_erase(), traces(ws, body)) == ([], [])
    erase(ws)


def test_it_cannot_be_imported_again_and_the_reason_is_told(ws: Workspace, court: Court, tmp_path: Path) -> None:
    imported(ws, tmp_path, record("1", SECRET) | {"id": "own"})
    published(ws, court, HIDE)
    summary = imported(ws, tmp_path, record("1", SECRET) | {"id": "own"}, record("1", SECRET) | {"id": "new"})
    told = [(each.line, each.refusal, each.detail) for each in summary.rejections]
    assert told == [(1, Refusal.TAKEN_BACK, "不公开"), (2, Refusal.TAKEN_BACK, "不公开")]
    assert (summary.read, summary.rejected, found(ws, WORD)) == (2, 2, set())
    published(ws, court, Put(record("1", SECRET)))
    assert imported(ws, tmp_path, record("1", SECRET) | {"id": "new"}).rejected == 0
    assert found(ws, WORD) == {"feed/national:1"}
