"""What the words of a report tell beyond its fields, in any of the three languages: numbers and means."""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.merge.table import table
from geomap.models import Report

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+)(?![\w:/-]|[.,]\d)")
_MODEL = re.compile(r"\b[^\W\d_]{1,3}-?(\d{1,3})\b")
_KEPT = 8192
"""Sentences remembered: more than are compared with each other within one spot and day."""


@lru_cache(maxsize=_KEPT)
def words_of(quote: str) -> frozenset[str]:
    """Return the words of a sentence in lower case."""
    return frozenset(_WORD.findall(quote.lower()))


def numbers(report: Report) -> frozenset[int]:
    """Return the numbers that a report's sentence tells, without the day and the year it is dated by."""
    dated = {part for day in (report.date_start, report.date_end, report.published) if day
             for part in (day.day, day.year)}  # fmt: skip
    return _numbers(report.quote) - dated


@lru_cache(maxsize=_KEPT)
def _numbers(quote: str) -> frozenset[int]:
    return frozenset(int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(quote))


def means(report: Report) -> frozenset[str]:
    """Return the classes of weapon, such as ``drone``, that a report names."""
    return _means(report.weapon) if report.weapon else frozenset()


def models(report: Report) -> frozenset[str]:
    """Return the numbers of the models that a report names as weapon: "34" of an Su-34 in any script."""
    return _models(report.weapon) if report.weapon else frozenset()


@lru_cache(maxsize=_KEPT)
def _means(weapon: str) -> frozenset[str]:
    stems = table().means.items()
    return frozenset(kind for kind, heads in stems for word in words_of(weapon) if word.startswith(heads))


@lru_cache(maxsize=_KEPT)
def _models(weapon: str) -> frozenset[str]:
    return frozenset(_MODEL.findall(weapon))
