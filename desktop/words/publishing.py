"""The court's side of the feed in words: keys and who holds them, the root, provinces, what a publication did.

Belongs here: facts of localdb/model/publishing.py and PublishFault as sentences. Does not: signing or publishing.
"""

from collections.abc import Iterable
from datetime import datetime

from desktop.words.days import day_words
from desktop.words.errors import sentence
from desktop.words.names import model_name
from desktop.words.sizes import size_words
from localdb.model import errors as e
from localdb.model.publishing import (
    FeedNote,
    FeedState,
    KeyFact,
    PublishProgress,
    PublishSummary,
    RoleFact,
    RootDraft,
    Settled,
)

PROVINCES = {
    "110000": "北京", "120000": "天津", "130000": "河北", "140000": "山西", "150000": "内蒙古", "210000": "辽宁",
    "220000": "吉林", "230000": "黑龙江", "310000": "上海", "320000": "江苏", "330000": "浙江", "340000": "安徽",
    "350000": "福建", "360000": "江西", "370000": "山东", "410000": "河南", "420000": "湖北", "430000": "湖南",
    "440000": "广东", "450000": "广西", "460000": "海南", "500000": "重庆", "510000": "四川", "520000": "贵州",
    "530000": "云南", "540000": "西藏", "610000": "陕西", "620000": "甘肃", "630000": "青海", "640000": "宁夏",
    "650000": "新疆", "660000": "新疆兵团",
}  # fmt: skip
_ROLES = {"root": "信任根", "targets": "全国", "snapshot": "快照", "timestamp": "时间戳"}
# {0}, {1}: the facts of the error. A value that names a role is worded by `role_words` first.
_FAULTS = {
    "key_name": "密钥名称“{0}”不合要求：只能用文字、数字、“-”和“_”，不超过64个字符。请另起名称。",
    "key_exists": "“{0}”已经存在，为免覆盖密钥没有写入。请换一个名称或者文件夹。",
    "key_damaged": "“{0}”不是本软件的密钥文件，或者已损坏。请换用备份的密钥文件。",
    "no_keys": "“{0}”中没有密钥文件（.key）。请确认保管密钥的 U 盘已插入、路径无误。",
    "passphrase_short": "口令过短：至少{0}个字符。请换用更长的口令。",
    "passphrase_differs": "两次输入的口令不一致，没有生成密钥。请重新运行。",
    "passphrase_needed": "需要密钥“{0}”的口令。请在终端中运行并按提示输入，或者用 --passphrase-file 指定口令文件。",
    "passphrase_wrong": "“{0}”没有打开：口令不对，或者文件已损坏。请核对口令后重试。",
    "role_keys": "{0}还没有密钥。请用 --{1} 指明其公钥文件（.pub）。",
    "threshold": "签名人数不合要求：要求{0}人签名，而根密钥只有{1}把。请更正 --threshold 或者增加根密钥。",
    "shared_key": "根密钥“{0}”不能兼作他用：它应当由保管人单独封存。请为日常签名另做密钥。",
    "draft_exists": "“{0}”已经存在，其中可能有他人的签名，没有覆盖。请换一个文件名，或者移走原文件。",
    "draft_damaged": "“{0}”不是信任根草案，或者已损坏、被改动过。请向经办人重新索取。",
    "draft_other": "几份草案的内容不同，不能合并签名。请使用同一份草案（第{0}版）的副本。",
    "draft_stale": "草案（第{0}版）不是接着更新源现在的信任根拟定的。请用 leian keys root 重新拟定，再依次签名。",
    "signatures_missing": "签名人数不足，还差{0}人，没有发布。请其余保管人用 leian keys sign 签名。",
    "not_a_holder": "给出的密钥都不是这份草案的根密钥，没有签名。请核对密钥。",
    "root_damaged": "更新源中的“{0}”不是由前一版信任根的保管人签名的，已停止。请从备份恢复 metadata 文件夹后重试。",
    "timestamp_damaged": "“{0}”已损坏，不知道上一版的版本号。请从备份恢复该文件后重试。",
    "version_damaged": "更新源中的“{0}”已损坏，不知道它用到哪些文件，没有清理。请从备份恢复该文件后重试。",
    "no_root": "“{0}”还不是更新源：没有信任根。请先用 leian keys root、sign、apply 建立。",
    "no_targets": "更新源还没有建立，不能授权。请先用 leian keys apply 发布信任根。",
    "key_missing": "给出的密钥不能签署{0}。请用 --keys 指明其密钥所在的文件夹。",
    "nothing_to_renew": "给出的密钥在“{0}”中不能签署任何内容，没有续期。请核对 --feed 和 --keys。",
    "province": "“{0}”不是省级行政区划代码，应为六位数字，如 110000（北京）。请更正。",
    "not_delegated": "更新源没有授权{0}，无从收回。请用 leian keys show 查看。",
    "not_resigned": "{0}还没有用新密钥重新签名，没有更换，以免其已发布的内容失去签名。"
    "请该院先用新密钥运行 leian keys renew，送来后再授权。",
    "behind": "{0}的最新有效版本是第{2}版，早于各法院已经看到的第{1}版，没有发布。请从备份恢复 metadata 文件夹。",
    "unsigned_role": "{0}没有有效的签名，没有发布。请用其密钥重新签名，或者从备份恢复 metadata 文件夹。",
    "not_signed_by": "{0}以前的版本不是用这里的密钥签名的，为免序号重新开始，没有继续。请给出原来的密钥；"
    "更换密钥的，请先用新密钥运行 leian keys renew --role {1}。",
    "sequence": "{0}的文件序号不连续或者名称不合规定（{1}），已停止。请从备份恢复该部分后重试。",
    "shard_lost": "更新文件“{0}”不见了或者已损坏。请从备份或者其他副本恢复该文件后重试。",
    "withdraw_unknown": "更新源中没有编号为“{0}”的案例，没有撤回任何案例。请核对编号和 --role。",
    "tables_national": "名录和词典只能由中心发布，{0}不能发布。请去掉 --tables 或者 --role。",
    "table_unknown": "“{0}”不是可以发布的数据表，文件名应与随附的相同（如 laws.json、lexicon.json）。请更正。",
    "table_large": "数据表“{0}”过大，没有发布。请只写需要更正的条目。",
    "given_twice": "有两个名为“{0}”的文件，没有发布任何内容。请只指定其中一个。",
    "models_national": "案由预测模型只能由中心发布，{0}不能发布。请去掉 --models 或者 --role。",
    "model_unknown": "“{0}”不是可以发布的模型，文件名应为 labels.npz。请更正。",
    "model_large": "模型“{0}”过大，没有发布任何内容（上限约 24 MB）。请改用 leian train 训练的模型。",
    "model_unread": "“{0}”不是本版本可以使用的案由预测模型，或者已损坏，没有发布任何内容。请用 leian train 重新训练。",
}  # fmt: skip
_ROLE_FIRST = (
    "role_keys",
    "key_missing",
    "not_delegated",
    "not_resigned",
    "behind",
    "unsigned_role",
    "not_signed_by",
    "sequence",
)
_NOTES = {
    "not_yet": "{0}已经授权，还没有送来签名的内容",
    "bad_sequence": "{0}送来的内容序号不连续（{1}），没有采用，仍为原来的版本；请该院核对后重送",
    "incomplete": "{0}送来的内容缺少文件，或者文件与签名不符（{1}），没有采用，仍为原来的版本；请该院补齐",
    "expired": "{0}已于{1}过期，各法院不能更新，请立即续期",
    "soon": "{0}将于{1}到期，请安排续期",
    "unsigned": "{0}还没有签名",
    "own_folder": "这里没有信任根，{0}的签名没有核对；送交中心、由中心续期之后才对外公开",
    "crowded": "{0}有{1}个更新文件可以并入其他文件，请运行 leian publish --compact 合并，以减少各法院每次核对的下载量",
    "unseen": "{0}第{1}版还没有对外公开（各法院看到的是第{2}版），请快照和时间戳密钥的保管人运行 leian keys renew",
}
_FIRST_LISTED = 20


@sentence.register
def _(error: e.PublishFault) -> str:
    told = _FAULTS.get(error.reason, "这一步没有做成，请核对后重试。")
    values = [*error.values, "", "", ""]
    if error.reason in (*_ROLE_FIRST, "tables_national", "models_national"):
        values = [role_words(values[0]), values[1] or values[0], *values[2:]]
    return told.format(*values)


def role_words(role: str) -> str:
    """Name a role: 信任根, 全国部分, 北京（110000）部分."""
    if role in PROVINCES:
        return f"{PROVINCES[role]}（{role}）部分"
    return f"{_ROLES[role]}{'部分' if role == 'targets' else ''}" if role in _ROLES else f"“{role}”部分"


def key_words(key: KeyFact) -> str:
    """Name a key by its name and fingerprint, in groups that can be read out over the telephone."""
    return f"{key.name or '（无名）'}　指纹 {fingerprint(key.keyid)}"


def fingerprint(keyid: str) -> str:
    """Write the first 16 bytes of a key's id in groups of four digits."""
    return " ".join(keyid[at : at + 4] for at in range(0, 32, 4))


def draft_lines(draft: RootDraft) -> list[str]:
    """Say what the next root changes, who has signed it and what is missing."""
    kind = "离线介质（有效期较长）" if draft.offline else "在线"
    lines = [f"信任根第{draft.version}版草案：{kind}，有效期至{_day(draft.expires)}，须{draft.threshold}人签名"]
    for role, keys in draft.keys.items():
        lines += [_draft_key(draft, role, key, "新增" if key in draft.added[role] else "") for key in keys]
    for role, keys in draft.removed.items():
        lines += [_draft_key(draft, role, key, "去掉") for key in keys]
    lines.append(
        "签名已足，请经办人使其生效（leian keys apply）。" if draft.complete else f"还差{draft.missing}人签名。"
    )
    return lines


def state_lines(state: FeedState) -> list[str]:
    """Describe a feed, a few lines for each role, and then what should be seen to."""
    lines = [f"更新源：{'离线介质' if state.offline else '在线'}"]
    for role in state.roles:
        lines.append(_role_line(role))
        lines += [f"  {key_words(key)}" for key in role.keys]
    lines += [f"注意：{note_words(note)}。" for note in state.notes]
    return lines if state.notes else [*lines, "没有需要处理的事项。"]


def settled_lines(settled: Settled) -> list[str]:
    """Say what was signed, whose signature is awaited, and what was handed in and not taken."""
    lines = []
    if settled.written:
        latest = dict(settled.written)
        lines.append(
            "已签署：" + "，".join(f"{role_words(role)}第{version}版" for role, version in latest.items()) + "。"
        )
    lines += [f"注意：{note_words(note)}。" for note in settled.notes]
    if settled.waiting:
        roles = "和".join(role_words(role) for role in settled.waiting)
        lines.append(f"还没有对外公开：等待{roles}密钥的保管人运行 leian keys renew。")
    return lines


def note_words(note: FeedNote) -> str:
    """Say what an administrator should see to, without the full stop."""
    values = [*note.values, "", ""]
    return _NOTES.get(note.kind, "请核对{0}").format(role_words(values[0]), *values[1:])


def publish_lines(summary: PublishSummary) -> list[str]:
    """Say what a publication did."""
    lines = []
    if summary.read:
        counts = [f"读取{summary.read}件", f"新增{summary.added}件", f"替换{summary.replaced}件"]
        counts += [f"未变{summary.unchanged}件", f"未收录{summary.rejected}件"]
        lines.append("，".join(counts) + "。")
    if summary.held:
        some = "、".join(_first(summary.kept_back))
        lines.append(f"已撤回、没有再次发布：{summary.held}件（{some}）。确要恢复的，请加 --restore。")
    if summary.withdrawn:
        lines.append(f"撤回{summary.withdrawn}件。")
    if summary.tables:
        lines.append(f"更正数据表：{'、'.join(summary.tables)}。")
    if summary.models:
        lines.append(f"发布{'、'.join(map(model_name, summary.models))}。")
    if summary.shards:
        lines.append(f"新增更新文件{len(summary.shards)}个，共{size_words(summary.bytes)}。")
    if summary.folded:
        then = "" if summary.removed else "；宽限期后用 --clean 删除"
        lines.append(f"合并：{summary.folded}个旧更新文件不再使用{then}。")
    if summary.removed:
        lines.append(f"清理：删除不再使用的文件{summary.removed}个，腾出{size_words(summary.freed)}。")
    return [*lines, *settled_lines(summary.settled)] or ["没有变化，无需发布。"]


def publish_progress_words(progress: PublishProgress) -> str:
    """Say how far a publication is."""
    share = f"，{min(100, progress.bytes_done * 100 // progress.total_bytes)}%" if progress.total_bytes else ""
    return f"正在读取 {progress.file}：已读{progress.read}件，发布{progress.put}件{share}"


def _draft_key(draft: RootDraft, role: str, key: KeyFact, change: str) -> str:
    signed = ("已签名" if key in draft.signed else "未签名") if role == "root" else ""
    marks = "，".join(filter(None, (change, signed)))
    return f"  {role_words(role)}密钥：{key_words(key)}" + (f"（{marks}）" if marks else "")


def _role_line(role: RoleFact) -> str:
    if role.expires is None:
        return f"{role_words(role.name)}：还没有内容"
    told = f"{role_words(role.name)}：第{role.version}版，有效期至{_day(role.expires)}"
    if role.name == "root":
        return f"{told}，{len(role.keys)}把密钥中须{role.threshold}把签名"
    if role.name in ("snapshot", "timestamp"):
        return told
    return f"{told}，更新文件{role.shards}个（至第{role.last}号），{role.operations}条，{size_words(role.bytes)}"


def _first(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return [*listed[:_FIRST_LISTED], "……"] if len(listed) > _FIRST_LISTED else listed


def _day(at: datetime) -> str:
    return day_words(at.astimezone().date())
