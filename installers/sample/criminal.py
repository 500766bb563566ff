# ruff: noqa: E501 - sentences of judgments stay on one line
"""Criminal judgments and rulings, first and second instance.

Belongs here: criminal layout: 公诉机关, 指控, 辩护, 刑期. Does not: what a case says (plots/).
"""

from datetime import date, timedelta

from installers.sample.courts import COURTS
from installers.sample.draws import Party
from installers.sample.layout import Document, appendix, clause, heading, orders, tail, verdict, verdict_articles
from installers.sample.numbers import chinese_day
from installers.sample.scene import Scene
from installers.sample.statutes import ordered


def first_instance(scene: Scene, number: str) -> Document:
    """Write a first-instance criminal judgment."""
    facts = scene.lines("查明")
    reasoning = ["本院认为，" + verdict(scene, "认为")[0], *verdict(scene, "认为")[1:]]
    disposition = orders(verdict(scene, "主文"))
    accused = [party for _, party in scene.parties()]
    charge = _charge(scene)
    text = "\n".join(
        [
            *heading(scene.court.name, "刑事判决书", number),
            f"公诉机关{scene.court.region}人民检察院。",
            *[line for party in accused for line in _accused(scene, party)],
            _procedure(scene, accused, charge),
            *_accusation(scene, accused, charge),
            *_defence(scene, accused),
            *_facts(scene, facts),
            *_issue(scene),
            *reasoning,
            f"{scene.say('{据此，|综上，||为严肃国法，}')}{clause(verdict_articles(scene)).removesuffix('规定')}{scene.say('{之规定|的规定}')}，判决如下：",
            *disposition,
            f"如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向{scene.court.parent}提出上诉。书面上诉的，应当提交上诉状正本一份，副本二份。",
            *tail(scene, scene.judged, panel=not scene.has("独任")),
            *appendix(scene, verdict_articles(scene)),
        ]
    )
    record: dict[str, object] = {
        "title": f"{accused[0].name}{'等' if len(accused) > 1 else ''}{charge}一审刑事判决书",
        "court": scene.court.name,
        "case_no": number,
        "date": scene.judged.isoformat(),
        "case_type": "刑事",
        "doc_type": "刑事判决书",
        "trial": "一审",
        "charge": [charge],
        "full_text": text,
    }
    return Document(
        record, scene, number, scene.court.name, scene.judged, disposition, "\n".join(reasoning), "\n".join(facts)
    )


def _charge(scene: Scene) -> str:
    lines = scene.lines("罪名")
    return lines[0] if lines else scene.cause


def _accused(scene: Scene, party: Party, appeal: str = "") -> list[str]:
    held, arrested = scene.names.get("held"), scene.names.get("arrested")
    town = party.address
    line = f"{appeal or '被告人'}{party.name}，{party.sex}，{party.written('生')}出生，汉族，{party.schooling}，{scene.say(_job(scene, party))}，{'户籍地' if scene.rng.random() < 0.4 else '住'}{town}。"
    if scene.names.get("前科"):
        line += scene.text("前科文") if scene.plot.section("前科文") and party is scene.party("D") else ""
    verb = f"因涉嫌{'犯' if scene.rng.random() < 0.5 else ''}{_charge(scene)}"
    if isinstance(held, date) and isinstance(arrested, date):
        line += f"{verb}于{chinese_day(held)}被{'留置' if scene.has('留置') else '刑事拘留'}，{_same_year(held, arrested)}被逮捕。现羁押于{scene.court.city}看守所。"
    elif isinstance(held, date):
        line += f"{verb}于{chinese_day(held)}被取保候审。"
    counsel = f"辩护人{scene.draws.surname()}某某，{scene.rng.choice(('演示衡平律师事务所', '演示明理律师事务所', '示例正言律师事务所'))}律师{scene.say('{|（法律援助）}')}。"
    return [line, counsel] if not scene.has("独任") or scene.rng.random() < 0.6 else [line]


def _job(scene: Scene, party: Party) -> str:
    return str(scene.names.get("职业") or party.trade)


def _same_year(first: date, second: date) -> str:
    return f"同年{second.month}月{second.day}日" if first.year == second.year else chinese_day(second)


def _procedure(scene: Scene, accused: list[Party], charge: str) -> str:
    names = "、".join(party.name for party in accused)
    short = "".join(char for char in scene.court.district or scene.court.city)[:1]
    way = (
        "适用速裁程序，实行独任审判"
        if scene.has("速裁")
        else "依法适用简易程序，实行独任审判"
        if scene.has("独任")
        else "依法组成合议庭"
    )
    came = scene.say("{指派检察员出庭支持公诉|指派检察员到庭履行职务}")
    return (
        f"{scene.court.region}人民检察院以{short}检刑诉〔{scene.filed.year}〕{scene.rng.randint(20, 690)}号起诉书指控被告人{names}犯{charge}，"
        f"于{scene.say('<filed>')}向本院提起公诉。本院{way}，{'不' if scene.plot.head.get('不公开') else ''}公开开庭审理了本案。"
        f"{scene.court.region}人民检察院{came}，被告人{names}{'及其辩护人' if not scene.has('独任') else ''}到庭参加诉讼。现已审理终结。"
    )


def _accusation(scene: Scene, accused: list[Party], charge: str) -> list[str]:
    lines = scene.lines("指控")
    names = "、".join(party.name for party in accused)
    article = scene.text("指控法条")
    last = scene.say(f"{{公诉机关认为，|公诉机关据此认为，}}被告人{names}的行为{{已构成|触犯了刑律，应当以}}")
    ends = f"{charge}追究其刑事责任" if last.endswith("应当以") else charge
    plea = f"，{'均' if len(accused) > 1 else '其'}自愿认罪认罚，可以依法从宽处理" if scene.has("认罚") else ""
    ask = scene.text("量刑建议")
    return [
        f"公诉机关指控：{lines[0]}",
        *lines[1:],
        f"{last}{ends}{f'，应当适用{article}' if article else ''}{plea}。{ask or '提请本院依法判处。'}",
    ]


def _defence(scene: Scene, accused: list[Party]) -> list[str]:
    lines = scene.lines("辩解")
    if lines:
        return lines
    name = "、".join(party.name for party in accused)
    if not scene.has("认罚"):
        return [
            scene.say(
                f"{{被告人{name}对起诉书指控的事实和罪名没有异议，请求从轻处罚。|被告人{name}当庭自愿认罪，对指控的犯罪事实无异议，请求法庭从宽处理。}}"
            )
        ]
    return [
        scene.say(
            f"{{被告人{name}对公诉机关指控的犯罪事实、罪名及量刑建议均无异议，{{自愿签署认罪认罚具结书|同意适用认罪认罚从宽制度且已签字具结}}。|"
            f"被告人{name}自愿认罪认罚，在律师见证下签署了具结书，对指控事实、罪名没有异议。}}"
        )
    ]


def _facts(scene: Scene, facts: list[str]) -> list[str]:
    proof = scene.lines("证据")
    plea = scene.say("{，被告人在开庭审理过程中亦无异议|}") if not scene.lines("辩解") else ""
    lines = [f"{scene.say('{经审理查明|经审理查明|本院经审理查明}')}：{facts[0]}", *facts[1:]]
    if proof:
        ends = scene.say(
            "{等证据证实，足以认定。|等经庭审举证、质证的证据予以证实，本院予以确认。|等证据在案证实，证据之间能够相互印证，足以认定。}"
        )
        lines.append(
            f"上述事实{plea}，{scene.say('{并有|有}') if plea else '有'}{'、'.join(line.rstrip('。；') for line in proof)}{ends}"
        )
    return lines


def _issue(scene: Scene) -> list[str]:
    lines = [] if scene.has("误") else scene.lines("评判")
    return (
        [
            scene.say("{针对控辩双方的意见，本院评判如下|对于辩护意见，根据查明的事实和法律规定，综合评判如下}：")
            + lines[0],
            *lines[1:],
        ]
        if lines
        else []
    )


def second_instance(first: Document, number: str, court: str, changed: bool) -> Document:
    """Write the appeal of a criminal judgment: a ruling that affirms, or a judgment that changes."""
    scene = first.scene
    day = first.day + timedelta(days=scene.rng.randint(40, 75))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    accused = [party for _, party in scene.parties()]
    mover, charge = scene.party((scene.lines("改判上诉人" if changed else "上诉人") or ["D"])[0]), _charge(scene)
    title = "刑事判决书" if changed else "刑事裁定书"
    grounds = scene.text("改判上诉" if changed else "上诉").replace("\n", "")
    protest = grounds.startswith("原公诉机关")
    reasons = scene.lines("改判认为" if changed else "二审认为")
    if not changed and not reasons[0].startswith("上诉人"):
        whole = scene.say(scene.plot.section("认为")).split("\n")[0]
        reasons = [whole.replace("被告人", "上诉人（原审被告人）", 1), "关于上诉理由。" + reasons[0], *reasons[1:]]
    reasoning = ["本院认为，" + reasons[0], *reasons[1:]]
    reasoning.append(_close(scene, changed))
    disposition = _second_disposition(scene, first, changed)
    articles = ordered(
        [*(scene.articles("改判依据") if changed else []), "刑诉法 236p1i2" if changed else "刑诉法 236p1i1"]
    )
    if day < date(2018, 10, 26):
        articles = [one.replace("刑诉法 236", "刑诉法 225") for one in articles]
    facts = scene.lines("查明")
    text = "\n".join(
        [
            *heading(court, title, number),
            f"原公诉机关{scene.court.region}人民检察院。",
            *[
                line
                for party in accused
                for line in _accused(scene, party, "上诉人（原审被告人）" if party is mover else "原审被告人")
            ],
            f"{first.court}审理{first.court.removesuffix('人民法院')}人民检察院指控原审被告人{'、'.join(p.name for p in accused)}犯{charge}一案，于{chinese_day(first.day)}作出{first.number}刑事判决。"
            f"宣判后，{f'{scene.court.region}人民检察院提出抗诉，' if protest else ''}原审被告人{mover.name}不服，提出上诉。本院依法组成合议庭，{scene.say('{经过阅卷，讯问上诉人，听取辩护人的意见，认为事实清楚，决定不开庭审理|公开开庭审理了本案}')}。现已审理终结。",
            f"原判认定：{scene.text('原判认定') or ''.join(scene.lines('指控')).replace('被告人', '原审被告人')}",
            f"原判认为，{''.join(verdict(scene, '认为'))}依照相关法律规定，判决：{''.join(orders(verdict(scene, '主文')))}",
            grounds if protest else f"上诉人{mover.name}上诉提出：{grounds}",
            scene.say("{上诉人的辩护人提出与上诉理由相同的辩护意见。|}")
            or f"{COURTS[court].region}人民检察院书面{'意见支持抗诉' if protest else '建议依法改判' if changed else '建议驳回上诉，维持原判'}。",
            *_second_facts(scene, facts, changed),
            *reasoning,
            f"{clause(articles).removesuffix('规定')}{scene.say('{之规定|的规定}')}，{'判决' if changed else '裁定'}如下：",
            *disposition,
            f"本{'判决' if changed else '裁定'}为终审{'判决' if changed else '裁定'}。",
            *tail(scene, day, lay=False),
        ]
    )
    record: dict[str, object] = {
        "title": f"{mover.name}{charge}二审{title}",
        "court": court,
        "case_no": number,
        "date": day.isoformat(),
        "case_type": "刑事",
        "doc_type": title,
        "trial": "二审",
        "charge": [charge],
        "full_text": text,
    }
    return Document(record, scene, number, court, day, disposition, "\n".join(reasoning), mover=mover.name)


def _close(scene: Scene, changed: bool) -> str:
    if changed:
        return (
            scene.say(
                "原判认定事实清楚，定罪准确，审判程序合法，{但量刑不当，本院予以纠正|唯适用法律、量刑不当，应予改判}。"
            )
            if not scene.plot.section("改判结语")
            else scene.text("改判结语")
        )
    return scene.say(
        "{原判认定事实清楚，证据确实、充分，定罪准确，量刑适当，审判程序合法。上诉理由不能成立，本院不予采纳。|综上，原判定罪准确，量刑适当，审判程序合法，应予维持。}"
    )


def _second_facts(scene: Scene, facts: list[str], changed: bool) -> list[str]:
    proof = scene.lines("证据")
    lines = [f"{scene.say('{经审理查明|本院经审理查明|本院经二审审理查明}')}：{facts[0]}", *facts[1:]]
    news = scene.text("改判查明" if changed else "二审查明")
    if news:
        lines.append(f"二审期间另查明，{news}")
    shown = "、".join(line.rstrip("。；") for line in proof[:4])
    return [
        *lines,
        f"上述事实，有{shown}等{scene.say('{经一审庭审举证、质证的证据证实，本院予以确认。|证据证实，足以认定。}')}",
    ]


def _second_disposition(scene: Scene, first: Document, changed: bool) -> list[str]:
    if not changed:
        return ["驳回上诉，维持原判。"]
    return orders([f"撤销{first.court}{first.number}刑事判决", *scene.lines("主文")])
