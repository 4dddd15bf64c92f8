"""The different places of the events: many events share one, with all that is said about the place."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geomap.export.map import outlines
from geomap.export.map.columns import pack, pack_fields, pack_numbers, pack_table
from geomap.export.results import is_point
from geomap.models import Event
from geomap.places.gazetteer.renamed import name_on

if TYPE_CHECKING:
    from geomap.places import Gazetteer

WHERES = ("settlement", "site", "near", "admin3", "admin2", "admin1", "country", "linear", "none")
DEGREE = 1_000_000  # coordinates travel as whole numbers of 1e-6 degrees
_FIELDS = (
    *("place", "place_id", "katottg", "geonameid", "admin1", "admin2", "country", "relation", "distance_km"),
    *("where_prec", "geo_precision", "radius_m"),
)
_values = attrgetter("lat", "lon", "where", *_FIELDS)


class Spots:
    """A table of the places of events, filled by asking for each event's row."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._rows: dict[tuple[Any, ...], int] = {}
        self._area_of: dict[tuple[str, str], int] = {}
        self._events: list[Event] = []
        self._area: list[int] = []
        self.areas: list[dict[str, Any]] = []

    def row(self, event: Event) -> int:
        """Return the row of the event's place; areas are numbered as they come."""
        row = self._rows.setdefault(_values(event), len(self._rows))
        if row == len(self._events):
            self._events.append(event)
            self._area.append(-1 if is_point(event) else self._area_row(event))
        return row

    def _area_row(self, event: Event) -> int:
        key = (event.place_id or "", event.where)
        if key not in self._area_of:
            area = outlines.area(event, self._gazetteer)
            self._area_of[key] = len(self.areas) if area else -1
            if area:
                self.areas.append(area)
        return self._area_of[key]

    def positions(self) -> list[tuple[float, float]]:
        """Return (lat, lon) of the spots drawn as points."""
        return [(e.lat, e.lon) for e in self._events if e.lat is not None and e.lon is not None]

    def packed(self) -> dict[str, Any]:
        """Return the table; ``lat``/``lon`` are 0 where ``drawn`` is not ``point``."""
        columns: dict[str, Any] = {
            "drawn": pack_table(self._drawn(), ("point", "area", "none")),
            "lat": {"numbers": pack_numbers(round((e.lat or 0) * DEGREE) for e in self._events)},
            "lon": {"numbers": pack_numbers(round((e.lon or 0) * DEGREE) for e in self._events)},
            "where": pack_table([e.where for e in self._events], WHERES),
            "area": pack(self._area),
            "uk": pack([self._ukrainian(e) for e in self._events]),
            "anchor": pack([self._anchor(e) for e in self._events]),
        }
        columns.update(pack_fields(self._events, _FIELDS))
        return {"n": len(self._events), "columns": columns}

    def _drawn(self) -> Sequence[str]:
        rows = zip(self._events, self._area, strict=True)
        return ["point" if is_point(e) else "area" if area >= 0 else "none" for e, area in rows]

    def _ukrainian(self, event: Event) -> str | None:
        index = self._gazetteer.index_of(event.place_id) if event.place_id else None
        place = self._gazetteer.place(index) if index is not None else None
        return name_on(place, event.date_start, ukrainian=True) if place and place.names.get("uk") else None

    def _anchor(self, event: Event) -> list[float] | None:
        """Return ``[lat, lon]`` of the place an offset is counted from ("5 km west of X")."""
        if not event.distance_km or event.place_id is None:
            return None
        index = self._gazetteer.index_of(event.place_id)
        place = self._gazetteer.place(index) if index is not None else None
        if place is None or place.lat is None or place.lon is None:
            return None
        return [round(place.lat, 5), round(place.lon, 5)]
