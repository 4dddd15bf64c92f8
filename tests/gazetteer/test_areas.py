"""Areas have outlines; Crimea and Sevastopol are Ukraine's."""

from __future__ import annotations

import pytest
import shapely

from geomap.places.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("place_id", "lat", "lon"),
    [
        ("UA14000000000091971", 48.59, 38.00),  # Donetsk Oblast: Bakhmut
        ("UA01000000000013043", 45.04, 34.10),  # Crimea: Simferopol
        ("UA85000000000065278.oblast", 44.58, 33.53),  # Sevastopol
        ("UA14160000000061982", 48.28, 37.18),  # Pokrovsk Raion
        ("UA12080030000022466", 47.66, 34.80),  # Myrove hromada
        ("RU-KRS", 51.19, 35.27),  # Kursk Oblast: Sudzha
        ("UA", 45.04, 34.10),
        ("UA", 50.45, 30.52),
        ("RU", 55.75, 37.62),
    ],
)
def test_outline_holds_point(gazetteer: Gazetteer, place_id: str, lat: float, lon: float) -> None:
    outline = gazetteer.geometry(place_id)
    assert outline is not None
    assert shapely.contains_xy(outline, lon, lat)


@pytest.mark.parametrize(
    ("place_id", "lat", "lon"),
    [
        ("RU", 45.04, 34.10),  # Simferopol
        ("RU", 44.58, 33.53),  # Sevastopol
        ("UA14000000000091971", 49.99, 36.23),  # Kharkiv
    ],
)
def test_outline_leaves_point_out(gazetteer: Gazetteer, place_id: str, lat: float, lon: float) -> None:
    outline = gazetteer.geometry(place_id)
    assert outline is not None
    assert not shapely.contains_xy(outline, lon, lat)


def test_points_and_unknown_ids_have_no_outline(gazetteer: Gazetteer) -> None:
    assert gazetteer.geometry("UA14160210010099403") is None
    assert gazetteer.geometry("nowhere") is None


def test_every_oblast_and_raion_of_ukraine_has_an_outline(gazetteer: Gazetteer) -> None:
    areas = [gazetteer.place(i) for i in range(len(gazetteer)) if gazetteer.id_of(i)[:2] == "UA"]
    oblasts = [p for p in areas if p.kind == "oblast"]
    raions = [p for p in areas if p.kind == "raion"]
    assert (len(oblasts), len(raions)) == (27, 136)
    assert [p.name for p in oblasts if gazetteer.geometry(p.id) is None] == []
    assert [p.name for p in raions if gazetteer.geometry(p.id) is None] == []
