"""The rules of admission (product.md, "Source"): quality over mass, and sample and real cases never mixed. Pure.

They judge a case as completed by the reader of judgments; whether it is there already is the store's to say.
"""

from localdb.model.case import Case
from localdb.model.kinds import Section
from localdb.model.library import Refusal
from localdb.text import genre_of, holds_several, laid_out
from localdb.text.heading import tells

SAMPLE_MARK = "演示数据"
_STAMP = "【演示数据"  # stands in the text of every invented judgment, however it is passed on
LONGEST_ID = 500
_FEWEST_REASONING = 20  # characters; 本院认为 and a verdict without a reason are shorter
_FEWEST_FACTS = 200  # characters
_PUBLISHED = ("案例", "检例")  # chosen and edited by a court: worth reading as they are
_SETTLED = "调解书"
_OF_A_CASE = (Section.CLAIMS, Section.FACTS, Section.REASONING, Section.STATUTES, Section.DISPOSITION)


def is_sample(case: Case) -> bool:
    """Say whether a case is invented, marked so by its source or in its text."""
    return case.source.startswith(SAMPLE_MARK) or _STAMP in case.full_text


def refusal_of(case: Case, *, sample: bool, document: bool = False) -> tuple[Refusal, str] | None:
    """Return why a case may not enter a library, with a detail; None when it may. `sample`: the kind of library.

    `document`: the text alone says what it is; no source vouches for its kind, court, number or sections.
    """
    if not case.id:
        return Refusal.NO_ID, ""
    if len(case.id) > LONGEST_ID:
        return Refusal.BAD_FIELD, "id"
    if is_sample(case) != sample:
        return Refusal.SAMPLE, ""
    if not has_text(case):
        return Refusal.NO_TEXT, ""
    if genre := genre_of(f"{case.title}\n{case.full_text}"):
        return Refusal.NOT_A_CASE, genre
    if document and holds_several(case.full_text):
        return Refusal.NOT_A_CASE, "several"
    if not looks_like_a_case(case) or (document and not reads_as_a_case(case)):
        return Refusal.NOT_A_CASE, ""
    if not worth_reading(case):
        return Refusal.THIN_REASONING, ""
    return None


def has_text(case: Case) -> bool:
    """Say whether there is anything to read: a full text, a section, or a gist."""
    return bool(case.full_text or case.gist or any(case.sections.values()))


def looks_like_a_case(case: Case) -> bool:
    """Say whether a judgment or a published case can be recognised.

    Its kind is named, or a gist is there, or two of: a court, a case number, sections that only judgments have.
    """
    if case.gist or case.guiding_no or case.entry_no or _is_published(case):
        return True
    if case.doc_type.endswith(("书", "令")):
        return True
    parts = sum(bool(case.sections.get(section)) for section in _OF_A_CASE)
    return bool(case.court) + bool(case.case_no) + parts >= 2


def reads_as_a_case(case: Case) -> bool:
    """Say whether a text without a source is a case by its form, and no text that merely quotes one.

    A published case has its headings under its title. A judgment names its kind and court in its head, or begins with
    the parties before anything else is said, and it decides or reasons.
    """
    if case.guiding_no or case.entry_no or _is_published(case) or laid_out(case.full_text):
        return True
    named = case.doc_type.endswith(("书", "令")) and bool(case.court or case.case_no)
    opened = bool(case.sections.get(Section.PARTIES)) and not tells(case.sections.get(Section.HEADING, ""))
    spoken = case.sections.get(Section.DISPOSITION) or case.sections.get(Section.REASONING)
    return bool(spoken) and (named or opened)


def worth_reading(case: Case) -> bool:
    """Say whether there is reasoning to learn from.

    A published case or gist always has. A judgment needs its reasoning, or else what was found, at length or with what
    was decided; for a ruling or decision what was decided is enough; a 调解书 has no reasoning by its nature.
    """
    if case.gist or _is_published(case):
        return True
    if case.doc_type.endswith(_SETTLED):
        return False
    if len(case.sections.get(Section.REASONING, "")) >= _FEWEST_REASONING:
        return True
    decided, found = bool(case.sections.get(Section.DISPOSITION)), len(case.sections.get(Section.FACTS, ""))
    if case.doc_type.endswith("判决书") or not case.doc_type:
        return found >= _FEWEST_FACTS or (decided and found > 0)
    return decided or found >= _FEWEST_FACTS


def _is_published(case: Case) -> bool:
    return any(kind in case.doc_type for kind in _PUBLISHED)
