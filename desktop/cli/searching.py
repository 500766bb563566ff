"""`leian search` and `leian similar`: queries in, hits by tier or a TREC run out."""

import argparse
import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from desktop.cli.filling import fill_index, mind_empty
from desktop.cli.printing import Progress, complain, print_json
from desktop.cli.queries import Query, read_pools, read_queries
from desktop.words import (
    NOTHING_TOLD,
    added_words,
    citation_line,
    effect_name,
    marks_words,
    reason_words,
    sentence,
    tier_name,
    tier_state_words,
    untold_words,
)
from localdb.engine.find_similar import find_similar
from localdb.engine.search import search
from localdb.engine.workspace import Workspace
from localdb.model.errors import DiskTrouble, LibraryBusy
from localdb.model.similar import Hit, SearchRequest, SimilarRequest, SimilarResult

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]")  # what would part a line of a run
_OF_A_TIER = 10  # hits that a tier shows when nothing is asked for


def search_words(workspace: Workspace, options: argparse.Namespace) -> int:
    """Search by words and print the hits tier by tier, or a JSON object a hit."""
    catch_up(workspace)
    limit = 3 * (options.top or _OF_A_TIER)  # a tier shows a third of it
    request = SearchRequest(" ".join(options.words), court=options.court, as_of=options.as_of, limit=limit)
    result = answered(workspace, lambda: search(workspace, request))
    if options.top is not None:
        result = first(result, options.top)
    if options.json:
        for hit in result.hits:
            print_json(hit_record(hit))
    else:
        print_groups(result)
    mind_empty(workspace)
    return 0


def first(result: SimilarResult, most: int) -> SimilarResult:
    """Return the result with its first hits only, in the order of tiers; what each tier found stays told."""
    groups, left = [], most
    for group in result.groups:
        groups.append(replace(group, hits=group.hits[:left]))
        left -= len(groups[-1].hits)
    return replace(result, groups=tuple(groups))


def catch_up(workspace: Workspace) -> None:
    """Bring the index up to the library; where that cannot be now, say so on stderr and go by what is there."""
    try:
        fill_index(workspace)
    except LibraryBusy:
        complain("另一个类案程序正在建立索引，本次只检索已经编入索引的案例。")
    except DiskTrouble as error:
        if error.free is None:  # not a full disk: there may be nothing to go by
            raise
        complain(f"{sentence(error)}本次只检索已经编入索引的案例。")


def answered(workspace: Workspace, ask: Callable[[], SimilarResult]) -> SimilarResult:
    """Ask; where the index was found damaged and begun anew, fill it and ask again: an empty one is no answer."""
    result = ask()
    if result.library_cases and not result.indexed_cases:
        catch_up(workspace)
        result = ask()
    return result


def hit_record(hit: Hit) -> dict[str, object]:
    """Return what `--json` gives of a hit."""
    return {
        "id": hit.card.id,
        "tier": hit.tier.value,
        "score": round(hit.score, 6),
        "effect": effect_name(hit.card.effect),
        "marks": marks_words(hit.card.marks),
        "reasons": [reason_words(reason) for reason in hit.reasons],
        "title": hit.card.title,
        "court": hit.card.court,
        "case_no": hit.card.case_no,
    }


def print_groups(result: SimilarResult) -> None:
    """Print hits under their tiers, zero-hit tiers included; where nothing was searched for, why."""
    if result.untold:
        print(f"  {NOTHING_TOLD}")
        return
    if result.added:
        print(added_words(result.added))
    for group in result.groups:
        print(f"— {tier_name(group.tier)}：{tier_state_words(group.state, group.found)}")
        for hit in group.hits:
            print(f"  {citation_line(hit.card)}{'（待核）' if hit.card.to_confirm else ''}")
            if hit.card.marks:
                print(f"      注意：{'；'.join(marks_words(hit.card.marks))}")
            if hit.reasons:
                print(f"      {'；'.join(reason_words(reason) for reason in hit.reasons)}")


def similar_queries(workspace: Workspace, options: argparse.Namespace) -> int:
    """Answer every query of a file; write a TREC run when asked, and say how long a query took."""
    queries = list(read_queries(options.queries))
    pools = read_pools(options.pools) if options.pools else None
    catch_up(workspace)
    times: list[float] = []
    untold: list[str] = []
    progress = Progress()
    with run_file(options.run) as run:
        for query in queries:
            pool = pools.get(query.qid, ()) if pools is not None else None
            started = time.perf_counter()
            request = request_of(query, options, pool)
            result = answered(workspace, partial(find_similar, workspace, request))
            times.append((time.perf_counter() - started) * 1000)
            write_run(run, query.qid, result.hits, pool or ())
            progress.show(f"{len(times)}/{len(queries)}")
            if result.untold:
                untold.append(query.qid)
            if options.json:
                print_json(query_record(query.qid, times[-1], result))
            elif run is None:
                print(f"【{query.qid}】")
                print_groups(result)
    progress.clear()
    mind_empty(workspace)
    if untold and run is not None:
        complain(untold_words(untold))
    p50, p95 = percentile(times, 50), percentile(times, 95)
    if options.json:
        print_json({"queries": len(times), "p50": round(p50, 1), "p95": round(p95, 1)})
    else:
        print(f"共 {len(times)} 次检索，每次用时中位数 {p50:.0f} 毫秒，第 95 百分位 {p95:.0f} 毫秒。")
    return 0


def query_record(qid: str, ms: float, result: SimilarResult) -> dict[str, object]:
    """Return what `--json` gives of a query; `note` says why nothing was searched for."""
    causes = [{"name": guess.name, "probability": round(guess.probability, 4)} for guess in result.causes]
    record: dict[str, object] = {"qid": qid, "ms": round(ms, 1), "causes": causes}
    return record | ({"note": NOTHING_TOLD} if result.untold else {})


def request_of(query: Query, options: argparse.Namespace, pool: Sequence[str] | None) -> SimilarRequest:
    """Turn a query and the options into a request; the command line's court wins over the query's."""
    return SimilarRequest(
        query.text,
        court=options.court or query.court,
        as_of=options.as_of or date.today(),
        causes=query.causes,
        stage=query.stage,
        limit=options.top if pool is None else max(options.top, len(pool)),
        flat=options.flat or pool is not None,
        pool=None if pool is None else tuple(pool),
    )


class run_file:
    """Open the run file for writing, or stand in for none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> TextIO | None:
        if self._path is not None:
            try:
                self._file = self._path.open("w", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise DiskTrouble(self._path, "file") from error
        return self._file

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


def write_run(run: TextIO | None, qid: str, hits: Iterable[Hit], pool: Iterable[str] = ()) -> None:
    """Write `qid Q0 id rank score leian` lines, scores strictly falling even across tiers and ties.

    Names of the pool that the library does not know come last, in the order of the pool. What would part a line (a
    blank, a line break) in an id is written as in an address: %20, %0A.
    """
    if run is None:
        return
    scores = {hit.card.id: hit.score for hit in hits}
    last = float("inf")
    for rank, ident in enumerate(dict.fromkeys((*scores, *pool)), 1):
        last = min(scores.get(ident, 0.0), last - 1e-6)
        name = _BREAKS.sub(lambda part: quote(part.group()), ident)
        run.write(f"{qid} Q0 {name} {rank} {last:.6f} leian\n")


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile; 0 of nothing."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
