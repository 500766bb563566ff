"""Days, moments and counted numbers in words. Belongs here: writing them. Does not: reading them."""

from datetime import date, datetime

_DIGITS = "零一二三四五六七八九"


def day_words(day: date | None, missing: str = "日期不详") -> str:
    """Write a day as in a judgment: 2026年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else missing


def moment_words(at: datetime | None, missing: str = "时间不详") -> str:
    """Write a moment to the minute: 2026年3月9日 14:05."""
    return f"{day_words(at.date())} {at:%H:%M}" if at else missing


def span_words(days: list[date]) -> str:
    """Write the days between the first and the last: one day, or 自…至…; "" for none."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return day_words(first) if first == last else f"{day_words(first)}至{day_words(last)}"


def numeral(number: int) -> str:
    """Write 1 to 999 in Chinese numerals (一, 十, 二十一, 一百零三); other numbers in digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
