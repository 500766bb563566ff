"""Which segments of the index are folded together, and when.

Each segment costs a draft a millisecond or two (100,000 documents in six segments: 19 ms, in one: 10), folding a
document .2 ms. Belongs here: the choice. Does not: the folding (writer.py).
"""

from collections.abc import Callable, Sequence
from typing import Any

from localdb.index.writer import ArrayWriter

MOST = 8  # segments
FULL = 100_000  # documents of a segment, beyond which nothing more is folded into it
_WORTH = 4  # a segment is folded with smaller ones once they are together a quarter of it
Policy = Callable[[ArrayWriter, list[Any]], list[Any]]


def keep_few(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """Be the policy of a commit: when there would be more than MOST, fold the smallest, and those half deleted."""
    kept = _by_size(one for one in segments if one.doc_count_all() and one.deleted_count() * 2 <= one.doc_count_all())
    if len(kept) > MOST - 1:
        kept = kept[: MOST // 2]
    return _folded(writer, segments, kept)


def gather(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """Be the policy of an idle hour: fold what is scattered."""
    few = scattered(segments)
    return _folded(writer, segments, [one for one in segments if one not in few])


def anew(name: str) -> Policy:
    """Return the policy of a purge: write one segment again without what was deleted from it."""

    def policy(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
        return _folded(writer, segments, [one for one in segments if one.segment_id() != name])

    return policy


def scattered(segments: Sequence[Any]) -> list[Any]:
    """Return the segments that are worth folding into one, none if there are none.

    That is as many of the smallest as are at most FULL together, where those below the largest of them are a quarter of
    it at least: so a document is folded a few times in all, not every day.
    """
    sizes = _by_size(segments)
    for first, largest in enumerate(sizes):
        rest = sum(_live(one) for one in sizes[first + 1 :])
        if rest and rest * _WORTH >= _live(largest) and rest + _live(largest) <= FULL:
            return sizes[first:]
    return []


def _folded(writer: ArrayWriter, segments: list[Any], kept: list[Any]) -> list[Any]:
    for segment in segments:
        if segment not in kept and _live(segment):
            writer.fold(segment)
    return [segment for segment in segments if segment in kept]


def _by_size(segments: Any) -> list[Any]:
    return sorted(segments, key=_live, reverse=True)


def _live(segment: Any) -> int:
    return int(segment.doc_count_all() - segment.deleted_count())
