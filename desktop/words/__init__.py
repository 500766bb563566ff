"""Every sentence a user reads: typed errors, tiers, states, reasons, marks, citations, counts.

Belongs here: facts of `localdb.model` turned into Simplified Chinese as a court would write it. Does not: deciding
anything, reading files, Qt. Unknown keys still give a decent sentence, so that a newer core never leaves a user
without one.
"""

from desktop.words.citing import binds, citation_line, dropped_note, is_dropped, plain_title, source_line, use_words
from desktop.words.days import day_words, moment_words, numeral, span_words
from desktop.words.errors import sentence
from desktop.words.feed import (
    alarm_words,
    feed_rejection_words,
    feed_trouble_words,
    news_words,
    sync_progress_words,
    sync_words,
)
from desktop.words.imports import import_words, progress_words, refusal_words, rejection_words
from desktop.words.names import (
    act_name,
    authority_name,
    axis_name,
    effect_name,
    effect_words,
    element_advice,
    element_words,
    level_name,
    method_name,
    platform_words,
    section_name,
    section_short,
    status_name,
    trigger_words,
    verdict_name,
)
from desktop.words.publishing import draft_lines, publish_lines, settled_lines, state_lines
from desktop.words.reasons import NOTHING_TOLD, added_words, mark_words, marks_words, reason_words, untold_words
from desktop.words.review import finding_source, finding_words
from desktop.words.tiers import (
    count_words,
    standing_short,
    tier_name,
    tier_number,
    tier_rule,
    tier_short,
    tier_state_words,
)

__all__ = [
    "NOTHING_TOLD",
    "act_name",
    "added_words",
    "alarm_words",
    "authority_name",
    "axis_name",
    "binds",
    "citation_line",
    "count_words",
    "day_words",
    "draft_lines",
    "dropped_note",
    "effect_name",
    "effect_words",
    "element_advice",
    "element_words",
    "feed_rejection_words",
    "feed_trouble_words",
    "finding_source",
    "finding_words",
    "import_words",
    "is_dropped",
    "level_name",
    "mark_words",
    "marks_words",
    "method_name",
    "moment_words",
    "news_words",
    "numeral",
    "plain_title",
    "platform_words",
    "progress_words",
    "publish_lines",
    "reason_words",
    "refusal_words",
    "rejection_words",
    "section_name",
    "section_short",
    "sentence",
    "settled_lines",
    "source_line",
    "span_words",
    "standing_short",
    "state_lines",
    "status_name",
    "sync_progress_words",
    "sync_words",
    "tier_name",
    "tier_number",
    "tier_rule",
    "tier_short",
    "tier_state_words",
    "trigger_words",
    "untold_words",
    "use_words",
    "verdict_name",
]
