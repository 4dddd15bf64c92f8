"""A Dask cluster of separate processes: equal to one machine, also when a worker dies midway."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bench.corpus import reports
from geomap.engines import engine
from geomap.errors import EngineError, MissingExtraError
from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.models import Article, Place

pytest.importorskip("distributed", reason="pip install 'geomap[dask]'")
SEEDS = Path(__file__).parents[2] / "seeds"
DASK = shutil.which("dask", path=str(Path(sys.executable).parent)) or "dask"
OWN = Place(id="own1", name="Novozhyttia", kind="village", lat=48.1, lon=37.2, tier="exact", radius_m=900.0)


def news(count):
    towns = ("Nikopol", "Kherson", "Novozhyttia", "Pokrovsk")
    for i in range(count):
        text = f"Russian forces shelled {towns[i % 4]} overnight, killing {i % 7 + 2} people. "
        yield Article(id=f"a{i}", text=text * 5, lang="en", published="2024-05-06")


@contextmanager
def process(folder, name, *arguments):
    log = folder / f"{name}.log"
    with log.open("w") as out:
        started = subprocess.Popen([DASK, *arguments], stdout=out, stderr=out, start_new_session=True)
    try:
        yield started
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


@pytest.fixture
def cluster(tmp_path):
    """Yield the scheduler's address and two worker processes without a nanny: who dies stays dead."""
    place = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        common = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place))
        stack.enter_context(process(tmp_path, "scheduler", "scheduler", *common))
        worker = ("worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny", "--no-dashboard")
        here = ("--host", "127.0.0.1", "--local-directory", str(tmp_path))
        workers = [stack.enter_context(process(tmp_path, f"w{i}", *worker, *here)) for i in (1, 2)]
        yield _address(place), workers


def _address(place):
    for _ in range(300):
        if place.exists() and (found := re.search(r"tcp://[\d.:]+", place.read_text())):
            return found.group()
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


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
    told = sorted(reports(3000), key=report_order)
    parts = tmp_path / "parts"
    with engine("dask", scheduler=address, parts=str(parts)) as dask:
        run = dask._run

        def dying(function, calls):
            for result in run(function, calls):
                if function.__name__ == "search_slabs" and workers[0].poll() is None:
                    workers[0].kill()
                yield result

        dask._run = dying
        assert dask.merge(told) == merge(told)
    assert workers[0].poll() is not None
    assert len(list(parts.glob("events/*.parquet"))) == 7


def build(out, *options):
    command = [sys.executable, "-m", "geomap", "build", SEEDS.as_uri(), "--out", out, "--quiet", *options]
    return subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True)


def outputs(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.suffix != ".sqlite"}


@pytest.mark.slow
def test_a_build_has_the_bytes_of_one_machine_though_a_worker_dies(cluster, tmp_path):
    address, workers = cluster
    alone, together, parts = tmp_path / "alone", tmp_path / "together", tmp_path / "parts"
    with build(alone) as here:
        assert here.wait(timeout=300) == 0
    with build(together, "--engine", "dask", "--scheduler", address, "--parts", parts) as there:
        while not (parts / "reports").exists() and there.poll() is None:
            time.sleep(0.01)
        workers[0].kill()
        _, complaints = there.communicate(timeout=300)
    assert there.returncode == 0, complaints
    assert outputs(together) == outputs(alone)
    assert {"events.csv", "events.geojson", "events.gpkg", "index.html"} <= outputs(alone).keys()


@pytest.mark.slow
def test_workers_that_do_not_see_the_parts_are_named(cluster, monkeypatch):
    monkeypatch.setattr("geomap.engines.dask.write_marker", lambda _: "nowhere")
    with (
        engine("dask", scheduler=cluster[0]) as dask,
        pytest.raises(EngineError, match=r"the workers do not see .*--parts a shared folder"),
    ):
        dask.merge([])


@pytest.mark.slow
def test_no_scheduler_is_one_sentence(monkeypatch):
    monkeypatch.setattr("geomap.engines.dask._PATIENCE_S", 1)
    with pytest.raises(EngineError, match=r"tcp://127\.0\.0\.1:9: no Dask cluster"):
        list(engine("dask", scheduler="tcp://127.0.0.1:9").code(news(1)))


def test_without_the_extra_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "geomap.engines.dask", raising=False)
    with pytest.raises(MissingExtraError, match=r"geomap\[dask\]"):
        engine("dask")


def test_the_core_does_not_import_dask():
    check = (
        "import sys, geomap.pipeline, geomap.cli; sys.exit(bool({'dask', 'distributed'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
