"""Whatever is added in whatever order: every key answers with its last text, and the index can follow."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes.cases import small_entry
from hypothesis import given, settings
from hypothesis import strategies as st

from localdb.storage.library import Library

_BATCHES = st.lists(st.lists(st.tuples(st.sampled_from("1234"), st.sampled_from("甲乙丙")), max_size=4), max_size=6)


@settings(max_examples=40, deadline=None)
@given(_BATCHES)
def test_every_key_answers_with_its_last_text(batches: list[list[tuple[str, str]]]) -> None:
    last: dict[str, str] = {}
    indexed: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library.db")
        for batch in batches:
            before = library.version(), library.backlog()
            counts = library.add([small_entry(ident, text) for ident, text in batch])
            last |= dict(batch)
            assert counts.admitted + counts.replaced + counts.duplicates == len(batch)
            assert _texts(library, list(last)) == last
            if not counts.changes:
                assert (library.version(), library.backlog()) == before
            else:
                assert library.version() == before[0] + 1
            _follow(library, indexed)
        assert library.count() == len(library.keys()) == library.state().indexed
        library.close()


def _texts(library: Library, idents: Sequence[str]) -> dict[str, str]:
    cases = {ident: library.get(f"某院:{ident}") for ident in idents}
    return {ident: case.full_text[0] for ident, case in cases.items() if case}


def _follow(library: Library, indexed: dict[str, str]) -> None:
    """Do what an index does, and find that it then holds what the library holds."""
    todos = library.backlog()
    for todo in todos:
        case = library.get_many([todo.key]).get(todo.key)
        if todo.kind == "delete" or case is None:
            indexed.pop(todo.key, None)
        else:
            indexed[todo.key] = case.full_text
    library.done(todos)
    assert indexed == {case.key: case.full_text for case in library.each()}
