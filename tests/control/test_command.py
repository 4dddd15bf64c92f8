"""``geomap build --baseline`` and ``geomap front``, as a user types them."""

import json

import pytest
from shapely.geometry import box, mapping
from typer.testing import CliRunner

from geomap.cli import app

TEXT = """Title: From the front
Date: 2025-06-11
Source: A wire

Russian forces captured Novohrodivka in Donetsk Oblast on June 10, analysts said.

Russian forces shelled Horlivka in Donetsk Oblast on June 10, analysts said.
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("front")
    article, baseline = folder / "a.txt", folder / "line_20250601.geojson"
    article.write_text(TEXT, encoding="utf-8")
    held = {"type": "Feature", "properties": {}, "geometry": mapping(box(37.4, 46.0, 40.0, 49.5))}
    baseline.write_text(json.dumps({"type": "FeatureCollection", "features": [held]}), encoding="utf-8")
    command = ["build", str(article), "--out", str(folder / "map"), "--baseline", str(baseline)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    return folder / "map"


def front(out, *arguments):
    return CliRunner().invoke(app, ["front", "--out", str(out), *arguments])


def test_a_build_with_a_baseline_writes_who_holds_what(out):
    areas = json.loads((out / "control_areas.geojson").read_text(encoding="utf-8"))["features"]
    assert {f["properties"]["date"] for f in areas} == {"2025-06-01", "2025-06-10"}
    assert "Held by Russian forces" in (out / "index.html").read_text(encoding="utf-8")
    assert "shelling by RU, 4" in (out / "report.md").read_text(encoding="utf-8")


def test_front_tells_what_changed_and_with_which_words(out):
    done = front(out, "--date", "2025-06-12", "--json")
    told = json.loads(done.output)
    assert (told["from"], told["to"]) == ("2025-06-05", "2025-06-12")
    assert told["km2"][-1]["ru_gained"] > 1
    page = (out / "front-2025-06-12" / "front-2025-06-12.md").read_text(encoding="utf-8")
    assert "**Novohrodivka** (Donetsk): UA → RU, since 2025-06-10" in page
    assert "“Russian forces captured Novohrodivka in Donetsk Oblast on June 10, analysts said.”" in page


def test_a_day_before_the_baseline_is_said(out):
    done = front(out, "--date", "2025-06-03")
    assert "no baseline holds on 2025-05-27: only" in " ".join(done.output.split())


@pytest.mark.parametrize("days", [("2025-06-12", "2025-06-12"), ("2025-06-12", "June")])
def test_days_in_the_wrong_order_or_shape_are_refused(out, days):
    assert front(out, "--date", days[0], "--compare", days[1]).exit_code == 2
