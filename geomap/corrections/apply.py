"""Applying corrections to merged events: which reports are one act, then what the act was, then drops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geomap.corrections.change import NotApplicableError, changed, marked
from geomap.corrections.model import Correction
from geomap.merge import corroborate
from geomap.merge.cluster import report_order
from geomap.merge.merge import event_order
from geomap.models import Event, Report
from geomap.places.gazetteer import Gazetteer


class Corrected(NamedTuple):
    """Events as people corrected them, those dropped, and a line for each correction that did nothing."""

    events: list[Event]
    dropped: list[Event]
    stale: list[str]


def correct(
    events: Iterable[Event],
    reports: Iterable[Report],
    corrections: Sequence[Correction],
    gazetteer: Gazetteer,
) -> Corrected:
    """Return ``events`` with ``corrections`` applied, sorted as events are.

    An event is found by its id, by the id of any report under it, or by a quoted sentence, so a correction
    survives new articles and new rules. Of two that set the same thing the later in the file holds. One
    that no longer applies changes nothing and is listed.
    """
    if not corrections:
        return Corrected(sorted(events, key=event_order), [], [])
    work = _Work(events, reports, gazetteer)
    for deeds in (("split",), ("merge",), ("move", "retype", "redate"), ("confirm", "reviewed"), ("drop",)):
        work.apply([c for c in corrections if c.do in deeds])
    return Corrected(sorted(work.events.values(), key=event_order), work.dropped, work.stale)


class _Work:
    """The events while corrections are applied to them."""

    def __init__(self, events: Iterable[Event], reports: Iterable[Report], gazetteer: Gazetteer) -> None:
        self.events = {event.id: event for event in events}
        self.dropped: list[Event] = []
        self.stale: list[str] = []
        self._reports = {report.id: report for report in reports}
        self._gazetteer = gazetteer
        self._event_of: dict[str, str] = {}
        for event in self.events.values():
            self._note_reports(event)

    def _note_reports(self, event: Event) -> None:
        self._event_of.update((quote.report_id, event.id) for quote in event.quotes)

    def apply(self, corrections: Sequence[Correction]) -> None:
        last = {(self._found(c), c.do): c for c in corrections}
        for correction in corrections:
            event_id = self._found(correction)
            if event_id is None:
                self._tell(correction, "no such event")
            elif (
                correction.do in ("move", "retype", "redate")
                and last[event_id, correction.do] is not correction
            ):
                self._tell(correction, "a later correction says otherwise")
            else:
                self._do(correction, self.events[event_id])

    def _do(self, correction: Correction, event: Event) -> None:
        try:
            if correction.do == "drop":
                self._drop(correction, event)
            elif correction.do == "split":
                self._split(correction, event)
            elif correction.do == "merge":
                self._merge(correction, event)
            else:
                self.events[event.id] = changed(event, correction, self._gazetteer)
        except NotApplicableError as error:
            self._tell(correction, str(error))

    def _found(self, correction: Correction) -> str | None:
        """Return the id of the event that a correction means, None where it is no longer there."""
        found = self._by_id(correction.event)
        if found or not correction.quote:
            return found
        bearing = [e.id for e in self.events.values() if any(q.quote == correction.quote for q in e.quotes)]
        return bearing[0] if len(bearing) == 1 else None

    def _by_id(self, id_: str) -> str | None:
        found = id_ if id_ in self.events else self._event_of.get(id_)
        return found if found in self.events else None

    def _drop(self, correction: Correction, event: Event) -> None:
        """Drop the event; of one that its report has joined since, only that report."""
        meant = [
            q.report_id
            for q in event.quotes
            if correction.event == q.report_id or q.quote == correction.quote
        ]
        if event.id != correction.event and meant and len(event.quotes) > len(meant):
            apart, rest = self._parted(event, meant)
            self._replace([event], [apart, rest], correction)
            self._tell(
                correction, f"its report is now told with event {event.id}; only the report was dropped"
            )
            event = self.events[apart[0].id]
        self.dropped.append(marked(self.events.pop(event.id), correction))

    def _parted(self, event: Event, ids: Sequence[str]) -> tuple[list[Report], list[Report]]:
        whole = self._reports_of(event)
        return [r for r in whole if r.id in ids], [r for r in whole if r.id not in ids]

    def _split(self, correction: Correction, event: Event) -> None:
        if correction.reports:
            groups = list(self._parted(event, correction.reports))
        else:
            groups = [[report] for report in self._reports_of(event)]
        groups = [group for group in groups if group]
        if len(groups) < 2:
            raise NotApplicableError("its reports are apart already")
        self._replace([event], groups, correction)

    def _merge(self, correction: Correction, event: Event) -> None:
        ids = {other: self._by_id(other) for other in correction.events}
        missing = sorted(other for other, found in ids.items() if found is None)
        joined = [event, *(self.events[i] for i in sorted({i for i in ids.values() if i and i != event.id}))]
        if len(joined) < 2:
            raise NotApplicableError(
                "no such events to merge with" if missing else "they are one event already"
            )
        if missing:
            self._tell(correction, f"no such event: {', '.join(missing)}")
        self._replace(joined, [[report for part in joined for report in self._reports_of(part)]], correction)

    def _reports_of(self, event: Event) -> list[Report]:
        found = [self._reports.get(quote.report_id) for quote in event.quotes]
        if None in found:
            raise NotApplicableError("its reports are not all in the store")
        return sorted((report for report in found if report), key=report_order)

    def _replace(self, old: Sequence[Event], groups: Sequence[list[Report]], correction: Correction) -> None:
        for event in old:
            del self.events[event.id]
        for group in groups:
            made = marked(corroborate(sorted(group, key=report_order)), correction)
            self.events[made.id] = made
            self._note_reports(made)

    def _tell(self, correction: Correction, why: str) -> None:
        self.stale.append(f"{correction}: {why}")
