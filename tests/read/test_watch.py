"""Watching a folder tells whole new files, and not the tool's own outputs."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from geomap.errors import InputError
from geomap.read.watch import _settled, watch


def test_new_files_are_told_once_settled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "geomap.sqlite").touch()
    stop, told = Event(), Event()
    batches: list[list[Path]] = []

    def run() -> None:
        for batch in watch(tmp_path, settle_s=0.05, stop=stop):
            batches.append(batch)
            told.set()

    thread = Thread(target=run, daemon=True)
    thread.start()
    for attempt in range(50):  # the watch may begin after the first files came
        for name in ("out/events.csv", ".hidden.txt", "a.part", "feeds.toml", f"article{attempt}.txt"):
            (tmp_path / name).write_text("Nikopol was shelled.")
        if told.wait(0.3):
            break
    stop.set()
    thread.join(5)
    names = {path.name for batch in batches for path in batch}
    assert names
    assert all(name.startswith("article") for name in names)


def test_a_growing_file_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("begun")
    pauses = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) < 3:
            path.write_text(path.read_text() + " more")

    assert _settled([path, tmp_path / "gone.txt"], 1.0, sleep) == [path]
    assert pauses == [1.0, 1.0, 1.0]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        next(watch(tmp_path / "none"))
