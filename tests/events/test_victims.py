"""Tolls of a raid on the country are fire on the towns they are told of; other tolls stay tolls."""

from __future__ import annotations

import pytest

from tests.events.coding import reports

LAUNCH = "Ночью Россия запустила по Украине 12 ракет и 40 беспилотников. "


def told(text: str) -> list[tuple[str, str | None, str, int | None]]:
    return [(r.type, r.place, r.initiator, r.killed) for r in reports(text, "ru")]


def test_the_dead_of_a_raid_are_those_of_fire_on_their_town() -> None:
    found = reports(LAUNCH + "Сбиты 30 целей. В Виннице погибли двое, в Черкассах — один.", "ru")
    hit = {(r.place, r.initiator, r.killed) for r in found if r.family == "fires"}
    assert {("Vinnytsia", "RU", 2), ("Cherkasy", "RU", 1)} <= hit


@pytest.mark.parametrize(
    "text",
    [
        "В Виннице погибли двое.",
        LAUNCH + "В Воронеже погибли двое.",
        LAUNCH + "За неделю в Виннице погибли двое.",
    ],
    ids=["no raid", "the other country", "a time of its own"],
)
def test_another_toll_stays_one(text: str) -> None:
    assert "casualty_report" in {kind for kind, *_ in told(text)}
