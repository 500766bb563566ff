# ruff: noqa: E501  (lines of court text)
"""No text, however broken or hostile, raises or takes time beyond measure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localdb.model.case import Case
from localdb.reference import Reference
from localdb.text import complete, parse_judgment, read_citations, sentences

WORDS = (
    "本院认为，", "经审理查明：", "原审法院认为", "公诉机关指控", "上述事实，", "有证据证实", "判决如下：", "依照", "《中华人民共和国刑法》",
    "第一百三十三条之一", "第一、二款", "（以下简称", "【裁判摘要】", "基本案情\n", "裁判理由\n", "裁判结果\n", "关键词民事/合同", "（2018）", "京0105民初1号",
    "刑事判决书", "北京市朝阳区人民法院", "被告人甲某", "原告：乙", "一案，", "审判长", "二〇二〇年一月一日", "附：", "书记员", "犯盗窃罪", "诉称", "辩称，",
    "提交的证据", "争议焦点是：", "关于", "的问题，", "。", "\n", " ", "\u3000", "“", "”", "（", "）", "之规定，", "《", "》", "第", "条", "不服", "终结", "\xa0", "\ud800",
    "\n民事起诉状\n", "\n答 辩 状\n", "诉讼请求\n", "事实与理由：", "\n此致\n", "具状人：",
)  # fmt: skip
SCRAPS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=60).map("".join)


def test_scraps_of_judgments_never_raise(reference: Reference) -> None:
    @settings(max_examples=150, deadline=None)
    @given(text=SCRAPS)
    def check(text: str) -> None:
        case = parse_judgment(text, reference)

        assert case.full_text == text
        assert all(words.strip() for words in case.sections.values())

    check()


def test_any_string_is_read_cited_and_parted(reference: Reference) -> None:
    @settings(max_examples=100, deadline=None)
    @given(text=st.text(max_size=400))
    def check(text: str) -> None:
        complete(Case(id="1", title=text[:50], full_text=text), reference)
        read_citations(text, reference)
        spans = sentences(text)

        assert spans == sorted(spans)
        assert all(text[start:end].strip() for start, end in spans)

    check()


@pytest.mark.parametrize(
    "unit",
    [
        "《", "第", "第一、", "（以下简称", "本院认为，", "称", "上述事实", "证据", "判决如下：", "。", "\n", " ", "一案", "关于", "犯罪", "（2018）", "不服本判决", "，", "附：",
        "【", "刑法第一条", "人民法院", "如下", "依照《", "审", "审 判 ", "二〇二〇年", "法院认为",
    ],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_a_huge_text_of_one_kind_comes_to_an_end(unit: str, reference: Reference) -> None:
    """A million characters take a second or two where time grows with length; where it grows faster, hours."""
    assert parse_judgment(unit * (1_000_000 // len(unit)), reference).full_text
