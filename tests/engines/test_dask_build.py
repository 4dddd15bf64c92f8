"""Builds on a cluster: the bytes of one machine, whoever dies; reports stay in partitions and are found."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.store import PARTS_FOLDER, Store
from tests.support.dask import cluster as started

pytest.importorskip("distributed", reason="pip install 'geomap[dask]'")
pytestmark = pytest.mark.slow
SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = 1000
TOWNS = ("Nikopol", "Kherson", "Pokrovsk", "Sumy", "Kharkiv")


@pytest.fixture
def cluster(tmp_path):
    with started(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Return a file of so many articles that they are coded into several partitions."""
    path = tmp_path_factory.mktemp("news") / "many.jsonl"
    rows = (
        {
            "id": f"a{i}",
            "text": f"Russian forces shelled {TOWNS[i % 5]} on Monday, killing {i % 7 + 2} people. " * 8,
            "lang": "en",
            "published": f"2024-05-{i * 7 % 28 + 1:02}",
            "source": f"outlet {i % 3}",
        }
        for i in range(ARTICLES)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def alone(many, tmp_path_factory):
    """Return what one machine makes of them."""
    out = tmp_path_factory.mktemp("alone")
    run("build", many, "--out", out, "--quiet")
    return out


def start(*arguments):
    command = [sys.executable, "-m", "geomap", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(*arguments):
    with start(*arguments) as process:
        told, complaints = process.communicate(timeout=300)
    assert process.returncode == 0, complaints
    return told


def outputs(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".sqlite"}


def bodies(out):
    """Return how many reports lie in the store itself."""
    with Store.open(out, write=False) as store:
        return store._all("SELECT count(*) FROM reports WHERE body <> ''")[0][0]


def wait_for_parts(folder, count, process):
    """Wait until workers have written ``count`` partitions and the mark; return their names and times."""
    while len(list(folder.glob("[!.]*.parquet"))) <= count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("[!.]*.parquet")}


def test_a_worker_that_dies_changes_no_byte(cluster, many, alone, tmp_path):
    address, workers = cluster
    out, parts = tmp_path / "out", tmp_path / "parts"
    options = ("--engine", "dask", "--scheduler", address, "--parts", parts, "--quiet")
    with start("build", many, "--out", out, *options) as building:
        wait_for_parts(parts, 1, building)
        workers[0].kill()
        _, complaints = building.communicate(timeout=300)
    assert building.returncode == 0, complaints
    assert outputs(out) == outputs(alone)
    assert {"events.csv", "events.geojson", "events.gpkg", "index.html"} <= outputs(out).keys()
    assert bodies(out) == 0 < bodies(alone)


def test_a_killed_build_leaves_partitions_that_the_next_one_takes(cluster, many, alone, tmp_path):
    out, parts = tmp_path / "out", tmp_path / "parts"
    options = ("--engine", "dask", "--scheduler", cluster[0], "--parts", parts, "--quiet")
    with start("build", many, "--out", out, *options) as building:
        made = wait_for_parts(parts, 3, building)
        building.kill()
    assert not (out / "index.html").exists()
    run("build", many, "--out", out, *options)
    assert outputs(out) == outputs(alone)
    made.pop("geomap.parquet")
    assert {name: (parts / name).stat().st_mtime_ns for name in made} == made


def test_a_build_killed_while_merging_leaves_nothing_behind(cluster, many, alone, tmp_path):
    out, options = tmp_path / "out", ("--engine", "dask", "--scheduler", cluster[0], "--quiet")
    parts = out / PARTS_FOLDER
    with start("build", many, "--out", out, *options) as building:
        while not list(parts.glob("merging-*/weeks/*")):
            assert building.poll() is None, building.communicate()
            time.sleep(0.01)
        building.kill()
    assert list(parts.glob("merging-*"))
    run("build", many, "--out", out, *options)
    assert outputs(out) == outputs(alone)
    assert not list(parts.glob("merging-*"))


def test_half_a_partition_is_made_again(many, alone, tmp_path):
    out, parts = tmp_path / "out", tmp_path / "parts"
    options = ("--engine", "dask", "--workers", "2", "--parts", parts, "--quiet")
    run("build", many, "--out", out, *options)
    part = min(parts.glob("?*[0-9a-f].parquet"))
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    (out / "geomap.sqlite").unlink()
    run("build", many, "--out", out, *options)
    assert part.read_bytes() == whole
    assert outputs(out) == outputs(alone)


def test_the_seeds_of_a_cluster_here_are_explained_corrected_and_exported_as_ever(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    run("build", SEEDS, "--out", here, "--quiet")
    run("build", SEEDS, "--out", there, "--engine", "dask", "--workers", "2", "--quiet")
    assert outputs(there) == outputs(here)
    assert bodies(there) == 0
    events = [f["properties"] for f in json.loads((here / "events.geojson").read_text())["features"]]
    event = max(events, key=lambda event: event["n_reports"])
    report = event["quotes"][0]["report_id"]
    for id_ in (event["id"], report):
        assert run("explain", id_, "--out", there) == run("explain", id_, "--out", here) != ""
    told = f'[[correction]]\nevent = "{event["id"]}"\ndo = "split"\nwhy = "two acts"\nwho = "A. Analyst"\n'
    (tmp_path / "corrections.toml").write_text(told)
    for out in (here, there):  # on this machine's engine now, from the partitions of the other
        run("build", SEEDS, "--out", out, "--corrections", tmp_path / "corrections.toml", "--quiet")
        run("export", "kml", "--out", out)
    assert outputs(there) == outputs(here)
    assert bodies(there) == 0


def test_partitions_that_are_gone_are_told_and_made_again(tmp_path):
    out = tmp_path / "out"
    run("build", SEEDS, "--out", out, "--engine", "dask", "--workers", "2", "--quiet")
    before = outputs(out)
    for part in (out / PARTS_FOLDER).iterdir():
        part.unlink()
    id_ = json.loads((out / "events.geojson").read_text())["features"][0]["properties"]["id"]
    with start("explain", id_, "--out", out) as asking:
        _, complaints = asking.communicate()
    assert asking.returncode == 1
    assert "cannot be read" in complaints
    assert "run geomap build again" in complaints
    run("build", SEEDS, "--out", out, "--quiet")
    assert outputs(out) == before
    assert bodies(out) > 0
