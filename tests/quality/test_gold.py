"""The project's own gold is what it says: own sentences, well formed, of every type."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geomap.ontology import ontology

GOLD = Path(__file__).parents[2] / "seeds" / "gold"
FILES = sorted(GOLD.glob("*.gold.jsonl"))
FIELDS = set(
    "type place admin1 country lat lon where relation date_start date_end date_basis initiator target "
    "modality status outcome claimant claimant_side killed injured launched downed weapon evidence".split()
)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def texts(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return rows(request.param)


def test_english_gold_is_large_and_has_silence() -> None:
    english = rows(GOLD / "en.gold.jsonl")
    assert len(english) >= 250
    assert sum(not row["events"] for row in english) >= 60


def test_english_gold_covers_every_type() -> None:
    told = {event["type"] for row in rows(GOLD / "en.gold.jsonl") for event in row["events"]}
    assert told == set(ontology().types)


def test_texts_and_their_ids_are_unique(texts: list[dict[str, Any]]) -> None:
    for field in ("id", "text"):
        twice = [value for value, n in Counter(row[field] for row in texts).items() if n > 1]
        assert not twice


def test_each_event_quotes_its_text_and_is_of_a_known_type(texts: list[dict[str, Any]]) -> None:
    types = set(ontology().types)
    for row in texts:
        for event in row["events"]:
            assert event["type"] in types, row["id"]
            assert event["evidence"], row["id"]
            assert event["evidence"] in row["text"], row["id"]


def test_each_event_tells_every_field(texts: list[dict[str, Any]]) -> None:
    for row in texts:
        for event in row["events"]:
            assert FIELDS - event.keys() == set(), row["id"]
            assert (event["lat"] is None) == (event["lon"] is None), row["id"]
            assert event["where"] not in ("admin1", "admin2", "admin3", "country") or event["lat"] is None, (
                row["id"]
            )
            assert (event["where"] == "none") == (event["place"] is None), row["id"]


def test_dates_are_in_order_and_published_means_that_day(texts: list[dict[str, Any]]) -> None:
    for row in texts:
        for event in row["events"]:
            start, end = event["date_start"], event["date_end"]
            if start is None:
                assert (end, event["date_basis"]) == (None, "none"), row["id"]
                continue
            assert date.fromisoformat(start) <= date.fromisoformat(end), row["id"]
            if event["date_basis"] == "published":
                assert start == end == row["published"], row["id"]
