"""QGIS itself must open the project, play it day by day and draw it."""

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

import geopandas as gpd
import pytest

from geomap.errors import StoreError
from geomap.export import gpkg
from geomap.export.qgis import write
from geomap.ontology import ontology
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import HOSTILE, event, results

pytestmark = pytest.mark.qgis
SUPPORT = Path(__file__).parents[1] / "support"
ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TZ": "Europe/Kyiv"}
FIRST, DAYS = date(2024, 1, 30), 60  # over the end of a month and a leap day


def day(number):
    return FIRST + timedelta(days=number)


def sixty_days():
    """An event a day, a three-day one each ten days, an oblast and a river for a week, one undated."""
    gazetteer = load_gazetteer()
    oblast = gazetteer.place(gazetteer.lookup("donetsk oblast")[0].place)
    river = next(g for g in gazetteer.lookup("oskil") if gazetteer.place(g.place).kind == "river")
    area = {"lat": None, "lon": None, "where_prec": 4}
    made = [
        event(id=f"day{n:02}", date_start=day(n), date_end=day(n), lat=46.5 + n / 20, lon=33 + n / 12)
        for n in range(DAYS)
    ]
    made += [event(id=f"span{n:02}", date_start=day(n), date_end=day(n + 2)) for n in range(0, DAYS - 2, 10)]
    made.append(
        event(id="oblast", place_id=oblast.id, where="admin1", date_start=day(10), date_end=day(16), **area)
    )
    made.append(
        event(
            id="river",
            place_id=gazetteer.place(river.place).id,
            where="linear",
            date_start=day(20),
            date_end=day(26),
            **area,
        )
    )
    return [*made, event(id="undated", date_start=None, date_end=None, date_basis="none")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("qgis")
    write(results(sixty_days()), folder)
    return folder


def run(script, *arguments):
    command = ["/usr/bin/python3", str(SUPPORT / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def found(folder):
    return run("qgis_project.py", folder / "events.qgs", folder / "drawn.png", 800, 600, "--frames")


def test_every_layer_is_there_and_valid(found):
    layers = found["layers"]
    assert [name for name, layer in layers.items() if not layer["valid"]] == []
    counts = {"events": 66, "lines": 1, "areas": 1, "undated events": 1, "undated areas": 0}
    counts |= {"unmapped": 0, "reports": 1, "articles": 1, "places": 0, "oblasts": 95}
    assert {name: layers[name]["count"] for name in counts} == counts
    assert {"towns", "borders", "rivers", "water", "land"} < set(layers)
    assert (found["groups"], found["crs"]) == (["Events", "Control", "Tables", "Basemap"], "EPSG:3857")


def test_fields_have_their_types(found):
    fields = found["layers"]["events"]["fields"]
    wanted = ("date_start", "t_start", "t_end", "killed_best", "confidence", "type")
    assert [fields[name] for name in wanted] == [
        "Date",
        "DateTime",
        "DateTime",
        "Integer64",
        "Real",
        "String",
    ]


@pytest.mark.parametrize("name", ["events", "areas", "lines"])
def test_layers_are_styled_by_family_and_on_the_clock(found, name):
    layer = found["layers"][name]
    assert (layer["renderer"], layer["labels"], layer["temporal"]) == ("categorizedSymbol", True, True)
    assert set(layer["categories"]) == set(ontology().families)
    assert (layer["start"], layer["end"]) == ("t_start", "t_end")


def test_what_has_no_date_is_on_no_day(found):
    layer = found["layers"]["undated events"]
    assert (layer["renderer"], layer["temporal"]) == ("categorizedSymbol", False)


def test_the_clock_covers_the_period_in_days(found):
    assert found["range"] == ["2024-01-30T00:00:00Z", "2024-03-29T23:59:59Z"]
    assert found["step"] == [1.0, True]
    assert found["controller"] == {"whole_period_at_first": True, "frames": DAYS}


def test_sixty_frames_show_exactly_the_events_of_their_day(found):
    events = [e for e in sixty_days() if e.date_start]
    expected = [
        [str(day(n)), sorted(e.id for e in events if e.date_start <= day(n) <= e.date_end)]
        for n in range(DAYS)
    ]
    assert found["frames"] == expected


def test_it_draws_without_an_error(found):
    assert found["drawn"]["errors"] == []
    assert found["drawn"]["colours"] > 200  # a blank sheet has one, the basemap alone some dozens


def test_a_geopackage_dragged_into_qgis_is_styled_by_itself(folder):
    """No project, no click: the style comes with the file."""
    layer = run("qgis_layer.py", folder / "events.gpkg", "events")
    assert layer["renderer"] == "categorizedSymbol"
    looks = layer["categories"]
    for family in ontology().family:
        assert looks[family.id]["colour"] == family.colour.lower(), "run make_template.py"
    assert looks["fires"]["size"] == 'coalesce("radius_m", 0) * 2'
    assert looks["fires"]["size_unit"] == "RenderMetersInMapUnits"


def test_hostile_text_stays_text_in_the_map_tip(tmp_path):
    write(results([event(id="h", place=HOSTILE, quote=HOSTILE)]), tmp_path)
    tip = run("qgis_layer.py", tmp_path / "events.gpkg", "events")["tip"]
    assert "<script>" not in tip
    assert "&lt;script&gt;alert(3)" in tip


def test_while_qgis_edits_it_a_rebuild_says_so_and_keeps_the_file(tmp_path):
    (path,) = gpkg.write(results(sixty_days()), tmp_path)
    before = path.read_bytes()
    editor = subprocess.Popen(
        ["/usr/bin/python3", str(SUPPORT / "qgis_editor.py"), str(path)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with editor:
        assert editor.stdout.readline() == "editing\n"
        with pytest.raises(StoreError, match=r"events\.gpkg: is open in another program \(close it there"):
            gpkg.write(results([]), tmp_path)
        assert len(gpd.read_file(path, layer="events")) == 67
        editor.communicate("\n", timeout=30)
    gpkg.write(results(sixty_days()), tmp_path)
    assert path.read_bytes() == before


def test_the_same_bytes_twice(tmp_path):
    first, second = (write(results(sixty_days()), tmp_path / name) for name in ("a", "b"))
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_no_event_is_a_valid_project_on_ukraine(tmp_path):
    write(results([]), tmp_path)
    found = run("qgis_project.py", tmp_path / "events.qgs", tmp_path / "drawn.png")
    assert [name for name, layer in found["layers"].items() if not layer["valid"]] == []
    assert found["drawn"]["errors"] == []
