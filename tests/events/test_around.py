"""The town around what has no point of its own: a bridge over a river, works and streets."""

from __future__ import annotations

import pytest

from tests.events.coding import told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Explosions in former Zarnal plant territory in Kramatorsk.", "Kramatorsk"),
        ("A missile destroyed the bridge over the Siverskyi Donets in Lysychansk.", "Lysychansk"),
        ("A missile destroyed the bridge over the Siverskyi Donets near Lysychansk.", "Lysychansk"),
    ],
)
def test_the_town_stands_for_its_part(text: str, place: str) -> None:
    assert {found for _, found in told(text)} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Explosions in former Zarnal plant territory near Kramatorsk.", None),  # not in the town
        (
            "A missile hit the bridge over the Siverskyi Donets and fires burn in Lysychansk.",
            "Siverskyi Donets",
        ),
    ],
)
def test_a_town_that_does_not_hold_it_is_not_taken(text: str, place: str | None) -> None:
    assert told(text)[0][1] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian troops abducted the mayor of Skadovsk in Kherson region.", "Skadovsk"),
        ("Skadovsk Mayor Petro Kravets was kidnapped by the invaders.", "Skadovsk"),
        ("Russian troops abducted a priest in Henichesk, the mayor of Skadovsk said.", "Henichesk"),
    ],
)
def test_an_official_is_taken_in_the_own_town(text: str, place: str) -> None:
    assert told(text) == [("detention", place)]
