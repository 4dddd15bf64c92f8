"""CSV of all events, mapped or not: UTF-8 with a byte-order mark for spreadsheets, lists joined by ``;``."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from geomap.export.results import Results, properties
from geomap.models import Event
from geomap.store.atomic import write_text

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``events.csv``, one row an event, columns as in the contract."""
    path = folder / "events.csv"
    columns = [*Event.model_fields, "t_start", "t_end"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    for event in results.events:
        writer.writerow({name: cell(value) for name, value in properties(event).items()})
    write_text(path, "\ufeff" + buffer.getvalue())
    return [path]


def cell(value: Any) -> Any:
    """Flatten a value; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if isinstance(value, list):
        value = "; ".join(item["quote"] if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
