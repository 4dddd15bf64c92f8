"""Reports that a store holds, and those that lie in partitions elsewhere: one sequence for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, overload

from geomap.errors import StoreError
from geomap.merge.cluster import report_order
from geomap.models import Article, Report, Unresolved


class Parted(NamedTuple):
    """What came out of one article whose reports lie in a partition."""

    article: Article
    part: str
    """Path or URL of the partition."""
    ids: Sequence[str]
    """Ids of the article's reports, in the order of the text."""
    unresolved: Sequence[Unresolved] = ()
    problem: str = ""


class Share(NamedTuple):
    """An article's share of a partition."""

    article: str
    published: date | None
    reports: int
    """How many the article has there."""


class Part(NamedTuple):
    """A partition of reports, and the articles whose reports count; others in it were coded anew since."""

    path: str
    shares: Sequence[Share]


class Reports(Sequence[Report]):
    """Reports in the order of ``report_order``; those in partitions are read when somebody looks.

    Parameters
    ----------
    loose
        Reports that are here.
    parts
        Partitions of the others.
    """

    def __init__(self, loose: Iterable[Report], parts: Sequence[Part] = ()) -> None:
        self.loose = sorted(loose, key=report_order)
        self.parts = parts

    @cached_property
    def _all(self) -> list[Report]:
        if not self.parts:
            return self.loose
        away = (report for part in self.parts for report in reports_in(part))
        return sorted([*self.loose, *away], key=report_order)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> list[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | list[Report]:
        """Return a report, or some."""
        return self._all[index]

    def __iter__(self) -> Iterator[Report]:
        """Yield all reports."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many there are, without reading any."""
        return len(self.loose) + sum(share.reports for part in self.parts for share in part.shares)


def reports_in(part: Part) -> Iterator[Report]:
    """Yield the reports of a partition that count, in the order written.

    Raises
    ------
    StoreError
        If the partition cannot be read; names it.
    """
    from geomap.store.parts import read_part

    wanted = {share.article for share in part.shares}
    try:
        told = [Report.model_validate_json(body) for _, body in read_part(part.path)]
    except OSError as error:
        raise StoreError(
            f"reports of {len(wanted)} articles cannot be read: {error.strerror or error}",
            where=part.path,
            remedy="put the file back, or run geomap build again: it codes what is missing",
        ) from error
    yield from (report for report in told if report.article_id in wanted)
