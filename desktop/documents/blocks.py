"""What a document is made of: lines in a style, and grids. Belongs here: values that any renderer can draw.

Does not: fonts and sizes of paper (layout.py), what is said (content.py).
"""

from dataclasses import dataclass
from enum import Enum


class Style(Enum):
    """Name what a line is in a document by GB/T 9704."""

    MARK = "mark"  # 版头左上: 副卷
    TITLE = "title"  # 二号小标宋
    NUMBER = "number"  # 案号 under the title
    CASE_NO = "case_no"  # 案号 of a judgment, at the right
    FLUSH = "flush"  # body without an indent
    BODY = "body"  # 三号仿宋, two characters in
    HEADING = "heading"  # 一、 三号黑体
    SUBHEADING = "subheading"  # （一） 三号楷体
    CAPTION = "caption"  # above a grid
    REMARK = "remark"  # under a grid
    SIGN = "sign"  # who and when, at the right


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one paragraph; `label` is a lead-in set in 楷体 before the text."""

    text: str
    style: Style = Style.BODY
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold a table; `widths` are millimetres and sum to the width of the text, `centred` names columns by index.

    `dense` sets 五号 instead of 小四, for long passages side by side.
    """

    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: tuple[int, ...] = ()
    dense: bool = False


Block = Line | Grid
