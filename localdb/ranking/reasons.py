"""Why a hit is there, as typed reasons with their facts; desktop/words has the sentences.

Kinds: "charge" and "cause" (names that agree with a confirmed one), "likely_cause" (agrees with a predicted one),
"statutes" (citations both have), "elements" (of the facts, both have them), "issues", "facts", "law" (words that an
axis shares, where the axis is strong), "words" (what is shared where no axis is strong), "differences" (decisive ones,
what the draft has before what the case has: 入户盗窃 / 扒窃), "attention" (the sections by which the user's attention
lifts the hit), "recent" (day of effect, within three years). The strongest reason comes first. Does not: tiers, which a
hit has.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from localdb.model.kinds import Axis, CaseType
from localdb.model.similar import Reason
from localdb.ranking.axes import Scorer, Similarity
from localdb.ranking.features import Features, word_id
from localdb.ranking.weights import STRONG

_WORDS = 5
_LOOKED_AT = 20  # words, the weightiest, that those told are chosen from
_ARTICLES = 4
_ELEMENTS = 5
_DIFFERENCES = 3
_LIKELY = 0.2
_LEAST = 2  # words that an axis must share to be told by them: one stands in every case of its kind
# Words that are shared by cases of any kind, so that a judge who reads them knows no more; they still count.
_SAYS_NOTHING = frozenset(
    {"焦点", "争议", "争议焦点", "之间", "负有", "义务", "责任", "关系", "判令", "诉至"}
    | {"起诉", "起诉人", "诉讼", "一审", "二审", "一审法院", "二审法院", "高院", "中院", "一审判决"}
    | {"二审判决", "判决", "裁定", "民事判决", "民事裁定", "提审", "申请再审", "履行", "据此", "要求"}
    | {"处理", "决定", "决定书", "确认", "审查", "意见", "涉案", "出具", "载明", "坐落"}
    | {"签订", "订立", "案外人", "简称", "所属", "该地", "该轮", "该村", "本村", "本市"}
    | {"规定", "条例", "法律", "未经", "进入", "得到", "产生", "担任", "听到", "数量"}
    | {"规格", "公司", "总公司", "支公司", "分行", "委员会", "小组", "限度", "期限", "届满"}
    | {"工作日内", "天数", "限期", "不服", "管理条例", "com", "www", "cn"}
    | {"清创", "缝合", "探查", "剖腹", "网膜", "引流"}
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}(?:省|自治区|自治州|(?<!超)市|县)|[\u4e00-\u9fff]+(?:公安局|法院|检察院)")
_KINDS = {Axis.ISSUES: "issues", Axis.FACTS: "facts", Axis.LAW: "law"}


def reasons_of(
    scorer: Scorer,
    features: Features,
    similarity: Similarity,
    causes: Sequence[str],
    confirmed: Sequence[str],
    likely: Mapping[int, float],
    written: Mapping[str, str],
    case_type: CaseType | None,
    recent: str = "",
    elements: Sequence[str] = (),
    differences: Sequence[str] = (),
) -> tuple[Reason, ...]:
    """Give the reasons of one hit.

    `causes` are those of the case, `likely` the probabilities of causes by id, `written` the article terms of the draft
    as citations, `recent` the day of effect when it lies within three years, `elements` and `differences` what both
    have of the facts, and where they differ.
    """
    reasons = [_cause(causes, confirmed, likely, case_type)]
    shared = [written[term] for term in scorer.shared_articles(features) if term in written]
    reasons.append(Reason("statutes", tuple(shared[:_ARTICLES])) if shared else None)
    reasons.append(Reason("elements", tuple(elements[:_ELEMENTS])) if elements else None)
    for axis, kind in _KINDS.items():
        if similarity.axes.get(axis, 0.0) >= STRONG:
            words = _telling(scorer.shared_words(axis, features, _LOOKED_AT))
            reasons.append(Reason(kind, words) if len(words) >= _LEAST else None)
    if not any(reasons):
        strongest = max(similarity.axes, key=lambda axis: similarity.axes[axis], default=Axis.FACTS)
        words = _telling(scorer.shared_words(strongest, features, _LOOKED_AT)) if similarity.axes else ()
        reasons.append(Reason("words", words) if words else None)
    reasons.append(Reason("differences", tuple(differences[:_DIFFERENCES])) if differences else None)
    favoured = scorer.favoured(similarity)
    reasons.append(Reason("attention", tuple(section.value for section in favoured)) if favoured else None)
    reasons.append(Reason("recent", (recent,)) if recent else None)
    return tuple(reason for reason in reasons if reason is not None)


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Return the first words that tell a reader something: neither of any case nor the name of a place or an office."""
    telling = (word for word in words if word not in _SAYS_NOTHING and not _PLACE.fullmatch(word))
    return tuple(islice(telling, _WORDS))


def _cause(
    causes: Sequence[str], confirmed: Sequence[str], likely: Mapping[int, float], case_type: CaseType | None
) -> Reason | None:
    same = tuple(cause for cause in causes if cause in confirmed)
    if same:
        return Reason("charge" if case_type is CaseType.CRIMINAL else "cause", same)
    if confirmed:
        return None
    guessed = [cause for cause in causes if likely.get(word_id(cause), 0.0) >= _LIKELY]
    return Reason("likely_cause", tuple(guessed)) if guessed else None
