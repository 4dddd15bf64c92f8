"""Merging reports that no single machine holds: searched by week, decided by number, merged by event.

===========  =================================  ==========================================================
step         reads, once for each               gives
===========  =================================  ==========================================================
by week      coded partitions, some at a time   ``weeks``: every report under each slab it is compared in
search       ``weeks``, some slabs of all       offers: numbers of reports that may join, with their scores
by bucket    coded partitions, some at a time   ``buckets``: every report once, whole events together
merge        ``buckets``, one bucket of all     ``events``
===========  =================================  ==========================================================

Each step is a pure function of partitions; whether it is called here or on a cluster, it does not know. Only
numbers come together between the steps, in ``decide``; ``geomap.merge.offers`` tells why that is exact.

A report's number is its position in ``report_order``. Since that goes by day and article, it is enough to
know how many reports each article has: the first one's number follows, and whoever reads the partition
counts on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from geomap.merge import merge
from geomap.merge.cluster import article_order, report_order
from geomap.merge.merge import event_order
from geomap.merge.offers import (
    NO_HINTS,
    Hints,
    Numbered,
    Search,
    buckets,
    decide,
    hints_for,
    is_settled,
    search,
)
from geomap.merge.slabs import slabs, wide_slab
from geomap.models import Event, Report
from geomap.store import Part, Share
from geomap.store.parts import Row, name_of, read_part, write_part

PART = 20_000
"""About so many reports in a partition and in a task: some seconds of work, some hundred MB."""

_NOT_COMPARED: dict[str, Any] = {"reasons": [], "candidates": []}
"""Fields that say why a report is what it is; most of its bytes, and no two reports are compared by them."""

Lot = Sequence[tuple[str, Mapping[str, int]]]
"""Partitions that one task reads: the path of each, and the number of the first report of each article."""


class Run(Protocol):
    """Calls functions somewhere."""

    def __call__(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]], /) -> Iterator[Any]:
        """Call ``function`` once for each tuple of arguments; yield the results in that order."""


def merge_parts(run: Run, folder: str, parts: Sequence[Part]) -> list[str]:
    """Merge the reports of ``parts``; return the paths of the partitions of events.

    Parameters
    ----------
    run
        Calls the steps' functions.
    folder
        Path or URL that every process sees, for the partitions of the steps; nothing else is there.
    parts
        Partitions of coded reports, each article in one of them.
    """
    first, total = _first_numbers(parts)
    lots = list(_lots(parts))
    tasks = [_task(lot, first) for lot in lots]
    held: Counter[str] = Counter()
    for counted in run(sort_by_week, ((folder, n, task) for n, task in enumerate(tasks))):
        held.update(counted)
    joined = _decided(run, [(folder, len(lots), load) for load in _loads(held)])
    number = 1 + total // PART
    bucket = buckets(joined, total, number)
    numbers = (_numbers(lot, first) for lot in lots)
    calls = ((folder, n, tasks[n], [bucket[i] for i in found]) for n, found in enumerate(numbers))
    for _ in run(sort_by_bucket, calls):
        pass
    return list(run(merge_bucket, ((folder, len(lots), chosen) for chosen in range(number))))


def _first_numbers(parts: Iterable[Part]) -> tuple[dict[str, int], int]:
    """Return the number of the first report of each article, and how many reports there are."""
    first: dict[str, int] = {}
    total = 0
    for share in sorted((share for part in parts for share in part.shares), key=_share_order):
        first[share.article] = total
        total += share.reports
    return first, total


def _share_order(share: Share) -> tuple[str, str]:
    """Sort key of articles' shares, as ``report_order`` sorts their reports."""
    return article_order(share.published, share.article)


def _lots(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield partitions that one task reads, those of the same days together: it writes few weeks then."""
    lot: list[Part] = []
    size = 0
    for part in sorted(parts, key=lambda part: min(map(_share_order, part.shares))):
        count = sum(share.reports for share in part.shares)
        if lot and size + count > PART:
            yield lot
            lot, size = [], 0
        lot.append(part)
        size += count
    if lot:
        yield lot


def _task(lot: Iterable[Part], first: Mapping[str, int]) -> Lot:
    return [(part.path, {share.article: first[share.article] for share in part.shares}) for part in lot]


def _numbers(lot: Iterable[Part], first: Mapping[str, int]) -> Iterator[int]:
    """Yield the numbers of a lot's reports, in the order in which a task reads them."""
    for part in lot:
        for share in part.shares:
            yield from range(first[share.article], first[share.article] + share.reports)


def _decided(run: Run, loads: Sequence[tuple[str, int, list[str]]]) -> dict[int, int]:
    """Search all loads until no search took a report for a founder that is none, or the other way round."""
    searches: dict[int, Search] = dict(enumerate(run(search_slabs, loads)))
    while True:
        joined = decide(offer for done in searches.values() for offer in done.offers)
        stale = [load for load, done in searches.items() if not is_settled(done, joined)]
        if not stale:
            return joined
        calls = ((*loads[load], hints_for(searches[load], joined)) for load in stale)
        searches.update(zip(stale, run(search_slabs, calls), strict=True))


def write_reports(path: str, reports: Sequence[Report]) -> Part:
    """Write the partition of some whole articles' reports, given in ``report_order``."""
    write_part(path, (Row(n, report) for n, report in enumerate(reports)))
    told = groupby(reports, key=lambda report: (report.article_id, report.published))
    return Part(path, [Share(article, day, len(list(same))) for (article, day), same in told])


def whole_articles(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    """Yield lists of about ``size`` reports, given in ``report_order``, and no article in two of them."""
    found: list[Report] = []
    for _, same in groupby(reports, key=lambda report: report.article_id):
        if len(found) >= size:
            yield found
            found = []
        found.extend(same)
    if found:
        yield found


def sort_by_week(folder: str, number: int, lot: Lot) -> Mapping[str, int]:
    """Write a lot of reports anew, under the slabs they are compared in; return each slab's count."""
    light = ((n, report.model_copy(update=_NOT_COMPARED)) for n, report in _numbered(lot))
    rows = [Row(n, report, slab) for n, report in light for slab in slabs(report)]
    write_part(f"{folder}/{name_of('weeks', number)}", rows)
    return Counter(row.label for row in rows)


def search_slabs(folder: str, count: int, chosen: Collection[str], hints: Hints = NO_HINTS) -> Search:
    """Search the reports of the slabs ``chosen``, and the long spans beside them."""
    wanted = {*chosen, *map(wide_slab, chosen)}
    found: dict[int, str] = {}
    for part in range(count):
        found.update(read_part(f"{folder}/{name_of('weeks', part)}", wanted))
    told = (Numbered(n, Report.model_validate_json(body)) for n, body in found.items())
    return search(told, hints)


def sort_by_bucket(folder: str, number: int, lot: Lot, bucket: Sequence[int]) -> None:
    """Write a lot of reports anew, each under its bucket; the buckets are in the order of reading."""
    told = zip(_numbered(lot), bucket, strict=True)
    rows = (Row(n, report, str(chosen)) for (n, report), chosen in told)
    write_part(f"{folder}/{name_of('buckets', number)}", rows)


def merge_bucket(folder: str, count: int, chosen: int) -> str:
    """Merge the reports of one bucket, whole events, into a partition of events; return its path."""
    reports = [
        report
        for part in range(count)
        for _, report in _reports(f"{folder}/{name_of('buckets', part)}", [str(chosen)])
    ]
    path = f"{folder}/{name_of('events', chosen)}"
    write_part(path, (Row(n, event) for n, event in enumerate(merge(reports))))
    return path


def read_events(paths: Iterable[str]) -> list[Event]:
    """Return the events of partitions, in the order of ``merge``."""
    bodies = (body for path in paths for _, body in read_part(path))
    return sorted(map(Event.model_validate_json, bodies), key=event_order)


def _reports(path: str, labels: Iterable[str] = ()) -> Iterator[tuple[int, Report]]:
    for number, body in read_part(path, set(labels)):
        yield number, Report.model_validate_json(body)


def _numbered(lot: Lot) -> Iterator[tuple[int, Report]]:
    """Yield a lot's reports with their numbers; those of articles that were coded anew since are left out."""
    for path, first in lot:
        told: dict[str, list[Report]] = {article: [] for article in first}
        for _, report in _reports(path):
            if report.article_id in told:
                told[report.article_id].append(report)
        for article, reports in told.items():
            yield from enumerate(sorted(reports, key=report_order), first[article])


def _loads(held: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield slabs, neighbours together, for tasks of about the same number of reports."""
    load: list[str] = []
    size = 0
    for slab in sorted(held):
        if load and size + held[slab] > PART:
            yield load
            load, size = [], 0
        load.append(slab)
        size += held[slab]
    if load:
        yield load
