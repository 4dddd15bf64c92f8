"""The one verb of merging."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from geomap.merge.cluster import cluster
from geomap.merge.corroborate import corroborate
from geomap.models import Event, Reason, Report


def merge(reports: Iterable[Report]) -> list[Event]:
    """Return the events that ``reports`` tell, sorted by date, type and id.

    The order of ``reports`` does not matter. An event bears the id of its earliest report, so further
    articles leave it alone.
    """
    ordered, decisions = cluster(reports)
    members: dict[int, list[Report]] = defaultdict(list)
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for report, decision in zip(ordered, decisions, strict=True):
        members[decision.founder].append(report)
        if decision.reason is not None:
            reasons[decision.founder].append(decision.reason)
    events = [corroborate(group, reasons[founder]) for founder, group in members.items()]
    return sorted(events, key=event_order)


def event_order(event: Event) -> tuple[str, str, str]:
    """Sort key of events in every output: date (undated last), type, id."""
    return (str(event.date_start or "9999"), event.type, event.id)
