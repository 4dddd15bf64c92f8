"""Merging reports that no single machine holds: searched by week, decided by number, merged by event.

===========  =================================  ==========================================================
step         reads, once for each               gives
===========  =================================  ==========================================================
by week      ``reports``, each partition        ``weeks``: every report under each slab it is compared in
search       ``weeks``, some slabs of all       offers: numbers of reports that may join, with their scores
by bucket    ``reports``, each partition        ``buckets``: every report once, whole events together
merge        ``buckets``, one bucket of all     ``events``
===========  =================================  ==========================================================

Each step is a pure function of partitions; whether it is called here or on a cluster, it does not know. Only
numbers come together between the steps, in ``decide``; ``geomap.merge.offers`` tells why that is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Protocol

from geomap.engines.parts import Row, name_of, read_part, write_part
from geomap.merge import merge
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

PART = 20_000
"""Reports in a partition, and about so many in a task: some seconds of work, some hundred MB."""


class Run(Protocol):
    """Calls functions somewhere."""

    def __call__(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]], /) -> Iterator[Any]:
        """Call ``function`` once for each tuple of arguments; yield the results in that order."""


def merge_parts(run: Run, folder: str, sizes: Sequence[int]) -> list[str]:
    """Merge the partitions ``reports`` of ``folder``; return the names of the partitions of events.

    Parameters
    ----------
    run
        Calls the steps' functions.
    folder
        Path or URL that every process sees.
    sizes
        Number of reports in each partition; the partitions follow ``report_order``.
    """
    total, count = sum(sizes), len(sizes)
    starts = [0, *accumulate(sizes)]
    held: Counter[str] = Counter()
    for counted in run(sort_by_week, ((folder, part, starts[part]) for part in range(count))):
        held.update(counted)
    joined = _decided(run, [(folder, count, load) for load in _loads(held)])
    number = 1 + total // PART
    bucket = buckets(joined, total, number)
    calls = ((folder, part, bucket[starts[part] : starts[part + 1]]) for part in range(count))
    for _ in run(sort_by_bucket, calls):
        pass
    return list(run(merge_bucket, ((folder, count, chosen) for chosen in range(number))))


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


def write_reports(folder: str, part: int, reports: Sequence[Report]) -> int:
    """Write a partition of reports; return how many it holds."""
    write_part(folder, name_of("reports", part), (Row(n, report) for n, report in enumerate(reports)))
    return len(reports)


def sort_by_week(folder: str, part: int, start: int) -> Mapping[str, int]:
    """Write a partition of reports anew, under the slabs they are compared in; return each slab's count."""
    rows = [
        Row(start + n, report, slab)
        for n, report in _reports(folder, name_of("reports", part))
        for slab in slabs(report)
    ]
    write_part(folder, name_of("weeks", part), rows)
    return Counter(row.label for row in rows)


def search_slabs(folder: str, count: int, chosen: Collection[str], hints: Hints = NO_HINTS) -> Search:
    """Search the reports of the slabs ``chosen``, and the long spans beside them."""
    wanted = {*chosen, *map(wide_slab, chosen)}
    found: dict[int, Report] = {}
    for part in range(count):
        found.update(_reports(folder, name_of("weeks", part), wanted))
    return search(map(Numbered._make, found.items()), hints)


def sort_by_bucket(folder: str, part: int, bucket: Sequence[int]) -> None:
    """Write a partition of reports anew, each under its bucket."""
    reports = _reports(folder, name_of("reports", part))
    rows = (Row(n, report, str(bucket[n])) for n, report in reports)
    write_part(folder, name_of("buckets", part), rows)


def merge_bucket(folder: str, count: int, chosen: int) -> str:
    """Merge the reports of one bucket, whole events, into a partition of events; return its name."""
    reports = [
        report
        for part in range(count)
        for _, report in _reports(folder, name_of("buckets", part), [str(chosen)])
    ]
    name = name_of("events", chosen)
    write_part(folder, name, (Row(n, event) for n, event in enumerate(merge(reports))))
    return name


def write_marker(folder: str) -> str:
    """Write an empty partition, by which a process can tell that it sees the folder; return its name."""
    name = name_of("marker", 0)
    write_part(folder, name, ())
    return name


def read_events(folder: str, names: Iterable[str]) -> list[Event]:
    """Return the events of partitions, in the order of ``merge``."""
    bodies = (body for name in names for _, body in read_part(folder, name))
    return sorted(map(Event.model_validate_json, bodies), key=event_order)


def _reports(folder: str, name: str, labels: Iterable[str] = ()) -> Iterator[tuple[int, Report]]:
    for number, body in read_part(folder, name, set(labels)):
        yield number, Report.model_validate_json(body)


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
