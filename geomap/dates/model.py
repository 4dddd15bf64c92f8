"""What the date stages hand on: an expression found in the text, and the days it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from geomap.models import DateBasis

Kind = Literal[
    "day",  # "January 20", "20-21 January 2025", "January 30 to February 2"
    "month",  # "in May 2023", "by mid-December"
    "year",  # "in 2024 alone"
    "season",  # "in the summer of 2023"
    "night",  # "the night of January 20", "overnight into Tuesday": the day before to the day
    "weekday",  # "on Tuesday": the most recent one, the day of publication included
    "window",  # "overnight", "yesterday", "over the past day": days counted from publication
    "calendar",  # "last week", "this month": a calendar unit counted from publication
    "ago",  # "two weeks ago"
    "since",  # "since February 24": from then to publication
    "duration",  # "for months": no days at all
    "same",  # "on the same day": the days told before, which the finder puts in
    "stamp",  # "08.09.22 10:14", a dateline: repeats the time of publication, dates no event
]
Unit = Literal["hour", "day", "week", "month", "year"]


class Point(NamedTuple):
    """A calendar day as far as the text tells it."""

    year: int | None
    month: int
    day: int


class Span(NamedTuple):
    """Two points, both included, and the weekday (Monday = 0) that the text puts before the first."""

    first: Point
    last: Point
    weekday: int | None = None


@dataclass(slots=True)
class DateExpression:
    """A date expression in a document; ``first``/``stop`` is a half-open token range.

    Which of ``span``, ``weekdays``, ``days``, ``unit`` and ``count`` are set depends on ``kind``; ``anchor``
    reads them.
    """

    first: int
    stop: int
    sentence: int
    """Index into ``Document.sentences``."""
    surface: str
    """The text as published."""
    kind: Kind
    rule: str
    """Id of the rule in ``dates.toml``."""
    span: Span | None = None
    weekdays: tuple[int, int] | None = None
    """First and last weekday, Monday = 0."""
    days: tuple[int, int] = (0, 0)
    """Days added to the first and the last day."""
    unit: Unit = "day"
    count: int = 0
    background: bool = False
    future: bool = False
    """A deadline or plan ("by May 9", "next Friday"): the year is the next one, not the last."""
    reporting: bool = False
    """Stands beside a verb of telling ("said on Monday"): any other date of the sentence goes before it."""
    explicit: bool = False
    """Names a calendar day, month or year, so that its basis is ``explicit``."""


class When(NamedTuple):
    """The days of an event, both ends included; None where unknown."""

    date_start: date | None
    date_end: date | None
    basis: DateBasis
    date_prec: int | None
    """UCDP 1-5: day, 2-6 days, week, month, longer."""
    time_precision: int | None
    """ACLED 1-3: day, week, month or longer."""
    background: bool
    """Before the news: more than about a week before publication, or a span that only leads up to it."""


UNDATED = When(None, None, "none", None, None, background=False)
