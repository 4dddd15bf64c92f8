import json
from itertools import pairwise

import geopandas as gpd
import pytest
from shapely.geometry import Point

from geomap.errors import StoreError
from geomap.export import geojson
from tests.support.events import HOSTILE, event, results


@pytest.fixture
def folder(tmp_path):
    geojson.write(results(), tmp_path)
    return tmp_path


def layer(folder, name):
    return json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def test_each_event_is_in_one_file_and_each_file_has_one_geometry_type(folder):
    found = {n: [f["id"] for f in layer(folder, n)] for n in ("events", "areas", "unmapped")}
    assert found == {"events": ["e1"], "areas": ["e2", "e3"], "unmapped": ["e4", "e5"]}
    assert {f["geometry"]["type"] for f in layer(folder, "areas")} == {"MultiPolygon"}
    assert {f["geometry"] for f in layer(folder, "unmapped")} == {None}


def test_an_oblast_is_its_outline_and_an_axis_a_disc_around_its_town(folder):
    areas = gpd.read_file(folder / "areas.geojson").set_index("id").geometry
    assert areas["e2"].contains(Point(37.8, 48.0))
    assert not areas["e2"].contains(Point(36.25, 49.98))
    assert areas["e3"].contains(Point(34.39, 47.57))


def test_coordinates_have_six_decimals_lon_first(folder):
    assert layer(folder, "events")[0]["geometry"]["coordinates"] == [34.39, 47.571235]


def test_times_cover_whole_days(folder):
    row = layer(folder, "events")[0]["properties"]
    assert (row["t_start"], row["t_end"]) == ("2024-02-18T00:00:00Z", "2024-02-18T23:59:59Z")


def test_hostile_text_survives_verbatim(folder):
    assert layer(folder, "unmapped")[1]["properties"]["quotes"][0]["quote"] == HOSTILE


def test_one_feature_a_line_and_the_same_bytes_twice(folder, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    geojson.write(results(), again)
    for name in geojson.FILES:
        assert (folder / name).read_bytes() == (again / name).read_bytes()
    assert len((folder / "areas.geojson").read_text().splitlines()) == 2 + len(layer(folder, "areas"))


def test_nothing_to_write_is_a_valid_file(tmp_path):
    geojson.write(results([]), tmp_path)
    assert layer(tmp_path, "events") == []


def test_outer_rings_run_counter_clockwise(folder):
    for feature in layer(folder, "areas"):
        ring = feature["geometry"]["coordinates"][0][0]
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert area > 0


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(tmp_path):
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=r"out.*\(.+\)$"):
        geojson.write(results([event()]), tmp_path / "out")
