"""The curated tables: documented columns, known kinds, sane coordinates, a source in each row."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geomap.text.normalise import name_key

CURATED = Path(__file__).parents[2] / "gazetteer" / "curated"
THINGS = ("things", "rivers", "axes")
KINDS = {"village", "site", "river", "reservoir", "sea", "region", "axis", "island", "district"}
RANKS = {"exonym", "romanised", "local", "short"}
WHYS = {"word", "person", "unit", "organisation", "month", "other"}


def rows(name: str) -> list[dict[str, str]]:
    lines = (CURATED / f"{name}.tsv").read_text("utf-8").splitlines()
    data = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(data, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


@pytest.mark.parametrize("name", [*THINGS, "aliases", "former_names", "weak_names"])
def test_header_explains_each_column(name: str) -> None:
    text = (CURATED / f"{name}.tsv").read_text("utf-8")
    explained = "".join(line for line in text.splitlines() if line.startswith("#"))
    table = rows(name)
    assert table
    assert all(column in explained for column in table[0])
    assert all(None not in row and None not in row.values() for row in table)


@pytest.mark.parametrize("name", [*THINGS, "aliases", "former_names"])
def test_each_row_cites_a_public_source(name: str) -> None:
    assert [row for row in rows(name) if not row["source"].startswith("https://")] == []


@pytest.mark.parametrize("name", THINGS)
def test_things_have_three_names_and_a_known_kind(name: str) -> None:
    for row in rows(name):
        assert row["kind"] in KINDS
        assert row["name_en"], row
        assert row["name_uk"], row
        assert row["name_ru"], row


@pytest.mark.parametrize("name", THINGS)
def test_coordinates_lie_in_the_theatre(name: str) -> None:
    for row in rows(name):
        points = [point.split() for point in row["line"].split(";") if point] or [[row["lat"], row["lon"]]]
        assert all(30 < float(lat) < 75 and 15 < float(lon) < 110 for lat, lon in points), row["id"]
        assert 100 <= float(row["radius_m"]) <= 2_000_000, row["id"]


def test_ids_are_unique() -> None:
    ids = Counter(row["id"] for name in THINGS for row in rows(name))
    assert [name for name, count in ids.items() if count > 1] == []


def test_rivers_are_lines() -> None:
    assert all(row["line"].count(";") >= 1 for row in rows("rivers"))


@pytest.mark.parametrize("name", ["aliases", "former_names"])
def test_targets_are_ids(name: str) -> None:
    things = {row["id"] for table in THINGS for row in rows(table)}
    for row in rows(name):
        kind, _, rest = row["target"].partition(":")
        assert kind.startswith("UA") or kind in {"geonames", "country"} or rest in things or "-" in kind, row


def test_aliases_have_a_rank_and_a_language() -> None:
    for row in rows("aliases"):
        assert row["rank"] in RANKS, row
        assert row["lang"] in {"en", "uk", "ru"}, row


def test_a_former_name_was_valid_before_it_was_replaced() -> None:
    for row in rows("former_names"):
        starts, ends = row["valid_from"], row["valid_to"]
        assert row["name_en"] or row["name_uk"] or row["name_ru"], row
        for day in (starts, ends):
            assert not day or (len(day) == 4 and day.isdigit()) or date.fromisoformat(day), row
        assert not (starts and ends) or starts[:4] <= ends[:4], row


def test_weak_names_say_why_and_stand_once() -> None:
    table = rows("weak_names")
    assert all(row["why"] in WHYS and row["lang"] in {"en", "uk", "ru"} for row in table)
    keys = Counter((row["lang"], name_key(row["name"])) for row in table)
    assert [key for key, count in keys.items() if count > 1] == []
