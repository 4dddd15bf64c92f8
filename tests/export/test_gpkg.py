import sqlite3
from contextlib import closing
from datetime import date

import geopandas as gpd
import pyogrio
import pytest

import geomap
from geomap.errors import InputError, StoreError
from geomap.export import gpkg
from tests.support.events import HOSTILE, results


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gpkg")
    gpkg.write(results(), folder)
    return folder


def test_layers_and_what_is_in_them(folder):
    counts = {
        name: len(gpd.read_file(folder / gpkg.FILE, layer=name))
        for name, _ in pyogrio.list_layers(folder / gpkg.FILE)
    }
    assert counts == {
        "events": 1,
        "areas": 2,
        "lines": 0,
        "control_areas": 0,
        "front": 0,
        "control": 0,
        "unmapped": 2,
        "reports": 1,
        "articles": 1,
        "places": 0,
        "layer_styles": 6,
    }


def test_dates_are_dates_and_numbers_are_numbers(folder):
    types = dict(
        sqlite3.connect(folder / gpkg.FILE).execute("SELECT name, type FROM pragma_table_info('events')")
    )
    wanted = ("date_start", "t_start", "killed_best", "confidence", "type")
    assert [types[name] for name in wanted] == ["DATE", "DATETIME", "INTEGER", "REAL", "TEXT"]


def test_a_missing_number_is_null_not_zero(folder):
    rows = (
        sqlite3.connect(folder / gpkg.FILE).execute("SELECT injured_best, killed_best FROM events").fetchall()
    )
    assert rows == [(None, 2)]


def test_hostile_text_survives_verbatim(folder):
    (name,) = (
        sqlite3.connect(folder / gpkg.FILE).execute("SELECT place FROM unmapped WHERE id = 'e5'").fetchone()
    )
    assert name == HOSTILE


def test_the_same_bytes_twice(folder, tmp_path):
    gpkg.write(results(), tmp_path)
    assert (tmp_path / gpkg.FILE).read_bytes() == (folder / gpkg.FILE).read_bytes()


def test_read_events_gives_a_frame(folder):
    frame = geomap.read_events(folder)
    assert list(frame["id"]) == ["e1", "e2", "e3"]
    assert frame["date_start"].dt.date.tolist() == [date(2024, 2, 18)] * 3
    assert frame.crs.to_epsg() == 4326


def test_read_events_says_what_is_missing(tmp_path):
    with pytest.raises(InputError, match="no such output"):
        geomap.read_events(tmp_path)


@pytest.mark.parametrize("into", [".", ".geomap-new"])
def test_a_file_that_is_open_elsewhere_is_one_sentence_and_stays(tmp_path, into):
    """A build writes into a folder of its own first: what counts is the file it will replace."""
    (path,) = gpkg.write(results(), tmp_path)
    before = path.read_bytes()
    (tmp_path / into).mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"events\.gpkg: is open in another program \(close it there"):
            gpkg.write(results([]), tmp_path / into)
    assert path.read_bytes() == before
    gpkg.write(results([]), tmp_path / into)
