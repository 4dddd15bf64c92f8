"""The place of a headline told behind it."""

from __future__ import annotations

import pytest

from tests.events.coding import reports, told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russian troops shelled a village. Near Stepnohirsk, Zaporizhzhia region.", {"Stepnohirsk"}),
        (
            "Shelling killed two civilians in the Donetsk region. Toretsk and Avdiivka.",
            {"Toretsk", "Avdiivka"},
        ),
        (
            "Shelling killed two people in Kharkiv region. area of the village of Vilkhuvatka.",
            {"Vilkhuvatka"},
        ),
        (
            "Artillery shelled troops in the Kupiansk direction. Areas of Synkivka and Petropavlivka.",
            {"Synkivka", "Petropavlivka"},
        ),
        (
            "Two people were killed by shelling. Donetsk region. Settlements of Toretsk and Niu-York.",
            {"Toretsk", "Niu-York"},
        ),
        ("Russian troops shelled villages in Kharkiv region. Kupiansk direction.", {"Kupiansk"}),
        ("Shelling killed two men near Vesele. near the city of Kupiansk, Kharkiv region.", {"Kupiansk"}),
    ],
)
def test_tag_places_the_act_before_it(text: str, places: set[str]) -> None:
    assert {place for _, place in told(text)} == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian troops shelled Nikopol. Kharkiv.", "Nikopol"),  # another oblast
        ("Russian troops shelled Nikopol. Dnipropetrovsk region.", "Nikopol"),  # wider
        ("Russian troops shelled villages in Sumy region. Kupiansk direction.", "Sumy Oblast"),  # not in it
        ("Shelling killed two men near Vesele. Kupiansk.", "Vesele"),  # may be the raion
        ("Russian troops shelled Nikopol. Marhanets was quiet.", "Nikopol"),  # tells more than a place
    ],
)
def test_what_is_no_tag(text: str, place: str) -> None:
    assert {place for _, place in told(text)} == {place}


def test_evidence_is_the_act_and_the_place_points_into_the_tag() -> None:
    text = "Shelling killed two civilians in the Donetsk region. Toretsk."
    report = next(r for r in reports(text) if r.place == "Toretsk")
    assert report.place_start == text.index("Toretsk")
