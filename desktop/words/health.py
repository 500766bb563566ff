"""What the doctor found, in words. Belongs here: sizes, versions, problems. Does not: looking for them."""

from collections.abc import Mapping, Sequence

_PROBLEMS: Mapping[str, str] = {
    "package_missing": "缺少组件 {0}，请重新安装本程序",
    "disk_low": "数据目录所在磁盘剩余空间仅 {0} 字节，请清理磁盘",
    "others_may_read": "{0} 可被本机其他用户读取，请将权限改为仅本人可读写",
    "table_unreadable": "对照表 {0} 无法读取，请更正或者重新安装",
    "library_damaged": "案例库 {0} 已损坏（{1}），请移走该文件后重新导入或者同步",
    "library_unreadable": "案例库 {0} 无法读取（{1}），请检查磁盘与权限",
    "library_busy": "案例库 {0} 正被另一程序占用，请稍后再试",
    "newer_file": "{0} 由更新版本的类案写成（格式 {1}，本程序只识别到 {2}），请升级本程序",
    "older_file": "{0} 由较旧版本的类案写成，下次打开窗口或者执行导入时会自动升级，升级前自动备份",
    "index_behind": "索引尚未完成：已索引 {0} 件，共 {1} 件；打开窗口或者执行导入时会自动补齐",
    "key_note_damaged": "密钥说明文件 {0} 已损坏，请从备份恢复",
    "key_note_missing": "缺少密钥说明文件 {0}，工作数据无法打开，请从备份恢复",
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
    return _PROBLEMS.get(kind, "发现异常：" + "，".join((kind, *values))).format(*values)


def part_name(name: str) -> str:
    """Name a part of the data folder."""
    return _PARTS.get(name, name)


def key_words(kept: str) -> str:
    """Say how the key of the work data is kept."""
    return _KEYS.get(kept, kept)


def size_words(size: int) -> str:
    """Write a number of bytes for people."""
    if size < 1024:
        return f"{size} B"
    step = min((size.bit_length() - 1) // 10, 3)
    return f"{size / 1024**step:.1f} {('KB', 'MB', 'GB')[step - 1]}"
