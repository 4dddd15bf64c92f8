"""The order in which ``geomap place`` lists what bears a name."""

import pytest

from geomap.places.doors.query import look_up


@pytest.mark.parametrize(
    ("query", "first", "kind"),
    [
        ("Крим", "Crimea", "oblast"),  # a hamlet near Bryansk is named so
        ("Крым", "Crimea", "oblast"),
        ("Молдова", "Moldova", "country"),
        ("Kuban", "Kuban", "region"),
        ("Kharkiv", "Kharkiv", "city"),  # the city before its oblast
        ("Донецк", "Donetsk", "city"),
        ("Mykolaivka, Donetsk", "Mykolaivka", "town"),  # the town before the villages
    ],
)
def test_the_place_mostly_meant_comes_first(query, first, kind):
    place = look_up(query)[0]
    assert (place.name, place.kind) == (first, kind)


def test_near_a_point_the_nearest_comes_first():
    assert look_up("Крым", near=(52.8, 32.5))[0].admin1 == "Bryansk"
