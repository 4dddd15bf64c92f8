"""Merging through Parquet partitions, step by step in this process: the events of one machine."""

import pytest

from bench.corpus import reports
from geomap.engines import shuffle
from geomap.engines.chunks import read_chunk
from geomap.engines.parts import Row, is_there, name_of, read_part, write_part
from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.models import Skipped
from geomap.read import Options
from geomap.read.walk import file_source


def here(function, calls):
    for arguments in calls:
        yield function(*arguments)


def written(folder, told, size):
    starts = range(0, len(told), size)
    return [shuffle.write_reports(folder, n, told[start : start + size]) for n, start in enumerate(starts)]


@pytest.fixture
def told():
    """Reports so dense that many are one act."""
    spots = {f"p{n}": f"p{n % 8}" for n in range(400)}
    close = [r.model_copy(update={"place_id": spots[r.place_id], "lat": 48.0}) for r in reports(300)]
    return sorted(close, key=report_order)


@pytest.mark.parametrize("size", [40, 1000])
def test_pieces_make_the_events_of_the_whole(told, size, tmp_path, monkeypatch):
    monkeypatch.setattr(shuffle, "PART", size)
    folder = str(tmp_path)
    names = shuffle.merge_parts(here, folder, written(folder, told, size))
    events = merge(told)
    assert shuffle.read_events(folder, names) == events
    assert len(events) < len(told)


def test_no_reports_are_no_events(tmp_path):
    names = shuffle.merge_parts(here, str(tmp_path), [])
    assert shuffle.read_events(str(tmp_path), names) == []


def test_a_task_done_twice_leaves_the_same_bytes(told, tmp_path):
    folder = str(tmp_path)
    written(folder, told, 1000)
    shuffle.sort_by_week(folder, 0, 0)
    part = tmp_path / name_of("weeks", 0)
    before = part.read_bytes()
    shuffle.sort_by_week(folder, 0, 0)
    assert part.read_bytes() == before


def test_a_part_is_read_by_label(told, tmp_path):
    rows = [Row(n, report, "even" if n % 2 == 0 else "odd") for n, report in enumerate(told[:10])]
    write_part(str(tmp_path), "p.parquet", rows)
    assert [n for n, _ in read_part(str(tmp_path), "p.parquet", ["odd"])] == [1, 3, 5, 7, 9]
    assert len(list(read_part(str(tmp_path), "p.parquet"))) == 10


def test_parts_may_lie_in_an_object_store(told):
    write_part("memory://run-1", "p.parquet", [Row(7, told[0])])
    ((number, body),) = read_part("memory://run-1", "p.parquet")
    assert (number, body) == (7, told[0].model_dump_json())
    assert is_there("memory://run-1", "p.parquet")
    assert not is_there("memory://run-2", "p.parquet")


def test_a_file_that_a_worker_does_not_see_is_left_to_the_caller(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Shells fell on Nikopol on 3 May 2024, the governor said.", encoding="utf-8"
    )
    seen, unseen = file_source(tmp_path / "a.txt"), file_source(tmp_path / "b.txt")
    gone = Skipped(path="c", reason="no such file")
    (_, items), (_, nothing), (_, lines) = read_chunk([seen, unseen, gone], Options())
    assert [item.path for item in items] == [seen.path]
    assert nothing is None
    assert lines == [gone]
