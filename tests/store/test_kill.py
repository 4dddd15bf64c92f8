"""kill -9 at random points: the store opens, the outputs are those of one run, the next run completes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geomap.store import Store
from tests.store.run_and_be_killed import ARTICLES, OUTPUTS, run

KILLS = 20
SCRIPT = Path(__file__).with_name("run_and_be_killed.py")


def kill_after(folder: Path, seconds: float, generation: int) -> None:
    """Start runs without end and kill them the hard way."""
    command = [sys.executable, str(SCRIPT), str(folder), str(generation), str(generation + 1000), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begin\n"
        time.sleep(seconds)
        process.kill()
    assert process.returncode == -9


def check(folder: Path) -> None:
    with Store.open(folder, wait_s=0) as store:
        assert store._all("PRAGMA integrity_check") == [("ok",)]
        assert store._all("PRAGMA foreign_key_check") == []
        coded = [report.article_id for report in store.reports()]
        assert len(coded) == len(set(coded))
    written = {name: (folder / name).read_text() for name in OUTPUTS if (folder / name).exists()}
    assert len(set(written.values())) <= 1, "outputs of two runs are mixed"
    assert len(written) in {0, len(OUTPUTS)}
    assert not list(folder.glob(".geomap*"))


def test_a_killed_run_leaves_a_store_that_opens_and_the_last_good_outputs(tmp_path: Path) -> None:
    chance = random.Random(20250121)
    for kill in range(KILLS):
        kill_after(tmp_path, chance.uniform(0.0, 0.15), generation=kill * 1000)
        check(tmp_path)
    run(tmp_path, 7)
    run(clean := tmp_path / "clean", 7)
    for name in OUTPUTS:
        assert (tmp_path / name).read_bytes() == (clean / name).read_bytes()
    with Store.open(tmp_path) as killed, Store.open(clean) as whole:
        assert killed.articles() == whole.articles()
        assert list(killed.reports()) == list(whole.reports())
        assert killed.events() == whole.events()
        assert len(killed.events()) == ARTICLES


@pytest.mark.parametrize("rename", range(1, len(OUTPUTS) + 2))
def test_a_kill_between_any_two_renames_never_mixes_outputs(tmp_path: Path, rename: int) -> None:
    run(tmp_path, 1)
    process = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path), "2", "3", str(rename)], check=False)
    assert process.returncode == -9
    check(tmp_path)
    generation = (tmp_path / "index.html").read_text().split()[0]
    assert generation == ("1" if rename == 1 else "2"), "once all files are ready, they are put in place"
