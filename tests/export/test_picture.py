"""The printed map and chart: what they hold, where names go, and that the bytes do not change."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.export import chart, figure, key, labels, picture
from geomap.export.labels import Label, Rect
from geomap.geo import Box
from tests.support.events import HOSTILE, event, one_of_each, results

FRAME = Rect(0, 0, 400, 300)


def words(drawn):
    """Every text of a figure."""
    axes = [text for a in drawn.axes for text in (*a.texts, a.yaxis.label, *a.get_xticklabels())]
    legends = [text for a in drawn.axes if a.get_legend() for text in a.get_legend().get_texts()]
    titles = [a.get_title(loc="left") for a in drawn.axes]
    return [*titles, *(text.get_text() for text in (*drawn.texts, *axes, *legends))]


def drawn_map(*events, **options):
    with figure.look():
        return words(picture.draw(results(list(events)), **options))


def drawn_chart(*events, **options):
    with figure.look():
        return words(chart.draw(results(list(events)), **options))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_bytes_twice(tmp_path, kind):
    files = [tmp_path / f"{n}.{kind}" for n in "ab"]
    for path in files:
        with figure.look():
            figure.save(picture.draw(results(one_of_each())), path)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 10_000


def test_the_map_names_places_period_sources_and_what_is_left_out():
    texts = drawn_map(*one_of_each())
    assert "Reported events, 2024-02-18" in texts
    assert "Nikopol" in texts
    note = next(text for text in texts if text.startswith("Sources: "))
    assert "Example Wire. 5 events, 2024-02-18; 2 of them without a place to draw." in " ".join(note.split())
    assert "Natural Earth" in note


def test_the_key_explains_only_what_is_drawn():
    solid = drawn_map(event())
    assert "Fires" in solid
    assert not {"Ground combat", "hollow: one side's claim", "hatched: known to the area only"} & set(solid)
    claimed = drawn_map(event(status="claimed"), event(status="disputed"), *one_of_each()[1:2])
    assert {"hollow: one side's claim", "half: disputed", "hatched: known to the area only"} < set(claimed)


def test_several_events_of_a_place_are_counted():
    assert "Nikopol ×3" in drawn_map(event(id="a"), event(id="b"), event(id="c"))


def test_a_name_is_never_a_formula_or_markup(tmp_path):
    with figure.look():
        path = figure.save(
            picture.draw(results([event(place="$x^2$ \\frac")]), title=HOSTILE), tmp_path / "x.svg"
        )
    tree = ET.parse(path)
    assert tree.getroot().tag.endswith("svg")
    assert not [e for e in tree.iter() if e.tag.endswith("script")]
    assert "$x^2$ \\frac" in drawn_map(event(place="$x^2$ \\frac"))


def test_an_empty_map_and_a_map_of_a_village_can_be_drawn():
    assert "Reported events, undated" in drawn_map()
    assert "Nikopol" in drawn_map(event(), box=Box(34.3, 47.5, 34.5, 47.65))


rectangles = st.builds(
    Label,
    x=st.floats(0, 400),
    y=st.floats(0, 300),
    width=st.floats(5, 80),
    height=st.floats(5, 12),
    gap=st.sampled_from([0.0, 4.0, 12.0]),
)


@settings(deadline=None)
@given(st.lists(rectangles, max_size=40))
def test_no_name_covers_another_or_leaves_the_map(wanted):
    taken = [Rect(100, 100, 150, 130)]
    found = [spot for spot in labels.arrange(wanted, taken, FRAME) if spot]
    assert all(spot.within(FRAME) for spot in found)
    every = [*taken, *found]
    assert not any(a.meets(b) for n, a in enumerate(every) for b in every[n + 1 :])


def test_the_more_important_name_wins():
    same = Label(200, 150, 60, 10, 0)
    crowd = labels.arrange([same] * 9, [], FRAME)
    assert crowd[0] == Rect(170, 145, 230, 155)
    assert crowd[-1] is None


@pytest.mark.parametrize(
    ("most", "length"), [(1234, 1000), (260_000, 200_000), (49_999, 20_000), (50_000, 50_000)]
)
def test_the_scale_bar_has_a_round_length(most, length):
    assert key.nice_length(most) == length


def test_the_chart_counts_by_family_and_by_oblast():
    later = {"date_start": date(2024, 2, 20), "date_end": date(2024, 2, 20)}
    events = [event(id="a"), event(id="b", family="ground", type="clash", admin1="Donetsk", **later)]
    by_family = drawn_chart(*events)
    assert {"Fires", "Ground combat", "Events by family, 2024-02-18 to 2024-02-20"} < set(by_family)
    assert {"Dnipropetrovsk", "Donetsk", "events begun in each day"} < set(drawn_chart(*events, by="admin1"))


def test_a_day_without_events_is_an_empty_bar():
    days = [date(2024, 2, 18), date(2024, 2, 21)]
    assert chart.bins(days, "day") == [date(2024, 2, n) for n in (18, 19, 20, 21)]


@pytest.mark.parametrize(
    ("last", "step", "bars"),
    [(date(2024, 3, 1), "day", 61), (date(2024, 12, 31), "week", 53), (date(2026, 6, 1), "month", 30)],
)
def test_long_periods_are_counted_by_week_then_by_month(last, step, bars):
    days = [date(2024, 1, 1), last]
    assert chart.step_for(days) == step
    assert len(chart.bins(days, step)) == bars


def test_undated_events_are_told_not_drawn():
    note = next(t for t in drawn_chart(event(), event(id="u", date_start=None)) if t.startswith("Sources"))
    assert "1 event, 1 more without a date" in note


def test_a_chart_of_nothing_can_be_drawn(tmp_path):
    with figure.look():
        assert figure.save(chart.draw(results([])), tmp_path / "c.pdf").stat().st_size > 1000
