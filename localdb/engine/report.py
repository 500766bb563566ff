"""The 类案检索报告: what must be there before one exists, and its facts (法发〔2020〕24号 arts 1, 2, 7 to 11).

Belongs here: the elements and their gathering into a Report. Does not: wording and layout (desktop/documents).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from localdb.engine.dossier import REPLACED, Dossier, gather
from localdb.engine.excerpts import excerpt, key_reasoning, nearest, ruling, told_facts
from localdb.engine.search_totals import distinct, totals
from localdb.engine.workspace import Workspace
from localdb.model.case import Case, CaseCard
from localdb.model.errors import ReportIncomplete, SecretMatter
from localdb.model.kinds import Method, Section, Tier, Verdict
from localdb.model.matter import Adoption, Judged, SearchLog
from localdb.model.report import Element, Report, ReportCase, ReportKind
from localdb.model.similar import Hit
from localdb.ranking.citation_order import citation_order
from localdb.ranking.marks import marks_of, with_told
from localdb.ranking.tiers import Ladder
from localdb.reference import Reference
from localdb.reference.laws import REPEALED
from localdb.text.citations import read_citations, write_citation
from localdb.text.judgment import parse_judgment

PLATFORM = "local"  # a key of desktop/words
_FACTS = 260  # characters of the findings in a comparison table
_OWN = 420  # characters of the findings of the draft there
_ISSUES = 200
_RESULT = 300
_GIST = 600
# A report says these in its own words, or not at all.
_SAID = ("unverified", "internal", "contradiction", "folded", "thin", "disorder")
_COMMITTEE = ("审判委员会讨论", "审委会讨论", "审判委员会研究", "审判委员会决定")


def assemble_report(ws: Workspace, number: int, kind: ReportKind, now: datetime) -> Report:
    """Gather the report of a matter.

    Raises:
        MatterMissing: there is no such matter.
        SecretMatter: the matter is 涉密.
        ReportIncomplete: an element is missing; it names all that are.
    """
    return compose(gather(ws, number), ws.reference, kind, now)


def missing_elements(ws: Workspace, number: int) -> tuple[Element, ...]:
    """Return the elements that the report of a matter still lacks, in the order of art 8.

    Raises:
        MatterMissing: there is no such matter.
    """
    return missing_of(gather(ws, number), ws.reference)


def missing_of(dossier: Dossier, reference: Reference) -> tuple[Element, ...]:
    """Return the elements that a dossier lacks.

    GIST falls away where nothing was found (art 8), and for a guiding case that is no longer followed. EFFECT is
    missing where a hit judged 是类案 may not count: not in force, overturned, gone from the library, or 待核 and not
    confirmed (art 1). ANSWER is missing where a submitted binding case has no answer (art 10).
    """
    there = {
        Element.WHO: bool(_searcher(dossier)),
        Element.WHEN: bool(dossier.searches),
        Element.PLATFORM: dossier.library.cases > 0,
        Element.METHOD: bool(dossier.searches),
        Element.RESULT: bool(dossier.searches) and _looked_at(dossier),
        Element.GIST: all(
            _gist(dossier, judged) for judged in _similar(dossier) if _needs_gist(dossier, judged, reference)
        ),
        Element.ISSUES: any(issue.strip() for issue in dossier.matter.issues),
        Element.USE: bool(dossier.matter.analysis.strip()),
        Element.EFFECT: all(_stands(dossier, judged) for judged in _similar(dossier)),
        Element.ANSWER: all(case.answer.strip() for case in dossier.submitted if case.binding),
    }
    return tuple(element for element in Element if not there[element])


def compose(dossier: Dossier, reference: Reference, kind: ReportKind, now: datetime) -> Report:
    """Build the report of a dossier.

    Raises:
        SecretMatter, ReportIncomplete: as for `assemble_report`.
    """
    if dossier.matter.secret:
        raise SecretMatter
    if missing := missing_of(dossier, reference):
        raise ReportIncomplete(tuple(str(element.value) for element in missing))
    searches = distinct(dossier.searches)
    cases = _report_cases(dossier, reference, now.date())
    statutes = _statutes(cases, reference)
    draft = parse_judgment(dossier.draft.text, reference)
    own = _facts(draft)
    cases = tuple(replace(case, matter_facts=nearest(own, case.facts, _OWN)) for case in cases)
    return Report(
        kind=kind,
        matter=dossier.matter,
        made=now,
        searcher=_searcher(dossier),
        platform=PLATFORM,
        library_version=dossier.library.version,
        library_cases=dossier.library.cases,
        library_newest=dossier.library.newest,
        triggers=dossier.matter.triggers,
        searches=tuple(_in_legal_terms(search.log, reference) for search in searches),
        tiers=totals(searches, _kept(cases)),
        issues=tuple(issue.strip() for issue in dossier.matter.issues if issue.strip()),
        cases=cases,
        rejected=tuple(judged for judged in dossier.judged if judged.verdict is Verdict.DIFFERENT),
        submitted=dossier.submitted,
        statutes=statutes,
        analysis=dossier.matter.analysis.strip(),
        sample=dossier.library.sample,
        began=min((log.at for log in dossier.searches), key=datetime.timestamp),
        runs=tuple(search.runs for search in searches),
        matter_facts=excerpt(own, _OWN),
        matter_statutes=draft.statutes,
        repealed=_repealed((*statutes, *draft.statutes), reference, now.date()),
    )


def _searcher(dossier: Dossier) -> str:
    named = dossier.matter.searcher.strip()
    return named or next((log.who.strip() for log in reversed(dossier.searches) if log.who.strip()), "")


def _looked_at(dossier: Dossier) -> bool:
    """Tell whether the hits were looked at: 未检索到类案 is a finding of the judge, not a silence of the log."""
    returned = sum(count.returned for log in dossier.searches for count in log.tiers)
    opened = sum(count.opened for log in dossier.searches for count in log.tiers)
    return not returned or opened > 0 or any(judged.verdict is not Verdict.OPEN for judged in dossier.judged)


def _similar(dossier: Dossier) -> list[Judged]:
    return [judged for judged in dossier.judged if judged.verdict is Verdict.SIMILAR]


def _stands(dossier: Dossier, judged: Judged) -> bool:
    card = dossier.cards.get(judged.case_key)
    if card is None or judged.case_key not in dossier.cases or not card.may_count:
        return False
    return not card.to_confirm or judged.confirmed_effective


def _report_cases(dossier: Dossier, reference: Reference, on: date) -> tuple[ReportCase, ...]:
    order = list(Tier)
    chosen = [_report_case(dossier, judged, reference, on) for judged in _similar(dossier)]
    chosen.sort(key=lambda each: (order.index(each.hit.tier), -(each.hit.card.since or _EARLY).toordinal()))
    return tuple(chosen)


_EARLY = date(1949, 10, 1)


def _report_case(dossier: Dossier, judged: Judged, reference: Reference, on: date) -> ReportCase:
    case = dossier.cases[judged.case_key]
    plain = dossier.cards[judged.case_key]
    marks = marks_of(case, reference, plain.effect, plain.guiding_no, dossier.matter.facts_date, on)
    marks = with_told(marks, plain.marks)
    followed = reference.authority.followed(plain.guiding_no, on)
    tier = judged.tier if followed else _tier_of_judgment(dossier, plain, reference, on)
    since = tuple(mark for mark in plain.marks if mark.kind == REPLACED)
    card = replace(plain, tier=tier, marks=since + tuple(mark for mark in marks if mark.kind not in _SAID))
    told_in, issues = _issues_of(case, dossier.matter.issues)
    return ReportCase(
        hit=Hit(card=card, tier=tier, score=0.0, adopted=len(_adopted(dossier, judged))),
        judged=judged,
        gist=_gist(dossier, judged) if followed else "",
        result=excerpt(ruling(case.sections.get(Section.DISPOSITION, "")), _RESULT),
        statutes=case.statutes,
        facts=excerpt(_facts(case), _FACTS),
        issues=issues,
        issues_from=told_in,
        committee=any(words in case.full_text for words in _COMMITTEE),
    )


def _tier_of_judgment(dossier: Dossier, card: CaseCard, reference: Reference, on: date) -> Tier:
    """Return the tier of a guiding case that is no longer followed: that of the court that decided it."""
    matter = dossier.matter
    cause = matter.causes[0] if matter.causes else ""
    return Ladder.of(reference.courts.find(matter.court), reference, cause, on).place(card)


def _needs_gist(dossier: Dossier, judged: Judged, reference: Reference) -> bool:
    card = dossier.cards.get(judged.case_key)
    return judged.case_key in dossier.cases and card is not None and reference.authority.followed(card.guiding_no)


def _gist(dossier: Dossier, judged: Judged) -> str:
    """Return the 裁判要点, else the reasoning adopted from the case, else its most telling reasoning."""
    case = dossier.cases[judged.case_key]
    if case.gist.strip():
        return excerpt(case.gist, _GIST)
    adopted = [each.text for each in _adopted(dossier, judged) if each.section is Section.REASONING]
    if adopted:
        return excerpt("\n".join(dict.fromkeys(adopted)), _GIST)
    return key_reasoning(_reasoning(case), (*dossier.matter.issues, judged.note, judged.issues, judged.law))


def _adopted(dossier: Dossier, judged: Judged) -> list[Adoption]:
    """Return what was adopted from a case and still stands in the draft."""
    return [each for each in dossier.adoptions if each.case_key == judged.case_key and not each.removed]


def _reasoning(case: Case) -> str:
    return case.sections.get(Section.REASONING, "")


def _facts(case: Case) -> str:
    return told_facts(case.sections.get(Section.FACTS, ""), case.sections.get(Section.CLAIMS, ""))


def _issues_of(case: Case, issues: tuple[str, ...]) -> tuple[Section, str]:
    """Return what a case says of its issues; where it lists none, what its reasoning says of ours (law.md)."""
    if listed := case.sections.get(Section.ISSUES, "").strip():
        return Section.ISSUES, excerpt(listed, _ISSUES)
    return Section.REASONING, key_reasoning(_reasoning(case), issues, _ISSUES)


def _kept(cases: tuple[ReportCase, ...]) -> Mapping[Tier, int]:
    return {tier: sum(case.hit.tier is tier for case in cases) for tier in Tier}


def _in_legal_terms(log: SearchLog, reference: Reference) -> SearchLog:
    """Keep of the words that a search by case went by those of the legal dictionary; other queries are the user's."""
    if log.method is not Method.CASE:
        return log
    terms = frozenset(reference.lexicon.words)
    return replace(log, query=" ".join(word for word in log.query.split() if word in terms))


def _repealed(statutes: Iterable[str], reference: Reference, on: date) -> tuple[str, ...]:
    """Return the laws that no longer stand on a day, of those that statutes name."""
    names = dict.fromkeys(citation.law for citation in read_citations("\n".join(statutes), reference))
    laws = [law for name in names if (law := reference.laws.find(name, on))]
    return tuple(law.name for law in laws if law.status == REPEALED)


def _statutes(cases: tuple[ReportCase, ...], reference: Reference) -> tuple[str, ...]:
    """Return the articles that the similar cases cite, each once, in citation order (法释〔2009〕14号)."""
    cited = read_citations("\n".join(statute for case in cases for statute in case.statutes), reference)
    whole = [citation for citation in cited if "。" not in citation.law]  # a name torn by a page break is none
    return tuple(write_citation(citation) for citation in citation_order(whole, reference))
