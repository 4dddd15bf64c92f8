"""``events_acled.csv``: events under the column names of ACLED's export, for scripts that expect them.

Columns and codes follow the ACLED codebook (event and sub-event types, geo_precision and time_precision 1-3,
interaction left out). The rows are this project's coding, not ACLED data: ``source_scale`` is "geomap".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geomap.export.csv import cell
from geomap.export.results import Results
from geomap.models import Event
from geomap.store.atomic import write_text

FILE = "events_acled.csv"
_ACTORS = {
    "RU": "Military Forces of Russia (2000-)",
    "UA": "Military Forces of Ukraine (2019-)",
    "other": "Other",
    "unknown": "",
}
_COUNTRIES = {
    "UA": ("804", "Ukraine"),
    "RU": ("643", "Russia"),
    "BY": ("112", "Belarus"),
    "MD": ("498", "Moldova"),
}
_CODED = frozenset({"occurred", "ongoing"})


# Each column of ACLED's export, and what of an event fills it.
COLUMNS: dict[str, Callable[[Event], Any]] = {
    "event_id_cnty": lambda e: f"GEO{e.id}",
    "event_date": lambda e: e.date_start,
    "year": lambda e: e.date_start.year if e.date_start else None,
    "time_precision": lambda e: e.time_precision,
    "disorder_type": lambda e: _disorder(e.acled_event_type),
    "event_type": lambda e: e.acled_event_type,
    "sub_event_type": lambda e: e.acled_sub_event_type,
    "actor1": lambda e: _ACTORS[e.initiator],
    "actor2": lambda e: _ACTORS[e.target],
    "iso": lambda e: _COUNTRIES.get(e.country or "", ("", ""))[0],
    "country": lambda e: _COUNTRIES.get(e.country or "", ("", e.country))[1],
    "admin1": lambda e: e.admin1,
    "admin2": lambda e: e.admin2,
    "location": lambda e: e.place,
    "latitude": lambda e: e.lat,
    "longitude": lambda e: e.lon,
    "geo_precision": lambda e: e.geo_precision,
    "source": lambda e: "; ".join(e.sources),
    "source_scale": lambda _: "geomap",
    "notes": lambda e: e.quotes[0].quote if e.quotes else None,
    "fatalities": lambda e: e.killed_best or 0,
    "tags": lambda e: f"status={e.status}",
}


def write(results: Results, folder: Path) -> list[Path]:
    """Write one row for each event that happened, is dated and has a point; ACLED knows no others."""
    path = folder / FILE
    known = (e for e in results.events if e.modality in _CODED and e.date_start and e.lat is not None)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value(event)) for value in COLUMNS.values()] for event in known)
    write_text(path, buffer.getvalue())
    return [path]


def _disorder(event_type: str | None) -> str:
    return "Strategic developments" if event_type == "Strategic developments" else "Political violence"
