"""What the doctor found, in words. Belongs here: sizes, versions, problems. Does not: looking for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.words.errors import file_reason_words, sentence
from desktop.words.sizes import size_words
from localdb.model.errors import DiskTrouble, WorkLost
from localdb.model.library import UnreadTable

_PROBLEMS: Mapping[str, str] = {
    "package_missing": "缺少组件 {0}，请重新安装本程序",
    "disk_low": "数据目录所在磁盘只剩 {0}，请清理磁盘",
    "not_writable": "{0} 没有读写权限，请将权限改为本人可读写",
    "others_may_read": "{0} 可被本机其他用户读取，请将权限改为仅本人可读写",
    "table_unreadable": "对照表 {0} 无法读取，请更正或者重新安装",
    "model_unreadable": "案由预测模型 {0} 无法读取（已损坏、没有读取权限，或者由另一版本的软件写成），没有使用；"
    "本机训练的，请重新训练或者删除该文件；更新源的，请同步一次，仍不能读取的，请升级本程序；随附的，请重新安装本程序",
    "model_missing": "没有可用的案由预测模型，案由只依相近的案例推测，类案排序不如平时准确；请重新安装本程序",
    "library_damaged": "案例库 {0} 已损坏（{1}），请移走该文件后重新导入或者同步",
    "library_lost": "案例库 {0} 不见了或者是空的，而索引还在；请从备份恢复该文件，或者重新导入案例",
    "cases_unreadable": "案例库中有 {0} 件案例的内容已损坏，检索时略去；请重新导入含有这些案例的文件，即可修复",
    "library_busy": "案例库 {0} 正被另一程序占用，请稍后再试",
    "newer_file": "{0} 由更新版本的类案写成（格式 {1}，本程序只识别到 {2}），请升级本程序",
    "older_file": "{0} 由较旧版本的类案写成，下次打开窗口或者执行导入时会自动升级，升级前自动备份",
    "index_behind": "索引尚未完成：已索引 {0} 件，共 {1} 件；打开窗口或者执行导入时会自动补齐",
    "index_outdated": "索引 {0} 不存在，或者由另一版本的软件、另一份词表建成；打开窗口或者执行导入时会自动重建",
    "index_damaged": "索引 {0} 中有文件缺失或者损坏；打开窗口或者执行检索、导入时会从案例库自动重建，案例没有丢失",
    "index_apart": "索引与案例库不是同一时点的（索引 {0} 件，案例库 {1} 件）；打开窗口或者执行导入时会自动重建",
    "key_unavailable": "系统钥匙串中没有 {0} 的密钥，或者钥匙串没有打开；请打开钥匙串，或者从备份恢复",
    "settings_unreadable": "设置文件 {0} 无法读取，正按默认设置运行；改动设置时原文件另存为 {0}.damaged",
    "policy_unreadable": "本院的统一配置文件 {0} 无法读取，其中的规定没有生效，请更正",
    "policy_feed": "本院的统一配置文件 {0} 中的 {1} 不认识或者取值有误，更正之前不能同步",
    "policy_ignored": "本院的统一配置文件 {0} 中有不认识的项目或者不合要求的取值，没有生效：{1}",
    "key_note_missing": "缺少密钥说明文件 {0}，工作数据无法打开，请从备份恢复",
}
_UNREADABLE = ("library_unreadable", "work_unreadable", "index_unreadable", "key_note_unreadable")
_REBUILT: Mapping[str, str] = {
    "damaged": "索引文件有缺失或者损坏，已从案例库重新建立，案例没有丢失。",
    "apart": "索引与案例库不是同一时点的，已按案例库重新建立，案例没有丢失。",
}
_PARTS: Mapping[str, str] = {
    "library.db": "案例库",
    "work.db": "工作数据（加密）",
    "index": "索引",
    "trust": "同步信任数据",
    "models": "模型",
    "logs": "日志",
    "crash": "故障记录",
}
_KEYS: Mapping[str, str] = {
    "keyring": "系统钥匙串",
    "passphrase": "口令",
    "sample": "演示数据，随附密钥",
    "": "尚未建立",
}


def problem_words(kind: str, values: Sequence[str]) -> str:
    """Say what is wrong and what to do."""
    if kind in _UNREADABLE:
        return sentence(DiskTrouble(Path(values[0]), values[1])).removesuffix("。")
    if kind == "work_lost":
        return sentence(WorkLost(Path(values[0]))).removesuffix("。")
    if kind == "correction_unreadable":
        path, reason, line, kept, fed = values
        table = UnreadTable(Path(path), reason, int(line), bool(kept), bool(fed))
        return unread_tables_words([table]).removesuffix("。")
    if kind == "disk_low":
        values = (size_words(int(values[0])),)
    return _PROBLEMS.get(kind, "发现异常：" + "，".join((kind, *values))).format(*values)


def rebuilt_words(why: str) -> str:
    """Say that the index had to be built again, and why."""
    return _REBUILT.get(why, "索引已重新建立。")


def unread_tables_words(unread: Sequence[UnreadTable]) -> str:
    """Say which corrections of the tables cannot be read, where and why, what is used instead, and what to do."""
    own = "请信息技术人员更正，下次启动时生效" if not all(table.fed for table in unread) else ""
    fed = "更新源的，同步一次即可恢复" if any(table.fed for table in unread) else ""
    told = "；".join(map(_unread_words, unread))
    return f"{told}。其他功能照常；{'；'.join(filter(None, (own, fed)))}。" if unread else ""


def unread_tables_shown(unread: Sequence[UnreadTable]) -> str:
    """Say the same in a window: by the names of the files; the doctor tells where they lie."""
    return unread_tables_words([table._replace(path=Path(table.path.name)) for table in unread])


def unread_tables_short(unread: Sequence[UnreadTable]) -> str:
    """Say in a few words that corrections of the tables cannot be read; "" where there are none."""
    return f"补充的对照表有 {len(unread)} 个无法读取" if unread else ""


def _unread_words(table: UnreadTable) -> str:
    whose = "更新源" if table.fed else "本院"
    line = f"第{table.line}行：" if table.line else ""
    used = "暂用它上次可以读取时的内容" if table.kept else "没有使用"
    return f"{whose}补充的对照表“{table.path}”无法读取（{line}{file_reason_words(table.reason)}），{used}"


def empty_words(library: Path) -> str:
    """Say that there is nothing to search: no hits of an empty library mean nothing."""
    return f"案例库“{library}”中没有案例，请先导入；本来有案例的，请从备份恢复该文件。"


def unreadable_words(count: int) -> str:
    """Say that cases of the library are spoilt, and what to do."""
    return f"{problem_words('cases_unreadable', (str(count),))}。"


def part_name(name: str) -> str:
    """Name a part of the data folder."""
    return _PARTS.get(name, name)


def key_words(kept: str) -> str:
    """Say how the key of the work data is kept."""
    return _KEYS.get(kept, kept)
