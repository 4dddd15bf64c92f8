"""What someone changed in QGIS becomes corrections that make the map say so."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from pyogrio.raw import read, write

from geomap.corrections import Edits, correct, corrections_from
from geomap.errors import InputError
from geomap.export import geojson, gpkg
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import one_of_each, results


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    gpkg.write(results(), folder)
    geojson.write(results(), folder)
    return folder


def edit(written: Path, folder: Path, layer: str, change: str) -> Path:
    """Edit a copy of the GeoPackage as QGIS does, with SQL; its triggers need functions of GDAL."""
    path = Path(shutil.copy(written / "events.gpkg", folder / "edited.gpkg"))
    with sqlite3.connect(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(f"{change.replace('LAYER', layer)}")
    connection.close()
    return path


def edits(path: Path, **options: Any) -> Edits:
    return corrections_from(path, one_of_each(), who="O. Analyst", **options)


def test_an_untouched_file_gives_no_correction(written: Path) -> None:
    for name in ("events.gpkg", "events.geojson", "unmapped.geojson"):
        assert edits(written / name) == ([], [])


@pytest.mark.parametrize(
    ("layer", "change", "expected"),
    [
        ("events", "UPDATE LAYER SET type = 'strike' WHERE id = 'e1'", {"do": "retype", "type": "strike"}),
        ("events", "UPDATE LAYER SET status = 'confirmed'", {"do": "confirm"}),
        ("events", "UPDATE LAYER SET place_id = 'UA1'", {"do": "move", "place_id": "UA1"}),
        (
            "unmapped",
            "UPDATE LAYER SET lat = 48.5, lon = 37.5 WHERE id = 'e4'",
            {"do": "move", "lat": 48.5, "lon": 37.5},
        ),
        ("areas", "DELETE FROM LAYER WHERE id = 'e2'", {"do": "drop"}),
        (
            "events",
            "UPDATE LAYER SET date_start = '2024-02-16'",
            {"do": "redate", "date_start": date(2024, 2, 16), "date_end": date(2024, 2, 18)},
        ),
    ],
)
def test_an_edit_becomes_a_correction(
    written: Path, tmp_path: Path, layer: str, change: str, expected: dict[str, Any]
) -> None:
    (correction,) = edits(edit(written, tmp_path, layer, change)).corrections
    assert {name: getattr(correction, name) for name in expected} == expected
    assert (correction.who, correction.why) == ("O. Analyst", "edited in edited.gpkg")
    assert correction.quote


def test_a_moved_point_becomes_a_move_that_puts_it_there(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "moved.geojson"
    found = json.loads((written / "events.geojson").read_text())
    found["features"][0]["geometry"]["coordinates"] = [34.5, 47.6]
    path.write_text(json.dumps(found))
    (correction,) = edits(path, why="the works, not the town").corrections
    corrected = correct(one_of_each(), results().reports, [correction], load_gazetteer()).events
    (moved,) = (event for event in corrected if event.id == "e1")
    assert (moved.lat, moved.lon, moved.corrected_by) == (47.6, 34.5, "O. Analyst: the works, not the town")
    assert corrections_from(path, corrected, who="O. Analyst") == ([], [])  # the same edits a second time


def test_what_is_no_edit_of_an_event_is_noted(written: Path, tmp_path: Path) -> None:
    path = edit(written, tmp_path, "events", "UPDATE LAYER SET id = 'mine', type = 'bombing' WHERE id = 'e1'")
    found = edits(path, drops=False)
    assert (found.corrections, found.notes) == (
        [],
        ["row 'mine' is no event of this map: events come from articles only"],
    )
    path = edit(written, tmp_path, "events", "UPDATE LAYER SET id = NULL WHERE id = 'e1'")
    assert edits(path, drops=False).notes == [
        "a row without id is no event of this map: events come from articles only"
    ]
    path = edit(written, tmp_path, "events", "UPDATE LAYER SET type = 'bombing' WHERE id = 'e1'")
    assert edits(path).notes == ["e1: 'bombing' is no event type"]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ("initiator = 'UA'", "e1: initiator 'UA' is not taken over: it comes from the articles"),
        ("killed_best = 7", "e1: killed_best 7 is not taken over: it comes from the articles"),
        ("status = 'denied'", "e1: status 'denied' is not taken over: only confirmed is"),
        ("place = 'X'", "e1: place 'X' is not taken over: change place_id, or move the point"),
    ],
)
def test_a_change_that_no_correction_makes_is_told(
    written: Path, tmp_path: Path, change: str, note: str
) -> None:
    path = edit(written, tmp_path, "events", f"UPDATE LAYER SET {change} WHERE id = 'e1'")
    assert edits(path) == ([], [note])


def test_a_file_of_a_part_of_the_events_drops_nothing(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "part.gpkg"
    meta, _, shapes, columns = read(written / "events.gpkg", layer="events")
    kinds = {"geometry_type": meta["geometry_type"], "crs": meta["crs"]}
    write(path, shapes, columns, meta["fields"], layer="events", driver="GPKG", **kinds)
    assert edits(path) == ([], [])
    assert list(pyogrio.list_layers(path)[:, 0]) == ["events"]


def test_a_file_that_lost_most_rows_is_refused(written: Path, tmp_path: Path) -> None:
    path = edit(written, tmp_path, "unmapped", "DELETE FROM LAYER")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM areas")
    connection.close()
    with pytest.raises(InputError, match=r"of 5 events are missing: this is a part"):
        edits(path)
    assert edits(path, drops=False) == ([], [])


@pytest.mark.parametrize("data", [b"", b"no map at all", b'{"type": "FeatureCollection", "features": []}'])
def test_a_file_that_is_no_map_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.geojson"):
        edits(path)
