"""The rules of admission (product.md, "Source"): quality over mass, and sample and real cases never mixed. Pure.

What is refused had better not be in the library at all; what is flagged may be read, with a mark that says why.

They judge a case as completed by the reader of judgments; whether it is there already is the store's to say.
"""

import re

from localdb.admission.disorder import disorders, spoilt
from localdb.admission.sketch import letters
from localdb.model.case import Case, Mark
from localdb.model.kinds import Section
from localdb.model.library import Refusal
from localdb.text import genre_of, holds_several, laid_out
from localdb.text.heading import tells

SAMPLE_MARK = "演示数据"
_STAMP = "【演示数据"  # stands in the text of every invented judgment, however it is passed on
LONGEST_ID = 500
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")  # halves of characters, and what was put for them: others are alike
_FEWEST_REASONING = 20  # characters; 本院认为 and a verdict without a reason are shorter
_FEWEST_FACTS = 200  # characters
_PUBLISHED = ("案例", "检例")  # chosen and edited by a court: worth reading as they are
_SETTLED = "调解书"
_FEWEST_OWN = 40  # letters of reasoning beside the articles cited: 指控的事实清楚、罪名成立 is some 30
_MOST_PROCEDURAL = 200  # letters: a ruling that moves a case and says more about why is worth reading
_FEWEST_GROUNDS = 80  # letters: that an application meets article 200 is some 50, what was wrong with a judgment more
_CITED = re.compile(r"(?:依照|依据|根据|按照|适用)[^。]{0,40}《[^。]*(?:。[^。]{0,60}如下[：:]?)?\s*$")
_SAID = re.compile("本院(?:经审查|经审理)?认为")
# What such a ruling or decision orders, and nothing else: on whom to try, on going on, on being taken back.
_PROCEDURAL = re.compile(
    r"指定.{2,60}(?:审判|审理|管辖|执行)|(?:本案)?按(?:自动)?撤(?:回)?(?:上诉|诉|起诉|再审申请|申诉).{0,4}处理|"
    r"(?:本案由本院提审|指令.{2,40}再审|(?:本案)?移送.{2,40}(?:处理|审理|管辖))|"
    r"准[许予].{0,40}?(?:撤回(?:上诉|起诉|再审申请|申诉|复议申请|赔偿申请)|撤诉)"
)
_GOES_ON = re.compile("本案由本院提审|指令|(?:本案)?移送")  # with grounds that may be about the law of the case
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
    if len(case.id) > LONGEST_ID or _BROKEN.search(case.id):
        return Refusal.BAD_FIELD, "id"
    if is_sample(case) != sample:
        return Refusal.SAMPLE, ""
    if not has_text(case):
        return Refusal.NO_TEXT, ""
    if damage := spoilt(case):
        return Refusal.DISORDER, damage
    if genre := genre_of(f"{case.title}\n{case.full_text}"):
        return Refusal.NOT_A_CASE, genre
    if document and holds_several(case.full_text):
        return Refusal.NOT_A_CASE, "several"
    if not looks_like_a_case(case) or (document and not reads_as_a_case(case)):
        return Refusal.NOT_A_CASE, ""
    if not worth_reading(case):
        return Refusal.THIN_REASONING, ""
    if merely_procedural(case) and not tells_grounds(case):
        return Refusal.THIN_REASONING, "procedural"
    return None


def flags_of(case: Case) -> tuple[Mark, ...]:
    """Return what to mind of a case that was admitted: thin () reasoning, disorder (kinds of disorder …)."""
    disorder = disorders(case)
    return (
        *([Mark("disorder", disorder)] if disorder else []),
        *([Mark("thin")] if reasons_thinly(case) or merely_procedural(case) else []),
    )


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


def merely_procedural(case: Case) -> bool:
    """Say whether a ruling or decision only moves a case along: who is to try it, that it goes on, that it was dropped.

    It has no facts, issues or law of its own to be alike in (法发〔2020〕24号 art 1), unless it argues.
    """
    if not case.doc_type.endswith(("裁定书", "决定书")) or _is_published(case) or case.gist:
        return False
    return bool(_PROCEDURAL.match(_ordered(case))) and own_reasoning(case) < _MOST_PROCEDURAL


def tells_grounds(case: Case) -> bool:
    """Say whether a ruling that a case is to be tried again tells what was wrong with the judgment.

    Of 138 procedural rulings and decisions of the Supreme People's Court 126 tell nothing but that conditions are met,
    fees were not paid or somebody withdrew; 11 of the other 12 say why a conviction does not hold.
    """
    return bool(_GOES_ON.match(_ordered(case))) and own_reasoning(case) >= _FEWEST_GROUNDS


def _ordered(case: Case) -> str:
    return case.sections.get(Section.DISPOSITION, "").lstrip("一、，。 \n")


def reasons_thinly(case: Case) -> bool:
    """Say whether a judgment gives no more reasons than that the charge or claim is well founded.

    Where no reasoning is recognised it may stand among the facts: nothing is said of it then.
    """
    return case.doc_type.endswith("判决书") and not _is_published(case) and 0 < own_reasoning(case) < _FEWEST_OWN


def own_reasoning(case: Case) -> int:
    """Count the letters of the reasoning, less the articles it ends with; where none was cut, from 本院认为 on."""
    reasoning = letters(_CITED.sub("", case.sections.get(Section.REASONING, "")))
    if len(reasoning) >= _FEWEST_OWN:
        return len(reasoning)
    said = [match.end() for match in _SAID.finditer(case.full_text)]
    told = case.full_text[said[-1] : said[-1] + 10 * _FEWEST_OWN].partition("如下")[0] if said else ""
    return max(len(reasoning), len(letters(_CITED.sub("", told))))


def _is_published(case: Case) -> bool:
    return any(kind in case.doc_type for kind in _PUBLISHED)
