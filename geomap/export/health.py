"""Is each source still what it was? Silence, sudden drops and lost places, against the source's own past.

"Now" is the newest publication in the store, never the clock: the same input raises the same alarms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from geomap.models import Article, Event, Quote, Report

RECENT = timedelta(days=7)
"""What counts as now: the week that ends with the newest publication."""
_MIN_PAST = 10
"""Articles a source must have had before: fewer tell no habit."""
_DROP = 0.2
_LOST_PLACES = 0.5


class SourceHealth(NamedTuple):
    """Counts of one source before the recent week and in it."""

    source: str
    side: str
    """Whose outlet it is, as the user says: ``UA RU neutral unknown``."""
    reliability: str
    articles: int
    events: int
    reports: int
    placed: int
    past_articles: int
    past_days: int
    recent_articles: int
    past_placed: float | None
    """Share of reports with a place before the recent week; None without reports."""
    recent_placed: float | None

    @property
    def placed_share(self) -> float | None:
        """Share of all reports that have a place; None without reports."""
        return round(self.placed / self.reports, 2) if self.reports else None

    def alarm(self) -> str:
        """Return what is wrong in a sentence, nothing where all is as it was."""
        if self.past_articles < _MIN_PAST or self.past_days < RECENT.days:
            return ""
        usual = self.past_articles * RECENT.days / self.past_days
        if usual >= 1 and not self.recent_articles:
            return f"{self.source} is silent: no article in a week, usually {usual:.0f}"
        if usual >= 5 and self.recent_articles < usual * _DROP:
            return f"{self.source} dropped to {self.recent_articles} articles in a week from {usual:.0f}"
        before, now = self.past_placed, self.recent_placed
        if before and now is not None and self.recent_articles >= 5 and now < before * _LOST_PLACES:
            return f"{self.source}: {now:.0%} of its reports are placed, {before:.0%} before"
        return ""


def source_name(item: Article | Report | Quote) -> str:
    """Return the name under which the outlet of an article, report or quote is counted."""
    return item.source or item.url or "unnamed"


def source_health(
    articles: Sequence[Article], reports: Iterable[Report], events: Iterable[Event] = ()
) -> list[SourceHealth]:
    """Return the health of each source, sorted by name."""
    by_source: dict[str, list[Article]] = defaultdict(list)
    told: dict[str, list[Report]] = defaultdict(list)
    for article in articles:
        by_source[source_name(article)].append(article)
    for report in reports:
        told[source_name(report)].append(report)
    counted = Counter(name for event in events for name in {source_name(quote) for quote in event.quotes})
    days = [a.published for a in articles if a.published]
    edge = max(days) - RECENT if days else date.min
    return [
        _health(name, by_source[name], told[name], edge)._replace(events=counted[name])
        for name in sorted(by_source)
    ]


def _health(name: str, articles: Sequence[Article], reports: Sequence[Report], edge: date) -> SourceHealth:
    past_days = [a.published for a in articles if a.published and a.published <= edge]
    recent = [a for a in articles if a.published and a.published > edge]
    return SourceHealth(
        source=name,
        side=next((a.side for a in articles if a.side != "unknown"), "unknown"),
        reliability=next((a.reliability for a in articles if a.reliability), ""),
        articles=len(articles),
        events=0,
        reports=len(reports),
        placed=sum(map(_is_placed, reports)),
        past_articles=len(past_days),
        past_days=(edge - min(past_days)).days + 1 if past_days else 0,
        recent_articles=len(recent),
        past_placed=_placed([r for r in reports if r.published and r.published <= edge]),
        recent_placed=_placed([r for r in reports if r.published and r.published > edge]),
    )


def _placed(reports: Sequence[Report]) -> float | None:
    return sum(map(_is_placed, reports)) / len(reports) if reports else None


def _is_placed(report: Report) -> bool:
    return report.where != "none" and report.place_id is not None  # a name that nobody knows is no place
