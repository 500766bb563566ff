"""The facts the whole product leans on, loaded once from the resources folder and never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from localdb.model.errors import FileUnreadable
from localdb.reference.authority import AuthorityTable
from localdb.reference.causes import Causes
from localdb.reference.courts import Courts
from localdb.reference.files import read_facts
from localdb.reference.laws import Laws
from localdb.reference.lexicon import Lexicon

Table = TypeVar("Table")


# A repr of all the tables would fill half a megabyte; the same tables are the same object.
@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reference:
    """Hold the tables of facts."""

    courts: Courts
    causes: Causes
    laws: Laws
    lexicon: Lexicon
    authority: AuthorityTable

    @classmethod
    def load(cls, folder: Path, overlay: Path | None = None) -> "Reference":
        """Load the tables of `folder` with a court's corrections in `overlay` (files of the same names) over them.

        Raises:
            FileMissing: a facts file is not there.
            FileUnreadable: a file is damaged; it names the file and why.
        """
        return cls(
            courts=_table(Courts.of, folder, overlay, "courts.json"),
            causes=_table(Causes.of, folder, overlay, "causes.json"),
            laws=_table(Laws.of, folder, overlay, "laws.json"),
            lexicon=_table(Lexicon.of, folder, overlay, "lexicon.json"),
            authority=_table(AuthorityTable.of, folder, overlay, "authority.json"),
        )


def _table(build: Callable[[Mapping[str, Any]], Table], folder: Path, overlay: Path | None, name: str) -> Table:
    try:
        return build(read_facts(folder, overlay, name))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        at_fault = overlay if overlay and (overlay / name).exists() else folder
        raise FileUnreadable(at_fault / name, f"bad_entry: {error}") from None
