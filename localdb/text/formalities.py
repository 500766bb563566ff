"""The sentences that every judgment has and that say nothing of the case: heading, parties, course, notice of appeal.

Belongs here: telling such a sentence. Does not: finding the sections (sections.py).
"""

import re
from collections.abc import Iterator

from localdb.text import cues

_LONGEST = 300  # characters: a longer sentence tells something
_PIECE = re.compile(r"[^。；\n]+")
_OFFICES = r"(?:委托)?(?:诉讼)?代理人|法定代表人|主要?负责人|辩护人|法定代理人|经营者"
_PERSON = (
    r"男|女|住|[一-龥]{1,3}族|出生|身份证|公民身份|统一社会|法定代表|律师|系该|该(?:公司|单位)|地址|以下简称|生于|"
    r"\d{4}年"
)
_FORMAL = re.compile(
    rf"""\s*(?:
      [一-龥]{{2,30}}法院
    | [（(〔\[]\d{{4}}[）)〕\]][^，。\s]{{2,24}}号(?:之[一二三四五六七八九十]+)?
    | (?:[一-龥]{{2,30}}法院)?\s*(?:刑\s*事|民\s*事|行\s*政|执\s*行|国家赔偿|赔偿|附带民事)*\s*{cues.DOCUMENT.pattern}
      \s*(?:[（(〔\[]\d{{4}}[^，。\s]{{2,30}}号)?
    | (?:{cues.ROLE.pattern})(?:（[^）]{{1,40}}）)?(?:[：:].*|[^，,。]{{0,40}}[，,（(].{{0,8}}(?:{_PERSON}).*)
    | (?:{_OFFICES})[：:，,]?.{{0,80}}
    | (?:住所地?|住址|公民身份号码|统一社会信用代码).{{0,60}}
    | (?:(?!纠纷|罪|因|不服).){{0,80}}一案(?:(?!查明|因).)*
    | (?:本案|本院)?[^，。]{{0,12}}(?:现已|已经?)?(?:依法)?(?:审理|审查|复核)终结
    | 本院(?:于[^，。]{{4,20}})?(?:立案|受理)(?:后)?[，,].*
    | .*(?:到庭参加(?:了)?诉讼|依法(?:组成合议庭|适用.{{2,8}}程序)|公开开庭).*
    | (?:如|若).{{0,6}}不服(?:本|一审).*
    | .{{0,30}}(?:递交上诉状|上诉于).*
    | 本(?:判决|裁定|决定)(?:书)?(?:为终审|系终审|自|一经|送达后).*
    | (?:代理|助理|人民)?\s*(?:审\s*判\s*[长员]|陪\s*审\s*员|书\s*记\s*员|法\s*官\s*助\s*理).{{0,30}}
    | [二一][〇○零OＯ一二三四五六七八九]{{3}}年.{{2,10}}日
    | \d{{4}}年\d{{1,2}}月\d{{1,2}}日
    | 附[：:]?.{{0,4}}
    | (?:经(?:审理|审查|复核|本院)?(?:查明|认定|认为)|本院(?:经审查|经审理)?(?:查明|认为)|综上(?:所述)?|据此)[，,：:]?
    | (?:综上(?:所述)?[，,])?(?:依照|依据|根据)《[^》]*诉讼法[^》]*》[^《》]*
    | .{{0,4}}(?:判决|裁定|决定)如下[：:]?
    | (?:[一二三四五六七八九十]+、|\d[.、])?(?:驳回(?!再审)[^，。]{{0,16}}(?:请求|上诉|起诉|申请)|维持原[判裁定]*)
    | .{{0,6}}(?:案件受理费|诉讼费用?|申请费|保全费|公告费).*
    )\s*[：:，,]?\s*""",
    re.VERBOSE,
)


def substance(text: str) -> Iterator[str]:
    """Yield the sentences of a text that are no mere form, in order, without their full stop."""
    for match in _PIECE.finditer(text):
        piece = match.group().strip()
        if piece and (len(piece) > _LONGEST or not _FORMAL.fullmatch(piece)):
            yield piece
