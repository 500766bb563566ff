"""The draft as a document: each line in its place, no word changed, nothing of it in the properties."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from fakes.printing import needs_office, printed
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import Line, Style, file_name, judgment_blocks, write_judgment
from localdb.model.matter import Matter

NOW = datetime(2026, 11, 20, 9)
DRAFT = """云海省望江市临川区人民法院
民 事 判 决 书
（2026）云0103民初88号
原告：张明，男，1980年5月6日出生。
被告：望江市恒达建材有限公司。
本院认为，依法成立的合同，对当事人具有法律约束力。
依照《中华人民共和国民法典》第五百七十七条之规定，判决如下：
一、被告于本判决生效之日起十日内支付原告货款860000元。
如不服本判决，可以在判决书送达之日起十五日内上诉于云海省望江市中级人民法院。
审判长 张三
审 判 员　李四一
人民陪审员：王五
二〇二六年十一月二十日
书记员 赵六
附：本判决适用的法律条文
《中华人民共和国民法典》第五百七十七条
"""


def styled(text: str, style: Style) -> list[str]:
    return [each.text for each in judgment_blocks(text) if isinstance(each, Line) and each.style is style]


def test_the_heading_is_court_title_and_number() -> None:
    assert styled(DRAFT, Style.TITLE) == ["云海省望江市临川区人民法院", "民 事 判 决 书"]
    assert styled(DRAFT, Style.CASE_NO) == ["（2026）云0103民初88号"]


def test_who_decided_stands_in_columns_with_the_day() -> None:
    assert styled(DRAFT, Style.SIGN) == [
        "",
        "审\u3000判\u3000长\u3000\u3000张\u3000三",
        "审\u3000判\u3000员\u3000\u3000李四一",
        "人民陪审员\u3000\u3000王\u3000五",
        "二〇二六年十一月二十日",
        "书\u3000记\u3000员\u3000\u3000赵\u3000六",
    ]
    assert styled(DRAFT, Style.FLUSH) == ["", "附：本判决适用的法律条文"]


@pytest.mark.parametrize("text", ["", "\n \n", "本院认为，应予支持。", "审判员 张三", "某法院\n民事判决书\n"])
def test_any_part_of_a_judgment_is_a_document(text: str) -> None:
    drawn = "".join(line.text for line in judgment_blocks(text) if isinstance(line, Line))
    assert "".join(drawn.split()) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*DRAFT.splitlines(), "", "一、", "审判员", "2026年1月1日"]), max_size=30).map("\n".join)
)
def test_no_word_is_lost_or_moved(text: str) -> None:
    drawn = "".join(line.text for line in judgment_blocks(text) if isinstance(line, Line))
    assert _words(drawn) == _words(text)


def _words(text: str) -> str:
    """Return a text without blanks and colons: 审判员：张三 is printed without its colon."""
    return "".join(text.split()).replace("：", "")


def test_a_line_that_several_sign_stays_as_it_is() -> None:
    line = "法官助理 王五 书记员 赵六"
    assert styled(f"判决如下：\n{line}", Style.SIGN) == ["", line]


def test_a_witness_in_the_body_signs_nothing() -> None:
    assert styled("本院认为，审判员张三应当回避。\n书记员的意见不予采纳。", Style.SIGN) == []


def test_the_page_is_that_of_an_official_document(tmp_path: Path) -> None:
    write_judgment(DRAFT, tmp_path / "判决书.docx", NOW)
    paragraphs = {each.text: each for each in Document(str(tmp_path / "判决书.docx")).paragraphs}
    assert paragraphs["民 事 判 决 书"].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert paragraphs["（2026）云0103民初88号"].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert paragraphs["二〇二六年十一月二十日"].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    body = next(each for text, each in paragraphs.items() if text.startswith("本院认为"))
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert body.runs[0].font.size == Pt(16)


def test_nothing_of_the_draft_is_in_the_properties(tmp_path: Path) -> None:
    target = tmp_path / "判决书.docx"
    write_judgment(DRAFT, target, NOW)
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as package:
        beside = "".join(package.read(name).decode() for name in package.namelist() if name != "word/document.xml")
    for words in ("张明", "恒达", "88号", "民事", "望江", "python-docx"):
        assert words not in beside


def test_the_file_is_called_by_kind_and_number() -> None:
    assert file_name(Matter(case_no="（2026）云0103民初88号"), "裁判文书") == "裁判文书 （2026）云0103民初88号.docx"


@needs_office
def test_a_judgment_prints_with_page_numbers(tmp_path: Path) -> None:
    target = tmp_path / "judgment.docx"
    reasons = "本院认为，依法成立的合同，对当事人具有法律约束力。\n"
    write_judgment(DRAFT.replace(reasons, reasons * 30), target, NOW, sample=True)
    pages = printed(target)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert re.search(rf"—\s*{number}\s*—", page), number
        assert "演示数据" in page
    assert "二〇二六年十一月二十日" in re.sub(r"\s", "", pages[-1])
