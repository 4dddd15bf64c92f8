"""A map of more events than one file should hold: parts beside the page, whole after any interruption."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import fixture
import pytest
from fake_gazetteer import FakeGazetteer
from hypothesis import given, settings
from hypothesis import strategies as st
from waiting import until

from geomap.errors import StoreError
from geomap.export import html
from geomap.export.html import ONE_FILE, write, write_map
from geomap.export.map.parts import part_starts
from geomap.export.results import Results
from geomap.models import Event
from geomap.store import atomic

PART = re.compile(r'geomap\.take\("([0-9a-f]{16})",(.*)\);\n', re.DOTALL)


def results(number: int) -> Results:
    events = fixture.events(number)
    return Results(
        events=events,
        reports=(),
        articles=(),
        skipped=(),
        unresolved=(),
        gazetteer=FakeGazetteer(),  # type: ignore[arg-type]
        input_hash="0123456789abcdef",
    )


def parts_of(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "index-parts").glob("*.js")}


def named(folder: Path) -> set[str]:
    """Return the parts that the page names."""
    core = re.search(
        r'id="geomap-core">(.*?)</script>', (folder / "index.html").read_text("utf-8"), re.DOTALL
    )
    assert core
    parts = json.loads(core[1])["parts"]
    return {parts["columns"], parts["ids"], *parts["details"]}


def test_one_file_holds_two_hundred_thousand_events() -> None:
    assert ONE_FILE == 200_000


def test_parts_begin_where_one_file_is_too_much(tmp_path: Path) -> None:
    assert write(results(60), tmp_path, one_file=60) == [tmp_path / "index.html"]
    assert not (tmp_path / "index-parts").exists()
    assert write(results(61), tmp_path, one_file=60) == [tmp_path / "index.html", tmp_path / "index-parts"]
    assert parts_of(tmp_path) == named(tmp_path)


def test_same_events_same_bytes(tmp_path: Path) -> None:
    made = results(80)
    for name, events in (("a", made.events), ("b", made.events[::-1])):
        write(made._replace(events=events), tmp_path / name, one_file=10)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) > 5
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


@given(st.lists(st.integers(0, 400), max_size=60), st.integers(1, 7))
@settings(deadline=None)
def test_a_part_is_of_one_month_and_not_too_large(days: list[int], most: int) -> None:
    dates = [date(2024, 1, 1) + timedelta(days=day) for day in sorted(days)]
    events = [Event(id="e", type="clash", family="ground", date_start=day) for day in (None, *dates)]
    starts = part_starts(events, most=most)
    runs = [events[a:b] for a, b in pairwise([*starts, len(events)])]
    assert [e for run in runs for e in run] == events
    assert all(0 < len(run) <= most for run in runs)
    assert all(len({str(e.date_start)[:7] for e in run}) == 1 for run in runs)


def test_a_new_event_changes_the_parts_of_its_month_only(tmp_path: Path) -> None:
    made = results(100)
    write(made, tmp_path, one_file=10)
    before = parts_of(tmp_path)
    new = made.events[0].model_copy(update={"id": "0" * 16, "date_start": date(2025, 2, 3), "date_end": None})
    write(made._replace(events=[*made.events, new]), tmp_path, one_file=10)
    assert len(before - parts_of(tmp_path)) == 3, "the columns, the ids and February"
    assert len(before) == 5, "also January and what was told of the year before"


def test_parts_of_earlier_pages_are_removed_and_nothing_else(tmp_path: Path) -> None:
    write(results(80), tmp_path, one_file=10)
    own = tmp_path / "index-parts" / "notes.txt"
    own.write_text("mine")
    write(results(70), tmp_path, one_file=10)
    assert parts_of(tmp_path) == named(tmp_path)
    write(results(70), tmp_path)
    assert parts_of(tmp_path) == set()
    assert own.read_text() == "mine"
    own.unlink()
    write(results(70), tmp_path)
    assert not (tmp_path / "index-parts").exists()


def test_a_run_that_ends_before_its_page_leaves_the_last_good_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(results(80), tmp_path, one_file=10)
    page = (tmp_path / "index.html").read_bytes()

    def full(path: Path, _text: str) -> None:
        raise StoreError("cannot be written: disk full", where=str(path), remedy="free some space")

    monkeypatch.setattr(html, "write_text", full)
    with pytest.raises(StoreError, match="disk full"):
        write(results(90), tmp_path, one_file=10)
    assert (tmp_path / "index.html").read_bytes() == page
    assert named(tmp_path) <= parts_of(tmp_path)


@pytest.mark.parametrize("moves", range(6))
def test_a_published_page_never_names_a_part_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    write(results(80), tmp_path, one_file=10)
    write(results(90), tmp_path / atomic.READY, one_file=10)
    assert len(list((tmp_path / atomic.READY).rglob("*.*"))) == 6
    left = iter(range(moves))

    def put(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        source.replace(target)

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "put", put)
        with pytest.raises(KeyboardInterrupt):
            atomic.recover(tmp_path)
    assert named(tmp_path) <= parts_of(tmp_path)
    atomic.recover(tmp_path)
    write(results(90), tmp_path / "whole", one_file=10)
    assert named(tmp_path) == named(tmp_path / "whole")


def test_a_part_hands_over_json_that_is_inert(tmp_path: Path) -> None:
    text = "</script><script>alert(1)</script>{{ 7*191 }}\u2028'\"\\`${alert(2)}"
    hostile = [
        e.model_copy(update={"quotes": [q.model_copy(update={"quote": text}) for q in e.quotes]})
        for e in fixture.events(20)
    ]
    write(results(20)._replace(events=hostile), tmp_path, one_file=5)
    told = [PART.fullmatch(path.read_text("utf-8")) for path in (tmp_path / "index-parts").iterdir()]
    assert all(found and not re.search(r"[<>&\u2028\u2029]|\{[{%#]", found[2]) for found in told)
    quotes = [
        q
        for found in told
        if found
        for q in json.loads(found[2]).get("quotes", {}).get("text", {}).get("list", ())
    ]
    assert set(quotes) == {text}
    assert len(quotes) == sum(len(e.quotes) for e in hostile)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "a map, 100 %.html"
    write_map(fixture.events(120), path, gazetteer=FakeGazetteer(), one_file=50)
    return path


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_details_load_when_an_event_is_opened(large: Path, open_page: Any) -> None:
    log, loaded = open_page(large, hash_="#d=2025-01-10..2025-01-20"), []
    assert log.page.locator("script[src]").count() == 1
    log.page.on("request", lambda request: loaded.append(request.url))
    log.page.locator("#list button").first.click()
    log.page.wait_for_selector("#detail blockquote")
    log.page.click("#detail [aria-label='Next event']")
    log.page.wait_for_selector("#detail blockquote")
    assert len(loaded) == 1, "the next event is in the same part"
    assert re.search(r"a%20map%2C%20100%20%25-parts/[0-9a-f]{16}\.js$", loaded[0])
    assert (log.requests, log.errors, log.dialogs) == ([], [], [])


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_search_reads_every_part_and_says_when_one_is_missing(large: Path, open_page: Any) -> None:
    page = open_page(large, hash_="#d=all").page
    events = [e for e in fixture.events(120) if e.modality in ("occurred", "ongoing")]
    found = sum(any("carried out" in q.quote for q in e.quotes) for e in events)
    assert 0 < found < len(events)
    page.fill("#search", "carried out")
    until(page, f"document.querySelector('#summary').textContent === '{found} events shown of 120'")
    parts = (large.parent / f"{large.stem}-parts").glob("*.js")
    max(parts, key=lambda path: path.stat().st_size).unlink()
    page = open_page(large, hash_="#d=all&q=carried+out").page
    until(page, "document.querySelector('#summary').textContent.includes('files missing, not searched: 1')")


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_a_missing_part_is_named_where_its_event_is_opened(large: Path, open_page: Any) -> None:
    page = open_page(large).page
    for part in (large.parent / f"{large.stem}-parts").glob("*.js"):
        part.unlink()
    page.locator("#list button").first.click()
    page.wait_for_selector("#detail .notice")
    assert "-parts/" in page.locator("#detail").inner_text()
    assert page.locator("#detail .lead").inner_text()


@pytest.mark.chromium
@pytest.mark.enable_socket
def test_a_page_without_its_folder_says_so(large: Path, tmp_path: Path, open_page: Any) -> None:
    alone = tmp_path / "alone" / "index.html"
    alone.parent.mkdir()
    alone.write_bytes(large.read_bytes())
    page = open_page(alone).page
    assert "Copy the page together with its folder" in page.locator("#summary").inner_text()
