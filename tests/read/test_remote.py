"""Object stores: what a URL names is read as files are."""

import fsspec
import pytest

from geomap.read import read
from geomap.read.walk import sources

LINE = b'{"id": "%d", "text": "Shells fell on Nikopol on 3 May 2024.", "lang": "en"}\n'


@pytest.fixture
def store():
    files = fsspec.filesystem("memory")
    for number, name in enumerate(
        ("b.jsonl", "a.jsonl", "2024/c.jsonl", ".hidden.jsonl", "out/d.jsonl", "out/geomap.sqlite")
    ):
        files.pipe_file(f"/news/{name}", LINE % number)
    yield "memory://news"
    files.rm("/news", recursive=True)


@pytest.mark.parametrize(
    ("under", "ids"),
    [("", ["2", "1", "0"]), ("/*.jsonl", ["3", "1", "0"]), ("/2024/c.jsonl", ["2"])],
    ids=["folder", "glob", "object"],
)
def test_a_url_is_a_path(store, under, ids):
    assert [article.id for article in read([store + under]).articles] == ids


def test_articles_tell_their_url(store):
    (article,) = read([store + "/a.jsonl"]).articles
    assert article.path == "memory:///news/a.jsonl:1"


@pytest.mark.parametrize(
    ("url", "reason"),
    [("memory://nowhere", "nothing is there"), ("warp9://news", "cannot be listed")],
)
def test_what_cannot_be_listed_is_one_line(url, reason):
    (skipped,) = sources([url])
    assert (skipped.path, reason in skipped.reason) == (url, True)
