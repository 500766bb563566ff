"""Sentences that the report and the note share. Belongs here: wording over a Report. Does not: order, tables."""

import re
from collections.abc import Collection, Iterable

from desktop import words
from localdb.model.kinds import Tier
from localdb.model.matter import Matter
from localdb.model.report import Report, ReportCase

RULE = "《最高人民法院关于统一法律适用加强类案检索的指导意见（试行）》（法发〔2020〕24号，以下简称《指导意见》）"
_LOCAL = (
    "人民法院案例库仅检索其已收入本地案例库的部分，未联网检索；"
    "本{form}所称未检索到、未返回，均指在本地案例库中未检索到、未返回。"
)
_PART = re.compile("特别行政区|自治[区州县]|人民法院|兵团|[省市州县区]")
_LAW = re.compile(r"^(《[^》]+》(?:（[^）]*）)?)(.*)$", re.DOTALL)


def flat(text: str) -> str:
    """Return the text as one paragraph, single-spaced."""
    return re.sub(r"\s*\n\s*", "", text.strip())


def ended(text: str, mark: str = "。") -> str:
    """Return the text in one paragraph with a mark at its end."""
    one = flat(text)
    return one if not one or one[-1] in "。！？；…”》" else one + mark


def matter_name(matter: Matter) -> str:
    """Name the matter within a sentence, without the final 案: `…纠纷`, else its number, else 待决."""
    return flat(matter.title).removesuffix("一案").removesuffix("案") or matter.case_no or "待决案件"


def searcher(report: Report) -> str:
    """Say who searched, with court and tribunal where the name does not hold them."""
    matter, who = report.matter, flat(report.searcher)
    if matter.court and matter.court in who:
        return ended(who)
    tribunal = "" if matter.tribunal in who else matter.tribunal
    return ended(f"{matter.court}{tribunal}{who}")


def times(report: Report) -> str:
    """Say from when to when and how often."""
    days = [search.at.date() for search in report.searches] + ([report.began.date()] if report.began else [])
    runs = sum(report.runs) or len(report.searches)
    return f"{words.span_words(days)}，共检索{runs}次。"


def platform(report: Report) -> str:
    """Say what was searched: platform, version and size as they were then (art 3), how new."""
    versions = sorted({search.library_version for search in report.searches} or {report.library_version})
    version = "至".join(f"第{each}版" for each in dict.fromkeys((versions[0], versions[-1])))
    latest = max(report.searches, key=lambda search: search.library_version, default=None)
    size = latest.library_cases if latest else report.library_cases
    current = versions[-1] == report.library_version and report.library_newest
    newest = f"，所收案例最新至{words.day_words(report.library_newest)}" if current else ""
    name = words.platform_words(report.platform, report.sample)
    return f"{name}（数据{version}，收录案例{size}件{newest}）。{_LOCAL.format(form=report.kind.value[-2:])}"


def outcome(report: Report) -> str:
    """Say in one sentence what was found, by weight; hits are never called similar cases.

    SPP guiding cases belong to no tier and are no judgments: they are told apart and counted nowhere.
    """
    ranked = [count for count in report.tiers if count.tier is not Tier.PROCURATORIAL]
    returned, opened = sum(count.returned for count in ranked), sum(count.opened for count in ranked)
    start = f"共返回案例{returned}件次，实际阅读{opened}件，" if returned else "各层级均未返回案例，"
    bound = sum(words.binds(case.hit.tier) for case in report.cases)
    known = sum(case.hit.tier is Tier.PROCURATORIAL for case in report.cases)
    apart = f"；另列供了解的检察指导性案例{known}件" if known else ""
    similar = len(report.cases) - known
    if not similar:
        return f"{start}未检索到类案{apart}。"
    parts = [f"应当参照的指导性案例{bound}件"] if bound else []
    if similar - bound:
        parts.append(f"可以作为裁判参考的{similar - bound}件")
    found = f"{start if returned else ''}认定类案{similar}件，其中{'、'.join(parts)}{apart}。"
    unread = similar - opened
    return found if unread <= 0 else f"{found}认定类案的件数多于阅读记录，其中至少{unread}件没有在本平台阅读的记录。"


def nothing_found(report: Report) -> str:
    """Say that no similar case was found, which is a valid result, and on what ground."""
    dismissed = f"对返回案例中的{len(report.rejected)}件作出了不属于类案的认定。" if report.rejected else ""
    ground = "未检索到与本案在基本事实、争议焦点、法律适用方面具有相似性且已经生效的案例。"
    return f"按照前列层级和方法检索，{ground}{dismissed}"


def weight(case: ReportCase) -> str:
    """Say 应当参照 or 可以参考 with its ground, and what was done, where the judge has said so."""
    if words.binds(case.hit.tier):
        text = "系最高人民法院指导性案例，依照《指导意见》第九条第一款，应当参照作出裁判"
        done = {True: "本案予以参照", False: "本案不予参照，理由见检索结果运用情况", None: ""}
    else:
        text = f"依照《指导意见》第九条第二款，{words.use_words(case.hit.tier)}"
        if words.is_dropped(case.hit.card):
            text = f"原系指导性案例，现仅作为生效裁判列入，不引述其裁判要点；{text}"
        if case.hit.tier is Tier.PROCURATORIAL:
            text = "系最高人民检察院指导性案例，不列入类案层级，供了解"
        elif case.hit.tier is Tier.ENTRY:
            text = "系人民法院案例库入库案例，可以参考，其裁判要旨可以作为说理依据，不得作为裁判依据引用"
        done = {True: "本案予以参考", False: "本案不予参考", None: ""}
    return f"{text}；{done[case.judged.followed]}。" if done[case.judged.followed] else f"{text}。"


def statutes_by_law(statutes: Iterable[str], repealed: Collection[str] = ()) -> tuple[str, ...]:
    """Join articles of one law into one line each, the laws in the order given; say which of them are repealed."""
    laws: dict[str, list[str]] = {}
    for statute in statutes:
        match = _LAW.match(statute.strip())
        law, article = (match[1], match[2]) if match else (statute.strip(), "")
        articles = laws.setdefault(law, [])
        if article and article not in articles:
            articles.append(article)
    return tuple(f"{law}{_gone(law, repealed)}{'、'.join(articles)}" for law, articles in laws.items())


def _gone(law: str, repealed: Collection[str]) -> str:
    name = law.partition("《")[2].rpartition("》")[0]
    return "（已废止）" if name in repealed or f"中华人民共和国{name}" in repealed else ""


def balanced(name: str, longest: int = 19) -> tuple[str, ...]:
    """Break a name too long for one line of the title where one of its parts ends, as near the middle as can be."""
    if len(name) <= longest:
        return (name,)
    ends = [match.end() for match in _PART.finditer(name) if match.end() < len(name)]
    middle = min(ends, key=lambda end: (abs(end - len(name) / 2), -end), default=len(name) // 2)
    return name[:middle], name[middle:]
