"""A draft as a judgment: which line is court, title, case number, body or signature (法〔2016〕221号).

Belongs here: telling the lines of a plain text apart. Does not: fonts and paper (layout.py), changing a word.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from desktop.documents.blocks import Block, Line, Style
from desktop.documents.phrases import balanced
from desktop.documents.render import rendered
from desktop.documents.saving import save_whole

KIND = "裁判文书"
_HEAD = 8  # paragraphs at the head that may be court, title and number
_TAIL = 40  # paragraphs at the end among which the signatures stand
_COURT = re.compile(r"[^，。；：、]{2,36}(?:法院|赔偿委员会)")
_TITLE = re.compile(r"[^，。；：、]{0,20}(?:判决|裁定|决定|调解|通知)书")
_NUMBER = re.compile(r"[（(〔]\d{4}[）)〕]\S{2,30}号(?:之[一二三四五六七八九十]{1,2})?")
_ROLES = r"(?:代理)?审判长|(?:代理|助理)?审判员|人民陪审员|法官助理|(?:代理)?书记员|院长|副院长|庭长|执行员"
_ROLE = re.compile(rf"(?P<role>{_ROLES})[：:]?(?P<name>[\u4e00-\u9fff·〇×ＸX*＊]{{0,12}})")
_DAY = re.compile(
    r"(?:二[〇○零ＯO0][〇○零ＯO0一二三四五六七八九]{2}|20\d\d|[×ＸX]{2,4})年"
    r"(?:[元一二三四五六七八九十\d×ＸX]{1,3})月(?:[一二三四五六七八九十廿\d×ＸX]{1,4})日"
)
_SPREAD = 3  # characters of a role that is set over the width of 人民陪审员


def write_judgment(text: str, path: Path, made: datetime, sample: bool = False) -> None:
    """Write a draft as DOCX, whole or not at all; its properties hold the kind of document and nothing else.

    Raises:
        DiskTrouble: the target cannot be written.
    """
    save_whole(path, rendered(judgment_blocks(text), KIND, made, sample))


def kind_of(text: str) -> str:
    """Return what a draft calls itself (民事判决书), else the kind of document in general."""
    head = (_bare(line) for line in text.splitlines()[:_HEAD])
    return next((line for line in head if _TITLE.fullmatch(line)), KIND)


def judgment_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of a draft, a paragraph a line, each in the style of its place."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = _head(lines)
    signed = _signed(lines, head)
    body = (_plain(line) for line in lines[head:signed])
    return (*_top(lines[:head]), *body, *_bottom(lines[signed:]))


def _head(lines: Sequence[str]) -> int:
    """Return how many paragraphs at the top are court, title and number."""
    for at, line in enumerate(lines[:_HEAD]):
        bare = _bare(line)
        if not any(pattern.fullmatch(bare) for pattern in (_COURT, _TITLE, _NUMBER)):
            return at
    return min(len(lines), _HEAD)


def _top(lines: Sequence[str]) -> Iterator[Line]:
    for line in lines:
        if _NUMBER.fullmatch(_bare(line)):
            yield Line(line, Style.CASE_NO)
        else:
            yield from (Line(part, Style.TITLE) for part in balanced(line))


def _signed(lines: Sequence[str], head: int) -> int:
    """Return where the signatures begin: at the first line after the body that names who decided."""
    for at in range(max(head, len(lines) - _TAIL), len(lines)):
        if _role(lines[at]) or (_DAY.fullmatch(_bare(lines[at])) and at > head):
            return at
    return len(lines)


def _bottom(lines: Sequence[str]) -> Iterator[Line]:
    if lines:
        yield Line("", Style.SIGN)
    for line in lines:
        signature = _role(line)
        if signature or _DAY.fullmatch(_bare(line)):
            yield Line(signature or _bare(line), Style.SIGN)
        else:
            plain = _plain(line)
            if plain.style is Style.FLUSH:
                yield Line("", Style.FLUSH)
            yield plain


def _role(line: str) -> str:
    """Write who decided as it is printed: roles of one width, names of two characters spread over three.

    A line on which several sign stays as it is written.
    """
    found = _ROLE.fullmatch(_bare(line))
    if found is None:
        return ""
    role, name = found["role"], found["name"]
    if re.search(_ROLES, name):
        return line
    role = "\u3000".join(role) if len(role) == _SPREAD else role
    name = "\u3000".join(name) if len(name) == _SPREAD - 1 else name
    return f"{role}\u3000\u3000{name}".rstrip()


def _plain(line: str) -> Line:
    return Line(line, Style.FLUSH if re.match(r"附[：:]|附\s?件", line) else Style.BODY)


def _bare(line: str) -> str:
    return "".join(line.split())
