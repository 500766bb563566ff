"""What leaves the reader by hand: a passage with its citation, and how the two are written together."""

from dataclasses import dataclass

from desktop.words import citation_line
from localdb.model.case import CaseCard
from localdb.model.kinds import Section


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold a passage that was copied or adopted; `text` is as stored, without the citation."""

    card: CaseCard
    section: Section
    text: str
    citation: str

    @property
    def cited(self) -> str:
        """Return the passage with its citation after it."""
        return f"{self.text}\n（{self.citation}）"

    @classmethod
    def of(cls, card: CaseCard, section: Section, text: str) -> "Taken":
        """Take a passage of a case along with the line that cites it."""
        return cls(card, section, text, citation_line(card))
