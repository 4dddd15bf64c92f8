"""The line of contact and the hot spots beside it."""

from __future__ import annotations

from datetime import date

from geomap.places.hotspots import ContactLine, Front, HotSpot, front_on, hot_spots

DAY = date(2023, 1, 1)
SPOT = HotSpot(name="spot", start=DAY, point=(48.6, 38.0), radius_km=12)


def line(weight: float) -> ContactLine:
    return ContactLine(name="line", start=DAY, weight=weight, points=[(48.0, 37.0), (49.0, 37.0)])


def test_heat_falls_from_the_middle() -> None:
    front = Front((), (SPOT,))
    middle, rim, far = (
        front.heat(0, 48.6, 38.0),
        front.heat(1, 48.6 + 12 / 111.2, 38.0),
        front.heat(2, 50.0, 36.0),
    )
    assert middle == 1.0
    assert 0.35 < rim < 0.4
    assert far < 0.01


def test_a_border_under_fire_counts_less_than_a_front() -> None:
    border, front = Front((line(0.5),)), Front((line(1.0),))
    assert border.nearness(0, 48.5, 37.0) == 0.5 * front.nearness(0, 48.5, 37.0)
    assert border.distance_km(48.5, 37.0) == front.distance_km(48.5, 37.0)


def test_a_place_without_a_point_is_neither_near_nor_hot() -> None:
    front = Front((line(1.0),), (SPOT,))
    assert front.nearness(0, float("nan"), float("nan")) == front.heat(0, float("nan"), float("nan")) == 0.0


def test_spots_hold_on_their_days_only() -> None:
    assert front_on(date(2022, 3, 15)).heat(-1, 50.55, 30.15) > 0.9  # north-west of Kyiv
    assert front_on(date(2023, 3, 15)).heat(-1, 50.55, 30.15) < 0.01


def test_spots_end_after_they_begin_and_have_names_of_their_own() -> None:
    spots = hot_spots()
    assert all(spot.end is None or spot.start < spot.end for spot in spots)
    assert len({spot.name for spot in spots}) == len(spots)
