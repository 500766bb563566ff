# ruff: noqa: E501 - sentences of judgments stay on one line
"""Write citations from short forms and pick the procedural articles in force on the day of judgment.

Short form: ``民法典 675、577p1`` - a name of `LAWS`, then articles; ``133-1`` is 第一百三十三条之一, ``p`` a
paragraph, ``i`` an item. In running text the same stands between two ``§``. Does not: any text of an article.
"""

import re
from collections.abc import Iterable
from datetime import date

from installers.sample.numbers import chinese_number

_PRC = "中华人民共和国"
_SPC = "最高人民法院关于"
_BOTH = "最高人民法院、最高人民检察院关于"
LAWS = {
    "民法典": _PRC + "民法典",
    "合同法": _PRC + "合同法",
    "民法通则": _PRC + "民法通则",
    "民法总则": _PRC + "民法总则",
    "侵权责任法": _PRC + "侵权责任法",
    "物权法": _PRC + "物权法",
    "担保法": _PRC + "担保法",
    "婚姻法": _PRC + "婚姻法",
    "继承法": _PRC + "继承法",
    "劳动合同法": _PRC + "劳动合同法",
    "劳动法": _PRC + "劳动法",
    "调解仲裁法": _PRC + "劳动争议调解仲裁法",
    "公司法": _PRC + "公司法",
    "保险法": _PRC + "保险法",
    "商标法": _PRC + "商标法",
    "消法": _PRC + "消费者权益保护法",
    "产品质量法": _PRC + "产品质量法",
    "食品安全法": _PRC + "食品安全法",
    "道交法": _PRC + "道路交通安全法",
    "著作权法": _PRC + "著作权法",
    "刑法": _PRC + "刑法",
    "刑诉法": _PRC + "刑事诉讼法",
    "民诉法": _PRC + "民事诉讼法",
    "行诉法": _PRC + "行政诉讼法",
    "处罚法": _PRC + "行政处罚法",
    "许可法": _PRC + "行政许可法",
    "复议法": _PRC + "行政复议法",
    "强制法": _PRC + "行政强制法",
    "治安法": _PRC + "治安管理处罚法",
    "国赔法": _PRC + "国家赔偿法",
    "城乡规划法": _PRC + "城乡规划法",
    "土地法": _PRC + "土地管理法",
    "工伤条例": "工伤保险条例",
    "信息公开条例": _PRC + "政府信息公开条例",
    "征收条例": "国有土地上房屋征收与补偿条例",
    "物业条例": "物业管理条例",
    "无证条例": "无证无照经营查处办法",
    "年休假条例": "职工带薪年休假条例",
    "社保法": _PRC + "社会保险法",
    "借贷规定": _SPC + "审理民间借贷案件适用法律若干问题的规定",
    "买卖解释": _SPC + "审理买卖合同纠纷案件适用法律问题的解释",
    "租赁解释": _SPC + "审理城镇房屋租赁合同纠纷案件具体应用法律若干问题的解释",
    "商品房解释": _SPC + "审理商品房买卖合同纠纷案件适用法律若干问题的解释",
    "人身损害解释": _SPC + "审理人身损害赔偿案件适用法律若干问题的解释",
    "道交解释": _SPC + "审理道路交通事故损害赔偿案件适用法律若干问题的解释",
    "精神损害解释": _SPC + "确定民事侵权精神损害赔偿责任若干问题的解释",
    "劳动争议解释": _SPC + "审理劳动争议案件适用法律问题的解释（一）",
    "夫妻债务解释": _SPC + "审理涉及夫妻债务纠纷案件适用法律有关问题的解释",
    "婚姻解释一": _SPC + "适用《" + _PRC + "民法典》婚姻家庭编的解释（一）",
    "婚姻解释二": _SPC + "适用《" + _PRC + "民法典》婚姻家庭编的解释（二）",
    "彩礼规定": _SPC + "审理涉彩礼纠纷案件适用法律若干问题的规定",
    "旧婚姻解释二": _SPC + "适用《" + _PRC + "婚姻法》若干问题的解释（二）",
    "旧婚姻解释三": _SPC + "适用《" + _PRC + "婚姻法》若干问题的解释（三）",
    "继承解释": _SPC + "适用《" + _PRC + "民法典》继承编的解释（一）",
    "物业解释": _SPC + "审理物业服务纠纷案件适用法律若干问题的解释",
    "建工解释": _SPC + "审理建设工程施工合同纠纷案件适用法律问题的解释（一）",
    "旧建工解释": _SPC + "审理建设工程施工合同纠纷案件适用法律问题的解释",
    "保险解释二": _SPC + "适用《" + _PRC + "保险法》若干问题的解释（二）",
    "担保解释": _SPC + "适用《" + _PRC + "民法典》有关担保制度的解释",
    "合同编解释": _SPC + "适用《" + _PRC + "民法典》合同编通则若干问题的解释",
    "时间效力规定": _SPC + "适用《" + _PRC + "民法典》时间效力的若干规定",
    "公司法解释三": _SPC + "适用《" + _PRC + "公司法》若干问题的规定（三）",
    "网络侵权规定": _SPC + "审理利用信息网络侵害人身权益民事纠纷案件适用法律若干问题的规定",
    "商标解释": _SPC + "审理商标民事纠纷案件适用法律若干问题的解释",
    "医疗损害解释": _SPC + "审理医疗损害责任纠纷案件适用法律若干问题的解释",
    "食药规定": _SPC + "审理食品药品纠纷案件适用法律若干问题的规定",
    "民诉法解释": _SPC + "适用《" + _PRC + "民事诉讼法》的解释",
    "证据规定": _SPC + "民事诉讼证据的若干规定",
    "盗窃解释": _BOTH + "办理盗窃刑事案件适用法律若干问题的解释",
    "诈骗解释": _BOTH + "办理诈骗刑事案件具体应用法律若干问题的解释",
    "交肇解释": _SPC + "审理交通肇事刑事案件具体应用法律若干问题的解释",
    "毒品解释": _SPC + "审理毒品犯罪案件适用法律若干问题的解释",
    "寻衅解释": _BOTH + "办理寻衅滋事刑事案件适用法律若干问题的解释",
    "集资解释": _SPC + "审理非法集资刑事案件具体应用法律若干问题的解释",
    "贪贿解释": _BOTH + "办理贪污贿赂刑事案件适用法律若干问题的解释",
    "网络犯罪解释": _BOTH + "办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件适用法律若干问题的解释",
    "掩隐解释": _SPC + "审理掩饰、隐瞒犯罪所得、犯罪所得收益刑事案件适用法律若干问题的解释",
    "自首解释": _SPC + "处理自首和立功具体应用法律若干问题的解释",
    "刑诉解释": _SPC + "适用《" + _PRC + "刑事诉讼法》的解释",
    "拒执解释": _SPC + "审理拒不执行判决、裁定刑事案件适用法律若干问题的解释",
    "行诉解释": _SPC + "适用《" + _PRC + "行政诉讼法》的解释",
    "工伤规定": _SPC + "审理工伤保险行政案件若干问题的规定",
    "信息公开规定": _SPC + "审理政府信息公开行政案件若干问题的规定",
    "异议复议规定": _SPC + "人民法院办理执行异议和复议案件若干问题的规定",
    "变更追加规定": _SPC + "民事执行中变更、追加当事人若干问题的规定",
    "查封规定": _SPC + "人民法院民事执行中查封、扣押、冻结财产的规定",
    "刑赔解释": _BOTH + "办理刑事赔偿案件适用法律若干问题的解释",
    "执行赔偿解释": _SPC + "审理涉执行司法赔偿案件适用法律若干问题的解释",
    "国赔精神解释": _SPC + "审理国家赔偿案件确定精神损害赔偿责任适用法律若干问题的解释",
}
_PROCEDURAL = ("民诉法", "刑诉法", "行诉法")
_ARTICLE = re.compile(r"(\d+)(?:-(\d+))?(?:p(\d+))?(?:i(\d+))?")


def article(short: str) -> str:
    """Write ``133-1p2i3`` as 第一百三十三条之一第二款第三项; a list with 、 is written whole."""
    return "、".join(_article(part) for part in short.split("、"))


def _article(short: str) -> str:
    match = _ARTICLE.fullmatch(short.strip())
    if not match:
        raise ValueError(f"not an article: {short}")
    number, sub, paragraph, item = match.groups()
    return (
        f"第{chinese_number(int(number))}条"
        + (f"之{chinese_number(int(sub))}" if sub else "")
        + (f"第{chinese_number(int(paragraph))}款" if paragraph else "")
        + (f"第（{chinese_number(int(item))}）项" if item else "")
    )


def cite(short: str) -> str:
    """Write a short form in full: 《中华人民共和国民法典》第六百七十五条. A name of an inner law gets 〈〉."""
    law, _, articles = short.strip().partition(" ")
    name = LAWS[law].replace("《", "〈").replace("》", "〉")
    return f"《{name}》" + (article(articles) if articles else "")


def in_text(text: str) -> str:
    """Replace every ``§short form§`` of a running text."""
    return re.sub(r"§([^§]+)§", lambda match: cite(match.group(1)), text)


def ordered(shorts: Iterable[str]) -> list[str]:
    """Sort short forms for a 依照 clause: laws, procedural laws, regulations, interpretations; merge one law's articles."""
    merged: dict[str, list[str]] = {}
    for short in shorts:
        law, _, articles = short.strip().partition(" ")
        have = merged.setdefault(law, [])
        have += [one for one in articles.split("、") if one not in have]

    def rank(law: str) -> int:
        name = LAWS[law]
        if name.startswith("最高人民法院"):
            return 3
        if law in _PROCEDURAL:
            return 1
        return 2 if name.endswith(("条例", "办法")) else 0

    laws = sorted(merged, key=rank)
    # criminal judgments name the charge's article before the general part: that law keeps the plot's order
    sort = {law: merged[law] if law == "刑法" else sorted(merged[law], key=_article_key) for law in laws}
    return [f"{law} " + "、".join(sort[law]) for law in laws]


def _article_key(short: str) -> tuple[int, ...]:
    match = _ARTICLE.fullmatch(short.strip())
    return tuple(int(part or 0) for part in match.groups()) if match else (0,)


def procedural(on: date, name: str) -> str:
    """Return the article in force on a day: 迟延履行, 二审维持, 二审改判, 发回, 缺席, 撤诉, 裁定, 举证, 再审."""
    era = 0 if on < date(2022, 1, 1) else 1 if on < date(2024, 1, 1) else 2
    return {
        "迟延履行": ("253", "260", "264"),
        "二审维持": ("170p1i1", "177p1i1", "177p1i1"),
        "二审改判": ("170p1i2", "177p1i2", "177p1i2"),
        "发回": ("170p1i3", "177p1i3", "177p1i3"),
        "裁定维持": ("171", "178", "178"),
        "缺席": ("144", "147", "147"),
        "撤诉": ("145p1", "148p1", "148p1"),
        "裁定驳回": ("154p1i3", "157p1i3", "157p1i3"),
        "起诉条件": ("119", "122", "122"),
        "举证": ("64p1", "67p1", "67p1"),
        "再审": ("207p1", "214p1", "218p1"),
        "异议": ("225", "232", "236"),
        "案外人": ("227", "234", "238"),
    }[name][era]
