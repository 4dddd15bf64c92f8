"""Outputs are whole or as they were, one file or a set."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from geomap.errors import StoreError
from geomap.store import publishing, recover, replacing, write_text
from geomap.store.atomic import NEW, READY


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write_text(tmp_path / "deep" / "events.csv", "a\r\nb\n")
    assert (tmp_path / "deep" / "events.csv").read_bytes() == b"a\r\nb\n"
    assert names(tmp_path / "deep") == ["events.csv"]


def test_the_same_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "same")
    before = path.stat()
    write_text(path, "same")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_failed_writer_leaves_the_last_good_file(tmp_path: Path) -> None:
    path = tmp_path / "events.gpkg"
    write_text(path, "good")

    def fail(temporary: Path) -> None:
        temporary.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="No space left"), replacing(path) as temporary:
        fail(temporary)
    assert path.read_text() == "good"
    assert names(tmp_path) == ["events.gpkg"]


def test_a_writer_that_wrote_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"), replacing(tmp_path / "a"):
        pass


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="file"):
        write_text(tmp_path / "file" / "a", "x")


def test_a_set_is_published_together(tmp_path: Path) -> None:
    with publishing(tmp_path) as new:
        (new / "a").write_text("1")
        (new / "sub").mkdir()
        (new / "sub" / "b").write_text("1")
        assert names(tmp_path) == [NEW]
    assert names(tmp_path) == ["a", "sub"]


def test_a_sub_folder_is_one_output(tmp_path: Path) -> None:
    for part in ("a.js", "b.js"):
        with publishing(tmp_path) as folder:
            (folder / "parts").mkdir()
            (folder / "parts" / part).write_text(part)
            (folder / part).write_text(part)
    assert names(tmp_path / "parts") == ["b.js"]
    assert names(tmp_path) == ["a.js", "b.js", "parts"], "other outputs of the earlier run stay"


def test_a_failed_set_leaves_all_of_the_last_one(tmp_path: Path) -> None:
    with publishing(tmp_path) as new:
        (new / "a").write_text("1")

    def fail(new: Path) -> None:
        (new / "a").write_text("2")
        raise ValueError("exporter failed")

    with pytest.raises(ValueError, match="exporter"), publishing(tmp_path) as new:
        fail(new)
    assert (tmp_path / "a").read_text() == "1"
    assert names(tmp_path) == ["a"]


def test_what_a_killed_run_made_ready_is_finished_and_what_it_began_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / READY).mkdir()
    (tmp_path / READY / "b").write_text("2")
    (tmp_path / NEW).mkdir()
    (tmp_path / NEW / "a").write_text("3")
    recover(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "1", "b": "2"}
