"""Look-alikes that PDF fonts put in place of characters: radicals and compatibility forms, back to the characters.

Without this 人民 out of many PDF files is ⼈⺠, which no search and no parser knows.
"""

import unicodedata

# The simplified radicals have no mapping in Unicode.
_SUPPLEMENT = "⺁⺟⺠⺩⺪⺬⺮⺻⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"
_CHARACTERS = "厂母民王疋示竹聿臼虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟"
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9))  # Kangxi radicals, compatibility ideographs

CHARACTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBLE} | str.maketrans(
    _SUPPLEMENT, _CHARACTERS
)
