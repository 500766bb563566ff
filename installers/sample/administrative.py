# ruff: noqa: E501 - sentences of judgments stay on one line
"""First-instance administrative judgments, enforcement rulings and state-compensation decisions.

Belongs here: the layouts in which an authority, or a court, answers. Does not: civil and criminal ones.
"""

from installers.sample.civil import issues, who
from installers.sample.layout import (
    Document,
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
from installers.sample.scene import Scene


def first_instance(scene: Scene, number: str) -> Document:
    """Write a first-instance administrative judgment."""
    reasoning = ["本院认为，" + verdict(scene, "认为")[0], *verdict(scene, "认为")[1:]]
    disposition = orders(verdict(scene, "主文"))
    facts = scene.lines("查明")
    plaintiff, defendant, third = who(scene, "原告"), who(scene, "被告"), who(scene, "第三人")
    cause = scene.cause
    title = "行政裁定书" if "裁定" in scene.plot.head else "行政判决书"
    word = "裁定" if "裁定" in scene.plot.head else "判决"
    lost = disposition[0].startswith("驳回")
    text = "\n".join(
        [
            *heading(scene.court.name, title, number),
            *[
                line
                for role, party in scene.parties()
                for line in party_lines(scene, role, party, scene.judged, lawyer=scene.rng.random() < 0.7)
            ],
            f"原告{plaintiff}{scene.text('案由语') or f'诉被告{defendant}{cause}一案'}，{scene.say('于<filed>向本院提起诉讼。本院{受理|立案}后，依法向被告送达了起诉状副本及应诉通知书。本院依法组成合议庭，公开开庭审理了本案。')}"
            f"原告{plaintiff}、被告{defendant}的出庭负责人及委托诉讼代理人{f'、第三人{third}' if third else ''}到庭参加诉讼。本案现已审理终结。",
            *([scene.text("被诉行为")] if scene.plot.section("被诉行为") else []),
            f"原告{plaintiff}诉称，{scene.text('诉称').replace(chr(10), '')}请求：{numbered(scene.lines('请求'))}",
            *joined(scene.lines("辩称")),
            *_evidence(scene),
            f"{scene.say('{经审理查明|本院经审理查明|根据上述有效证据，本院认定以下事实}')}：{facts[0]}",
            *facts[1:],
            *issues(scene),
            *reasoning,
            f"{scene.say('{综上，|据此，||综上所述，}')}{clause(verdict_articles(scene)).removesuffix('规定')}{scene.say('{之规定|的规定}')}，{word}如下：",
            *disposition,
            f"案件受理费50元，由{'原告' + plaintiff if lost else '被告' + defendant}负担。"
            if word == "判决"
            else "案件受理费50元，退还原告。",
            f"如不服本{word}，可以在{word}书送达之日起{'十五日' if word == '判决' else '十日'}内，向本院递交上诉状，并按对方当事人的人数提出副本，上诉于{scene.court.parent}。",
            *tail(scene, scene.judged),
            *appendix(scene, verdict_articles(scene)),
        ]
    )
    record: dict[str, object] = {
        "title": f"{scene.parties()[0][1].name}与{scene.parties()[1][1].name}{cause}一审{title}",
        "court": scene.court.name,
        "case_no": number,
        "date": scene.judged.isoformat(),
        "case_type": "行政",
        "doc_type": title,
        "trial": "一审",
        "cause": cause_of(scene),
        "full_text": text,
    }
    return Document(
        record, scene, number, scene.court.name, scene.judged, disposition, "\n".join(reasoning), "\n".join(facts)
    )


def _evidence(scene: Scene) -> list[str]:
    theirs = [line[2:] for line in scene.lines("证据") if line.startswith("被:")]
    mine = [line[2:] for line in scene.lines("证据") if line.startswith("原:")]
    lines = []
    if theirs:
        lines.append(f"被告{who(scene, '被告')}在法定举证期限内向本院提交了以下证据、依据：{numbered(theirs)}")
    if mine:
        lines.append(f"原告{who(scene, '原告')}提交了以下证据：{numbered(mine)}")
    if lines:
        lines.append(
            scene.say(
                "{经庭审质证，本院对上述证据的真实性、合法性予以确认，证明目的结合全案事实综合认定。|上述证据，来源合法，能够证明案件的相关事实，本院予以采信。|"
                "本院对证据认证如下：各方提交的证据均客观真实，与本案有关联，可以作为认定事实的依据。}"
            )
        )
    return lines


def enforcement(scene: Scene, number: str) -> Document:
    """Write a ruling on an objection or an application for review in enforcement."""
    reasoning = ["本院认为，" + scene.lines("认为")[0], *scene.lines("认为")[1:]]
    disposition = orders(scene.lines("主文"))
    facts = scene.lines("查明")
    roles = scene.parties()
    text = "\n".join(
        [
            *heading(scene.court.name, "执行裁定书", number),
            *[
                line
                for role, party in roles
                for line in party_lines(scene, role, party, scene.judged, lawyer=scene.rng.random() < 0.5)
            ],
            scene.text("审理经过").replace("\n", ""),
            *scene.lines("诉称"),
            *scene.lines("辩称"),
            f"{scene.say('{本院查明|经审查查明|本院经审查查明}')}，{facts[0]}",
            *facts[1:],
            *reasoning,
            f"{clause(scene.articles())}，裁定如下：",
            *disposition,
            scene.text("告知"),
            *tail(scene, scene.judged),
        ]
    )
    record: dict[str, object] = {
        "title": f"{roles[0][1].name}{scene.plot.head['题']}执行裁定书",
        "court": scene.court.name,
        "case_no": number,
        "date": scene.judged.isoformat(),
        "case_type": "执行",
        "doc_type": "执行裁定书",
        "cause": cause_of(scene),
        "full_text": text,
    }
    return Document(
        record, scene, number, scene.court.name, scene.judged, disposition, "\n".join(reasoning), "\n".join(facts)
    )


def compensation(scene: Scene, number: str) -> Document:
    """Write a decision of the compensation committee of an intermediate or high court."""
    reasoning = ["本院赔偿委员会认为，" + scene.lines("认为")[0], *scene.lines("认为")[1:]]
    disposition = orders(scene.lines("主文"))
    facts = scene.lines("查明")
    claimant = scene.parties()[0][1]
    committee = f"{scene.court.name}赔偿委员会"
    text = "\n".join(
        [
            *heading(committee, "国家赔偿决定书", number),
            *[
                line
                for role, party in scene.parties()
                for line in party_lines(scene, role, party, scene.judged, lawyer=scene.rng.random() < 0.4)
            ],
            scene.text("审理经过").replace("\n", ""),
            *scene.lines("诉称"),
            *scene.lines("辩称"),
            f"{scene.say('{经审理查明|本院赔偿委员会查明}')}，{facts[0]}",
            *facts[1:],
            *reasoning,
            f"{clause(scene.articles())}，决定如下：",
            *disposition,
            "本决定为发生法律效力的决定。",
            *[line for line in tail(scene, scene.judged) if "审" not in line],
        ]
    )
    record: dict[str, object] = {
        "title": f"{claimant.name}申请{scene.parties()[1][1].name}{cause_of(scene)}国家赔偿决定书",
        "court": scene.court.name,
        "case_no": number,
        "date": scene.judged.isoformat(),
        "case_type": "国家赔偿",
        "doc_type": "国家赔偿决定书",
        "cause": cause_of(scene),
        "full_text": text,
    }
    return Document(
        record, scene, number, scene.court.name, scene.judged, disposition, "\n".join(reasoning), "\n".join(facts)
    )
