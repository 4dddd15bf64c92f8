"""Natural Earth's oblasts and republics, and how the other sources name them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from sources import read_bytes

# KATOTTG's first four characters -> (ISO 3166-2, GeoNames admin1 code, state in postal rows, English name).
# Natural Earth gives Crimea and Sevastopol adm0_a3=RUS, so everything here is selected by ISO code.
OBLASTS: dict[str, tuple[str, str, str, str]] = {
    "UA01": ("UA-43", "11", "", "Crimea"),
    "UA05": ("UA-05", "23", "Vinnytska", "Vinnytsia"),
    "UA07": ("UA-07", "24", "Volynska", "Volyn"),
    "UA12": ("UA-12", "04", "Dnipropetrovska", "Dnipropetrovsk"),
    "UA14": ("UA-14", "05", "Donetska", "Donetsk"),
    "UA18": ("UA-18", "27", "Zhytomyrska", "Zhytomyr"),
    "UA21": ("UA-21", "25", "Zakarpatska", "Zakarpattia"),
    "UA23": ("UA-23", "26", "Zaporizka", "Zaporizhzhia"),
    "UA26": ("UA-26", "06", "Ivano-Frankivska", "Ivano-Frankivsk"),
    "UA32": ("UA-32", "13", "Kyivska", "Kyiv"),
    "UA35": ("UA-35", "10", "Kirovohradska", "Kirovohrad"),
    "UA44": ("UA-09", "14", "Luhanska", "Luhansk"),
    "UA46": ("UA-46", "15", "Lvivska", "Lviv"),
    "UA48": ("UA-48", "16", "Mykolaivska", "Mykolaiv"),
    "UA51": ("UA-51", "17", "Odeska", "Odesa"),
    "UA53": ("UA-53", "18", "Poltavska", "Poltava"),
    "UA56": ("UA-56", "19", "Rivnenska", "Rivne"),
    "UA59": ("UA-59", "21", "Sumska", "Sumy"),
    "UA61": ("UA-61", "22", "Ternopilska", "Ternopil"),
    "UA63": ("UA-63", "07", "Kharkivska", "Kharkiv"),
    "UA65": ("UA-65", "08", "Khersonska", "Kherson"),
    "UA68": ("UA-68", "09", "Khmelnytska", "Khmelnytskyi"),
    "UA71": ("UA-71", "01", "Cherkaska", "Cherkasy"),
    "UA73": ("UA-77", "03", "Chernivetska", "Chernivtsi"),
    "UA74": ("UA-74", "02", "Chernihivska", "Chernihiv"),
    "UA80": ("UA-30", "12", "Kyiv", "Kyiv City"),
    "UA85": ("UA-40", "20", "", "Sevastopol"),
}
EDGE_DEG = 0.06  # Natural Earth's borders are generalised: about 5 km either way


@cache
def admin1_features() -> dict[str, dict[str, Any]]:
    """Return the features of Ukraine, Russia, Belarus and Moldova by ISO 3166-2 code."""
    text = read_bytes("admin1", "package/data/build.json").decode("utf-8")
    found = {}
    for line in text.splitlines():
        if not any(f'"iso_3166_2":"{cc}-' in line for cc in ("UA", "RU", "BY", "MD")):
            continue
        feature = json.loads(line.rstrip().rstrip(","))
        code = feature["properties"]["iso_3166_2"]
        if code.endswith("~") or "-X0" in code:  # Natural Earth's leftovers without a code of their own
            continue
        found[code] = feature
    return dict(sorted(found.items()))


@cache
def polygon(iso: str) -> BaseGeometry:
    """Return the outline of an oblast or republic; axis order lon, lat."""
    return shapely.make_valid(shape(admin1_features()[iso]["geometry"]))


@cache
def _roomy(iso: str) -> BaseGeometry:
    area = polygon(iso).buffer(EDGE_DEG)
    shapely.prepare(area)
    return area


def in_admin1(iso: str, lat: float, lon: float) -> bool:
    """Say whether the point lies in the oblast or within ``EDGE_DEG`` of it."""
    return bool(shapely.contains_xy(_roomy(iso), lon, lat))
