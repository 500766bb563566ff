"""A hit in a few characters: its badge, its axes, its similarity. Belongs here: what list and reader share."""

from desktop.words.citing import is_dropped, use_words
from desktop.words.names import authority_name, effect_name, effect_words, status_name
from desktop.words.reasons import mark_words, marks_words
from desktop.words.tiers import standing_short, tier_name
from localdb.model.case import CaseCard
from localdb.model.kinds import Authority, Axis, Effect, Status
from localdb.model.similar import Hit

_AXES = {Axis.FACTS: "事实", Axis.ISSUES: "焦点", Axis.LAW: "法律"}

_SOUND = (Effect.EFFECTIVE, Effect.PRESUMED)
_SHORT = {"guiding_dropped": "不再参照", "guiding_check": "旧法待核", "repealed": "旧法待核"}
_LIKE = "folded"  # a mark that is no warning
_BACK = (Status.WITHDRAWN, Status.CHANGED)  # by the court that published it
_EFFECTS = frozenset(("unverified", "not_effective", "withdrawn"))  # marks that say again what the effect says


def axis_short(axis: Axis) -> str:
    """Name an axis in two characters, for bars."""
    return _AXES.get(axis, str(axis))


def degree_words(value: float | None) -> str:
    """Write a similarity of 0..1 as 0 to 100; a dash where there was nothing to compare."""
    return "—" if value is None else str(round(100 * min(1.0, max(0.0, value))))


def badge_words(hit: Hit) -> str:
    """Return the badge before a title: the number of a guiding case, else its kind or the short name of its tier."""
    number, kind = hit.card.guiding_no, hit.card.authority
    if is_dropped(hit.card):
        return standing_short(hit.tier, kind)
    if is_taken_back(hit.card):
        return "已撤回"
    if number and kind is Authority.GUIDING:
        return f"指导性案例{number}号"
    return f"检例第{number}号" if number and kind is Authority.PROCURATORIAL else standing_short(hit.tier, kind)


def is_taken_back(card: CaseCard) -> bool:
    """Tell whether the court that published a case took it back."""
    return card.status in _BACK


def not_to_adopt_words(card: CaseCard) -> str:
    """Say why nothing of a case goes into a draft: it was taken back, or is not in effect; "" where it may."""
    if card.may_count:
        return ""
    state = status_name(card.status) if card.status not in (None, Status.VALID) else effect_name(card.effect)
    return f"该案例{state}，不能采用；确需引述其文字的，可以复制"


def standing_words(hit: Hit) -> str:
    """Say where a case stands: its kind, its tier, its weight."""
    if is_taken_back(hit.card):
        return f"{authority_name(hit.card.authority)}，已由发布法院撤回，不列入类案"
    kind = "原指导性案例（不再参照）" if is_dropped(hit.card) else authority_name(hit.card.authority)
    return f"{kind}，列入“{tier_name(hit.tier)}”，{use_words(hit.tier)}"


def warnings_of(card: CaseCard) -> list[str]:
    """Say what to mind before relying on a case, each thing once: effect, marks, the source's word, publicity."""
    kinds = {mark.kind for mark in card.marks}
    said = [] if card.effect in _SOUND or kinds & _EFFECTS else [effect_words(card.effect)]
    said += marks_words([mark for mark in card.marks if mark.kind != _LIKE])
    if card.status not in (None, Status.VALID) and "withdrawn" not in kinds:
        said.append(f"发布来源注明：{status_name(card.status)}")
    if card.public is False and "internal" not in kinds:
        said.append("不公开文书，对外使用前应当隐名处理")
    return list(dict.fromkeys(said))


def like_words(card: CaseCard) -> str:
    """Say how many cases count as one with this one: copies of it, and judgments of its series; "" for none."""
    return next((mark_words(mark) for mark in card.marks if mark.kind == _LIKE), "")


def warning_short(card: CaseCard) -> str:
    """Return the few characters a row shows beside the state of effect; "" where nothing bears on relying on it."""
    if card.status not in (None, Status.VALID):
        return status_name(card.status)
    kinds = {mark.kind for mark in card.marks}
    return next((short for kind, short in _SHORT.items() if kind in kinds), "")
