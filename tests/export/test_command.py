"""``geomap export``, ``picture`` and ``chart`` on a finished build, as a user types them."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest

from geomap.export import export, exporters
from geomap.models import Article
from geomap.pipeline import build
from geomap.store import Store
from tests.support.events import one_of_each, report

SHOWN = "--date-range 2024-02-01..2024-02-29 --side RU --bbox 33,46,40,50".split()


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A store as a build leaves it."""
    folder = tmp_path_factory.mktemp("built")
    article = Article(id="a1", text="Shells fell on Nikopol", published=date(2024, 2, 18))
    with Store.open(folder) as store:
        store.add([article])
        store.put_reports(article, [report()], code_version="test")
        store.put_events(one_of_each())
    return folder


def geomap(*arguments, **options):
    command = [sys.executable, "-m", "geomap", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def refused(done):
    """The one sentence of a command that failed in order."""
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    (line,) = done.stderr.splitlines()
    return line


def test_a_build_has_the_same_bytes_when_exported_later(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Date: 2024-02-18\n\nRussian forces shelled Nikopol, killing two people.\n"
    )
    out, later = tmp_path / "out", tmp_path / "later"
    build([str(tmp_path / "a.txt")], out)
    for name in ("csv", "geojson", "gpkg"):
        for path in export(name, out, target=later):
            assert path.read_bytes() == (out / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", sorted(set(exporters()) - {"lines"}))
def test_every_format_can_be_filtered(out, tmp_path, name):
    done = geomap("export", name, "--out", out, "-o", tmp_path / "part", *SHOWN)
    assert done.returncode == 0, done.stderr
    assert all(Path(line).is_file() for line in done.stdout.splitlines())


def test_a_filtered_file_holds_what_was_asked_for(out, tmp_path):
    geomap("export", "parquet", "--out", out, "-o", tmp_path / "part.parquet", *SHOWN)
    frame = gpd.read_parquet(tmp_path / "part.parquet")
    assert list(frame["id"]) == ["e1", "e2", "e3"]


def test_a_filtered_export_never_takes_the_place_of_the_whole(out):
    assert "say where with -o" in refused(geomap("export", "csv", "--out", out, "--side", "RU"))


def test_a_format_of_several_files_needs_a_folder(out, tmp_path):
    line = refused(geomap("export", "geojson", "--out", out, "-o", tmp_path / "one.geojson"))
    assert "geojson writes events.geojson, areas.geojson, unmapped.geojson" in line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "shapefile"], "no format 'shapefile'"),
        (["export", "postgis"], "give its address"),
        (["export", "csv", "-o", "x.csv", "--type", "shellling"], "no type 'shellling'"),
        (["picture", "-o", "front.bmp"], "'.bmp' is no picture format"),
        (["chart", "-o", "c.png", "--by", "moon"], "cannot count by 'moon'"),
        (["picture", "-o", "front.png", "--bbox", "1,2,3"], "--bbox"),
    ],
)
def test_wrong_words_are_one_sentence(out, tmp_path, arguments, told):
    assert told in refused(geomap(*arguments, "--out", out, cwd=tmp_path))


def test_no_build_is_one_sentence(tmp_path):
    assert "no store here (run: geomap build" in refused(geomap("export", "csv", "--out", tmp_path))


def test_a_target_below_a_file_is_one_sentence(out, tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be" in refused(geomap("export", "csv", "--out", out, "-o", tmp_path / "file" / "x"))


@pytest.mark.parametrize("name", ["gpkg", "qgis", "parquet", "kml", "csv", "geojson"])
def test_a_full_disk_is_one_sentence_and_the_last_good_files_stay(out, tmp_path, name):
    """A limit on the size of files does to a writer what a full disk does."""
    folder = tmp_path / "there"
    assert geomap("export", name, "--out", out, "-o", folder).returncode == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    limited = ["bash", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$@"', "bash", sys.executable, "-m", "geomap"]
    command = [*limited, "export", name, "--out", str(out), "-o", str(folder), *SHOWN[:2]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = refused(done)
    assert "cannot be written" in line
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_one_sentence(out, tmp_path):
    tmp_path.chmod(0o555)
    assert "check permissions" in refused(geomap("export", "csv", "--out", out, "-o", tmp_path))
