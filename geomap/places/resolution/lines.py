"""Who held a place on a day by a picture that the user gave: what the resolver needs of it, and no more.

``geomap.control`` makes the value from a baseline; it holds plain numbers, so that it goes to other processes
as it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from geomap.models import content_id

FARTHEST_KM = 60
"""Deeper than this is not told apart; fits a byte."""
# Of 307 villages told to be fired on or taken, one in a hundred lay deeper than the second on the wrong side.
_OPEN_KM, _SURE_KM = 2.0, 10.0
_OPEN_KM_A_DAY = 0.05  # where a line moves, it moves so fast: a month to a year of it (docs/control.md)
# So far from a line 99 of 100 villages lie that change hands, and so much further each day; from the third
# on beyond that none do.
_TAKEN_KM, _TAKEN_KM_A_DAY, _NEVER_KM = 6.0, 0.1, 10.0


class Lines(NamedTuple):
    """How deep in a side's ground each place lies, on some days; each day holds until the next."""

    days: tuple[date, ...]
    """In order."""
    depths: tuple[array[int], ...]
    """For each day a number by index in the gazetteer: whole kilometres to the other side's ground, positive
    in what Russia holds, negative in what Ukraine holds, 0 where nobody does."""
    versions: tuple[str, ...]
    """For each day a hash of all that is known until then: what is added later leaves it as it is."""

    def held(self, place: int, on: date) -> float:
        """Return 1 well inside the land that Russia holds, -1 inside Ukraine's; 0 near the line or unknown.

        The older the picture, the farther from its line the side counts as unsure.
        """
        depth, age_days = self._depth(place, on)
        unsure = _OPEN_KM + _OPEN_KM_A_DAY * age_days
        value = min(1.0, max(0.0, abs(depth) - unsure) / (_SURE_KM - _OPEN_KM))
        return value if depth > 0 else -value

    def untaken(self, place: int, on: date) -> float:
        """Return 1 too far from the line, on either side, to have changed hands; 0 near it or unknown."""
        depth, age_days = self._depth(place, on)
        reach = _TAKEN_KM + _TAKEN_KM_A_DAY * age_days
        return min(1.0, max(0.0, abs(depth) - reach) / _NEVER_KM)

    def _depth(self, place: int, on: date) -> tuple[int, int]:
        """Return the depth by the last picture until ``on``, and its age in days; 0 before the first.

        Nothing is known of a place that the gazetteer of these lines did not have.
        """
        position = bisect_right(self.days, on) - 1
        if position < 0 or place >= len(self.depths[position]):
            return 0, 0
        return self.depths[position][place], (on - self.days[position]).days

    def version(self, on: date | None) -> str:
        """Return a hash of all that is known of days until ``on``; empty where nothing is."""
        position = bisect_right(self.days, on) - 1 if on else -1
        return self.versions[position] if position >= 0 else ""


def lines(days: Iterable[tuple[date, array[int]]]) -> Lines:
    """Return the lines of ``days``, which are in order, each with its depths by index in the gazetteer."""
    told = tuple(days)
    versions = accumulate(told, lambda before, day: content_id(before, *_plain(day)), initial="")
    return Lines(tuple(day for day, _ in told), tuple(depth for _, depth in told), tuple(versions)[1:])


def _plain(day: tuple[date, array[int]]) -> tuple[str, str]:
    return day[0].isoformat(), day[1].tobytes().hex()


class ArticleLines(NamedTuple):
    """The lines as one article needs them: by sentence."""

    lines: Lines
    published: date | None
    days: Mapping[int, date]
    """First day that a sentence tells, where it tells any."""

    def held(self, place: int, sentence: int) -> float:
        """Return who holds a place on the day a sentence tells of, as ``Lines.held``; 0 without a day."""
        on = self._day(sentence)
        return self.lines.held(place, on) if on else 0.0

    def untaken(self, place: int, sentence: int) -> float:
        """Return ``Lines.untaken`` on the day a sentence tells of; 0 without a day."""
        on = self._day(sentence)
        return self.lines.untaken(place, on) if on else 0.0

    def _day(self, sentence: int) -> date | None:
        if self.published is None:
            return None
        return min(self.days.get(sentence, self.published), self.published)
