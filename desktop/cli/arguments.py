"""The command line of `leian` as data for argparse: names, options, help in Chinese. Decides nothing, runs nothing."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from desktop.cli.feed_arguments import add_keys, add_publish

# argparse speaks English only; these are its complaints and headings as Python 3.11 to 3.13 word them.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 之后应有取值"),
    (r"argument (?:命令|步骤): invalid choice: (\S+) \(.*", r"没有 \1 这个命令"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 不能是 \2，应为 \3"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 同用"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)
_HEADINGS = {"usage: ": "用法：", "positional arguments:": "参数：", "options:": "选项："}
_HEADINGS |= {"show this help message and exit": "显示本说明"}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line and end with 2 (interfaces.md)."""
        for pattern, words in _COMPLAINTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        self.exit(2, f"{self.prog}: 用法有误：{message}。请运行 {self.prog} --help 查看用法。\n")

    def format_help(self) -> str:
        """Return the help with its headings in Chinese."""
        text = super().format_help()
        for english, chinese in _HEADINGS.items():
            text = text.replace(english, chinese, 1)
        return text


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line; `command` is None when the window is wanted. Exits with 2 for wrong usage."""
    return _build().parse_args(arguments)


def _build() -> argparse.ArgumentParser:
    parser = _Parser(prog="leian", description="类案：离线类案检索。不带命令时打开窗口。", add_help=True)
    parser.add_argument("--data", type=_path, metavar="目录", help="数据目录（默认为本用户的应用数据目录）")
    parser.add_argument("--sample", action="store_true", help="使用随附的演示数据，不触及本用户的数据")
    parser.add_argument("--version", action="store_true", help="显示版本号")
    commands = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)
    _import(commands.add_parser("import", help="导入裁判文书：.jsonl、.jsonl.zst、.docx、.txt、.html、.pdf 或文件夹"))
    _parse(commands.add_parser("parse", help="解析一份裁判文书，以 JSON 输出各部分"))
    _search(commands.add_parser("search", help="按关键词、案号、法条:、案由:、法院:、日期: 检索"))
    _similar(commands.add_parser("similar", help="以案件事实或文书草稿批量检索类案"))
    _report(commands.add_parser("report", help="导出在办案件的类案检索报告（DOCX）"))
    _sync(commands.add_parser("sync", help="从法院签名的更新源更新案例库"))
    told = "把案例、撤回、名录的更正和案由预测模型签名发布到更新源"
    add_publish(commands.add_parser("publish", help=told), _path, _day)
    told = "更新源的密钥：生成、信任根的拟定与签名、授权各高级人民法院、续期、查看"
    add_keys(commands.add_parser("keys", help=told), _path, _Parser)
    _train(commands.add_parser("train", help="以案例库中的案例训练案由、罪名的预测模型"))
    held = commands.add_parser("library", help="统计案例库的年份、省份、法院层级、案件类型，指出欠缺之处")
    held.add_argument("--court", default="", metavar="名称", help="检索人所在法院全称，先指出本省近三年的欠缺")
    _json(held)
    demo = commands.add_parser("demo", help="无需显示器，以演示数据走完检索、报告全过程")
    demo.add_argument("--out", type=_path, default=Path("leian-demo"), metavar="目录", help="存放报告与窗口截图的目录")
    _json(commands.add_parser("doctor", help="检查安装与数据，不输出任何案件内容"))
    return parser


def _train(parser: argparse.ArgumentParser) -> None:
    told = "模型写到此处（默认写入数据目录，此后的检索即用）"
    parser.add_argument("--out", type=_path, metavar="文件", help=told)
    parser.add_argument("--without", type=_path, metavar="文件", help="不用于训练的案例：每行一个编号")
    _json(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def _court(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--court", default="", metavar="名称", help="检索人所在法院全称，用以确定层级")
    parser.add_argument("--as-of", type=_day, metavar="日期", help="检索基准日，如 2026-11-20（默认为今日）")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=_path, metavar="路径")
    _json(parser)


def _parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=_path, metavar="文件")
    parser.add_argument("--jsonl", action="store_true", help="文件为多条记录（id、full_text），逐行输出")
    _json(parser)


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="检索词")
    told = "最多列出的件数，按层级先后取；不填时每一层级至多十件"
    parser.add_argument("--top", type=_count, metavar="N", help=told)
    _court(parser)
    _json(parser)


def _similar(parser: argparse.ArgumentParser) -> None:
    told = "逐行 JSON：qid、text，可有 cause、court；stage 只作记录，不影响排序"
    parser.add_argument("--queries", type=_path, required=True, metavar="文件", help=told)
    parser.add_argument("--run", type=_path, metavar="文件", help="以 TREC 格式写出排序结果；编号中的空白写作 %%20 等")
    parser.add_argument("--pools", type=_path, metavar="文件", help="只对给定的案件排序：{qid: [id, …]}")
    parser.add_argument("--top", type=_count, default=100, metavar="N", help="每次检索最多写出的件数")
    parser.add_argument("--flat", action="store_true", help="不分层级，只按相似程度排序")
    _court(parser)
    _json(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("matter", metavar="案件", help="在办案件的编号，或导出的案件文件")
    parser.add_argument("--out", type=_path, required=True, metavar="文件.docx")
    parser.add_argument("--note", action="store_true", help="写检索说明（简式），而非检索报告")
    _json(parser)


def _sync(parser: argparse.ArgumentParser) -> None:
    told = "更新源：http(s) 地址或者文件夹（默认依统一配置文件）"
    parser.add_argument("--from", dest="address", default="", metavar="地址", help=told)
    told = "信任根文件，只在首次同步、且统一配置文件没有指定时需要"
    parser.add_argument("--root", type=_path, metavar="文件", help=told)
    _json(parser)


def _path(text: str) -> Path:
    """Read a path; an empty one (a variable that was never set) would mean the folder one happens to be in."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("路径是空的")
    return Path(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.year < 1949:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应如 2026-11-20") from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)
