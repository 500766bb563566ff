"""Names of sections, axes, states, methods and elements. Belongs here: words for closed lists. Does not: sentences."""

import re

from localdb.model.behaviour import Act
from localdb.model.kinds import Authority, Axis, Effect, Level, Method, Section, Status, Trigger, Verdict
from localdb.model.report import Element

_SECTIONS = {
    Section.HEADING: ("首部", "首部"),
    Section.PARTIES: ("当事人", "当事人"),
    Section.PROCEDURE: ("审理经过", "经过"),
    Section.PRIOR: ("原审情况", "原审"),
    Section.CLAIMS: ("诉辩意见", "诉辩"),
    Section.EVIDENCE: ("证据认证", "证据"),
    Section.FACTS: ("查明事实", "案情"),
    Section.ISSUES: ("争议焦点", "焦点"),
    Section.REASONING: ("本院认为", "认为"),
    Section.STATUTES: ("裁判依据", "依据"),
    Section.DISPOSITION: ("裁判主文", "主文"),
    Section.TAIL: ("尾部", "尾部"),
    Section.APPENDIX: ("附录法条", "附录"),
}
_AXES = {Axis.FACTS: "基本事实", Axis.ISSUES: "争议焦点", Axis.LAW: "法律适用"}
_LEVELS = {
    Level.SUPREME: "最高人民法院",
    Level.HIGH: "高级人民法院",
    Level.INTERMEDIATE: "中级人民法院",
    Level.BASIC: "基层人民法院",
}
_EFFECTS = {
    Effect.EFFECTIVE: "裁判已经发生法律效力",
    Effect.PRESUMED: "依审级推定已生效（终审、特别程序等）",
    Effect.UNVERIFIED: "是否生效待核：认定为类案前须确认一次",
    Effect.PENDING: "裁判尚未生效，不作为类案",
    Effect.OVERTURNED: "裁判已被撤销或者改判，不作为类案",
}
_STATUSES = {
    Status.VALID: "有效",
    Status.INVALID: "已失效",
    Status.CHANGED: "已改判",
    Status.WITHDRAWN: "已出库",
}
_COURTS = {"高级人民法院": "高院", "中级人民法院": "中院", "人民法院": "法院"}
_COURT = re.compile("|".join(_COURTS))
_PROVINCE = re.compile(r"^[^省市区]{2,3}省|^[^省市]{2,7}自治区")
_CITY = re.compile(r"^[^省市区县]{2,8}[市州盟](?=[^第].*[区县市旗]法院$)")
_MODELS = {"labels": "案由预测模型"}
_ACTS = {Act.DWELL: "停留阅读", Act.COPY: "复制", Act.ADOPT: "采用"}
_PLATFORMS = {"local": "“类案”离线检索客户端本地案例库"}
_ADVICE = {
    Element.WHO: "请填写检索人姓名及职务。",
    Element.WHEN: "检索日志中没有检索记录，请先对本案进行一次类案检索。",
    Element.PLATFORM: "案例库中没有案例，请先导入或者同步。",
    Element.METHOD: "请先用关键词、法条关联或者案例关联方法检索一次。",
    Element.RESULT: "请先检索，并对返回的案例逐件认定是否类案；认定的类案应当已经生效。",
    Element.GIST: "已认定的类案中有的没有裁判要点，也没有“本院认为”，请改选其他类案或者补全该案例。",
    Element.ISSUES: "请在案件信息中写明待决案件的争议焦点。",
    Element.EFFECT: "认定的类案中有尚未确认生效、未生效、已撤销或者已不在案例库中的，请逐件确认或者改正认定。",
    Element.ANSWER: "当事人提交了指导性案例或者入库案例，请写明是否参照、参考及理由。",
    Element.USE: "请写明对检索结果的分析以及参照、参考的情况；未检索到类案的，写明检索过程和处理意见。",
}


def section_name(section: Section) -> str:
    """Name a section of a judgment."""
    return _SECTIONS[section][0] if section in _SECTIONS else str(section)


def section_short(section: Section) -> str:
    """Name a section in two characters or so, for tabs and badges."""
    return _SECTIONS[section][1] if section in _SECTIONS else str(section)


def court_forms(name: str) -> tuple[str, ...]:
    """Name a court ever more shortly, as courts do in speech: 江苏省苏州市虎丘区人民法院 to 虎丘区法院.

    Where the case number does not stand beside it, only the first form is unmistakable.
    """
    forms = [name, _COURT.sub(lambda found: _COURTS[found[0]], name)]
    for above in (_PROVINCE, _CITY):
        rest = above.sub("", forms[-1])
        forms.append(rest if len(rest) > len("高院") else forms[-1])
    return tuple(dict.fromkeys(forms))


def axis_name(axis: Axis) -> str:
    """Name an axis of similarity."""
    return _AXES.get(axis, str(axis))


def level_name(level: Level) -> str:
    """Name a level of courts."""
    return _LEVELS.get(level, str(level))


def effect_name(effect: Effect) -> str:
    """Name the state of effect in a few characters."""
    return str(effect.value)


def effect_words(effect: Effect) -> str:
    """Explain the state of effect and what follows from it."""
    return _EFFECTS.get(effect, str(effect))


def status_name(status: Status | None) -> str:
    """Name whether the source still stands by the case; "" where it does not say."""
    return _STATUSES.get(status, str(status)) if status else ""


def authority_name(authority: Authority) -> str:
    """Name what kind of case it is: 指导性案例, 入库参考案例, 裁判文书."""
    return str(authority.value)


def method_name(method: Method) -> str:
    """Name a method of searching (art 5)."""
    return str(method.value)


def verdict_name(verdict: Verdict) -> str:
    """Name the judge's verdict on a hit."""
    return str(verdict.value)


def trigger_words(trigger: Trigger) -> str:
    """Say for what reason a search is required (art 2)."""
    return str(trigger.value)


def platform_words(platform: str, sample: bool = False) -> str:
    """Name the platform searched (art 8); `platform` is a key of the core, or a name to be taken as it is."""
    return _PLATFORMS.get(platform, platform) + ("（演示数据）" if sample else "")


def model_name(name: str) -> str:
    """Name a model that `leian train` writes."""
    return _MODELS.get(name, f"模型 {name}")


def act_name(act: Act) -> str:
    """Name what the user did in a section."""
    return _ACTS.get(act, str(act))


def element_words(element: Element | str) -> str:
    """Name an element of art 8; takes the element or its key."""
    return str(element.value if isinstance(element, Element) else element)


def element_advice(element: Element | str) -> str:
    """Say how a missing element of art 8 is mended."""
    known = {str(each.value): text for each, text in _ADVICE.items()}
    return known.get(element_words(element), f"请补充“{element_words(element)}”。")
