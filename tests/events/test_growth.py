"""What a long text costs: as many times more as it is longer. Counted in calls, for clocks differ."""

from __future__ import annotations

import sys

import pytest

from tests.events.coding import reports

PARAGRAPHS = {
    "tolls of an area": "Two died in Kherson region. Beryslav and Kizomys were hit. One died in Stanislav.",
    "raids": "The enemy launched 40 drones. Air defence downed 30 of them. A drone hit a house in Odesa.",
    "past days": "Over the past day the Kharkiv region was shelled. Kupiansk was hit. Vovchansk was hit.",
    "places told later": "A man hit a mine in Kharkiv region, killing one. It happened near Balakliia.",
}


def calls_of(text: str) -> int:
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        reports(text, "en")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_a_text_four_times_as_long_costs_about_four_times_as_much(paragraph: str) -> None:
    short, long = (f"{paragraph}\n\n" * times for times in (50, 200))
    reports(long, "en")  # what is made at first use is not part of the cost
    assert calls_of(long) < 5 * calls_of(short)
