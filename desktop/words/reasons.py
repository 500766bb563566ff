"""Why a hit is there and what to mind about it. Belongs here: wording of reasons and marks. Does not: finding them.

Each wording takes the values of a reason or mark in order (localdb/ranking/reasons.py and marks.py say which). A kind
that is not listed falls back to its values, so that a newer core is never mute.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desktop.words.days import day_words
from desktop.words.feed import elsewhere_words
from desktop.words.names import section_name
from localdb.model.case import Mark
from localdb.model.kinds import Section
from localdb.model.similar import Reason

# Why a search for similar cases looked for nothing at all.
NOTHING_TOLD = "文本中没有可供比对的案情（只有首部、告知等程式文字，或者没有汉字），未作检索。"

_DISORDERS = {
    "garbled": "有乱码或者缺字",
    "repeated": "内容重复",
    "remains": "夹有网页代码",
    "truncated": "末尾可能不完整",
}
_STATE = "中华人民共和国"
_INTERPRETER = "最高人民"  # 法院, 检察院
_Wording = Callable[[Sequence[str]], str]
_FIELDS = {
    "court": "法院",
    "case_no": "案号",
    "date": "裁判日期",
    "case_type": "案件类型",
    "charge": "罪名",
    "cause": "案由",
}


def reason_words(reason: Reason) -> str:
    """Say in one clause why a hit is there."""
    return _said(_REASONS, reason.kind, reason.values) or "内容与本案相近"


def mark_words(mark: Mark) -> str:
    """Say in one clause what to mind about a case."""
    return _said(_MARKS, mark.kind, mark.values) or "使用前请核对该案例的效力"


def marks_words(marks: Sequence[Mark]) -> list[str]:
    """Say what to mind about a case, each thing once and in the order of the marks; several laws share a sentence."""
    alike = {kind: [mark.values for mark in marks if mark.kind == kind] for kind in _TOGETHER}
    several = {kind for kind, laws in alike.items() if len(laws) > 1}
    said = (_TOGETHER[mark.kind](alike[mark.kind]) if mark.kind in several else mark_words(mark) for mark in marks)
    return list(dict.fromkeys(said))


def untold_words(names: Sequence[str]) -> str:
    """Say of which queries nothing was searched for, and why."""
    more = f"等 {len(names)} 条" if len(names) > 5 else ""
    return f"{'、'.join(names[:5])}{more}：{NOTHING_TOLD}"


def added_words(added: Sequence[str], most: int = 12) -> str:
    """Say what was looked for beside the words typed; "" when nothing was."""
    if not added:
        return ""
    more = f"等{len(added)}项" if len(added) > most else ""
    return f"一并检索：{_all(added[:most])}{more}"


def _said(table: Mapping[str, _Wording], kind: str, values: Sequence[str]) -> str:
    present = [value for value in values if value]
    return table[kind](values) if kind in table else _all(present)


def _all(values: Sequence[str]) -> str:
    return "、".join(value for value in values if value)


def _list(head: str) -> _Wording:
    return lambda values: f"{head}：{_all(values)}" if _all(values) else head


def _value(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _recent(values: Sequence[str]) -> str:
    return f"近三年生效（{_day(_value(values, 0))}）" if _value(values, 0) else "近三年生效"


def _withdrawn(values: Sequence[str]) -> str:
    status, successor = _value(values, 0), _value(values, 1).rpartition(":")[2]
    said = f"来源已注明{status}" if status and status != "有效" else "该案例已有变更"
    return f"{said}，被{successor}取代" if successor else said


def _dropped(values: Sequence[str]) -> str:
    number, since, by = (_value(values, place) for place in range(3))
    ground = f"（{by}）" if by else ""
    start = f"自{_day(since)}起" if since else ""
    return f"指导性案例{number}号{start}不再参照{ground}"


def _check(values: Sequence[str]) -> str:
    laws = _all(values[1:])
    ground = f"所依据的{laws}已经修改或者废止" if laws else "所依据的法律已经修改或者废止"
    return f"待核：{ground}，参照前请核对是否与现行法律相冲突"


def _repealed(values: Sequence[str]) -> str:
    law, day, successor = (_value(values, place) for place in range(3))
    since = f"自{_day(day)}起" if day else "已经"
    now = f"，现行规定见{_named(successor)}" if successor else ""
    return f"援引的{_named(law)}{since}废止{now}，请核对应适用的法律"


def _governs(values: Sequence[str]) -> str:
    law, day = _value(values, 0), _value(values, 1)
    since = f"（{_day(day)}废止）" if day else "（已废止）"
    return f"援引的{_named(law)}{since}在本案事实发生时有效，可能仍应适用"


def _all_repealed(laws: Sequence[Sequence[str]]) -> str:
    """Name the laws by what replaced them; the day once where it is the same for all."""
    days = {_value(law, 1) for law in laws}
    groups = _grouped(laws, lambda law: (_value(law, 1), _value(law, 2)))
    if len(groups) == 1:
        ((day, now), names), *_ = groups.items()
        since = f"自{_day(day)}起" if day else "均已"
        return f"援引的{names}{since}废止{f'，现行规定见{_brief(now)}' if now else ''}，请核对应适用的法律"
    parts = []
    for (day, now), names in groups.items():
        told = [f"自{_day(day)}起废止"] if day and len(days) > 1 else []
        told += [f"现行规定见{_brief(now)}"] if now else []
        parts.append(f"{names}（{'，'.join(told)}）" if told else names)
    since = f"自{_day(next(iter(days)))}起" if len(days) == 1 and any(days) else "已经"
    return f"援引的{len(laws)}件法律、司法解释等{since}废止，请核对应适用的法律：{'、'.join(parts)}"


def _all_governing(laws: Sequence[Sequence[str]]) -> str:
    groups = _grouped(laws, lambda law: (_value(law, 1),))
    parts = [f"{names}（{_day(day)}废止）" if day else f"{names}（已废止）" for (day,), names in groups.items()]
    return f"援引的{'、'.join(parts)}在本案事实发生时有效，可能仍应适用"


def _grouped(
    laws: Sequence[Sequence[str]], key: Callable[[Sequence[str]], tuple[str, ...]]
) -> dict[tuple[str, ...], str]:
    """Write the names of laws of one key side by side, laws before what interprets them."""
    groups: dict[tuple[str, ...], str] = {}
    for law in sorted(laws, key=lambda law: _value(law, 0).startswith(_INTERPRETER)):
        groups[key(law)] = groups.get(key(law), "") + _brief(_value(law, 0))
    return groups


def _brief(law: str) -> str:
    """Name a law as judgments do after its first mention."""
    return _named(law.removeprefix(_STATE).replace(f"〈{_STATE}", "〈"))


def _by(values: Sequence[str]) -> str:
    return _value(values, 1) + _value(values, 0) or "其他裁判"


def _section(value: str) -> str:
    return section_name(Section(value)) if value in set(Section) else value


def _named(law: str) -> str:
    return f"《{law}》" if law and not law.startswith("《") else law or "法律"


_REASONS: Mapping[str, _Wording] = {
    "cause": _list("案由相同"),
    "charge": _list("罪名相同"),
    "likely_cause": _list("案由或者罪名与本案推测的一致"),
    "statutes": _list("援引相同法条"),
    "elements": _list("案件要素相同"),
    "differences": _list("关键差异（本案 / 该案例）"),
    "facts": _list("基本事实相近"),
    "issues": _list("争议焦点相近"),
    "law": _list("法律适用相近"),
    "words": _list("共同用语"),
    "recent": _recent,
    "term": _list("含有检索词"),
    "synonym": _list("含有同义词"),
    "phrase": _list("含有原句"),
    "number": _list("案号或者编号相符"),
    "court": _list("法院相符"),
    "attention": lambda values: _list("与您常看的部分相近")([_section(value) for value in values]),
    "adopted": lambda values: f"曾采用{_value(values, 0)}次" if _value(values, 0) else "曾采用该案例",
}
_MARKS: Mapping[str, _Wording] = {
    "replaced": lambda values: f"{_day(_value(values, 0))}由发布法院更正，与检索、采用时的文本不同，请重新核对",
    "withdrawn": _withdrawn,
    "not_effective": lambda values: f"裁判{_value(values, 0) or '未生效'}，不作为类案",
    "elsewhere": lambda values: (
        f"{elsewhere_words(_value(values, 0), _day(_value(values, 1)), _value(values, 2))}，请核实后再用"
    ),
    "revoked": lambda values: f"已被{_by(values)}撤销",
    "revoked_in_part": lambda values: f"部分内容已被{_by(values)}撤销，参照前请核对",
    "unverified": lambda values: "是否生效待核，认定为类案前须确认",
    "guiding_dropped": _dropped,
    "guiding_check": _check,
    "repealed": _repealed,
    "governs": _governs,
    "contradiction": lambda values: (
        f"著录信息与文书正文不一致：{_all([_FIELDS.get(value, value) for value in values]) or '请核对'}"
    ),
    "thin": lambda values: "说理简略，参考价值有限",
    "disorder": lambda values: f"文本有误：{_all([_DISORDERS.get(value, value) for value in values]) or '请核对原文'}",
    "folded": lambda values: f"另有{_value(values, 0)}件同类文书",
    "internal": lambda values: "内部案例，对外使用前应当隐名处理",
}
_TOGETHER: Mapping[str, Callable[[Sequence[Sequence[str]]], str]] = {  # kinds of which a case may have many
    "repealed": _all_repealed,
    "governs": _all_governing,
}
