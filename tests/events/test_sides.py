"""Who acts and who is acted on, where the words lie off the common path."""

from __future__ import annotations

import pytest

from tests.events.coding import only, reports

INITIATORS = {
    "Guerrillas blew up the railway near Melitopol.": "UA",
    "Occupiers are consolidated in Vidrodzhennia.": "RU",
    "Russian troops were moved to Kherson by train.": "RU",
    "Ukraine says the bombing of a station in Sloviansk killed ten people.": "RU",
    "Lawyers wrote of Russia's seizure of Enerhodar.": "RU",
    "Battlegroup South took better lines near Kostiantynivka.": "RU",
    "Agents of the Ukrainian resistance poisoned officers in Melitopol.": "UA",
    "Hroza was attacked by drones.": "RU",
    "In Mariupol Ukrainian forces destroyed four Russian tanks and damaged ten Russian trucks.": "UA",
    "An American national was killed in Kherson.": "unknown",
    "Residents raised the Ukrainian flag over Balakliia.": "UA",
    "Russian troops raised their flag over Vuhledar.": "RU",
    "Russian troops are near Kupiansk. According to DeepState, they advanced near Lyman.": "RU",
    "Gunmen opened fire on houses near Melitopol.": "unknown",
    "Five blasts were heard at the Russian base near Melitopol.": "unknown",
    "A Russian patrol was blown up in Mariupol.": "unknown",
    "Soldiers of the National Guard destroyed two tanks of the invaders near Lyman.": "UA",
    "North Korean troops attacked near Sudzha.": "other",
    "Kostiantynivka, Mykolaiv Oblast, lost power after a strike.": "RU",
    "The European Commission mourned over the missile attack on Vinnytsia.": "RU",
    "Ukrainian defenders destroyed about 160 enemy troops in Donetsk Oblast.": "UA",
    "Russia has massed 50,000 troops near Sumy, President Zelensky said.": "RU",
    "A Russian convoy is heading towards the Ukrainian town of Izium.": "RU",
    "Drones hit the Russian border village of Zhuravlyovka.": "UA",
    "About 500 Russian troops are killed or wounded every day in Ukraine.": "UA",
    "Prisoners were exchanged in Zaporizhzhia Oblast, Russia got back 30 men.": "UA",
}


@pytest.mark.parametrize(("text", "side"), INITIATORS.items())
def test_who_acts(text: str, side: str) -> None:
    assert {r.initiator for r in reports(text)} == {side}, text


BLAMED = {
    "As a result of Russia's full-scale aggression 300 children were killed in Ukraine.": "RU",
    "At least 79 children were killed in Ukraine after Russia launched its invasion.": "RU",
    "The UN counted 600 civilians killed in Ukraine since the Russian invasion.": "unknown",
    "The bodies of 21 civilians killed during the Russian occupation were found in Izium.": "unknown",
}


@pytest.mark.parametrize(("text", "side"), BLAMED.items())
def test_a_toll_is_that_of_whom_it_blames(text: str, side: str) -> None:
    assert {r.initiator for r in reports(text)} == {side}, text


def test_a_pronoun_is_no_name() -> None:
    report = only("Russian forces are near Lyman. They shelled the town.")
    assert (report.initiator, report.initiator_name) == ("RU", None)


def test_who_thwarts_an_evacuation_does_not_evacuate() -> None:
    report = only("Russia thwarted the evacuation of Mariupol.")
    assert (report.initiator, report.modality) == ("UA", "negated")


NAMES = {
    "The 24th Mechanized Brigade destroyed a depot in Luhansk Oblast.": "24th Mechanized Brigade",
    "Guns of the enemy fell silent after the occupant shelling of Nikopol.": "occupant",
    "Zelensky on the shelling of Nikopol: evil has no limits.": None,
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_the_name_of_who_acts(text: str, name: str | None) -> None:
    assert only(text).initiator_name == name, text


def test_an_enemy_toll_is_of_enemy_dead() -> None:
    report = only("Enemy death toll: 33,150 invaders eliminated in Ukraine.")
    assert (report.initiator, report.target, report.killed) == ("UA", "RU", 33_150)


def test_what_a_relative_pronoun_names_was_taken_from_the_other_side() -> None:
    [found] = reports("The plant is in Enerhodar, which Russian troops seized in March.")
    assert (found.type, found.initiator, found.target) == ("capture", "RU", "UA")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russia withdraws from Ukraine's Snake Island.", "RU"),
        ("The Russian army is deploying air defence systems near Kherson.", "RU"),
        ("Ukrainian prisoners were deliberately executed by Russian soldiers near Kyiv.", "RU"),
        ("Attack attempts of the occupiers in the Sloviansk direction were repulsed.", "RU"),
        ("Ukrainian defenders neutralized a reconnaissance group near Velyka Novosilka.", "RU"),
    ],
)
def test_a_name_beside_the_deed_is_not_its_doer(text: str, side: str) -> None:
    assert {r.initiator for r in reports(text)} == {side}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russian and Ukrainian delegations met for talks in Istanbul.", "RU"),
        ("American and Ukrainian negotiators held talks in Jeddah.", "other"),
        ("The presidents of France and Poland travelled to Kyiv on Thursday.", "other"),
    ],
)
def test_talks_are_held_by_who_comes_first_and_against_nobody(text: str, side: str) -> None:
    [found] = reports(text)
    assert (found.type, found.initiator, found.target) == ("diplomacy", side, "unknown")
