"""KML: ``events.kml`` with a folder for each family and a time span for each event, for Google Earth.

KML is one small XML dialect, so the standard library writes it: its element tree escapes every text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.results import COORDINATE_DECIMALS, Results, day_time, is_line, is_point, line, outline
from geomap.models import Event
from geomap.ontology import ontology
from geomap.store.atomic import write_bytes

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

FILE = "events.kml"
_NAMESPACE = "http://www.opengis.net/kml/2.2"
_DATA = ("id", "type", "status", "modality", "initiator", "admin1", "where", "radius_m", "confidence")
_FORBIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"
)
"""Characters that XML 1.0 cannot hold."""


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``events.kml``: points, areas and lines; events without a place on the map are left out.

    Raises
    ------
    StoreError
        If the file cannot be written.
    """
    path = folder / FILE
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _text(document, "name", "geomap: events")
    for family in ontology().family:
        document.append(_style(family.id, family.colour))
    for family in ontology().family:
        marks = [
            mark
            for e in results.events
            if e.family == family.id
            for mark in _placemarks(e, results.gazetteer)
        ]
        if marks:
            inside = ET.SubElement(document, "Folder")
            _text(inside, "name", family.label)
            inside.extend(marks)
    ET.indent(root, " ")
    write_bytes(path, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return [path]


def _style(family: str, colour: str) -> ET.Element:
    """Return a style; KML writes colours as alpha, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    style = ET.Element("Style", id=family)
    for kind, alpha, size in (("IconStyle", "ff", ("scale", "0.8")), ("LineStyle", "ff", ("width", "2"))):
        part = ET.SubElement(style, kind)
        _text(part, "color", f"{alpha}{blue}{green}{red}".lower())
        _text(part, *size)
    _text(ET.SubElement(style, "PolyStyle"), "color", f"40{blue}{green}{red}".lower())
    return style


def _placemarks(event: Event, gazetteer: Gazetteer) -> Iterator[ET.Element]:
    """Yield the event as a placemark, elements in the order of the KML schema; nothing if it has no place."""
    shape = _shape(event, gazetteer)
    if shape is None:
        return
    mark = ET.Element("Placemark", id=f"event-{event.id}")
    _text(mark, "name", f"{_label(event)}: {event.place}" if event.place else _label(event))
    _text(mark, "description", _description(event))
    first, last = day_time(event, start=True), day_time(event, start=False)
    if first and last:
        span = ET.SubElement(mark, "TimeSpan")
        _text(span, "begin", first)
        _text(span, "end", last)
    _text(mark, "styleUrl", f"#{event.family}")
    data = ET.SubElement(mark, "ExtendedData")
    for name in _DATA:
        value = getattr(event, name)
        if value is not None:
            _text(ET.SubElement(data, "Data", name=name), "value", str(value))
    mark.append(shape)
    yield mark


def _label(event: Event) -> str:
    return ontology().types[event.type].label


def _description(event: Event) -> str:
    """Return what the balloon shows, as HTML: how sure it is, and each sentence with its source."""
    within = f", within {event.radius_m / 1000:g} km" if event.radius_m else ""
    sure = f"{event.status}, {event.modality}{within}"
    quotes = (
        f"<p>“{escape(q.quote)}” — {escape(q.source or q.url or q.article_id)}</p>" for q in event.quotes
    )
    return f"<p>{escape(sure)}</p>{''.join(quotes)}"


def _shape(event: Event, gazetteer: Gazetteer) -> ET.Element | None:
    if is_point(event) and event.lon is not None and event.lat is not None:
        return _positions("Point", [(event.lon, event.lat)])
    if is_line(event, gazetteer):
        shape: Any = line(event, gazetteer)
        return _many([_positions("LineString", part.coords) for part in shape.geoms])
    shape = outline(event, gazetteer)
    if shape is None:
        return None
    return _many([_polygon(part) for part in getattr(shape, "geoms", [shape])])


def _polygon(shape: Any) -> ET.Element:
    polygon = ET.Element("Polygon")
    rings = (("outerBoundaryIs", shape.exterior), *(("innerBoundaryIs", ring) for ring in shape.interiors))
    for boundary, ring in rings:
        ET.SubElement(polygon, boundary).append(_positions("LinearRing", ring.coords))
    return polygon


def _many(parts: Sequence[ET.Element]) -> ET.Element:
    if len(parts) == 1:
        return parts[0]
    whole = ET.Element("MultiGeometry")
    whole.extend(parts)
    return whole


def _positions(kind: str, positions: Any) -> ET.Element:
    """Return a geometry from positions ``(lon, lat)`` in degrees."""
    shape = ET.Element(kind)
    numbers = (
        f"{round(lon, COORDINATE_DECIMALS)},{round(lat, COORDINATE_DECIMALS)}" for lon, lat, *_ in positions
    )
    _text(shape, "coordinates", " ".join(numbers))
    return shape


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text.translate(_FORBIDDEN)
