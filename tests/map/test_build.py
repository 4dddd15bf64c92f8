"""Building the page: same bytes each time, nothing lost, Folium as it is meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import fixture
import folium
import pytest
from fake_gazetteer import FakeGazetteer
from test_columns import numbers

from geomap.errors import SettingsError
from geomap.export import export
from geomap.export.html import folium_map, write, write_map
from geomap.export.map.details import details
from geomap.export.map.ids import counted_ids
from geomap.export.map.outlines import area
from geomap.export.map.payload import Look, core, reading_order
from geomap.export.results import BAND_M, Results, is_area, is_point
from geomap.pipeline import build
from geomap.places import load_gazetteer


def results(number: int = 60) -> Results:
    return Results(
        events=fixture.events(number),
        reports=(),
        articles=fixture.articles(9),
        skipped=fixture.SKIPPED,
        unresolved=fixture.UNRESOLVED,
        gazetteer=FakeGazetteer(),  # type: ignore[arg-type]
        input_hash="0123456789abcdef",
    )


def page(made: Results) -> str:
    with TemporaryDirectory() as folder:
        [path] = write(made, Path(folder))
        return path.read_text("utf-8")


def test_two_builds_are_byte_identical() -> None:
    assert page(results()) == page(results())


def test_order_of_events_does_not_matter() -> None:
    turned = results()._replace(events=fixture.events(60)[::-1])
    assert page(turned) == page(results())


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import fake_gazetteer, fixture;"
        "from pathlib import Path; from geomap.export.html import write_map;"
        "write_map(fixture.events(20), Path(sys.argv[2]), gazetteer=fake_gazetteer.FakeGazetteer())"
    )
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        command = [sys.executable, "-c", script, str(Path(__file__).parent), str(path)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]


def test_no_events_still_make_a_page() -> None:
    assert "geomap-core" in page(results()._replace(events=()))


def test_every_event_is_in_the_page() -> None:
    events = reading_order(results().events)
    assert core(results(), events, Look())["n"] == 60
    assert len(details(events)["quotes"]["text"]["list"]) == sum(len(e.quotes) for e in events)


def test_folium_map_is_a_folium_map() -> None:
    drawn = folium_map(fixture.events(5), gazetteer=FakeGazetteer())
    folium.CircleMarker((48.0, 37.0)).add_to(drawn)
    assert isinstance(drawn, folium.Map)
    assert "circle_marker" in drawn.get_root().render()


def test_ids_are_random_again_after_the_block() -> None:
    with counted_ids():
        assert folium.Map()._id.startswith("geomap")
    assert not folium.Map()._id.startswith("geomap")


def test_unknown_language_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="en, uk"):
        write_map([], tmp_path / "m.html", lang="xx", gazetteer=FakeGazetteer())


def test_page_names_no_clock_time() -> None:
    assert "0123456789abcdef" in page(results())


def test_the_map_draws_what_the_other_outputs_draw() -> None:
    """Point, area or not on the map: the same verdict as in events, areas and unmapped.geojson."""
    made = results(200)
    order = reading_order(made.events)
    data = core(made, order, Look())
    drawn = data["spots"]["columns"]["drawn"]["codes"]
    spots = numbers(data["events"]["spot"]["numbers"])
    verdicts = ["A" if is_point(e) else "B" if is_area(e, made.gazetteer) else "C" for e in order]
    assert [drawn[spot] for spot in spots] == verdicts
    assert set(verdicts) == {"A", "B", "C"}


def test_a_river_is_a_narrow_band_not_as_wide_as_it_is_long() -> None:
    table = load_gazetteer()
    river = table.place(table.index_of("thing:oskil-river") or -1)
    place = {"place_id": river.id, "where": "linear", "lat": None, "lon": None, "radius_m": river.radius_m}
    drawn = area(fixture.events(1)[0].model_copy(update=place), table)
    assert drawn is not None
    assert (drawn["kind"], drawn["radius_m"]) == ("line", BAND_M)
    assert river.radius_m > 10 * BAND_M


def test_a_map_exported_later_has_the_bytes_of_the_build(tmp_path: Path) -> None:
    """The run's unread files too, which the store does not hold."""
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Date: 2024-02-18\n\nRussian forces shelled Nikopol, killing two people.\n")
    (inbox / "scan.docx").write_bytes(b"PK\x03\x04 no text in here")
    build([str(inbox)], out)
    [later] = export("map", out, target=tmp_path / "later")
    assert "scan.docx" in later.read_text("utf-8")
    assert later.read_bytes() == (out / "index.html").read_bytes()
