# ruff: noqa: E501  (lines of court text)
"""A small library of invented sales disputes as files: JSON Lines, DOCX, TXT in GB18030, and one damaged file.

Belongs here: files that an import meets, one case for each tier of a basic court. Does not: broken files of every kind
(files.py).
"""

from pathlib import Path

from fakes.files import json_lines, word, write

COURT = "北京市朝阳区人民法院"  # its courts above: 北京市第三中级人民法院, 北京市高级人民法院
CAUSE = "买卖合同纠纷"
_FACTS = (
    "经审理查明，{day}，{seller}与{buyer}签订《{goods}买卖合同》，约定{seller}供应{goods}{tons}吨，货到验收后三十日内付清货款，"
    "逾期付款的按日万分之五支付违约金。合同签订后，{seller}分批交付货物，{buyer}的经办人在送货单上签字，双方形成对账单，载明尚欠货款{money}元。"
    "{buyer}收到货物后未按约付款，并称部分货物质量不符合约定，但未在检验期限内提出异议。"
)
_REASONING = (
    "本院认为，双方签订的买卖合同系真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效。{seller}已按约交付货物，{buyer}在检验期限内未提出质量异议，"
    "依法视为货物质量符合约定，应当按照对账单载明的数额支付货款。{buyer}逾期付款构成违约，关于违约金的数额，{buyer}主张约定过高但未举证证明实际损失，"
    "综合考虑合同履行情况、过错程度和预期利益，约定的违约金并未过分高于造成的损失，{goods}货款的违约金应予支持。"
)
_BASIS = "依照《中华人民共和国民法典》第五百七十七条、第五百八十五条、第六百二十一条、第六百二十六条之规定，判决如下："
_RESULT = "{buyer}于本判决生效之日起十日内支付{seller}货款{money}元及逾期付款违约金。"
_NAMES = (
    {"seller": "甲钢铁公司", "buyer": "乙建材公司", "goods": "钢材", "tons": 200, "money": "860000"},
    {"seller": "丙农资公司", "buyer": "丁合作社", "goods": "复合肥", "tons": 120, "money": "211010"},
    {"seller": "戊水泥公司", "buyer": "己建筑公司", "goods": "水泥", "tons": 900, "money": "450000"},
    {"seller": "庚木业公司", "buyer": "辛家具公司", "goods": "板材", "tons": 60, "money": "98000"},
    {"seller": "壬煤炭公司", "buyer": "癸热力公司", "goods": "煤炭", "tons": 3000, "money": "1320000"},
)
DRAFT = (
    "经审理查明，2025年3月8日，某钢厂与某工程公司签订钢材买卖合同，约定货到验收后付清货款，逾期付款的按日万分之五支付违约金。"
    "双方形成对账单，载明尚欠货款860000元，某工程公司未在检验期限内提出质量异议，至今未付货款。\n"
    "本案争议焦点为：一、货物质量是否符合约定；二、约定的违约金是否过高。\n"
    "本院认为，"
)


def library_files(folder: Path) -> list[Path]:
    """Write the files: six records, of which one is damaged; five cases can be admitted."""
    damaged = write(folder, "损坏的文书.docx", b"PK\x03\x04 not a document")
    lines = [_guiding(0), _second(1, "北京市高级人民法院", "京民终"), _second(2, "北京市第三中级人民法院", "京03民终")]
    return [
        write(folder, "案例.jsonl", json_lines(lines)),
        write(folder, "朝阳判决.docx", word(_first(3, COURT, "京0105民初"))),
        write(folder, "海淀判决.txt", _first(4, "北京市海淀区人民法院", "京0108民初").encode("gb18030")),
        damaged,
    ]


def _guiding(number: int) -> dict[str, object]:
    names = _names(number)
    return {
        "id": "guiding",
        "source": "测试",
        "title": f"指导案例901号：{names['seller']}诉{names['buyer']}{CAUSE}案",
        "doc_type": "指导性案例",
        "guiding_no": 901,
        "court": "最高人民法院",
        "case_type": "民事",
        "cause": CAUSE,
        "published": "2024-05-30",
        "keywords": ["民事", "买卖合同", "检验期限", "违约金"],
        "gist": "买受人在检验期限内未提出质量异议，又以质量不符合约定为由拒付货款的，人民法院不予支持。",
        "facts": _FACTS.format(day="2019年3月8日", **names),
        "reasoning": _REASONING.format(**names),
        "result": _RESULT.format(**names),
        "statutes": ["《中华人民共和国民法典》第六百二十一条"],
    }


def _second(number: int, court: str, sign: str) -> dict[str, object]:
    names = _names(number)
    opening = (
        f"上诉人{names['buyer']}因与被上诉人{names['seller']}{CAUSE}一案，不服北京市朝阳区人民法院民事判决，向本院提起上诉。"
        "本院依法组成合议庭，开庭审理了本案。本案现已审理终结。"
    )
    ruling = "驳回上诉，维持原判。\n本判决为终审判决。"
    text = _whole(
        court, f"（2023）{sign}{1200 + number}号", f"上诉人（原审被告）：{names['buyer']}。", opening, number, ruling
    )
    return {"id": f"second{number}", "source": "测试", "full_text": text, "cause": CAUSE, "trial": "二审"}


def _first(number: int, court: str, sign: str) -> str:
    names = _names(number)
    opening = f"原告{names['seller']}与被告{names['buyer']}{CAUSE}一案，本院立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。"
    parties = f"原告：{names['seller']}。\n被告：{names['buyer']}。"
    ruling = _RESULT.format(**names) + "\n如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状。"
    return _whole(court, f"（2024）{sign}{3400 + number}号", parties, opening, number, ruling)


def _whole(court: str, case_no: str, parties: str, opening: str, number: int, ruling: str) -> str:
    names = _names(number)
    facts, reasoning = _FACTS.format(day="2022年6月1日", **names), _REASONING.format(**names)
    tail = "审判员　王某\n二〇二四年五月十日\n书记员　赵某\n"
    return "\n".join([court, "民事判决书", case_no, parties, opening, facts, reasoning, _BASIS, ruling, tail])


def _names(number: int) -> dict[str, object]:
    return dict(_NAMES[number])
