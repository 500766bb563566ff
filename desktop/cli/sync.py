"""`leian sync`: the library brought up to date from the court's signed feed."""

import argparse

from desktop.cli.printing import Progress, complain, print_json
from desktop.settings import folders
from desktop.settings.policy import read_policy, with_choices
from desktop.words import (
    feed_rejection_words,
    feed_trouble_words,
    news_words,
    sentence,
    sync_progress_words,
    sync_words,
)
from localdb.engine.sync import sync_library
from localdb.engine.workspace import Workspace
from localdb.model.feed import SyncSummary

_HARMLESS = ("kind",)  # what a later version of Leian takes up is no failure of this one


def sync_feed(workspace: Workspace, options: argparse.Namespace) -> int:
    """Sync, and print what changed, new guiding and typical cases first; 1 when not all of the feed was taken in."""
    if options.sample:
        return complain("演示数据不能同步；请去掉 --sample。")
    settings = with_choices(read_policy(folders.policy_file()), options.address, options.root)
    with Progress() as progress:
        summary, _ = sync_library(workspace, settings, lambda at: progress.show(sync_progress_words(at)))
    if options.json:
        print_json(sync_record(summary))
    else:
        print_summary(summary)
    told = [feed_trouble_words(trouble) for trouble in summary.troubles if trouble.reason not in _HARMLESS]
    told += [sentence(summary.trouble)] if summary.trouble else []
    return complain("".join(told)) if told else 0


def print_summary(summary: SyncSummary) -> None:
    """Print what a sync did for people."""
    for line in news_words(summary):
        print(line)
    for rejection in summary.rejections:
        print(f"未收录：{feed_rejection_words(rejection)}")
    for trouble in summary.troubles:
        if trouble.reason in _HARMLESS:
            print(feed_trouble_words(trouble))
    print(sync_words(summary))


def sync_record(summary: SyncSummary) -> dict[str, object]:
    """Return what a sync did for programs."""
    return {
        "read": summary.read,
        "added": summary.added,
        "replaced": summary.replaced,
        "withdrawn": summary.withdrawn,
        "duplicates": summary.duplicates,
        "rejected": summary.rejected,
        "reasons": {refusal.value: count for refusal, count in summary.reasons.items()},
        "news": [{"id": card.id, "key": card.key, "authority": card.authority.value} for card in summary.news],
        "tables": list(summary.tables),
        "models": list(summary.models),
        "troubles": [trouble._asdict() for trouble in summary.troubles],
        "complete": summary.trouble is None,
        "shards": summary.shards,
        "fetched": summary.fetched,
        "expires": summary.expires.isoformat() if summary.expires else None,
    }
