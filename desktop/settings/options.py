"""The declared list of options: key, kind, default, words. Nothing can be set that is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = bool | int | str
MOST_HITS = 500
MOST_BANDWIDTH = 2**20  # KB a second


@dataclass(frozen=True, slots=True)
class Option:
    """Declare one option; a hidden one has no control.

    `choices` are (value, words); `low` and `high` bound a number.
    """

    key: str
    default: Value
    words: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    hidden: bool = False

    def accepts(self, value: object) -> bool:
        """Tell whether a value has the kind of this option and lies in its bounds."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int) and not isinstance(value, bool):
            return self.low <= value <= self.high
        return not self.choices or value in [choice for choice, _ in self.choices]


_ALL = (
    Option("user.court", "", "所在法院", "决定类案的层级，请填写法院全称"),
    Option("user.tribunal", "", "所在庭室", "可以不填"),
    Option("user.name", "", "检索人", "写入检索日志和检索报告的“检索主体”"),
    Option(
        "look.theme",
        "system",
        "界面明暗",
        choices=(("system", "跟随系统"), ("light", "浅色"), ("dark", "深色")),
    ),
    Option("look.scale", 100, "字号（百分比）", "界面、案例和草稿一同放大或者缩小", low=80, high=200),
    Option("similar.live", True, "起草时自动更新类案", "停止输入片刻后按草稿重新检索"),
    Option("similar.recent_only", False, "只看近三年", "指导性案例不受此限"),
    Option("similar.stop_early", False, "上一层级已有类案时，不再检索下一层级", "依据《指导意见》第四条，可以不再检索"),
    Option("similar.limit", 100, "每次最多列出的案件数", low=10, high=MOST_HITS),
    Option("sync.address", "", "更新源地址", "由信息技术部门提供，https:// 开头，或者一个文件夹"),
    Option("sync.root", "", "信任根文件", hidden=True),
    Option(
        "sync.when",
        "day",
        "自动同步",
        "每个时段至多一次；正在导入、按流量计费时不进行",
        choices=(
            ("never", "不自动同步"),
            ("day", "每天一次"),
            ("noon", "午休时（12:00 至 14:00）"),
            ("night", "下班后（18:00 至次日 8:00）"),
        ),
    ),
    Option("sync.bandwidth", 0, "下载限速（KB/秒）", "0 为不限速", low=0, high=MOST_BANDWIDTH),
    Option("sync.last", "", "上次同步", hidden=True),
    Option("behaviour.record", True, "记录本人的阅读情况，用于排序", "只保存在本机，随时可以清除"),
    Option("start.done", False, "首次启动已完成", hidden=True),
    Option("start.matter", 0, "上次打开的案件", low=0, high=2**31, hidden=True),
    Option("start.sample", "", "已导入的演示数据", hidden=True),
    Option("window.state", "", "窗口布局", hidden=True),
    Option(
        "window.form",
        "",
        "列表与阅读的排列",
        choices=(("", "自定"), ("stacked", "上下"), ("beside", "左右")),
        hidden=True,
    ),
    Option("window.reading", 60, "阅读占高度的百分比", low=10, high=90, hidden=True),
    Option("window.geometry", "", "窗口位置", hidden=True),
)
OPTIONS: Mapping[str, Option] = {option.key: option for option in _ALL}
