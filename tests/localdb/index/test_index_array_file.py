import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from localdb.index.array_file import BLOCK, ArrayFile, ArrayFileWriter
from localdb.index.port import IndexDamaged
from localdb.model.errors import Cancelled

KINDS = ("|u1", "<u2", "<u4", "<u8")
# Empty ones, small ones, and such as fill a block exactly, nearly, or several of them.
SIZES = st.sampled_from([0, 1, 2, 63, 64, 1000, BLOCK // 4 - 16, BLOCK // 2 - 8, BLOCK - 16, BLOCK, BLOCK + 1])
ARRAYS = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.tuples(st.sampled_from(KINDS), st.lists(SIZES, min_size=1, max_size=3), st.integers(0, 2**32)),
    max_size=4,
)
Written = dict[str, NDArray[np.unsignedinteger]]
EVERY_TIME = settings(deadline=None, max_examples=60)


def write(path: Path, arrays: dict[str, tuple[str, list[int], int]]) -> Written:
    writer, written = ArrayFileWriter(path), {}
    for name, (kind, sizes, seed) in arrays.items():
        dice = np.random.default_rng(seed)
        parts = [dice.integers(0, np.iinfo(kind).max, size, kind, endpoint=True) for size in sizes]
        for part in parts:
            writer.append(name, part)
        written[name] = np.concatenate(parts)
    writer.close()
    return written


def small(path: Path) -> bytes:
    """Write a file of three blocks and return its bytes."""
    write(
        path, {"a": ("<u4", [5, BLOCK // 4], 1), "b": ("|u1", [0], 2), "c": ("<u8", [100], 3), "d": ("<u2", [BLOCK], 4)}
    )
    return path.read_bytes()


@EVERY_TIME
@given(arrays=ARRAYS)
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, arrays: dict) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.mktemp("file") / "f"
    written = write(path, arrays)
    file = ArrayFile(path)
    assert file.names() == list(written)
    for name, values in written.items():
        np.testing.assert_array_equal(file.array(name, arrays[name][0]), values)
        file.sure(name, np.array([0]), np.array([len(values)]))
    file.verify()


@EVERY_TIME
@given(seed=st.integers(0, 2**32))
def test_any_range_that_was_not_turned_is_sure(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    path = tmp_path_factory.mktemp("file") / "f"
    write(path, {"a": ("<u4", [3 * BLOCK], seed)})
    data, dice = bytearray(path.read_bytes()), random.Random(seed)
    turned = dice.randrange(3 * BLOCK)
    data[64 + 4 * turned] ^= 1
    path.write_bytes(data)
    file = ArrayFile(path)
    first, last = sorted((dice.randrange(3 * BLOCK), dice.randrange(3 * BLOCK) + 1))
    same_block = (
        first * 4 + 64 < ((turned * 4 + 64) // BLOCK + 1) * BLOCK and last * 4 + 64 > (turned * 4 + 64) // BLOCK * BLOCK
    )
    if last > first and same_block:
        with pytest.raises(IndexDamaged):
            file.sure("a", np.array([first]), np.array([last]))
    else:
        file.sure("a", np.array([first]), np.array([last]))


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_any_turned_bit_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("file") / "f"
    content = bytearray(small(path))
    # the head and the directory are few bytes of many: they are tried as often as the rest
    end = len(content)
    place = data.draw(st.one_of(st.integers(0, 16), st.integers(end - 300, end - 1), st.integers(0, end - 1)))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        ArrayFile(path).verify()


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_cut_or_longer_file_is_noticed_when_it_is_opened(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("file") / "f"
    content = small(path)
    end = len(content)
    length = data.draw(st.one_of(st.integers(0, 64), st.integers(end - 300, end - 1), st.integers(0, end - 1)))
    longer = content + content[: data.draw(st.integers(1, 64))]
    path.write_bytes(data.draw(st.sampled_from([content[:length], longer])))
    with pytest.raises(IndexDamaged):
        ArrayFile(path)


def test_a_file_that_was_not_made_whole_or_is_another_kind_of_array_is_not_read(tmp_path: Path) -> None:
    writer = ArrayFileWriter(tmp_path / "half")
    writer.append("a", np.arange(9, dtype="<u4"))
    writer.abandon()
    with pytest.raises(IndexDamaged):
        ArrayFile(tmp_path / "half")
    small(tmp_path / "whole")
    with pytest.raises(IndexDamaged):
        ArrayFile(tmp_path / "whole").array("a", "<u8")
    with pytest.raises(FileExistsError):
        ArrayFileWriter(tmp_path / "whole")


def test_reading_to_the_end_can_be_cancelled(tmp_path: Path) -> None:
    small(tmp_path / "f")
    with pytest.raises(Cancelled):
        ArrayFile(tmp_path / "f").verify(lambda: True)
