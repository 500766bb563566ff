"""The facts the whole product leans on, loaded once from the resources folder and never changed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from localdb.model.case import Citation
from localdb.model.errors import FileMissing, FileUnreadable
from localdb.reference.articles import Articles
from localdb.reference.authority import AuthorityTable
from localdb.reference.causes import Causes
from localdb.reference.courts import Courts
from localdb.reference.elements import Elements
from localdb.reference.files import Facts, built, corrected, facts_of, read_file, types_of
from localdb.reference.laws import Laws
from localdb.reference.lexicon import Lexicon
from localdb.reference.synonyms import Synonyms

Table = TypeVar("Table")
Otherwise = Callable[[FileUnreadable], Path | None]


# A repr of all the tables would fill half a megabyte; the same tables are the same object.
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reference:
    """Hold the tables of facts."""

    courts: Courts
    causes: Causes
    laws: Laws
    articles: Articles
    lexicon: Lexicon
    synonyms: Synonyms
    authority: AuthorityTable
    elements: Elements
    digest: str  # of the bytes that the tables come from; not of the words, of which the index knows its own
    corrections: Mapping[Path, bytes]  # the files that were laid over, as they were

    @classmethod
    def load(cls, folder: Path, *overlays: Path, otherwise: Otherwise | None = None) -> "Reference":
        """Load the tables of `folder` with the corrections in `overlays` (files of the same names) laid over them.

        `otherwise` is asked what to read in place of a correction that cannot be used: another file, or None for
        nothing. Without it such a correction is an error, as a bad file of `folder` always is.

        Raises:
            FileMissing: a facts file is not there.
            FileUnreadable: a file is damaged; it names the file and why.
        """
        layers = _Layers(folder, overlays, otherwise)
        # In this order, for cards are made anew where the digest is another.
        authority = layers.table("authority.json", AuthorityTable.of)
        causes = layers.table("causes.json", Causes.of)
        courts = layers.table("courts.json", Courts.of)
        elements = layers.table("elements.json", Elements.of, Elements.checked)
        laws = layers.table("laws.json", Laws.of)
        return cls(
            digest=layers.digest.hexdigest(),
            authority=authority,
            causes=causes,
            courts=courts,
            elements=elements,
            laws=laws,
            articles=layers.table("articles.json", Articles.of),
            lexicon=layers.table("lexicon.json", Lexicon.of),
            synonyms=layers.table("synonyms.json", Synonyms.load),
            corrections=layers.corrections,
        )

    def counterparts(self, citation: Citation) -> tuple[Citation, ...]:
        """Return the articles of other acts that have the rule of this one: 合同法107 of 民法典577, and the other way.

        Acts that were renumbered under their own name need the day of the text that cites them: `articles` tells those.
        """
        return self.articles.elsewhere(citation)


class _Layers:
    """Read tables, each with what is laid over it, one correction after another."""

    def __init__(self, folder: Path, overlays: Sequence[Path], otherwise: Otherwise | None) -> None:
        self._folder = folder
        self._overlays = overlays
        self._otherwise = otherwise
        self.digest = hashlib.blake2b(digest_size=16)  # of what was used by now
        self.corrections: dict[Path, bytes] = {}

    def table(
        self, name: str, build: Callable[[Facts], Table], thorough: Callable[[Facts], Table] | None = None
    ) -> Table:
        """Return a table; `thorough` builds one that is corrected."""
        path = self._folder / name
        content = read_file(path)
        self._note(path, content)
        ours = facts = facts_of(path, content)
        table: Table | None = None
        for overlay in self._overlays:
            place: Path | None = overlay / name
            while place is not None:
                try:
                    content = read_file(place)
                    theirs = facts_of(place, content)
                    facts, table = corrected(thorough or build, facts, theirs, types_of(ours), place)
                    self._note(place, content)
                    self.corrections[place] = content
                    break
                except FileMissing:
                    break
                except FileUnreadable as error:
                    if self._otherwise is None:
                        raise
                    place = self._otherwise(error)
        return built(build, ours, path) if table is None else table

    def _note(self, path: Path, content: bytes) -> None:
        self.digest.update(path.name.encode() + b"\0" + content)
