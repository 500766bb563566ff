"""The words by which courts open and close the parts of a judgment: tables, each rule in one place.

Belongs here: cues as data, after the counts of the section table in the design (law). Does not: the order in which they
are looked for, which is sections.py.

A turn is a word (认为, 查明, …) whose meaning hangs on who speaks. The sentence up to that word is its head; VOICES
says from the head who speaks, TURNS what the word then opens.
"""

import re
from enum import Enum

from localdb.model.kinds import Section

STOPS = "。；！？\n\u3000 "  # after one of these a sentence begins; blanks stand for line breaks that were lost
HEAD = 70  # characters: a longer head opens nothing
SPEECH = '，,：:。、；;（(“"' + " \u3000\t\n"  # what follows a speaker's verb


class Voice(Enum):
    """Say whose words follow a turn."""

    OWN = "own"  # this court
    PRIOR = "prior"  # an earlier court or judgment
    COURT = "court"  # a court by name: this one or an earlier one
    PARTY = "party"  # prosecution, parties, counsel
    NONE = "none"  # nobody named: 经审理查明


_LEAD = (
    r"(?:(?:综上(?:所述)?(?:事实)?|据此|为此|因此|最后|此外|经评议|经庭审|(?:根据|基于|结合|鉴于|依据|"
    r"综合|纵观)[^，。：,]{1,30}(?=[，,])|"
    r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、])[，,：:]?\s?)?经?"
)
_PARTIES = (
    r"(?:原审|一审|二审|原一审|原二审|再审|第一审|第二审)*(?:被告|原告|第三人|上诉人|被上诉人|"
    r"附带民事|自诉人|公诉|抗诉机关|辩护人|申请|被申请|诉讼"
    r"|被害人|申诉人|异议人|赔偿请求人|利害关系人|案外人|罪犯)"
)
# head patterns in order; the first that matches says who speaks
VOICES: tuple[tuple[Voice, re.Pattern[str]], ...] = (
    (Voice.OWN, re.compile(r"[^，。：]{0,30}指控[、，]?并?经[^，。：]{0,12}$")),  # 公诉机关指控并经本院审理查明
    (Voice.PARTY, re.compile(_LEAD + _PARTIES)),
    (
        Voice.PRIOR,
        re.compile(
            _LEAD + r"(?:上述|该|宣判后)?(?:原审|原判|原[一二再]审|原生效|原裁|原决定|一审|二审|再审|第一审|第二审|"
            r"终审|重审|初审|执行法院|执行异议|异议审查|"
            r"仲裁|赔偿义务机关|复议机关|复议法院|生效判决|生效裁|本院一审|本院原|本院重审|本院[（(〔\[]\d{4}|"
            r"我院[（(〔]\d{4}|本院于|"
            r"[^，。：,]{2,30}法院(?:[^，。：,检]{0,8}(?:一审|原审|初审|[（(〔\[]\d{4})))"
        ),
    ),
    (
        Voice.OWN,
        re.compile(_LEAD + r"(?:本院|我院|本庭|合议庭|本合议庭|审判委员会|赔偿委员会|本委)"),
    ),
    (Voice.NONE, re.compile(_LEAD + r"法庭(?:公开|依法)?(?:开庭)?(?:审理|调查|审查)后?$")),
    (Voice.PARTY, re.compile(r"[^。]{0,60}(?:检察院|检察机关|公诉|检察员|起诉书|抗诉|自诉)")),
    (Voice.COURT, re.compile(_LEAD + r"[^，。：,]{0,34}(?:法院|[高中]院|法庭|审判庭|赔偿委员会)")),
    (
        Voice.NONE,
        re.compile(
            r"(?:[另还又再同并亦兼]|案经|综上|以上|[一二三四五六七八九十]、|\d[.、])?[，,]?"
            r"(?:(?:已|业)?经[^，。：,]{0,24}|(?:公开)?(?:开庭)?审理|审查|复核|依法|庭审|事实(?:和证据)?)?$"
        ),
    ),
    (Voice.PARTY, re.compile(r"")),
)

# (anchor, voice) -> section; an absent pair opens nothing. COURT may be this court or one below.
_FIND = {Voice.OWN: Section.FACTS, Voice.NONE: Section.FACTS, Voice.PRIOR: Section.PRIOR, Voice.COURT: Section.FACTS}
_THINK = {
    Voice.OWN: Section.REASONING,
    Voice.PRIOR: Section.PRIOR,
    Voice.COURT: Section.REASONING,
    Voice.PARTY: Section.CLAIMS,
}
_CLAIM = {Voice.PARTY: Section.CLAIMS, Voice.NONE: Section.CLAIMS}
_HOLD = {Voice.PRIOR: Section.PRIOR}
TURNS: dict[str, dict[Voice, Section]] = {
    "查明": _FIND,
    "认为": _THINK,
    "认定": {Voice.OWN: Section.FACTS, Voice.PRIOR: Section.PRIOR, Voice.COURT: Section.FACTS},
    "确认": _FIND,
    "指控": _CLAIM,
    "称": _CLAIM,
    "辩": _CLAIM,
    "请求": _CLAIM,
    "意见": _CLAIM,
    "理由": _CLAIM,
    "异议": _CLAIM,
    "判决": _HOLD,
    "裁定": _HOLD,
}
# Looking at the first character before all else takes a quarter of the time.
ANCHOR = re.compile(
    r"(?=[查认确指诉辩述审请议抗意申复告答称提上再赔交发代陈出书向无有判裁证质以前])(?:查明|认为|认定|确认(?=[：:，]|[^。；\n]{0,12}事实)|指控|[诉辩述审请议抗意申复告答]称|称(?=[，,：:])|辩解|提出(?=[，,：:“])|答辩|"
    r"(?:诉讼|上诉|抗诉|再审|申诉|复议|赔偿)请求|(?:提交|发表|答辩|辩护|代理|陈述|出庭|书面)(?:了|的|如下|以下)?意见|"
    r"(?:上诉|抗诉|申诉|申请再审)的?(?:主要)?理由|向本院(?:提起上诉|提出上诉|申请再审|提出申诉)(?=[。，])|[无有]异议|判决[：:]|裁定[：:]|证据|质证|上述|以上|上列|前述)"
)
# A word alone is not yet a turn: what stands after it must fit, and for some the head too.
AFTER: dict[str, re.Pattern[str]] = {
    "查明": re.compile(
        r"(?!的(?!(?:案件|主要|基本|本案)?事实(?:[、和及与]证据)?(?:是|为|如下|[：:]|(?:与|和|同)?(?:原判|原审|一审)[^。\n]{0,20}(?:相同|一致)|[与同和][^。\n]{0,40}(?:一致|相同|无异)))|了|属|其)"
    ),
    "指控": re.compile(
        r"(?!的(?!(?:犯罪)?事实(?:如下|是|为|[：:]))|罪名|犯罪成立|[^。\n]{0,120}(?:提起公诉|向本院|起诉至)"
        r"|被告(?:人|单位)[^。，：\n]{1,60}犯[^。，：\n]{2,60}罪(?:一案)?(?:。|，本院|，于)|[、，]?并?经[^。，：\n]{0,12}查明)"
    ),
    "认为": re.compile(r"(?!的|其)"),
    "认定": re.compile(r"(?!的证据|的罪名|其|为)"),
}
# Words that also stand inside arguments open claims only as an announcement: 诉讼请求：, 提交意见称, 上诉理由是
ANNOUNCED = re.compile(r"\s?(?:[：:，,。]|是|为|如下|称|认为|主要|[一1（(])")
ARGUED = re.compile(r"撤回|驳回|支持|超出|采纳|成立|关于|对于|针对|根据|因|所提|上述|该|变更|增加|放弃")
STATED = re.compile(  # 上述事实…: the court closes its facts and turns to the evidence
    r"(?:犯罪|案件|指控|查明)?的?(?:犯罪|案件|查明)?(?:事实|行为)"
    r"[^。\n]{0,300}?(?:证据|证实|证明|为证|供认|供述|异议|佐证|在案|笔录|证言)"
)
OFFERED = re.compile(  # heads of 证据 and 质证: who offers it, or what it proves
    r"(?![^，。；：\n]{0,40}(?:未|没有|无法|不能|应当|拒不|有权|可以|无)(?:能|"
    r"向)?[^，。；：\n]{0,10}(?:提供|提交|出示|举证|证据))"
    r"(?:[^，。；：\n]{0,16}(?:为|以)(?:证明|证实|支持)|[^，。；：\n]{0,30}(?:提供|提交|出示|举示|宣读)|认定(?:上述|以上|本案|该|前述)|"
    r"(?:当事人|双方)[^。\n]{0,20}(?:围绕|提交|举证)|(?:对|针对)?(?:上述|以上|当事人|双方)|经(?:庭审|当庭|本院|法庭)?)"
)
LISTED = re.compile(r"[^。\n]{0,60}(?:下列|以下|如下|[：:])")  # 上述事实，有下列证据证实：a list of evidence follows
OWN_STAGE = re.compile(r"(?:再审|二审)(?!判决|裁定|法院|申请|期间|上诉|被|中止)")
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|"
    r"其[一二三四五]|第[一二三四五]，"
)
AGAIN = re.compile(r"[另还又再同并]")
APPEAL = re.compile(r"上诉|抗诉|申诉|再审|复议|宣判后|辩护人|出庭|答辩|不服|检察院|申请人|抗诉机关")


# The end of the procedure: everything before it is heading, parties and procedure.
CLOSED = re.compile(
    r"(?:现|业|均|并|案)?[已己]?经?(?:依法)?(?:终结审理|(?:审理|复核|审查|审结|评议|"
    r"办理)(?:并)?(?:终结|完毕|完结|结束))"
)

RESULT = re.compile(r"(?:判决|裁定|决定|裁判|判处|处理|意见|解决|处理决定)\s?如下\s?[：:；;，,。]?")
RESULT_PLAIN = re.compile(
    r"(?:判决|裁定|决定|判令)\s?[：:](?!“)|(?:规定|[条款项日])[，,]?(?:判决|裁定)(?=驳回|维持|准予|"
    r"准许|撤销)|(?:之规定|的规定|[条款项])[，,]?\s?(?:判决|裁定|决定)?[：:，,]?(?=\s(?:一、|1[.、]|"
    r"驳回|准许|维持|撤销|被告|上诉|本案))"
)
BASIS = re.compile(
    r"(?:依照|依据|根据|按照|参照|适用)(?=[^。；\n]{0,50}(?:[《〈]|[刑民行][法诉]|"
    r"[^，。]{0,12}法[》〉]?第|司法解释|之规定|的规定|相关规定))"
)
BASIS_STRICT = re.compile(
    r"(?:依照|依据|根据|按照|参照)(?=(?:上述|前述|我国|最高人民法院|最高人民检察院|本院|"
    r"当时)?[^，。；\n《]{0,12}《)"
)

_JUDGE = (
    r"(?:代理|代|助理|人民|独任|主审|特邀)?\s?(?:审\s{0,3}判\s{0,3}(?:长|员)|陪\s{0,3}审\s{0,3}员)|"
    r"法\s?官\s?助\s?理|审判人员|书\s{0,3}记\s{0,3}员|庭\s?长"
)
TAIL = re.compile(
    r"[。；：，！:;\s”\"）)](?="
    r"(?:如|若|倘|当事人)?(?:果)?(?:不服|对本)(?:[^。\n]{0,6})(?:判决|裁定|决定)"
    r"|如(?:不服|对)|(?:[^。，\n]{0,24}，)?如不服本|(?:原告|被告|上诉人|双方)?(?:[^。，\n]{0,12})如不服"
    r"|本(?:判决|裁定|决定)(?:书)?(?:系|为|是|即为)?(?:终审|发生|送达|自|一经|立即|为发生|系发生|即发生)"
    r"|二\s?[〇○零ＯO0]\s?[〇○零ＯO0一二三四]\s?[〇○零ＯO0一二三四五六七八九]\s?年[一二三四五六七八九十]{1,2}月"
    r"|(?:一审|二审)?宣判后，|[（(]?(?:此|本|以下|该|从)页?(?:以下)?(?:为)?(?:无|空白|无正文|签名)"
    rf"|{_JUDGE})"
)
APPENDIX = re.compile(
    r"[\s。\n）)日员](?=附\s?[：:（(一二三四五六七八九十1-9法律页本相判决裁有关录件表图引件文]|附件|"
    r"(?:本案|本判决|本裁定|相关|所|判决|裁判文书|本文书|与本案|法院)?(?:所)?(?:适用|引用|援引|依据|"
    r"相关|有关)的?(?:主要|相关|有关)?(?:法律|法条|条文)|"
    r"(?:相关|有关)?法律(?:法规|规定)?条文|法律依据|《[^》\n]{2,40}》[：:]?\s{0,3}第|判后(?:告知|释法|"
    r"寄语)|特别提示|温馨提示)"
)
ROLE = re.compile(
    r"(?:原|被|再审|复议|抗诉|起诉|上诉|附带民事诉讼|反诉|本诉|一审|二审|执行|破产)?"
    r"(?:公诉机关|公诉人|抗诉机关|自诉人|原告人?|被告人|被告单位|被告|上诉人|被上诉人|申请人|被申请人|"
    r"申诉人|被申诉人|第三人|罪犯|"
    r"赔偿请求人|赔偿义务机关|复议机关|异议人|案外人|申请执行人|被执行人|利害关系人|起诉人|债权人|债务人|"
    r"公益诉讼起诉人|原审被告人?|原审原告人?|原审第三人|申请再审人|再审申请人|被害人|委托代理人|"
    r"法定代表人|辩护人|诉讼代表人)"
)

CLAIM = _CLAIM
# 异议人某某称: who pleads in enforcement and compensation, and no witness.
PLEADER = re.compile(
    r"(?:异议人|案外人|利害关系人|申请执行人|被执行人|复议申请人|赔偿请求人|赔偿义务机关|复议机关|再审申请人|申请人|被申请人)"
    r"[^，。：]{0,40}$"
)
REBUTTED = re.compile(
    r"(?:意见|问题|理由|辩解|主张|辩称|请求|异议)[”\"）)]?[。；]\s*$"
)  # …的辩护意见。本院认为: an answer, not the reasoning
BARE = re.compile(r"(?:本院(?![一二原]审)|我院|本庭|合议庭|再审|[^，。：,]{0,34}(?:法院|[高中]院))")
# Where nobody says 本院认为: what else the reasoning opens with.
WEIGHING = re.compile(r"(?:本院|综合)[^。，\n]{0,10}(?:评判|分析|评析)如下")
WEIGHED = re.compile(r"事实清楚，证据|行为[^。；，\n]{0,12}构成|其行为|纵观本案|综观本案")
STATING = frozenset({"上述", "以上", "上列", "前述"})
OFFERING = frozenset({"证据", "质证"})
CASE_TOLD = re.compile(
    r"一案|提起公诉|起诉书|提起诉讼|提起上诉|提起再审|申请再审|向本院|纠纷|不服|自诉|审理了本案|"
    r"赔偿申请|执行一案"
)
ABOUT_PARTY = re.compile(
    r"[\s]{0,4}(?:因(?:涉嫌|犯|本案)|曾因|现(?:羁|取|押|住|在)|(?:\d{4}年\d{1,2}月[^。，]{0,6}|"
    r"同[年月日][^，]{0,8}|20[^，]{4,12})[，,]?因[^，。]{0,20}"
    r"|(?:原|再审|复议)?(?:被告人?|被告单位|辩护人|原告人?|委托代理人|法定代表人|诉讼代理人|上诉人|"
    r"被上诉人|罪犯|第三人|负责人)[^，。、与因诉不]{1,30}(?:[，,：]|[（(](?!以?下?简称|下称)))"
)
PLEADED = re.compile(r"\s?[^。，：]{0,40}(?:检察院|公诉|辩护|起诉书|抗诉|上诉人|辩称)")
STAGES = (
    ("再审", "再审"),
    ("二审", "上诉人"),
)  # how the court names its own instance, and the word that shows which it is
TALE = re.compile(r"[\n \u3000](?=[^\n。]{0,80}(?:一案|提起(?:公诉|诉讼|上诉)|向[^。\n]{2,30}法院|因与|以下简称))")
DOCUMENT = re.compile(r"(?:判\s*决|裁\s*判|裁\s*定|决\s*定|调\s*解|通\s*知)\s*书")
PARTY_AFTER = " \n\u3000\t。号书）)"
NUMBER = re.compile(
    r"\s{0,8}[（(〔\[［][12][^）)〕\]］\s]{3,5}[）)〕\]］][^\n。，]{2,30}?号(?:之[一二三四五六七八九十]{1,2})?"
)
CASE_FIRST = re.compile(r"[^。\n]{2,80}一案[，,]")
SEISED = "向本院"  # 不服，向本院申请再审。其主要理由为…
DISPUTED = re.compile("焦点")  # 二审的争议焦点为：1.原审认定…是否正确
APPEALED = re.compile(r"上诉|抗诉|宣判后|再审称|申诉称")
FINDING = frozenset({"查明", "认定", "确认"})
CLAUSE = 16  # characters: a closing formula shorter than this has its basis in the sentence before
# The reasoning takes the accusation for proven.
CONVINCED = re.compile(r"指控[^。；]{0,60}(?:事实|罪名)[^。；]{0,20}(?:清楚|成立)|事实清楚，证据")
