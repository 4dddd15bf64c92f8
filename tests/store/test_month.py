"""Thirty daily builds with a kill and corrections end with exactly the events of one build of all at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.corrections import Correction, append_corrections
from geomap.pipeline import build
from geomap.settings import Settings
from geomap.store import Store
from tests.store import month

KILLED_DAY = 15
OUTPUTS = ("events.csv", "events.geojson", "areas.geojson", "unmapped.geojson")


def run(paths: list[Path], out: Path, corrections: Path | None) -> None:
    settings = Settings(workers=1, formats=("csv", "geojson"), corrections=corrections)
    build([str(path) for path in paths], out, settings=settings)


def killed_run(batch: Path, out: Path, seconds: float) -> None:
    """Start a build in a process of its own and kill it the hard way."""
    command = [
        sys.executable,
        "-m",
        "geomap",
        "build",
        str(batch),
        "--out",
        str(out),
        "--workers",
        "2",
        "--quiet",
    ]
    with subprocess.Popen(command) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    assert process.returncode in (-9, 0)


@pytest.mark.slow
def test_thirty_daily_builds_end_as_one_build_of_all(tmp_path: Path) -> None:
    daily, corrections = tmp_path / "daily", tmp_path / "corrections.toml"
    files = []
    for number, records in enumerate(month.batches()):
        files.append(tmp_path / f"day{number:02}.jsonl")
        month.write(records, files[-1])
        if number == KILLED_DAY:
            killed_run(files[-1], daily, 1.5)
        run([files[-1]], daily, corrections if corrections.exists() else None)
        if number in (10, 20):
            with Store.open(daily, write=False) as store:
                shellings = sorted(event.id for event in store.events() if event.type == "shelling")
            move = {"do": "move", "event": shellings[0], "lat": 47.6, "lon": 34.5}
            do = move if number == 10 else {"do": "drop", "event": shellings[-1]}
            fix = Correction.model_validate({**do, "who": "A", "why": "seen by us"})
            append_corrections(corrections, [fix])
    run(files[-1:], daily, corrections)
    run(files[::-1], tmp_path / "once", corrections)
    with Store.open(daily) as left, Store.open(tmp_path / "once") as right:
        assert left.events() == right.events()
        assert 30 < len(left.events()) < len(list(left.reports())) / 2, (
            "languages and reprints become one event"
        )
        assert [e.corrected_by for e in left.events() if e.corrected_by] == ["A: seen by us"]
        assert list(left.reports()) == list(right.reports())
        villages = [event for event in left.events() if event.type == "capture"]
        assert {(event.status, len(event.history), event.n_reports) for event in villages} == {
            ("disputed", 2, 2)
        }
    for name in OUTPUTS:
        assert (daily / name).read_bytes() == (tmp_path / "once" / name).read_bytes()
