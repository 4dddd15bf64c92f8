"""The one row type of the people-readable tables, and how it is read and written."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

PLACE_TABLES = (
    "countries",
    "areas_ua",
    "regions_abroad",
    "settlements_ua",
    "unlisted_ua",
    "districts_ua",
    "settlements_abroad",
    "cities_world",
)
"""Tables of rows, in the order in which their places stand in the compiled table."""


@dataclass(slots=True)
class Row:
    """A place of the tables. ``admin1``-``admin3`` hold ids; name lists are joined by ``|``."""

    id: str
    kind: str
    name: str
    name_uk: str = ""
    name_ru: str = ""
    short: str = ""
    """Name as the contract's admin1 field gives it ("Donetsk"); areas only."""
    latin: str = ""
    cyrillic: str = ""
    former: str = ""
    lat: float | None = None
    lon: float | None = None
    tier: str = "exact"
    radius_m: int = 1000
    population: int = 0
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    geonameid: int | None = None
    source: str = ""
    note: str = ""


_COLUMNS = [field.name for field in fields(Row)]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write ``rows`` as tab-separated values in the order given; coordinates with five decimals."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(_COLUMNS)
        for row in rows:
            writer.writerow(_text(value) for value in asdict(row).values())


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.5f}" if isinstance(value, float) else str(value)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table written by ``write_rows``."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_row(cells) for cells in reader]


def _row(cells: dict[str, str]) -> Row:
    values: dict[str, object] = dict(cells)
    for name in ("lat", "lon"):
        values[name] = float(cells[name]) if cells[name] else None
    for name in ("radius_m", "population"):
        values[name] = int(cells[name] or 0)
    values["geonameid"] = int(cells["geonameid"]) if cells["geonameid"] else None
    return Row(**values)  # type: ignore[arg-type]
