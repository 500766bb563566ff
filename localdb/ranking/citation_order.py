"""The order in which a judgment cites law: 法释〔2009〕14号 art 2."""

from collections.abc import Iterable

from localdb.model.case import Citation
from localdb.reference import Reference


def citation_order(citations: Iterable[Citation], reference: Reference) -> tuple[Citation, ...]:
    """Sort citations, each once: by level (法律及法律解释, 行政法规, 地方性法规, 自治条例和单行条例, 司法解释).

    Within a level substance goes before procedure, a 基本法律 before other laws, and what was cited first before what
    was cited later; within a law the articles run up.
    """
    once = list(dict.fromkeys(citations))
    first = {law: place for place, law in reversed(list(enumerate(citation.law for citation in once)))}
    keys = {law: (*reference.laws.order(law), place) for law, place in first.items()}
    return tuple(sorted(once, key=lambda citation: (*keys[citation.law], *citation[1:])))
