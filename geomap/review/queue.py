"""Which events a person should look at, in which order, and why: a pure function of events and reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from geomap.corrections import Correction
from geomap.export.homonyms import CLOSE_CALL
from geomap.models import Event, Report

LOW_CONFIDENCE = 0.7
WORTH_A_LOOK = 1.0
"""Sum of weights from which an event counts as doubtful; a target that no words state is not enough alone."""


class Doubt(NamedTuple):
    """One thing that speaks against an event as it was coded."""

    what: str
    """``disputed denied unplaced place_inferred rival confidence actor_inferred date target_inferred``."""
    weight: float
    told: str
    """The same in words for the reader."""


class Waiting(NamedTuple):
    """An event that waits for a person, with its doubts, heaviest first."""

    event: Event
    doubts: tuple[Doubt, ...]
    is_new: bool

    @property
    def weight(self) -> float:
        """Sum of the doubts' weights."""
        return sum(doubt.weight for doubt in self.doubts)


def queue(
    events: Iterable[Event],
    reports: Mapping[str, Report],
    *,
    new: Collection[str] = (),
    corrections: Iterable[Correction] = (),
    only_doubtful: bool = False,
) -> list[Waiting]:
    """Return the events to look at: most doubtful first, then least confident, then oldest.

    Parameters
    ----------
    events, reports
        Of the last build; reports by id.
    new
        Ids of events that the last build made; they are shown even where nothing speaks against them.
    corrections
        What people decided already: those events are left out.
    only_doubtful
        Leave out new events that nothing speaks against.
    """
    settled = [(correction.event, correction.quote) for correction in corrections]
    ids, quotes = {id_ for id_, _ in settled}, {quote for _, quote in settled if quote}
    waiting = []
    for event in events:
        if event.corrected_by or _is_settled(event, ids, quotes):
            continue
        one = Waiting(event, doubts(event, reports), event.id in new)
        if one.weight >= WORTH_A_LOOK or (one.is_new and not only_doubtful):
            waiting.append(one)
    return sorted(waiting, key=_order)


def doubts(event: Event, reports: Mapping[str, Report]) -> tuple[Doubt, ...]:
    """Return what speaks against ``event`` as it was coded, heaviest first."""
    found = [*_said_against(event), *_doubts_of_place(event, reports), *_doubts_of_rest(event)]
    return tuple(sorted(found, key=lambda doubt: (-doubt.weight, doubt.what)))


def _said_against(event: Event) -> Iterator[Doubt]:
    if event.status == "disputed":
        yield Doubt("disputed", 3.0, "the sides contradict each other")
    elif event.status == "denied":
        yield Doubt("denied", 2.0, "one side denies it")


def _doubts_of_place(event: Event, reports: Mapping[str, Report]) -> Iterator[Doubt]:
    if event.not_mapped or event.where == "none":
        named = bool(event.place_local)
        yield Doubt(
            "unplaced", 3.0 if named else 2.0, f"not on the map: {event.not_mapped or 'no place known'}"
        )
    if "place" in event.inferred:
        yield Doubt("place_inferred", 2.0, "no words beside the act name its place")
    rival = _rival(event, reports)
    if rival:
        yield Doubt("rival", 1.5, f"another place of that name is nearly as likely: {rival}")


def _doubts_of_rest(event: Event) -> Iterator[Doubt]:
    if event.confidence < LOW_CONFIDENCE:
        weight = 1.0 + 5.0 * (LOW_CONFIDENCE - event.confidence)
        yield Doubt("confidence", round(weight, 2), f"low confidence: {event.confidence:.2f}")
    if "initiator" in event.inferred:
        yield Doubt("actor_inferred", 1.5, "no words state who acted")
    if event.date_start is None or event.date_basis in ("inferred", "none"):
        told = "the day is inferred" if event.date_start else "no day is known"
        yield Doubt("date", 1.0, told)
    if "target" in event.inferred:
        yield Doubt("target_inferred", 0.5, "no words state against whom")


def _rival(event: Event, reports: Mapping[str, Report]) -> str:
    """Return the name of the second candidate where its score comes close to that of the chosen place."""
    for quote in event.quotes:
        report = reports.get(quote.report_id)
        if report is None or report.place_id != event.place_id or len(report.candidates) < 2:
            continue
        best, second, *_ = report.candidates
        if best.score - second.score < CLOSE_CALL:
            return ", ".join(filter(None, (second.name, second.admin1)))
    return ""


def _is_settled(event: Event, ids: Collection[str], quotes: Collection[str]) -> bool:
    if event.id in ids or any(quote.report_id in ids for quote in event.quotes):
        return True
    return bool(event.quotes) and event.quotes[0].quote in quotes


def _order(waiting: Waiting) -> tuple[float, float, str, str]:
    event = waiting.event
    return (-round(waiting.weight, 6), event.confidence, str(event.date_start or ""), event.id)
