# ruff: noqa: E501 - sentences of judgments stay on one line
"""First-instance civil judgments and rulings, in the order the 2016 document styles give.

Belongs here: civil layout. Does not: appeals (appeals.py), what a case says (plots/).
"""

from installers.sample.layout import (
    Document,
    absent,
    appendix,
    cause_of,
    clause,
    heading,
    joined,
    numbered,
    orders,
    party_lines,
    tail,
    verdict,
    verdict_articles,
)
from installers.sample.numbers import court_fee, plain_amount
from installers.sample.scene import Scene
from installers.sample.statutes import procedural


def first_instance(scene: Scene, number: str) -> Document:
    """Write a first-instance civil judgment, or a ruling where the plot is one."""
    ruling = "裁定" in scene.plot.head
    title = "民事裁定书" if ruling else "民事判决书"
    reasoning = _reasoning(scene)
    disposition = orders(verdict(scene, "主文"))
    facts = scene.lines("查明")
    text = "\n".join(
        [
            *heading(scene.court.name, title, number),
            *_parties(scene),
            _procedure(scene),
            *_claims(scene),
            *_evidence(scene),
            *_facts(scene, facts),
            *issues(scene),
            *reasoning,
            _statutes(scene, ruling),
            *disposition,
            *_after(scene, ruling),
            *tail(scene, scene.judged, panel=not scene.has("独任")),
            *appendix(scene, verdict_articles(scene)),
        ]
    )
    names = [party.name for _, party in scene.parties()]
    cause = scene.cause
    record: dict[str, object] = {
        "title": f"{names[0]}与{names[1]}等{cause}一审{title}"
        if len(names) > 2
        else f"{names[0]}与{names[1]}{cause}一审{title}",
        "court": scene.court.name,
        "case_no": number,
        "date": scene.judged.isoformat(),
        "case_type": "民事",
        "doc_type": title,
        "trial": "一审",
        "cause": cause_of(scene),
        "full_text": text,
    }
    return Document(
        record, scene, number, scene.court.name, scene.judged, disposition, "\n".join(reasoning), "\n".join(facts)
    )


def _parties(scene: Scene) -> list[str]:
    lines: list[str] = []
    for title, party in scene.parties():
        away = scene.has("缺席") and title == "被告"
        lines += party_lines(scene, title, party, scene.judged, lawyer=not away and scene.rng.random() < 0.7)
    return lines


def who(scene: Scene, wanted: str) -> str:
    """Return the short names of those in a role, joined by 、."""
    return "、".join(party.short for title, party in scene.parties() if title == wanted)


def _procedure(scene: Scene) -> str:
    plaintiffs, defendants, third = who(scene, "原告"), who(scene, "被告"), who(scene, "第三人")
    simple = scene.rng.random() < 0.35 and not scene.has("普通")
    scene.names["独任"] = simple
    way = "依法适用简易程序，公开开庭进行了审理" if simple else "依法适用普通程序，公开开庭进行了审理"
    if scene.plot.head.get("不公开"):
        way = way.replace("公开开庭", "不公开开庭")
    came = f"{scene.say('{原告|}')}{plaintiffs}及被告{defendants}到庭参加诉讼"
    if scene.has("缺席"):
        came = f"原告{plaintiffs}到庭参加诉讼，被告{defendants}经传票传唤无正当理由拒不到庭参加诉讼"
    elif scene.rng.random() < 0.5:
        came = f"原告{plaintiffs}{scene.say('{的委托诉讼代理人|}')}、被告{defendants}{scene.say('{的委托诉讼代理人|}')}到庭参加诉讼"
    return (
        f"原告{plaintiffs}与被告{defendants}{f'、第三人{third}' if third else ''}{scene.cause}一案，"
        f"本院于{scene.say('<filed>')}{scene.say('{立案|立案受理}')}后，{way}。{came}。本案现已审理终结。"
    )


def _claims(scene: Scene) -> list[str]:
    wants = numbered(scene.lines("请求"))
    story = scene.text("诉称").replace("\n", "")
    lines = [
        f"{scene.say('{原告|}')}{who(scene, '原告')}向本院提出诉讼请求：{wants}"
        f"{scene.say('{事实和理由|事实与理由}')}：{story}"
    ]
    if scene.has("缺席"):
        return [*lines, f"被告{who(scene, '被告')}未到庭参加诉讼，亦未提交书面答辩意见。"]
    return lines + joined(scene.lines("辩称"))


def _evidence(scene: Scene) -> list[str]:
    mine = [line[2:] for line in scene.lines("证据") if line.startswith("原:")]
    theirs = [] if scene.has("缺席") else [line[2:] for line in scene.lines("证据") if line.startswith("被:")]
    lines = []
    if not mine:
        return []
    opening = "{当事人围绕诉讼请求依法提交了证据，本院组织当事人进行了证据交换和质证。|本院经审理，对当事人提交的证据作如下归纳。|}"
    if scene.has("缺席"):
        opening = "{原告围绕诉讼请求提交了证据，被告未到庭，视为放弃质证的权利。|}"
    lines.append(scene.say(opening) + f"原告{who(scene, '原告')}提交了以下证据：{numbered(mine)}")
    if theirs:
        lines.append(f"被告{who(scene, '被告')}提交了以下证据：{numbered(theirs)}")
    lines.append(
        scene.text("认证")
        or scene.say(
            "{对当事人无异议的证据，本院予以确认并在卷佐证；对有异议的证据，本院结合全案事实综合认定。|"
            "上述证据经庭审质证，来源合法、内容真实、与本案有关联的，本院依法予以采信。|"
            "经审查，上列书证均有原件核对，与当事人陈述能够相互印证，<~采信>。|}"
        )
    )
    return absent(*lines)


def _facts(scene: Scene, facts: list[str]) -> list[str]:
    opening = scene.say("{经审理查明|本院经审理认定事实如下|根据当事人陈述和经审查确认的证据，本院认定事实如下}：")
    proof = [line[2:].split("，")[0] for line in scene.lines("证据") if line.startswith("原:")]
    closing = (
        "上述事实，有"
        + "、".join(proof[:4])
        + scene.say(
            "{以及当事人陈述、庭审笔录等在案佐证。|及当事人的当庭陈述等证据予以证实。|等证据在案为凭，并经庭审质证。}"
        )
        if proof
        else ""
    )
    return [opening + facts[0], *facts[1:], *absent(closing)]


def issues(scene: Scene) -> list[str]:
    """Write the issues as a paragraph, or nothing where the plot has none or the judge did not state them."""
    lines = scene.lines("焦点")
    if not lines or scene.rng.random() < 0.25:
        return []
    opening = "{根据当事人的诉辩意见，本案争议焦点为|本案的争议焦点是|结合双方诉辩主张，本院归纳本案争议焦点如下}："
    return [scene.say(opening) + (lines[0].rstrip("。") + "。" if len(lines) == 1 else numbered(lines, "一"))]


def _reasoning(scene: Scene) -> list[str]:
    lines = verdict(scene, "认为")
    return ["本院认为，" + lines[0], *lines[1:]]


def _statutes(scene: Scene, ruling: bool) -> str:
    more = []
    if scene.has("缺席"):
        more.append(f"民诉法 {procedural(scene.judged, '缺席')}")
    if ruling:
        more.append(f"民诉法 {procedural(scene.judged, scene.plot.head['裁定'])}")
    elif scene.rng.random() < 0.55 and not scene.has("缺席"):
        more.append(f"民诉法 {procedural(scene.judged, '举证')}")
    opening = scene.say("{综上，|综上所述，||据此，}")
    return f"{opening}{clause(verdict_articles(scene, tuple(more)))}，{'裁定' if ruling else '判决'}如下："


def _after(scene: Scene, ruling: bool) -> list[str]:
    lines = []
    if not ruling and scene.number("award") > 0:
        lines.append(
            "如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》"
            f"{_late(scene)}规定，加倍支付迟延履行期间的债务利息。"
        )
    lines.append(fees(scene))
    upper = scene.court.parent
    if ruling and scene.plot.head["裁定"] == "撤诉":
        return lines
    within = "十日" if ruling else "十五日"
    copy = scene.say("{，并按对方当事人的人数提出副本|，并按照对方当事人的人数或者代表人的人数提出副本}")
    lines.append(
        f"如不服本{'裁定' if ruling else '判决'}，可以在{'裁定' if ruling else '判决'}书送达之日起{within}内，向本院递交上诉状{copy}，上诉于{upper}。"
    )
    return lines


def _late(scene: Scene) -> str:
    return {"253": "第二百五十三条", "260": "第二百六十条", "264": "第二百六十四条"}[
        procedural(scene.judged, "迟延履行")
    ]


def fees(scene: Scene) -> str:
    """Write the line on the acceptance fee: by the sum claimed, borne by who lost, in the share lost."""
    claim, award = scene.number("claim"), scene.number("award")
    half = bool(scene.has("独任"))
    note = "，减半收取计" if half else ""
    fee = court_fee(claim) if claim else scene.number("fee") or 100
    paid = fee / 2 if half else fee
    if "裁定" in scene.plot.head and scene.plot.head["裁定"] != "撤诉":
        return "案件受理费，本院予以退还。" if scene.rng.random() < 0.5 else "本案不收取案件受理费，已预交的予以退还。"
    first, second = who(scene, "原告"), who(scene, "被告")
    if award <= 0:
        share = f"由{first}负担" if scene.has("原告败诉") or claim else f"由{second}负担"
        share = f"由{second}负担" if scene.has("被告负担") else share
    elif not claim or award >= claim * 0.97:
        share = f"由{second}负担"
    else:
        theirs = round(paid * award / claim)
        share = f"由{first}负担{plain_amount(paid - theirs)}元，由{second}负担{theirs}元"
    money = f"{plain_amount(fee)}元{note}{plain_amount(paid) + '元' if half else ''}"
    return f"案件受理费{money}，{share}。"
