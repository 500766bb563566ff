"""The court's feed in words: what a sync did and brought, how far it is, what stood in its way.

Belongs here: facts of localdb/model/feed.py and its errors as sentences. Does not: syncing.
"""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from desktop.words.days import day_words, moment_words
from desktop.words.errors import sentence
from desktop.words.imports import detail_words, refusal_words
from desktop.words.names import authority_name, model_name
from desktop.words.sizes import size_words
from localdb.model import errors as e
from localdb.model.feed import Alarm, FeedRejection, FeedTrouble, SyncProgress, SyncStage, SyncSummary, Use, Withdrawal
from localdb.model.library import Refusal

_MISSING = {
    "feed": "案例更新源的地址（--from，或者策略文件 [feed] address）",
    "root": "信任根文件（--root，或者策略文件 [feed] root）",
}
_ROOTS = {
    "trusted": "本机数据已经信任另一个信任根，为防冒充，不能更换",
    "none": "文件不是有效的信任根",
}
_FIXED = {"feed.address": "更新源的服务器", "feed.root": "信任根"}
_UNREACHABLE = {
    "dns": ("找不到这台服务器", "请检查地址和网络。"),
    "refused": ("服务器没有应答", "请检查网络，或者稍后重试。"),
    "timeout": ("服务器应答超时", "请稍后重试。"),
    "tls": ("无法确认服务器的身份（证书不受信任或者不符）", "请信息技术人员核对证书设置。"),
    "proxy": ("代理服务器不可用", "请信息技术人员核对代理设置。"),
    "status": ("服务器拒绝了请求", "请联系更新源的管理人员。"),
    "slow": ("传输过慢，已停止", "已下载的部分保留，请稍后重试。"),
    "cut": ("传输中断", "已下载的部分保留，请稍后重试。"),
    "redirect": ("服务器要求转到另一台主机，为防冒充没有照办", "请信息技术人员核对地址。"),
    "missing": ("更新源中没有这个文件", "更新源可能还没有发布完整，请稍后重试或者联系其管理人员。"),
    "folder": ("文件夹不存在或者没有读取权限", "请确认 U 盘已连接、地址无误。"),
    "address": ("地址写法有误（应为 http://、https:// 或者文件夹）", "请更正。"),
    "other": ("无法读取", "请检查网络后重试。"),
}
_OF_HOST = ("dns", "refused", "timeout", "tls")  # no file of the feed has anything to do with it
_REFUSED = {
    "signature": "签名不足或者不符",
    "rollback": "版本比本机已见过的旧",
    "length": "内容与签名的长度或者摘要不符",
    "damaged": "内容已损坏，无法识别",
    "mixed": "各文件的版本互相对不上",
    "path": "文件的路径超出了更新源的文件夹",
    "delegation": "签名的职责划分不合规定",
    "older_root": "更新源的信任根比策略文件指定的旧",
}
_SHARDS = {
    "name": "名称不合规定",
    "custom": "签名的说明不合规定",
    "zstd": "压缩数据损坏",
    "bomb": "解压后超过了签名的长度",
    "short": "解压后不足签名的长度",
    "operations": "条数与签名的不符",
    "line": "有一条过长",
    "missing": "更新源中没有这个文件，可能还没有发布完整",
}
_TROUBLES = {
    "gap": "缺少第 {0} 之后、第 {1} 之前的更新，该部分没有更新，其余不受影响；请联系更新源的管理人员",
    "kind": "含有本软件还不认识的内容（{0}），已略过；升级软件后会自动补上",
    "format": "采用了更新的格式，须升级软件后才能继续更新",
    "custom": "签名的说明不合规定（{0}），没有采用",
    "name": "文件名称不合规定（{0}），没有采用",
    "folder": "有不属于该法院的文件（{0}），没有采用",
    "delegation": "的签名职责划分不合规定，没有采用",
    "expired": "的签名已于 {0} 过期，没有更新，其余不受影响；请联系更新源的管理人员",
    "shard": "的更新文件 {0} 没有采用：{why}，该部分没有更新，其余不受影响；请联系更新源的管理人员",
    "refused": "的签名文件不可信，没有更新，其余不受影响；请联系更新源的管理人员",
}
_STAGES = {
    SyncStage.METADATA: "正在核对更新源",
    SyncStage.DOWNLOAD: "正在下载",
    SyncStage.APPLY: "正在收录",
    SyncStage.INDEX: "正在更新索引",
}
_USES = {Use.ADOPTED: "采用", Use.JUDGED: "认定为类案", Use.SUBMITTED: "当事人提交", Use.CITED: "草稿援引"}
_NATIONAL = "全国"
# By the first two digits of the code of 行政区划; 66 is what the courts of 新疆生产建设兵团 go by.
_PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆", "66": "兵团",
}  # fmt: skip
_TABLES = {
    "laws": "法律名录",
    "articles": "法条对应表",
    "lexicon": "词典",
    "synonyms": "同义词表",
    "authority": "案例效力表",
    "courts": "法院名录",
    "causes": "案由名录",
}


@sentence.register
def _(error: e.PolicyDamaged) -> str:
    what = f"其中的 {error.key} 不认识或者取值有误" if error.key else "文件已损坏或者没有读取权限"
    return f"本院的统一配置文件“{error.path}”无法采用：{what}，没有同步。请告知信息技术人员更正。"


@sentence.register
def _(error: e.PolicyFixes) -> str:
    return f"{_FIXED.get(error.key, error.key)}由本院的统一配置文件指定，不能另行指定。确需更换的，请联系信息技术人员。"


@sentence.register
def _(error: e.FeedUnset) -> str:
    return f"还不能同步：缺少{'和'.join(_MISSING[key] for key in error.missing)}。请联系信息技术人员。"


@sentence.register
def _(error: e.RootRefused) -> str:
    return f"“{error.path}”没有采用：{_ROOTS.get(error.reason, '不能采用')}。确需更换的，请联系信息技术人员。"


@sentence.register
def _(error: e.FeedUnreachable) -> str:
    what, advice = _UNREACHABLE.get(error.reason, _UNREACHABLE["other"])
    detail = f"（{error.detail}）" if error.detail else ""
    place = urlsplit(error.place).hostname if error.reason in _OF_HOST else None
    return f"{what}{detail}：{place}。{advice}" if place else f"“{error.place}”{what}{detail}。{advice}"


@sentence.register
def _(error: e.FeedRefused) -> str:
    return (
        f"更新源的“{error.name}”不可信，没有采用：{_REFUSED.get(error.reason, '不合要求')}。"
        "本机的案例库未受影响；请联系更新源的管理人员。"
    )


@sentence.register
def _(error: e.FeedExpired) -> str:
    return (
        f"更新源的签名（{error.name}）已于{_moment(error.until)}过期，本机时钟为{_moment(error.now)}，没有更新。"
        "请先核对本机时钟；时钟无误的，请换用新的更新源或者联系其管理人员。"
    )


@sentence.register
def _(error: e.ClockWrong) -> str:
    return (
        f"本机时钟为{_moment(error.now)}，早于上次同步时的{_moment(error.seen)}，无法判断更新源是否过期，没有更新。"
        "请校准本机时钟后重试；如果是上次的时钟有误，更新源续签之后会自行恢复。"
    )


@sentence.register
def _(error: e.ShardDamaged) -> str:
    line = f"第{error.line}行" if error.line else ""
    return (
        f"更新文件“{error.path}”{line}已损坏：{_SHARDS.get(error.reason, '不合规定')}。"
        "其中的内容没有采用，案例库未受影响；请联系更新源的管理人员。"
    )


@sentence.register
def _(error: e.SyncBusy) -> str:
    return "另一个同步正在进行，本次没有开始。请等它完成。"


@sentence.register
def _(error: e.CaseWithdrawn) -> str:
    why = _why(error.status, error.why)
    name = "，".join(filter(None, (error.title, error.case_no)))
    return f"该案例已由发布法院自{day_words(error.since)}起{error.status}{why}，正文不再保留：{name}。"


def folder_words(folder: str) -> str:
    """Name the part of the feed: 全国, or the province; by its code where that is none of today's."""
    if folder in ("national", "targets"):
        return _NATIONAL
    return _PROVINCES.get(folder[:2], f"{folder} ") if folder[2:] == "0000" else f"{folder} "


def sync_words(summary: SyncSummary) -> str:
    """Say in one sentence what a sync changed; why it did not come to its end is another."""
    whole = not (summary.cancelled or summary.trouble or summary.troubles)
    parts = [f"新增{summary.added}件"] if summary.added or (whole and not summary.changes) else []
    parts += [f"替换{summary.replaced}件"] if summary.replaced else []
    parts += [f"撤回{summary.withdrawn}件"] if summary.withdrawn else []
    if summary.duplicates:
        parts.append(f"本库已有{summary.duplicates}件")
    if summary.rejected:
        parts.append(f"未收录{summary.rejected}件")
    if summary.tables:
        parts.append("更正" + "、".join(_TABLES.get(name, name) for name in summary.tables))
    if summary.models:
        parts.append("收到" + "、".join(map(model_name, summary.models)))
    if summary.cancelled:
        return "；".join(["，".join(parts) or "没有变化", "同步已中止，已完成的部分保留，下次接着进行。"])
    if summary.trouble:
        return "；".join(["，".join(parts) or "没有变化", "同步没有完成，已完成的部分保留，下次接着进行。"])
    if summary.shards == 0 and not summary.troubles:
        return "已是最新，没有新的更新。"
    return ("，".join(parts) or "案例库没有变化") + "。"


def news_words(summary: SyncSummary) -> list[str]:
    """List the new guiding and typical cases, a line each."""
    return [f"新增{authority_name(card.authority)}：{card.title or card.case_no or card.id}" for card in summary.news]


def feed_rejection_words(rejection: FeedRejection) -> str:
    """Say which record of the feed was refused and why."""
    detail = f"（{detail_words(rejection.detail)}）" if rejection.detail else ""
    removed = "；所要替换的原文本已移出案例库" if rejection.removed else ""
    return f"{rejection.shard} 第{rejection.line}行：{refusal_words(rejection.refusal)}{detail}{removed}"


def feed_trouble_words(trouble: FeedTrouble) -> str:
    """Say what part of the feed was left as it was, and why."""
    told = _TROUBLES.get(trouble.reason, "没有更新")
    why = next((words for words in map((_SHARDS | _REFUSED).get, trouble.values) if words), "不合规定")
    return f"{folder_words(trouble.folder)}部分{told.format(*trouble.values, '', '', why=why)}。"


def alarm_words(alarm: Alarm) -> str:
    """Warn of a case that a matter uses and that the court took back or corrected."""
    name = "，".join(filter(None, (alarm.title, alarm.case_no))) or alarm.case_key
    used = f"本案{'、'.join(_USES[use] for use in alarm.uses)}的案例"
    if alarm.status is None:
        return f"{used}“{name}”已于{day_words(alarm.since)}由发布法院更正，与当时的文本不同，请重新核对。"
    by = f"，由{alarm.by}取代" if alarm.by else ""
    why = _why(alarm.status, alarm.why)
    if alarm.elsewhere:
        who = elsewhere_words(alarm.status, day_words(alarm.since), alarm.elsewhere)
        return f"{used}“{name}”：{who}{by}{why}。所用文本的发布法院没有撤回，请核实后再用。"
    return f"{used}“{name}”已由发布法院自{day_words(alarm.since)}起{alarm.status}{by}{why}，请重新核对。"


def elsewhere_words(status: str, day: str, folder: str) -> str:
    """Say that another court of the feed took the same case back."""
    return f"同一案件在{folder_words(folder).strip()}发布的案例中已自{day}起{status}"


def sync_progress_words(progress: SyncProgress) -> str:
    """Say how far a sync is."""
    told = _STAGES[progress.stage]
    if progress.stage is SyncStage.INDEX:
        return f"{told}：{progress.records:,}/{progress.total:,} 件"
    if not progress.shards:
        return f"{told}…"
    size = f"{size_words(progress.bytes_done)}/{size_words(progress.total_bytes)}"
    which = f"第 {progress.shard} 个更新文件（共 {progress.shards} 个）"
    return f"{told}{folder_words(progress.folder)}部分{which}，{size}，已读取 {progress.records:,} 件"


def _why(status: str, why: str) -> str:
    """Say why a case is gone: the court's words, or why its new text is not admitted."""
    if status == Withdrawal.REPLACED:
        reasons = [refusal_words(refusal) for refusal in Refusal if refusal == why]
        return f"，更正后的文本没有收录（{''.join(reasons) or '不符合入库要求'}）"
    return f"，理由：{why}" if why else ""


def _moment(at: datetime) -> str:
    return moment_words(at.astimezone() if at.tzinfo else at.replace(tzinfo=UTC).astimezone())
