"""One sitting of a reviewer: the events that wait, their texts, and the corrections file they end in."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from geomap.corrections import Correction, append_corrections, load_corrections
from geomap.errors import InputError, first_fault
from geomap.export.since import told_since
from geomap.models import Article
from geomap.places import load_gazetteer
from geomap.places.doors.query import look_up
from geomap.review.queue import Waiting, queue
from geomap.review.shown import describe, row, sheet
from geomap.store import Store

if TYPE_CHECKING:
    from geomap.places import Gazetteer

DEEDS = ("reviewed", "confirm", "retype", "move", "redate", "drop")
_DETAILS = ("why", "place_id", "lat", "lon", "radius_m", "type", "date_start", "date_end")
_MOST_FOUND = 9


class Desk:
    """Holds what waits and appends what the person decides; the store is only read.

    Parameters
    ----------
    out
        Folder of the store.
    file
        Corrections file (TOML or CSV) to append to; made if need be.
    who
        The person's name, which stands in each correction.
    only_doubtful
        Leave out new events that nothing speaks against.
    gazetteer
        Where places are looked up; without it, the bundled one.

    Raises
    ------
    StoreError
        If there is no store in ``out``.
    InputError
        If the corrections file is there but wrong.
    """

    def __init__(
        self,
        out: Path,
        *,
        file: Path,
        who: str,
        only_doubtful: bool = False,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        if not who.strip():
            raise InputError("no name", remedy="say who reviews: --who 'O. Analyst'")
        self.out, self.file, self.who = out, file, who.strip()
        self._gazetteer = gazetteer or load_gazetteer()
        self._lock = threading.Lock()
        with Store.open(out, write=False) as store:
            self._reports = {report.id: report for report in store.reports()}
            waiting = queue(
                store.events(),
                self._reports,
                new=[change.id for change in told_since(store).changes if change.kind == "new"],
                corrections=load_corrections(file) if file.exists() else (),
                only_doubtful=only_doubtful,
            )
        self._waiting = {one.event.id: one for one in waiting}

    def rows(self) -> list[dict[str, Any]]:
        """Return the queue, a line an event."""
        return [row(one) for one in self._waiting.values()]

    def sheet(self, event_id: str) -> dict[str, Any]:
        """Return all that is shown of one event.

        Raises
        ------
        InputError
            If no such event waits.
        """
        one = self._find(event_id)
        told = [self._reports[q.report_id] for q in one.event.quotes if q.report_id in self._reports]
        return sheet(one, told, self._articles(one), self._gazetteer)

    def places(self, query: str) -> list[dict[str, Any]]:
        """Return the places that bear the name ``query`` in any language, most populous first."""
        return [describe(place) for place in look_up(query, gazetteer=self._gazetteer)[:_MOST_FOUND]]

    def decide(self, told: dict[str, Any], *, today: date | None = None) -> Correction:
        """Append what the person decided to the corrections file and return it.

        ``told`` holds ``event``, ``do``, ``why`` and what the deed needs; who and the day are the desk's.

        Raises
        ------
        InputError
            If no such event waits, or the decision is not complete.
        StoreError
            If the file cannot be written.
        """
        one = self._find(str(told.get("event")))
        if told.get("do") not in DEEDS:
            raise InputError(f"no such decision: {told.get('do')!r}", remedy=f"one of {', '.join(DEEDS)}")
        details = {name: told[name] for name in _DETAILS if told.get(name) not in (None, "")}
        correction = self._checked(one, {"do": told["do"], **details}, today)
        with self._lock:  # two requests at once would each append to what the other has not seen
            append_corrections(self.file, [correction])
        return correction

    def _checked(self, one: Waiting, details: dict[str, Any], today: date | None) -> Correction:
        quotes = one.event.quotes
        head = {
            "event": one.event.id,
            "who": self.who,
            "on": today or datetime.now().astimezone().date(),
            "quote": quotes[0].quote if quotes else "",
        }
        if "place_id" in details and self._gazetteer.index_of(str(details["place_id"])) is None:
            raise InputError(f"no place {details['place_id']!r}", remedy="choose one that the search finds")
        try:
            return Correction.model_validate({**details, **head})
        except ValidationError as error:
            field, what, _ = first_fault(error)
            raise InputError(f"{field}: {what}" if field else what, remedy="complete the decision") from error

    def _find(self, event_id: str) -> Waiting:
        try:
            return self._waiting[event_id]
        except KeyError:
            raise InputError(f"no event {event_id!r} waits", remedy="reload the page") from None

    def _articles(self, one: Waiting) -> dict[str, Article]:
        with Store.open(self.out, write=False) as store:
            found = [store.article(quote.article_id) for quote in one.event.quotes]
        return {article.id: article for article in found if article}
