"""The closed lists of the field: kinds of case and document, sections, axes, tiers, states.

Values are what is stored and exchanged (interfaces.md); the sentences shown for them live in desktop/words.
"""

from enum import StrEnum


class CaseType(StrEnum):
    """Name the kind of case (`case_type`)."""

    CRIMINAL = "刑事"
    CIVIL = "民事"
    ADMINISTRATIVE = "行政"
    COMPENSATION = "国家赔偿"
    ENFORCEMENT = "执行"


class Authority(StrEnum):
    """Name what kind of authority a library case carries; read from `doc_type` and the issuing court."""

    GUIDING = "指导性案例"
    ENTRY = "入库参考案例"  # 人民法院案例库, keyed by 入库编号
    GAZETTE = "公报案例"
    TYPICAL = "典型案例"  # issued by the SPC
    REFERENCE = "参考性案例"  # issued by a high court
    PROCURATORIAL = "检察指导性案例"  # 检例: shown apart, no tier
    JUDGMENT = "裁判文书"


class Section(StrEnum):
    """Name a section of a judgment (law.md, "Sections of a judgment"), in the order of the document."""

    HEADING = "heading"
    PARTIES = "parties"
    PROCEDURE = "procedure"
    PRIOR = "prior"
    CLAIMS = "claims"
    EVIDENCE = "evidence"
    FACTS = "facts"
    ISSUES = "issues"
    REASONING = "reasoning"
    STATUTES = "statutes"  # the 依照… clause as text
    DISPOSITION = "disposition"
    TAIL = "tail"
    APPENDIX = "appendix"


class Axis(StrEnum):
    """Name an axis of similarity (法发〔2020〕24号 art 1)."""

    FACTS = "facts"  # 基本事实
    ISSUES = "issues"  # 争议焦点
    LAW = "law"  # 法律适用


class Level(StrEnum):
    """Name the level of a court."""

    SUPREME = "最高"
    HIGH = "高级"
    INTERMEDIATE = "中级"
    BASIC = "基层"


class Effect(StrEnum):
    """Say whether a judgment has taken legal effect (law.md, "Effective")."""

    EFFECTIVE = "已生效"
    PRESUMED = "推定生效"
    UNVERIFIED = "待核"
    PENDING = "未生效"
    OVERTURNED = "已撤销"

    @property
    def stands(self) -> bool:
        """Say whether a judgment of this effect may count; what is 待核 may, once it is confirmed."""
        return self not in (Effect.PENDING, Effect.OVERTURNED)


class Status(StrEnum):
    """Say whether the source still stands by the case."""

    VALID = "有效"
    INVALID = "失效"
    CHANGED = "改判"
    WITHDRAWN = "出库"


class Tier(StrEnum):
    """Name a tier of 法发〔2020〕24号 art 4 as law.md extends it; `ORDER` is the order of showing."""

    GUIDING = "1"
    ENTRY = "1e"  # 入库参考案例: a lane of its own after 1
    SUPREME = "2"
    HIGH = "3"
    PARENT = "4"  # the court above and the user's own
    CITY = "5a"  # other courts under the same intermediate court
    PROVINCE = "5b"
    COUNTRY = "6"
    PROCURATORIAL = "spp"  # 检察参考: no tier, shown apart


class TierState(StrEnum):
    """Say what became of a tier in one search."""

    SEARCHED = "searched"  # found may be 0: 未检索到
    MERGED = "merged"  # 与前一层级重合 (a high court's tier 4)
    NOT_APPLICABLE = "not_applicable"
    STOPPED = "stopped"  # not searched: an upper tier had hits and the stop rule is on


class Method(StrEnum):
    """Name a method of searching (法发〔2020〕24号 art 5)."""

    KEYWORD = "关键词检索"
    STATUTE = "法条关联案件检索"
    CASE = "案例关联检索"


class Stage(StrEnum):
    """Name the stage of a matter."""

    PRETRIAL = "庭前"
    TRIAL = "审理"
    CLOSING = "结案"


class Verdict(StrEnum):
    """Record what the judge decided of a hit (art 6)."""

    SIMILAR = "是类案"
    DIFFERENT = "不是类案"
    OPEN = "未定"


class Trigger(StrEnum):
    """Name a reason for which a search is required (法发〔2020〕24号 art 2)."""

    COMMITTEE = "拟提交专业（主审）法官会议或者审判委员会讨论的"
    UNSETTLED = "缺乏明确裁判规则或者尚未形成统一裁判规则的"
    SUPERVISED = "院长、庭长根据审判监督管理权限要求进行类案检索的"
    OTHER = "其他需要进行类案检索的"
