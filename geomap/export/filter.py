"""Which events an export holds: a pure function from events to events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, get_args

from geomap.errors import SettingsError
from geomap.export.results import Results, is_point, outline
from geomap.geo import Box
from geomap.models import Event, Modality, Side, Status
from geomap.ontology import ontology

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer


class Days(NamedTuple):
    """A range of days, both ends included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to keep; an empty field keeps everything.

    Parameters
    ----------
    type, family, admin1, status, modality
        Values as in the event's field of that name.
    side
        Sides that act (``initiator``): UA, RU, other, unknown.
    days
        An event is kept when its days and these overlap; one without a date is not.
    box
        Points inside and areas or lines that touch it are kept; events without a place are not.
    """

    type: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    side: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    modality: frozenset[str] = frozenset()
    days: Days | None = None
    box: Box | None = None

    def __post_init__(self) -> None:
        """Refuse values that no event can have: a misspelt type would quietly give an empty map.

        Raises
        ------
        SettingsError
            If there is such a value; lists the right ones.
        """
        for name, known in _known_values().items():
            unknown = sorted(getattr(self, name) - known)
            if unknown:
                what = f"no {name} {unknown[0]!r}"
                raise SettingsError(what, remedy=f"choose from {', '.join(sorted(known))}")

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


_FIELDS = {"side": "initiator"}
"""Filter fields whose name differs from the event's."""


def kept(events: Iterable[Event], chosen: Filter, gazetteer: Gazetteer) -> list[Event]:
    """Return the events that ``chosen`` keeps, in their order."""
    return [e for e in events if _values(e, chosen) and _when(e, chosen.days) and _in(e, chosen, gazetteer)]


def select(results: Results, chosen: Filter) -> Results:
    """Return ``results`` with the kept events, the reports under them, and the articles those rest on.

    Raises
    ------
    SettingsError
        If ``admin1`` asks for what is no oblast: it would quietly give an empty map.
    """
    if not chosen:
        return results
    _refuse_unknown_oblasts(chosen, results)
    events = kept(results.events, chosen, results.gazetteer)
    under = {quote.report_id for event in events for quote in event.quotes}
    reports = [r for r in results.reports if r.id in under]
    told_by = {r.article_id for r in reports}
    articles = [a for a in results.articles if a.id in told_by]
    return results._replace(events=events, reports=reports, articles=articles)


def is_oblast(name: str) -> bool:
    """Tell whether the gazetteer has an oblast or republic of this name, in any spelling."""
    from geomap.places.doors.query import look_up

    return any(place.kind == "oblast" for place in look_up(name))


def parse_days(text: str) -> Days:
    """Read ``2025-01-01..2025-01-31``; either end, or the dots for a single day, may be left out.

    Raises
    ------
    SettingsError
        If a part is no ISO date, or the range runs backwards.
    """
    first, dots, last = text.partition("..")
    try:
        days = Days(_day(first), _day(last if dots else first))
    except ValueError:
        raise SettingsError(
            f"{text!r} is no range of days", where="--date-range", remedy="write 2025-01-01..2025-01-31"
        ) from None
    if days.first and days.last and days.first > days.last:
        raise SettingsError(
            f"{text!r} runs backwards", where="--date-range", remedy="put the earlier day first"
        )
    return days


def _refuse_unknown_oblasts(chosen: Filter, results: Results) -> None:
    met = {event.admin1 for event in results.events if event.admin1}
    for name in sorted(chosen.admin1 - met):
        if not is_oblast(name):
            raise SettingsError(f"no oblast {name!r}", remedy=f"of this build are {', '.join(sorted(met))}")


def _known_values() -> dict[str, frozenset[str]]:
    words = ontology()
    return {
        "type": frozenset(words.types),
        "family": frozenset(words.families),
        "side": frozenset(get_args(Side)),
        "status": frozenset(get_args(Status)),
        "modality": frozenset(get_args(Modality)),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None


def _values(event: Event, chosen: Filter) -> bool:
    names = ("type", "family", "side", "admin1", "status", "modality")
    wanted = ((getattr(chosen, name), getattr(event, _FIELDS.get(name, name))) for name in names)
    return all(value in values for values, value in wanted if values)


def _when(event: Event, days: Days | None) -> bool:
    if days is None:
        return True
    start, end = event.date_start, event.date_end or event.date_start
    if start is None or end is None:
        return False
    return (days.last is None or start <= days.last) and (days.first is None or end >= days.first)


def _in(event: Event, chosen: Filter, gazetteer: Gazetteer) -> bool:
    if chosen.box is None:
        return True
    west, south, east, north = chosen.box
    if is_point(event) and event.lat is not None and event.lon is not None:
        return south <= event.lat <= north and west <= event.lon <= east
    shape = outline(event, gazetteer)
    if shape is None:
        return False
    from shapely.geometry import box

    return bool(shape.intersects(box(west, south, east, north)))
