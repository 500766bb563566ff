"""The faces of an official document and what stands in for them. Belongs here: names and sizes. Does not: drawing.

GB/T 9704 and court practice name 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312 and 黑体; few Linux machines have them. The
alternatives go into the font table of the DOCX (`w:altName`), where Word, WPS and LibreOffice look them up.
"""

from typing import NamedTuple


class Face(NamedTuple):
    """Name a face, the faces that may stand in for it, and its PANOSE family."""

    name: str
    others: tuple[str, ...]
    family: str = "roman"


TITLE = Face("方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "Noto Serif CJK SC", "宋体"))
BODY = Face("仿宋_GB2312", ("仿宋", "FangSong", "方正仿宋_GBK", "华文仿宋", "Noto Serif CJK SC", "宋体"))
KAI = Face("楷体_GB2312", ("楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "Noto Serif CJK SC", "宋体"))
HEI = Face("黑体", ("SimHei", "方正黑体_GBK", "Noto Sans CJK SC", "文泉驿微米黑"), "swiss")
SONG = Face("宋体", ("SimSun", "方正书宋_GBK", "Noto Serif CJK SC"))
FACES = (TITLE, BODY, KAI, HEI, SONG)

ER_HAO = 22.0  # 二号, points
SAN_HAO = 16.0  # 三号
SI_HAO = 14.0  # 四号
XIAO_SI = 12.0  # 小四
WU_HAO = 10.5  # 五号
