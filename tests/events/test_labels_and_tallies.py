"""Headline labels, signposts, one act between two towns, and raids whose sum no region shares."""

from __future__ import annotations

from tests.events.coding import reports as read


def test_a_label_places_what_follows_it() -> None:
    [found] = read("Sumy Oblast: three Shaheds shot down at night.")
    assert (found.type, found.place, found.downed) == ("interception", "Sumy Oblast", 3)


def test_a_signpost_is_no_place_of_the_act() -> None:
    [found] = read("The village of Terny, located between Yampolivka and Torske, has been liberated.")
    assert found.place == "Terny"


def test_between_two_towns_is_one_act() -> None:
    [found] = read("A drone hit a lorry between Hlyboke and Lyptsi.")
    assert found.relation == "between"


def test_a_sum_that_no_region_shares_is_the_countrys() -> None:
    found = read("Ukraine's air force shot down 14 Shahed drones over Sumy and Poltava oblasts.")
    assert [(r.place, r.downed) for r in found if r.downed is not None] == [("Ukraine", 14)]
    assert {r.place for r in found} == {"Ukraine", "Sumy Oblast", "Poltava Oblast"}


def test_what_was_fired_and_downed_is_one_interception() -> None:
    [found] = read("Of the eight missiles fired at Kremenchuk, six were shot down, the Air Force said.")
    assert (found.type, found.launched, found.downed) == ("interception", 8, 6)


def test_a_label_that_names_the_war_places_nothing_beside_a_finer_place() -> None:
    found = read("War in Ukraine: two people died as a result of shelling in Poltava Oblast.")
    assert {r.place for r in found} == {"Poltava Oblast"}
