"""The parties of a judgment, one string each, as the document introduces them.

Belongs here: parting the stretch of the parties into those who are parties. Does not: counsel and legal
representatives, who are none.
"""

import re

from localdb.model.graph import Party

_PARTY = (
    r"(?:原公诉机关|公诉机关|公诉人|抗诉机关|自诉人|附带民事诉讼原告人|附带民事诉讼被告人|原告单位|"
    r"原告人|原告|被告人|被告单位|被告|"
    r"上诉人|被上诉人|再审申请人|申请再审人|申请执行人|被执行人|申请复议人|复议申请人|申请人|被申请人|"
    r"申诉人|被申诉人|原审被告人|原审原告|"
    r"原审被告|原审第三人|一审原告|一审被告|一审第三人|二审上诉人|二审被上诉人|第三人|罪犯|赔偿请求人|"
    r"赔偿义务机关|复议机关|异议人|案外人|"
    r"利害关系人|起诉人|公益诉讼起诉人|被害人|债权人|债务人|反诉原告|反诉被告)"
)
_OTHER = (
    r"(?:辩护人|指定辩护人|委托代理人|委托诉讼代理人|法定代表人|法定代理人|诉讼代理人|诉讼代表人|"
    r"负责人|代表人|代理人|投资人|经营者|翻译|"
    r"共同委托代理人|住所地|住所)"
)
_START = re.compile(rf"(?:^|(?<=[\s。；]))(?:(?P<party>{_PARTY})|{_OTHER})(?=[^，。；\n]{{0,60}})")
_NAME = r"[^，,。；;：:（(\n\s]{1,40}"
_INTRODUCED = re.compile(
    rf"(?P<role>{_PARTY})?(?:[（(][^（）()]{{1,24}}[）)])?[：:\s]*(?P<name>{_NAME}(?:[（(][^（）()]{{2,4}}[）)]{_NAME})?)?"
)
_CAPTION = re.compile(r"[^，。；：:\n]{1,80}[诉与][^，。；：:\n]{1,120}一案")  # a line that names the case, no party
_LONGEST = 300


def read_parties(text: str) -> tuple[str, ...]:
    """Return the parties of the stretch that introduces them: 原告：某甲，女，…"""
    starts = list(_START.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    parties = []
    for match, end in zip(starts, ends, strict=False):
        words = text[match.start() : min(end, match.start() + _LONGEST)].strip()
        if match["party"] and len(words) > len(match["party"]) + 1 and not _CAPTION.match(words):
            parties.append(words.split("\n", 1)[0].strip())
    return tuple(dict.fromkeys(parties))


def party_of(words: str) -> Party:
    """Return role and name of a party as it is introduced; what it is without a role has none."""
    match = _INTRODUCED.match(words.strip())
    return Party(match["role"] or "", match["name"] or "") if match else Party("", words.strip())
