"""`leian publish`: records, withdrawals, corrections of tables and models into the feed; folding and cleaning it."""

import argparse
import sys
from datetime import date

from desktop.cli.keys import asking, settled_json
from desktop.cli.printing import Progress, print_json
from desktop.words import refusal_words, rejection_words
from desktop.words.publishing import publish_lines, publish_progress_words
from localdb.engine.publish import Publication, publish, read_withdrawals, withdrawals_of
from localdb.engine.workspace import Workspace
from localdb.model.feed import Withdrawal
from localdb.model.publishing import GRACE_DAYS, KEEP_APART, PublishSummary


def publish_records(workspace: Workspace, options: argparse.Namespace) -> int:
    """Publish what the options name; print what became of every record, and why some were refused."""
    if wrong := _misuse(options):
        print(f"leian publish: 用法有误：{wrong}。请运行 leian publish --help 查看用法。", file=sys.stderr)
        return 2
    with Progress() as progress:
        summary = publish(
            _wanted(options),
            workspace.reference,
            workspace.resources,
            asking(options),
            lambda at: progress.show(publish_progress_words(at)),
        )
    if options.json:
        print_json(_record(summary))
    else:
        _print(summary)
    return 0


def _misuse(options: argparse.Namespace) -> str:
    if options.withdraw and not options.status:
        return "撤回案例须用 --status 写明 出库、改判 或者 不公开"
    for name, verb, told in (
        *((name, "withdraw", getattr(options, name)) for name in ("status", "since", "by", "why")),
        ("keep", "compact", options.keep is not None),
        ("grace", "clean", options.grace is not None),
    ):
        if told and not getattr(options, verb):
            return f"--{name} 只与 --{verb} 同用"
    if options.compact and options.no_compact:
        return "--compact 与 --no-compact 不能同用"
    if options.restore and not options.paths:
        return "--restore 只与要重新发布的案例（路径）同用"
    work = (options.paths, options.withdraw, options.withdrawals, options.tables, options.models)
    return "" if any((*work, options.compact, options.clean)) else "没有说明要发布、撤回、合并或者清理什么"


def _wanted(options: argparse.Namespace) -> Publication:
    withdrawals = read_withdrawals(options.withdrawals) if options.withdrawals else ()
    if options.withdraw:
        since = options.since or date.today()
        withdrawals += withdrawals_of(options.withdraw, Withdrawal(options.status), since, options.by, options.why)
    return Publication(
        feed=options.feed,
        places=tuple(options.keys),
        role=options.role,
        paths=tuple(options.paths),
        withdrawals=withdrawals,
        tables=tuple(options.tables),
        models=tuple(options.models),
        restore=options.restore,
        keep=_chosen(options.keep, KEEP_APART) if options.compact else None,
        folds=not options.no_compact,
        grace=_chosen(options.grace, GRACE_DAYS) if options.clean else None,
        offline=options.offline,
        state=options.state,
    )


def _chosen(told: int | None, usual: int) -> int:
    return usual if told is None else told


def _print(summary: PublishSummary) -> None:
    for rejection in summary.rejections:
        print(f"未收录：{rejection_words(rejection)}")
    for refusal, count in sorted(summary.reasons.items(), key=lambda item: -item[1]):
        print(f"未收录{count}件：{refusal_words(refusal)}")
    print("\n".join(publish_lines(summary)))


def _record(summary: PublishSummary) -> dict[str, object]:
    return {
        "role": summary.role,
        "read": summary.read,
        "added": summary.added,
        "replaced": summary.replaced,
        "unchanged": summary.unchanged,
        "held": summary.held,
        "rejected": summary.rejected,
        "reasons": {refusal.value: count for refusal, count in summary.reasons.items()},
        "withdrawn": summary.withdrawn,
        "tables": list(summary.tables),
        "models": list(summary.models),
        "shards": list(summary.shards),
        "bytes": summary.bytes,
        "folded": summary.folded,
        "removed": summary.removed,
        "freed": summary.freed,
        **settled_json(summary.settled),
    }
