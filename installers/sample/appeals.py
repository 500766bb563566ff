# ruff: noqa: E501 - sentences of judgments stay on one line
"""Second-instance and retrial judgments of civil and administrative cases, built on a first-instance document.

Belongs here: 上诉、再审 layout and what becomes of the first instance. Does not: criminal appeals (criminal.py).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from installers.sample.civil import who
from installers.sample.courts import COURTS
from installers.sample.draws import Party
from installers.sample.layout import (
    Document,
    cause_of,
    clause,
    heading,
    numbered,
    orders,
    party_lines,
    statutes,
    tail,
    verdict,
)
from installers.sample.numbers import chinese_day, court_fee, plain_amount
from installers.sample.scene import Scene
from installers.sample.statutes import ordered, procedural


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the words that differ between an appeal and a retrial."""

    title: str
    mover: str
    other: str
    lower: str
    says: str
    trial: str


_APPEAL = Words("二审", "上诉人", "被上诉人", "一审", "上诉请求", "二审")
_RETRIAL = Words("再审", "再审申请人", "被申请人", "原审", "再审请求", "再审")


def second_instance(first: Document, number: str, court: str, changed: bool, retrial: bool = False) -> Document:
    """Write the appeal (or retrial) of a first-instance document: affirmed, or changed where the first erred."""
    scene, words = first.scene, _RETRIAL if retrial else _APPEAL
    administrative = scene.plot.kind == "行政"
    day = first.day + timedelta(days=scene.rng.randint(70, 150) + (220 if retrial else 0))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    day = min(day, date(2026, 10, 30))
    mover = _mover(scene, changed)
    scene.names["详论"] = not changed
    scene.names["复述"] = scene.rng.random() < 0.75 and len(scene.lines("查明")) > 1
    reasoning = [_retold(line, words) for line in _reasoning(scene, words, mover, changed)]
    disposition = _disposition(scene, first, words, changed)
    kind = "行政" if administrative else "民事"
    title = f"{kind}判决书"
    text = "\n".join(
        [
            *heading(court, title, number),
            *_parties(scene, words, mover, day),
            _procedure(scene, words, first, mover, day, administrative),
            *_claims(scene, words, mover, changed),
            *_prior(scene, words, first),
            *_found(scene, words, changed),
            *_issues(scene, words),
            *reasoning,
            _statutes(scene, day, changed, retrial, administrative),
            *disposition,
            *_fees(scene, words, mover, changed, administrative),
            "本判决为终审判决。",
            *tail(scene, day, lay=False),
        ]
    )
    other = next(name for name in _others(scene, mover))
    record: dict[str, object] = {
        "title": f"{mover.name}与{other.name}{scene.cause}{words.title}{title}",
        "court": court,
        "case_no": number,
        "date": day.isoformat(),
        "case_type": kind,
        "doc_type": title,
        "trial": words.trial,
        "cause": cause_of(scene),
        "full_text": text,
    }
    return Document(record, scene, number, court, day, disposition, "\n".join(reasoning), mover=mover.short)


def _mover(scene: Scene, changed: bool) -> Party:
    lines = scene.lines("改判上诉人" if changed else "上诉人") or ["P" if changed else "D"]
    return scene.party(lines[0])


def _others(scene: Scene, mover: Party) -> list[Party]:
    return [party for _, party in scene.parties() if party is not mover]


def _parties(scene: Scene, words: Words, mover: Party, day: date) -> list[str]:
    lines: list[str] = []
    sides = {title for title, party in scene.parties() if party is mover}
    ranked = sorted(scene.parties(), key=lambda pair: pair[1] is not mover)
    for title, party in ranked:
        same = title in sides and party is not mover
        name = words.mover if party is mover else (f"原审{title}" if same or title == "第三人" else words.other)
        origin = "" if name.startswith("原审") else f"原审{title}"
        lines += party_lines(scene, name, party, day, lawyer=scene.rng.random() < 0.7, origin=origin)
    return lines


def _procedure(scene: Scene, words: Words, first: Document, mover: Party, day: date, administrative: bool) -> str:
    others = "、".join(party.short for party in _others(scene, mover))
    since = day - timedelta(days=scene.rng.randint(30, 58))
    begun = chinese_day(since)
    cause = scene.cause + "一案"
    way = scene.say(
        "{依法组成合议庭，公开开庭进行了审理|依法组成合议庭进行了审理|依法组成合议庭，经过阅卷、调查和询问当事人，不开庭进行了审理}"
    )
    if words is _RETRIAL:
        return (
            f"{words.mover}{mover.short}因与{words.other}{others}{cause}，不服{first.court}{first.number}{'行政' if administrative else '民事'}判决，"
            f"向本院申请再审。本院裁定提审本案后，依法另行组成合议庭，开庭审理了本案。本案现已审理终结。"
        )
    return (
        f"{words.mover}{mover.short}因与{words.other}{others}{cause}，不服{first.court}{first.number}{'行政' if administrative else '民事'}判决，"
        f"向本院提起上诉。本院于{begun}立案后，{way}。本案现已审理终结。"
    )


def _retold(text: str, words: Words) -> str:
    """Return what a plot says of an appeal in the words of a retrial."""
    if words is _APPEAL:
        return text
    return (
        text.replace("被上诉人", "被申请人")
        .replace("上诉人", "再审申请人")
        .replace("上诉理由", "再审理由")
        .replace("一审", "原审")
    )


def _claims(scene: Scene, words: Words, mover: Party, changed: bool) -> list[str]:
    grounds = _retold(scene.text("改判上诉" if changed else "上诉").replace("\n", ""), words)
    asks = scene.say("{撤销一审判决，依法改判|依法撤销原判，改判支持其主张|撤销一审判决，改判或者发回重审}")
    if words is _RETRIAL:
        asks = "撤销原判，依法改判"
    answer = scene.say(
        "{一审判决认定事实清楚，适用法律正确，请求驳回上诉，维持原判|原判正确，应予维持|其上诉理由没有事实和法律依据，请求依法驳回}"
    )
    if words is _RETRIAL:
        answer = "原审判决并无不当，请求驳回再审请求"
    others = "、".join(party.short for party in _others(scene, mover)[:1])
    return [
        f"{mover.short}{'申请再审请求' if words is _RETRIAL else '上诉请求'}：{asks}。{scene.say('{事实和理由|事实与理由}')}：{grounds}",
        f"{others}辩称，{answer}。",
    ]


def _prior(scene: Scene, words: Words, first: Document) -> list[str]:
    plaintiffs = who(scene, "原告")
    wants = numbered(scene.lines("请求"))
    facts = scene.lines("查明")
    reasons = verdict(scene, "认为")
    ruled = "".join(orders(verdict(scene, "主文")))
    low = words.lower
    lines = [
        f"{plaintiffs}向{low}法院{scene.say('{起诉请求|提出诉讼请求}')}：{wants}",
        f"{low}法院{scene.say('{认定事实|经审理查明|查明}')}：{facts[0]}",
        *([] if scene.has("复述") else facts[1:]),
    ]
    shown = reasons
    if scene.names.get("详论"):
        shown = reasons[:1] if len(reasons) > 1 else ["。".join(reasons[0].rstrip("。").split("。")[-2:]) + "。"]
    articles = clause(
        ordered(scene.articles("误判依据" if scene.has("误") and scene.plot.section("误判依据") else "依据"))
    )
    return [*lines, f"{low}法院认为，{''.join(shown)}{low}法院{articles}，判决：{ruled}"]


def _found(scene: Scene, words: Words, changed: bool) -> list[str]:
    news = scene.text("改判查明" if changed else "二审查明")
    if scene.has("复述"):
        facts = scene.lines("查明")
        last = scene.say(
            f"{{以上事实，有{words.lower}判决所列证据及{words.trial}庭审笔录在案佐证。|上述事实与{words.lower}认定一致，本院予以确认。|上述事实，当事人在{words.trial}中均无新的反驳证据，本院予以确认。}}"
        )
        return [
            f"{scene.say('{本院经审理查明|经本院审理查明|本院' + words.trial + '查明}')}：{facts[0]}",
            *facts[1:],
            *([f"{words.trial}另查明，{news}"] if news else []),
            last,
        ]
    if news:
        return [
            f"本院{words.trial}期间，当事人围绕{words.says}依法提交了证据。本院组织当事人进行了证据交换和质证。",
            f"本院{words.trial}另查明，{news}",
            f"对{words.lower}法院查明的其他事实，本院予以确认。",
        ]
    return [
        scene.say(f"{{{words.trial}中，当事人没有提交新证据。|本院{words.trial}期间，各方当事人均未提交新的证据。|}}")
        + scene.say(
            f"{{本院经审理查明，{words.lower}判决认定的事实属实，有相关证据予以佐证，本院予以确认。|经审理查明，本院{words.trial}查明的事实与{words.lower}法院认定的事实一致，本院予以确认。|"
            f"本院{words.trial}查明，{words.lower}判决认定的基本事实清楚，当事人亦无争议，本院予以确认。}}"
        )
    ]


def _issues(scene: Scene, words: Words) -> list[str]:
    lines = scene.lines("焦点")
    if not lines or scene.rng.random() < 0.3:
        return []
    wanted = lines[0].rstrip("。") + "。" if len(lines) == 1 else numbered(lines, "一")
    return [
        scene.say(f"{{根据各方当事人的诉辩意见，本案{words.trial}争议焦点为|本案{words.trial}的争议焦点是}}：") + wanted
    ]


def _reasoning(scene: Scene, words: Words, mover: Party, changed: bool) -> list[str]:
    lines = scene.lines("改判认为" if changed else "二审认为")
    if scene.names.get("详论"):
        own = scene.say(scene.plot.section("认为")).split("\n")
        lines = [*(own[1:] or own), *lines]
    if changed:
        last = scene.say(
            f"{{综上所述，|综上，}}{mover.short}的{words.says}{{成立|有事实和法律依据}}，{{应予支持|本院予以支持}}；"
            f"{words.lower}判决{{认定事实清楚，但适用法律错误，应予纠正|适用法律不当，本院依法予以改判}}。"
        )
    else:
        last = scene.say(
            f"{{综上所述，|综上，}}{mover.short}的{words.says}不能成立，{{应予驳回|依法应予驳回}}；"
            f"{words.lower}判决认定事实清楚，适用法律正确，{{应予维持|依法予以维持}}。"
        )
    return ["本院认为，" + lines[0], *lines[1:], last]


def _statutes(scene: Scene, day: date, changed: bool, retrial: bool, administrative: bool) -> str:
    if administrative:
        article = "行诉法 89p1i2" if changed else "行诉法 89p1i1"
        more: list[str] = []
    else:
        article = f"民诉法 {procedural(day, '二审改判' if changed else '二审维持')}"
        more = [f"民诉法 {procedural(day, '再审')}"] if retrial else []
    own = scene.articles("改判依据") if changed and scene.plot.section("改判依据") else []
    return f"{clause(ordered([*own, *more, article]))}，判决如下："


def _disposition(scene: Scene, first: Document, words: Words, changed: bool) -> list[str]:
    if not changed:
        return ["驳回上诉，维持原判。" if words is _APPEAL else "维持原判。"]
    kind = "行政" if scene.plot.kind == "行政" else "民事"
    return orders([f"撤销{first.court}{first.number}{kind}判决", *scene.lines("主文")])


def _fees(scene: Scene, words: Words, mover: Party, changed: bool, administrative: bool) -> list[str]:
    if administrative:
        payer = _others(scene, mover)[0].short if changed else mover.short
        return [f"一、二审案件受理费各50元，均由{payer}负担。" if changed else f"二审案件受理费50元，由{payer}负担。"]
    claim = scene.number("claim")
    fee = plain_amount(court_fee(claim) if claim else scene.number("fee") or 100)
    payer = _others(scene, mover)[0].short if changed else mover.short
    if words is _RETRIAL:
        return [f"案件受理费{fee}元，由{payer}负担。"]
    if changed:
        return [f"一审案件受理费{fee}元，由{payer}负担；二审案件受理费{fee}元，由{payer}负担。"]
    return [f"二审案件受理费{fee}元，由{payer}负担。"]


def remanded(first: Document, number: str, court: str, why: str) -> Document:
    """Write a ruling that sends the case back: basic facts unclear (`why` says which)."""
    scene = first.scene
    administrative = scene.plot.kind == "行政"
    kind = "行政" if administrative else "民事"
    day = first.day + timedelta(days=scene.rng.randint(70, 130))
    mover = _mover(scene, False)
    others = "、".join(party.short for party in _others(scene, mover))
    article = "行诉法 89p1i3" if administrative else f"民诉法 {procedural(day, '发回')}"
    disposition = orders([f"撤销{first.court}{first.number}{kind}判决", f"本案发回{first.court}重审"])
    reasoning = "本院认为，" + why
    text = "\n".join(
        [
            *heading(court, f"{kind}裁定书", number),
            *_parties(scene, _APPEAL, mover, day),
            f"上诉人{mover.short}因与被上诉人{others}{scene.cause}一案，不服{first.court}{first.number}{kind}判决，向本院提起上诉。本院依法组成合议庭对本案进行了审理。",
            *_claims(scene, _APPEAL, mover, False),
            reasoning,
            f"{clause([article])}，裁定如下：",
            *disposition,
            *([] if administrative else [f"上诉人{mover.short}预交的二审案件受理费予以退回。"]),
            *tail(scene, day, lay=False),
        ]
    )
    record: dict[str, object] = {
        "title": f"{mover.name}与{_others(scene, mover)[0].name}{scene.cause}二审{kind}裁定书",
        "court": court,
        "case_no": number,
        "date": day.isoformat(),
        "case_type": kind,
        "doc_type": f"{kind}裁定书",
        "trial": "二审",
        "cause": cause_of(scene),
        "statutes": statutes([article]),
        "full_text": text,
    }
    return Document(record, scene, number, court, day, disposition, reasoning)


def upper(court: str) -> str:
    """Return the court above an invented one."""
    return COURTS[court].parent
