"""KML as GDAL's LIBKML reads it, the one that ogr2ogr of Debian has and the one of the wheel."""

import json
import subprocess

import geopandas as gpd
import pyogrio
import pytest

from geomap.export import kml
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import HOSTILE, event, results


@pytest.fixture
def path(tmp_path):
    return kml.write(results(), tmp_path)[0]


def features(path, layer):
    command = ["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", str(path), layer]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["features"]


def test_a_folder_for_each_family(path):
    assert [name for name, _ in pyogrio.list_layers(path)] == ["Manoeuvre", "Ground combat", "Fires"]


@pytest.mark.qgis  # Debian's QGIS brings ogr2ogr
def test_ogr2ogr_reads_place_text_and_time_span(path):
    (row,) = features(path, "Fires")
    assert row["geometry"]["coordinates"][:2] == [34.39, 47.571235]
    told = row["properties"]
    assert (told["Name"], told["status"], told["radius_m"]) == ("Shelling: Nikopol", "reported", "4000.0")
    assert "“Shells fell on Nikopol” — Example Wire" in told["description"]
    assert (told["begin"], told["end"]) == ("2024-02-18T00:00:00Z", "2024-02-18T23:59:59Z")


def test_an_oblast_is_its_polygon(path):
    gazetteer = load_gazetteer()
    oblast = gazetteer.place(gazetteer.lookup("donetsk oblast")[0].place)
    read = gpd.read_file(path, layer="Manoeuvre").geometry.iloc[0]
    assert read.area == pytest.approx(gazetteer.geometry(oblast.id).area, rel=1e-4)


def test_what_has_no_place_is_left_out(path):
    assert "casualty" not in path.read_text(encoding="utf-8").lower()


def test_hostile_text_stays_text(tmp_path):
    (path,) = kml.write(results([event(id="h", place=HOSTILE, quote=HOSTILE + "\0\x0b\ud800")]), tmp_path)
    row = gpd.read_file(path).iloc[0]
    assert HOSTILE.strip() in row["Name"]
    assert "<script>" not in row["description"]
    assert "&lt;script&gt;alert(3)" in row["description"]


def test_the_same_bytes_twice(path, tmp_path_factory):
    again = kml.write(results(), tmp_path_factory.mktemp("again"))[0]
    assert again.read_bytes() == path.read_bytes()
