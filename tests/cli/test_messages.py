"""Every mistake is one sentence that names the place and the remedy, with exit code 1."""

import os
import subprocess
import sys

import pytest

NEWS = "Title: Shelling\nDate: 2025-03-12\n\nRussian troops shelled Kupiansk on Tuesday.\n"


def geomap(*arguments, **options):
    command = [sys.executable, "-m", "geomap", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news.md").write_text(NEWS)
    (tmp_path / "table.csv").write_text("id,story\n1,Russian troops shelled Kupiansk.\n")
    (tmp_path / "foo.toml").write_text("foo = 1\n")
    (tmp_path / "file").write_text("")
    return tmp_path


BUILD = ["build", "news.md", "--out", "out"]
ADD = ["gazetteer", "add", "Hill", "--at", "48.1,37.2"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([*BUILD, "--published", "2025-99-99"], "--published: '2025-99-99'"),
        ([*BUILD, "--lang", "xx"], "--lang: 'xx': Input should be 'en', 'uk' or 'ru'"),
        ([*BUILD, "--settings", "foo.toml"], "foo.toml: foo: 1: there is no such field (settings are: "),
        ([*BUILD, "--settings", "none"], "none: No such file or directory (give a readable TOML file)"),
        ([*BUILD, "--corrections", "none"], "none: No such file or directory (give"),
        ([*BUILD, "--column", "foo=story"], "--column: no field 'foo' (fields are id, text, "),
        ([*BUILD, "--scheduler", "tcp://127.0.0.1:1"], "add --engine dask"),
        (["extract", "news.md", "-o", "file/x.jsonl"], "file/x.jsonl: Not a directory (check the path"),
        (["evaluate", "none"], "none: No such file or directory (give a readable"),
        (["watch", "none", "--out", "out"], "none: no such folder"),
        (["place", "Kyiv", "--admin1", "Nowhere"], "the gazetteer has no 'Kyiv' in 'Nowhere'"),
        ([*ADD, "--file", "file/x"], "file/x: Not a directory"),
        ([*ADD, "--id", "nothing"], "--id: no place 'nothing'"),
        ([*ADD, "--admin1", "Nowhere"], "--admin1: no oblast 'Nowhere'"),
        (["gazetteer", "add", " ", "--at", "48.1,37.2"], "' ' is no name"),
    ],
)
def test_a_mistake_is_one_sentence(folder, arguments, told):
    done = geomap(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert told in line


def test_a_table_that_cannot_be_read_does_not_hold_for_the_next_build(folder):
    for option in ("--gazetteer", "--baseline"):
        assert geomap(*BUILD, option, "table.csv", cwd=folder).returncode == 1
    done = geomap(*BUILD, cwd=folder)
    assert done.returncode == 0, done.stderr


def test_an_oblast_without_events_is_no_mistake_but_a_misspelt_one_is(folder):
    geomap(*BUILD, cwd=folder)
    export = ["export", "csv", "--out", "out", "-o", "part.csv", "--admin1"]
    assert geomap(*export, "Kharkiv", cwd=folder).returncode == 0
    assert geomap(*export, "Lviv", cwd=folder).returncode == 0
    assert "no oblast 'Kharkov Oblst'" in geomap(*export, "Kharkov Oblst", cwd=folder).stderr


def test_a_format_of_files_takes_no_address(folder):
    geomap(*BUILD, cwd=folder)
    told = geomap("export", "csv", "postgresql://x", "--out", "out", cwd=folder).stderr
    assert "csv is no database (leave the address out" in told


def test_an_untouched_geojson_gives_no_correction(folder):
    geomap(*BUILD, cwd=folder)
    done = geomap("corrections", "from", "out/events.geojson", "--out", "out", "--who", "A", cwd=folder)
    assert done.stdout == "0 corrections appended to corrections.toml\n", done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_one_sentence(folder):
    (folder / "out").mkdir(mode=0o555)
    assert "cannot be written: Permission denied" in geomap(*BUILD, cwd=folder).stderr
