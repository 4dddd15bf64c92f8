"""``events_acled.csv``: events under the column names of ACLED's export, for scripts that expect them.

Columns, their order and codes follow ACLED's export of 2025 and its codebook (event and sub-event types,
geo_precision and time_precision 1-3, kinds of actors as words). The rows are this project's coding, not ACLED
data: ids begin with GEO, ``source_scale`` is "geomap", and there is no ``timestamp`` of an upload.
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
_STATE, _FOREIGN, _CIVILIANS = "State forces", "External/Other forces", "Civilians"
_CODED = frozenset({"occurred", "ongoing"})


def _disorder(event: Event) -> str:
    if event.acled_event_type == "Strategic developments":
        return "Strategic developments"
    return "Political violence"


def _on_civilians(event: Event) -> bool:
    return event.acled_event_type == "Violence against civilians"


def _second_actor(event: Event) -> str:
    """Return the one acted upon; ACLED names civilians by their country."""
    country = {"UA": "Ukraine", "RU": "Russia"}.get(event.target)
    return f"Civilians ({country})" if country and _on_civilians(event) else _ACTORS[event.target]


def _inter(side: str, event: Event) -> str:
    """Return the kind of an actor: an army is the state's own at home and external abroad."""
    if side not in ("UA", "RU"):
        return ""
    return _STATE if side == event.country else _FOREIGN


def _second_inter(event: Event) -> str:
    return _CIVILIANS if _on_civilians(event) else _inter(event.target, event)


def _interaction(event: Event) -> str:
    first, second = _inter(event.initiator, event), _second_inter(event)
    if not first:
        return ""
    return f"{first}-{second}" if second else f"{first} only"


# Each column of ACLED's export, and what of an event fills it.
COLUMNS: dict[str, Callable[[Event], Any]] = {
    "event_id_cnty": lambda e: f"GEO{e.id}",
    "event_date": lambda e: e.date_start,
    "year": lambda e: e.date_start.year if e.date_start else None,
    "time_precision": lambda e: e.time_precision,
    "disorder_type": _disorder,
    "event_type": lambda e: e.acled_event_type,
    "sub_event_type": lambda e: e.acled_sub_event_type,
    "actor1": lambda e: _ACTORS[e.initiator],
    "assoc_actor_1": lambda e: e.initiator_name,
    "inter1": lambda e: _inter(e.initiator, e),
    "actor2": _second_actor,
    "assoc_actor_2": lambda e: e.target_name,
    "inter2": _second_inter,
    "interaction": _interaction,
    "civilian_targeting": lambda e: "Civilian targeting" if _on_civilians(e) else "",
    "iso": lambda e: _COUNTRIES.get(e.country or "", ("", ""))[0],
    "region": lambda e: "Europe" if e.country in _COUNTRIES else "",
    "country": lambda e: _COUNTRIES.get(e.country or "", ("", e.country))[1],
    "admin1": lambda e: e.admin1,
    "admin2": lambda e: e.admin2,
    "admin3": lambda _: None,
    "location": lambda e: e.place,
    "latitude": lambda e: e.lat,
    "longitude": lambda e: e.lon,
    "geo_precision": lambda e: e.geo_precision,
    "source": lambda e: "; ".join(e.sources),
    "source_scale": lambda _: "geomap",
    "notes": lambda e: e.quotes[0].quote if e.quotes else None,
    "fatalities": lambda e: e.killed_best or 0,
    "tags": lambda e: f"status={e.status}",
    "timestamp": lambda _: None,
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
