"""What "the city" and "the village" stand for."""

from __future__ import annotations

import pytest

from geomap.models import Lang
from tests.events.coding import reports, told


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        ("They hold Kurakhove and the village of Dachne. Shelling hit the city.", "en", "Kurakhove"),
        ("They hold the village of Dachne and Kurakhove. Shelling hit the village.", "en", "Dachne"),
        ("Понад добу горить Курахове і село Дачне. Ворог обстріляв місто з артилерії.", "uk", "Kurakhove"),
        ("Войска стоят у города Курахово и посёлка Дачное. Бои в городе продолжаются.", "ru", "Kurakhove"),
    ],
)  # fmt: skip
def test_a_town_is_no_village(text: str, lang: Lang, place: str) -> None:
    assert place in [where for _, where in told(text, lang)][-1:]


def test_a_river_is_no_city() -> None:
    text = "Troops left Kherson and the west bank of the Dnipro. Russian missiles struck the city at night."
    assert [where for kind, where in told(text) if kind == "missile_strike"] == ["Kherson"]


def test_a_village_may_be_called_a_town_where_no_town_is_told() -> None:
    assert told("Rescuers work in Robotyne. Russian artillery shelled the town.") == [
        ("shelling", "Robotyne")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kramatorsk Mayor Oleksandr Honcharenko showed a video of the night shelling of the city.",
        "Kharkiv Mayor Ihor Terekhov said a drone had hit a house in the city.",
    ],
)
def test_the_city_is_that_of_the_mayor_who_speaks(text: str) -> None:
    assert [r.place for r in reports(text)] == [text.split(maxsplit=1)[0]]
