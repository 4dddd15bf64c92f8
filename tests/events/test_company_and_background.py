"""What counts as an act and what only stands beside one: headings, background, intentions, shared verbs."""

from __future__ import annotations

from datetime import date

import pytest

from tests.events.coding import only, reports


def test_a_shorter_trigger_counts_where_the_longest_lacks_its_company() -> None:
    report = only("Defenders destroyed 160 enemy troops and three tanks near Izium.")
    assert (report.type, report.killed, report.place) == ("casualty_report", 160, "Izium")


def test_a_rubric_places_nothing() -> None:
    text = "Seven civilians killed by shelling, six wounded « War in Ukraine | Site. Shells hit Toretsk."
    assert {r.place for r in reports(text)} == {"Toretsk"}


def test_two_infinitives_share_what_is_said_of_the_first() -> None:
    text = "Russian forces are trying to break through near Izium and establish full control over Rubizhne."
    assert {(r.type, r.place) for r in reports(text)} == {
        ("ground_assault", "Izium"),
        ("ground_assault", "Rubizhne"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Exchange of prisoners: We are ready for various formats, the minister said.",
        "Fighters from Azovstal are now being held by Russian forces, a relative said.",
        "Ukraine has returned the bodies of 62 defenders, officials said.",
        "Russian invaders want to use a boat captured by them at Berdiansk.",
        "Ukrainian soldiers are asking for help in Mariupol.",
        "The firm was fined in Toronto. A suspect was killed in an attack there.",
    ],
)
def test_no_event(text: str) -> None:
    assert reports(text) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("One person was killed in Kherson by Russian drones.", {"drone_strike"}),
        ("Explosions were heard in Melitopol, which is still occupied by Russian troops.", {"explosion"}),
        ("The enemy retreated with losses in the Bakhmut direction.", {"ground_assault"}),
        ("The enemy has attacked 88 times since the morning.", {"ground_assault"}),
        ("Units of the Ukrainian army regained control over Orlove.", {"recapture"}),
        ("A mass grave was found in Lyman, the police said.", {"casualty_report"}),
    ],
)
def test_what_it_was(text: str, types: set[str]) -> None:
    assert {r.type for r in reports(text)} == types


def test_an_axis_behind_a_town_breaks_no_list() -> None:
    text = "Troops repelled Russian attacks near Torske in the Lyman direction, Vesele and Bilohorivka."
    assert [r.place for r in reports(text)] == ["Torske", "Vesele", "Bilohorivka"]


def test_towns_behind_the_verb_are_finer_than_the_axis_before_it() -> None:
    text = "On the Avdiivka axis, enemy strikes were recorded near Vodiane and Nevelske."
    then = date(2023, 1, 21)  # two years on both lay deep behind the line
    assert [r.place for r in reports(text, published=then)] == ["Vodiane", "Nevelske"]


def test_each_town_suffers_by_its_own_verb() -> None:
    text = "Kurakhivka was bombed, Dachne was shelled and Selydove was attacked by drones."
    assert [(r.type, r.place) for r in reports(text)] == [
        ("air_strike", "Kurakhivka"),
        ("shelling", "Dachne"),
        ("drone_strike", "Selydove"),
    ]


def test_a_town_told_as_held_is_no_news_of_its_capture() -> None:
    found = reports("A blast was heard in Enerhodar, captured by Russian troops.")
    assert [(r.type, r.modality) for r in found] == [("explosion", "occurred"), ("capture", "historical")]


def test_people_captured_are_no_place_captured() -> None:
    [found] = reports("Russian troops captured a total of 540 people in Zaporizhzhia Oblast.")
    assert found.type == "detention"
