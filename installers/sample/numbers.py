"""Days, amounts and terms as a judgment writes them. Pure."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def chinese_day(day: date, form: str = "") -> str:
    """Write 2021年3月5日; form `月` leaves the day out, `年` leaves day and month out."""
    if form == "年":
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" + ("" if form == "月" else f"{day.day}日")


def signed_day(day: date) -> str:
    """Write 二〇二一年三月五日, as under a judgment."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def chinese_number(number: int) -> str:
    """Write 1 to 9999 in Chinese: 十二, 一百零三."""
    out, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return out[1:] if out.startswith("一十") else out


def plain_amount(value: int | float) -> str:
    """Write an amount without separators, two decimals only where there are any."""
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.2f}".rstrip("0")


def ten_thousands(value: int | float) -> str:
    """Write an amount in 万."""
    return plain_amount(value / 10000) + "万"


def term(months: int) -> str:
    """Write a prison term: 三年六个月, 八个月."""
    years, rest = divmod(months, 12)
    return (f"{chinese_number(years)}年" if years else "") + (f"{chinese_number(rest)}个月" if rest else "")


def court_fee(value: float) -> float:
    """Return the acceptance fee of a property claim (诉讼费用交纳办法 art 13), up to five million yuan."""
    steps = (
        (10_000, 0, 50),
        (100_000, 0.025, -200),
        (200_000, 0.02, 300),
        (500_000, 0.015, 1300),
        (1_000_000, 0.01, 3800),
        (2_000_000, 0.009, 4800),
        (5_000_000, 0.008, 6800),
        (10_000_000, 0.007, 11800),
    )
    for top, rate, add in steps:
        if value <= top:
            return round(value * rate + add, 2)
    return round(value * 0.006 + 21800, 2)


_LPR = (
    (2019, 8, 4.25),
    (2019, 11, 4.15),
    (2020, 2, 4.05),
    (2020, 4, 3.85),
    (2021, 12, 3.8),
    (2022, 1, 3.7),
    (2022, 8, 3.65),
    (2023, 6, 3.55),
    (2023, 8, 3.45),
    (2024, 7, 3.35),
    (2024, 10, 3.1),
    (2025, 5, 3.0),
)


def loan_prime_rate(day: date) -> float:
    """Return the one-year loan prime rate in force on a day, in per cent; 4.25 before there was one."""
    rate = 4.25
    for year, month, value in _LPR:
        if day >= date(year, month, 20):
            rate = value
    return rate
