"""Reports in partitions: found, counted once, coded anew when lost, and gone with their last article."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from geomap.errors import StoreError
from geomap.models import Article, Report
from geomap.store import PARTS_FOLDER, Parted, Store
from geomap.store.connect import FILE
from geomap.store.parts import Row, write_part


def article(id_, text="Shells fell on Nikopol, the governor of the oblast said."):
    return Article(id=id_, text=text, path=f"{id_}.txt", lang="en", published=date(2025, 1, int(id_[1:])))


def report(article_id, name="Nikopol", start=0):
    return Report(
        id=f"{article_id}-{name}-{start}",
        type="shelling",
        family="fires",
        place=name,
        article_id=article_id,
        lang="en",
        start=start,
        end=start + 6,
        quote="Shells",
        published=date(2025, 1, int(article_id[1:])),
    )


def put(store, part, told):
    """Write the reports ``told`` of articles into a partition and point the articles to it."""
    write_part(part, [Row(n, r) for reports in told.values() for n, r in enumerate(reports)])
    found = [Parted(article(id_), part, [r.id for r in reports]) for id_, reports in told.items()]
    store.put_codings(found, version_of=lambda _: "v")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "out") as opened:
        opened.add([article("a1"), article("a2"), article("a3")])
        yield opened


@pytest.fixture(params=["own folder", "elsewhere"])
def folder(request, store, tmp_path):
    return str(store.folder / PARTS_FOLDER if request.param == "own folder" else tmp_path / "shared")


def test_reports_here_and_there_are_one_sequence(store, folder):
    put(store, f"{folder}/p.parquet", {"a3": [report("a3")], "a1": [report("a1"), report("a1", start=20)]})
    store.put_reports(article("a2"), [report("a2")], code_version="v")
    reports = store.reports()
    assert [r.article_id for r in reports] == ["a1", "a1", "a2", "a3"]
    assert (len(reports), reports[2], reports[-1:]) == (4, report("a2"), [report("a3")])
    assert store.need_coding(store.articles(), lambda _: "v") == []
    wanted = ["a1-Nikopol-20", "a2-Nikopol-0", "nobody"]
    assert {r.id for r in store.reports_of(wanted)} == {"a1-Nikopol-20", "a2-Nikopol-0"}


def test_how_many_there_are_is_known_without_reading_any(store, folder):
    put(store, f"{folder}/p.parquet", {"a1": [report("a1")]})
    shutil.rmtree(folder)
    assert len(store.reports()) == 1
    with pytest.raises(StoreError, match=r"p.parquet: reports of 1 articles cannot be read.*build again"):
        list(store.reports())


def test_what_was_coded_anew_counts_once(store, folder):
    put(store, f"{folder}/old.parquet", {"a1": [report("a1")], "a2": [report("a2")]})
    put(store, f"{folder}/new.parquet", {"a1": [report("a1", "Kherson")]})
    assert [r.place for r in store.reports()] == ["Kherson", "Nikopol"]
    store.put_reports(article("a2"), [report("a2", "Sumy")], code_version="v")
    assert [r.place for r in store.reports()] == ["Kherson", "Sumy"]
    store.forget(["a1"])
    assert [r.place for r in store.reports()] == ["Sumy"]


def test_a_partition_that_is_gone_is_coded_anew(store, folder):
    put(store, f"{folder}/p.parquet", {"a1": [report("a1")], "a2": [report("a2")]})
    put(store, f"{folder}/q.parquet", {"a3": [report("a3")]})
    Path(folder, "p.parquet").unlink()
    assert store.need_coding(store.articles(), lambda _: "v") == [article("a1"), article("a2")]


def test_only_own_partitions_go_with_their_last_article(store, folder):
    put(store, f"{folder}/old.parquet", {"a1": [report("a1")]})
    put(store, f"{folder}/new.parquet", {"a1": [report("a1")]})
    left = sorted(path.name for path in Path(folder).iterdir())
    assert left == (["new.parquet"] if PARTS_FOLDER in folder else ["new.parquet", "old.parquet"])


def test_an_output_folder_may_be_moved(store, tmp_path):
    put(store, f"{store.folder / PARTS_FOLDER}/p.parquet", {"a1": [report("a1")]})
    shutil.copytree(store.folder, tmp_path / "copy")
    shutil.rmtree(store.folder / PARTS_FOLDER)
    with Store.open(tmp_path / "copy", write=False) as copy:
        assert list(copy.reports()) == [report("a1")]


@pytest.mark.parametrize("write", [True, False])
def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path, write):
    with Store.open(tmp_path) as store:
        store.add([article("a1")])
        store.put_reports(article("a1"), [report("a1")], code_version="v")
    connection = sqlite3.connect(tmp_path / FILE)
    connection.executescript("DROP TABLE parts; PRAGMA user_version = 1")
    connection.close()
    with Store.open(tmp_path, write=write) as store:
        assert list(store.reports()) == [report("a1")]
        assert store.parts() == []
