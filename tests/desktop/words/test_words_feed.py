"""What a sync did is told in words a court would use, whatever comes."""

import re

import pytest

from desktop.words import feed_rejection_words, feed_trouble_words, sync_progress_words, sync_words
from localdb.model import errors as e
from localdb.model.feed import FeedRejection, FeedTrouble, SyncProgress, SyncStage, SyncSummary
from localdb.model.library import Refusal

TROUBLES = (
    FeedTrouble("national", "gap", ("11", "13")),
    FeedTrouble("national", "kind", ("models",)),
    FeedTrouble("110000", "format", ("110000/x",)),
    FeedTrouble("110000", "expired", ("2026-01-01",)),
    FeedTrouble("110000", "refused", ("signature",)),
    FeedTrouble("710", "delegation"),
    FeedTrouble("110000", "shard", ("110000/x", "bomb")),
    FeedTrouble("110000", "shard", ("110000/x", "length")),
    FeedTrouble("110000", "a reason of tomorrow", ("{", "}")),
)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.reason)
def test_every_trouble_is_one_sentence(trouble: FeedTrouble) -> None:
    words = feed_trouble_words(trouble)
    assert words.endswith("。")
    assert not re.search(r"tomorrow|[{}]", words)


def test_counts_are_told_in_the_three_words_of_the_court() -> None:
    words = sync_words(SyncSummary(added=3, replaced=2, withdrawn=1, shards=1))
    assert words == "新增3件，替换2件，撤回1件。"
    assert sync_words(SyncSummary(models=("labels",), shards=1)) == "收到案由预测模型。"
    assert sync_words(SyncSummary()) == "已是最新，没有新的更新。"
    assert "中止" in sync_words(SyncSummary(cancelled=True))
    lost = SyncSummary(added=2, shards=1, trouble=e.FeedUnreachable("https://x", "cut"))
    assert sync_words(lost) == "新增2件；同步没有完成，已完成的部分保留，下次接着进行。"
    assert sync_words(SyncSummary(troubles=(FeedTrouble("national", "gap"),))) == "案例库没有变化。"


@pytest.mark.parametrize("stage", SyncStage)
def test_every_stage_has_its_words(stage: SyncStage) -> None:
    assert re.search("[一-龥]", sync_progress_words(SyncProgress(stage, "national", 1, 2, 10, 20, 3, 4)))


def test_a_rejection_names_shard_and_line() -> None:
    words = feed_rejection_words(FeedRejection("national/x", 7, Refusal.NOT_JSON, "operation"))
    assert "national/x 第7行" in words
    assert "操作" in words
