from datetime import date

import pytest
from shapely.geometry import LineString, Point

from geomap.control.change import compare
from geomap.control.front import front
from geomap.control.plane import points, square_km
from tests.control.conftest import place_index

ON = date(2025, 6, 20)


def near_line(gazetteer, lon, lat):
    """Return the drawn settlement nearest to a spot."""
    from geomap.control.settlements import settlements

    known = settlements(gazetteer)
    x, y = points([lon], [lat])[0]
    return int(known.place[((known.xy - (x, y)) ** 2).sum(axis=1).argmin()])


@pytest.fixture(scope="module")
def village(gazetteer):
    return near_line(gazetteer, 37.46, 48.2)


def capture(told, gazetteer, index, **given):
    values = {"place_id": gazetteer.id_of(index), "lat": gazetteer.lat[index], "lon": gazetteer.lon[index]}
    return told("capture", "Pokrovsk", **(values | {"id": f"c{index}"} | given))


def covers(area, gazetteer, index):
    return area.intersects(Point(points([gazetteer.lon[index]], [gazetteer.lat[index]])[0]))


def test_nothing_told_leaves_the_baseline(gazetteer, baseline):
    made = front([], baseline, gazetteer, on=ON)
    assert square_km(made.areas["RU"]) == pytest.approx(square_km(baseline.days[0].areas["RU"]), rel=1e-6)
    assert {part.basis for part in made.line} == {"baseline"}
    assert made.line[0].width_m > 500


def test_a_captured_village_brings_its_ground_and_moves_the_line(gazetteer, baseline, told, village):
    made = front([capture(told, gazetteer, village)], baseline, gazetteer, on=ON)
    assert covers(made.areas["RU"], gazetteer, village)
    assert {part.basis for part in made.line} == {"baseline", "reports"}
    assert all(isinstance(part.geometry, LineString) for part in made.line)
    before = front([], baseline, gazetteer, on=ON)
    rows = {row.oblast: row for row in compare(before, made, gazetteer)}
    assert 1 < rows["all"].ru_gained < 60
    assert rows["Donetsk"].ru_gained == pytest.approx(rows["all"].ru_gained, abs=0.2)
    assert rows["all"].ua_gained == 0


def test_a_claim_is_drawn_as_contested(gazetteer, baseline, told, village):
    claim = capture(told, gazetteer, village, status="claimed", claimant_side="RU")
    made = front([claim], baseline, gazetteer, on=ON)
    assert covers(made.areas["contested"], gazetteer, village)
    assert not covers(made.areas["RU"], gazetteer, village)


def test_a_capture_far_behind_the_line_is_flagged_not_drawn(gazetteer, baseline, told):
    far = place_index(gazetteer, "Uman", "Cherkasy")
    made = front([capture(told, gazetteer, far)], baseline, gazetteer, on=ON)
    assert list(made.flagged) == [far]
    assert not any(covers(area, gazetteer, far) for area in made.areas.values())


def test_a_recaptured_village_takes_ground_from_the_polygon(gazetteer, baseline, told):
    held = near_line(gazetteer, 37.54, 48.2)
    back = capture(told, gazetteer, held, type="recapture", initiator="UA", target="RU")
    made = front([back], baseline, gazetteer, on=ON)
    assert covers(made.areas["UA"], gazetteer, held)
    assert not covers(made.areas["RU"], gazetteer, held)
    lost = compare(front([], baseline, gazetteer, on=ON), made, gazetteer)[-1]
    assert lost.ua_gained > 1


def test_an_advance_told_by_distance_brings_ground_there(gazetteer, baseline, told):
    spot = told(
        "advance", "Pokrovsk", lat=48.2, lon=37.48, where="near", relation="north_of", distance_km=2.0
    )
    made = front([spot], baseline, gazetteer, on=ON)
    assert made.areas["RU"].intersects(Point(points([37.485], [48.2])[0]))
    vague = spot.model_copy(update={"distance_km": 30.0})
    assert square_km(front([vague], baseline, gazetteer, on=ON).areas["RU"]) < square_km(made.areas["RU"])


def test_an_advance_told_by_direction_alone_makes_ground_doubtful(gazetteer, baseline, told):
    place = near_line(gazetteer, 37.45, 48.2)
    spot = capture(told, gazetteer, place, type="advance", where="near", relation="northeast_of")
    claim = spot.model_copy(update={"status": "claimed", "claimant_side": "RU"})
    nothing, once, claimed = (front(e, baseline, gazetteer, on=ON) for e in ([], [spot], [claim]))
    assert square_km(once.areas["unknown"]) > 2
    assert once.areas["RU"].equals(nothing.areas["RU"])
    assert square_km(claimed.areas["unknown"]) == 0


def test_without_a_baseline_only_what_is_told_is_drawn(gazetteer, told, village):
    made = front([capture(told, gazetteer, village)], None, gazetteer, on=ON)
    assert covers(made.areas["RU"], gazetteer, village)
    assert square_km(made.areas["RU"]) < 80
    assert square_km(made.areas["UA"]) == 0


def test_the_order_of_events_does_not_matter(gazetteer, baseline, told, village):
    events = [capture(told, gazetteer, village), told("clash", "Pokrovsk", by="unknown")]
    forward, backward = (front(e, baseline, gazetteer, on=ON) for e in (events, events[::-1]))
    assert forward.areas["RU"].wkb == backward.areas["RU"].wkb
