"""When: a headline's act on the day that the body tells, a night that the sentence before tells."""

from __future__ import annotations

import pytest

from tests.events.coding import reports

DAYS = {
    "Missiles hit Kramatorsk. On January 18, missiles struck a rail yard in Kramatorsk.": "2025-01-18",
    "Shells fell near Nikopol. On the night of January 19, Russian guns shelled Nikopol.": "2025-01-18",
    "During the past day the enemy gave no rest. A school in Nikopol was shelled.": "2025-01-20",
    "Two died in the shelling of Izium, which took place on January 17.": "2025-01-17",
    "Since the full-scale war started, Russia has fired 9,100 missiles at Ukraine.": "2022-02-24",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_date_holds_for_what_the_sentences_beside_it_tell(text: str, day: str) -> None:
    assert {str(r.date_start) for r in reports(text) if r.modality == "occurred"} == {day}, text


def test_a_headline_of_something_else_keeps_its_own_day() -> None:
    first, *_ = reports("Drones hit Odesa. On January 18, Russian guns shelled Nikopol.")
    assert (first.place, str(first.date_start)) == ("Odesa", "2025-01-21")


def test_what_goes_on_since_a_day_is_no_background() -> None:
    (report,) = reports("The invaders have abducted 200 residents of Melitopol since May 1.")
    assert (report.type, report.modality) == ("detention", "occurred")
