"""One case of the library: a judgment or a published case, read and cut into sections."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from localdb.model.kinds import Authority, CaseType, Effect, Section, Status, Tier

TOLD_SOURCE = "told_source"  # key of `Case.extra`: what the record says of its source where another was put over it


class Citation(NamedTuple):
    """One article of a law as cited; `law` is the canonical full name without 《》."""

    law: str
    article: int
    sub: int = 0  # 第一百三十三条之一 -> sub 1
    paragraph: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """Hold everything known of one case; field names follow the case record of interfaces.md.

    `sections` maps a section to its text, non-empty ones only. `result` of the record is `sections[DISPOSITION]`;
    `basis` is `sections[STATUTES]`. `extra` keeps unknown keys of the record.
    """

    id: str
    source: str = ""
    title: str = ""
    case_name: str = ""
    court: str = ""
    case_no: str = ""
    date: datetime.date | None = None
    case_type: CaseType | None = None
    doc_type: str = ""
    trial: str = ""
    causes: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sections: Mapping[Section, str] = field(default_factory=dict)
    statutes: tuple[str, ...] = ()
    gist: str = ""
    keywords: tuple[str, ...] = ()
    guiding_no: int | None = None
    entry_no: str = ""
    published: datetime.date | None = None
    effect: Effect | None = None  # as the source says; None = not said
    effective_since: datetime.date | None = None
    status: Status | None = None
    superseded_by: str = ""
    public: bool | None = None
    flags: tuple[str, ...] = ()  # fields where the record and its text contradict each other
    full_text: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the library's own key."""
        return f"{self.source}:{self.id}"

    @property
    def told_source(self) -> str:
        """Return where the case came from as its record says; a case of the feed has the feed's source over it."""
        return str(self.extra.get(TOLD_SOURCE) or self.source)


@dataclass(frozen=True, slots=True)
class CaseCard:
    """Hold what a list shows of a case and what the rules of tiers and effect need; never its text.

    `effect` is settled here (never None) by ranking/effect.py; `since` is the day of effect, else of judgment,
    else of publication.
    """

    key: str
    id: str
    title: str
    court: str
    case_no: str
    date: datetime.date | None
    case_type: CaseType | None
    authority: Authority
    effect: Effect
    status: Status | None
    since: datetime.date | None
    trial: str = ""
    causes: tuple[str, ...] = ()  # causes or charges
    guiding_no: int | None = None
    entry_no: str = ""
    public: bool | None = None
    tier: Tier | None = None  # None: not placed against a user's court
    marks: tuple["Mark", ...] = ()

    @property
    def may_count(self) -> bool:
        """Say whether the case may be pushed and may become a 类案 at all (law.md, "Effective").

        Judgments not in effect or overturned never do, nor what its source has withdrawn, changed or declared void.
        """
        return self.effect.stands and self.status in (None, Status.VALID)

    @property
    def to_confirm(self) -> bool:
        """Say whether the judge must confirm that the judgment is in effect before calling it a 类案."""
        return self.effect is Effect.UNVERIFIED


class Mark(NamedTuple):
    """Warn of something about a case; `kind` is a key of desktop/words, `values` its facts (laws, numbers)."""

    kind: str
    values: tuple[str, ...] = ()
