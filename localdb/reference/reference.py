"""The facts the whole product leans on, loaded once from the resources folder and never changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from localdb.model.case import Citation
from localdb.model.errors import FileUnreadable
from localdb.reference.articles import Articles
from localdb.reference.authority import AuthorityTable
from localdb.reference.causes import Causes
from localdb.reference.courts import Courts
from localdb.reference.elements import Elements
from localdb.reference.files import read_facts
from localdb.reference.laws import Laws
from localdb.reference.lexicon import Lexicon
from localdb.reference.synonyms import Synonyms

Table = TypeVar("Table")


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

    @classmethod
    def load(cls, folder: Path, *overlays: Path) -> "Reference":
        """Load the tables of `folder` with the corrections in `overlays` (files of the same names) laid over them.

        Raises:
            FileMissing: a facts file is not there.
            FileUnreadable: a file is damaged; it names the file and why.
        """
        corrected = any((overlay / "elements.json").exists() for overlay in overlays)
        return cls(
            courts=_table(Courts.of, folder, overlays, "courts.json"),
            causes=_table(Causes.of, folder, overlays, "causes.json"),
            laws=_table(Laws.of, folder, overlays, "laws.json"),
            articles=_table(Articles.of, folder, overlays, "articles.json"),
            lexicon=_table(Lexicon.of, folder, overlays, "lexicon.json"),
            synonyms=_table(Synonyms.load, folder, overlays, "synonyms.json"),
            authority=_table(AuthorityTable.of, folder, overlays, "authority.json"),
            elements=_table(Elements.checked if corrected else Elements.of, folder, overlays, "elements.json"),
        )

    def counterparts(self, citation: Citation) -> tuple[Citation, ...]:
        """Return the articles of other acts that have the rule of this one: 合同法107 of 民法典577, and the other way.

        Acts that were renumbered under their own name need the day of the text that cites them: `articles` tells those.
        """
        return self.articles.elsewhere(citation)


def _table(build: Callable[[Mapping[str, Any]], Table], folder: Path, overlays: Sequence[Path], name: str) -> Table:
    try:
        return build(read_facts(folder, overlays, name))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        at_fault = next((overlay for overlay in reversed(overlays) if (overlay / name).exists()), folder)
        raise FileUnreadable(at_fault / name, f"bad_entry: {error}") from None
