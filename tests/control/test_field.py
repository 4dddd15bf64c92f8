import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.control.contour import Grid, above
from geomap.control.field import Edge, Seen, field
from geomap.control.ground import gain

OWN = shapely.box(0, -100_000, 100_000, 100_000)  # its edge runs along x = 0; metres
VALUES = st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), min_size=3, max_size=6)


def seen(*rows):
    """Make spots of (x km, y km, balance)."""
    xy = np.array([row[:2] for row in rows], dtype=float).reshape(-1, 2) * 1000
    return Seen(xy, np.array([row[2] for row in rows], dtype=float), np.full(len(rows), 0.1))


def rivals(*rows):
    return np.array(rows, dtype=float).reshape(-1, 2) * 1000


def holds(area, x, y):
    return shapely.intersects_xy(area, x * 1000, y * 1000)


def value(grid, x, y):
    row, column = round((y * 1000 - grid.south) / grid.step), round((x * 1000 - grid.west) / grid.step)
    return grid.values[row, column]


def test_a_slope_is_cut_where_it_reaches_the_level():
    grid = Grid(0, 0, 10, np.tile([0.0, 1.0, 2.0], (3, 1)))
    assert above(grid, 0.5).bounds == (5, 0, 20, 20)
    assert above(grid, 0.5).area == 300
    assert above(grid, 5).is_empty


def test_nothing_is_drawn_where_nothing_is_known():
    square_and_a_half = Grid(0, 0, 10, np.array([[1.0, 1, np.nan], [1, 1, 1]]))
    assert above(square_and_a_half, 0).area == 150


@settings(deadline=None)
@given(VALUES, st.floats(-1, 1))
def test_what_is_above_and_what_is_below_are_all_ground_once(values, level):
    columns = np.array(values)
    levels = np.round(columns, 3) + 1e-4  # a level that is met on a whole square belongs to neither
    grid, turned = Grid(0, 0, 1000, levels), Grid(0, 0, 1000, -levels)
    over, under = above(grid, round(level, 3)), above(turned, -round(level, 3))
    whole = (len(columns) - 1) * 3 * 1e6
    assert over.area + under.area == pytest.approx(whole, rel=1e-3)
    assert shapely.intersection(over, under).area < 1e-3 * whole


def test_without_reports_the_balance_follows_the_old_line():
    grid = field(seen((-40, 50, 0.0)), Edge(OWN), 60_000)
    assert value(grid, 0, -5) == pytest.approx(0, abs=0.01)
    assert value(grid, -6, -5) == pytest.approx(-0.76, abs=0.02)
    assert value(grid, 6, -5) > 0.7


def test_a_capture_counts_less_the_further_away():
    grid = field(seen((-5, 0, 1.0), (-9, 0, -1.0)), Edge(OWN), 8000)
    assert value(grid, -5, 0) > 0.6 > value(grid, -5, 3) > value(grid, -5, 6)
    assert value(grid, -9, 0) < -0.6


def test_the_line_runs_between_the_place_taken_and_the_one_that_is_not():
    made = gain(seen((-4, 0, 1.0)), OWN, rivals((-9, 0), (-4, 8), (-4, -8)))
    assert holds(made.taken, -4, 0)
    assert holds(made.taken, -1, 0)
    assert not holds(made.taken, -9, 0)
    assert not holds(made.taken, -4, 8)
    assert made.maybe.area > 0
    assert shapely.intersection(made.taken, made.maybe).area == 0


def test_fields_between_two_places_taken_go_with_them():
    pair = gain(seen((-3, -3, 1.0), (-3, 3, 1.0)), OWN, rivals((-9, 0), (-9, 9), (-9, -9)))
    alone = gain(seen((-3, -3, 1.0)), OWN, rivals((-9, 0), (-9, 9), (-9, -9), (-3, 3)))
    assert holds(pair.taken, -2, 0)
    assert not holds(alone.taken, -2, 0)


def test_a_contested_place_brings_contested_ground_only():
    made = gain(seen((-4, 0, 0.0)), OWN, rivals((-9, 0)))
    assert holds(made.contested, -4, 0)
    assert not holds(made.taken, -4, 0)


def test_a_place_taken_is_joined_to_its_side():
    made = gain(seen((-12, 0, 1.0)), OWN, rivals((-15, 0), (-9, 4), (-9, -4)))
    assert shapely.union(made.taken, OWN).geom_type == "Polygon"
    assert not holds(made.taken, -9, 4)


def test_too_far_is_not_linked_unless_something_lies_between():
    far = gain(seen((-25, 0, 1.0)), OWN, rivals((-40, 0)))
    assert (far.linked.tolist(), far.taken.is_empty) == ([False], True)
    assert gain(seen((-25, 0, 1.0), (-12, 0, 1.0)), OWN, rivals((-40, 0))).linked.all()


def test_nothing_told_gains_nothing():
    assert gain(seen(), OWN, rivals((-3, 0))).taken.is_empty
