from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import SettingsError
from geomap.export.filter import Days, Filter, kept, parse_days, select
from geomap.geo import Box, parse_box
from geomap.models import Article
from geomap.places.gazetteer import load_gazetteer
from tests.support.events import event, one_of_each, report, results


def ids(chosen, events=None):
    return [e.id for e in kept(events or one_of_each(), chosen, load_gazetteer())]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), ["e1", "e2", "e3", "e4", "e5"]),
        (Filter(type=frozenset({"advance", "ground_assault"})), ["e2", "e3"]),
        (Filter(family=frozenset({"fires"})), ["e1", "e5"]),
        (Filter(side=frozenset({"UA"})), []),
        (Filter(admin1=frozenset({"Dnipropetrovsk"}), type=frozenset({"advance"})), ["e2"]),
        (Filter(days=Days(date(2024, 2, 18), None)), ["e1", "e2", "e3", "e4"]),
        (Filter(days=Days(date(2024, 2, 19), None)), []),
        (Filter(box=Box(34, 47, 35, 48)), ["e1", "e3"]),
        (Filter(box=Box(37, 47.5, 38, 48.5)), ["e2"]),
        (Filter(box=Box(23, 49, 25, 51)), []),
    ],
)
def test_what_is_kept(chosen, expected):
    assert ids(chosen) == expected


def test_an_event_of_several_days_is_kept_when_any_of_them_is_asked_for():
    week = event(id="w", date_start=date(2024, 2, 1), date_end=date(2024, 2, 7))
    assert ids(Filter(days=Days(date(2024, 2, 7), date(2024, 3, 1))), [week]) == ["w"]
    assert ids(Filter(days=Days(date(2024, 2, 8), date(2024, 3, 1))), [week]) == []


def test_reports_and_articles_follow_the_events():
    given_results = results(
        reports=[report(), report(id="r2", article_id="a2")],
        articles=[Article(id="a1", text="x"), Article(id="a2", text="y")],
    )
    part = select(given_results, Filter(type=frozenset({"shelling"})))
    assert ([r.id for r in part.reports], [a.id for a in part.articles]) == (["r1"], ["a1"])
    assert select(given_results, Filter()) is given_results


@pytest.mark.parametrize(
    ("field", "value"), [("type", "shellling"), ("side", "ua"), ("status", "true"), ("family", "fire")]
)
def test_a_misspelt_value_is_refused_with_the_right_ones(field, value):
    with pytest.raises(SettingsError, match=rf"no {field} '{value}' \(choose from "):
        Filter(**{field: frozenset({value})})


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-02-01..2024-02-03", Days(date(2024, 2, 1), date(2024, 2, 3))),
        ("2024-02-01..", Days(date(2024, 2, 1), None)),
        ("..2024-02-03", Days(None, date(2024, 2, 3))),
        ("2024-02-01", Days(date(2024, 2, 1), date(2024, 2, 1))),
    ],
)
def test_ranges_of_days(text, days):
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["yesterday", "2024-02-03..2024-02-01", "2024-13-01..", "01.02.2024"])
def test_what_is_no_range_of_days(text):
    with pytest.raises(SettingsError, match="--date-range"):
        parse_days(text)


def test_a_box():
    assert parse_box("36, 47, 39, 50") == Box(36, 47, 39, 50)


@pytest.mark.parametrize(
    "text", ["36,47,39", "a,b,c,d", "39,47,36,50", "36,50,39,47", "36,47,39,nan", "36,47,39,95"]
)
def test_what_is_no_box(text):
    with pytest.raises(SettingsError, match="--bbox"):
        parse_box(text)


sides = st.frozensets(st.sampled_from(["UA", "RU", "other", "unknown"]))
some_events = st.lists(
    st.builds(
        lambda n, side, first, length: event(
            id=f"e{n}",
            initiator=side,
            date_start=date(2024, 1, 1) + timedelta(days=first),
            date_end=date(2024, 1, 1) + timedelta(days=first + length),
        ),
        st.integers(0, 99),
        st.sampled_from(["UA", "RU", "unknown"]),
        st.integers(0, 40),
        st.integers(0, 9),
    )
)


@settings(deadline=None)
@given(some_events, sides, sides)
def test_two_filters_keep_what_each_keeps(events, first, second):
    one, other = Filter(side=first), Filter(side=second)
    gazetteer = load_gazetteer()
    again = kept(kept(events, one, gazetteer), other, gazetteer)
    assert again == [
        e for e in events if e in kept(events, one, gazetteer) and e in kept(events, other, gazetteer)
    ]
    assert again == kept(kept(events, other, gazetteer), one, gazetteer)
