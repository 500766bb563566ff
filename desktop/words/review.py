"""What the check of a draft found, in words. Belongs here: wording. Does not: the check itself (localdb/review)."""

from desktop.words.days import numeral
from localdb.model.review import Finding, FindingKind

_BROUGHT = "随采用的段落带入，本案其他内容中没有"
_KINDS = {
    FindingKind.PLEADING: ("诉讼材料", "导入的诉讼材料仍在草稿中，将随文书一并导出"),
    FindingKind.INTERNAL: ("未隐名", "段落采自未公开的裁判文书，对外使用前应当隐名处理"),
    FindingKind.BASIS: ("裁判依据", "案例可以在裁判理由中引述，不得作为裁判依据引用"),
    FindingKind.CASE_NO: ("案号", "其他案件的案号，不宜写入本案文书"),
    FindingKind.NAME: ("名称", _BROUGHT),
    FindingKind.AMOUNT: ("金额", _BROUGHT),
    FindingKind.DATE: ("日期", _BROUGHT),
}


def finding_words(finding: Finding) -> str:
    """Say in one line what was found, how often, and why it is to be looked at."""
    kind, why = _KINDS[finding.kind]
    times = f"（{numeral(len(finding.places))}处）" if len(finding.places) > 1 else ""
    return f"{kind}　“{finding.text}”{times}　{why}"


def finding_source(finding: Finding) -> str:
    """Say which case it came from, "" for none."""
    return f"来源：{finding.source}" if finding.source else ""
