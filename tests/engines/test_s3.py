"""S3 itself, as its protocol is spoken on loopback: articles are read from it, partitions lie in it."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.store import Store
from tests.support.dask import cluster
from tests.support.s3 import server

pytest.importorskip("distributed", reason="pip install 'geomap[dask]'")
pytestmark = [pytest.mark.s3, pytest.mark.slow]
TOWNS = ("Nikopol", "Kherson", "Pokrovsk", "Sumy", "Kharkiv")


def lines(day):
    for i in range(100):
        text = f"Russian forces shelled {TOWNS[i % 5]} on Monday, killing {i % 7 + 2} people. " * 5
        yield {"id": f"{day}-{i}", "text": text, "lang": "en", "published": f"2024-05-{day:02}"}


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    """Yield the environment of a server that holds four days of news, and a file system to look into it."""
    import s3fs

    with server(tmp_path_factory.mktemp("s3")) as env:
        files = s3fs.S3FileSystem(
            key=env["AWS_ACCESS_KEY_ID"],
            secret=env["AWS_SECRET_ACCESS_KEY"],
            endpoint_url=env["AWS_ENDPOINT_URL"],
            use_listings_cache=False,
        )
        files.mkdir("news")
        files.mkdir("scratch")
        for day in range(1, 5):
            packed = gzip.compress("".join(json.dumps(line) + "\n" for line in lines(day)).encode(), mtime=0)
            files.pipe_file(f"news/2024/05-{day:02}.jsonl.gz", packed)
        files.pipe_file(
            "news/2024/notes.md", b"# A bridge\n\nDrones struck a bridge in Kherson on 2 May 2024."
        )
        files.pipe_file("news/out/geomap.sqlite", b"")
        files.pipe_file("news/out/events.csv", b"no article")
        yield env, files


def run(env, *arguments, fails=False):
    command = [sys.executable, "-m", "geomap", *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, **env}, capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode != 0) == fails, done.stderr
    return done.stderr if fails else done.stdout


def ids(told):
    return {json.loads(line)["article_id"] for line in told.splitlines()}


def outputs(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".sqlite"}


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("s3://news/2024/*.jsonl.gz", {"1", "2", "3", "4"}),
        ("s3://news/2024/05-0[12].jsonl.gz", {"1", "2"}),
        ("s3://news/2024/05-03.jsonl.gz", {"3"}),
        ("s3://news", {"1", "2", "3", "4", "note"}),
    ],
    ids=["glob", "pattern", "object", "bucket"],
)
def test_what_a_url_names_is_read(s3, url, days):
    told = {id_.partition("-")[0] for id_ in ids(run(s3[0], "extract", url))}
    assert {day if day.isdigit() else "note" for day in told} == days


def test_what_is_not_there_is_one_sentence(s3):
    told = run(s3[0], "extract", "s3://news/2023/*.gz", fails=True)
    assert told.startswith("geomap: s3://news/2023/*.gz: no article could be read: nothing is there")


def test_a_cluster_with_its_partitions_in_s3_has_the_bytes_of_one_machine(s3, tmp_path):
    env, files = s3
    alone, together = tmp_path / "alone", tmp_path / "together"
    build = ("build", "s3://news", "--quiet", "--out")
    run(env, *build, alone)
    with cluster(tmp_path, env=env) as (address, _):
        there = ("--engine", "dask", "--scheduler", address, "--parts", "s3://scratch/run-1")
        run(env, *build, together, *there)
        assert outputs(together) == outputs(alone)
        left = files.find("scratch/run-1")
        parts = [name for name in left if not name.endswith("geomap.parquet")]
        assert len(left) == len(parts) + 1 == 5, "401 articles, 128 a partition; the merge left nothing"
        files.rm_file(parts[0])
        files.pipe_file(parts[1], files.cat_file(parts[1])[:-9])
        (together / "geomap.sqlite").unlink()
        run(env, *build, together, *there)
    assert files.find("scratch/run-1") == left
    assert outputs(together) == outputs(alone)
    with Store.open(together, write=False) as store:
        assert {Path(part.path).parent.as_posix() for part in store.parts()} == {"s3:/scratch/run-1"}
    event = json.loads((together / "events.geojson").read_text())["features"][0]["properties"]["id"]
    assert run(env, "explain", event, "--out", together) == run(env, "explain", event, "--out", alone) != ""
    files.rm("scratch/run-1", recursive=True)
    assert "s3://scratch/run-1" in run(env, "explain", event, "--out", together, fails=True)


def test_a_bucket_that_is_not_there_is_one_sentence(s3, tmp_path):
    options = ("--engine", "dask", "--workers", "1", "--parts", "s3://no-such-bucket/run")
    told = run(s3[0], "build", "s3://news/2024/notes.md", "--out", tmp_path, "--quiet", *options, fails=True)
    assert told.startswith("geomap: s3://no-such-bucket/run: no partitions can be written")
    assert len(told.splitlines()) == 1
