"""Coding into partitions: made once under a name of their content, found again, and never read by half."""

import pytest

from geomap.engines import coded
from geomap.engines.chunks import Given, prepare
from geomap.errors import EngineError
from geomap.models import Article
from geomap.store import Store
from geomap.store.parts import listed

KEY = Given().key


def news(
    count, text="Russian forces shelled Nikopol overnight, killing 2 people in the village of Zzyzxivka."
):
    return [
        Article(id=f"a{i}", text=text, lang="en", published="2024-05-06", path=f"{i}.txt")
        for i in range(count)
    ]


@pytest.fixture
def folder(tmp_path):
    prepare(KEY, Given())
    coded.mark(str(tmp_path / "parts"))
    return str(tmp_path / "parts")


def code(folder, articles, versions=None):
    path = coded.path_of(folder, articles, versions or ["v"] * len(articles))
    return path, coded.code_part(KEY, folder, path, articles)


@pytest.fixture
def counted(monkeypatch):
    """Count the articles that are coded."""
    done = []
    real = coded.code_chunk
    monkeypatch.setattr(coded, "code_chunk", lambda key, chunk: done.extend(chunk) or real(key, chunk))
    return done


def test_a_partition_tells_the_store_all_but_the_reports(folder, tmp_path):
    articles = [*news(2), Article(id="b", text="今日はいい天気ですね。", path="b.txt")]
    path, notes = code(folder, articles)
    with Store.open(tmp_path / "here") as here, Store.open(tmp_path / "away") as away:
        here.add(articles)
        away.add(articles)
        here.put_codings(coded.code_chunk(KEY, articles), version_of=lambda _: "v")
        away.put_codings(coded.parted(path, articles, notes), version_of=lambda _: "v")
        assert list(away.reports()) == list(here.reports()) != []
        assert away.unresolved() == here.unresolved() != []
        assert away.problems() == here.problems() != []
        assert away._all("SELECT count(*) FROM reports WHERE body <> ''") == [(0,)]


def test_a_whole_partition_is_not_made_again(folder, counted):
    first = code(folder, news(3))
    assert code(folder, news(3)) == first
    assert len(counted) == 3


def test_half_a_partition_is_made_again(folder, counted):
    path, notes = code(folder, news(3))
    with open(path, "r+b") as file:  # noqa: PTH123
        whole = file.read()
        file.truncate(len(whole) - 9)
    assert code(folder, news(3)) == (path, notes)
    with open(path, "rb") as file:  # noqa: PTH123
        assert file.read() == whole
    assert len(counted) == 6


def test_other_articles_or_rules_make_another_partition(folder):
    paths = {
        code(folder, news(2))[0],
        code(folder, news(3))[0],
        code(folder, news(2, "Drones struck Sumy."))[0],
        code(folder, news(2), ["v", "w"])[0],
    }
    assert len(paths) == 4
    assert len(listed(folder)) == 5  # and the mark


def test_a_process_that_does_not_see_the_folder_writes_nothing(folder, tmp_path):
    with pytest.raises(EngineError, match="do not see"):
        code(str(tmp_path / "private"), news(1))
    assert not (tmp_path / "private").exists()


def test_a_process_that_was_not_made_ready_codes_nothing(folder):
    with pytest.raises(EngineError, match="not made ready"):
        coded.code_part("other rules", folder, f"{folder}/x.parquet", news(1))
