"""``events.qgs``: layers grouped and styled, the clock set, outlines under them; made from a template."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from geomap.export import gpkg
from geomap.export.qgis.basemap import write_basemap
from geomap.export.results import Results, day_time
from geomap.export.styles import STYLED, layer_style
from geomap.models import Event
from geomap.resources import package_file
from geomap.store.atomic import write_text

FILE = "events.qgs"
_EARTH_M = 6_378_137.0  # radius of the sphere under EPSG:3857
_UKRAINE = (22.0, 44.3, 40.3, 52.4)  # west, south, east, north: shown when no event has a point
_MARGIN = 0.06  # of the width, on each side
_LEAST_M = 40_000.0  # a lone village is shown with its surroundings
_TRIMMED = 0.02  # of the points on each side: a far strike must not make the front a dot
_CLOCK_OF_A_LAYER = re.compile(r"<temporal\b.*?</temporal>", re.DOTALL)
_EMPTY_CLOCK = ("2022-02-24T00:00:00Z", "2022-02-24T23:59:59Z")


class Extent(NamedTuple):
    """A rectangle in metres of EPSG:3857."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``events.gpkg``, ``basemap.gpkg`` and the project that shows them; keep the three together.

    Raises
    ------
    StoreError
        If a file cannot be replaced, as when another program holds it open.
    """
    path = folder / FILE
    packages = [*gpkg.write(results, folder), write_basemap(results.gazetteer, folder)]
    write_text(path, project(results.events))
    return [*packages, path]


def project(events: Sequence[Event]) -> str:
    """Return the text of the project for ``events``; it finds the GeoPackages beside it."""
    first, last = clock(events)
    around = extent(events)
    values = {"title": "geomap: events", "first": first, "last": last}
    values |= {name: f"{metres:.1f}" for name, metres in around._asdict().items()}
    text = package_file("export", "qgis", "template.qgs").read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", escape(value))
    for name in STYLED:
        style = _inner(layer_style(name))
        text = text.replace(f"<style>{name}</style>", style)
        text = text.replace(f"<style>undated {name}</style>", _CLOCK_OF_A_LAYER.sub("", style))
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


def clock(events: Sequence[Event]) -> tuple[str, str]:
    """Return the first and the last second of all dated events, as the temporal controller wants them."""
    starts = sorted(t for t in (day_time(e, start=True) for e in events) if t)
    ends = sorted(t for t in (day_time(e, start=False) for e in events) if t)
    return (starts[0], ends[-1]) if starts and ends else _EMPTY_CLOCK


def extent(events: Sequence[Event]) -> Extent:
    """Return what the map opens on: nearly all points, with a margin; Ukraine where there are none."""
    lons = sorted(e.lon for e in events if e.lon is not None and e.lat is not None)
    lats = sorted(e.lat for e in events if e.lat is not None and e.lon is not None)
    cut = int(len(lons) * _TRIMMED)
    box = (lons[cut], lats[cut], lons[-1 - cut], lats[-1 - cut]) if lons else _UKRAINE
    (west, south), (east, north) = _metres(box[0], box[1]), _metres(box[2], box[3])
    margin = max(_LEAST_M, _MARGIN * (east - west), _MARGIN * (north - south))
    return Extent(west - margin, south - margin, east + margin, north + margin)


def _metres(lon: float, lat: float) -> tuple[float, float]:
    """Return a WGS84 position in EPSG:3857."""
    north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return _EARTH_M * math.radians(lon), _EARTH_M * north


def _inner(style: str) -> str:
    """Return what stands inside the root of a QML file: a layer of a project holds the same."""
    body = style[style.index(">", style.index("<qgis")) + 1 : style.rindex("</qgis>")]
    return body.strip()
