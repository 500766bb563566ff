"""The words of a file come in whole, or a typed error says why not."""

from pathlib import Path

import pytest
from fakes.files import JUDGMENT, html, pdf, word

from localdb.engine.read_words import read_words
from localdb.model.errors import FileMissing, FileUnreadable


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("起诉状.docx", word()),
        ("起诉状.txt", JUDGMENT.encode("gb18030")),
        ("起诉状.html", html()),
    ],
)
def test_the_words_of_each_kind_come_in(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "".join(read_words(tmp_path / name).split()) == "".join(JUDGMENT.split())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "empty"),
        ("坏.docx", b"PK\x03\x04 no zip", "unreadable"),
        ("旧.doc", b"\xd0\xcf\x11\xe0", "unknown_kind"),
        ("扫描.pdf", pdf([[]]), "no_text"),
        ("长.txt", "长文。".encode() * 100, "too_large"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileUnreadable) as refused:
        read_words(tmp_path / name, most=200)
    assert (refused.value.path, refused.value.reason) == (tmp_path / name, reason)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_words(tmp_path / "没有.docx")
