"""A shard gives back what was put in, and never more than was signed, whatever lies in the file."""

import io
from datetime import date

import pytest
import zstandard

from localdb.model.errors import ShardDamaged
from localdb.model.feed import Withdrawal
from localdb.sync import shards
from localdb.sync.shards import Line, Model, Operation, Packed, Put, Shard, ShardName, Table, Withdraw, pack, read

NAME = ShardName("national", 3, 3)
OPERATIONS: list[Operation] = [
    Put({"id": "甲1", "full_text": "中华人民共和国最高人民法院"}),
    Withdraw("乙2", Withdrawal.HIDDEN, date(2026, 11, 2), "", "涉及未成年人"),
    Table("laws", {"laws": [{"name": "中华人民共和国民法典"}]}),
    Model("labels", bytes(range(256))),
]


def shard_of(packed: Packed) -> Shard:
    return Shard(NAME, "cases", packed.operations, packed.raw)


def lines_of(packed: Packed, shard: Shard | None = None) -> list[Line]:
    return list(read(io.BytesIO(packed.data), shard or shard_of(packed)))


def packed_of(text: bytes, operations: int) -> Packed:
    return Packed(zstandard.compress(text), operations, len(text))


def test_what_is_packed_is_read() -> None:
    (packed,) = pack(OPERATIONS)
    assert [line.operation for line in lines_of(packed)] == OPERATIONS
    assert [line.number for line in lines_of(packed)] == [1, 2, 3, 4]


def test_the_same_line_has_the_same_digest_and_another_line_another() -> None:
    (first,), (second,) = pack(OPERATIONS[:1]), pack(OPERATIONS[:1] * 2)
    one, (two, three) = lines_of(first)[0].digest, [line.digest for line in lines_of(second)]
    assert one == two == three != lines_of(next(pack(OPERATIONS[1:])))[0].digest


def test_what_is_signed_comes_back_from_its_custom() -> None:
    shard = Shard(ShardName("110000", 1, 40), "cases", 9, 1234)
    assert Shard.of("110000/00000001-00000040.jsonl.zst", shard.custom) == shard
    assert shard.name.path == "110000/00000001-00000040.jsonl.zst"


def test_limits_begin_a_new_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_OPERATIONS", 3)
    assert [packed.operations for packed in pack(OPERATIONS)] == [3, 1]


def test_a_record_too_long_is_refused_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LONGEST_LINE", 100)
    with pytest.raises(ShardDamaged) as told:
        list(pack([*OPERATIONS[:1], Put({"id": "长" * 100})]))
    assert (told.value.reason, told.value.line) == ("line", 2)


@pytest.mark.parametrize(
    "path",
    [
        "../national/00000001-00000001.jsonl.zst",
        "national/../00000001-00000001.jsonl.zst",
        "national/00000002-00000001.jsonl.zst",
        "national/00000000-00000001.jsonl.zst",
        "national/1-1.jsonl.zst",
        "national/00000001-00000001.jsonl.zst\n",
        "/national/00000001-00000001.jsonl.zst",
        "national\\00000001-00000001.jsonl.zst",
        "710/00000001-00000001.jsonl.zst",
        "national/0000000１-00000001.jsonl.zst",
    ],
)
def test_names_that_are_none_are_refused(path: str) -> None:
    with pytest.raises(ShardDamaged, match="name"):
        ShardName.of(path)


@pytest.mark.parametrize(
    "change",
    [{"from": 2}, {"raw": 2**27}, {"operations": 10_001}, {"raw": -1}, {"raw": True}, {"kind": None}, {"format": "1"}],
)
def test_what_is_signed_must_fit(change: dict[str, object]) -> None:
    custom = Shard(NAME, "cases", 1, 10).custom | change
    with pytest.raises(ShardDamaged, match="custom"):
        Shard.of(NAME.path, custom)


def test_kinds_and_formats_of_later_versions_are_told_apart() -> None:
    later = Shard(NAME, "cases", 1, 2**30, format=2)
    assert not Shard.of(NAME.path, later.custom).known
    assert not Shard.of(NAME.path, Shard(NAME, "pictures", 1, 2**30).custom).known
    assert all(Shard(NAME, kind, 1, 1).known for kind in ("cases", "tables", "models"))


def test_a_bomb_is_stopped_at_the_signed_length() -> None:
    bomb = Packed(zstandard.compress(b"\n" * 2**26), 1, 1000)
    with pytest.raises(ShardDamaged, match="bomb"):
        lines_of(bomb)


@pytest.mark.parametrize(("data", "reason"), [(b"", "short"), (b"none at all", "zstd")])
def test_what_is_no_shard_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(ShardDamaged, match=reason):
        lines_of(Packed(data, 1, 100))


def test_a_shard_cut_short_is_told() -> None:
    (packed,) = pack(OPERATIONS)
    with pytest.raises(ShardDamaged, match=r"short|zstd"):
        lines_of(packed._replace(data=packed.data[:-10]))


@pytest.mark.parametrize("operations", [3, 5])
def test_another_number_of_operations_is_damage(operations: int) -> None:
    (packed,) = pack(OPERATIONS)
    with pytest.raises(ShardDamaged, match="operations"):
        lines_of(packed, shard_of(packed)._replace(operations=operations))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "json"),
        (b"[]", "object"),
        (b'{"a":' + b"[" * 300 + b"]" * 300 + b"}", "nested"),
        (b"\xff{}", "encoding"),
        (b'{"op":"erase","id":"1"}', "operation"),
        (b'{"op":"put","case":[]}', "operation"),
        (b'{"op":"withdraw","id":"1","status":"x","since":"2026-01-01"}', "operation"),
        (b'{"op":"withdraw","id":"1","status":"\xe6\x9b\xb4\xe6\xad\xa3","since":"2026-01-01"}', "operation"),
        (b'{"op":"withdraw","id":" ","status":"\xe5\x87\xba\xe5\xba\x93","since":"2026-01-01"}', "operation"),
        (b'{"op":"withdraw","id":"\\ud83d","status":"\xe5\x87\xba\xe5\xba\x93","since":"2026-01-01"}', "operation"),
        (b'{"op":"table","name":"../laws","rows":{}}', "operation"),
        (b'{"op":"model","name":"../labels","content":""}', "operation"),
        (b'{"op":"model","name":"labels","content":"no base64"}', "operation"),
        (b'{"op":"model","name":"labels","content":"\xe4\xb8\x80"}', "operation"),
    ],
)
def test_a_line_that_is_no_operation_is_named_and_the_rest_goes_on(line: bytes, reason: str) -> None:
    good = b'{"op":"put","case":{"id":"1"}}\n'
    first, bad, last = lines_of(packed_of(good + line + b"\n" + good, 3))
    assert (bad.number, bad.operation, bad.reason) == (2, None, reason)
    assert first.operation == last.operation == Put({"id": "1"})
