"""GeoParquet as geopandas and as Arrow alone read it."""

import json
from datetime import date

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import Point

import geomap
from geomap.export import parquet
from tests.support.events import HOSTILE, results


@pytest.fixture
def path(tmp_path):
    return parquet.write(results(), tmp_path)[0]


def test_geopandas_reads_every_event(path):
    frame = gpd.read_parquet(path).set_index("id")
    assert list(frame.index) == ["e1", "e2", "e3", "e4", "e5"]
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry["e1"] == Point(34.39, 47.5712345678)
    assert frame.geometry["e2"].contains(Point(37.8, 48.0))
    assert frame.geometry.isna().tolist() == [False, False, False, True, True]


def test_read_events_reads_it(path):
    assert list(geomap.read_events(path)["id"]) == ["e1", "e2", "e3", "e4", "e5"]


def test_the_header_is_geoparquet_1_1(path):
    head = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert (head["version"], head["primary_column"]) == ("1.1.0", "geometry")
    column = head["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert sorted(column["geometry_types"]) == ["MultiPolygon", "Point"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]


def test_arrow_reads_the_types(path):
    schema = pq.read_schema(path)
    wanted = ("date_start", "t_end", "killed_best", "confidence", "sources", "type")
    texts, moments = pa.list_(pa.string()), pa.timestamp("ms", tz="UTC")
    kinds = [pa.date32(), moments, pa.int64(), pa.float64(), texts, pa.string()]
    assert [schema.field(name).type for name in wanted] == kinds


def test_arrow_reads_the_values(path):
    rows = pq.read_table(path).to_pylist()
    assert rows[0]["date_start"] == date(2024, 2, 18)
    assert (rows[0]["injured_best"], rows[0]["killed_best"]) == (None, 2)
    assert rows[0]["sources"] == ["Example Wire"]
    assert json.loads(rows[4]["quotes"])[0]["quote"] == HOSTILE
    assert shapely.from_wkb(rows[0]["geometry"]).x == pytest.approx(34.39)


def test_nothing_to_write_keeps_the_types(tmp_path):
    (path,) = parquet.write(results([]), tmp_path)
    assert pq.read_schema(path).field("date_start").type == pa.date32()
    assert len(gpd.read_parquet(path)) == 0


def test_the_same_bytes_twice(path, tmp_path_factory):
    again = parquet.write(results(), tmp_path_factory.mktemp("again"))[0]
    assert again.read_bytes() == path.read_bytes()
