"""Read a whole text into a Case: a court's document, a narrative of the gazette, or a case laid out under headings.

Belongs here: joining what the other modules of this room read, and completing a record from its text. Does not: how any
one part is recognised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from localdb.model.case import Case
from localdb.model.kinds import CaseType, Section
from localdb.reference import Reference
from localdb.text import grounds, heading, layouts, pleadings
from localdb.text.case_numbers import CaseNo, parse_case_no
from localdb.text.citations import read_citations, write_citation
from localdb.text.dates import read_date
from localdb.text.issues import read_issues
from localdb.text.parties import read_parties
from localdb.text.pieces import Piece, join
from localdb.text.sections import cut, gist_end

_FILLED = (
    "title",
    "case_name",
    "court",
    "case_no",
    "date",
    "case_type",
    "doc_type",
    "trial",
    "parties",
    "gist",
    "keywords",
    "guiding_no",
    "entry_no",
    "published",
)
_TITLE_LINES = 1000  # characters above the first heading, what a web page puts there included
_BLANKS = (
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("\xa0", " "),
    ("\u2002", " "),
    ("\u2003", " "),
    ("\u2009", " "),
    ("\ufeff", " "),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """Hold a text with its pieces, and what the layout says beside them."""

    text: str
    pieces: Sequence[Piece]
    layout: layouts.Layout
    published: bool  # laid out under headings

    def piece(self, section: Section) -> Piece | None:
        """Return the last piece of a section."""
        return next((piece for piece in reversed(self.pieces) if piece.section is section), None)

    def words(self, *sections: Section) -> str:
        """Return the text of some sections."""
        return "\n".join(self.text[piece.start : piece.end] for piece in self.pieces if piece.section in sections)


def parse_judgment(text: str, reference: Reference) -> Case:
    """Read a text into a Case with an empty id; what the text does not say stays empty. Any text will do."""
    plain = text
    for odd, blank in _BLANKS:
        plain = plain.replace(odd, blank)
    read = _cut(plain)
    case = _published(read, reference) if read.published else _document(read, reference)
    return replace(case, full_text=text)


def complete(case: Case, reference: Reference) -> Case:
    """Fill what a record lacks from its full text; given fields win, and what the text contradicts is flagged.

    A given court that is a stretch of a sentence (…据此向人民法院) counts as absent. The 类型代字 of a given case
    number (…民五终字…) says what type the case is of, whatever charges its text tells of.
    """
    if case.court and not heading.names_court(case.court, reference):
        case = replace(case, court="")
    if case.case_type is None and (number := parse_case_no(case.case_no)):
        case = replace(case, case_type=heading.case_type_of(number.type))
    parsed = parse_judgment(case.full_text, reference)
    filled = {name: getattr(parsed, name) for name in _FILLED if not getattr(case, name) and getattr(parsed, name)}
    if not case.causes and not case.charges:
        named = _by_record(case, parsed, reference)
        filled |= {"causes": named.causes, "charges": named.charges}
    sections = _merge(case.sections, parsed.sections)
    statutes = (
        _statutes(case.statutes, reference)
        or parsed.statutes
        or _written(sections.get(Section.STATUTES) or sections.get(Section.REASONING, ""), reference)
    )
    flags = tuple(dict.fromkeys(case.flags + _contradictions(case, parsed, reference)))
    return replace(case, sections=sections, statutes=statutes, flags=flags, **filled)


def _cut(text: str) -> _Read:
    own, pleaded = pleadings.part(text)
    if not pleaded:
        return _cut_plain(text)
    return _Read(text, pleadings.cut_draft(text, own, pleaded), layouts.Layout(), False)


def _cut_plain(text: str) -> _Read:
    layout = _layout(text)
    if layout.pieces:
        return _Read(text, [Piece(Section.HEADING, 0, layout.start), *layout.pieces], layout, True)
    start = gist_end(text, layout.start) if layout.gist else 0
    pieces = [Piece(piece.section, piece.start + start, piece.end + start) for piece in cut(text[start:])]
    if layout.gist:
        gist = text[layout.rest : start].strip()
        layout = replace(layout, gist=gist)
    return _Read(text, pieces, layout, False)


def laid_out(text: str) -> bool:
    """Say whether a text is a case laid out under headings, with nothing but its title above them."""
    return bool(_layout(text).pieces)


def _layout(text: str) -> layouts.Layout:
    layout = layouts.lay_out(text)
    return layout if _headed(text[: layout.start]) else layouts.Layout()


def _headed(head: str) -> bool:
    """Tell the head of a published case, a title and when it was issued, from a text that quotes one further down.

    None of the 529 cases of the evaluation data that are laid out under headings has a sentence, or the name of a
    court's document, above them.
    """
    return len(head) <= _TITLE_LINES and not heading.tells(head) and not heading.names_document(head)


def _document(read: _Read, reference: Reference) -> Case:
    text = read.text
    first = read.pieces[0] if read.pieces else Piece(Section.HEADING, 0, 0)
    top = heading.read_heading(
        text[first.start :], first.end - first.start if first.section is Section.HEADING else 0, reference
    )
    court, number, day = top.court, top.case_no, _document_date(read)
    if not top.doc_type and read.pieces:
        court, number, day = _told(read, reference, day)
    kind = top.case_type or _kind(read, number)
    sections = dict(join(text, read.pieces))
    if issues := read_issues(text, read.pieces):
        sections[Section.ISSUES] = issues
    case = Case(
        id="",
        title=top.title,
        court=court,
        case_no=number.written if number else "",
        date=day,
        case_type=kind,
        doc_type=top.doc_type or ("公报案例" if read.layout.gist else ""),
        trial=top.trial
        or heading.trial_of(number)
        or ("死刑复核" if "复核终结" in sections.get(Section.PROCEDURE, "") else ""),
        parties=read_parties(sections.get(Section.PARTIES, "")),
        sections={section: sections[section] for section in Section if section in sections},
        statutes=_written(read.words(Section.STATUTES) or read.words(Section.REASONING), reference),
        gist=read.layout.gist,
    )
    return _grounded(case, read, reference)


def _published(read: _Read, reference: Reference) -> Case:
    text, layout = read.text, read.layout
    head = text[: layout.start]
    result = read.piece(Section.DISPOSITION) or read.piece(Section.REASONING) or read.pieces[-1]
    court, number, day = heading.decided(text, result.start, result.end, reference)
    title = _published_title(head)
    kind = next((kind for word in layout.keywords[:1] for kind in CaseType if word.startswith(kind)), None)
    sections = dict(join(text, read.pieces))
    if Section.ISSUES not in sections and (issues := read_issues(text, read.pieces)):
        sections[Section.ISSUES] = issues
    case = Case(
        id="",
        title=title,
        case_name=title,
        court=court,
        case_no=number.written if number else "",
        date=day,
        case_type=kind or heading.case_type_of(number.type if number else "") or heading.case_type_of(title),
        doc_type=_published_type(head, layout),
        trial=heading.trial_of(number),
        sections={section: sections[section] for section in Section if section in sections},
        statutes=_written(read.words(Section.STATUTES) or read.words(Section.REASONING), reference),
        gist=layout.gist,
        keywords=layout.keywords,
        guiding_no=layouts.guiding_number(head),
        entry_no=layouts.entry_number(head),
        published=read_date(layouts.published_on(head)),
    )
    return _grounded(case, read, reference)


def _document_date(read: _Read) -> date | None:
    tail = read.piece(Section.TAIL)
    if tail:
        day = heading.judgment_date(read.text, tail.start, tail.end)
        return day or heading.judgment_date(read.text, tail.end, min(tail.end + 300, len(read.text)))
    result = read.piece(Section.DISPOSITION)
    return heading.judgment_date(read.text, max(result.start, result.end - 200), result.end) if result else None


def _told(read: _Read, reference: Reference, day: date | None) -> tuple[str, CaseNo | None, date | None]:
    """Read court, number and date of a narrative from its last reasoning and basis."""
    pieces = [piece for piece in read.pieces if piece.section in (Section.REASONING, Section.STATUTES)]
    if not pieces:
        return "", None, day
    return heading.told(read.text, pieces[0].start, pieces[-1].end, day, reference)


def _kind(read: _Read, number: CaseNo | None) -> CaseType | None:
    told = heading.case_type_of(number.type) if number else None
    return told or heading.case_type_by_words(read.words(Section.PARTIES, Section.PROCEDURE)[:1500] or read.text[:1500])


def _grounded(case: Case, read: _Read, reference: Reference) -> Case:
    """Add charges or cause."""
    if case.case_type is CaseType.CRIMINAL or case.case_type is None:
        for sections in (
            (Section.DISPOSITION,),
            (Section.REASONING,),
            (Section.PROCEDURE, Section.PRIOR),
            (Section.CLAIMS, Section.FACTS),
        ):
            if named := grounds.charges(read.words(*sections), reference):
                return replace(case, charges=named, case_type=CaseType.CRIMINAL)
    told = [Section.PROCEDURE, Section.CLAIMS, Section.REASONING, Section.DISPOSITION]
    if case.case_type is CaseType.ENFORCEMENT:
        told += [Section.PRIOR, Section.FACTS]  # the dispute whose judgment is enforced
    named_cause = grounds.cause(case.title, reference) or grounds.cause_of_procedure(read.words(*told), reference)
    if not named_cause and case.case_type is CaseType.ADMINISTRATIVE:
        named_cause = grounds.cause_of_act(read.words(Section.PROCEDURE, Section.DISPOSITION), reference)
    return _with_cause(case, named_cause, reference)


def _by_record(case: Case, parsed: Case, reference: Reference) -> Case:
    """Read charges or cause with the help of what the record says: its title, and that it is no criminal case."""
    kind = case.case_type or parsed.case_type
    if parsed.charges and kind in (CaseType.CRIMINAL, None):
        return parsed
    titled = grounds.cause(case.title, reference)
    if not titled and (parsed.causes or not parsed.charges):
        return parsed
    told = [parsed.sections.get(section, "") for section in (Section.PROCEDURE, Section.CLAIMS, Section.REASONING)]
    name = titled or grounds.cause_of_procedure("\n".join(told), reference)
    return _with_cause(replace(parsed, causes=(), charges=(), case_type=kind), name, reference)


def _with_cause(case: Case, name: str, reference: Reference) -> Case:
    if not name:
        return case
    kind = reference.causes.kind(name)
    if case.case_type is CaseType.ADMINISTRATIVE and kind is CaseType.CIVIL:
        return case  # words of the dispute behind the administrative act
    if case.case_type is CaseType.CRIMINAL and kind is not CaseType.CRIMINAL:
        return case  # words of the dispute behind the crime
    if kind is CaseType.CRIMINAL:
        return replace(case, charges=(name,), case_type=case.case_type or kind)
    return replace(case, causes=(name,), case_type=case.case_type or kind)


def _written(text: str, reference: Reference) -> tuple[str, ...]:
    return tuple(write_citation(citation) for citation in read_citations(text, reference))


def _statutes(given: Sequence[str], reference: Reference) -> tuple[str, ...]:
    """Write given statutes the one way; what cannot be read stays as it is."""
    return tuple(dict.fromkeys(name for words in given for name in _written(words, reference) or (words,)))


def _merge(given: Mapping[Section, str], parsed: Mapping[Section, str]) -> dict[Section, str]:
    """Add to the given sections the parsed ones whose text no given section holds already."""
    held = ["".join(words.split()) for words in given.values()]
    merged = dict(given)
    for section, words in parsed.items():
        if section not in given and (section in _EXTRACTS or not _held("".join(words.split()), held)):
            merged[section] = words
    return {section: merged[section] for section in Section if section in merged}


_EXTRACTS = frozenset({Section.ISSUES, Section.STATUTES})


def _held(words: str, texts: Sequence[str]) -> bool:
    middle = len(words) // 2
    return any(words[:30] in text or words[middle : middle + 30] in text for text in texts)


def _contradictions(case: Case, parsed: Case, reference: Reference) -> tuple[str, ...]:
    """Name the fields where record and text say different things.

    A published case tells of several decisions, and its record may name any of them: only its kind and charge can
    contradict.
    """
    flags = []
    published = "案例" in case.doc_type or "案例" in parsed.doc_type
    if not published and case.court and parsed.court and heading.court_name(case.court, reference) != parsed.court:
        flags.append("court")
    if not published and case.case_no and parsed.case_no and heading.same_number(case.case_no, parsed.case_no) is False:
        flags.append("case_no")
    if not published and case.date and parsed.date and case.date != parsed.date:
        flags.append("date")
    if case.case_type and parsed.case_type and case.case_type is not parsed.case_type:
        flags.append("case_type")
    if case.charges and parsed.charges and set(_names(case.charges, reference)).isdisjoint(parsed.charges):
        flags.append("charge")
    return tuple(flags)


def _names(charges: Sequence[str], reference: Reference) -> list[str]:
    return [reference.causes.normalise(charge) or charge for charge in charges]


def _published_title(head: str) -> str:
    lines = [line.strip(" \t\u3000#*=") for line in head.splitlines()]
    kept = [
        line
        for line in lines
        if line and not line.startswith(("（最高", "(最高", "最高人民法院", "（检例", "发布", "指导案例"))
    ]
    title = "".join(kept)
    return title if 4 <= len(title) <= 120 else ""


def _published_type(head: str, layout: layouts.Layout) -> str:
    if "检例" in head:
        return "最高检指导性案例"
    if layouts.entry_number(head):
        return "人民法院案例库参考案例"
    if "参考性案例" in head or "高级人民法院审判委员会讨论通过" in "".join(head.split()):
        return "参考性案例"  # 法发〔2020〕24号 art 4: issued by a high court
    if "审判委员会讨论通过" in head or layouts.guiding_number(head):
        return "指导性案例"
    return ""
