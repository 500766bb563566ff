"""A hit and a tier header in words: what a screen reader says and what the hover card shows.

Belongs here: putting the words of desktop/words together for the list. Does not: painting, the model.
"""

from html import escape

from desktop.looks import current
from desktop.similar.rows import EmptyRow, HeaderRow, HitRow, Row
from desktop.words import (
    axis_name,
    day_words,
    effect_words,
    plain_title,
    reason_words,
    section_name,
    tier_name,
    tier_rule,
    tier_state_words,
    use_words,
    verdict_name,
)
from desktop.words.hits import badge_words, degree_words, standing_words, warning_short, warnings_of
from localdb.model.case import CaseCard
from localdb.model.kinds import Axis, Effect, TierState, Verdict
from localdb.model.similar import Hit

_PASSAGE = 160  # characters of a passage in the hover card


def title_of(card: CaseCard) -> str:
    """Return the title without its number, else what identifies the case."""
    return plain_title(card) or card.case_no or card.id


def one_line(text: str) -> str:
    """Join the paragraphs of a passage; Chinese needs no blank between them."""
    return "".join(line.strip() for line in text.splitlines())


def count_words(row: HeaderRow) -> str:
    """Say how many hits of a tier are listed, or why there are none."""
    if row.state is not TierState.SEARCHED:
        return state_words(row.state)
    if not row.found:
        return tier_state_words(row.state, 0)
    return f"{row.shown} 件" if row.shown == row.found else f"列出 {row.shown} / 返回 {row.found} 件"


def state_words(state: TierState) -> str:
    """Say why a tier was not searched."""
    return "未检索：上一层级已有类案" if state is TierState.STOPPED else tier_state_words(state)


def accessible_text(row: Row, verdict: Verdict | None = None) -> str:
    """Say a row in one breath."""
    if isinstance(row, EmptyRow):
        return "；".join(accessible_text(tier) for tier in row.tiers)
    if isinstance(row, HeaderRow):
        return f"{tier_name(row.tier)}，{count_words(row)}" + ("，已折叠" if row.folded else "")
    hit, card = row.hit, row.hit.card
    axes = "，".join(f"{axis_name(axis)}{degree_words(value)}" for axis, value in hit.axes.items())
    parts = (
        badge_words(hit),
        title_of(card),
        card.effect.value,
        warning_short(card),
        verdict_name(verdict) if verdict else "",
        card.court,
        card.case_no,
        card.date.isoformat() if card.date else "",
        axes,
        "不在本次检索结果中" if row.gone else "",
    )
    return "；".join(part for part in parts if part)


def header_html(row: HeaderRow | EmptyRow) -> str:
    """Explain a tier: its rule, its courts, what became of it, and the weight of its cases; shortly for several."""
    if isinstance(row, EmptyRow):
        return _sheet([f"<b>{escape(tier_name(tier.tier))}</b>　{escape(count_words(tier))}" for tier in row.tiers])
    lines = [f"<b>{escape(tier_name(row.tier))}</b>", escape(f"{count_words(row)}，{use_words(row.tier)}")]
    if row.courts:
        more = f" 等 {len(row.courts)} 个法院" if len(row.courts) > 6 else ""
        lines.append(_muted("本层级法院：" + "、".join(row.courts[:6]) + more))
    return _sheet([*lines, _muted(tier_rule(row.tier))])


def card_html(row: HitRow) -> str:
    """Tell everything of a hit that a row has no room for: full title, effect, reasons, one passage an axis."""
    hit, card = row.hit, row.hit.card
    day = day_words(card.date) if card.date else ""
    where = "，".join(part for part in (card.court, card.case_no or card.entry_no, day) if part)
    lines = [f"<b>{escape(title_of(card))}</b>", _muted(where)]
    lines.append(escape(standing_words(hit)))
    if card.effect in (Effect.EFFECTIVE, Effect.PRESUMED):
        lines.append(escape(effect_words(card.effect)))
    if row.gone:
        lines.append(_warn("不在本次检索结果中：正在阅读，故予保留"))
    lines += [_warn(words) for words in warnings_of(card)]
    if hit.reasons:
        lines.append("列出理由：" + escape("；".join(reason_words(reason) for reason in hit.reasons)))
    if hit.adopted:
        lines.append(f"您曾采用 {hit.adopted} 次")
    lines += [_passage(hit, axis) for axis in Axis if hit.axes]
    return _sheet([line for line in lines if line])


def _passage(hit: Hit, axis: Axis) -> str:
    value = hit.axes.get(axis)
    if value is None:
        return _muted(f"{axis_name(axis)}：草稿或该案没有可供比较的内容")
    head = f"<b>{axis_name(axis)} {degree_words(value)}</b>"
    found = next((passage for passage in hit.passages if passage.axis is axis), None)
    if found is None:
        return head
    text = one_line(found.text)
    text = text[:_PASSAGE] + ("……" if len(text) > _PASSAGE else "")
    return f"{head} {_muted(section_name(found.section))}<br>“{escape(text)}”"


def _sheet(lines: list[str]) -> str:
    body = "".join(f"<p style='margin:2px 0'>{line}</p>" for line in lines)
    return f"<div>{body}</div>"


def _muted(text: str) -> str:
    return f"<span style='color:{current().muted}'>{escape(text)}</span>"


def _warn(text: str) -> str:
    return f"<span style='color:{current().warn}'>{escape(text)}</span>"
