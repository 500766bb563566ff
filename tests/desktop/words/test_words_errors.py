import inspect
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.words import sentence
from localdb.model import errors

SAMPLES: tuple[errors.LeianError, ...] = (
    errors.FileMissing(Path("甲.docx")),
    errors.FileUnreadable(Path("甲.jsonl"), "encoding", 3),
    errors.FileUnreadable(Path("甲.jsonl"), "a reason of tomorrow"),
    errors.BadRecord("date", "date"),
    errors.BadRecord("case_type", "刑事/民事"),
    errors.BadQuery("empty"),
    errors.BadQuery("a reason of tomorrow", "AND"),
    errors.CaseMissing("来源:1"),
    errors.CaseDamaged(Path("library.db"), "来源:1"),
    errors.MatterMissing(7),
    errors.CourtUnknown("某某法院"),
    errors.ReportIncomplete(("检索主体", "结果运用情况")),
    errors.SecretMatter(),
    errors.KeyNeeded(),
    errors.KeyLost(Path("work.key.json")),
    errors.WorkLost(Path("work.db")),
    errors.WrongKey(),
    errors.NewerFile(Path("work.db"), 9, 1),
    errors.LibraryBusy(Path("lock")),
    errors.TooFewCases(12, 500),
    errors.WorkTaken(Path("数据")),
    errors.DiskTrouble(Path("甲.docx"), "full"),
    errors.DiskTrouble(Path("甲.docx"), "[Errno 5] Input/output error"),
    errors.CaseWithdrawn("某案", "（2020）京0105民初1号", "不公开", date(2026, 11, 2), "涉及未成年人"),
    errors.PolicyDamaged(Path("policy.toml"), "feed.addres"),
    errors.PolicyDamaged(Path("policy.toml"), ""),
    errors.PolicyFixes("feed.root"),
    errors.FeedUnset(("feed", "root")),
    errors.RootRefused(Path("root.json"), "trusted"),
    errors.RootRefused(Path("root.json"), "a reason of tomorrow"),
    errors.FeedUnreachable("https://feed/metadata/timestamp.json", "status", "503"),
    errors.FeedUnreachable("U:/", "a reason of tomorrow"),
    errors.FeedRefused("timestamp.json", "rollback"),
    errors.FeedRefused("timestamp.json", "a reason of tomorrow"),
    errors.FeedExpired("timestamp", datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)),
    errors.ClockWrong(datetime(2016, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)),
    errors.ShardDamaged("national/00000001-00000001.jsonl.zst", "bomb"),
    errors.ShardDamaged("national/00000001-00000001.jsonl.zst", "a reason of tomorrow", 3),
    errors.SyncBusy(Path("sync.lock")),
    errors.PublishFault("key_missing", "timestamp"),
    errors.PublishFault("a reason of tomorrow", "110000"),
    errors.Cancelled(),
    errors.UserFault(),
    errors.WorldFault(),
)


def _classes() -> list[type[errors.LeianError]]:
    found = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, errors.LeianError)]
    return [cls for cls in found if cls is not errors.LeianError]


@pytest.mark.parametrize("cls", _classes())
def test_every_error_has_a_sample_here(cls: type[errors.LeianError]) -> None:
    assert any(type(sample) is cls for sample in SAMPLES)


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: f"{type(error).__name__}")
def test_every_error_is_one_chinese_sentence_or_two(error: errors.LeianError) -> None:
    words = sentence(error)
    assert words.endswith("。")
    assert "\n" not in words
    assert not re.search(r"Errno|tomorrow|None|<class|Error", words)
    assert len(re.findall(r"[\u4e00-\u9fff]", words)) > 8


def test_the_place_and_the_reason_are_said() -> None:
    words = sentence(errors.FileUnreadable(Path("甲.jsonl"), "encoding", 3))
    assert "甲.jsonl" in words
    assert "第3行" in words
    assert "GB18030" in words


def test_a_bug_gets_an_apology_and_no_message() -> None:
    words = sentence(ValueError("text of a draft"))
    assert "抱歉" in words
    assert "draft" not in words


def test_missing_elements_are_named() -> None:
    assert "检索主体、结果运用情况" in sentence(errors.ReportIncomplete(("检索主体", "结果运用情况")))
