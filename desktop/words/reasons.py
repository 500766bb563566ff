"""Why a hit is there and what to mind about it. Belongs here: wording of reasons and marks. Does not: finding them.

A template takes the values of a reason in order; `{all}` stands for all of them joined by 、. A reason with too few
values, or of a kind that is not listed, falls back to its values.
"""

from collections.abc import Sequence

from localdb.model.case import Mark
from localdb.model.similar import Reason

_REASONS = {
    "cause": "案由相同：{all}",
    "charge": "罪名相同：{all}",
    "facts": "基本事实相近：{all}",
    "issues": "争议焦点相近：{all}",
    "law": "法律适用相近：{all}",
    "statutes": "引用相同法条：{all}",
    "words": "共同用语：{all}",
}
_MARKS = {
    "unverified": "是否生效待核，认定为类案前须确认",
}


def reason_words(reason: Reason) -> str:
    """Say in one clause why a hit is there."""
    return _filled(_REASONS.get(reason.kind), reason.values) or "内容与本案相近"


def mark_words(mark: Mark) -> str:
    """Say in one clause what to mind about a case."""
    return _filled(_MARKS.get(mark.kind), mark.values) or "使用前请核对该案例的效力"


def _filled(template: str | None, values: Sequence[str]) -> str:
    joined = "、".join(value for value in values if value)
    if template is None:
        return joined
    try:
        return template.format(*values, all=joined).rstrip("：:、，") if values or "{" not in template else ""
    except IndexError:
        return joined
