"""``cluster`` in pieces: parts of the reports are searched apart, the decisions are those of the whole.

A search of some reports yields offers: which report may join which founder, and how well they agree. Who is a
founder depends on decisions elsewhere, so a first search goes by the reports it sees. ``decide`` then takes
all offers in the order of ``cluster``; where that makes other founders than a search took for granted, the
search is done again, told what was decided elsewhere. When none is left to do again, each report has chosen
among all founders before it, which is what ``cluster`` does. That end comes: with each round at least the
next report in the order is settled for good. In practice few parts are searched a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapreplace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from geomap.merge.block import Key, block
from geomap.merge.compare import compare
from geomap.merge.table import table
from geomap.models import Report


class Numbered(NamedTuple):
    """A report and its position among all reports in the order of ``report_order``."""

    number: int
    report: Report


class Offer(NamedTuple):
    """A founder that a report may join."""

    report: int
    founder: int
    score: float
    article: str
    """The report's article, of which an event holds one report."""


class Search(NamedTuple):
    """What a search of some reports found, and what it took for granted."""

    seen: list[int]
    founders: frozenset[int]
    offers: list[Offer]


class Hints(NamedTuple):
    """What was decided elsewhere of the reports of a search."""

    joined: frozenset[int] = frozenset()
    """Reports that joined a founder whom the search did not offer."""
    refused: frozenset[int] = frozenset()
    """Reports that an offer could not keep from founding: another report of their article took the place."""


NO_HINTS = Hints()


def search(reports: Iterable[Numbered], hints: Hints = NO_HINTS) -> Search:
    """Return the offers among ``reports``: some of all reports, in any order, each once."""
    here = dict(sorted(reports))
    filed: dict[Key, list[int]] = defaultdict(list)
    offers: list[Offer] = []
    founders: set[int] = set()
    for number, report in here.items():
        keys = block(report)
        near = {founder for key in keys.sought for founder in filed.get(key, ())}
        mine = _offers(number, report, {founder: here[founder] for founder in near})
        offers.extend(mine)
        if number in hints.refused or not (mine or number in hints.joined):
            founders.add(number)
            for key in keys.filed:
                filed[key].append(number)
    return Search(list(here), frozenset(founders), offers)


def _offers(number: int, report: Report, founders: Mapping[int, Report]) -> list[Offer]:
    threshold, article = table().threshold, report.article_id
    told = ((f, compare(one, report).score) for f, one in founders.items() if one.article_id != article)
    return [Offer(number, founder, score, article) for founder, score in told if score >= threshold]


def decide(offers: Iterable[Offer]) -> dict[int, int]:
    """Return the founder of each report that joins one, by number; all other reports are founders."""
    joined: dict[int, int] = {}
    members: dict[int, set[str]] = defaultdict(set)
    for number, mine in groupby(sorted(set(offers)), key=attrgetter("report")):
        free = [o for o in mine if o.founder not in joined and o.article not in members[o.founder]]
        if free:
            best = max(free, key=lambda offer: (offer.score, -offer.founder))
            joined[number] = best.founder
            members[best.founder].add(best.article)
    return joined


def is_settled(done: Search, joined: Mapping[int, int]) -> bool:
    """Tell whether a search took the right reports for founders."""
    return all((number in joined) != (number in done.founders) for number in done.seen)


def hints_for(done: Search, joined: Mapping[int, int]) -> Hints:
    """Return what a search has to be told when it is done again."""
    offered: dict[int, set[int]] = defaultdict(set)
    for offer in done.offers:
        offered[offer.report].add(offer.founder)
    elsewhere = (n for n in done.seen if n in joined and joined[n] not in offered.get(n, ()))
    refused = (n for n, founders in offered.items() if n not in joined and founders - joined.keys())
    return Hints(frozenset(elsewhere), frozenset(refused))


def buckets(joined: Mapping[int, int], total: int, count: int) -> list[int]:
    """Return a bucket below ``count`` for each of ``total`` reports: whole events, evenly spread."""
    sizes: dict[int, int] = defaultdict(lambda: 1)
    for founder in joined.values():
        sizes[founder] += 1
    filled = [(0, bucket) for bucket in range(count)]
    chosen: dict[int, int] = {}
    for founder in sorted(sizes, key=lambda founder: (-sizes[founder], founder)):
        load, bucket = filled[0]
        chosen[founder] = bucket
        heapreplace(filled, (load + sizes[founder], bucket))
    return [chosen.get(joined.get(number, number), number % count) for number in range(total)]
