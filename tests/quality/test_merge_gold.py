"""Pairs of short reports that tell one act, or two: what coding and merging make of them."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from geomap.merge import merge
from geomap.models import Article
from geomap.pipeline import extract
from geomap.settings import Settings

GOLD = Path(__file__).parents[2] / "seeds" / "gold" / "merge"
PAIRS = [json.loads(line) for line in (GOLD / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
LEAST = tomllib.loads((GOLD / "thresholds.toml").read_text(encoding="utf-8"))


class Outcome(NamedTuple):
    """What became of a pair: were both coded, and do they share an event?"""

    coded: bool
    merged: bool


def article(pair: dict[str, Any], side: str) -> Article:
    told = pair[side]
    return Article(
        id=f"{pair['id']}-{side}",
        text=told["text"],
        published=date.fromisoformat(told["published"]),
        published_basis="given",
        lang=told["lang"],
        source=told["source"],
    )


def outcome(pair: dict[str, Any]) -> Outcome:
    """Code both texts on their own, merge, and see whether one event quotes both."""
    both = {f"{pair['id']}-{side}" for side in ("first", "second")}
    articles = [article(pair, "first"), article(pair, "second")]
    reports = list(extract(articles, settings=Settings(workers=1)))
    shared = any({quote.article_id for quote in event.quotes} == both for event in merge(reports))
    return Outcome({report.article_id for report in reports} == both, shared)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return {pair["id"]: outcome(pair) for pair in PAIRS}


def test_both_classes_are_there() -> None:
    same = sum(pair["same"] for pair in PAIRS)
    assert len(PAIRS) >= 140
    assert min(same, len(PAIRS) - same) >= 60


def test_acts_that_are_two_stay_two(outcomes: dict[str, Outcome]) -> None:
    wrong = [pair["id"] for pair in PAIRS if not pair["same"] and outcomes[pair["id"]].merged]
    told = sum(not pair["same"] for pair in PAIRS)
    assert 1 - len(wrong) / told >= LEAST["kept_apart"], wrong


def test_acts_that_are_one_become_one(outcomes: dict[str, Outcome]) -> None:
    coded = [pair for pair in PAIRS if pair["same"] and outcomes[pair["id"]].coded]
    missed = [pair["id"] for pair in coded if not outcomes[pair["id"]].merged]
    assert 1 - len(missed) / len(coded) >= LEAST["joined_where_both_are_coded"], missed


def test_most_texts_of_the_pairs_are_coded(outcomes: dict[str, Outcome]) -> None:
    silent = [pair["id"] for pair in PAIRS if not outcomes[pair["id"]].coded]
    assert 1 - len(silent) / len(PAIRS) >= LEAST["both_coded"], silent
