"""From a GeoPackage or GeoJSON that someone edited in QGIS to corrections."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from geomap.corrections.model import Correction
from geomap.errors import InputError
from geomap.geo import METRES_PER_DEGREE
from geomap.models import Event
from geomap.ontology import ontology

_EVENT_LAYERS = ("events", "areas", "lines", "unmapped")
_MOVED_M = 2.0  # less is rounding
_ONLY_SHOWN = (
    "initiator",
    "target",
    "modality",
    "outcome",
    "weapon",
    "launched",
    "downed",
    "killed_best",
    "injured_best",
)
"""Columns that people change and no correction can; a change of them is told, not lost in silence."""


class Edits(NamedTuple):
    """Corrections that make the events what the file says, and a line for each edit that is none."""

    corrections: list[Correction]
    notes: list[str]


def corrections_from(
    path: Path, events: Sequence[Event], *, who: str, why: str = "", drops: bool = True
) -> Edits:
    """Compare an edited file with the events it was written from.

    Moved points, other values of ``place_id``, ``type``, ``date_start``, ``date_end`` and ``status`` (to
    confirmed), and rows deleted from a whole GeoPackage become corrections.

    Parameters
    ----------
    path
        ``events.gpkg`` or one of the GeoJSON files, saved under any name.
    events
        The events of the store.
    who, why
        Person and reason; without a reason the file's name stands for it.
    drops
        False where the file holds only a part of the events, so that missing rows are not deleted ones.

    Raises
    ------
    InputError
        If the file cannot be read, holds no events, or lacks so many that it is a part of them.
    """
    rows, layers = _rows(path)
    known = {event.id: event for event in events}
    told = {"who": who, "why": why or f"edited in {path.name}"}
    corrections, notes = [], []
    for row in rows:
        event = known.get(str(row.get("id")))
        if event is None:
            which = f"row {row['id']!r}" if row.get("id") else "a row without id"
            notes.append(f"{which} is no event of this map: events come from articles only")
            continue
        found, said = _edits(row, event)
        notes += said
        corrections += [_correction(event, told, edit) for edit in found]
    if drops:
        gone = _gone(known, {str(row.get("id")) for row in rows}, layers, path)
        corrections += [_correction(event, told, {"do": "drop"}) for event in gone]
    return Edits(corrections, notes)


def _correction(event: Event, told: Mapping[str, str], edit: Mapping[str, Any]) -> Correction:
    quote = event.quotes[0].quote if event.quotes else ""
    return Correction.model_validate({"event": event.id, "quote": quote, **told, **edit})


def _gone(known: Mapping[str, Event], present: set[str], layers: Sequence[str], path: Path) -> list[Event]:
    """Return the events whose rows are missing from the layers the file has."""
    if not set(_EVENT_LAYERS) <= {*layers, "lines"}:
        return []  # a file of one layer cannot tell a deleted row from one of another layer
    gone = [event for id_, event in sorted(known.items()) if id_ not in present]
    if len(gone) > len(known) // 2:
        what = f"{len(gone)} of {len(known)} events are missing: this is a part of them"
        raise InputError(what, where=str(path), remedy="give the whole file, or --no-drops")
    return gone


def _edits(row: Mapping[str, Any], event: Event) -> tuple[list[dict[str, Any]], list[str]]:
    found = [edit for edit in (_move(row, event), _retype(row, event), _redate(row, event)) if edit]
    notes: list[str] = []
    if row.get("type") not in {None, event.type} and row["type"] not in ontology().types:
        notes.append(f"{event.id}: {row['type']!r} is no event type")
    if row.get("status") == "confirmed" != event.status:
        found.append({"do": "confirm"})
    moved = any(edit["do"] == "move" for edit in found)
    return found, [*notes, *_not_taken(row, event, moved=moved)]


def _not_taken(row: Mapping[str, Any], event: Event, *, moved: bool) -> Iterator[str]:
    """Tell of changes that no correction makes: other columns, and a name without the place that bears it."""
    for name in _ONLY_SHOWN:
        if row.get(name) not in (None, getattr(event, name)):
            yield f"{event.id}: {name} {row[name]!r} is not taken over: it comes from the articles"
    if row.get("status") not in (None, "confirmed", event.status):
        yield f"{event.id}: status {row['status']!r} is not taken over: only confirmed is"
    if row.get("place") not in (None, event.place) and not moved:
        yield f"{event.id}: place {row['place']!r} is not taken over: change place_id, or move the point"


def _move(row: Mapping[str, Any], event: Event) -> dict[str, Any] | None:
    place_id = row.get("place_id")
    if _is_there(row, event):
        return None
    if place_id and place_id != event.place_id:
        return {"do": "move", "place_id": str(place_id)}
    for lat, lon in (row.get("point") or (None, None), (row.get("lat"), row.get("lon"))):
        if lat is not None and lon is not None and _distance_m(lat, lon, event) > _MOVED_M:
            return {"do": "move", "lat": round(lat, 6), "lon": round(lon, 6)}
    return None


def _is_there(row: Mapping[str, Any], event: Event) -> bool:
    """Tell whether the event was moved by hand to the row's very point: then it lost its place on purpose."""
    if event.place_id is not None or "point" not in row:
        return False
    lat, lon = row["point"]
    return _distance_m(lat, lon, event) <= _MOVED_M


def _distance_m(lat: float, lon: float, event: Event) -> float:
    if event.lat is None or event.lon is None:
        return math.inf
    north, east = lat - event.lat, (lon - event.lon) * math.cos(math.radians(lat))
    return math.hypot(north, east) * METRES_PER_DEGREE


def _retype(row: Mapping[str, Any], event: Event) -> dict[str, Any] | None:
    kind = row.get("type")
    return {"do": "retype", "type": kind} if kind in ontology().types and kind != event.type else None


def _redate(row: Mapping[str, Any], event: Event) -> dict[str, Any] | None:
    first, last = _day(row.get("date_start")), _day(row.get("date_end"))
    if first is None or (first, last or first) == (event.date_start, event.date_end):
        return None
    return {"do": "redate", "date_start": first, "date_end": last or first}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _rows(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows of all event layers, with ``point`` as (lat, lon), and the layers' names."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        wanted = [name for name in layers if name in _EVENT_LAYERS] or layers[:1]
        rows = [row for name in wanted for row in _layer(path, name)]
    except (DataSourceError, DataLayerError) as error:
        raise InputError(
            f"cannot be read: {error}", where=str(path), remedy="give a GeoPackage or GeoJSON"
        ) from error
    if not any("id" in row for row in rows):
        raise InputError("holds no events of geomap", where=str(path), remedy="give an edited events.gpkg")
    return rows, wanted


def _layer(path: Path, name: str) -> Iterator[dict[str, Any]]:
    import shapely
    from pyogrio.raw import read

    meta, _, shapes, columns = read(path, layer=name)
    geometries = (
        shapely.from_wkb(shapes) if shapes is not None else [None] * len(columns[0] if columns else ())
    )
    for number, geometry in enumerate(geometries):
        row = {field: _plain(column[number]) for field, column in zip(meta["fields"], columns, strict=True)}
        if geometry is not None and geometry.geom_type == "Point" and not geometry.is_empty:
            row["point"] = (geometry.y, geometry.x)
        yield row


def _plain(value: Any) -> Any:
    """Return a cell as a Python value, None where it is empty."""
    if getattr(value, "ndim", 0):  # a list, as GeoJSON may hold
        return value.tolist()
    plain = value.item() if hasattr(value, "item") else value
    return None if plain is None or plain != plain or str(plain) in {"", "NaT"} else plain  # noqa: PLR0124 - NaN
