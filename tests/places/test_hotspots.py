"""The line of contact and the hot spots beside it."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.places.resolution.hotspots import ContactLine, Front, HotSpot, front_on, hot_spots

DAY = date(2023, 1, 1)
SPOT = HotSpot(name="spot", start=DAY, point=(48.6, 38.0), radius_km=12)


def line(weight: float) -> ContactLine:
    return ContactLine(name="line", start=DAY, weight=weight, points=[(48.0, 37.0), (49.0, 37.0)])


def test_heat_falls_from_the_middle() -> None:
    front = Front((), (SPOT,))
    middle, rim, far = (
        front.heat(48.6, 38.0),
        front.heat(48.6 + 12 / 111.2, 38.0),
        front.heat(50.0, 36.0),
    )
    assert middle == 1.0
    assert 0.35 < rim < 0.4
    assert far < 0.01


def test_a_border_under_fire_counts_less_than_a_front() -> None:
    border, front = Front((line(0.5),)), Front((line(1.0),))
    assert border.nearness(48.5, 37.0) == 0.5 * front.nearness(48.5, 37.0)
    assert border.distance_km(48.5, 37.0) == front.distance_km(48.5, 37.0)


def test_a_place_without_a_point_is_neither_near_nor_hot() -> None:
    front = Front((line(1.0),), (SPOT,))
    assert front.nearness(float("nan"), float("nan")) == front.heat(float("nan"), float("nan")) == 0.0


@pytest.mark.parametrize(
    ("lat", "lon", "held"),
    [
        (48.3, 38.05, 1.0),  # Horlivka
        (48.73, 37.55, -1.0),  # Kramatorsk
        (46.4, 33.0, 1.0),  # left bank of the Dnipro
        (49.6, 34.5, 0.0),  # Poltava, too far to tell
    ],
)
def test_russia_holds_what_lies_left_of_the_line(lat: float, lon: float, held: float) -> None:
    assert front_on(date(2023, 3, 15)).held(lat, lon) == pytest.approx(held, abs=0.3)


def test_a_line_left_behind_the_week_before_is_remembered_however_short_it_held() -> None:
    bucha = (50.55, 30.22)  # the line ran there for 38 days, fewer than are remembered
    assert front_on(date(2022, 4, 4)).nearness(*bucha) > 0.5


def test_a_line_left_behind_is_remembered_for_some_weeks() -> None:
    bucha = (50.55, 30.22)
    fought, past, later = (front_on(date(2022, month, 20)).nearness(*bucha) for month in (3, 4, 7))
    assert fought > past > 0.5 > later


def test_spots_hold_on_their_days_only() -> None:
    assert front_on(date(2022, 3, 15)).heat(50.55, 30.15) > 0.9  # north-west of Kyiv
    assert front_on(date(2023, 3, 15)).heat(50.55, 30.15) < 0.01


def test_spots_end_after_they_begin_and_have_names_of_their_own() -> None:
    spots = hot_spots()
    assert all(spot.end is None or spot.start < spot.end for spot in spots)
    assert len({spot.name for spot in spots}) == len(spots)


def test_a_side_is_the_surer_the_farther_from_the_line() -> None:
    day = date(2023, 1, 1)
    north_south = ContactLine(name="line", start=day, points=[(49.0, 37.0), (48.0, 37.0)])
    front = Front((north_south,))
    east = [front.held(48.5, 37.0 + lon) for lon in (0.02, 0.1, 0.4)]
    west = [front.held(48.5, 37.0 - lon) for lon in (0.02, 0.1, 0.4)]
    assert 0 < east[0] < 0.5 < east[1] < 0.95 < east[2]
    assert west == pytest.approx([-held for held in east])


@pytest.mark.parametrize(
    ("day", "lat", "lon", "russian"),
    [
        (date(2022, 10, 16), 48.68, 38.09, False),  # Soledar
        (date(2023, 3, 16), 48.68, 38.09, True),
        (date(2024, 2, 1), 48.15, 37.74, False),  # Avdiivka
        (date(2024, 4, 1), 48.15, 37.76, True),
        (date(2023, 10, 7), 48.37, 37.89, False),  # Zalizne
        (date(2024, 10, 7), 48.37, 37.89, True),
        (date(2022, 9, 30), 47.35, 33.6, True),  # north of the Inhulets' bend
        (date(2022, 10, 20), 47.35, 33.6, False),
        (date(2024, 7, 1), 50.33, 36.93, True),  # north of Vovchansk
    ],
)
def test_villages_change_sides_with_the_date(day: date, lat: float, lon: float, *, russian: bool) -> None:
    assert (front_on(day).held(lat, lon) > 0) is russian


def test_a_line_tells_nothing_of_what_lies_ahead_of_its_end() -> None:
    day = date(2023, 1, 1)
    front = Front((ContactLine(name="line", start=day, points=[(49.0, 37.0), (48.0, 37.0)]),))
    assert front.held(47.5, 37.05) == 0.0
    assert front.held(48.02, 37.3) > 0.9


@pytest.mark.parametrize(
    ("lat", "lon", "held"),
    [
        (51.1, 35.06, -0.2),  # Sadky, two kilometres inside Sumy oblast
        (52.3, 32.52, -0.5),  # Pokrovske of Chernihiv oblast
        (52.1, 32.05, 0.5),  # west of Klimovo, Bryansk oblast
        (50.37, 36.24, -0.2),  # Hraniv
    ],
)
def test_the_border_tells_the_sides_apart(lat: float, lon: float, held: float) -> None:
    told = front_on(date(2023, 3, 15)).held(lat, lon)
    assert told / held > 1
