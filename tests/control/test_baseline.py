import json
from datetime import date

import geopandas as gpd
import pytest
from shapely.geometry import box, mapping

from geomap.control.baseline import read_baseline, side_named
from geomap.control.holder import depth_km, doubts, holder_at
from geomap.control.plane import square_km
from geomap.control.settlements import settlements
from geomap.control.sides import control
from geomap.errors import InputError
from tests.control.conftest import DAY

SQUARE = box(37.0, 48.0, 38.0, 48.5)


def geojson(path, *rows):
    features = [{"type": "Feature", "properties": p, "geometry": mapping(g)} for p, g in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_a_file_named_by_its_date_is_one_day_of_occupied_territory(tmp_path):
    made = read_baseline(geojson(tmp_path / "polygons_20250115.geojson", ({}, SQUARE)))
    assert [d.day for d in made.days] == [date(2025, 1, 15)]
    assert square_km(made.days[0].areas["RU"]) == pytest.approx(4120, rel=0.01)


def test_a_folder_or_dated_features_are_a_series_and_each_day_holds_until_the_next(tmp_path):
    geojson(tmp_path / "a_20250101.geojson", ({}, SQUARE))
    geojson(tmp_path / "b.geojson", ({"date": "2025-02-01"}, SQUARE), ({"date": "2025-03-01"}, SQUARE))
    made = read_baseline(tmp_path)
    assert made.at(date(2025, 2, 20)).day == date(2025, 2, 1)
    assert made.at(date(2024, 12, 31)) is None


@pytest.mark.parametrize(("suffix", "driver"), [(".gpkg", "GPKG"), (".kml", "KML")])
def test_geopackage_and_kml(tmp_path, suffix, driver):
    path = tmp_path / f"front_20250115{suffix}"
    gpd.GeoDataFrame({"Name": ["Occupied"]}, geometry=[SQUARE], crs="EPSG:4326").to_file(path, driver=driver)
    assert list(read_baseline(path).days[0].areas) == ["RU"]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Assessed Russian Control", "RU"),
        ("Claimed Russian Territory", "contested"),
        ("Claimed Ukrainian Counteroffensives", "contested"),
        ("Окуповано /// Occupied", "RU"),
        ("Звільнено /// Liberated", "UA"),
        ("RU", "RU"),
        ("layer 7", None),
    ],
)
def test_the_side_of_a_layer_is_read_from_its_words(words, side):
    assert side_named(words) == side


def test_a_table_of_settlements_as_viina_has(tmp_path, gazetteer):
    index = next(int(i) for i in settlements(gazetteer).place if gazetteer.place(int(i)).geonameid)
    number = gazetteer.place(index).geonameid
    path = tmp_path / "control.csv"
    path.write_text(f"geonameid,date,status\n{number},20250115,CONTESTED\n", encoding="utf-8")
    states = control([], read_baseline(path), gazetteer, on=DAY)
    assert [(c.place, c.side) for c in states] == [(index, "contested")]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("front.geojson", '{"type": "FeatureCollection", "features": []}', "nothing of a baseline"),
        ("front.txt", "", "format"),
        ("front_20250101.geojson", "{", "not readable"),
        ("table.csv", "place,status\nX,UA\n", "geonameid"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, name, text, says):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_baseline(path)


def test_no_date_is_said(tmp_path):
    with pytest.raises(InputError, match="no date"):
        read_baseline(geojson(tmp_path / "front.geojson", ({}, SQUARE)))


@pytest.mark.parametrize(
    ("lat", "lon", "side"),
    [(48.0, 37.8, "RU"), (48.28, 36.2, "UA"), (51.73, 36.19, "RU"), (52.2, 21.0, "unknown")],
)
def test_holder_of_a_point(baseline, gazetteer, lat, lon, side):
    assert holder_at(lat, lon, DAY, baseline, gazetteer) == side


def test_before_the_first_baseline_nobody_is_known_to_hold(baseline, gazetteer):
    assert holder_at(48.0, 37.8, date(2025, 5, 1), baseline, gazetteer) == "unknown"
    assert depth_km(48.0, 37.8, date(2025, 5, 1), baseline, gazetteer) is None


def test_fire_on_own_ground_far_from_the_line_is_doubted(baseline, gazetteer, told):
    deep = told("shelling", "Donetsk", by="RU")
    other = told("shelling", "Donetsk", by="UA")
    near = told("shelling", "Pokrovsk", by="RU")
    far = told("capture", "Uman", admin1="Cherkasy")
    found = doubts([deep, other, near, far], baseline, gazetteer)
    assert {id_: reason.rule for id_, reason in found.items()} == {
        deep.id: "own_fire",
        far.id: "far_from_line",
    }
