"""Type: the families for interface, cases and draft, with fall-backs, and their sizes.

Sizes are logical pixels times the user's scale, so that a page looks alike on every screen; 三号 is 16 points.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

SANS = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
        "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei")  # fmt: skip
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "SimSun", "NSimSun",
         "FZShuSong-Z01", "AR PL UMing CN")  # fmt: skip
FANGSONG = ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02", "方正仿宋_GBK", "STFangsong",
            "CESI_FS_GB2312", "AR PL SungtiL GB")  # fmt: skip
SIZE = 13  # interface, pixels at scale 1
CASE_SIZE = 16
DRAFT_SIZE = 16 * 96 / 72  # 三号 at 96 dots an inch
LINE_HEIGHT = 1.75  # of cases

_scale = 1.0


def set_scale(scale: float) -> None:
    """Set the user's scale, 1 = as designed."""
    global _scale
    _scale = scale


def scale() -> float:
    """Return the user's scale."""
    return _scale


def sans(size: float = SIZE, *, bold: bool = False) -> QFont:
    """Return the interface font with tabular digits; `size` in pixels at scale 1."""
    font = _font(SANS, QFont.StyleHint.SansSerif, size)
    font.setBold(bold)
    return font


def serif(size: float = CASE_SIZE, *, bold: bool = False) -> QFont:
    """Return the font of cases."""
    font = _font(SERIF + SANS, QFont.StyleHint.Serif, size)
    font.setBold(bold)
    return font


def fangsong(size: float = DRAFT_SIZE) -> QFont:
    """Return the font of the draft, 仿宋 三号; a serif where no 仿宋 is installed."""
    return _font(FANGSONG + SERIF + SANS, QFont.StyleHint.Serif, size)


@cache
def installed(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the families that this machine has, in order; all of them where it has none."""
    here = {family.casefold() for family in QFontDatabase.families()}
    return tuple(family for family in families if family.casefold() in here) or families


def _font(families: tuple[str, ...], hint: QFont.StyleHint, size: float) -> QFont:
    font = QFont()
    font.setFamilies(list(installed(families)))
    font.setStyleHint(hint)
    font.setPixelSize(max(8, round(size * _scale)))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
