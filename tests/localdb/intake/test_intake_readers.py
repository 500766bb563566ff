import errno
import io
import json
import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import zstandard
from fakes.files import JUDGMENT, html, json_lines, packed, pdf, record, swollen_word, word, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localdb.intake import Raw, Refused, files_in, read_file
from localdb.intake import json_lines as lines_room
from localdb.intake.json_lines import read_json_lines
from localdb.intake.markup import markup_text
from localdb.model.errors import FileMissing
from localdb.model.library import Refusal


def _read(tmp_path: Path, name: str, data: bytes) -> list[Raw | Refused]:
    return list(read_file(write(tmp_path, name, data)))


def _text(tmp_path: Path, name: str, data: bytes) -> str:
    (item,) = _read(tmp_path, name, data)
    assert isinstance(item, Raw), item
    return item.text


def _refusal(tmp_path: Path, name: str, data: bytes) -> tuple[Refusal, str]:
    (item,) = _read(tmp_path, name, data)
    assert isinstance(item, Refused)
    return item.refusal, item.detail


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", JUDGMENT.encode()),
        ("a.TXT", b"\xef\xbb\xbf" + JUDGMENT.encode()),
        ("a.txt", JUDGMENT.encode("gb18030")),
        ("a.txt", b"\xff\xfe" + JUDGMENT.encode("utf-16-le")),
        ("a.txt", JUDGMENT.replace("\n", "\r\n").encode()),
        ("a.html", html()),
        ("a.htm", html(charset="gb2312")),
        ("a.html", html().replace(b"charset=utf-8", b"")),
        ("a.docx", word()),
    ],
)
def test_every_kind_of_document_gives_the_same_text(tmp_path: Path, name: str, data: bytes) -> None:
    lines = [line.replace("\u3000", " ") for line in _text(tmp_path, name, data).splitlines()]
    assert lines == [line.replace("\u3000", " ") for line in JUDGMENT.splitlines()]


def test_tables_and_line_breaks_of_word_are_read(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.docx", word("第一段", ["甲", "乙"])).splitlines() == ["第一段", "甲", "乙"]


def test_heads_and_page_numbers_of_a_pdf_are_left_out(tmp_path: Path) -> None:
    pages = [
        ["Court of Beijing", f"page body {name} goes on", "and ends here", f"- {number} -"]
        for number, name in enumerate(["one", "two", "three", "four"], 1)
    ]
    text = _text(tmp_path, "a.pdf", pdf(pages))
    assert "Court of Beijing" not in text
    assert "- 2 -" not in text
    assert "page body three goes on" in text


def test_look_alikes_become_characters(tmp_path: Path) -> None:
    assert _text(tmp_path, "a.txt", "最⾼⼈⺠法院⻢某".encode()) == "最高人民法院马某"


def test_a_pdf_of_pictures_is_refused_as_such(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "a.pdf", pdf([[], []])) == (Refusal.NO_TEXT, "scanned")


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.txt", b"", Refusal.EMPTY),
        ("a.txt", b" \n\n", Refusal.EMPTY),
        ("a.txt", "\u3000\n".encode(), Refusal.NO_TEXT),
        ("a.txt", b"\x00\x01\x02\xff\xfe" * 100, Refusal.ENCODING),
        ("a.html", b"<html><script>x</script></html>", Refusal.NO_TEXT),
        ("a.html", "臺北地方法院判決".encode("big5") * 9, Refusal.ENCODING),
        ("a.docx", b"not a zip", Refusal.UNREADABLE),
        ("a.docx", word()[:-200], Refusal.UNREADABLE),
        ("a.pdf", b"%PDF-1.4 broken", Refusal.UNREADABLE),
        ("a.doc", b"\xd0\xcf\x11\xe0", Refusal.UNKNOWN_KIND),
        ("noending", b"x", Refusal.UNKNOWN_KIND),
        ("a.jsonl", b"", Refusal.EMPTY),
        ("a.jsonl", b"\n\n", Refusal.EMPTY),
        ("a.jsonl", b"\xff\xfe{\x00}\x00", Refusal.ENCODING),
        ("a.jsonl", b"[1]", Refusal.NOT_JSON),
        ("a.jsonl", b"{" * 100_000, Refusal.NOT_JSON),
        ("a.jsonl", b'{"id": 1, "date": "gestern"}', Refusal.BAD_FIELD),
        ("a.jsonl", b'{"full_text": "x"}', Refusal.NO_ID),
        ("a.jsonl.zst", b"no frame", Refusal.UNREADABLE),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, data: bytes, refusal: Refusal) -> None:
    assert _refusal(tmp_path, name, data)[0] is refusal


def test_a_word_file_that_swells_up_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "a.docx", swollen_word(2**27 + 2**20)) == (Refusal.TOO_LARGE, "bomb")


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e11;</d>'
    out = io.BytesIO()
    with ZipFile(io.BytesIO(word())) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    assert _refusal(tmp_path, "a.docx", out.getvalue())[0] is Refusal.UNREADABLE


def test_a_document_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(65 * 2**20)
    assert [item[1] for item in read_file(path)] == [Refusal.TOO_LARGE]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.zst"])
def test_json_lines_come_with_their_numbers(tmp_path: Path, name: str) -> None:
    data = b"\xef\xbb\xbf" + json_lines([record("1")]) + b"\n{broken\n" + json_lines([record("2")])
    items = _read(tmp_path, name, packed(data) if name.endswith("zst") else data)
    assert [(item.line, type(item)) for item in items] == [(1, Raw), (3, Refused), (4, Raw)]
    assert [item.case.id for item in items if isinstance(item, Raw) and item.case] == ["1", "2"]


def test_a_line_of_gb18030_is_read(tmp_path: Path) -> None:
    data = json.dumps(record("1"), ensure_ascii=False).encode("gb18030")
    (item,) = _read(tmp_path, "a.jsonl", data)
    assert isinstance(item, Raw)
    assert item.case
    assert "人民法院" in item.case.full_text


def test_a_line_too_long_is_skipped_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_room, "LONGEST_LINE", 20_000)
    data = json_lines([record("1"), record("2", "长" * 30_000), record("3")])
    items = _read(tmp_path, "a.jsonl", data)
    assert [(item.line, isinstance(item, Raw)) for item in items] == [(1, True), (2, False), (3, True)]
    assert items[1][1] is Refusal.TOO_LARGE


def test_a_truncated_archive_gives_what_it_holds(tmp_path: Path) -> None:
    whole = packed(json_lines(record(str(number), os.urandom(500).hex()) for number in range(2000)))
    items = _read(tmp_path, "a.jsonl.zst", whole[: len(whole) // 2])
    assert isinstance(items[0], Raw)
    assert items[-1][:3] == (0, Refusal.UNREADABLE, "truncated")


def test_several_frames_are_one_file(tmp_path: Path) -> None:
    data = packed(json_lines([record("1")])) + packed(json_lines([record("2")]))
    assert len(_read(tmp_path, "a.jsonl.zst", data)) == 2


def test_a_zstd_bomb_is_stopped(tmp_path: Path) -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(2**28))
    assert _read(tmp_path, "a.jsonl.zst", bomb)[-1][1:3] == (Refusal.TOO_LARGE, "bomb")


def test_escapes_of_half_characters_do_no_harm(tmp_path: Path) -> None:
    data = b'{"id": "1", "full_text": "\\ud83d\\u0000x", "k\\udc00": ["\\udfff", {"a": "\\u0001"}]}'
    (item,) = _read(tmp_path, "a.jsonl", data)
    assert isinstance(item, Raw)
    assert item.case
    assert json.dumps([item.case.full_text, dict(item.case.extra)], ensure_ascii=False).encode()


def test_folders_are_unfolded_in_order(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside.txt", b"x")
    folder = tmp_path / "in"
    for name in ("b.txt", "a/z.txt", "a/c.txt", ".hidden", ".git/d.txt"):
        write(folder, name, b"x")
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    found = [path.relative_to(folder).as_posix() for path in files_in([folder, folder / "b.txt"])]
    assert found == ["b.txt", "a/c.txt", "a/z.txt"]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as missing:
        files_in([tmp_path / "nothing"])
    assert missing.value.path == tmp_path / "nothing"


_WHOLE = {
    ".jsonl": json_lines([record("1"), record("2")]),
    ".jsonl.zst": packed(json_lines([record("1"), record("2")])),
    ".docx": word("一\n二", ["三", "四"]),
    ".txt": JUDGMENT.encode(),
    ".html": html(),
    ".pdf": pdf([["one", "two"]]),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ending=st.sampled_from(sorted(_WHOLE)),
    garbage=st.binary(max_size=300),
    cut=st.floats(0, 1),
    keep=st.booleans(),
    rest=st.booleans(),
)
def test_no_bytes_break_a_reader(
    tmp_path: Path, ending: str, garbage: bytes, cut: float, keep: bool, rest: bool
) -> None:
    whole = _WHOLE[ending]
    place = int(len(whole) * cut)
    data = (whole[:place] if keep else b"") + garbage + (whole[place:] if rest else b"")
    assert all(isinstance(item, Raw | Refused) for item in _read(tmp_path, f"a{ending}", data))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), garbage=st.binary(max_size=40), drop=st.integers(0, 40))
def test_no_xml_breaks_the_reader_of_word(tmp_path: Path, place: float, garbage: bytes, drop: int) -> None:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(_WHOLE[".docx"])) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                at = int(len(part) * place)
                part = part[:at] + garbage + part[at + drop :]
            new.writestr(name, part)
    assert len(_read(tmp_path, "a.docx", out.getvalue())) == 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![CDATA[", "</p", "<p "])
def test_tags_that_never_close_are_read_in_one_pass(piece: str) -> None:
    text = markup_text(f"<p>案情</p>{piece * 200_000}")
    assert text.startswith("案情")


def test_nesting_that_no_record_has_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_text('{"id": "1", "full_text": "x", "z": ' + "[" * 980 + "]" * 980 + "}")
    (refused,) = read_json_lines(path)
    assert isinstance(refused, Refused)
    assert (refused.line, refused.refusal) == (1, Refusal.NOT_JSON)


def test_a_folder_that_cannot_be_read_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "甲/a.txt", b"x")
    write(tmp_path, "乙/b.txt", b"x")
    scan = os.scandir

    def shut(path: str) -> Any:
        if str(path).endswith("乙"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", shut)
    files = files_in([tmp_path])
    assert files == [tmp_path / "甲" / "a.txt", tmp_path / "乙"]
    refused = next(read_file(files[1]))
    assert isinstance(refused, Refused)
    assert (refused.refusal, refused.detail) == (Refusal.UNREADABLE, "folder")
