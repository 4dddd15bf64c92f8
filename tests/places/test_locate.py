"""From a resolved name to point, area, precision and radius."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.places import Location, Mention
from geomap.places.locate import shifted
from geomap.places.resolution.features import kilometres
from tests.places.conftest import Reader

Where = Callable[[Mention], Location]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered Robotyne.", ("Robotyne", "settlement", "at", 1, 1)),
        ("Clashes near Robotyne.", ("Robotyne", "near", "near", 2, 2)),
        ("Troops are on the outskirts of Toretsk.", ("Toretsk", "settlement", "outskirts", 1, 1)),
        ("Attacks in the Pokrovsk direction.", ("Pokrovsk", "linear", "towards", 5, 2)),
        ("Drones over Sumy Oblast.", ("Sumy Oblast", "admin1", "at", 4, 3)),
        ("Shelling of Nikopol Raion.", ("Nikopol Raion", "admin2", "at", 3, 2)),
        ("Shelling of the Marhanets community.", ("Marhanets hromada", "admin3", "at", 3, 2)),
        ("Strikes across Ukraine.", ("Ukraine", "country", "at", 6, 3)),
        ("Fighting in eastern Ukraine.", ("eastern Ukraine", "country", "at", 6, 3)),
        ("Drones hit the Kramatorsk factory.", ("Kramatorsk", "site", "at", 1, 1)),
    ],
)
def test_where(read: Reader, where: Where, text: str, expected: tuple[str, str, str, int, int]) -> None:
    found = where(read(text)[0])
    assert (found.place, found.where, found.relation, found.where_prec, found.geo_precision) == expected


@pytest.mark.parametrize(
    "text", ["Drones over Sumy Oblast.", "Shelling of Nikopol Raion.", "Strikes across Ukraine."]
)
def test_areas_have_no_point(read: Reader, where: Where, text: str) -> None:
    found = where(read(text)[0])
    assert (found.lat, found.lon) == (None, None)


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Shelling of Saltivka in Kharkiv.", "Kharkiv"),
        ("Shells fell on Northern Saltivka.", "Kharkiv"),
    ],
)
def test_quarter_is_its_city_at_its_own_point(read: Reader, where: Where, text: str, city: str) -> None:
    found, whole = where(read(text)[0]), where(read(f"Shelling of {city}.")[0])
    assert (found.place, found.where, found.place_id) == (city, "settlement", whole.place_id)
    assert (found.lat, found.lon) != (whole.lat, whole.lon)


def test_a_quarter_without_a_point_of_its_own_is_drawn_in_its_city(read: Reader, where: Where) -> None:
    found = where(read("A shell hit the Korabelnyi district of Kherson.")[0])
    assert (found.place, found.place_local) == ("Kherson", "Korabelnyi")


def test_a_river_has_no_point(read: Reader, where: Where) -> None:
    found = where(read("Positions along the Oskil River.")[0])
    assert (found.where, found.lat, found.lon) == ("linear", None, None)


def test_oblast_is_its_own_admin1(read: Reader, where: Where) -> None:
    assert where(read("Drones over Sumy Oblast.")[0]).admin1 == "Sumy"


def test_distance_moves_the_point(read: Reader, where: Where) -> None:
    at, off = where(read("A blast in Robotyne.")[0]), where(read("A blast 10 km west of Robotyne.")[0])
    assert off.lon is not None
    assert at.lon is not None
    assert off.lon < at.lon
    assert off.radius_m == pytest.approx(3000, rel=0.5)


def test_between_is_the_middle_of_the_stretch(read: Reader, where: Where) -> None:
    found = read("Clashes between Robotyne and Verbove.")
    one, other, middle = where(read("A blast in Robotyne.")[0]), where(found[1]), where(found[0])
    assert (middle.where, middle.relation, middle.place) == ("near", "between", "Robotyne")
    assert (middle.lat, middle.lon) == (other.lat, other.lon) != (one.lat, one.lon)
    assert middle.radius_m == pytest.approx(6_000, rel=0.2)


def test_direction_alone_keeps_the_point(read: Reader, where: Where) -> None:
    at, west = where(read("A blast in Robotyne.")[0]), where(read("A blast west of Robotyne.")[0])
    assert (west.lat, west.lon, west.relation) == (at.lat, at.lon, "west_of")


def test_undecided_is_nowhere_but_keeps_its_name(read: Reader, where: Where) -> None:
    found = where(read("Shelling of Ivanivka.")[0])
    assert (found.where, found.place, found.place_local) == ("none", None, "Ivanivka")


@pytest.mark.parametrize(
    ("lang", "text", "place", "kind"),
    [
        ("uk", "На Покровському напрямку тривають бої.", "Pokrovsk", "linear"),
        ("uk", "Вибухи в Сумській області.", "Sumy Oblast", "admin1"),
        ("ru", "Дроны над территорией Брянской области.", "Bryansk Oblast", "admin1"),
        ("ru", "Бои под Угледаром.", "Vuhledar", "near"),
    ],
)
def test_english_place_for_every_language(
    read: Reader, where: Where, lang: str, text: str, place: str, kind: str
) -> None:
    found = where(read(text, lang=lang)[0])
    assert (found.place, found.where) == (place, kind)


@settings(deadline=None)
@given(st.floats(45, 53), st.floats(29, 40), st.floats(0, 360), st.floats(0.5, 60))
def test_shifted_by_the_distance_told(lat: float, lon: float, bearing: float, distance: float) -> None:
    assert kilometres(lat, lon, *shifted(lat, lon, bearing, distance)) == pytest.approx(distance, rel=0.03)
