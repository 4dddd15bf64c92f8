"""Merging through Parquet partitions, step by step in this process: the events of one machine."""

import pytest

from bench.corpus import reports
from geomap.engines import shuffle
from geomap.engines.chunks import read_chunk
from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.models import Skipped
from geomap.read import Options
from geomap.read.walk import file_source
from geomap.store import Part
from geomap.store.parts import Row, clear, is_there, listed, name_of, notes_of, read_part, write_part


def here(function, calls):
    for arguments in calls:
        yield function(*arguments)


def written(folder, told, size):
    lots = enumerate(shuffle.whole_articles(told, size))
    return [shuffle.write_reports(f"{folder}/{name_of('reports', n)}", chunk) for n, chunk in lots]


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
    paths = shuffle.merge_parts(here, folder, written(folder, told, size))
    events = merge(told)
    assert shuffle.read_events(paths) == events
    assert len(events) < len(told)


def test_partitions_may_hold_articles_of_all_days_in_any_order(told, tmp_path, monkeypatch):
    monkeypatch.setattr(shuffle, "PART", 100)
    mixed = sorted(told, key=lambda report: report.id[::-1])
    by_hash = [[r for r in mixed if int(r.article_id[1:]) % 7 == n] for n in range(7)]
    parts = []
    for n, reports_ in enumerate(by_hash):
        whole = sorted(reports_, key=lambda report: report.article_id)
        parts.append(shuffle.write_reports(f"{tmp_path}/coded-{n}.parquet", whole))
    assert shuffle.read_events(shuffle.merge_parts(here, str(tmp_path), parts)) == merge(told)


def test_an_article_that_was_coded_anew_counts_where_it_lies_now(told, tmp_path):
    (old,) = written(str(tmp_path / "old"), told, 1000)
    gone = told[0].article_id
    rest = old._replace(shares=[share for share in old.shares if share.article != gone])
    paths = shuffle.merge_parts(here, str(tmp_path), [rest])
    assert shuffle.read_events(paths) == merge(r for r in told if r.article_id != gone)


def test_no_reports_are_no_events(tmp_path):
    assert shuffle.read_events(shuffle.merge_parts(here, str(tmp_path), [])) == []


def test_a_partition_with_fewer_reports_than_the_store_knows_is_no_silent_loss(told, tmp_path):
    (part,) = written(str(tmp_path), told, 1000)
    first, *rest = part.shares
    longer = Part(part.path, [first._replace(reports=first.reports + 1), *rest])
    with pytest.raises(ValueError, match="zip"):
        shuffle.merge_parts(here, str(tmp_path), [longer])


def test_a_task_done_twice_leaves_the_same_bytes(told, tmp_path):
    lot = [(written(str(tmp_path), told, 1000)[0].path, {told[0].article_id: 0})]
    shuffle.sort_by_week(str(tmp_path), 0, lot)
    part = tmp_path / name_of("weeks", 0)
    before = part.read_bytes()
    shuffle.sort_by_week(str(tmp_path), 0, lot)
    assert part.read_bytes() == before


def test_a_part_is_read_by_label(told, tmp_path):
    rows = [Row(n, report, "even" if n % 2 == 0 else "odd") for n, report in enumerate(told[:10])]
    part = f"{tmp_path}/p.parquet"
    write_part(part, rows)
    assert [n for n, _ in read_part(part, ["odd"])] == [1, 3, 5, 7, 9]
    assert len(list(read_part(part))) == 10


def test_parts_may_lie_in_an_object_store(told):
    part = "memory://run-1/p.parquet"
    write_part(part, [Row(7, told[0])], notes="seven")
    ((number, body),) = read_part(part)
    assert (number, body) == (7, told[0].model_dump_json())
    assert (is_there(part), notes_of(part), listed("memory://run-1")) == (True, "seven", {"p.parquet"})
    clear("memory://run-1")
    assert (is_there(part), notes_of(part), listed("memory://run-1")) == (False, None, set())


def test_half_a_partition_is_none(told, tmp_path):
    part = tmp_path / "p.parquet"
    write_part(str(part), [Row(n, report) for n, report in enumerate(told)], notes="all")
    whole = part.read_bytes()
    for size in (0, 3, len(whole) // 2, len(whole) - 1):
        part.write_bytes(whole[:size])
        assert notes_of(str(part)) is None


def test_a_store_without_a_package_is_told_as_unreachable(told):
    with pytest.raises(OSError, match="warp9"):
        write_part("warp9://run/p.parquet", [Row(7, told[0])])


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
