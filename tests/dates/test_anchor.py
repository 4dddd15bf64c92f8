"""Anchoring: the year is told by publication, the past is preferred, the clock is never asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.dates import When, anchor, find_dates, published_when
from geomap.text import analyse

TUESDAY = date(2025, 1, 21)
DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2040, 12, 31))
PAST = (
    "overnight", "yesterday", "last night", "over the past day", "over the past week", "last week",
    "last month",
    "two weeks ago", "on Friday", "this morning", "earlier this week", "last year", "three months ago",
    "in recent days",
    "over the weekend", "since Monday", "last Tuesday", "over the past 48 hours", "earlier this month",
)  # fmt: skip


def when(text: str, published: date | None = TUESDAY, lang: str = "en") -> When:
    found = [anchor(f, published) for f in find_dates(analyse(text, lang)) if f.kind != "stamp"]
    assert len(found) == 1, text
    return found[0]


@pytest.mark.parametrize("phrase", PAST)
@given(published=DAYS)
@settings(deadline=None, max_examples=25)
def test_past_expression_never_ends_after_publication(phrase: str, published: date) -> None:
    told = when(f"The bridge was hit {phrase}.", published)
    assert told.date_start is not None
    assert told.date_end is not None
    assert told.date_start <= told.date_end <= published


@given(day=DAYS, published=DAYS)
@settings(deadline=None, max_examples=200)
def test_day_without_year_lies_within_the_year_before_or_the_month_after(day: date, published: date) -> None:
    told = when(f"On {day.strftime('%B')} {day.day} the bridge was hit.", published)
    if told.date_start is None:
        assert (day.month, day.day) == (2, 29)
        return
    assert (told.date_start.month, told.date_start.day) == (day.month, day.day)
    leap = 4 * 366 if (day.month, day.day) == (2, 29) else 366
    assert published - timedelta(days=leap) <= told.date_start <= published + timedelta(days=31)


@given(day=DAYS, published=st.none() | DAYS)
@settings(deadline=None, max_examples=100)
def test_full_date_means_the_same_day_whenever_it_is_published(day: date, published: date | None) -> None:
    for text in (
        f"It fell on {day.day} {day.strftime('%B')} {day.year}.",
        f"It fell on {day.isoformat()} at last.",
    ):
        assert when(text, published)[:3] == (day, day, "explicit")


def test_without_publication_only_full_dates_are_anchored() -> None:
    for text in ("It fell yesterday.", "It fell on January 20.", "It fell on Tuesday.", "It fell overnight."):
        assert when(text, None)[:3] == (None, None, "none"), text


@pytest.mark.parametrize(
    ("text", "basis", "ucdp", "acled"),
    [
        ("It fell on January 20.", "explicit", 1, 1),
        ("It fell yesterday.", "relative", 1, 1),
        ("It fell overnight.", "relative", 2, 2),
        ("It fell last week.", "relative", 3, 2),
        ("It fell in December.", "explicit", 4, 3),
        ("It fell in 2023.", "explicit", 5, 3),
    ],
)
def test_precision_is_told_in_the_codes_of_ucdp_and_acled(
    text: str, basis: str, ucdp: int, acled: int
) -> None:
    told = when(text)
    assert (told.basis, told.date_prec, told.time_precision) == (basis, ucdp, acled)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("It fell on January 15.", False),
        ("It fell on Friday.", False),
        ("It fell over the past week.", False),
        ("It fell last week.", True),
        ("It fell in May 2023.", True),
        ("It has been shelled since January 20.", True),
        ("It was shelled for months.", True),
    ],
)
def test_background_is_more_than_a_week_old_or_leads_up_to_the_news(text: str, background: bool) -> None:
    assert when(text).background is background


def test_weekday_beside_a_date_tells_the_year() -> None:
    assert when("On Thursday, April 14, it fell.", date(2024, 6, 1)).date_start == date(2022, 4, 14)
    assert when("On April 14 it fell.", date(2024, 6, 1)).date_start == date(2024, 4, 14)


def test_leap_day_and_year_end() -> None:
    assert when("On February 29 it fell.", date(2025, 3, 1)).date_start == date(2024, 2, 29)
    assert when("On December 31 it fell.", date(2025, 1, 2)).date_start == date(2024, 12, 31)
    assert when("The night of January 1 was loud.", date(2025, 1, 2))[:2] == (
        date(2024, 12, 31),
        date(2025, 1, 1),
    )


def test_publication_day_is_the_date_of_an_act_without_one() -> None:
    assert published_when(TUESDAY) == When(TUESDAY, TUESDAY, "published", 1, 1, background=False)
    assert published_when(None).basis == "none"


def test_impossible_publication_is_no_anchor() -> None:
    for published in (date.min, date.max):
        assert when("It fell yesterday.", published).basis == "none"
        assert when("It fell on January 20.", published).basis == "none"
