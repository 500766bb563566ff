"""Syncing as the window tells it: the button's few characters, the schedule, alarms and news beside a matter.

Belongs here: what only the window says of the feed. Does not: what the command says too (feed.py).
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from desktop.words.citing import plain_title
from desktop.words.days import day_words, moment_words
from desktop.words.errors import sentence
from desktop.words.feed import folder_words, sync_progress_words
from desktop.words.names import authority_name
from desktop.words.reasons import reason_words
from localdb.model import errors as e
from localdb.model.case import CaseCard
from localdb.model.feed import Alarm, Announcement, Span, SyncProgress, SyncStage
from localdb.model.kinds import Authority

FIXED = "由本院信息部门设定"
UNSET = "还没有设定案例库的更新源。更新源的地址和信任根由本院信息技术部门提供。"
NO_ROOT = "还没有指定信任根，无法确认案例由哪个法院发布，没有同步。信任根文件由本院信息技术部门提供。"
METERED = "当前网络按流量计费，同步已暂缓；接入单位网络后自动进行。"
METERED_PAUSE = "网络改为按流量计费，同步已暂停；接入单位网络后自动继续。"
SAMPLE = "演示数据不能同步；请先切换到本人数据。"
IMPORTING = "正在导入文书或者建立索引，请等它完成后再同步。"
SYNCING = "正在同步案例库，请等它完成，或者先停止同步。"


def failure_words(error: e.LeianError) -> str:
    """Say in the window why a sync could not be done; the command names its options instead."""
    if isinstance(error, e.FeedUnset):
        return UNSET if "feed" in error.missing else NO_ROOT
    if isinstance(error, e.LibraryBusy):
        return "案例库正由另一个程序写入，没有同步。请等它完成后重试。"
    return sentence(error)


def share_of(at: SyncProgress) -> float | None:
    """Return how much is done of what the stage in hand tells, 0..1; None where it cannot be known."""
    if at.stage is SyncStage.INDEX:
        return at.records / at.total if at.total else None
    return at.bytes_done / at.total_bytes if at.total_bytes else None


def state_words(at: SyncProgress, *, paused: bool) -> str:
    """Say how far a sync is, and whether it rests."""
    words = sync_progress_words(at)
    return "已暂停：" + words.removeprefix("正在") if paused else words


def day_short(at: datetime | None, today: date) -> str:
    """Say on which day something was, as shortly as can be: 今日, 昨日, 3月9日, 2025年3月9日; "" for never."""
    if at is None:
        return ""
    before = (today - at.date()).days
    if before in (0, 1):
        return "昨日" if before else "今日"
    return f"{at.month}月{at.day}日" if at.year == today.year else day_words(at.date())


def last_words(at: datetime | None) -> str:
    """Say when the library was last brought up to date."""
    return f"上次同步：{moment_words(at)}" if at else "尚未同步过"


def schedule_words(spans: Sequence[Span]) -> str:
    """Say when a sync runs by itself."""
    if not spans:
        return "不自动同步"
    if all(span.begin == time(0) and span.end >= time(23, 59) for span in spans):
        return "每天一次"
    return "每天 " + "、".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    over = "次日 " if span.end < span.begin else ""
    return f"{span.begin:%H:%M} 至{over or ' '}{span.end:%H:%M}"


def fingerprint_words(digest: str) -> str:
    """Write a SHA-256 as people compare it: upper case, in groups of four."""
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4)).upper()


def alarm_head(alarms: Sequence[Alarm]) -> str:
    """Say in one line how many of the cases that a matter uses were taken back or corrected."""
    changed = sum(alarm.status is None for alarm in alarms)
    doubted = sum(bool(alarm.elsewhere) for alarm in alarms)
    gone = len(alarms) - changed - doubted
    parts = [
        f"{gone} 件已被发布法院撤回" if gone else "",
        f"{doubted} 件已由另一部分撤回" if doubted else "",
        f"{changed} 件文本已更正" if changed else "",
    ]
    return f"本案使用的案例中，{'，'.join(filter(None, parts))}"


def elsewhere_words(matters: int) -> str:
    """Say that other matters than the open one use cases that were taken back or corrected."""
    return f"另有 {matters} 件在办案件使用的案例被撤回或者更正，已在案件列表中标出。"


def alarm_short(alarm: Alarm) -> str:
    """Name the state of a case beside a passage."""
    if alarm.elsewhere:
        return "待核"
    return f"已{alarm.status}" if alarm.status is not None and alarm.status != "不公开" else alarm.status or "已更正"


def settled_words(alarm: Alarm) -> str:
    """Say that an alarm is at rest, and why."""
    return f"已处理：{alarm.settled}"


def marks_of_matter(alarms: int, news: int) -> str:
    """Say in a list of matters what is new about one; "" where nothing is."""
    return "，".join(
        filter(None, (f"{alarms} 件所用案例有变" if alarms else "", f"{news} 件新案例相近" if news else ""))
    )


def announcement_words(told: Announcement) -> str:
    """Announce a new guiding or typical case beside the matter it resembles: what it is, and why it is told."""
    card = told.hit.card
    number = f"{card.guiding_no}号" if card.guiding_no and card.authority is Authority.GUIDING else ""
    why = "；".join(reason_words(reason) for reason in told.hit.reasons[:2])
    name = f"新发布{authority_name(card.authority)}{number}：{plain_title(card) or card.case_no or card.id}，与本案相近"
    return f"{name}（{why}）" if why else name


def news_line(card: CaseCard) -> str:
    """Name a new guiding or typical case in a list."""
    kind = authority_name(card.authority)
    number = f"{card.guiding_no}号" if card.guiding_no and card.authority is Authority.GUIDING else ""
    return f"{kind}{number}　{plain_title(card) or card.case_no or card.id}"


def trouble_head(folders: Sequence[str]) -> str:
    """Say in one line that parts of the feed were left as they were."""
    names = "、".join(dict.fromkeys(folder_words(folder).strip() for folder in folders))
    return f"{names}部分没有更新，其余已完成。"
