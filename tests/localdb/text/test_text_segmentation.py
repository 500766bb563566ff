from fakes.words import FakeLexicon
from hypothesis import given
from hypothesis import strategies as st

from localdb.reference import Reference
from localdb.text.segmentation import Segmenter

SEGMENTER = Segmenter(FakeLexicon())


def test_keeps_content_words_only() -> None:
    words = SEGMENTER.words("本院依法组成合议庭。被告人张某1醉酒驾驶机动车，2015年3月5日将王×撞伤，赔偿二十万元。")
    assert {"醉酒", "驾驶", "机动车", "赔偿"} <= set(words)
    assert not {"被告人", "合议庭", "张某", "2015", "二十万", "王"} & set(words)


def test_legal_words_bring_their_parts() -> None:
    assert SEGMENTER.words("交通肇事罪") == ["交通肇事罪", "交通", "肇事罪"]
    assert "肇事罪" in SEGMENTER.words("交通 肇事罪")


def test_wide_letters_are_narrow() -> None:
    assert "gps" in SEGMENTER.words("使用ＧＰＳ定位，犯交通肇事罪")


def test_fingerprint_follows_the_dictionary() -> None:
    assert Segmenter(FakeLexicon()).fingerprint == SEGMENTER.fingerprint
    assert Segmenter(FakeLexicon("入户盗窃")).fingerprint != SEGMENTER.fingerprint


def test_the_real_lexicon_knows_the_field(reference: Reference) -> None:
    words = Segmenter(reference.lexicon).words("原告与被告签订民间借贷合同，约定利息过高。")
    assert "民间借贷" in words
    assert "利息" in words


@given(st.text())
def test_any_text_is_cut_into_words_of_its_own(text: str) -> None:
    words = SEGMENTER.words(text)
    assert all(words)
    assert SEGMENTER.words(text) == words
