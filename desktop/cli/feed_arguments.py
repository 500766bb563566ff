"""The arguments of `leian keys` and `leian publish`, as data for argparse: names, options, help in Chinese."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from localdb.model.feed import SAID
from localdb.model.publishing import FOLD_AT, GRACE_DAYS, KEEP_APART

_Path = Callable[[str], Path]
_Day = Callable[[str], date]


def add_keys(parser: argparse.ArgumentParser, path: _Path, kind: type[argparse.ArgumentParser]) -> None:
    """Describe `leian keys` and its steps."""
    steps = parser.add_subparsers(dest="step", metavar="步骤", parser_class=kind, required=True)
    new = steps.add_parser("new", help="生成密钥：每把一个 .key（加密，由保管人自己保存）和一个 .pub（交给经办人）")
    new.add_argument("names", nargs="+", metavar="名称", help="如 root-1、targets、snapshot、timestamp、110000")
    new.add_argument("--out", type=path, required=True, metavar="目录", help="存放密钥的文件夹，如保管人的 U 盘")
    _secret(new, path)
    _root(
        steps.add_parser("root", help="拟定下一版信任根（首次建立、更换任何密钥、续期），写入草案文件，待保管人签名"),
        path,
    )
    sign = steps.add_parser("sign", help="保管人在信任根草案上签名")
    sign.add_argument("draft", type=path, metavar="草案")
    _keys(sign, path)
    enacting = steps.add_parser("apply", help="使签名已足的信任根生效，并重签受影响的部分")
    enacting.add_argument("drafts", nargs="+", type=path, metavar="草案", help="同一草案的各份副本，其签名合并计算")
    _feed(enacting, path)
    _keys(enacting, path)
    _delegate(
        steps.add_parser("delegate", help="授权高级人民法院以自己的密钥发布本省部分，更换其密钥，或者收回授权"), path
    )
    renew = steps.add_parser("renew", help="续期：重签时间戳和临近到期的部分，并公开各省送来的内容")
    renew.add_argument(
        "--role", action="append", default=[], metavar="部分", help="不论到期与否都重签的部分，如 110000、snapshot"
    )
    _feed(renew, path)
    _keys(renew, path)
    _offline(renew)
    show = steps.add_parser("show", help="查看更新源、信任根草案或者密钥文件；不需要任何密钥")
    show.add_argument("path", type=path, metavar="路径", help="更新源的文件夹、草案，或者 .pub、.key 文件")
    for step in steps.choices.values():
        _json(step)


def add_publish(parser: argparse.ArgumentParser, path: _Path, day: _Day) -> None:
    """Describe `leian publish`."""
    told = "案例记录（.jsonl、.jsonl.zst）、裁判文书或者它们的文件夹，与 leian import 相同"
    parser.add_argument("paths", nargs="*", type=path, metavar="路径", help=told)
    _feed(parser, path)
    _keys(parser, path)
    parser.add_argument(
        "--role", default="targets", metavar="代码", help="高级人民法院发布本省部分时的六位行政区划代码，如 110000"
    )
    parser.add_argument(
        "--withdraw", action="append", default=[], metavar="编号", help="撤回案例（须写明 --status）；有几件的写几次"
    )
    parser.add_argument(
        "--status", choices=[status.value for status in SAID], metavar="状态", help="出库、改判、不公开"
    )
    parser.add_argument("--since", type=day, default=None, metavar="日期", help="自何日起（默认为今日）")
    parser.add_argument("--by", default="", metavar="编号", help="代替它的案例")
    parser.add_argument("--why", default="", metavar="理由", help="撤回的理由，显示给读者")
    parser.add_argument(
        "--withdrawals", type=path, metavar="文件", help="撤回清单：逐行 JSON，含 id、status、since，可有 by、why"
    )
    parser.add_argument("--restore", action="store_true", help="撤回过的案例再次出现在输入中时重新发布")
    told = "对名录、词典的更正：laws.json、lexicon.json 等，或者它们的文件夹；有几处的写几次"
    parser.add_argument("--tables", action="append", type=path, default=[], metavar="文件", help=told)
    told = "案由预测模型 labels.npz，由 leian train --out labels.npz 训练，供各法院使用"
    parser.add_argument("--models", action="append", type=path, default=[], metavar="文件", help=told)
    parser.add_argument("--compact", action="store_true", help="合并旧的更新文件，去掉已被替换、撤回的正文")
    parser.add_argument(
        "--keep",
        type=_number,
        metavar="N",
        help=f"合并时保留最近几次发布不合并（默认 {KEEP_APART}）",
    )
    told = f"不自动合并（可以省去的更新文件满 {FOLD_AT} 个时，发布后自动合并，最近 {KEEP_APART} 次发布除外）"
    parser.add_argument("--no-compact", action="store_true", help=told)
    parser.add_argument("--clean", action="store_true", help="删除宽限期之前就已不用的文件")
    parser.add_argument("--grace", type=_number, metavar="天数", help=f"清理的宽限期（默认 {GRACE_DAYS} 天）")
    parser.add_argument(
        "--state",
        type=path,
        metavar="目录",
        help="发布记录所在的文件夹（默认为更新源旁的“名称.state”，丢失后自动重建）",
    )
    _offline(parser)
    _json(parser)


def _root(parser: argparse.ArgumentParser, path: _Path) -> None:
    _feed(parser, path)
    parser.add_argument("--out", type=path, required=True, metavar="草案", help="草案文件，交保管人依次签名")
    for role, told in {
        "root": "全部根密钥的公钥",
        "targets": "全国部分的公钥",
        "snapshot": "快照的公钥",
        "timestamp": "时间戳的公钥",
    }.items():
        parser.add_argument(f"--{role}", nargs="+", type=path, metavar="公钥", help=f"{told}（.pub）；不写的保持不变")
    parser.add_argument("--threshold", type=_threshold, metavar="K", help="须几位保管人签名（首次默认 2）")
    _offline(parser, online=True)


def _delegate(parser: argparse.ArgumentParser, path: _Path) -> None:
    parser.add_argument("role", metavar="代码", help="六位行政区划代码，如 110000")
    parser.add_argument("public", nargs="*", type=path, metavar="公钥", help="该院的公钥（.pub），取代原来的")
    parser.add_argument("--revoke", action="store_true", help="收回授权；各法院保留已有内容，不再接收")
    _feed(parser, path)
    _keys(parser, path)
    _offline(parser)


def _feed(parser: argparse.ArgumentParser, path: _Path) -> None:
    parser.add_argument("--feed", type=path, required=True, metavar="目录", help="更新源的文件夹")


def _keys(parser: argparse.ArgumentParser, path: _Path) -> None:
    told = "密钥文件（.key）或者存放它们的文件夹；有几处的写几次"
    parser.add_argument("--keys", action="append", type=path, required=True, metavar="密钥", help=told)
    _secret(parser, path)


def _secret(parser: argparse.ArgumentParser, path: _Path) -> None:
    told = "第一行是口令的文件（用于本命令用到的每一把密钥）；不写则在终端中询问"
    parser.add_argument("--passphrase-file", type=path, metavar="文件", help=told)


def _offline(parser: argparse.ArgumentParser, online: bool = False) -> None:
    choice: Any = parser.add_mutually_exclusive_group() if online else parser
    choice.add_argument(
        "--offline", action="store_const", const=True, help="用于 U 盘等离线介质，有效期约一年；不写则依信任根所定"
    )
    if online:
        choice.add_argument("--online", dest="offline", action="store_const", const=False, help="改回在线的有效期")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，供程序读取")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}”不是零或者正整数")
    return int(text)


def _threshold(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)
