"""Which provisions of the special part of civil and administrative law a case applies, from the list it gives.

Belongs here: reading 《法》第X条、第Y条, and what counts as the special part. Does not: what follows from a shared one.
A provision that governs one kind of matter (股东知情权, 安全保障) says what a case is about; those of procedure
and of the general part (民法通则, contracts in general, liability in general, sums of damages) say little.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from localdb.text.numerals import number

_CITED = re.compile(r"《(.+)》(.*)$")
_ARTICLE = re.compile(r"第([零一二三四五六七八九十百千\d]+)条(之[一二三四五])?")
_DRESSING = re.compile(r"中华人民共和国|[（(][^）)]*[)）]|[〈〉<>﹤﹥《》\s]|^最高人民法院(?:、最高人民检察院)?")
_PROCEDURE = re.compile(  # and what is no law at all
    "诉讼|仲裁法|证据|收费|交纳|审判监督|立案|调解|法院组织|执行程序|执行工作|送达|章程|协议|合同书|合同$"
)
_GENERAL = re.compile(
    "民法通则|民法总则|涉外民事关系|立法法|宪法|行政复议法|行政处罚法|行政许可法|精神损害|合同法若干|人身损害赔偿案件"
)
# Of these acts the special part alone counts, by number of the article.
_SPECIAL: Mapping[str, Callable[[int], bool]] = {
    "合同法": lambda article: article > 129,
    "侵权责任法": lambda article: article > 31,
    "民法典": lambda article: 204 < article < 463 or 594 < article < 1164 or article > 1187,
    "关于审理人身损害赔偿案件适用法律若干问题的解释": lambda article: article < 17,
}


def special_provisions(statutes: Iterable[str]) -> set[str]:
    """Return 法#条 of each provision of the special part that a list of statutes names."""
    found = set()
    for statute in statutes:
        if cited := _CITED.match(statute):
            law = _DRESSING.sub("", cited[1])
            for words, sub in _ARTICLE.findall(cited[2]):
                article = number(words) or 0
                if _is_special(law, article):
                    found.add(f"{law}#{article}{sub}")
    return found


def _is_special(law: str, article: int) -> bool:
    if law in _SPECIAL:
        return _SPECIAL[law](article)
    return bool(law) and article > 0 and not _PROCEDURE.search(law) and not _GENERAL.search(law)
