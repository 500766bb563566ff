"""`leian import`, `parse`, `library` and `doctor`: cases in, one judgment read, what there is, what is unwell."""

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from desktop.cli.filling import fill_index
from desktop.cli.printing import Progress, complain, print_json
from desktop.settings import Settings, folders
from desktop.settings.policy import read_policy
from desktop.words import coverage as words
from desktop.words import import_words, progress_words, rejection_words
from desktop.words.health import key_words, part_name, problem_words
from desktop.words.sizes import size_words
from localdb.engine.coverage import coverage
from localdb.engine.doctor import Health, Problem, examine
from localdb.engine.import_cases import import_cases
from localdb.engine.parse import Unparsed, parse_path, parse_records
from localdb.engine.workspace import Workspace
from localdb.model.coverage import Coverage
from localdb.model.errors import FileMissing, PolicyDamaged
from localdb.model.record import case_to_record


def import_paths(workspace: Workspace, options: argparse.Namespace) -> int:
    """Import files and folders, then bring the index up to date; print what became of every record."""
    progress = Progress()
    summary, _ = import_cases(workspace, options.paths, lambda at: progress.show(progress_words(at)))
    progress.clear()
    if not options.json:
        for rejection in summary.rejections:
            print(f"未收录：{rejection_words(rejection)}")
        print(import_words(summary))
    fill_index(workspace)
    if options.json:
        print_json(
            {
                "read": summary.read,
                "admitted": summary.admitted,
                "replaced": summary.replaced,
                "duplicates": summary.duplicates,
                "rejected": summary.rejected,
                "folded": summary.folded,
                "reasons": {refusal.value: count for refusal, count in summary.reasons.items()},
            }
        )
    return 0


def parse_file(workspace: Workspace, options: argparse.Namespace) -> int:
    """Print the record read out of a judgment, or with `--jsonl` one a line of the file, in order."""
    if not options.jsonl:
        print_json(case_to_record(parse_path(workspace.reference, options.file)))
        return 0
    refused = 0
    for parsed in parse_records(workspace.reference, options.file):
        if isinstance(parsed, Unparsed):
            refused += 1
            print_json({"line": parsed.rejection.line, "error": rejection_words(parsed.rejection)})
        else:
            print_json(case_to_record(parsed))
    return complain(f"{refused} 条记录未能解析。") if refused else 0


def library(workspace: Workspace, options: argparse.Namespace) -> int:
    """Print what the library holds by year, province, level and kind, and where it is thin."""
    if not (workspace.data / "library.db").exists():
        raise FileMissing(workspace.data / "library.db")
    held = coverage(workspace, options.court)
    if options.json:
        refused = [{"reason": str(why), "detail": detail, "records": n} for (why, detail), n in held.refused.items()]
        gaps = [{"kind": gap.kind, "values": list(gap.values)} for gap in held.gaps]
        print_json({**asdict(held), "as_of": held.as_of.isoformat(), "refused": refused, "gaps": gaps})
    else:
        print_coverage(held)
    return 0


def print_coverage(held: Coverage) -> None:
    """Print the coverage of the library for people."""
    print(words.held_words(held) if held.cases else words.EMPTY)
    print(words.NOTE)
    for gap in held.gaps:
        print(f"欠缺：{words.gap_words(gap)}")
    _print_counts("年份", {words.year_words(year): count for year, count in held.years.items()})
    _print_counts("省份", {words.place_words(name): count for name, count in held.provinces.items()})
    _print_counts("法院层级", {words.level_words(level): count for level, count in held.levels.items()})
    _print_counts("案件类型", {words.kind_words(kind): count for kind, count in held.kinds.items()})
    _print_counts("来源", held.authorities)
    _print_counts("标注", {told: n for kind, n in held.flagged.items() if (told := words.flag_words(kind))})
    _print_counts("未收录", {words.refused_words(*why): count for why, count in held.refused.items()})


def _print_counts(name: str, counts: Mapping[str, int]) -> None:
    if counts:
        print(f"{name}：" + "，".join(f"{key} {count:,}" for key, count in counts.items()))


def doctor(workspace: Workspace, options: argparse.Namespace) -> int:
    """Print what is installed, where, how large, and what is wrong; 1 when something is."""
    health = examine(workspace, os.environ.get("LEIAN_PASSPHRASE", "").encode("utf-8", "surrogateescape"))
    health = replace(health, problems=(*health.problems, *settings_problems(workspace.data)))
    if options.json:
        print_json(
            {
                **asdict(health),
                "data": str(health.data),
                "resources": str(health.resources),
                "model": str(health.model) if health.model else None,
                "library": library_record(health),
                "problems": [problem._asdict() for problem in health.problems],
            }
        )
    else:
        print_health(health)
    return complain(f"发现 {len(health.problems)} 项问题。") if health.problems else 0


def settings_problems(data: Path) -> Iterator[Problem]:
    """Find settings and policy that cannot be read, or say what nobody knows."""
    policy = folders.policy_file()
    settings = Settings(data, policy)
    if settings.damaged:
        yield Problem("settings_unreadable", (str(settings.file),))
    if settings.policy_damaged:
        yield Problem("policy_unreadable", (str(policy),))
    if settings.policy_ignored:
        yield Problem("policy_ignored", (str(policy), "、".join(settings.policy_ignored)))
    try:
        read_policy(policy)
    except PolicyDamaged as error:
        if error.key:
            yield Problem("policy_feed", (str(policy), error.key))


def library_record(health: Health) -> dict[str, object] | None:
    """Return the library's state for JSON; None when there is none yet."""
    if health.library is None:
        return None
    newest = health.library.newest
    return {**asdict(health.library), "newest": newest.isoformat() if newest else None}


def print_health(health: Health) -> None:
    """Print the doctor's findings for people."""
    print(f"数据目录：{health.data}")
    print(f"资源目录：{health.resources}")
    for name, size in health.sizes.items():
        if size:
            print(f"  {part_name(name)}（{name}）：{size_words(size)}")
    print(f"磁盘剩余：{size_words(health.free)}")
    print(f"工作数据密钥：{key_words(health.key)}{'，已打开核对' if health.work else ''}")
    for name, size in health.left.items():
        print(f"可以删除的遗留文件：{name}（{size_words(size)}）")
    for name, size in health.backups.items():
        print(f"升级前的备份：{name}（{size_words(size)}）")
    if health.library is not None:
        state = health.library
        print(f"案例库：{state.cases} 件，已索引 {state.indexed} 件，第 {state.version} 版，截至 {state.newest or '—'}")
    if health.model is not None:
        print(f"案由预测模型：{health.model}")
    print("组件：" + "，".join(f"{name} {found or '缺失'}" for name, found in health.versions.items()))
    for problem in health.problems:
        print(f"问题：{problem_words(problem.kind, problem.values)}")
    if not health.problems:
        print("未发现问题。")
