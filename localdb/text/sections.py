"""Cut a court document into its sections by the cues of cues.py.

Belongs here: documents as a court writes them, and the plain narratives of the gazette that follow the same order.
Does not: cases laid out under headings (layouts.py), and reading anything out of a section.

The cut works from both ends: the disposition, the tail and the appendix are found from the back, the procedure from the
front, the reasoning as the last 本院认为 before the disposition; the turns between fill the middle. One pass over the
text finds the turns; everything else looks at bounded stretches, so that time grows with length alone.
"""

from typing import NamedTuple

from localdb.model.kinds import Section
from localdb.text import cues
from localdb.text.cues import Voice
from localdb.text.pieces import Piece, sentence_end


class Turn(NamedTuple):
    """Hold a turn: where its sentence starts, the word that makes it, who speaks, what it opens."""

    start: int
    at: int
    word: str
    voice: Voice
    section: Section


class Closing(NamedTuple):
    """Hold where the last parts start; each equals the next when it is missing, the last the length of the text."""

    basis: int
    result: int
    tail: int
    appendix: int


def cut(text: str) -> list[Piece]:
    """Cut a text into pieces, in order and without gaps; a text in which no cue stands gives none."""
    closing = _closing(text)
    parties = _parties(text, min(closing.basis, 6000))
    front = _front(text, parties, closing.basis)
    turns = _turns(text, front, closing.basis, _stage(text, front))
    told = _told(turns, bool(_named(text, closing.basis)))
    if not turns and closing.basis == len(text):
        return []
    reasoning = max(_reasoning(text, turns, closing.basis, told), _numbered(text, closing.basis))
    middle = _middle(text, [turn for turn in turns if turn.start < reasoning], reasoning, told)
    ending = [
        Piece(Section.REASONING, reasoning, closing.basis),
        Piece(Section.STATUTES, closing.basis, closing.result),
        Piece(Section.DISPOSITION, closing.result, closing.tail),
        Piece(Section.TAIL, closing.tail, closing.appendix),
        Piece(Section.APPENDIX, closing.appendix, len(text)),
    ]
    opening = _opening(text, parties, middle[0].start if middle else reasoning)
    return [piece for piece in opening + middle + ending if piece.start < piece.end]


def _told(turns: list[Turn], document: bool) -> bool:
    """Tell a narrative, which names the courts, from a document, in which the court speaks as 本院."""
    own = sum(turn.word == "认为" and turn.voice is Voice.OWN for turn in turns)
    named = sum(turn.word == "认为" and turn.voice in (Voice.COURT, Voice.PRIOR) for turn in turns)
    return own == 0 or (not document and own < named)


def gist_end(text: str, start: int) -> int:
    """Return where the 裁判摘要 at the head of a gazette case, its heading at `start`, ends and the case begins."""
    for match in cues.ROLE.finditer(text, start, start + 6000):
        if text[match.start() - 1] in "\n \u3000" and match.end() < len(text) and text[match.end()] in "：:，,（(。":
            return match.start()
    tale = cues.TALE.search(text, start, start + 6000)
    return tale.start() + 1 if tale else min(len(text), max(start, text.find("\n", start + 12)))


def sentence_start(text: str, at: int, low: int = 0) -> int:
    """Return where the sentence that holds `at` begins, blanks skipped; -1 when it is further off than a head is."""
    floor = max(low, at - cues.HEAD)
    start = max(text.rfind(stop, floor, at) for stop in cues.STOPS) + 1
    if start == 0 and floor > low:
        return -1
    start = start or low
    while start < at and (text[start].isspace() or text[start] in '”’』）)"'):
        start += 1
    return start


def _closing(text: str) -> Closing:
    basis, result = _result(text)
    tail = cues.TAIL.search(text, max(result - 1, 0)) if result < len(text) else None
    end = tail.start() + 1 if tail else len(text)
    while end < len(text) and text[end] in "）)”":
        end += 1
    appendix = cues.APPENDIX.search(text, end) if tail else None
    return Closing(_basis(text, basis, result), result, end, appendix.start() + 1 if appendix else len(text))


def _result(text: str) -> tuple[int, int]:
    """Return where the words 判决如下 stand that open the disposition; the length of the text twice where none do."""
    found = [(match.start(), match.end()) for match in cues.RESULT.finditer(text)][-1:]
    if found and _named(text, len(text)):
        return found[0]
    plain = [(match.start(), match.end()) for match in cues.RESULT_PLAIN.finditer(text, found[0][1] if found else 0)]
    return (found + plain[-1:] or [(len(text), len(text))])[-1]


def _basis(text: str, clause_end: int, result: int) -> int:
    """Return where 依照…判决如下 begins: the first 依照 of the sentence that ends there; `result` where none is."""
    floor = max(0, clause_end - 2500)
    start = _line_start(text, clause_end, floor)
    if clause_end - start < cues.CLAUSE and start > floor:
        start = _line_start(text, start - 1, floor)
    for pattern in (cues.BASIS_STRICT, cues.BASIS):
        match = pattern.search(text, start, clause_end)
        if match:
            return match.start()
    return result


def _parties(text: str, limit: int) -> int:
    """Return where the parties begin; -1 where no line or sentence opens with a party after the document's name.

    In a draft that has no heading yet 被告应当付款 within 本院认为 introduces nobody: a turn stands before it.
    """
    named = _named(text, limit)
    for match in cues.ROLE.finditer(text, named, limit):
        start = match.start()
        if start == 0 or text[start - 1] in cues.PARTY_AFTER:
            return -1 if not named and _turns(text, 0, start, "") else start
    return -1


def _named(text: str, limit: int) -> int:
    """Return where the name of the document (…判决书) ends; a title above the heading may hold it once more."""
    end = 0
    for match in cues.DOCUMENT.finditer(text, 0, min(limit, 600)):
        if "。" in text[end : match.start()] or (end and match.start() - end > 150):
            break
        end = match.end()
    return end


def _front(text: str, parties: int, limit: int) -> int:
    """Return where the procedure ends."""
    match = cues.CLOSED.search(text, max(parties, 0), limit)
    if not match:
        return max(parties, 0)
    end = sentence_end(text, match.end(), limit)
    return end if end - match.end() < 60 else match.end()


def _stage(text: str, front: int) -> str:
    """Return the word by which this court may call its own instance: 再审, 二审 or nothing."""
    stages = [stage for stage, sign in cues.STAGES if text.find(sign, 0, min(front, 4000)) >= 0]
    return stages[0] if stages else ""


def _turns(text: str, start: int, stop: int, stage: str) -> list[Turn]:
    turns = []
    for match in cues.ANCHOR.finditer(text, start, stop):
        turn = _turn(text, match.start(), match.end(), start)
        if turn and stage and turn.voice is Voice.PRIOR and text.startswith(f"{stage}期间", turn.start):
            continue
        if turn and stage and turn.voice is Voice.PRIOR and _own_stage(text, turn, stage):
            section = cues.TURNS.get(turn.word, {}).get(Voice.OWN)
            turn = turn._replace(voice=Voice.OWN, section=section) if section else None
        if turn:
            turns.append(turn)
    return turns


def _own_stage(text: str, turn: Turn, stage: str) -> bool:
    start = turn.start + text.startswith("经", turn.start)  # 经再审查明
    return text.startswith(stage, start) and cues.OWN_STAGE.match(text, start) is not None


def _turn(text: str, at: int, end: int, low: int) -> Turn | None:
    """Read one anchor as a turn; None where it opens nothing."""
    start = sentence_start(text, at, low)
    if start < 0 or text[start] in '“"‘「':
        return None
    word, head = text[at:end], text[start:at]
    if word in cues.STATING:
        opens = not head and cues.STATED.match(text, end)
        return Turn(start, at, word, Voice.OWN, Section.EVIDENCE) if opens else None
    if word in cues.OFFERING:
        opens = cues.OFFERED.match(head)
        return Turn(start, at, word, Voice.NONE, Section.EVIDENCE) if opens else None
    if not _fits(text, word, head, end) or (word == "认为" and "《" in head) or cues.DISPUTED.search(head):
        return None
    voice = next(voice for voice, pattern in cues.VOICES if pattern.match(head))
    section = cues.TURNS.get(word, cues.CLAIM).get(voice)
    return Turn(start, at, word, voice, section) if section else None


def _fits(text: str, word: str, head: str, end: int) -> bool:
    """Tell whether what stands around a word lets it open anything."""
    after = cues.AFTER.get(word)
    if after:
        return after.match(text, end) is not None
    if word == "称" and not cues.PLEADER.match(head):
        return False
    if word in cues.TURNS or word.endswith("称") or word.startswith(cues.SEISED):
        return True
    return cues.ANNOUNCED.match(text, end) is not None and not cues.ARGUED.search(head)


def _reasoning(text: str, turns: list[Turn], limit: int, told: bool) -> int:
    """Return where the reasoning begins.

    It is the last 本院认为 (in a narrative: 某法院认为) that opens a paragraph and sums nothing up (综上，本院认为);
    then the last that opens a sentence and answers no argument (…的辩护意见。本院认为); then any.
    """
    heard = [turn for turn in turns if _reasons(text, turn, told)]
    if not heard:
        return _weighed(text, limit)
    bare = [turn for turn in heard if cues.BARE.match(text, turn.start)]
    opening = [turn for turn in bare if _opens_paragraph(text, turn.start)]
    fresh = [turn for turn in bare if not cues.REBUTTED.search(text, max(0, turn.start - 12), turn.start)]
    summed = [turn for turn in heard if _opens_paragraph(text, turn.start)]
    return (opening or summed or fresh or bare or heard)[-1].start


def _reasons(text: str, turn: Turn, told: bool) -> bool:
    """Tell whether a turn may open the reasoning; a narrative may name the instance too: 某法院一审认为."""
    if turn.section is Section.REASONING:
        return turn.voice is Voice.OWN or told
    return told and turn.word == "认为" and turn.voice is Voice.PRIOR and "法院" in text[turn.start : turn.at]


def _states_findings(text: str, turn: Turn) -> bool:
    """Tell 某法院一审查明 from an argument against it (一审认定事实不清)."""
    head = text[turn.start : turn.at]
    return turn.word == "查明" or (turn.word in cues.FINDING and "法院" in head and _opens_paragraph(text, turn.start))


def _opens_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace()


def _weighed(text: str, limit: int) -> int:
    """Return where a reasoning without 本院认为 begins: at the sentence that weighs, else at that of the basis."""
    floor = max(0, limit - 2000)
    if match := cues.WEIGHING.search(text, floor, limit):
        return _line_start(text, match.start(), floor)
    for match in reversed(list(cues.WEIGHED.finditer(text, floor, limit))):
        start = _line_start(text, match.start(), floor)
        if not cues.PLEADED.match(text, start):
            return start
    return _line_start(text, max(limit - 1, 0), floor)


def _middle(text: str, turns: list[Turn], stop: int, told: bool) -> list[Piece]:
    """Fill the stretch between procedure and reasoning."""
    state = _State(told)
    for turn in turns:
        state.take(text, turn)
    return state.pieces(stop, cues.CONVINCED.search(text, stop, stop + 200) is not None)


class _State:
    """Follow the turns of the middle of a document: which section is open, and what may open next."""

    def __init__(self, told: bool) -> None:
        self._told = told
        self._marks: list[tuple[int, Section, str]] = []  # where, what, and the word that opened it
        self._found = False  # the court has begun to state its own facts

    def take(self, text: str, turn: Turn) -> None:
        """Open the section of a turn, if it may open now."""
        if self._marks and self._marks[-1][0] >= turn.start:
            return  # a sentence opens one section
        last = self._marks[-1][1] if self._marks else None
        section = self._section(text, turn, last)
        if section is None or (last is section and section is not Section.FACTS):
            return
        self._found = self._found or section is Section.FACTS
        self._marks.append((turn.start, section, turn.word))
        if turn.word in cues.STATING and last is not None and not cues.LISTED.match(text, turn.at):
            self._marks.append((_paragraph_end(text, turn.at), last, ""))

    def _section(self, text: str, turn: Turn, last: Section | None) -> Section | None:
        section = turn.section
        if turn.voice is Voice.COURT and not self._told:
            section = Section.PRIOR
        if self._told and section is Section.PRIOR and cues.APPEALED.search(text[turn.start : turn.at]):
            section = Section.CLAIMS  # 一审宣判后，某某不服，提出上诉，主要理由是：1.一审认定…
        elif self._told and section is Section.PRIOR and _states_findings(text, turn):
            section = Section.FACTS  # a narrative tells the findings of every court as its own
        if section is Section.EVIDENCE and turn.word in cues.OFFERING and not _opens_paragraph(text, turn.start):
            return None
        if section is Section.REASONING:
            return Section.PRIOR if self._told else None
        if section is Section.CLAIMS:
            return section if self._may_claim(text, turn, last) else None
        if section is Section.PRIOR:
            return section if self._may_look_back(text, turn, last) else None
        if last is Section.PRIOR and not self._told:
            return section if section is Section.FACTS and not self._goes_on(text, turn) else None
        return section

    def _may_claim(self, text: str, turn: Turn, last: Section | None) -> bool:
        said = text[turn.start : turn.at + 4]
        if last is Section.PRIOR:
            return (cues.APPEALED if self._told else cues.APPEAL).search(said) is not None
        return not self._found or (self._told and cues.APPEALED.search(said) is not None)

    def _may_look_back(self, text: str, turn: Turn, last: Section | None) -> bool:
        if self._told:  # a numbered ground of appeal (2.一审认定有误) is no narration
            return not cues.NUMBERED.match(text, turn.start)
        if last is Section.CLAIMS:  # an appeal argues with the judgment below; its narration opens a paragraph
            return not cues.NUMBERED.match(text, turn.start) and (
                _opens_paragraph(text, turn.start) or (turn.word == "查明" and "法院" in text[turn.start : turn.at])
            )
        return not self._found

    def _goes_on(self, text: str, turn: Turn) -> bool:
        """另查明 after 一审查明 is still the court below."""
        return turn.voice is Voice.NONE and cues.AGAIN.match(text, turn.start) is not None

    def pieces(self, stop: int, convinced: bool) -> list[Piece]:
        """Return the pieces of the middle up to `stop`; `convinced`: the reasoning takes the accusation for proven."""
        marks = self._adopted(convinced)
        ends = [start for start, _ in marks[1:]] + [stop]
        return [Piece(section, start, min(end, stop)) for (start, section), end in zip(marks, ends, strict=False)]

    def _adopted(self, convinced: bool) -> list[tuple[int, Section]]:
        """Where the court states no facts of its own but holds the accusation for proven, that is what it found."""
        stated = convinced or any(word in cues.STATING for _, _, word in self._marks)
        if self._found or not stated or self._told:
            return [(start, section) for start, section, _ in self._marks]
        return [(start, Section.FACTS if word == "指控" else section) for start, section, word in self._marks]


def _paragraph_end(text: str, at: int) -> int:
    """Return where the paragraph ends that holds `at`; where line breaks were lost, the sentence."""
    end = sentence_end(text, at, len(text))
    while end < len(text) and text[end - 1] != "\n" and not text[end].isspace() and end - at < 2000:
        end = sentence_end(text, end, len(text))
    return end


def _opening(text: str, parties: int, stop: int) -> list[Piece]:
    """Cut heading, parties and procedure; where no party is introduced the heading ends with the document's number."""
    if not 0 <= parties < stop:
        parties = procedure = _numbered(text, stop)
    else:
        procedure = _procedure(text, parties, stop)
    return [
        Piece(Section.HEADING, 0, parties),
        Piece(Section.PARTIES, parties, procedure),
        Piece(Section.PROCEDURE, procedure, stop),
    ]


def _numbered(text: str, stop: int) -> int:
    """Return where the heading of a document without introduced parties ends."""
    named = _named(text, stop)
    number = cues.NUMBER.match(text, named, stop) if named else None
    return number.end() if number else named


def _procedure(text: str, parties: int, stop: int) -> int:
    """Return where the procedure begins: at the first sentence that tells of the case and describes no party."""
    if cues.CASE_FIRST.match(text, parties, stop):
        return parties
    for match in cues.CASE_TOLD.finditer(text, parties, stop):
        start = _line_start(text, match.start(), parties)
        if start > parties and not cues.ABOUT_PARTY.match(text, start):
            return start
    return stop


def _line_start(text: str, at: int, low: int) -> int:
    return max(text.rfind("。", low, at), text.rfind("\n", low, at), low - 1) + 1
