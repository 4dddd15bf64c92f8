import json
from datetime import date
from pathlib import Path

import pytest
from shapely.geometry import box, mapping, shape

from geomap.control.baseline import read_baseline
from geomap.control.holder import marked
from geomap.control.rules import weights
from geomap.export import control as layers
from geomap.export.control_brief import brief, write_brief
from geomap.export.control_brief import markdown as page_of
from geomap.export.map.control import packed
from geomap.export.run_report import markdown, run_facts
from geomap.settings import Settings
from tests.support.events import results


@pytest.fixture(scope="module")
def built(gazetteer, told, tmp_path_factory):
    path = tmp_path_factory.mktemp("baseline") / "front_20250601.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": mapping(box(37.5, 46.0, 40.0, 49.5))}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    events = [told("capture", "Novohrodivka"), told("clash", "Pokrovsk", by="unknown")]
    events.append(told("recapture", "Ocheretyne", by="UA", day=date(2025, 6, 12)))
    return results(events)._replace(settings=Settings(baseline=path), gazetteer=gazetteer)


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    made = tmp_path_factory.mktemp("out")
    layers.write(built, made)
    return made


def rows(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))["features"]


def test_settlements_tell_side_since_reports_and_quotes(folder):
    found = {f["properties"]["place"]: f["properties"] for f in rows(folder, "control.geojson")}
    assert found["Ocheretyne"]["side"] == "UA"
    assert found["Ocheretyne"]["since"] == "2025-06-12"
    assert found["Ocheretyne"]["deciding"] == ["recapture-Ocheretyne-2025-06-12-"]
    assert "Ocheretyne: recapture" in found["Ocheretyne"]["quotes"][0]
    assert found["Donetsk"]["since_basis"] == "baseline"


def test_areas_and_lines_bear_days_and_are_valid(folder):
    areas, lines = rows(folder, "control_areas.geojson"), rows(folder, "front.geojson")
    assert {f["properties"]["date"] for f in areas} == {"2025-06-01", "2025-06-10", "2025-06-12"}
    assert all(shape(f["geometry"]).is_valid for f in areas)
    assert {f["geometry"]["type"] for f in areas} == {"MultiPolygon"}
    assert {f["geometry"]["type"] for f in lines} == {"LineString"}
    assert all(f["properties"]["width_m"] >= weights().width.line_m for f in lines)


def test_the_same_input_gives_the_same_bytes(built, folder, tmp_path):
    layers.write(built, tmp_path)
    for name in layers.FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_the_map_takes_the_overlay(built):
    drawn = packed(layers.overlay(built))
    assert len(drawn["days"]) == 3


def test_nothing_known_gives_empty_files(built, tmp_path):
    for path in layers.write(built._replace(events=[], settings=Settings()), tmp_path):
        assert rows(tmp_path, path.name) == []
    assert layers.overlay(built._replace(events=[], settings=Settings())) is None


def test_an_odd_event_says_so_and_the_run_report_lists_it(built, told):
    odd, plain = told("shelling", "Donetsk"), told("shelling", "Donetsk", by="UA", id="plain")
    events = marked([odd, plain], read_baseline(built.settings.baseline), built.gazetteer)
    assert [[r.rule for r in event.reasons if r.stage == "control"] for event in events] == [["own_fire"], []]
    facts = run_facts(built._replace(events=events))
    assert [row["id"] for row in facts["doubted"]] == [odd.id]
    assert "## Odd for who holds the place" in markdown(facts)
    assert "Donetsk: shelling" in markdown(facts)


def test_the_brief_names_what_changed_with_its_quotes(built, tmp_path):
    baseline = read_baseline(built.settings.baseline)
    made = brief(built, baseline, on=date(2025, 6, 14), since=date(2025, 6, 7))
    page, picture = write_brief(made, built, tmp_path)
    text = Path(page).read_text(encoding="utf-8")
    assert "**Ocheretyne** (Donetsk): RU → UA, since 2025-06-12" in text
    assert "“Ocheretyne: recapture”" in text
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_brief_cites_what_is_told_of_ground_between_settlements(built, told, tmp_path):
    spot = told(
        "advance", "Pokrovsk", day=date(2025, 6, 13), where="near", relation="east_of", distance_km=3.0
    )
    vague = told("advance", "Novohrodivka", day=date(2025, 6, 12), where="near", relation="north_of")
    claim = vague.model_copy(
        update={"id": "c", "status": "claimed", "claimant_side": "RU", "place": "Claimed"}
    )
    more = built._replace(events=[*built.events, spot, vague, claim])
    baseline = read_baseline(built.settings.baseline)
    page = page_of(brief(more, baseline, on=date(2025, 6, 14), since=date(2025, 6, 7)), more)
    _, ground = page.split("## Ground between settlements")
    assert "- **3 km east of Pokrovsk** (Dnipropetrovsk): RU, 2025-06-13\n  - “Pokrovsk: advance”" in ground
    assert "- **north of Novohrodivka**" in ground
    assert ground.index("east of Pokrovsk") < ground.index("north of Novohrodivka")
    assert "Claimed" not in ground


def test_the_brief_says_where_no_baseline_holds(built):
    baseline = read_baseline(built.settings.baseline)
    made = brief(built, baseline, on=date(2025, 6, 14), since=date(2025, 5, 7))
    assert "No baseline holds on 2025-05-07: only" in page_of(made, built)


def test_every_rule_has_a_reason_and_its_types_are_known():
    from geomap.ontology import ontology

    known = ontology().types
    names = [name for rule in weights().rule for name in rule.types]
    assert len(names) == len(set(names))
    assert set(names) <= set(known)
    assert all(rule.reason for rule in weights().rule)
