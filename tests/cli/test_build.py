"""The command as a user runs it: a real process, real files, every kind of bad input."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = sorted(p for p in SEEDS.iterdir() if p.is_file() and p.name != "README.md")
GEOJSON = {"events.geojson", "areas.geojson", "unmapped.geojson"}
OUTPUTS = GEOJSON | {"index.html", "events.gpkg", "basemap.gpkg", "events.qgs", "events.csv"}
REPORTS = {"report.json", "report.md"}
TEMPLATE_TEXT = (
    "Russian forces shelled Nikopol on 18 February 2024. {{ 7*191 }} {% if x %} ${alert(1)} "
    "<script>alert(2)</script> <img src=x onerror=alert(3)> \u2028 {# gone #}"
)


def geomap(*arguments, **options):
    command = [sys.executable, "-m", "geomap", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def outputs(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name in OUTPUTS | REPORTS}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("built")
    done = geomap("build", SEEDS, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def places(folder, name="events"):
    features = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return {(f["properties"]["type"], f["properties"]["place"]) for f in features}


def test_every_output_is_there(built):
    assert outputs(built).keys() == OUTPUTS | REPORTS


def test_the_seeds_are_on_the_map(built):
    assert {("capture", "Velyka Novosilka"), ("capture", "Slovianka")} <= places(built)
    assert {("advance", "Kharkiv Oblast"), ("advance", "Luhansk Oblast")} <= places(built, "areas")
    assert "casualty_report" in {kind for kind, _ in places(built, "unmapped")}


def test_governments_are_no_places(built):
    named = {place for name in ("events", "areas") for _, place in places(built, name)}
    assert not named & {"Washington", "Moscow", "Beijing", "Berlin", "Paris", "Warsaw", "China"}


def test_a_second_build_changes_no_byte(built):
    before = {p.name: p.read_bytes() for p in built.iterdir() if p.is_file()}
    assert geomap("build", SEEDS, "--out", built).returncode == 0
    assert {p.name: p.read_bytes() for p in built.iterdir() if p.is_file()} == before


def test_workers_and_order_do_not_matter(built, tmp_path):
    paths = sorted(ARTICLES, reverse=True)
    assert geomap("build", *paths, "--out", tmp_path, "--workers", 2).returncode == 0
    for name in ("events.geojson", "areas.geojson", "unmapped.geojson"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def test_bad_input_is_a_line_each_and_the_rest_is_mapped(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "empty.txt").write_bytes(b"")
    (source / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (source / "french.txt").write_text("Les forces russes ont pris la ville après des mois de combats. " * 20)
    (source / "latin.txt").write_bytes("Обстріл Нікополя 18 лютого 2024 року".encode("cp1251") * 20)
    (source / "hostile.txt").write_text(TEMPLATE_TEXT, encoding="utf-8")
    (source / "broken.jsonl").write_text('{"id": "a", "text": \n', encoding="utf-8")
    out = tmp_path / "out"
    done = geomap("build", source, tmp_path / "missing.txt", "--out", out)
    assert done.returncode == 0
    skipped = {
        Path(row["path"]).name.split(":")[0]
        for row in json.loads((out / "report.json").read_text())["skipped"]
    }
    assert {"empty.txt", "binary.txt", "broken.jsonl", "missing.txt"} <= skipped
    assert "missing.txt" in done.stderr
    assert ("shelling", "Nikopol") in places(out)
    assert "{{ 7*191 }}" in (out / "events.csv").read_text(encoding="utf-8")
    assert "\\u007b{ 7*191 }}" in (out / "index.html").read_text(encoding="utf-8")


def test_nothing_readable_exits_1_and_says_how_to_mend_it(tmp_path):
    done = geomap("build", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["bogus"], ["build"], ["place"]])
def test_wrong_usage_exits_2(arguments):
    assert geomap(*arguments).returncode == 2


def test_extract_is_a_report_a_line(tmp_path):
    done = geomap(
        "extract", "-", input='{"id": "x", "published": "2024-02-18", "text": "Russians shelled Nikopol."}\n'
    )
    (report,) = map(json.loads, done.stdout.splitlines())
    text = "Russians shelled Nikopol."
    assert (report["article_id"], report["place"], report["type"]) == ("x", "Nikopol", "shelling")
    assert text[report["start"] : report["end"]] == report["quote"]


def test_explain_shows_rule_and_candidates(built):
    feature = json.loads((built / "events.geojson").read_text(encoding="utf-8"))["features"][0]
    done = geomap("explain", feature["id"], "--out", built)
    assert done.returncode == 0
    assert "candidate" in done.stdout
    assert "resolve:" in done.stdout
    assert geomap("explain", "nope", "--out", built).returncode == 1


def test_place(built):
    found = json.loads(geomap("place", "Kazan", "--json").stdout)
    assert (found[0]["name"], found[0]["country"]) == ("Kazan", "RU")


@pytest.mark.slow
def test_a_build_killed_at_any_point_leaves_good_outputs_and_completes_next_time(built, tmp_path):
    out = tmp_path / "out"
    half = ARTICLES[::2]
    assert geomap("build", *half, "--out", out).returncode == 0
    good = {name: data for name, data in outputs(out).items() if name in OUTPUTS}
    random.seed(20)
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-m", "geomap", "build", SEEDS, "--out", out, "--quiet"], env=os.environ
        )
        time.sleep(random.uniform(0.2, 2.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = {name: data for name, data in outputs(out).items() if name in OUTPUTS}
        assert now.keys() == good.keys()
    assert geomap("build", SEEDS, "--out", out).returncode == 0
    for name in ("events.geojson", "areas.geojson", "unmapped.geojson", "events.csv", "events.gpkg"):
        assert (out / name).read_bytes() == (built / name).read_bytes(), name
