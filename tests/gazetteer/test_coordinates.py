"""Facts of gazetteer/curated/coordinates.tsv: one row a settlement, each with its public source."""

import csv
import math
import re
from itertools import combinations
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "gazetteer" / "curated" / "coordinates.tsv"
COLUMNS = ["katottg", "name_uk", "name_en", "oblast", "lat", "lon", "source", "checked"]

# The first two digits of a KATOTTG code are its oblast.
OBLASTS = {
    "32": "Kyiv",
    "12": "Dnipropetrovsk",
    "14": "Donetsk",
    "23": "Zaporizhzhia",
    "44": "Luhansk",
    "48": "Mykolaiv",
    "59": "Sumy",
    "63": "Kharkiv",
    "65": "Kherson",
    "74": "Chernihiv",
    "80": "Kyiv City",
}

# Generous frames (south, north, west, east) in decimal degrees: a swapped or mistyped number leaves them.
FRAMES = {
    "Kyiv": (49.1, 51.6, 29.2, 32.2),
    "Dnipropetrovsk": (47.3, 49.2, 33.0, 37.0),
    "Donetsk": (46.8, 49.3, 36.4, 39.1),
    "Zaporizhzhia": (46.2, 48.2, 34.1, 37.3),
    "Luhansk": (47.8, 50.2, 37.7, 40.3),
    "Mykolaiv": (46.4, 48.3, 30.2, 33.3),
    "Sumy": (50.1, 52.4, 32.9, 35.8),
    "Kharkiv": (48.5, 50.5, 34.8, 38.2),
    "Kherson": (45.7, 47.7, 31.4, 35.4),
    "Chernihiv": (50.2, 52.5, 30.4, 33.6),
    "Kyiv City": (50.2, 50.6, 30.2, 30.9),
}

EARTH_RADIUS_KM = 6371.0


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _distance_km(one: dict[str, str], other: dict[str, str]) -> float:
    south, west, north, east = (
        math.radians(float(row[key])) for row in (one, other) for key in ("lat", "lon")
    )
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


ROWS = _rows()


def test_columns_are_the_documented_ones() -> None:
    assert list(ROWS[0]) == COLUMNS


def test_rows_are_sorted_and_each_settlement_stands_once() -> None:
    codes = [row["katottg"] for row in ROWS]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name_en']}-{row['katottg']}")
def test_row_is_a_checked_fact(row: dict[str, str]) -> None:
    assert re.fullmatch(r"UA\d{17}", row["katottg"])
    assert row["oblast"] == OBLASTS[row["katottg"][2:4]]
    south, north, west, east = FRAMES[row["oblast"]]
    assert south < float(row["lat"]) < north
    assert west < float(row["lon"]) < east
    assert all(len(row[key].partition(".")[2]) >= 3 for key in ("lat", "lon"))
    assert re.match(r"https://[\w.-]+/\S+$", row["source"])
    assert row["checked"].strip()


def test_names_are_in_their_scripts() -> None:
    assert all(re.fullmatch(r"[А-ЯҐЄІЇа-яґєії’ʼ' -]+", row["name_uk"]) for row in ROWS)
    assert all(re.fullmatch(r"[A-Za-z' -]+", row["name_en"]) for row in ROWS)


def test_no_two_settlements_share_a_point() -> None:
    too_near = [
        (one["name_en"], other["name_en"])
        for one, other in combinations(ROWS, 2)
        if _distance_km(one, other) < 0.3
    ]
    assert not too_near
