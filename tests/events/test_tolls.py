"""Tolls told over several sentences: what adds, what repeats, what is another toll."""

from __future__ import annotations

import pytest

from geomap.models import Lang
from tests.events.coding import only, reports

TOLLS = {
    "A man was killed in Vesele, the governor said. Bombs hit houses in Vesele. One person was injured. "
    "Another woman sustained wounds.": (1, 2),
    "Kherson was shelled on Monday. Two people died. Three others were hurt.": (2, 3),
    "Bombs hit houses in Vesele. One person was injured. Another man sustained wounds.": (None, 2),
    "Two people were killed in Kherson. A third man died in hospital. Four were wounded.": (3, 4),
    "650 children were hurt in Ukraine. Of them 229 were killed and 421 injured.": (229, 421),
    "Drones hit Nikopol, injuring nine people, including three children.": (None, 9),
    "A drone was downed over Sumy; nobody was hurt.": (None, 0),
}


@pytest.mark.parametrize(("text", "toll"), TOLLS.items())
def test_a_toll_over_sentences(text: str, toll: tuple[int | None, int | None]) -> None:
    report = only(text)
    assert (report.killed, report.injured) == toll, text


def test_tolls_of_two_sides_are_two() -> None:
    text = "Some 900,000 Russian soldiers were killed. About 700,000 Ukrainian soldiers were killed."
    assert {(r.initiator, r.killed) for r in reports(text)} == {("UA", 900_000), ("RU", 700_000)}


def test_casualties_are_not_the_dead_told_before() -> None:
    dead = "About 700,000 soldiers were killed."
    lost = "Of 434,000 casualties inflicted on Russian forces 150,000 were killed."
    assert [r.killed for r in reports(f"{dead} {lost}")] == [700_000, 150_000]


def test_two_kinds_of_munitions_over_one_place_are_one_count() -> None:
    report = only("Air defence shot down two Orlan drones and one missile over Sumy.")
    assert (report.place, report.downed) == ("Sumy", 3)


BY_PLACE = {
    "One person was killed in Kherson and two were injured in Beryslav by Russian drones.": {
        ("Kherson", 1, None),
        ("Beryslav", None, 2),
    },
    "Russian shelling killed 3 and injured 5 in Kherson and Beryslav.": {
        ("Kherson", None, None),
        ("Beryslav", None, None),
    },
}


@pytest.mark.parametrize(("text", "tolls"), BY_PLACE.items())
def test_a_toll_belongs_to_its_own_place(text: str, tolls: set[tuple[str, int | None, int | None]]) -> None:
    assert {(r.place, r.killed, r.injured) for r in reports(text)} == tolls, text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ворог обстріляв Нікополь і Марганець. Загинула одна людина, двоє поранені.", "uk"),
        ("Враг обстрелял Херсон, Белозёрку и Берислав. Один человек погиб, двое ранены.", "ru"),
        ("Russian forces shelled Nikopol and Marhanets. Two people were wounded.", "en"),
    ],
)
def test_a_toll_of_several_places_is_that_of_none(text: str, lang: Lang) -> None:
    assert {(r.killed, r.injured) for r in reports(text, lang)} == {(None, None)}


def test_a_toll_of_one_place_is_its_own() -> None:
    report = reports("Ворог обстріляв Нікополь. Загинула одна людина, двоє поранені.", "uk")[0]
    assert (report.killed, report.injured) == (1, 2)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Россия ночью атаковала Украину 140 дронами. В Одесской области погиб один человек.",
            "ru",
            [("drone_strike", None, 140, None), ("drone_strike", "Odesa Oblast", None, 1)],
        ),
        (
            "Вночі росіяни атакували Україну 140 дронами. На Одещині загинула людина.",
            "uk",
            [("drone_strike", None, 140, None), ("drone_strike", "Odesa Oblast", None, 1)],
        ),
        (
            "Россия ночью атаковала Украину 140 дронами. В Курской области погиб один человек.",
            "ru",
            [("drone_strike", None, 140, None), ("casualty_report", "Kursk Oblast", None, 1)],
        ),
    ],
)
def test_who_dies_in_a_region_died_by_the_raid_on_the_country(
    text: str, lang: Lang, expected: list[tuple[str, str | None, int | None, int | None]]
) -> None:
    assert [(r.type, r.place, r.launched, r.killed) for r in reports(text, lang)] == expected
