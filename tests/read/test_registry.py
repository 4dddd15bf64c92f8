"""Which reader reads what: by suffix, by content, from other packages; no bytes break any."""

from __future__ import annotations

import io
import json
import sys
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import SettingsError
from geomap.models import Article, Skipped
from geomap.read import Source, read, readers, registry
from geomap.read.registry import read_source, reader_for
from geomap.read.source import Options
from tests.support.reading import BODY, META, RECORD, page


@pytest.mark.parametrize("data", [json.dumps(RECORD).encode(), page(META).encode(), BODY.encode()])
def test_standard_input_is_read_by_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert len(read(["-"]).articles) == 1


def test_a_file_that_refuses_is_a_line() -> None:
    def refuse() -> io.BytesIO:
        raise PermissionError(13, "no")

    (skipped,) = read_source(Source("a.txt", refuse), Options())
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no permission to read it"


def test_a_reader_of_another_package_comes_through_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("mine", "geomap.read.text:READER", "geomap.readers")]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == registry.GROUP else [])
    assert list(registry.readers.__wrapped__()) == ["mine"]
    points[0] = EntryPoint("mine", "geomap.read.text:read_text", "geomap.readers")
    with pytest.raises(SettingsError, match="is no Reader"):
        registry.readers.__wrapped__()


@pytest.mark.parametrize(
    ("name", "head", "reader"),
    [
        ("a.txt", b"text", "text"),
        ("result.json", b'{\n "name": "K",\n "type": "public_channel",\n "messages": [', "telegram"),
        ("a.json", b'[{"text": ""}]', "json"),
        ("a.xml", b"<?xml version='1.0'?><feed xmlns=", "feed"),
        ("a.warc.gz", b"\x1f\x8b", "warc"),
        ("a.jsonl.gz", b"\x1f\x8b", "gzip"),
        ("page", b"<!DOCTYPE html><html>", "html"),
        ("-", b'{"id": 1, "text": "x"}\n', "jsonlines"),
    ],
)
def test_the_reader_is_chosen_by_suffix_then_by_content(name: str, head: bytes, reader: str) -> None:
    found = reader_for(Source(name, lambda: io.BytesIO(head)), head)
    assert found is readers()[reader]


SUFFIXES = sorted({suffix for reader in readers().values() for suffix in reader.suffixes} | {"", ".bin"})
STARTS = [
    b"",
    b"<html><p>",
    b"<rss><item>",
    b'{"text": "',
    b"[{",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"WARC/1.0\r\n",
    b"---\n",
    b"text,",
]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=200))
def test_no_bytes_break_any_reader(suffix: str, start: bytes, data: bytes) -> None:
    source = Source(f"a{suffix}", lambda: io.BytesIO(start + data))
    for item in read_source(source, Options()):
        assert isinstance(item, Article | Skipped)
        item.model_dump_json().encode("utf-8")
