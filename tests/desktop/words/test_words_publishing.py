"""What an administrator reads: every reason has a sentence, every role a name, every fingerprint can be read out."""

from collections.abc import Callable

import pytest

from desktop.words import sentence
from desktop.words.publishing import _FAULTS, _NOTES, fingerprint, note_words, publish_lines, role_words, settled_lines
from localdb.model.errors import PublishFault
from localdb.model.publishing import FeedNote, PublishSummary, Settled


def test_every_reason_that_the_core_names_is_worded(core_keys: Callable[[str], set[str]]) -> None:
    assert core_keys("PublishFault") <= set(_FAULTS)
    assert core_keys("FeedNote") <= set(_NOTES)


@pytest.mark.parametrize("reason", sorted(_FAULTS))
def test_a_fault_is_a_clean_sentence_with_its_facts(reason: str) -> None:
    words = sentence(PublishFault(reason, "110000", "第二项", "第三项"))
    assert words.endswith("。")
    assert "{" not in words
    assert "None" not in words


def test_roles_are_named_for_people() -> None:
    assert role_words("110000") == "北京（110000）部分"
    assert role_words("timestamp") == "时间戳"
    assert "x" in role_words("x")


def test_a_fingerprint_is_read_out_in_fours() -> None:
    assert fingerprint("0123456789abcdef" * 4) == "0123 4567 89ab cdef 0123 4567 89ab cdef"


def test_what_is_awaited_is_said() -> None:
    (line,) = settled_lines(Settled((), ("snapshot", "timestamp")))
    assert "快照和时间戳密钥的保管人" in line


def test_nothing_to_do_is_said() -> None:
    assert publish_lines(PublishSummary()) == ["没有变化，无需发布。"]
    assert publish_lines(PublishSummary(read=3, unchanged=2, rejected=1)) == [
        "读取3件，新增0件，替换0件，未变2件，未收录1件。"
    ]


def test_a_model_that_went_out_is_named() -> None:
    assert publish_lines(PublishSummary(models=("labels",)))[0] == "发布案由预测模型。"


@pytest.mark.parametrize("kind", sorted(_NOTES))
def test_a_note_is_worded_with_its_facts(kind: str) -> None:
    assert "{" not in note_words(FeedNote(kind, ("120000", "二", "三")))
    assert "天津" in note_words(FeedNote(kind, ("120000", "二", "三")))
