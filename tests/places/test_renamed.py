"""A place bears in a report the name it had on the day of the act."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.models import Article, Place
from geomap.pipeline import extract
from geomap.places import load_gazetteer
from geomap.places.gazetteer.renamed import era_of, name_on
from tests.places.conftest import Reader


def village(*former: str) -> Place:
    names = {"uk": ["Нове"], "former": list(former)}
    return Place(
        id="x", name="New", kind="village", lat=48.0, lon=37.0, tier="exact", radius_m=1_000, names=names
    )


@pytest.mark.parametrize(
    ("day", "english", "ukrainian"),
    [
        (date(2024, 9, 25), "Old", "Старе"),
        (date(2024, 9, 26), "New", "Нове"),
        (date(2015, 1, 1), "Older", "Старіше"),
        (None, "New", "Нове"),
    ],
)
def test_the_name_of_the_day(day: date | None, english: str, ukrainian: str) -> None:
    old = ("Old (until 2024-09-26)", "Старе (until 2024-09-26)", "Старое (until 2024-09-26)")
    place = village(
        *old, "Older (until 2016)", "Старіше (until 2016)", "Nova (in directories of the 2020s)", "X"
    )
    assert name_on(place, day) == english
    assert name_on(place, day, ukrainian=True) == ukrainian


def test_a_bare_year_counts_whole() -> None:
    place = village("Old (until 2024)")
    assert [name_on(place, date(year, 12, 31)) for year in (2024, 2025)] == ["Old", "New"]


def test_a_name_known_in_one_language_only_leaves_the_other() -> None:
    assert name_on(village("Старе (until 2024)"), date(2023, 1, 1)) == "New"


def test_every_former_name_of_the_table_is_read() -> None:
    table, then = load_gazetteer(), date(2022, 2, 24)
    places = (table.place(index) for index in range(len(table)))
    renamed = {
        place.name for place in places if place.names.get("former") and name_on(place, then) != place.name
    }
    assert {"Siverskodonetsk", "Andriivka-Klevtsove", "Samar"} <= renamed
    assert not renamed & {"Bakhmut", "Dnipro", "Pokrovsk"}  # renamed before the war


@pytest.mark.parametrize(("published", "name"), [("2024-02-27", "Lastochkyne"), ("2025-02-27", "Krynychne")])
def test_a_report_has_the_name_of_its_day_and_one_id(published: str, name: str) -> None:
    text = "Russian forces shelled Lastochkyne in Donetsk Oblast."
    (report,) = extract([Article(id="a", text=text, published=published)])
    assert (report.place, report.place_local, report.place_id) == (name, "Lastochkyne", "UA14160190350070064")


@pytest.mark.parametrize(
    ("surface", "year", "era"),
    [
        ("Старого", 2023, 1),
        ("Нового", 2023, -1),
        ("Нового", 2025, 0),
        ("Старого", 2025, 0),  # an old name in use
        ("Інше", 2023, 0),
    ],
)
def test_the_name_of_its_time_in_any_case(surface: str, year: int, era: int) -> None:
    assert era_of(surface, village("Старе (until 2024)"), date(year, 6, 1)) == era


def test_a_town_under_the_name_of_its_day_beats_a_village_of_that_name(read: Reader) -> None:
    text = "Russian forces shelled Druzhba, Sumy Oblast."
    place = load_gazetteer().place(read(text, published=date(2023, 11, 16))[0].place)
    assert place.name == "Khutir-Mykhailivskyi"


def test_before_its_renaming_a_village_is_not_meant_by_its_present_name(read: Reader) -> None:
    text = "Clashes near Pivnichne, Donetsk Oblast."
    first = {year: read(text, published=date(year, 1, 15))[0].candidates[0] for year in (2024, 2025)}
    assert load_gazetteer().place(first[2024].place).admin3 == "Toretsk hromada"
    scores = {
        year: {c.place: c.score for c in read(text, published=date(year, 1, 15))[0].candidates}
        for year in (2024, 2025)
    }
    sieverne = load_gazetteer().index_of("UA14160190390068286")
    assert sieverne is not None
    assert scores[2024][sieverne] < scores[2024][first[2024].place] - 1
