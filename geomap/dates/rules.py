"""The schema of ``lang/*/dates.toml`` and its compiled form, one per language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from geomap.dates.calendar import CalendarWords, readers
from geomap.dates.model import Kind, Unit
from geomap.errors import SettingsError
from geomap.lang import load_rules
from geomap.text.phrases import PhraseTable, expand

YEARS = range(1985, 2051)
_CALENDAR_SLOTS = frozenset(
    ("{date}", "{month}", "{month_year}", "{season}", "{unit}", "{weekday}", "{year}")
)


class Phrase(BaseModel):
    """One way to tell a time, with sentences that show it.

    ``examples`` maps a sentence to the days it means when published on Tuesday 2025-01-21: one ISO date,
    ``start/end``, or ``""`` for no days. In ``counter_examples`` the rule must find nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    patterns: list[str]
    kind: Kind | Literal["ignored"]
    days: tuple[int, int] = (0, 0)
    """Days added to the first and the last day; a ``window`` counts them from publication."""
    unit: Unit = "day"
    count: int = 0
    """Units before publication for ``calendar``; 0 takes the number from ``{n}``."""
    part: Literal["", "early", "mid", "late", "so_far"] = ""
    on: str = ""
    """ISO day that the phrase itself names ("the full-scale invasion")."""
    background: bool = False
    future: bool = False
    examples: dict[str, str]
    counter_examples: list[str]


class Calendar(BaseModel):
    """The words of the calendar; all forms of one month, weekday or season in one list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: list[list[str]] = Field(min_length=12, max_length=12)
    weekdays: list[list[str]] = Field(min_length=7, max_length=7)
    seasons: dict[str, int]
    """Word to the season's first month."""
    year_words: list[str]
    """May follow a year: "2025 року"."""
    month_first: bool
    """"January 20" besides "20 January"."""
    month_capital: bool
    """A month is written with a capital, so that "may" and "march" are none."""
    ordinal_ends: list[str]
    of_words: list[str]
    and_words: list[str]
    counts: dict[str, int]
    """Number words that stand before a unit of time."""
    units: dict[str, Unit]
    counted: list[str]
    """Nouns after which a number is a count, not a day: "in May 20 people died"."""
    war: list[str]
    """What the war is called; ``{war}`` is one of these among any of ``war_about``."""
    war_about: list[str]


class DateRules(BaseModel):
    """A whole ``dates.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    calendar: Calendar
    keys: list[str]
    """Every phrase without a calendar word holds one of these; sentences without any are skipped unread."""
    reporting: list[str]
    """Verbs and nouns of telling: a date beside one is when it was said."""
    stamps: list[str]
    """Words before a date of publication at the start of a line."""
    phrase: list[Phrase]


@dataclass(frozen=True, slots=True)
class DateTable:
    """Compiled rules: ``keys`` are the tokens that make a sentence worth reading."""

    keys: frozenset[str]
    phrases: PhraseTable[Phrase]
    reporting: frozenset[str]
    stamps: frozenset[str]


@lru_cache(maxsize=8)
def date_table(lang: str) -> DateTable:
    """Return the compiled date rules of ``lang``."""
    rules = load_rules(lang, "dates.toml", DateRules)
    words = _calendar_words(rules.calendar)
    for phrase in rules.phrase:
        _check_keys(phrase, frozenset(rules.keys), lang)
        _check_season(phrase, lang)
    table = PhraseTable(((p, phrase) for phrase in rules.phrase for p in phrase.patterns), readers(words))
    keys = frozenset(
        (*rules.keys, *words.months, *words.weekdays, *words.seasons, *words.units, *map(str, YEARS))
    )
    return DateTable(keys, table, frozenset(rules.reporting), frozenset(rules.stamps))


def _check_keys(phrase: Phrase, keys: frozenset[str], lang: str) -> None:
    for words in (w for pattern in phrase.patterns for w in expand(pattern)):
        if keys.isdisjoint(words) and _CALENDAR_SLOTS.isdisjoint(words):
            where = f"lang/{lang}/dates.toml: {phrase.id}"
            raise SettingsError(
                f"{' '.join(words)!r} holds no key word", where=where, remedy="add one to keys"
            )


def _check_season(phrase: Phrase, lang: str) -> None:
    if phrase.kind == "season" and not all("{season}" in pattern for pattern in phrase.patterns):
        raise SettingsError(
            "a season's pattern names no {season}",
            where=f"lang/{lang}/dates.toml: {phrase.id}",
            remedy="put {season} in place of the word",
        )


def _calendar_words(calendar: Calendar) -> CalendarWords:
    return CalendarWords(
        months={form: i + 1 for i, forms in enumerate(calendar.months) for form in forms},
        weekdays={form: i for i, forms in enumerate(calendar.weekdays) for form in forms},
        seasons=dict(calendar.seasons),
        year_words=frozenset(calendar.year_words),
        month_first=calendar.month_first,
        month_capital=calendar.month_capital,
        ordinal_ends=frozenset(calendar.ordinal_ends),
        of_words=frozenset(calendar.of_words),
        and_words=frozenset(calendar.and_words),
        counts=dict(calendar.counts),
        units=dict(calendar.units),
        counted=frozenset(calendar.counted),
        war=frozenset(calendar.war),
        war_about=frozenset(calendar.war_about),
    )
