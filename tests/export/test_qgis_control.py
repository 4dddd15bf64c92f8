"""QGIS draws who holds what, day by day."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box, mapping

from geomap.export.qgis import write
from geomap.places.gazetteer import load_gazetteer
from geomap.settings import Settings
from tests.support.events import event, results

SUPPORT = Path(__file__).parents[1] / "support"
LAYERS = ("control_areas", "front", "control")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A village near a straight line is taken, and taken back five days later."""
    folder, gazetteer = tmp_path_factory.mktemp("control"), load_gazetteer()
    baseline = folder / "line_20250601.geojson"
    area = {"type": "Feature", "properties": {}, "geometry": mapping(box(37.5, 46.0, 40.0, 49.5))}
    baseline.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}), encoding="utf-8")
    village = max((h.place for h in gazetteer.lookup("novohrodivka")), key=gazetteer.population.__getitem__)
    where = {"place": "Novohrodivka", "lat": gazetteer.lat[village], "lon": gazetteer.lon[village]}
    where |= {"place_id": gazetteer.id_of(village), "where": "settlement"}
    sides = {"capture": ("RU", "UA", 10), "recapture": ("UA", "RU", 15)}
    told = [
        event(
            id=type_,
            type=type_,
            initiator=by,
            target=of,
            date_start=date(2025, 6, day),
            date_end=date(2025, 6, day),
            status="reported",
            **where,
        )
        for type_, (by, of, day) in sides.items()
    ]
    made = results(told)._replace(settings=Settings(baseline=baseline), gazetteer=gazetteer)
    write(made, folder)
    return folder


def test_layers_hold_from_one_picture_to_the_next(folder):
    areas = gpd.read_file(folder / "events.gpkg", layer="control_areas")
    held = areas[areas["side"] == "RU"].sort_values("date")
    spans = [(str(a.date()), str(b.date())) for a, b in zip(held["t_start"], held["t_end"], strict=True)]
    assert spans == [
        ("2025-06-01", "2025-06-09"),
        ("2025-06-10", "2025-06-14"),
        ("2025-06-15", "2025-06-15"),
    ]
    assert held["km2"].iloc[1] > held["km2"].iloc[2]
    line = gpd.read_file(folder / "events.gpkg", layer="front")
    assert set(line["basis"]) == {"baseline", "reports"}
    places = gpd.read_file(folder / "events.gpkg", layer="control")
    assert places.set_index("place").loc["Novohrodivka", "since"].date() == date(2025, 6, 15)


@pytest.mark.qgis
def test_qgis_shows_them_styled_and_on_the_clock(folder):
    command = ["/usr/bin/python3", SUPPORT / "qgis_project.py", folder / "events.qgs", folder / "drawn.png"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TZ": "Europe/Kyiv"}
    done = subprocess.run(
        [*map(str, command), "600", "400", "--frames"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    layers = {name: found["layers"][name] for name in LAYERS}
    assert all(layer["valid"] and layer["count"] for layer in layers.values())
    sides = ["RU", "UA", "contested", "unknown"]
    assert [layers[name]["categories"] for name in LAYERS] == [sides, ["baseline", "reports"], sides]
    assert [layers[name]["temporal"] for name in LAYERS] == [True, True, False]
    frames = dict(found["frames"])
    assert "2025-06-10 RU" in frames["2025-06-12"]
    assert not {"2025-06-01 RU", "2025-06-15 RU"} & set(frames["2025-06-12"])
    assert found["drawn"]["errors"] == []
