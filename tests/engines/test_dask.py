"""A Dask cluster of separate processes: equal to one machine, also when a worker dies midway."""

import subprocess
import sys

import pytest

from bench.corpus import reports
from geomap.engines import engine
from geomap.errors import EngineError, MissingExtraError
from geomap.merge import merge
from geomap.models import Article, Place
from geomap.store import Reports
from tests.support.dask import cluster as started

pytest.importorskip("distributed", reason="pip install 'geomap[dask]'")
OWN = Place(id="own1", name="Novozhyttia", kind="village", lat=48.1, lon=37.2, tier="exact", radius_m=900.0)


def news(count):
    towns = ("Nikopol", "Kherson", "Novozhyttia", "Pokrovsk")
    for i in range(count):
        text = f"Russian forces shelled {towns[i % 4]} overnight, killing {i % 7 + 2} people. "
        yield Article(id=f"a{i}", text=text * 5, lang="en", published="2024-05-06")


@pytest.fixture
def cluster(tmp_path):
    with started(tmp_path) as found:
        yield found


@pytest.mark.slow
def test_a_worker_killed_midway_changes_nothing(cluster):
    address, workers = cluster
    alone = list(engine("local").code(news(1500), extra_places=[OWN]))
    with engine("dask", scheduler=address) as dask:
        together = dask.code(news(1500), extra_places=[OWN])
        first = next(together)
        workers[0].kill()
        assert [first, *together] == alone
    assert workers[1].poll() is None


@pytest.mark.slow
def test_reports_are_merged_in_pieces_though_a_worker_dies(cluster, tmp_path, monkeypatch):
    address, workers = cluster
    monkeypatch.setattr("geomap.engines.dask.PART", 500)
    monkeypatch.setattr("geomap.engines.shuffle.PART", 500)
    told, parts, pieces = reports(3000), tmp_path / "parts", set()
    with engine("dask", scheduler=address, parts=str(parts)) as dask:
        run = dask._run

        def dying(function, calls):
            for result in run(function, calls):
                if function.__name__ == "search_slabs" and workers[0].poll() is None:
                    workers[0].kill()
                pieces.update(part.relative_to(parts).parts[1] for part in parts.rglob("part-*.parquet"))
                yield result

        dask._run = dying
        assert dask.merge(Reports(told)) == merge(told)
    assert workers[0].poll() is not None
    assert pieces == {"reports", "weeks", "buckets", "events"}
    assert [path.name for path in parts.iterdir()] == ["geomap.parquet"], "the merge clears up after itself"


@pytest.mark.slow
def test_workers_that_do_not_see_the_parts_are_named(cluster, monkeypatch):
    monkeypatch.setattr("geomap.engines.dask.mark", lambda _: None)
    with (
        engine("dask", scheduler=cluster[0], parts="/nowhere/at/all") as dask,
        pytest.raises(EngineError, match=r"tcp://.*the workers do not see /nowhere.*--parts a shared folder"),
    ):
        dask.merge(Reports([]))


@pytest.mark.slow
@pytest.mark.parametrize("parts", ["/proc/parts", "warp9://parts"])
def test_parts_that_cannot_be_written_are_one_sentence(parts):
    with engine("dask", parts=parts) as dask, pytest.raises(EngineError, match=f"{parts}: no partitions can"):
        dask.merge(Reports([]))


@pytest.mark.slow
def test_no_scheduler_is_one_sentence_and_soon():
    command = [sys.executable, "-m", "geomap", "build", "seeds", "--out", "x", "--engine", "dask"]
    late = 40  # seconds: four times what is granted, two thirds of what distributed would wait by itself
    done = subprocess.run(
        [*command, "--scheduler", "tcp://127.0.0.1:9"],
        capture_output=True, text=True, timeout=late, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("geomap: tcp://127.0.0.1:9: no Dask cluster")
    assert "start `dask scheduler`" in line


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.engines.dask._FIRST_WORKER_S", 1)
    with started(tmp_path, workers=0) as (address, _), pytest.raises(EngineError, match=r"no Dask .*worker"):
        list(engine("dask", scheduler=address).code(news(1)))


def test_without_the_extra_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "geomap.engines.dask", raising=False)
    with pytest.raises(MissingExtraError, match=r"geomap\[dask\]"):
        engine("dask")


def test_the_core_does_not_import_dask():
    check = (
        "import sys, geomap.pipeline, geomap.cli;"
        "sys.exit(bool({'dask', 'distributed', 'fsspec', 'pyarrow'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
