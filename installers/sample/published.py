# ruff: noqa: E501 - sentences of judgments stay on one line
"""Published cases in their own layouts: guiding, gazette, typical, reference and entry cases, and those of the procuratorate.

Belongs here: how a court or procuratorate edits a case for publication. Does not: judgments.
"""

from datetime import date

from installers.sample.civil import who
from installers.sample.courts import SUPREME
from installers.sample.layout import STAMP, Document, cause_of, clause, joined, numbered, statutes
from installers.sample.numbers import chinese_day
from installers.sample.scene import Scene
from installers.sample.statutes import cite

_PLAIN = {"民事": "民事", "刑事": "刑事", "行政": "行政", "执行": "执行", "国家赔偿": "国家赔偿"}


def _name(scene: Scene) -> str:
    """Return the name of the case as publishers put it: 张某某诉李某某民间借贷纠纷案, 王某某盗窃案."""
    cause = scene.cause
    people = [party for _, party in scene.parties()]
    if scene.plot.kind == "刑事":
        return f"{people[0].name}{'等' if len(people) > 1 else ''}{_bare(cause)}案"
    if scene.plot.kind == "执行":
        return f"{people[0].name}执行{'异议' if '异议' in cause else '监督'}案"
    if scene.plot.kind == "国家赔偿":
        return f"{people[0].name}申请{people[1].name}国家赔偿案"
    return f"{people[0].name}诉{people[1].name}{'等' if len(people) > 2 else ''}{cause}案"


def _bare(charge: str) -> str:
    return charge.removesuffix("罪")


def _summary(scene: Scene) -> list[str]:
    """Return the facts as a publisher tells them: claims first for civil cases, the findings for all."""
    facts = scene.lines("查明")
    if scene.plot.kind == "民事":
        defence = joined(scene.lines("辩称"))
        return [
            f"原告{who(scene, '原告')}诉称：{scene.text('诉称').replace(chr(10), '')}",
            *defence,
            f"法院经审理查明：{facts[0]}",
            *facts[1:],
        ]
    if scene.plot.kind == "行政":
        return [
            f"原告{who(scene, '原告')}诉称：{scene.text('诉称').replace(chr(10), '')}",
            *scene.lines("辩称"),
            f"法院经审理查明：{facts[0]}",
            *facts[1:],
        ]
    return [f"法院经审理查明：{facts[0]}", *facts[1:]]


def _gist(scene: Scene) -> str:
    return scene.text("要点").replace("\n", "")


def _keywords(scene: Scene) -> list[str]:
    words = [word for word in scene.text("关键词").replace("\n", " ").split(" ") if word]
    return [_PLAIN[scene.plot.kind], _bare(scene.cause), *words]


def _result(first: Document, second: Document | None) -> str:
    scene = first.scene
    kind = {"刑事": "刑事判决", "行政": "行政判决", "执行": "执行裁定", "国家赔偿": "赔偿决定"}.get(
        scene.plot.kind, "民事判决"
    )
    text = f"{first.court}于{chinese_day(first.day)}作出{first.number}{kind}：{''.join(first.disposition)}"
    if second is None:
        return (
            text
            + scene.say("{宣判后，当事人均未上诉，判决已发生法律效力。|一审宣判后，各方均未上诉，一审判决已生效。}")
            if scene.plot.kind in ("民事", "刑事", "行政")
            else text
        )
    return (
        text
        + f"宣判后，{second.mover}提出上诉。{second.court}于{chinese_day(second.day)}作出{second.number}{'刑事裁定' if scene.plot.kind == '刑事' else kind}：{''.join(second.disposition)}"
    )


def _reasons(first: Document, second: Document | None) -> list[str]:
    scene = first.scene
    lines = (second or first).reasoning.split("\n")
    own = [
        line.removeprefix("本院认为，").removeprefix("本院赔偿委员会认为，")
        for line in lines
        if not line.startswith("综上")
    ]
    if second is not None and len(own) <= 2:
        own = [*scene.lines("认为")[1:], *own[:1]]
    return [f"法院生效裁判认为：{own[0]}", *own[1:]]


def _base(first: Document, title: str, doc_type: str, text: list[str]) -> dict[str, object]:
    scene = first.scene
    record: dict[str, object] = {
        "title": title,
        "case_name": _name(scene),
        "court": first.court,
        "case_type": scene.plot.kind,
        "doc_type": doc_type,
        "keywords": _keywords(scene),
        "statutes": statutes(scene.articles()),
        "full_text": "\n".join(text),
    }
    record["charge" if scene.plot.kind == "刑事" else "cause"] = [cause_of(scene)]
    return record


def guiding(first: Document, second: Document | None, number: int, issued: date) -> dict[str, object]:
    """Write a guiding case of the Supreme Court; `number` lies far beyond the real ones."""
    scene = first.scene
    title = f"演示指导案例{number}号：{_name(scene)}"
    text = [
        title,
        STAMP,
        f"（最高人民法院审判委员会讨论通过　{chinese_day(issued)}发布）",
        "关键词",
        "　".join(_keywords(scene)),
        "裁判要点",
        _gist(scene),
        "相关法条",
        "\n".join(cite(short) for short in scene.articles()[:4]),
        "基本案情",
        *_summary(scene),
        "裁判结果",
        _result(first, second),
        "裁判理由",
        *_reasons(first, second),
        f"（生效裁判审判人员：{scene.draws.surname()}某某、{scene.draws.surname()}某某、{scene.draws.surname()}某某）",
    ]
    return _base(second or first, title, "指导性案例", text) | {
        "guiding_no": number,
        "gist": _gist(scene),
        "published": issued.isoformat(),
        "issuer": SUPREME,
    }


def gazette(first: Document, second: Document | None, issued: date) -> dict[str, object]:
    """Write a case of the Supreme Court's gazette: 裁判摘要 first, then the story court by court."""
    scene = first.scene
    title = f"{_name(scene)}（演示公报案例）"
    court = first.court
    people = scene.parties()
    facts = scene.lines("查明")
    reasons = [line.removeprefix("本院认为，") for line in first.reasoning.split("\n")]
    text = [
        title,
        STAMP,
        "【裁判摘要】",
        _gist(scene),
        *[
            f"{role}：{party.name}，住{party.address}。"
            if party.person
            else f"{role}：{party.name}，住所地{party.address}。"
            for role, party in people
        ],
        f"原告{who(scene, '原告')}因与被告{who(scene, '被告')}发生{scene.cause}，向{court}提起诉讼。",
        f"原告{who(scene, '原告')}诉称：{scene.text('诉称').replace(chr(10), '')}请求：{numbered(scene.lines('请求'))}",
        *joined(scene.lines("辩称")),
        f"{court}一审查明：",
        *facts,
        *([f"本案一审的争议焦点是：{numbered(scene.lines('焦点'), '一')}"] if scene.lines("焦点") else []),
        f"{court}一审认为：",
        *reasons,
        f"据此，{court}{clause(scene.articles())}，于{chinese_day(first.day)}判决：",
        *first.disposition,
    ]
    if second:
        own = [line.removeprefix("本院认为，") for line in second.reasoning.split("\n")]
        text += [
            f"一审宣判后，当事人不服，向{second.court}提起上诉。",
            f"{second.court}经二审，确认了一审查明的事实。",
            f"{second.court}二审认为：",
            *own,
            f"据此，{second.court}于{chinese_day(second.day)}判决：",
            *second.disposition,
            "本判决为终审判决。",
        ]
    else:
        text.append("一审宣判后，双方当事人均未提起上诉，一审判决已发生法律效力。")
    return _base(second or first, title, "公报案例", text) | {
        "gist": _gist(scene),
        "published": issued.isoformat(),
        "issuer": SUPREME,
    }


def typical(first: Document, second: Document | None, issued: date, batch: str) -> dict[str, object]:
    """Write a typical case of the Supreme Court, one of a batch on a subject."""
    scene = first.scene
    title = f"{_name(scene)}——{batch}（演示）"
    text = [
        title,
        STAMP,
        "【基本案情】",
        *scene.lines("查明"),
        "【裁判结果】",
        _result(first, second),
        *[line.replace("法院生效裁判认为：", "审理法院认为，") for line in _reasons(first, second)],
        "【典型意义】",
        scene.text("意义") or _gist(scene),
    ]
    return _base(second or first, title, "典型案例", text) | {
        "published": issued.isoformat(),
        "issuer": SUPREME,
        "gist": _gist(scene),
    }


def entry(first: Document, second: Document | None, entry_no: str, issued: date) -> dict[str, object]:
    """Write a case of the 人民法院案例库; the year in `entry_no` is one that never comes up."""
    scene = first.scene
    subject = next(iter(scene.lines("焦点")), f"{_keywords(scene)[-1].removesuffix('认定')}的认定")
    title = f"{_name(scene)}——{subject}"
    text = [
        title,
        STAMP,
        f"入库编号：{entry_no}",
        f"关键词：{'　'.join(_keywords(scene))}",
        "基本案情",
        *_summary(scene),
        "裁判结果",
        _result(first, second),
        "裁判理由",
        *_reasons(first, second),
        "裁判要旨",
        _gist(scene),
        "关联索引",
        "\n".join(cite(short) for short in scene.articles()),
        f"一审：{first.court}{first.number}（{chinese_day(first.day)}）",
        *([f"二审：{second.court}{second.number}（{chinese_day(second.day)}）"] if second else []),
    ]
    return _base(second or first, title, "人民法院案例库参考案例", text) | {
        "entry_no": entry_no,
        "gist": _gist(scene),
        "published": issued.isoformat(),
        "issuer": SUPREME,
    }


def reference(first: Document, second: Document | None, issuer: str, issued: date, number: int) -> dict[str, object]:
    """Write a reference case issued by a high court."""
    scene = first.scene
    title = f"{issuer}参考性案例（演示第{number}号）：{_name(scene)}"
    text = [
        title,
        STAMP,
        f"（{issuer}审判委员会讨论通过　{chinese_day(issued)}发布）",
        f"关键词　{'　'.join(_keywords(scene))}",
        "裁判要旨",
        _gist(scene),
        "基本案情",
        *_summary(scene),
        "裁判结果",
        _result(first, second),
        "裁判理由",
        *_reasons(first, second),
    ]
    return _base(second or first, title, "参考性案例", text) | {
        "court": issuer,
        "gist": _gist(scene),
        "published": issued.isoformat(),
        "issuer": issuer,
    }


def procuratorial(first: Document, second: Document | None, number: int, issued: date) -> dict[str, object]:
    """Write a guiding case of the Supreme People's Procuratorate (检例), numbered far beyond the real ones."""
    scene = first.scene
    title = f"{_name(scene)}（演示检例第{number}号）"
    text = [
        title,
        STAMP,
        f"（检例第{number}号）",
        "【关键词】",
        "　".join(_keywords(scene)[1:]),
        "【要旨】",
        _gist(scene),
        "【基本案情】",
        *scene.lines("查明"),
        "【检察机关履职过程】",
        scene.text("履职"),
        _result(first, second),
        "【指导意义】",
        scene.text("意义") or _gist(scene),
        "【相关规定】",
        "\n".join(cite(short) for short in scene.articles()[:5]),
    ]
    text = [line.replace("本院", "人民法院") for line in text]
    return _base(second or first, title, "最高检指导性案例", text) | {
        "gist": _gist(scene),
        "published": issued.isoformat(),
        "issuer": "最高人民检察院",
    }
