"""The sentence for each typed error: what happened, where, why, what to do. Belongs here: nothing but wording."""

import re
from collections.abc import Mapping
from functools import singledispatch

from desktop.words.names import element_words
from desktop.words.sizes import size_words
from localdb.model import errors as e

_FILE_REASONS = {
    "not_json": "内容不是 JSON 格式",
    "encoding": "文字编码既不是 UTF-8 也不是 GB18030",
    "empty": "文件是空的",
    "too_large": "文件过大",
    "damaged": "文件已损坏",
    "unreadable": "文件已损坏，或者内容与扩展名不符",
    "unknown_kind": "不支持这种文件",
    "not_a_matter": "不是本软件导出的案件文件",
    "sample": "这是演示数据的案件，不能导入正式的工作数据",
    "not_sample": "这是正式的案件，不能导入演示数据",
    "denied": "没有读取权限",
    "locked": "文件被其他程序占用",
    "not_a_file": "这不是文件（是文件夹、管道或者设备）",
    "bad_field": "字段的内容不合要求",
    "bad_entry": "数据条目的内容不合要求",
    "password": "文件设有打开密码",
    "certificate": "不是有效的证书或者密钥",
    "no_text": "文件中没有文字（扫描件请先作文字识别）",
    "query_line": "该行不是检索请求：应为含 qid（不重复、不含空格）与 text 的 JSON 对象",
    "query_repeated": "该行的 qid 与前面某行相同",
    "query_large": "该行的文字过长，不像一份文书",
    "pools": "内容不是候选案件表：应为 {qid: [id, …]} 形式的 JSON 对象，每个 qid 之后是编号的列表",
    "not_text": "不是可以读取的文本文件",
    "not_utf8": "文字编码不是 UTF-8",
    "not_facts": "不是本软件的数据表",
    "withdrawal": "该行不是撤回记录：应为含 id、status（出库、改判、不公开）、since（日期）的 JSON 对象",
}
_ENTRY = re.compile(r"bad_entry: (\w+) (\d+)(?: (.+))?")
_QUERY_REASONS = {
    "empty": "没有可以检索的词",
    "too_long": "检索词过多，请删去一些",
    "brackets": "括号没有成对",
    "quotes": "引号或者书名号没有成对",
    "operator": "AND、OR、NOT 前后应当各有检索词",
    "only_not": "只有排除的词，没有要检索的词",
    "date": "“日期:”之后应当写年份或者日期，如 日期:2019、日期:2019-2021、日期:2019-03-01至2020-06-30",
    "statute": "“法条:”之后应当写法律名称和条号，如 法条:民法典第五百七十七条",
    "law_unknown": "法律名录中没有这个名称，也没有检索到援引它的案例",
    "too_common": "该词过于常见，几乎每件案例都有，请换用更具体的词",
}
# What happened to “path”, and what to do.
_DISK_REASONS = {
    "full": ("写入失败：磁盘空间不足", "请清理磁盘后重试，此前已保存的内容不受影响。"),
    "quota": ("写入失败：已达到本用户的磁盘配额", "请清理文件或者请管理员增加配额，然后重试。"),
    "too_big": ("写入失败：文件超过了该磁盘允许的大小", "请换到其他磁盘（如 NTFS 格式的磁盘），然后重试。"),
    "read_only": ("写入失败：该位置是只读的", "请换一个位置，或者请管理员开放写入权限。"),
    "denied": ("无法打开：没有读写权限", "请换一个位置，或者请管理员开放读写权限。"),
    "locked": ("写入失败：文件正被其他程序（如 WPS 或者 Word）打开", "请关闭该文件后重试。"),
    "file": ("写入失败：文件无法写入", "请确认该位置可以写入且没有被其他程序占用，然后重试。"),
    "folder": ("写入失败：该位置是文件夹，不是文件", "请移走或者改名该文件夹，或者换一个位置，然后重试。"),
    "no_folder": ("无法建立：该位置不能建立文件夹", "请换一个位置，或者请管理员开放写入权限。"),
    "in_the_way": ("无法使用：该位置应为文件夹，却有同名的文件", "请移走或者改名该文件后重试。"),
    "io": ("读写出错", "请检查磁盘是否完好、是否已断开，然后重试。"),
    "damaged": ("已损坏，无法完整读取", "文件保持原样；请联系信息技术人员，从备份恢复。"),
    "foreign": ("不是本软件的数据文件，或者文件头已损坏", "文件保持原样；请移走它，再从备份恢复。"),
    "other_key": ("用本机保存的密钥打不开：文件已损坏，或者来自另一台电脑", "文件保持原样；请从备份恢复。"),
    "again": ("刚刚重新建立又无法读取", "请检查磁盘是否完好，以及是否有其他程序改动该文件夹，然后重试。"),
    "older": ("由较旧版本的软件写成", "打开窗口时会自动升级，升级前自动备份。"),
    "missing": ("写入失败：文件夹不存在或者已断开连接", "请确认磁盘已连接，或者换一个位置。"),
}
_UNREADABLE = ("damaged", "foreign", "other_key")
# Of a file of the data folder that cannot be read any more: what it is, and how it is mended.
_MENDED = {
    "library.db": (
        "案例库",
        "文件保持原样；请移走它（不要删除），再重新导入案例，在办案件和草稿不受影响。",
    ),
    "work.db": (
        "工作数据库",
        "文件保持原样；请先把整个数据目录复制一份，再联系信息技术人员从备份同时恢复 work.db 和 work.key.json。",
    ),
    "work.key.json": (
        "密钥说明文件",
        "没有它打不开工作数据库，数据本身未受影响；请联系信息技术人员从备份恢复该文件。",
    ),
}
_WANTED = {
    "text": "文字",
    "list": "文字或者文字列表",
    "date": "日期（如 2024-05-06）",
    "number": "整数",
    "truth": "true 或者 false",
}


@singledispatch
def sentence(error: BaseException) -> str:
    """Say in one clear Chinese sentence what happened, where, why and what to do; apologise for an unforeseen one."""
    return f"软件内部出错（{type(error).__name__}），非常抱歉。请重试；仍然出错的，请将崩溃记录交给信息技术人员。"


@sentence.register
def _(error: e.UserFault) -> str:
    return "这一步没有做成，请检查刚才的输入后重试。"


@sentence.register
def _(error: e.WorldFault) -> str:
    return "磁盘或者网络暂时不可用，请稍后重试。"


@sentence.register
def _(error: e.FileMissing) -> str:
    return f"找不到“{error.path}”：文件或者文件夹不存在。请检查路径，或者确认磁盘、U 盘已连接。"


@sentence.register
def _(error: e.FileUnreadable) -> str:
    place = f"“{error.path}”第{error.line}行" if error.line else f"“{error.path}”"
    return f"{place}无法读取：{file_reason_words(error.reason)}。请换一个文件，或者更正后重试。"


def file_reason_words(reason: str) -> str:
    """Say why a file cannot be read; of a table, at which entry."""
    told = _known(_FILE_REASONS, reason, "内容不合要求")
    if entry := _ENTRY.fullmatch(reason):
        table, number, name = entry.groups()
        return f"“{table}”中第{number}条{f'（{name}）' if name else ''}的内容不合要求"
    return told


@sentence.register
def _(error: e.BadRecord) -> str:
    wanted = _WANTED.get(error.wanted) or error.wanted.replace("/", "、")
    return f"案例记录的“{error.key}”字段有误：应当填写{wanted}。请更正后重试。"


@sentence.register
def _(error: e.BadQuery) -> str:
    where = f"（“{error.where}”）" if error.where else ""
    return f"检索式无法识别{where}：{_known(_QUERY_REASONS, error.reason, '写法有误')}。请修改后重新检索。"


@sentence.register
def _(error: e.CaseMissing) -> str:
    return f"案例库中没有编号为“{error.key}”的案例，可能已经出库或者被删除。请重新检索。"


@sentence.register
def _(error: e.MatterMissing) -> str:
    return f"没有编号为 {error.number} 的案件，可能已经删除。请在案件列表中重新选择。"


@sentence.register
def _(error: e.CourtUnknown) -> str:
    return f"法院名录中没有“{error.name}”。请填写法院全称，或者请管理员在法院名录中补充。"


@sentence.register
def _(error: e.ReportIncomplete) -> str:
    missing = "、".join(element_words(key) for key in error.missing)
    return f"检索报告还缺少：{missing}。请补齐后再导出（法发〔2020〕24号第八条）。"


@sentence.register
def _(error: e.SecretMatter) -> str:
    return "本案标记为涉密，不生成检索报告，也不导出裁判文书和案件文件。标记有误的，请先在案件信息中更正。"


KEY_FOR_COMMANDS = (
    "工作数据库已加密，系统钥匙串中没有它的密钥。请在终端中运行本命令并按提示输入口令，"
    "或者把口令放在环境变量 LEIAN_PASSPHRASE 中。"
)


@sentence.register
def _(error: e.KeyNeeded) -> str:
    return "工作数据库已加密，系统钥匙串中没有它的密钥。请输入口令。"


@sentence.register
def _(error: e.KeyLost) -> str:
    return (
        f"缺少密钥说明文件“{error.path}”，没有它，任何口令都打不开工作数据库。"
        "请联系信息技术人员从备份恢复该文件，数据本身未受影响。"
    )


@sentence.register
def _(error: e.WrongKey) -> str:
    return (
        "口令不对，工作数据库没有打开，数据未受影响。请重新输入；"
        "口令确实无误的，文件可能已损坏，请联系信息技术人员从备份恢复。"
    )


@sentence.register
def _(error: e.NewerFile) -> str:
    return (
        f"“{error.path}”由更高版本的软件写成（文件版本 {error.found}，本软件支持到 {error.known}），"
        "为免损坏没有打开。请升级软件后再试。"
    )


@sentence.register
def _(error: e.TooFewCases) -> str:
    told = f"案例库共 {error.cases} 件，其中载明事实和案由、足以训练的不到 {error.wanted} 件"
    return f"{told}；请导入或者同步更多案例后再训练，检索照常使用随附的模型。"


@sentence.register
def _(error: e.LibraryBusy) -> str:
    return f"另一个类案程序正在使用“{error.path}”。请等它完成或者关闭它，然后重试。"


@sentence.register
def _(error: e.WorkTaken) -> str:
    return (
        f"“{error.path}”中的在办案件已在另一个类案窗口中打开，为免互相覆盖，这里没有再打开。"
        "请回到那个窗口，或者关闭它后重试。"
    )


@sentence.register
def _(error: e.DiskTrouble) -> str:
    what, advice = _DISK_REASONS.get(error.reason, ("读写失败", "请检查磁盘后重试。"))
    name, mending = _MENDED.get(error.path.name, ("", advice))
    if error.reason in _UNREADABLE:
        return f"{name}“{error.path}”{what}。{mending}"
    left = f"（所在磁盘只剩 {size_words(error.free)}）" if error.free is not None else ""
    return f"“{error.path}”{what}{left}。{advice}"


@sentence.register
def _(error: e.CaseDamaged) -> str:
    return f"案例库“{error.path}”中这件案例（{error.key}）的内容已损坏，无法阅读。请重新导入含有它的文件，即可修复。"


@sentence.register
def _(error: e.WorkLost) -> str:
    return (
        f"工作数据库“{error.path}”不见了或者是空的，其中的在办案件和草稿无从读取，没有另建新的。请从备份恢复该文件；"
        "确定要从头开始的，请把 work.key.json 移到别处后重新打开。"
    )


@sentence.register
def _(error: e.Cancelled) -> str:
    return "已停止，此前已完成的部分保留。"


def _known(reasons: Mapping[str, str], key: str, otherwise: str) -> str:
    return reasons.get(key.partition(":")[0], otherwise)
