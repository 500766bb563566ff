"""What a text calls itself, where it is neither a judgment nor a published case: pleadings, papers, articles, reports.

Belongs here: telling them by the lines of their head, and a file that holds several cases. Does not: what may enter the
library (admission), and pleadings that stand in a draft (pleadings.py).

Such texts quote judgments and guiding cases at length, so that their sections read like a case: what they call
themselves tells, and nothing else. None of the real cases of the evaluation data calls itself so.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from localdb.text.layouts import count_cases, first_heading

_HEAD = 12  # lines at the top that may hold a title
_LONGEST = 60  # characters of a title, blanks left out
_OPENING = 1500  # characters: where an article has its abstract
_KIND = "(?:[民刑行执](?:事|政|行)(?:附带民事|公益诉讼|赔偿|再审|二审|一审)?|国家赔偿)?"
_TITLES = (
    ("search_report", re.compile(r".{0,40}类案(?:与关联案件|及关联案件|强制)?检索(?:情况)?(?:的)?(?:报告|说明)书?")),
    (
        "pleading",
        re.compile(
            rf"{_KIND}(?:(?:起诉|上诉|答辩|反诉|自诉|申诉)状|申诉书|(?:再审|执行|强制执行|国家赔偿|复议|撤诉|保全|财产保全|鉴定|回避)"
            r"申请书|执行异议(?:申请)?书|代理词|代理意见书?|辩护词|辩护意见书?|质证意见书?|证据(?:目录|清单)|(?:法律|律师)意见书|律师函)"
        ),
    ),
    (
        "prosecution",
        re.compile(
            r"(?:.{2,30}人民检察院|.{2,30}公安局)?(?:(?:刑事附带民事|民事|行政)?(?:公益诉讼)?起诉书|起诉意见书|不起诉决定书|抗诉书|"
            r"公诉意见书|量刑建议书|检察建议书)"
        ),
    ),
    (
        "court_paper",
        re.compile(
            r".{0,50}(?:(?:审理|审查|结案|阅卷|审委会|工作|调研|情况|分析|调查|总结)的?报告|(?:庭审|开庭|法庭|审理|评议|合议|宣判|调查|谈话|询问|"
            r"阅卷|调解|听证|讨论)(?:案件)?笔录|会议纪要|工作总结|白皮书|司法建议书?|发布会)"
        ),
    ),
    (
        "other_decision",
        re.compile(
            r".{0,30}(?:行政(?:处罚|复议|许可|强制执行)(?:事先)?(?:决定|告知)书|仲裁(?:裁决|调解|决定)书|裁决书|公证书|工伤认定(?:决定)?书|"
            r"(?:交通)?事故认定书|鉴定(?:意见|报告)书?)"
        ),
    ),
    (
        "article",
        re.compile(
            r".{0,60}(?:(?:的)?理解(?:与|和)(?:参照|适用)|学位论文|述评|评析|评介|解读|探析|探讨|探究|刍议|之?思考|(?:的|之|适用|制度|若干问题)研究)|"
            r"(?:内容)?(?:摘要|提要)[：:].*"
        ),
    ),
    ("notice", re.compile(r".{0,40}关于(?:发布|印发|公布|废止|确认).{2,60}(?:通知|公告|决定)")),
)
_ABSTRACT = re.compile(
    r"^[ \t\u3000]*[\[【［]?(?:内容)?(?:摘[ \u3000]{0,4}要|提要)[\]】］]?[ \t\u3000]*[：:]", re.MULTILINE
)
_SUBMITTED = re.compile(
    r"^[ \t\u3000]*此[ \u3000]{0,4}致[：:]?\s*[^，。\n]{2,30}(?:法院|委员会|仲裁院)[ \t\u3000]*$", re.MULTILINE
)
_DELIVERED = re.compile(
    r"[如依]下[：:，,。]|终审[判裁]决|本[判裁]决"
)  # a judgment that prints a pleading with its 此致
_OPENS = re.compile(
    r"[\u4e00-\u9fff]{2,30}法院\s{1,12}(?:[刑民行国执][\s\u4e00-\u9fff]{0,12})?(?:判\s*决|裁\s*定|决\s*定)\s*书\s{1,12}"
    r"[（(〔\[](?P<number>[12]\d{3}[）)〕\]][^\n。，]{2,30}?号)"
)
_SIGNED = re.compile(r"书\s{0,6}记\s{0,6}员")


def genre_of(text: str) -> str:
    """Return what a text is by its head or its close: a key such as `pleading`, "" where it may well be a case."""
    top = first_heading(text, _OPENING)
    for line in _head(text[:top]):
        for genre, title in _TITLES:
            if title.fullmatch(line):
                return genre
    if _ABSTRACT.search(text, 0, top):
        return "article"
    submitted = _SUBMITTED.search(text)
    return "pleading" if submitted and not _DELIVERED.search(text) else ""


def holds_several(text: str) -> bool:
    """Say whether a text holds several cases: under headings, or judgments each with its head, number and clerk."""
    if count_cases(text) > 1:
        return True
    opened = list(_OPENS.finditer(text))
    return any(
        "".join(one["number"].split()) != "".join(next_one["number"].split())
        and _SIGNED.search(text, one.end(), next_one.start())
        for one, next_one in pairwise(opened)
    )


def _head(text: str) -> Iterator[str]:
    """Yield the first lines without blanks; a title may be broken over two, so two that follow come joined as well."""
    lines = ["".join(line.split()).strip("#*《》“”") for line in text.splitlines()]
    lines = [line for line in lines if line][:_HEAD]
    broken = [line + after for line, after in pairwise(lines)]
    yield from (title for title in lines + broken if len(title) <= _LONGEST)
