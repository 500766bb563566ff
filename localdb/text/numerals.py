"""Numbers as courts write them: Chinese numerals and full-width digits, to and from int.

Belongs here: single numbers. Does not: dates, case numbers and articles, which are made of them.
"""

DIGITS = {
    "〇": 0, "○": 0, "零": 0, "Ｏ": 0, "Ο": 0, "О": 0, "o": 0, "O": 0, "◯": 0, "0": 0,
    "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5,
    "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WHOLE = {"廿": 20, "卅": 30}
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_NAMES = "零一二三四五六七八九"
NUMERAL = (
    "〇○零Ｏ一二三四五六七八九十百千两0-9０-９"  # inside a character class: what a number of an article is made of
)


def narrow(text: str) -> str:
    """Turn full-width digits into ASCII ones."""
    return text.translate(_NARROW)


def number(text: str) -> int | None:
    """Read one number: 一百三十三, 二十, 十, 一三三, 133, １３３; None for anything else. Below ten thousand."""
    text = narrow(text.strip())
    if not text or len(text) > 12:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    total, digit, plain = 0, 0, ""
    for mark in text:
        if mark in UNITS:
            total += (digit or (1 if not plain else 0)) * UNITS[mark]
            digit, plain = 0, ""
        elif mark in _WHOLE:
            total += _WHOLE[mark]
        elif mark in DIGITS or mark.isdigit():
            digit = DIGITS[mark] if mark in DIGITS else _digit(mark)
            plain += str(digit)
        else:
            return None
    return total + (int(plain) if plain else 0)


def chinese(value: int) -> str:
    """Write a number from 0 to 9999 as 法律条文 are numbered: 133 -> 一百三十三, 10 -> 十, 1007 -> 一千零七."""
    if not 0 <= value <= 9999:
        return str(value)
    if value < 10:
        return _NAMES[value]
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if gap else "") + _NAMES[digit] + name
            gap = False
        elif words and value:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


def _digit(mark: str) -> int:
    return int(mark) if mark.isascii() else 0
